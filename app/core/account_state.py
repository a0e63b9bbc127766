"""State of an account (open, suspended, locked, ended), from the errors of its server.

    OPEN        everything works
    SUSPENDED   the account may not do all that it could ("Account suspension")
    LOCKED      nothing works until the server's administrator unlocks it ("Account locking")
    EXPIRED     nothing works until it is renewed, by a link that the server mails
    SIGNED_OUT  the server wants the person to sign in again on this device ("Soft logout")
    ENDED       the server does not know the session any more, and does not say why

None of these states removes what is stored on this computer: only the person does that.
"""

from __future__ import annotations

from enum import Enum

from app.core.errors import (
    AccountExpired,
    CertificateFault,
    ConnectionFault,
    LatchkeyError,
    MatrixError,
    MissingToken,
    NotRenewed,
    OAuthRefused,
    RateLimited,
    RemoteProtocolError,
    UnknownToken,
    UserDeactivated,
    UserLocked,
    UserSuspended,
    WrongIssuer,
)

ENDED = ("invalid_grant", "invalid_client", "unauthorized_client")
"""Error codes of OAuth 2.0 that a later try would get as well."""

FIRST_PAUSE = 30.0
LONGEST_PAUSE = 900.0
"""Seconds between two polls of a locked account: the first pause, and the longest."""


class AccountState(Enum):
    """State of an account, seen from one of its devices."""

    OPEN = "open"
    SUSPENDED = "suspended"
    LOCKED = "locked"
    EXPIRED = "expired"
    SIGNED_OUT = "signed-out"
    ENDED = "ended"

    @property
    def usable(self) -> bool:
        """Whether the account's pages can be used."""
        return self in (AccountState.OPEN, AccountState.SUSPENDED)

    @property
    def passes(self) -> bool:
        """Whether the state may end by itself: signing in again would not help."""
        return self in (AccountState.LOCKED, AccountState.EXPIRED)


def state_of(error: LatchkeyError) -> AccountState | None:
    """Return the account state that an error implies, or None if it implies none.

    Args:
        error: raised by a request that carried the session's access token.
    """
    match error:
        case UserLocked():
            return AccountState.LOCKED
        case AccountExpired():
            return AccountState.EXPIRED
        case UnknownToken() if error.soft_logout:
            return AccountState.SIGNED_OUT
        case UnknownToken() | MissingToken() | UserDeactivated():
            return AccountState.ENDED
        case UserSuspended():
            return AccountState.SUSPENDED
        case _:
            return None


def renewal_error(error: LatchkeyError) -> LatchkeyError:
    """Return the error to raise for a request whose token renewal failed.

    Args:
        error: raised by POST /refresh, or by its counterpart of OAuth 2.0.

    Returns:
        An error that `state_of` maps to a state, if the server names one or the refresh token is
        of no more use; `NotRenewed` if a later renewal may succeed.
    """
    if state_of(error) is not None:
        return error
    if isinstance(error, WrongIssuer) or (
        isinstance(error, OAuthRefused) and error.status in (400, 401) and error.code in ENDED
    ):
        refused = UnknownToken(401, type(error).__name__, "", host=error.host)
        refused.soft_logout = True
        return refused
    if not isinstance(error, MatrixError) or isinstance(error, RateLimited) or error.status >= 500:
        return NotRenewed(error)
    again = UnknownToken(error.status, error.errcode, error.text, host=error.host)
    again.soft_logout = True  # nothing says that the device is gone
    return again


def may_be_asked_again(error: LatchkeyError) -> bool:
    """Return whether a token renewal that failed with `error` may be retried at once.

    The old pair of tokens is valid until the new one is used, so a lost answer does no harm.
    """
    if isinstance(error, MatrixError | RemoteProtocolError):
        return error.status >= 500
    return isinstance(error, ConnectionFault) and not isinstance(error, CertificateFault)


def look_pause(looks: int) -> float:
    """Return the pause before the next poll of a locked account, in seconds.

    Args:
        looks: number of polls so far.
    """
    return min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(looks, 10))
