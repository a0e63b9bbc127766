"""Encoding of request bodies, as JSON or as a form."""

from __future__ import annotations

import msgspec

from app.core.secret import Secret

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


class Form(msgspec.Struct, frozen=True):
    """A request body that is form-encoded already.

    Attributes:
        text: the whole body.
        secrets: the secrets that `text` holds.
    """

    text: Secret
    secrets: tuple[Secret, ...] = ()


def encode(body: msgspec.Struct) -> tuple[bytes, str, tuple[Secret, ...]]:
    """Encode a request body, as JSON unless it is a `Form`, and list the secrets in it.

    Args:
        body: a struct whose secret fields are of type `Secret`, or a `Form`.

    Returns:
        The body in UTF-8, its media type, and the secrets in the order in which they were written:
        they are blanked in the server's error texts.
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
