"""Whether a request that ended in an error may have been carried out all the same."""

from __future__ import annotations

from app.core.errors.base import LatchkeyError
from app.core.errors.connection import AnswerTimedOut, ConnectionFault, RemoteProtocolError
from app.core.errors.matrix import MatrixError


def may_have_happened(error: LatchkeyError) -> bool:
    """Tell whether the request that ended in `error` may have been carried out all the same.

    True where no answer came to a request that left, and where what came cannot be read or is a
    fault of the server (5xx). A refusal, and whatever was found before sending, is certain.
    """
    if isinstance(error, ConnectionFault):
        return error.sent
    if isinstance(error, MatrixError):
        return error.status >= 500
    return isinstance(error, RemoteProtocolError)


GATEWAY_TIMEOUT = 504


def may_be_under_way(error: LatchkeyError) -> bool:
    """Tell whether the request that ended in `error` may be carried out later still.

    True where somebody has only stopped waiting for the answer: we, or what stands between.
    """
    if isinstance(error, MatrixError | RemoteProtocolError):
        return error.status == GATEWAY_TIMEOUT
    return isinstance(error, AnswerTimedOut)
