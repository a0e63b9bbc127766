"""From a request's body to JSON."""

from __future__ import annotations

import msgspec

from app.core.secret import Secret

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


class Form(msgspec.Struct, frozen=True):
    """A body that is encoded already, as a form is.

    Attributes:
        text: all of it.
        secrets: what of it is secret.
    """

    text: Secret
    secrets: tuple[Secret, ...] = ()


def encode(body: msgspec.Struct) -> tuple[bytes, str, tuple[Secret, ...]]:
    """Encode a request body, as JSON if it is no form, and tell which secrets went into it.

    Args:
        body: a struct whose secret fields are of type `Secret`, or a `Form`.

    Returns:
        The body in UTF-8, its media type, and the secrets in the order in which they were written,
        so that whoever reads the answer can blank them in the server's text.
    """
    if isinstance(body, Form):
        return body.text.reveal().encode(), FORM, body.secrets
    seen: list[Secret] = []

    def hook(value: object) -> object:
        if isinstance(value, Secret):
            seen.append(value)
            return value.reveal()
        raise TypeError(f"{type(value).__name__} has no place in a request body")

    content = msgspec.json.encode(body, enc_hook=hook)
    return content, JSON, tuple(seen)
