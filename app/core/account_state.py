"""In what state an account is, as far as an answer of its server tells.

    OPEN        everything goes
    SUSPENDED   the account may not do all that it could ("Account suspension")
    LOCKED      nothing goes until whoever runs the server unlocks it ("Account locking")
    SIGNED_OUT  the server wants the person to sign in again on this device ("Soft logout")
    ENDED       the server knows the session no more, and does not say why

What is kept on this computer outlives every one of them: only the person removes it.
"""

from __future__ import annotations

from enum import Enum

from app.core.errors import (
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
"""Of OAuth 2.0's refusals, those that a later try would meet as well."""

FIRST_PAUSE = 30.0
LONGEST_PAUSE = 900.0
"""Seconds between two looks at an account that is locked."""


class AccountState(Enum):
    """State of an account, seen from one of its devices."""

    OPEN = "open"
    SUSPENDED = "suspended"
    LOCKED = "locked"
    SIGNED_OUT = "signed-out"
    ENDED = "ended"

    @property
    def usable(self) -> bool:
        """Whether the account's pages can be used."""
        return self in (AccountState.OPEN, AccountState.SUSPENDED)


def state_of(error: LatchkeyError) -> AccountState | None:
    """Return the state that an error means, or None if it says nothing about the account.

    Args:
        error: what a request with the session's token ended in.
    """
    match error:
        case UserLocked():
            return AccountState.LOCKED
        case UnknownToken() if error.soft_logout:
            return AccountState.SIGNED_OUT
        case UnknownToken() | MissingToken() | UserDeactivated():
            return AccountState.ENDED
        case UserSuspended():
            return AccountState.SUSPENDED
        case _:
            return None


def renewal_error(error: LatchkeyError) -> LatchkeyError:
    """Return what a failed renewal of the tokens means for what was asked for.

    Args:
        error: what POST /refresh, or its counterpart of OAuth 2.0, ended in.

    Returns:
        The state of the account, if the server says it or will not take the refresh token any
        more; `NotRenewed` if it may take it another time.
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
    again.soft_logout = True  # the device is there still, as far as anybody says
    return again


def may_be_asked_again(error: LatchkeyError) -> bool:
    """Whether a renewal that ended so may be tried once more at once.

    The old pair is good until the new one is used, so a lost answer costs nothing.
    """
    if isinstance(error, MatrixError | RemoteProtocolError):
        return error.status >= 500
    return isinstance(error, ConnectionFault) and not isinstance(error, CertificateFault)


def look_pause(looks: int) -> float:
    """Return the seconds until the next look at a locked account.

    Args:
        looks: how many there were.
    """
    return min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(looks, 10))
