"""A reset from its first request to what is known at its end, without a window."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import httpx
import pytest

from app.core.errors import (
    AnswerLost,
    ConnectFailed,
    MatrixError,
    NotFound,
    NotJson,
    NoUsableFlow,
    PolicyRefused,
    RateLimited,
    ThreepidRefused,
    Unrecognized,
)
from app.core.identifiers import PhoneIdentifier, ThreepidIdentifier
from app.core.pending_reset import PendingReset
from app.core.secret import Secret
from app.core.uia.threepid import Email, Phone, Ticket, Validation
from app.operations.account.reset_password import (
    MaybeReset,
    NotReset,
    ResetOutcome,
    ResetPassword,
    WasReset,
    cannot,
    identifier_of_contact,
)
from app.operations.ports.uia import Cancelled, Choosing, CodeTyped, SendTo, UiaServices, Waiting
from tests.fakes import FakeClock, FakeDiscovery, FakePrompt
from tests.mock_homeserver import ORIGIN, V3, MockHomeserver, html, no, ok, uia

CHANGE = f"POST {V3}/account/password"
ASK_MAIL = f"POST {V3}/account/password/email/requestToken"
ASK_SMS = f"POST {V3}/account/password/msisdn/requestToken"
LOGIN, LOGOUT = f"POST {V3}/login", f"POST {V3}/logout"
SUBMIT = "https://sms.example.net POST /submit"
EMAIL, MSISDN = "m.login.email.identity", "m.login.msisdn"
MAIL = Email("alice@example.org")
PHONE = Phone("DE", "01701234567", "+49 170 1234567")
OPEN = uia([EMAIL])
NOT_YET = uia([EMAIL], errcode="M_UNAUTHORIZED", error="not validated")
SENT = ok({"sid": "sid-1"})
NEW = Secret("new-password")
FRESH = PendingReset(
    key="k1",
    server_name="example.org",
    origin=ORIGIN,
    contact=MAIL,
    logout_devices=True,
    helping=False,
    begun=FakeClock().now(),
)
ASKED = replace(
    FRESH,
    session=Secret("kept"),
    validation=Validation(MAIL, Secret("cs"), 1, (Ticket(Secret("sid-1")),), FRESH.begun),
)


class Reset:
    """One reset, and everything that was kept of it on the way."""

    def __init__(self, routes: dict[str, Any], pending: PendingReset = FRESH) -> None:
        self.server = MockHomeserver(routes)
        self.clock = FakeClock(passes=True)
        self.kept: list[PendingReset] = []
        self.lost = 0
        self.ending: Cancelled | None = None
        self.ends_with_the_last = False
        self.prompt = FakePrompt()
        self._pending = pending

    async def __call__(self, *responses: Any) -> ResetOutcome:
        async def at_once(seconds: float) -> None:
            return

        def open_api(origin: Any, token: Secret | None) -> Any:
            return self.server.client(origin, token, sleep=at_once)

        async def keep(pending: PendingReset) -> None:
            # What was sent before this is what a kill right now would leave on the server.
            self.kept.append(pending)

        def lost() -> None:
            self.lost += 1
            if self.ends_with_the_last:
                self.prompt.ending = Cancelled()

        self.prompt = FakePrompt(*responses)
        self.prompt.can = lambda stage: True
        self.prompt.ending = self.ending
        uia_services = UiaServices(open_api, FakeDiscovery(), self.clock)
        flow = ResetPassword(open_api(ORIGIN, None), self.prompt, uia_services, keep)
        async with asyncio.timeout(10):
            outcome = await flow.run(self._pending, NEW, lost)
        assert self.prompt.taken_down > 0
        return outcome

    @property
    def auths(self) -> list[Any]:
        return [body.get("auth") for body in self.server.bodies(CHANGE)]


async def test_a_password_is_reset_by_mail_and_every_step_is_kept_first():
    reset = Reset({CHANGE: [OPEN, NOT_YET, ok({})], ASK_MAIL: SENT})
    outcome = await reset(SendTo(MAIL), None, None)
    assert isinstance(outcome, WasReset)
    assert outcome.pending == reset.kept[-1]
    assert outcome.at == reset.clock.now()
    assert reset.server.bodies(CHANGE)[0] == {
        "new_password": "new-password",
        "logout_devices": True,
    }
    session, before, after = reset.kept
    assert (session.session, session.validation) == (Secret("uia-session"), None)
    assert before.validation.attempts == 0
    assert before.validation.tickets == ()
    assert after.validation.attempts == 1
    [asked] = reset.server.bodies(ASK_MAIL)
    assert Secret(asked["client_secret"]) == before.validation.client_secret
    assert "Authorization" not in reset.server.requests[0].headers
    assert not reset.lost


async def test_a_policy_is_said_before_any_mail_goes_out():
    reset = Reset({CHANGE: no(400, "M_PASSWORD_TOO_SHORT"), ASK_MAIL: SENT})
    outcome = await reset()
    assert isinstance(outcome, NotReset)
    assert isinstance(outcome.reason, PolicyRefused)
    assert reset.server.sent(ASK_MAIL) == []
    assert reset.prompt.questions == []


async def test_the_way_that_was_chosen_is_taken_wherever_it_stands():
    reset = Reset({CHANGE: [uia([EMAIL], [MSISDN])]}, replace(FRESH, contact=PHONE))
    await reset()
    assert [each.challenge.stage for each in reset.prompt.needs] == [MSISDN]


async def test_a_flow_may_ask_for_more_than_the_way_that_was_chosen():
    reset = Reset({CHANGE: [uia(["m.login.recaptcha", EMAIL])]})
    outcome = await reset()
    assert [each.challenge.stage for each in reset.prompt.needs] == ["m.login.recaptcha"]
    assert outcome == NotReset(Cancelled())


async def test_a_server_without_the_way_that_was_chosen_says_so():
    reset = Reset({CHANGE: OPEN}, replace(FRESH, contact=PHONE))
    outcome = await reset()
    assert isinstance(outcome, NotReset)
    assert isinstance(outcome.reason, NoUsableFlow)
    assert cannot(outcome.reason, PHONE)
    assert reset.prompt.questions == []


@pytest.mark.parametrize(
    ("error", "found"),
    [
        (Unrecognized(404, "M_UNRECOGNIZED", "", host="x"), True),
        (MatrixError(400, "M_UNKNOWN", "disabled", host="x"), True),
        (ThreepidRefused(400, "M_THREEPID_MEDIUM_NOT_SUPPORTED", "", host="x"), True),
        (ThreepidRefused(400, "M_THREEPID_NOT_FOUND", "", host="x"), False),
        (MatrixError(500, "M_UNKNOWN", "", host="x"), False),
        (MatrixError(400, "M_INVALID_PARAM", "", host="x"), False),
        (NoUsableFlow((EMAIL,)), True),
        (NoUsableFlow(("m.login.recaptcha",)), False),
    ],
)
def test_what_a_server_cannot_do_is_told_from_what_it_will_not(error, found):
    assert cannot(error, MAIL) is found


def test_a_number_that_a_server_cannot_read_is_no_sign_that_it_sends_no_messages():
    unreadable = MatrixError(400, "M_UNKNOWN", "Unable to parse phone number", host="x")
    assert not cannot(unreadable, PHONE)


# --- after a restart ----------------------------------------------------------------------------


async def test_a_kept_reset_whose_link_was_confirmed_meanwhile_is_done_without_another_mail():
    reset = Reset({CHANGE: [OPEN, ok({})], ASK_MAIL: SENT}, ASKED)
    assert isinstance(await reset(None), WasReset)
    creds = {"sid": "sid-1", "client_secret": "cs"}
    assert reset.auths[0] == {"session": "kept"}
    assert reset.auths[1]["threepid_creds"] == creds
    assert isinstance(reset.prompt.questions[0].progress, Waiting)
    assert reset.server.sent(ASK_MAIL) == []


async def test_a_kept_session_whose_proof_was_taken_sets_the_password_at_once():
    reset = Reset({CHANGE: ok({})}, ASKED)
    assert isinstance(await reset(), WasReset)
    assert reset.auths == [{"session": "kept"}]


async def test_a_kept_session_that_is_gone_gives_way_to_a_new_one_with_the_same_proof():
    gone = no(400, "M_UNKNOWN", "Unknown session ID: kept")
    reset = Reset({CHANGE: [gone, OPEN, ok({})]}, ASKED)
    assert isinstance(await reset(None), WasReset)
    assert reset.auths[:2] == [{"session": "kept"}, None]
    assert reset.auths[2]["session"] == "uia-session"
    assert reset.auths[2]["threepid_creds"]["sid"] == "sid-1"
    assert reset.kept[-1].session == Secret("uia-session")


async def test_killed_before_the_answer_the_same_attempt_asks_again():
    bare = replace(ASKED, validation=Validation(MAIL, Secret("cs"), since=FRESH.begun))
    reset = Reset({CHANGE: [OPEN, ok({})], ASK_MAIL: SENT}, bare)
    assert isinstance(await reset(SendTo(MAIL), None), WasReset)
    assert reset.prompt.questions[0].progress == Choosing()
    [asked] = reset.server.bodies(ASK_MAIL)
    assert (asked["client_secret"], asked["send_attempt"]) == ("cs", 1)


async def test_a_policy_on_going_on_is_the_new_passwords_fault():
    reset = Reset({CHANGE: no(400, "M_WEAK_PASSWORD")}, ASKED)
    outcome = await reset()
    assert isinstance(outcome.reason, PolicyRefused)


# --- by message ---------------------------------------------------------------------------------


async def test_a_password_is_reset_by_message_and_its_code():
    sent = ok({"sid": "sid-1", "submit_url": "https://sms.example.net/submit?x=1"})
    routes = {CHANGE: [uia([MSISDN]), ok({})], ASK_SMS: sent, SUBMIT: ok({"success": True})}
    reset = Reset(routes, replace(FRESH, contact=PHONE))
    assert isinstance(await reset(SendTo(PHONE), CodeTyped(Secret("1 23a"))), WasReset)
    [asked] = reset.server.bodies(ASK_SMS)
    assert (asked["country"], asked["phone_number"]) == ("DE", "01701234567")
    [code] = reset.server.bodies("POST /submit")
    assert code == {"sid": "sid-1", "client_secret": asked["client_secret"], "token": "1 23a"}
    assert reset.kept[-1].validation.submit.submit.host == "sms.example.net"


# --- lost answers -------------------------------------------------------------------------------


async def test_a_first_answer_that_is_lost_has_changed_nothing():
    reset = Reset({CHANGE: httpx.ReadError("x")})
    outcome = await reset()
    assert isinstance(outcome, NotReset)
    assert isinstance(outcome.reason, AnswerLost)
    assert (reset.lost, reset.server.sent(LOGIN)) == (0, [])


@pytest.mark.parametrize("lost", [httpx.ReadError("x"), html(502), no(500, "M_UNKNOWN")])
async def test_a_lost_answer_is_found_out_by_the_session(lost):
    reset = Reset({CHANGE: [OPEN, lost, ok({})], ASK_MAIL: SENT})
    assert isinstance(await reset(SendTo(MAIL), None, None), WasReset)
    assert reset.auths[2] == {"session": "uia-session"}
    assert reset.server.sent(LOGIN) == []


async def test_a_lost_answer_that_changed_nothing_goes_on():
    reset = Reset({CHANGE: [OPEN, httpx.ReadError("x"), OPEN, ok({})], ASK_MAIL: SENT})
    assert isinstance(await reset(SendTo(MAIL), None, None, None), WasReset)
    assert reset.auths[2] == {"session": "uia-session"}
    assert reset.auths[3]["threepid_creds"]["sid"] == "sid-1"


GONE = no(400, "M_UNKNOWN", "Unknown session ID")


async def test_where_the_session_is_gone_a_sign_in_tells_and_is_signed_out_at_once():
    reset = Reset({CHANGE: [OPEN, html(502), GONE], ASK_MAIL: SENT})
    assert isinstance(await reset(SendTo(MAIL), None, None), WasReset)
    [login] = reset.server.bodies(LOGIN)
    assert login["identifier"] == {
        "type": "m.id.thirdparty",
        "medium": "email",
        "address": "alice@example.org",
    }
    assert login["password"] == "new-password"
    assert len(reset.server.sent(LOGOUT)) == 1


async def test_where_neither_says_yes_it_goes_on():
    routes = {
        CHANGE: [OPEN, html(502), GONE, GONE, OPEN, ok({})],
        ASK_MAIL: SENT,
        LOGIN: no(403, "M_FORBIDDEN"),
    }
    reset = Reset(routes)
    assert isinstance(await reset(SendTo(MAIL), None, None, None, None), WasReset)
    assert len(reset.server.sent(LOGIN)) == 2


@pytest.mark.parametrize("session", [GONE, no(500, "M_UNKNOWN"), httpx.ReadError("x")])
async def test_where_nobody_says_it_is_not_known(session):
    routes = {CHANGE: [OPEN, html(502), session], ASK_MAIL: SENT, LOGIN: html(502)}
    reset = Reset(routes)
    outcome = await reset(SendTo(MAIL), None, None)
    assert isinstance(outcome, MaybeReset)
    assert isinstance(outcome.error, NotJson)
    assert reset.lost == 1


async def never(request: httpx.Request) -> httpx.Response:
    await asyncio.Event().wait()
    raise AssertionError


async def test_whoever_will_not_wait_for_that_is_told_all_the_same():
    routes = {CHANGE: [OPEN, httpx.ReadError("x"), OPEN], ASK_MAIL: SENT}
    reset = Reset(routes)
    reset.server.routes["GET /_matrix/client/versions"] = never
    reset.ends_with_the_last = True
    outcome = await reset(SendTo(MAIL), None, Cancelled())
    assert outcome == NotReset(Cancelled()), "the server says that nothing was proven"
    assert reset.lost == 1


async def test_a_web_page_in_place_of_an_answer_is_no_success():
    page = httpx.Response(200, text="<html>Welcome to this hotel</html>")
    reset = Reset({CHANGE: [OPEN, page, OPEN, OPEN, ok({})], ASK_MAIL: SENT})
    assert isinstance(await reset(SendTo(MAIL), None, None), WasReset)
    assert (reset.lost, len(reset.server.sent(ASK_MAIL))) == (1, 1)


async def test_a_web_page_that_stays_is_not_known():
    page = httpx.Response(200, text="<html>Welcome to this hotel</html>")
    reset = Reset({CHANGE: [OPEN, page], ASK_MAIL: SENT, LOGIN: page})
    assert isinstance(await reset(SendTo(MAIL), None, None), MaybeReset)


async def test_a_late_look_finds_that_it_was_reset():
    routes = {CHANGE: [OPEN, httpx.ReadError("x"), ok({})], ASK_MAIL: SENT}
    reset = Reset(routes)
    reset.server.routes["GET /_matrix/client/versions"] = never
    assert isinstance(await reset(SendTo(MAIL), None, Cancelled()), WasReset)


# --- refusals on the way ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (no(404, "M_NOT_FOUND", "Email address not found"), NotFound),
        (httpx.ConnectError("x"), ConnectFailed),
        (no(429, "M_LIMIT_EXCEEDED", retry_after_ms=1000), RateLimited),
    ],
)
async def test_a_refusal_at_the_start_says_that_nothing_was_changed(answer, error):
    outcome = await Reset({CHANGE: answer}, ASKED)()
    assert isinstance(outcome, NotReset)
    assert isinstance(outcome.reason, error)


async def test_whoever_cancels_while_it_is_being_noted_has_no_mail_sent():
    reset = Reset({CHANGE: OPEN, ASK_MAIL: SENT})
    reset.ending = Cancelled()
    await reset(SendTo(MAIL))
    assert reset.server.sent(ASK_MAIL) == []


def test_a_contact_signs_in_as_what_it_is():
    assert identifier_of_contact(MAIL) == ThreepidIdentifier("email", "alice@example.org")
    assert identifier_of_contact(PHONE) == PhoneIdentifier("DE", "01701234567")
