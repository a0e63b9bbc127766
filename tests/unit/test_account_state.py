"""What an answer says about the account."""

from __future__ import annotations

import pytest

from app.core.account_state import (
    LONGEST_PAUSE,
    AccountState,
    look_pause,
    may_be_asked_again,
    renewal_error,
    state_of,
)
from app.core.errors import (
    AnswerLost,
    AnswerTooLarge,
    BadRequest,
    CertificateFault,
    CertificateReason,
    ConnectFailed,
    Forbidden,
    LatchkeyError,
    MatrixError,
    MissingToken,
    NotJson,
    NotRenewed,
    RateLimited,
    UnknownToken,
    Unrecognized,
    UserDeactivated,
    UserLocked,
    UserSuspended,
    may_have_happened,
)


def says(kind: type[MatrixError], status: int = 401) -> MatrixError:
    return kind(status, "M_TEST", "words", host="example.org")


def softly() -> UnknownToken:
    error = UnknownToken(401, "M_UNKNOWN_TOKEN", "", host="example.org")
    error.soft_logout = True
    return error


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (says(UserLocked), AccountState.LOCKED),
        (softly(), AccountState.SIGNED_OUT),
        (says(UnknownToken), AccountState.ENDED),
        (says(MissingToken), AccountState.ENDED),
        (says(UserDeactivated, 403), AccountState.ENDED),
        (says(UserSuspended, 403), AccountState.SUSPENDED),
        (says(Forbidden, 403), None),
        (says(RateLimited, 429), None),
        (NotRenewed(ConnectFailed("example.org")), None),
        (ConnectFailed("example.org"), None),
    ],
)
def test_some_errors_say_how_the_account_stands(error: LatchkeyError, state: AccountState | None):
    assert state_of(error) is state


def test_pages_can_be_used_while_the_account_is_open_or_suspended():
    assert [each for each in AccountState if each.usable] == [
        AccountState.OPEN,
        AccountState.SUSPENDED,
    ]


@pytest.mark.parametrize("kind", [UnknownToken, UserLocked, UserDeactivated, MissingToken])
def test_a_renewal_may_say_how_the_account_stands(kind):
    error = says(kind)
    assert renewal_error(error) is error


def test_a_soft_logout_stays_one():
    error = softly()
    assert renewal_error(error) is error


@pytest.mark.parametrize("kind", [Forbidden, BadRequest, Unrecognized, MatrixError])
def test_a_refresh_token_that_is_refused_wants_a_new_sign_in(kind):
    found = renewal_error(says(kind, 403))
    assert state_of(found) is AccountState.SIGNED_OUT
    assert isinstance(found, UnknownToken)
    assert (found.status, found.text, found.host) == (403, "words", "example.org")


@pytest.mark.parametrize(
    "error",
    [
        AnswerLost("example.org"),
        ConnectFailed("example.org"),
        NotJson("example.org", 502),
        says(MatrixError, 500),
        says(RateLimited, 429),
        AnswerTooLarge("example.org", 200, 1),
    ],
)
def test_what_may_pass_ends_nothing(error):
    found = renewal_error(error)
    assert isinstance(found, NotRenewed)
    assert found.cause is error
    assert not may_have_happened(found), "what was asked for was refused, for its token"


@pytest.mark.parametrize(
    ("error", "again"),
    [
        (AnswerLost("example.org"), True),
        (ConnectFailed("example.org"), True),
        (CertificateFault("example.org", CertificateReason.EXPIRED), False),
        (NotJson("example.org", 502), True),
        (NotJson("example.org", 200), False),
        (says(MatrixError, 503), True),
        (says(UnknownToken), False),
        (says(RateLimited, 429), False),
    ],
)
def test_a_renewal_is_asked_for_again_where_that_may_help(error, again):
    assert may_be_asked_again(error) is again


def test_looks_at_a_locked_account_become_rarer():
    pauses = [look_pause(looks) for looks in range(12)]
    assert pauses[:4] == [30.0, 60.0, 120.0, 240.0]
    assert pauses == sorted(pauses)
    assert pauses[-1] == LONGEST_PAUSE
    assert look_pause(10**6) == LONGEST_PAUSE
