"""Decoding of HTTP answers: to a typed body on success, else to an exception."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeVar

import msgspec

from app.core.errors import (
    ERRCODES,
    BadRequest,
    LimitExceeded,
    MatrixError,
    MissingToken,
    NeedsSession,
    NotJson,
    RateLimited,
    UnknownToken,
    Unrecognized,
    WrongShape,
)
from app.core.lenient import UNREADABLE, decoded, parsed
from app.core.secret import Secret
from app.core.untrusted_text import blank, clean

T = TypeVar("T")
D = TypeVar("D")


LONGEST_WAIT = 7 * 24 * 3600.0
"""No throttle is taken to last longer, in seconds."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One complete HTTP response.

    Attributes:
        status: HTTP status.
        body: the bytes, no more than the request's limit.
        host: host that answered.
        retry_after: the Retry-After header in seconds, if there was one.
        secrets: secrets that the request carried, to be blanked in the server's text.
        fresh_for: seconds for which the answer may be cached; None if Cache-Control gives none.
        with_token: whether the request carried an access token.
    """

    status: int
    body: bytes = field(repr=False)
    host: str
    retry_after: float | None = None
    secrets: tuple[Secret, ...] = field(default=(), repr=False)
    fresh_for: float | None = None
    with_token: bool = True

    @property
    def ok(self) -> bool:
        """Whether the status is 2xx."""
        return 200 <= self.status < 300


class ErrorBody(msgspec.Struct, frozen=True):
    """The specification's standard error, with the keys that some codes add."""

    errcode: str = "M_UNKNOWN"
    error: str = ""
    retry_after_ms: float | None = None
    soft_logout: bool = False
    admin_contact: str = ""

    @classmethod
    def of(cls, reply: Reply) -> ErrorBody | None:
        """Parse the error body of a reply; a key of the wrong type counts as missing.

        Returns:
            None if the body is not JSON.
        """
        try:
            table = parsed(reply.body)
        except UNREADABLE:
            return None
        found = table if isinstance(table, dict) else {}
        return cls(
            errcode=_as(found.get("errcode"), str, "M_UNKNOWN"),
            error=_as(found.get("error"), str, ""),
            retry_after_ms=_as(found.get("retry_after_ms"), float, None),
            soft_logout=_as(found.get("soft_logout"), bool, False),
            admin_contact=_as(found.get("admin_contact"), str, ""),
        )


def _as(value: Any, kind: type[T], default: D) -> T | D:
    try:
        return msgspec.convert(value, type=kind)
    except msgspec.ValidationError:
        return default


def decode(reply: Reply, shape: type[T]) -> T:
    """Decode the JSON body of a reply as `shape`.

    Raises:
        NotJson: the body is not JSON.
        WrongShape: it is, but a required key is missing or a value has another type.
    """
    try:
        return decoded(reply.body, shape)
    except msgspec.ValidationError as fault:
        where = str(fault).rpartition(" - at ")[2].strip("`") if " - at " in str(fault) else "$"
        raise WrongShape(reply.host, reply.status, where) from None
    except UNREADABLE:
        raise NotJson(reply.host, reply.status) from None


def read(reply: Reply, shape: type[T]) -> T:
    """Decode the body of a successful reply as `shape`, or raise the error of a refusal.

    Raises:
        MatrixError: the server refused the request.
        RemoteProtocolError: the answer breaks the specification.
    """
    if reply.ok:
        return decode(reply, shape)
    raise error_of(reply)


def asks_for_proof(reply: Reply) -> bool:
    """Whether an answer asks for User-Interactive Authentication, whatever else it says."""
    if reply.status != 401:
        return False
    try:
        table = parsed(reply.body)
    except UNREADABLE:
        return False
    return isinstance(table, dict) and "flows" in table


def error_of(reply: Reply) -> MatrixError | NotJson:
    """Return the error of an unsuccessful answer.

    A gateway's page in HTML is `NotJson` with its status, except where the status alone is clear:
    404 and 405 are `Unrecognized`, 429 is `RateLimited`.
    """
    body = ErrorBody.of(reply)
    if body is None:
        if reply.status not in (404, 405, 429):
            return NotJson(reply.host, reply.status)
        body = ErrorBody()
    kind = ERRCODES.get(body.errcode, MatrixError)
    if kind is MatrixError and reply.status == 429:
        kind = RateLimited
    elif kind is MatrixError and body.errcode == "M_UNKNOWN" and reply.status in (404, 405):
        kind = Unrecognized
    if kind is MissingToken and not reply.with_token:
        kind = NeedsSession  # there is no session that could have ended
    text = "" if kind is BadRequest else clean(blank(body.error, reply.secrets))
    error = kind(reply.status, clean(body.errcode), text, host=reply.host)
    if isinstance(error, RateLimited):
        error.retry_after = wait_of(reply, body)
    elif isinstance(error, UnknownToken):
        error.soft_logout = body.soft_logout
    elif isinstance(error, LimitExceeded):
        error.contact = clean(body.admin_contact.removeprefix("mailto:"))
    return error


def wait_of(reply: Reply, body: ErrorBody) -> float:
    """Return the seconds to wait after M_LIMIT_EXCEEDED: by the header, else by the body."""
    wait = RateLimited.DEFAULT_WAIT
    if reply.retry_after is not None:
        wait = reply.retry_after
    elif body.retry_after_ms is not None:
        wait = body.retry_after_ms / 1000
    return min(max(0.0, wait), LONGEST_WAIT)
