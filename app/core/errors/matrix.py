"""Refusals of a homeserver, by status and errcode ("Standard error response")."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.errors.base import LatchkeyError


class MatrixError(LatchkeyError):
    """The homeserver refused a request.

    Args:
        status: HTTP status.
        errcode: the server's code; ``M_UNKNOWN`` if it gave none.
        text: the server's words, cleaned and with secrets blanked; never part of ``str(error)``.
        host: who answered.
    """

    def __init__(self, status: int, errcode: str, text: str, *, host: str) -> None:
        super().__init__(f"{host}: {status} {errcode}")
        self.status = status
        self.errcode = errcode
        self.text = text
        self.host = host


class Forbidden(MatrixError):
    """M_FORBIDDEN: wrong credentials, or not allowed."""


class UserDeactivated(MatrixError):
    """M_USER_DEACTIVATED: the account is closed."""


class UserSuspended(MatrixError):
    """M_USER_SUSPENDED: a suspended account may not do this."""


class UserLocked(MatrixError):
    """M_USER_LOCKED: the account is locked; the session is to be kept."""


class UnknownToken(MatrixError):
    """M_UNKNOWN_TOKEN: the session has ended, softly or for good.

    Attributes:
        soft_logout: whether the person may sign in again on the same device.
    """

    soft_logout = False


class MissingToken(MatrixError):
    """M_MISSING_TOKEN: the endpoint needs an access token."""


class NeedsSession(MatrixError):
    """M_MISSING_TOKEN, or its kin, to a request of nobody's: it is for those who are signed in."""


class AccountExpired(MatrixError):
    """ORG_MATRIX_EXPIRED_ACCOUNT: the account is to be renewed, by a link that the server mails."""


class LimitExceeded(MatrixError):
    """M_RESOURCE_LIMIT_EXCEEDED, M_USER_LIMIT_EXCEEDED: the server, or the user, has had enough.

    Attributes:
        contact: whom the server names to be asked, cleaned; empty if it names nobody.
    """

    contact = ""


class RateLimited(MatrixError):
    """M_LIMIT_EXCEEDED, or 429.

    Attributes:
        retry_after: seconds to wait, at least 0; from Retry-After, else ``retry_after_ms``, else
            `DEFAULT_WAIT`.
    """

    DEFAULT_WAIT = 10.0
    retry_after = DEFAULT_WAIT


class Unrecognized(MatrixError):
    """M_UNRECOGNIZED, or a bare 404 or 405: the server does not have this endpoint."""


class NotFound(MatrixError):
    """M_NOT_FOUND: the endpoint is there, what was asked for is not."""


class BadRequest(MatrixError):
    """M_BAD_JSON, M_NOT_JSON: the text may quote what was sent, so it is always empty."""


class PolicyRefused(MatrixError):
    """The new password breaks a rule of the server: ``errcode`` says which."""


class ThreepidRefused(MatrixError):
    """An email address or phone number was refused: ``errcode`` says why."""


class StageRefused(MatrixError):
    """A proof was not accepted; the stage may be tried again."""


class NotRenewed(LatchkeyError):
    """The access token has to be renewed, and the renewal failed for now.

    The request that needed the token was not carried out, whether or not the renewal was.

    Args:
        cause: error of the renewal.
    """

    def __init__(self, cause: LatchkeyError) -> None:
        super().__init__(type(cause).__name__)
        self.cause = cause


ERRCODES: Mapping[str, type[MatrixError]] = {
    "M_FORBIDDEN": Forbidden,
    "M_USER_DEACTIVATED": UserDeactivated,
    "M_USER_SUSPENDED": UserSuspended,
    "M_USER_LOCKED": UserLocked,
    "M_UNKNOWN_TOKEN": UnknownToken,
    "M_MISSING_TOKEN": MissingToken,
    "M_LIMIT_EXCEEDED": RateLimited,
    "M_RESOURCE_LIMIT_EXCEEDED": LimitExceeded,
    "M_USER_LIMIT_EXCEEDED": LimitExceeded,
    "ORG_MATRIX_EXPIRED_ACCOUNT": AccountExpired,
    "M_UNRECOGNIZED": Unrecognized,
    "M_NOT_FOUND": NotFound,
    "M_BAD_JSON": BadRequest,
    "M_NOT_JSON": BadRequest,
    "M_WEAK_PASSWORD": PolicyRefused,
    "M_PASSWORD_TOO_SHORT": PolicyRefused,
    "M_PASSWORD_NO_DIGIT": PolicyRefused,
    "M_PASSWORD_NO_SYMBOL": PolicyRefused,
    "M_PASSWORD_NO_UPPERCASE": PolicyRefused,
    "M_PASSWORD_NO_LOWERCASE": PolicyRefused,
    "M_PASSWORD_IN_DICTIONARY": PolicyRefused,
    "M_THREEPID_NOT_FOUND": ThreepidRefused,
    "M_THREEPID_DENIED": ThreepidRefused,
    "M_THREEPID_IN_USE": ThreepidRefused,
    "M_THREEPID_AUTH_FAILED": ThreepidRefused,
    "M_THREEPID_MEDIUM_NOT_SUPPORTED": ThreepidRefused,
    "M_SERVER_NOT_TRUSTED": ThreepidRefused,
}
"""errcode -> exception; a code that is not here becomes a plain `MatrixError`."""
