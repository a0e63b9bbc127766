"""Tokens are renewed on the way, once at a time, and the account's state is noticed."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest

from app.core import requests
from app.core.account_state import AccountState, state_of
from app.core.errors import (
    AnswerLost,
    ConnectFailed,
    LatchkeyError,
    MissingToken,
    NotJson,
    NotRenewed,
    RateLimited,
    UnknownToken,
    UserLocked,
    UserSuspended,
)
from app.core.homeserver import Opened, Session
from app.core.secret import Secret
from app.core.tokens import Tokens
from tests.fakes import FakeClock
from tests.mock_homeserver import ORIGIN, USER, V3, MockHomeserver, html, no, ok, uia
from tests.session_under_test import SessionUnderTest

NOW = FakeClock().now()
REFRESH = f"POST {V3}/refresh"
WHOAMI = f"GET {V3}/account/whoami"
CHANGE = f"POST {V3}/account/password"
NEXT = ok({"access_token": "a2", "refresh_token": "r2", "expires_in_ms": 300_000})
FRESH = Tokens(Secret("a1"), Secret("r1"), NOW + 240)
DUE = Tokens(Secret("a1"), Secret("r1"), NOW)
RENEWED = Tokens(Secret("a2"), Secret("r2"), NOW + 240, serial=1)
EXPIRED = no(401, "M_UNKNOWN_TOKEN", "Access token has expired", soft_logout=True)
LOCKED = no(401, "M_USER_LOCKED", "User account has been locked", soft_logout=True)


def only(token: str, otherwise: httpx.Response = EXPIRED, then: object = None) -> Any:
    """Take one access token, and refuse every other."""

    def answer(request: httpx.Request) -> httpx.Response:
        if request.headers["Authorization"] == f"Bearer {token}":
            return ok({"user_id": USER, "device_id": "OURS"}) if then is None else ok(then)
        return otherwise

    return answer


async def test_a_token_that_is_not_due_is_used_as_it_is():
    server = MockHomeserver()
    session = SessionUnderTest(server, FRESH)
    await session.api.call(requests.whoami())
    assert server.sent(REFRESH) == []
    assert session.kept == []


async def test_a_token_that_is_due_is_renewed_first():
    server = MockHomeserver({REFRESH: NEXT, WHOAMI: only("a2")})
    session = SessionUnderTest(server, DUE)
    await session.api.call(requests.whoami())
    assert server.bodies(REFRESH) == [{"refresh_token": "r1"}]
    assert "Authorization" not in server.sent(REFRESH)[0].headers
    assert len(server.sent(WHOAMI)) == 1
    assert session.api.tokens == RENEWED
    assert session.kept == [RENEWED]


async def test_a_token_that_is_refused_is_renewed_and_the_request_sent_again():
    server = MockHomeserver({REFRESH: NEXT, WHOAMI: only("a2")})
    session = SessionUnderTest(server, FRESH)
    await session.api.call(requests.whoami())
    assert len(server.sent(REFRESH)) == 1
    assert len(server.sent(WHOAMI)) == 2
    assert session.told == []


async def test_a_clock_that_is_set_back_is_made_up_for():
    clock = FakeClock()
    behind = Tokens(Secret("a1"), Secret("r1"), clock.now() + 24 * 3600)
    server = MockHomeserver({REFRESH: NEXT, WHOAMI: only("a2")})
    session = SessionUnderTest(server, behind, clock)
    await session.api.call(requests.whoami())
    assert session.api.tokens == RENEWED


async def test_a_lifetime_of_nothing_is_no_endless_loop():
    answers = [
        ok({"access_token": f"a{n}", "refresh_token": f"r{n}", "expires_in_ms": 0})
        for n in range(2, 9)
    ]
    server = MockHomeserver({REFRESH: answers, WHOAMI: EXPIRED})
    session = SessionUnderTest(server, FRESH)
    with pytest.raises(UnknownToken):
        await session.api.call(requests.whoami())
    assert len(server.sent(REFRESH)) == 1
    assert len(server.sent(WHOAMI)) == 2


async def test_the_same_token_twice_is_taken_as_it_is():
    same = ok({"access_token": "a1", "refresh_token": "r1", "expires_in_ms": 300_000})
    server = MockHomeserver({REFRESH: same, WHOAMI: [EXPIRED, ok({"user_id": USER})]})
    session = SessionUnderTest(server, FRESH)
    await session.api.call(requests.whoami())
    assert session.api.tokens.serial == 1


async def test_a_renewal_without_a_new_refresh_token_keeps_the_old_one():
    server = MockHomeserver({REFRESH: ok({"access_token": "a2"}), WHOAMI: only("a2")})
    session = SessionUnderTest(server, DUE)
    await session.api.call(requests.whoami())
    assert session.api.tokens == Tokens(Secret("a2"), Secret("r1"), None, serial=1)


async def test_many_at_once_renew_once():
    server = MockHomeserver({REFRESH: NEXT, WHOAMI: only("a2")})
    for tokens in (DUE, FRESH):
        server.requests.clear()
        session = SessionUnderTest(server, tokens)
        await asyncio.gather(*(session.api.call(requests.whoami()) for _ in range(6)))
        assert len(server.sent(REFRESH)) == 1
        assert session.kept == [RENEWED]


@pytest.mark.parametrize("answer", [no(403, "M_FORBIDDEN"), no(429, "M_LIMIT_EXCEEDED")])
async def test_many_at_once_share_a_renewal_that_fails(answer):
    """Those that are refused a little later as well; a new request tries anew."""
    late, both = asyncio.Event(), [0]

    async def slow() -> httpx.Response:
        await late.wait()
        return EXPIRED

    def first(request: httpx.Request) -> object:
        both[0] += 1
        return slow() if both[0] == 2 else EXPIRED

    server = MockHomeserver({REFRESH: answer, WHOAMI: first})
    session = SessionUnderTest(server, FRESH)
    asking = [asyncio.ensure_future(session.api.call(requests.whoami())) for _ in range(2)]
    await asyncio.wait(asking, return_when=asyncio.FIRST_COMPLETED)
    late.set()
    await asyncio.wait(asking)
    assert len(server.sent(REFRESH)) == 1
    assert asking[0].exception() is asking[1].exception()
    with pytest.raises(LatchkeyError):
        await session.api.call(requests.whoami())
    assert len(server.sent(REFRESH)) == 2


async def test_whoever_asks_may_be_cut_off_the_renewal_is_not():
    arrived, go_on = asyncio.Event(), asyncio.Event()

    async def slow() -> httpx.Response:
        arrived.set()
        await go_on.wait()
        return NEXT

    server = MockHomeserver({REFRESH: lambda _: slow(), WHOAMI: only("a2")})
    session = SessionUnderTest(server, DUE)
    cut_off = asyncio.ensure_future(session.api.call(requests.whoami()))
    await arrived.wait()
    other = asyncio.ensure_future(session.api.call(requests.whoami()))
    cut_off.cancel()
    await asyncio.wait({cut_off})
    go_on.set()
    await other
    assert len(server.sent(REFRESH)) == 1
    assert session.api.tokens == RENEWED


@pytest.mark.parametrize("lost", [httpx.ReadError("x"), httpx.ConnectError("x"), html(502)])
async def test_a_lost_answer_to_a_renewal_is_asked_for_again(lost):
    server = MockHomeserver({REFRESH: [lost, lost, NEXT], WHOAMI: only("a2")})
    session = SessionUnderTest(server, DUE)
    await session.api.call(requests.whoami())
    assert server.bodies(REFRESH) == [{"refresh_token": "r1"}] * 3
    assert session.clock.waited == [0.5, 1.5]


@pytest.mark.parametrize(
    ("answer", "cause"),
    [
        (httpx.ReadError("x"), AnswerLost),
        (httpx.ConnectError("x"), ConnectFailed),
        (html(502), NotJson),
        (html(200), NotJson),
        (no(429, "M_LIMIT_EXCEEDED", retry_after_ms=61_000), RateLimited),
    ],
)
async def test_a_renewal_that_fails_for_now_ends_nothing(answer, cause):
    server = MockHomeserver({REFRESH: answer, WHOAMI: EXPIRED})
    session = SessionUnderTest(server, FRESH)
    with pytest.raises(NotRenewed) as caught:
        await session.api.call(requests.whoami())
    assert isinstance(caught.value.cause, cause)
    assert session.told == []
    assert session.api.tokens is FRESH
    server.routes[REFRESH], server.routes[WHOAMI] = NEXT, only("a2")
    await session.api.call(requests.whoami())
    assert session.api.tokens == RENEWED


async def test_a_due_token_that_cannot_be_renewed_now_is_used_as_long_as_it_does():
    server = MockHomeserver({REFRESH: html(502)})
    session = SessionUnderTest(server, DUE)
    await session.api.call(requests.whoami())
    assert len(server.sent(WHOAMI)) == 1


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (no(401, "M_UNKNOWN_TOKEN", "Soft logged out", soft_logout=True), AccountState.SIGNED_OUT),
        (no(401, "M_UNKNOWN_TOKEN", "refresh token does not exist"), AccountState.ENDED),
        (no(403, "M_FORBIDDEN", "The supplied refresh token has expired"), AccountState.SIGNED_OUT),
        (no(404, "M_UNRECOGNIZED"), AccountState.SIGNED_OUT),
        (LOCKED, AccountState.LOCKED),
    ],
)
@pytest.mark.parametrize("tokens", [DUE, FRESH])
async def test_a_renewal_that_is_refused_says_how_the_account_stands(answer, state, tokens):
    server = MockHomeserver({REFRESH: answer, WHOAMI: EXPIRED})
    session = SessionUnderTest(server, tokens)
    with pytest.raises(LatchkeyError) as caught:
        await session.api.call(requests.whoami())
    assert state_of(caught.value) is state
    assert session.told == [caught.value]
    assert len(server.sent(REFRESH)) == 1
    assert session.kept == []


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (no(401, "M_UNKNOWN_TOKEN"), UnknownToken),
        (no(401, "M_MISSING_TOKEN"), MissingToken),
        (LOCKED, UserLocked),
        (no(403, "M_USER_SUSPENDED"), UserSuspended),
    ],
)
async def test_without_a_refresh_token_the_answer_itself_says_it(answer, error):
    session = SessionUnderTest(MockHomeserver({WHOAMI: answer}))
    with pytest.raises(error):
        await session.api.call(requests.whoami())
    assert [type(each) for each in session.told] == [error]


async def test_a_locked_account_is_not_renewed():
    server = MockHomeserver({WHOAMI: LOCKED})
    session = SessionUnderTest(server, FRESH)
    with pytest.raises(UserLocked):
        await session.api.call(requests.whoami())
    assert server.sent(REFRESH) == []


async def test_a_question_for_a_proof_says_nothing_of_the_account():
    ask = uia(["m.login.password"], errcode="M_UNKNOWN_TOKEN")
    server = MockHomeserver({CHANGE: ask})
    session = SessionUnderTest(server, FRESH)
    change = requests.PasswordChange(Secret("new-password"), logout_devices=False)
    reply = await session.api.exchange(requests.change_password(change, None))
    assert reply.status == 401
    assert session.told == []
    assert server.sent(REFRESH) == []


async def test_an_act_that_was_refused_for_its_token_is_sent_once_more():
    server = MockHomeserver({REFRESH: NEXT, CHANGE: only("a2", then={})})
    session = SessionUnderTest(server, FRESH)
    change = requests.PasswordChange(Secret("new-password"), logout_devices=False)
    reply = await session.api.exchange(requests.change_password(change, None))
    assert reply.ok
    assert len(server.sent(CHANGE)) == 2


async def test_what_needs_no_token_renews_none():
    server = MockHomeserver()
    session = SessionUnderTest(server, DUE)
    await session.api.call(requests.versions())
    assert len(server.requests) == 1


async def test_signing_out_needs_no_new_token():
    server = MockHomeserver()
    session = SessionUnderTest(server, DUE)
    await session.api.call(requests.logout())
    assert server.sent(REFRESH) == []


async def test_a_pair_can_be_renewed_to_see_whether_it_is_taken():
    server = MockHomeserver({REFRESH: NEXT})
    session = SessionUnderTest(server, FRESH)
    await session.api.renew()
    assert session.api.tokens == RENEWED
    server.routes[REFRESH] = no(401, "M_UNKNOWN_TOKEN")
    with pytest.raises(UnknownToken):
        await session.api.renew()
    assert session.told == [], "whoever asked knows"


async def test_a_plain_token_has_nothing_to_renew():
    server = MockHomeserver()
    await SessionUnderTest(server).api.renew()
    assert server.requests == []


async def test_another_sign_in_is_gone_on_with():
    server = MockHomeserver({WHOAMI: only("a9")})
    session = SessionUnderTest(server, Tokens(Secret("a1"), Secret("r1"), serial=5))
    other = Session(USER, "ANOTHER", ORIGIN)
    await session.api.adopt(Opened(other, Tokens(Secret("a9"))))
    await session.api.call(requests.whoami())
    assert session.api.session is other
    assert session.api.tokens == Tokens(Secret("a9"), serial=6)
    assert session.kept == [session.api.tokens]


async def test_a_renewal_that_comes_after_another_sign_in_is_dropped():
    arrived, go_on = asyncio.Event(), asyncio.Event()

    async def slow() -> httpx.Response:
        arrived.set()
        await go_on.wait()
        return NEXT

    server = MockHomeserver({REFRESH: lambda _: slow()})
    session = SessionUnderTest(server, DUE)
    asking = asyncio.ensure_future(session.api.call(requests.whoami()))
    await arrived.wait()
    await session.api.adopt(Opened(session.api.session, Tokens(Secret("a9"))))
    go_on.set()
    await asking
    assert session.api.tokens == Tokens(Secret("a9"), serial=1)
    assert [each.access for each in session.kept] == [Secret("a9")]


async def test_notices_are_held_while_somebody_mends_it():
    server = MockHomeserver({WHOAMI: no(401, "M_UNKNOWN_TOKEN")})
    session = SessionUnderTest(server)
    with session.api.hold_notices():
        with pytest.raises(UnknownToken):
            await session.api.call(requests.whoami())
        assert session.told == []
        await session.api.adopt(Opened(session.api.session, Tokens(Secret("a9"))))
    assert session.told == []
    with session.api.hold_notices(), pytest.raises(UnknownToken):
        await session.api.call(requests.whoami())
    assert len(session.told) == 1


async def test_a_renewal_does_not_unlock_an_account():
    fresh = ok({"access_token": "a2", "refresh_token": "r2"})
    server = MockHomeserver({WHOAMI: no(401, "M_USER_LOCKED", "Locked"), REFRESH: fresh})
    session = SessionUnderTest(server, Tokens(Secret("a1"), refresh=Secret("r1")))
    with session.api.hold_notices():
        with pytest.raises(UserLocked):
            await session.api.call(requests.whoami())
        await session.api.renew()
        assert session.told == []
    assert len(session.told) == 1


async def test_what_was_held_back_can_be_dropped():
    session = SessionUnderTest(MockHomeserver({WHOAMI: no(401, "M_UNKNOWN_TOKEN")}))
    with session.api.hold_notices():
        with pytest.raises(UnknownToken):
            await session.api.call(requests.whoami())
        session.api.drop_notices()
    assert session.told == []


async def test_closing_gives_a_renewal_a_moment(monkeypatch):
    arrived = asyncio.Event()

    async def never() -> httpx.Response:
        arrived.set()
        await asyncio.Event().wait()
        raise AssertionError

    monkeypatch.setattr("app.operations.session.api.LAST_SECONDS", 0.01)
    session = SessionUnderTest(MockHomeserver({REFRESH: lambda _: never()}), DUE)
    asking = asyncio.ensure_future(session.api.call(requests.whoami()))
    await arrived.wait()
    asking.cancel()
    await asyncio.wait({asking})
    await session.api.close()
    assert session.api.tokens is DUE
    assert session.api.origin == ORIGIN


async def test_no_token_is_in_an_error():
    server = MockHomeserver({REFRESH: no(401, "M_UNKNOWN_TOKEN", "no such token: r1-canary")})
    tokens = Tokens(Secret("a1-canary"), Secret("r1-canary"), NOW)
    session = SessionUnderTest(server, tokens)
    with pytest.raises(UnknownToken) as caught:
        await session.api.call(requests.whoami())
    assert "canary" not in caught.value.text
    assert "canary" not in repr(tokens)
