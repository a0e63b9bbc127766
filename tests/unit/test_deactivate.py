"""An account is closed, and what is said of it afterwards is what the server says."""

from __future__ import annotations

import asyncio

import httpx
import pytest

import app.operations.account.deactivate
from app.core.deactivation import Deactivation, Unbind
from app.core.errors import (
    AnswerLost,
    ConnectFailed,
    Forbidden,
    MatrixError,
    NotJson,
    RateLimited,
    Unrecognized,
)
from app.core.identifiers import Origin
from app.core.secret import Secret
from app.core.tokens import Tokens
from app.net.client import HttpClient
from app.operations.account.deactivate import (
    Closed,
    Deactivate,
    DeactivationOutcome,
    DeactivationUnclear,
    ProbablyClosed,
    StillOpen,
)
from app.operations.account.password_probe import PAUSES
from app.operations.ports.uia import Cancelled, PageOpened, UiaServices, Withdrawn
from tests.fakes import FakeClock, FakeDiscovery, FakePrompt, password
from tests.mock_homeserver import USER, V3, MockHomeserver, html, no, ok, uia
from tests.session_under_test import SessionUnderTest

CLOSE = f"POST {V3}/account/deactivate"
WHO = f"GET {V3}/account/whoami"
LOGIN = f"POST {V3}/login"
ONE = uia(["m.login.password"])
DEAD = no(401, "M_UNKNOWN_TOKEN")
ALIVE = ok({"user_id": USER, "device_id": "OURS"})
DONE = ok({"id_server_unbind_result": "success"})
REFUSED = no(403, "M_FORBIDDEN", "Invalid username or password")
ENTERED = ok({"user_id": USER, "device_id": "CHECK", "access_token": "checking"})
LATE = [httpx.ReadTimeout("x"), html(504), no(504, "M_X")]
LOST = [
    httpx.ReadError("x"),
    html(200),
    html(502),
    no(500, "M_UNKNOWN"),
    ok([]),
]
ERASE = Deactivation(erase=True, id_server="id.example.org")


class Run:
    """One deactivation, and what was seen of it."""

    def __init__(self, server: MockHomeserver, tokens: Tokens | None = None) -> None:
        self.server = server
        self.clock = FakeClock()
        self.lost = 0
        self.session = SessionUnderTest(server, tokens)

    async def __call__(
        self, *responses: object, closing: Deactivation = ERASE, prompt: FakePrompt | None = None
    ) -> DeactivationOutcome:
        who = FakePrompt(*(responses or (password("old-password"),))) if prompt is None else prompt
        uia_services = UiaServices(self._open, FakeDiscovery(), self.clock)
        flow = Deactivate(self.session.api, who, uia_services)
        outcome = await flow.run(closing, self._on_lost)
        return await flow.look(outcome) if isinstance(outcome, Closed) else outcome

    def _open(self, origin: Origin, token: Secret | None) -> HttpClient:
        return self.server.client(origin, token, sleep=self.clock.sleep)

    def _on_lost(self) -> None:
        self.lost += 1


async def test_a_200_closes_it_and_the_session_is_looked_at():
    server = MockHomeserver({CLOSE: [ONE, DONE], WHO: DEAD})
    run = Run(server)
    outcome = await run()
    assert outcome == Closed(run.clock.now(), ERASE, Unbind.SUCCESS, token_dead=True)
    for body in server.bodies(CLOSE):
        assert body["erase"] is True
        assert body["id_server"] == "id.example.org"
    assert run.lost == 0
    assert run.session.told == [], "the account's pages go by themselves"


@pytest.mark.parametrize(
    ("who", "dead"),
    [(ALIVE, False), (html(502), None), (httpx.ReadError("x"), None), (no(429, "M_X"), None)],
)
async def test_a_session_that_is_not_dead_is_said_so(who, dead):
    outcome = await Run(MockHomeserver({CLOSE: [ONE, DONE], WHO: who}))()
    assert isinstance(outcome, Closed)
    assert outcome.token_dead is dead


@pytest.mark.parametrize(
    ("body", "unbind"),
    [
        ({"id_server_unbind_result": "no-support"}, Unbind.NO_SUPPORT),
        ({}, Unbind.MISSING),
        ({"id_server_unbind_result": 7}, Unbind.OTHER),
    ],
)
async def test_the_identity_servers_answer_is_passed_on(body, unbind):
    outcome = await Run(MockHomeserver({CLOSE: ok(body), WHO: DEAD}))()
    assert isinstance(outcome, Closed)
    assert outcome.unbind is unbind


async def test_without_erase_every_request_says_no():
    server = MockHomeserver({CLOSE: [ONE, ONE, DONE], WHO: DEAD})
    closing = Deactivation(erase=False, id_server=None)
    await Run(server)(password("wrong"), password("right"), closing=closing)
    assert [body["erase"] for body in server.bodies(CLOSE)] == [False, False, False]
    assert not any("id_server" in body for body in server.bodies(CLOSE))


@pytest.mark.parametrize("ending", [Cancelled(), Withdrawn()])
async def test_who_takes_it_back_keeps_the_account(ending):
    server = MockHomeserver({CLOSE: ONE})
    assert await Run(server)(ending) == StillOpen(ending)
    assert len(server.sent(CLOSE)) == 1
    assert server.sent(WHO) == [], "nothing has left that could have closed it"


async def test_who_cancels_where_the_server_asks_again_keeps_the_account():
    server = MockHomeserver({CLOSE: ONE})
    assert await Run(server)(password("wrong"), Cancelled()) == StillOpen(Cancelled())
    assert server.sent(WHO) == [], "only a homeserver asks for a proof: nothing is done"


THROTTLED = no(429, "M_LIMIT_EXCEEDED", retry_after_ms=1)


async def test_who_cancels_after_another_no_keeps_the_account_if_the_session_lives():
    server = MockHomeserver({CLOSE: [ONE, THROTTLED], WHO: ALIVE})
    assert await Run(server)(password("right"), Cancelled()) == StillOpen(Cancelled())
    assert len(server.sent(WHO)) == 1


@pytest.mark.parametrize("who", [html(502), httpx.ReadError("x"), no(429, "M_X")])
@pytest.mark.parametrize("said", [THROTTLED, no(403, "M_FORBIDDEN")])
async def test_a_no_whose_session_cannot_be_asked_for_is_not_believed(who, said):
    server = MockHomeserver({CLOSE: [ONE, said], WHO: who})
    run = Run(server)
    outcome = await run(password("right"), Cancelled())
    assert isinstance(outcome, DeactivationUnclear)
    assert run.lost == 1


async def test_a_server_that_is_silent_for_a_while_is_asked_again_about_a_no():
    server = MockHomeserver({CLOSE: THROTTLED, WHO: [*[html(502)] * 3, ALIVE]})
    outcome = await Run(server)()
    assert isinstance(outcome, StillOpen)
    assert isinstance(outcome.reason, RateLimited)


async def test_a_no_to_a_request_without_a_proof_is_looked_into_as_well():
    server = MockHomeserver({CLOSE: THROTTLED, WHO: DEAD})
    outcome = await Run(server)()
    assert isinstance(outcome, DeactivationUnclear)
    assert outcome.session_ended


@pytest.mark.parametrize("login", [REFUSED, html(502)])
async def test_a_no_to_what_was_carried_out_is_not_believed(login):
    server = MockHomeserver({CLOSE: [ONE, THROTTLED], WHO: DEAD, LOGIN: login})
    run = Run(server)
    outcome = await run(password("old-password"), Cancelled())
    assert isinstance(outcome, ProbablyClosed if login is REFUSED else DeactivationUnclear)
    assert run.lost == 1
    assert len(server.sent(CLOSE)) == 2


async def test_a_token_that_dies_after_a_proof_has_left_is_looked_into():
    server = MockHomeserver({CLOSE: [ONE, DEAD], WHO: DEAD, LOGIN: REFUSED})
    assert isinstance(await Run(server)(), ProbablyClosed)


async def test_a_token_that_may_have_died_by_a_proof_is_looked_into_although_nothing_renews_it():
    tokens = Tokens(Secret("access"), refresh=Secret("r1"))
    routes = {CLOSE: [ONE, DEAD], WHO: DEAD, LOGIN: REFUSED, f"POST {V3}/refresh": html(502)}
    outcome = await Run(MockHomeserver(routes), tokens)(password("old-password"), Cancelled())
    assert isinstance(outcome, DeactivationUnclear), "it is not known to be open"


async def test_a_token_that_is_dead_before_has_closed_nothing():
    server = MockHomeserver({CLOSE: DEAD, WHO: DEAD, LOGIN: REFUSED})
    outcome = await Run(server)()
    assert isinstance(outcome, StillOpen)
    assert server.sent(LOGIN) == []


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (no(400, "M_UNKNOWN", "Failed to remove threepid from ID server"), MatrixError),
        (no(403, "M_FORBIDDEN", "No"), Forbidden),
        (no(404, "M_UNRECOGNIZED"), Unrecognized),
        (no(429, "M_LIMIT_EXCEEDED", retry_after_ms=5000), RateLimited),
    ],
)
async def test_any_other_answer_leaves_it_open(answer, kind):
    server = MockHomeserver({CLOSE: answer, WHO: ALIVE})
    outcome = await Run(server)()
    assert isinstance(outcome, StillOpen)
    assert isinstance(outcome.reason, kind)
    assert not outcome.looked
    assert len(server.sent(CLOSE)) == 1
    assert len(server.sent(WHO)) == 1


async def test_a_request_that_did_not_leave_closes_nothing():
    server = MockHomeserver({CLOSE: httpx.ConnectError("x")})
    outcome = await Run(server)()
    assert isinstance(outcome, StillOpen)
    assert isinstance(outcome.reason, ConnectFailed)


@pytest.mark.parametrize("lost", LOST)
async def test_a_lost_answer_and_a_session_that_lives_is_an_account_that_is_open(lost):
    server = MockHomeserver({CLOSE: [ONE, lost], WHO: ALIVE})
    run = Run(server)
    outcome = await run()
    assert isinstance(outcome, StillOpen)
    assert outcome.looked
    assert not outcome.session_ended
    assert run.lost == 1
    assert run.clock.waited == list(PAUSES), "it is asked twice"
    assert len(server.sent(CLOSE)) == 2, "never again"
    assert server.sent(LOGIN) == []


@pytest.mark.parametrize("late", LATE)
async def test_a_server_that_takes_its_time_may_still_close_it(late):
    server = MockHomeserver({CLOSE: [ONE, late], WHO: ALIVE})
    outcome = await Run(server)()
    assert isinstance(outcome, DeactivationUnclear)
    assert outcome.open_so_far
    assert len(server.sent(CLOSE)) == 2, "never again"


@pytest.mark.parametrize("lost", LOST + LATE)
async def test_a_dead_session_and_a_refused_password_are_very_probably_closed(lost):
    server = MockHomeserver({CLOSE: [ONE, lost], WHO: DEAD, LOGIN: REFUSED})
    outcome = await Run(server)()
    assert isinstance(outcome, ProbablyClosed)
    assert len(server.sent(CLOSE)) == 2
    assert [body["password"] for body in server.bodies(LOGIN)] == ["old-password"] * 2


async def test_it_may_be_carried_out_while_it_is_being_looked_into():
    server = MockHomeserver({CLOSE: [ONE, LOST[0]], WHO: [ALIVE, DEAD], LOGIN: REFUSED})
    assert isinstance(await Run(server)(), ProbablyClosed)


async def test_a_dead_session_of_an_account_that_takes_the_password_is_open():
    server = MockHomeserver({CLOSE: [ONE, LOST[0]], WHO: DEAD, LOGIN: ENTERED})
    outcome = await Run(server)()
    assert isinstance(outcome, StillOpen)
    assert outcome.session_ended
    assert len(server.sent(f"POST {V3}/logout")) == 1, "the look leaves no device behind"


async def test_without_a_password_a_dead_session_proves_nothing():
    server = MockHomeserver({CLOSE: LOST[0], WHO: DEAD})
    outcome = await Run(server)()
    assert isinstance(outcome, DeactivationUnclear)
    assert outcome.session_ended
    assert server.sent(LOGIN) == []


@pytest.mark.parametrize("login", [html(502), no(500, "M_X"), no(429, "M_LIMIT_EXCEEDED")])
async def test_where_the_password_cannot_be_tried_nothing_is_known(login):
    server = MockHomeserver({CLOSE: [ONE, LOST[0]], WHO: DEAD, LOGIN: login})
    outcome = await Run(server)()
    assert isinstance(outcome, DeactivationUnclear)
    assert outcome.session_ended


@pytest.mark.parametrize("who", [[html(502)], [ALIVE, html(502)], [httpx.ReadError("x")]])
async def test_where_the_session_cannot_be_asked_nothing_is_known(who):
    server = MockHomeserver({CLOSE: [ONE, LOST[0]], WHO: [*who, who[-1], who[-1], who[-1]]})
    outcome = await Run(server)()
    assert isinstance(outcome, DeactivationUnclear)
    assert not outcome.session_ended
    assert isinstance(outcome.error, AnswerLost)


@pytest.mark.parametrize("errcode", ["M_USER_LOCKED", "M_USER_SUSPENDED"])
async def test_a_locked_or_suspended_account_is_not_a_closed_one(errcode):
    server = MockHomeserver({CLOSE: [ONE, LOST[0]], WHO: no(401, errcode)})
    assert isinstance(await Run(server)(), StillOpen)


async def test_a_token_that_has_run_out_is_renewed_before_it_counts_as_dead():
    tokens = Tokens(Secret("old"), refresh=Secret("r1"))
    fresh = ok({"access_token": "new", "refresh_token": "r2"})

    def who(request: httpx.Request) -> httpx.Response:
        return ALIVE if request.headers["authorization"] == "Bearer new" else DEAD

    routes = {CLOSE: [ONE, LOST[0]], WHO: who, f"POST {V3}/refresh": fresh}
    outcome = await Run(MockHomeserver(routes), tokens)()
    assert isinstance(outcome, StillOpen)


@pytest.mark.parametrize(
    ("refresh", "kind"),
    [
        (no(401, "M_UNKNOWN_TOKEN"), ProbablyClosed),
        (no(403, "M_X"), ProbablyClosed),
        (html(502), DeactivationUnclear),
    ],
)
async def test_a_session_that_cannot_be_renewed_is_dead_if_the_server_says_so(refresh, kind):
    tokens = Tokens(Secret("access"), refresh=Secret("r1"))
    routes = {CLOSE: [ONE, LOST[0]], LOGIN: REFUSED, f"POST {V3}/refresh": refresh}
    assert isinstance(await Run(MockHomeserver(routes), tokens)(), kind)


async def test_a_lost_look_at_a_page_ends_the_act_where_the_session_lives():
    ask = uia(["org.example.other"])
    server = MockHomeserver({CLOSE: [ask, LOST[0]], WHO: ALIVE})
    outcome = await Run(server)(prompt=FakePrompt(PageOpened(), *[None] * 9))
    assert isinstance(outcome, StillOpen)
    assert outcome.looked
    assert len(server.sent(CLOSE)) == 2, "each look may be the one that closes it"


@pytest.mark.parametrize("who", [DEAD, html(502)])
async def test_a_lost_look_at_a_page_ends_where_it_does_not(who):
    ask = uia(["org.example.other"])
    server = MockHomeserver({CLOSE: [ask, LOST[0]], WHO: who})
    outcome = await Run(server)(prompt=FakePrompt(PageOpened(), None, None))
    assert isinstance(outcome, DeactivationUnclear)
    assert len(server.sent(CLOSE)) == 2


async def test_a_server_that_says_closed_at_the_sign_in_is_heard():
    closed = no(403, "M_USER_DEACTIVATED")
    server = MockHomeserver({CLOSE: [ONE, LOST[0]], WHO: DEAD, LOGIN: closed})
    assert isinstance(await Run(server)(), ProbablyClosed)


async def test_a_look_that_hangs_holds_nothing_up(monkeypatch):
    async def never(request: httpx.Request) -> httpx.Response:
        await asyncio.Event().wait()
        raise AssertionError

    monkeypatch.setattr(app.operations.account.deactivate, "LOOK_SECONDS", 0.01)
    server = MockHomeserver({CLOSE: [ONE, DONE], WHO: lambda request: never(request)})
    outcome = await Run(server)()
    assert isinstance(outcome, Closed)
    assert outcome.token_dead is None


async def test_the_password_is_forgotten_with_the_act():
    server = MockHomeserver({CLOSE: [ONE, LOST[0]], WHO: ALIVE})
    run = Run(server)
    uia_services = UiaServices(server.client, FakeDiscovery(), run.clock)
    flow = Deactivate(run.session.api, FakePrompt(password("old-password")), uia_services)
    await flow.run(ERASE, lambda: None)
    assert flow._prompt.password is None


async def test_a_page_instead_of_an_answer_is_no_success():
    server = MockHomeserver({CLOSE: html(200), WHO: ALIVE})
    outcome = await Run(server)()
    assert isinstance(outcome, StillOpen)
    assert isinstance(outcome.reason, NotJson)
