"""Whether a request that ended in an error may have been carried out all the same."""

from __future__ import annotations

from app.core.errors.base import LatchkeyError
from app.core.errors.connection import AnswerTimedOut, ConnectionFault, RemoteProtocolError
from app.core.errors.matrix import MatrixError


def may_have_happened(error: LatchkeyError) -> bool:
    """Tell whether the request that ended in `error` may have been carried out all the same.

    True if a request was sent and no answer came, or one that cannot be read, or a server error
    (5xx). After a refusal, which a firewall writes as a web page with a 4xx status, or an error
    before sending, it was certainly not carried out.
    """
    if isinstance(error, ConnectionFault):
        return error.sent
    if isinstance(error, MatrixError):
        return error.status >= 500
    if isinstance(error, RemoteProtocolError):
        return not 400 <= error.status < 500 or error.status in UNREADABLE_QUESTIONS
    return False


UNREADABLE_QUESTIONS = (401, 408)
"""With these a server asks for a proof, or for the request once more; without its words, who knows
what it asks."""


GATEWAY_TIMEOUT = 504


def may_be_under_way(error: LatchkeyError) -> bool:
    """Tell whether the request that ended in `error` may be carried out later still.

    True after a timeout only: of this client, or of a gateway in between (504).
    """
    if isinstance(error, MatrixError | RemoteProtocolError):
        return error.status == GATEWAY_TIMEOUT
    return isinstance(error, AnswerTimedOut)
