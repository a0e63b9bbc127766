"""From a request's body to JSON."""

from __future__ import annotations

import msgspec

from app.core.secret import Secret


def encode(body: msgspec.Struct) -> tuple[bytes, tuple[Secret, ...]]:
    """Encode a request body as JSON, and tell which secrets went into it.

    Args:
        body: a struct whose secret fields are of type `Secret`.

    Returns:
        The JSON in UTF-8, and the secrets in the order in which they were written, so that
        whoever reads the answer can blank them in the server's text.
    """
    seen: list[Secret] = []

    def hook(value: object) -> object:
        if isinstance(value, Secret):
            seen.append(value)
            return value.reveal()
        raise TypeError(f"{type(value).__name__} has no place in a request body")

    return msgspec.json.encode(body, enc_hook=hook), tuple(seen)
