"""Decoding of an authorization server's answers (RFC 6749, 5.1 and 5.2; RFC 8628, 3.5)."""

from __future__ import annotations

from typing import TypeVar

from app.core.errors import LatchkeyError, refusal_of
from app.core.lenient import UNREADABLE, parsed
from app.core.reply import Reply, decode, error_of
from app.core.responses import Empty
from app.core.untrusted_text import blank, clean

T = TypeVar("T")


def read_oauth(reply: Reply, shape: type[T]) -> T:
    """Decode the body of a successful reply as `shape`, or raise the error of a refusal.

    Raises:
        OAuthRefused: the server refused with an error of OAuth 2.0.
        RemoteProtocolError, MatrixError: the answer is of another kind.
    """
    if reply.ok:
        if shape is Empty:  # a revocation's answer is empty, as a rule
            return shape()
        return decode(reply, shape)
    raise oauth_error_of(reply)


def oauth_error_of(reply: Reply) -> LatchkeyError:
    """Return the error of an unsuccessful answer, in OAuth 2.0's form or in Matrix's."""
    try:
        table = parsed(reply.body)
    except UNREADABLE:
        return error_of(reply)
    code = table.get("error") if isinstance(table, dict) else None
    plain = isinstance(table, dict) and "errcode" not in table
    if not plain or not isinstance(code, str) or reply.status >= 500 or reply.status == 429:
        return error_of(reply)
    said = table.get("error_description")
    text = clean(blank(said, reply.secrets)) if isinstance(said, str) else ""
    return refusal_of(reply.status, clean(code), text, host=reply.host)
