"""Seeing a person through every stage, without a window: the runner and its attendants."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx
import pytest

from app.core.errors import (
    ActUnderWay,
    CertificateFault,
    CertificateReason,
    ConnectFailed,
    LatchkeyError,
    MalformedParams,
    StageRefused,
    ThreepidRefused,
    Unrecognized,
    WrongShape,
)
from app.core.requests import PasswordChange, change_password
from app.core.responses import Support
from app.core.responses import SupportContact as SupportContact
from app.core.secret import Secret
from app.core.uia.session import Failed
from app.core.uia.stages import TermsAnswer, TokenAnswer
from app.core.uia.threepid import Email, Phone
from app.operations.ports.uia import (
    Act,
    ActKind,
    Answered,
    Browsing,
    Cancelled,
    CheckNow,
    Choosing,
    CodeTyped,
    Edited,
    OtherContact,
    PageOpened,
    SendTo,
    TakeFlow,
    UiaServices,
    Waiting,
)
from app.operations.uia.attendant import comes_back
from app.operations.uia.polling import PollSchedule
from app.operations.uia.runner import Done, Ending, UiaRunner
from tests.fakes import FakeClock, FakeDiscovery, FakePrompt, password
from tests.mock_homeserver import TOKEN, USER, V3, MockHomeserver, html, no, ok, uia

ACT = Act(ActKind.CHANGE_PASSWORD, USER, "example.org")
CHANGE = f"POST {V3}/account/password"
ASK_MAIL = f"POST {V3}/account/password/email/requestToken"
ASK_SMS = f"POST {V3}/account/password/msisdn/requestToken"
SUBMIT = "https://sms.example.net POST /submit"
MAIL = Email("alice@example.org")
PHONE = Phone("DE", "01701234567", "+49 170 1234567")
NOT_YET = uia(["m.login.email.identity"], errcode="M_UNAUTHORIZED", error="not validated")
SMS = uia(["m.login.msisdn"])
SMS_NOT_YET = uia(["m.login.msisdn"], errcode="M_UNAUTHORIZED", error="not validated")
CARD = "org.example.card"
WEB = uia([CARD])
PAGE = f"GET {V3}/auth/org.example.card/fallback/web"
SENT = ok({"sid": "sid-1"})
WITH_CODE = ok({"sid": "sid-1", "submit_url": "https://sms.example.net/submit?x=1"})
HELP = Support(contacts=[SupportContact(email_address="admin@example.org")])


class Run:
    """One account in which acts are run, one after the other."""

    def __init__(self, routes: dict[str, Any], *, passes: bool = False) -> None:
        self.server = MockHomeserver(routes)
        self.clock = FakeClock(passes=passes)
        self.discovery = FakeDiscovery(HELP)

        async def at_once(seconds: float) -> None:
            return

        def open_api(origin: Any, token: Secret | None) -> Any:
            return self.server.client(origin, token, sleep=at_once)

        self.uia_services = UiaServices(open_api, self.discovery, self.clock)
        self.prompt = FakePrompt()
        self.looked = 0
        self._open = open_api

    async def __call__(self, *responses: Any, safe: bool | None = None) -> Ending[Any]:
        self.prompt = FakePrompt(*responses)
        self.prompt.can = lambda stage: True
        change = PasswordChange(Secret("new-password"), logout_devices=False)
        api = self._open("https://matrix.example.org", Secret(TOKEN))
        runner = UiaRunner(api, self.prompt, self.uia_services)

        async def not_done() -> bool:
            self.looked = len(self.server.sent("GET /_matrix/client/versions"))
            return bool(safe)

        async with asyncio.timeout(10):
            ending = await runner.run(
                ACT,
                lambda auth: change_password(change, auth),
                None if safe is None else not_done,
            )
        assert self.prompt.taken_down == 1
        return ending

    @property
    def progress(self) -> list[Any]:
        return [each.progress for each in self.prompt.questions]

    @property
    def reasons(self) -> list[type | None]:
        found = [each.reason for each in self.prompt.questions]
        return list(dict.fromkeys(None if reason is None else type(reason) for reason in found))

    @property
    def sids(self) -> list[str]:
        bodies = self.server.bodies(CHANGE)
        return [body["auth"]["threepid_creds"]["sid"] for body in bodies if "auth" in body]


# --- Email --------------------------------------------------------------------------------------


async def test_a_mail_is_asked_for_waited_for_and_used():
    run = Run({CHANGE: [uia(["m.login.email.identity"]), NOT_YET, NOT_YET, ok({})], ASK_MAIL: SENT})
    ending = await run(SendTo(MAIL), None, None, None)
    assert isinstance(ending, Done)
    assert run.clock.waited == [2.0, 2.0, 2.0]
    [asked] = run.server.bodies(ASK_MAIL)
    assert (asked["email"], asked["send_attempt"]) == ("alice@example.org", 1)
    auth = run.server.bodies(CHANGE)[1]["auth"]
    assert auth["type"] == "m.login.email.identity"
    assert auth["threepid_creds"] == {"sid": "sid-1", "client_secret": asked["client_secret"]}
    assert run.progress[0] == Choosing()
    now = run.clock.now()
    assert set(run.progress[1:]) == {Waiting(MAIL, now, None, now + 30.0)}
    assert run.reasons == [None], "not yet is no error"
    assert "Authorization" not in run.server.sent(ASK_MAIL)[0].headers


async def test_every_sid_is_tried_in_turn():
    run = Run(
        {
            CHANGE: [uia(["m.login.email.identity"]), NOT_YET],
            ASK_MAIL: [SENT, ok({"sid": "sid-2"})],
        }
    )
    await run(SendTo(MAIL), None, SendTo(MAIL), None, None, None)
    assert run.sids == ["sid-1", "sid-1", "sid-2", "sid-1"]
    assert [body["send_attempt"] for body in run.server.bodies(ASK_MAIL)] == [1, 2]
    secrets = {body["client_secret"] for body in run.server.bodies(ASK_MAIL)}
    assert len(secrets) == 1


async def test_polls_slow_down_and_stop_after_two_hours():
    run = Run({CHANGE: [uia(["m.login.email.identity"]), NOT_YET], ASK_MAIL: SENT}, passes=True)
    await run(SendTo(MAIL), *[None] * 596)
    waited = run.clock.waited
    assert (waited.count(2.0), waited.count(5.0), waited.count(15.0)) == (60, 96, 440)
    assert run.progress[-1].over
    assert not run.progress[-2].over


async def test_the_person_can_have_the_server_asked():
    run = Run({CHANGE: [uia(["m.login.email.identity"]), NOT_YET], ASK_MAIL: SENT})
    await run(SendTo(MAIL), CheckNow(), CheckNow())
    assert [each.checked for each in run.progress[1:]] == [0, 1, 2]
    assert run.clock.waited == [2.0, 2.0, 2.0], "a pause begins, and is cut short"


async def test_another_address_starts_anew_and_the_first_stays_known():
    run = Run(
        {
            CHANGE: [uia(["m.login.email.identity"]), NOT_YET],
            ASK_MAIL: [SENT, ok({"sid": "other"}), ok({"sid": "third"})],
        }
    )
    other = Email("b@c")
    await run(SendTo(MAIL), OtherContact(), SendTo(other), OtherContact(), SendTo(MAIL), None)
    assert run.progress[2] == Choosing(MAIL)
    asked = run.server.bodies(ASK_MAIL)
    assert [body["send_attempt"] for body in asked] == [1, 1, 2]
    assert asked[0]["client_secret"] == asked[2]["client_secret"] != asked[1]["client_secret"]
    assert run.sids == ["sid-1"]


async def test_a_validation_survives_a_cancel_and_is_used_without_another_mail():
    run = Run({CHANGE: [uia(["m.login.email.identity"]), NOT_YET], ASK_MAIL: SENT})
    assert await run(SendTo(MAIL), Cancelled()) == Cancelled()
    run.server.routes[CHANGE] = [uia(["m.login.email.identity"]), ok({})]
    assert isinstance(await run(None), Done)
    assert len(run.server.sent(ASK_MAIL)) == 1
    assert isinstance(run.progress[0], Waiting)
    run.server.routes[CHANGE] = [uia(["m.login.email.identity"]), ok({})]
    await run(Cancelled())
    assert run.progress == [Choosing()], "what the server has used up is not used again"


async def test_a_stage_that_passes_uses_its_validation_up():
    two = ["m.login.email.identity", "m.login.password"]
    run = Run({CHANGE: [uia(two), uia(two, completed=two[:1])], ASK_MAIL: SENT})
    await run(SendTo(MAIL), None, Cancelled())
    assert run.progress[-1] is None
    await run(Cancelled())
    assert run.progress == [None], "the password is what is left"
    run.server.routes[CHANGE] = uia(two)
    await run(Cancelled())
    assert run.progress == [Choosing()]


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (no(400, "M_THREEPID_NOT_FOUND"), ThreepidRefused),
        (no(404, "M_UNRECOGNIZED"), Unrecognized),
        (ok({"sid": "no/sid"}), WrongShape),
        (ok({"sid": "ok", "submit_url": "http://example.org/"}), WrongShape),
        (html(502), None),
    ],
)
async def test_a_refused_request_keeps_what_was_typed(answer, kind):
    run = Run({CHANGE: uia(["m.login.email.identity"]), ASK_MAIL: answer})
    await run(SendTo(MAIL), Cancelled())
    last = run.prompt.questions[-1]
    assert last.progress == Choosing(MAIL)
    assert isinstance(last.reason, kind or LatchkeyError)
    assert not last.resumes


async def test_a_request_that_could_not_leave_goes_out_when_the_server_is_back():
    down = httpx.ConnectError("x")
    run = Run(
        {
            CHANGE: [uia(["m.login.email.identity"]), ok({})],
            ASK_MAIL: [down, down, SENT],
        }
    )
    assert isinstance(await run(SendTo(MAIL), None, None, None), Done)
    assert run.clock.waited == [2.0, 4.0, 2.0]
    assert [each.resumes for each in run.prompt.questions] == [False, True, True, False]
    bodies = run.server.bodies(ASK_MAIL)
    assert bodies[0] == bodies[1] == bodies[2]


async def test_a_request_that_may_have_arrived_is_repeated_by_a_person_alone():
    run = Run({CHANGE: uia(["m.login.email.identity"]), ASK_MAIL: [httpx.ReadError("x"), SENT]})
    await run(SendTo(MAIL), SendTo(MAIL), Cancelled())
    bodies = run.server.bodies(ASK_MAIL)
    assert bodies[0] == bodies[1], "the same attempt, so that no second mail is sent"
    assert not run.prompt.questions[1].resumes


async def test_creds_that_the_server_refuses_are_dropped_with_its_reason():
    refused = uia(["m.login.email.identity"], errcode="M_FORBIDDEN", error="not your address")
    run = Run({CHANGE: [uia(["m.login.email.identity"]), refused], ASK_MAIL: SENT})
    await run(SendTo(MAIL), None, Cancelled())
    last = run.prompt.questions[-1]
    assert last.progress == Choosing(MAIL)
    assert isinstance(last.reason, StageRefused)


async def test_a_throttled_request_holds_its_own_button_and_no_other():
    limited = no(429, "M_LIMIT_EXCEEDED", retry_after_ms=301_000)
    ask = uia(["m.login.email.identity"])
    run = Run({CHANGE: ask, ASK_MAIL: [limited, SENT, limited]})
    await run(SendTo(MAIL), SendTo(MAIL), SendTo(MAIL), Cancelled())
    until = run.clock.now() + 301.0
    held = [each.held_until for each in run.prompt.questions]
    assert held == [0.0, until, 0.0, 0.0]
    assert run.progress[1] == Choosing(MAIL)
    assert run.progress[3].resend_at == until
    assert run.reasons == [None]


async def test_a_throttled_poll_waits_as_long_as_it_is_told():
    limited = no(429, "M_LIMIT_EXCEEDED", retry_after_ms=61_000)
    run = Run({CHANGE: [uia(["m.login.email.identity"]), limited, ok({})], ASK_MAIL: SENT})
    await run(SendTo(MAIL), None, None)
    assert run.clock.waited == [2.0, 61.0]
    assert run.reasons == [None], "nobody asked"
    run = Run({CHANGE: [uia(["m.login.email.identity"]), limited, ok({})], ASK_MAIL: SENT})
    await run(SendTo(MAIL), CheckNow(), None)
    assert [each.held_until for each in run.prompt.questions] == [0, 0, run.clock.now() + 61.0]


# --- SMS ----------------------------------------------------------------------------------------


async def test_a_code_goes_to_its_own_host_without_the_token_and_is_used_at_once():
    run = Run({CHANGE: [SMS, ok({})], ASK_SMS: WITH_CODE, SUBMIT: ok({"success": True})})
    ending = await run(SendTo(PHONE), CodeTyped(Secret("12 34")))
    assert isinstance(ending, Done)
    [asked] = run.server.bodies(ASK_SMS)
    assert (asked["country"], asked["phone_number"]) == ("DE", "01701234567")
    [submitted] = run.server.sent("POST /submit")
    assert str(submitted.url) == "https://sms.example.net/submit?x=1"
    assert "Authorization" not in submitted.headers
    assert json.loads(submitted.content) == {
        "sid": "sid-1",
        "client_secret": asked["client_secret"],
        "token": "12 34",
    }
    now = run.clock.now()
    assert run.progress[1] == Waiting(PHONE, now, "sms.example.net", now + 30.0)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (ok({"success": False}), StageRefused),
        (no(400, "M_UNKNOWN", "Error contacting the identity server"), StageRefused),
        (no(500, "M_UNKNOWN"), LatchkeyError),
        (html(200), LatchkeyError),
        (ok({}), WrongShape),
    ],
)
async def test_a_code_that_will_not_do_leaves_the_rest_as_it_is(answer, kind):
    run = Run({CHANGE: [SMS, SMS_NOT_YET], ASK_SMS: WITH_CODE, SUBMIT: answer})
    await run(SendTo(PHONE), CodeTyped(Secret("0")), None, Cancelled())
    assert isinstance(run.prompt.questions[2].reason, kind)
    assert run.progress[2] == run.progress[1]
    assert run.prompt.questions[3].reason is run.prompt.questions[2].reason, "a poll keeps it"


async def test_a_throttled_code_is_held_back():
    limited = no(429, "M_LIMIT_EXCEEDED", retry_after_ms=9_000)
    run = Run({CHANGE: [SMS, SMS_NOT_YET], ASK_SMS: WITH_CODE, SUBMIT: limited})
    await run(SendTo(PHONE), CodeTyped(Secret("0")), Cancelled())
    last = run.prompt.questions[-1]
    assert (last.reason, last.held_until - last.now) == (None, 9.0)


async def test_a_code_that_could_not_leave_goes_out_unless_it_is_edited():
    down, good = httpx.ConnectError("x"), ok({"success": True})
    run = Run({CHANGE: [SMS, ok({})], ASK_SMS: WITH_CODE, SUBMIT: [down, good]})
    assert isinstance(await run(SendTo(PHONE), CodeTyped(Secret("1")), None), Done)
    assert len(run.server.sent("POST /submit")) == 2
    run = Run({CHANGE: [SMS, SMS_NOT_YET], ASK_SMS: WITH_CODE, SUBMIT: [down, good]})
    await run(SendTo(PHONE), CodeTyped(Secret("1")), Edited(), None, Cancelled())
    assert len(run.server.sent("POST /submit")) == 1


async def test_a_lost_answer_to_a_code_is_cleared_up_by_asking_the_server():
    lost = httpx.ReadError("x")
    run = Run({CHANGE: [SMS, ok({})], ASK_SMS: WITH_CODE, SUBMIT: lost})
    assert isinstance(await run(SendTo(PHONE), CodeTyped(Secret("1")), None), Done)
    assert len(run.server.sent("POST /submit")) == 1


# --- Pages --------------------------------------------------------------------------------------


async def test_a_page_is_looked_at_then_opened_then_noticed():
    run = Run({CHANGE: [WEB, WEB, ok({})], PAGE: html(200)})
    ending = await run(None, PageOpened(), None, None)
    assert isinstance(ending, Done)
    url = f"https://matrix.example.org{V3}/auth/org.example.card/fallback/web?session=uia-session"
    link = run.progress[0].link
    assert (link.url, link.host) == (url, "matrix.example.org")
    assert [each.opened for each in run.progress] == [False, False, True, True]
    assert run.clock.waited == [2.0, 2.0]
    assert [body.get("auth") for body in run.server.bodies(CHANGE)] == [
        None,
        {"session": "uia-session"},
        {"session": "uia-session"},
    ]
    [looked] = run.server.sent(PAGE)
    assert "Authorization" not in looked.headers


async def test_nothing_is_polled_before_the_page_was_opened():
    run = Run({CHANGE: WEB, PAGE: html(200)})
    await run(None, Edited(), Cancelled())
    assert run.clock.waited == []
    assert len(run.server.sent(CHANGE)) == 1


@pytest.mark.parametrize("status", [404, 405, 501])
async def test_where_there_is_no_page_whom_to_ask_is_said(status):
    run = Run({CHANGE: WEB, PAGE: no(status, "M_UNKNOWN", "Unknown auth stage type")})
    await run(None, None, Cancelled())
    assert [each.missing for each in run.progress] == [False, True, True]
    assert run.progress[-1].support == HELP
    assert run.discovery.asked == ["example.org"]


async def test_where_there_is_another_way_nobody_is_asked():
    both = uia(["org.example.card"], ["m.login.email.identity", "m.login.password"])
    run = Run({CHANGE: both, PAGE: html(404)})
    await run(None, Cancelled())
    assert run.progress[-1].missing
    assert run.progress[-1].support is None
    assert run.discovery.asked == []


@pytest.mark.parametrize(
    "answer", [httpx.ConnectError("x"), html(500), ok({}, 302, Location="https://x/"), html(200)]
)
async def test_only_a_plain_no_means_that_there_is_no_page(answer):
    run = Run({CHANGE: WEB, PAGE: answer})
    await run(None, Cancelled())
    assert not run.progress[-1].missing


async def test_nothing_comes_of_it():
    run = Run({CHANGE: WEB, PAGE: html(200)})
    await run(None, PageOpened(), CheckNow(), None, Cancelled())
    assert [each.checked for each in run.progress] == [0, 0, 0, 1, 1]
    assert run.progress[-1].support == HELP


async def test_a_look_that_is_throttled_waits_as_long_as_it_is_told():
    limited = no(429, "M_LIMIT_EXCEEDED", retry_after_ms=61_000)
    run = Run({CHANGE: [WEB, limited, ok({})], PAGE: html(200)})
    assert isinstance(await run(None, PageOpened(), None, None), Done)
    assert run.clock.waited == [2.0, 61.0]
    assert {each.held_until for each in run.prompt.questions} == {0.0}
    run = Run({CHANGE: [WEB, limited, ok({})], PAGE: html(200)})
    await run(None, PageOpened(), CheckNow(), None, None)
    assert run.prompt.questions[-1].held_until == run.clock.now() + 61.0


async def test_opening_the_page_again_does_not_break_a_throttle():
    limited = no(429, "M_LIMIT_EXCEEDED", retry_after_ms=61_000)
    run = Run({CHANGE: [WEB, limited, ok({})], PAGE: html(200)})
    await run(None, PageOpened(), None, PageOpened(), None)
    assert run.clock.waited == [2.0, 61.0, 61.0]


async def test_without_a_session_there_is_no_page():
    run = Run({CHANGE: uia([CARD], session=None)})
    await run(None, Cancelled())
    assert run.progress[-1].link is None
    assert run.server.sent(PAGE) == []


async def test_nobody_looks_for_ever():
    run = Run({CHANGE: WEB, PAGE: html(200)}, passes=True)
    await run(None, PageOpened(), *[None] * 596, None, Cancelled())
    assert run.progress[-1].over
    assert run.progress[-1].support == HELP
    assert sum(run.clock.waited) == 7200.0


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://account.example.com:8443/x?y=1", "account.example.com:8443"),
        ("http://example.com/", "example.com"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        (None, None),
    ],
)
async def test_the_address_of_m_oauth_is_opened_if_it_is_one(url, host):
    params = {} if url is None else {"m.oauth": {"url": url}}
    run = Run({CHANGE: uia(["m.oauth"], params=params)})
    await run(None, Cancelled())
    link = run.progress[-1].link
    assert (None if link is None else link.host) == host
    assert run.server.sent(f"GET {V3}/auth/m.oauth/fallback/web") == []


async def test_a_person_who_signs_in_as_another_is_told_and_can_go_on():
    wrong = no(403, "M_FORBIDDEN", "Invalid auth")
    run = Run({CHANGE: [WEB, wrong, wrong, ok({})], PAGE: html(200)})
    assert isinstance(await run(None, PageOpened(), None, None, None), Done)
    reasons = [each.reason for each in run.prompt.questions]
    assert isinstance(reasons[3], StageRefused)
    assert reasons[3] is reasons[4], "told once"


async def test_a_page_of_a_session_that_is_no_more_is_opened_anew():
    gone = no(400, "M_UNKNOWN", "Unknown session ID: uia-session")
    fresh = uia(["org.example.card"], session="second")
    run = Run({CHANGE: [WEB, gone, fresh], PAGE: html(200)})
    await run(None, PageOpened(), None, None, Cancelled())
    assert run.prompt.needs[-1].restarted
    assert run.progress[-1].link.url.endswith("?session=second")
    assert not run.progress[-1].opened
    assert len(run.server.sent(PAGE)) == 2


# --- What all have in common --------------------------------------------------------------------


@pytest.mark.parametrize("answer", [httpx.ReadError("x"), html(502), no(500, "M_UNKNOWN")])
async def test_a_poll_whose_answer_is_lost_goes_on_when_it_is_certain_that_nothing_happened(answer):
    run = Run(
        {
            CHANGE: [WEB, answer, ok({})],
            PAGE: html(200),
            "GET /_matrix/client/versions": [*[httpx.ConnectError("x")] * 4, ok({"versions": []})],
        }
    )
    ending = await run(None, PageOpened(), None, None, None, None, safe=True)
    assert isinstance(ending, Done)
    assert run.prompt.questions[3].resumes
    assert len(run.server.sent(CHANGE)) == 3


async def test_what_the_person_does_meanwhile_does_not_end_it():
    run = Run(
        {
            CHANGE: [WEB, httpx.ReadError("x"), WEB, ok({})],
            PAGE: html(200),
            "GET /_matrix/client/versions": [*[html(502)] * 4, ok({"versions": []})],
        }
    )
    done = await run(None, PageOpened(), None, Edited(), CheckNow(), None, None, None, safe=True)
    assert isinstance(done, Done)
    assert run.looked == 5, "it is asked what happened once the server answers as one does"
    reasons = [each.reason for each in run.prompt.questions]
    assert reasons[-1] is None, "what is over is not said any more"
    assert all(isinstance(each.progress, Browsing) for each in run.prompt.questions)


async def test_nothing_leaves_once_the_person_has_ended_it():
    run = Run({CHANGE: [SMS, ok({})], ASK_SMS: WITH_CODE})

    def submitted(request: httpx.Request) -> httpx.Response:
        run.prompt.ending = Cancelled()
        return ok({"success": True})

    run.server.routes[SUBMIT] = submitted
    assert await run(SendTo(PHONE), CodeTyped(Secret("1"))) == Cancelled()
    assert len(run.server.sent(CHANGE)) == 1


@pytest.mark.parametrize("safe", [None, False])
async def test_a_poll_whose_answer_is_lost_ends_the_act_where_it_is_not_certain(safe):
    run = Run({CHANGE: [WEB, httpx.ReadError("x")], PAGE: html(200)})
    ending = await run(None, PageOpened(), None, None, safe=safe)
    assert isinstance(ending, Failed)
    assert len(run.server.sent(CHANGE)) == 2


async def test_a_person_who_will_not_wait_for_the_server_ends_it():
    run = Run({CHANGE: [WEB, httpx.ReadError("x")], PAGE: html(200)})
    ending = await run(None, PageOpened(), None, Cancelled(), safe=True)
    assert isinstance(ending, Failed)


async def test_a_password_that_could_not_leave_goes_out_when_the_server_is_back():
    one, down = uia(["m.login.password"]), httpx.ConnectError("x")
    run = Run({CHANGE: [one, down, down, ok({})]})
    assert isinstance(await run(password("old"), None, None), Done)
    assert [each.resumes for each in run.prompt.questions] == [False, True, True]
    assert [body["auth"]["password"] for body in run.server.bodies(CHANGE)[1:]] == ["old"] * 3
    assert run.clock.waited == [2.0, 4.0]


async def test_a_password_that_is_edited_meanwhile_does_not_go_out_by_itself():
    one, down = uia(["m.login.password"]), httpx.ConnectError("x")
    run = Run({CHANGE: [one, down, ok({})]})
    assert isinstance(await run(password("old"), Edited(), password("new")), Done)
    assert [body["auth"]["password"] for body in run.server.bodies(CHANGE)[1:]] == ["old", "new"]
    assert isinstance(run.prompt.questions[1].reason, ConnectFailed)


def test_a_certificate_that_proves_nothing_is_not_waited_for():
    assert comes_back(ConnectFailed("example.org"))
    assert not comes_back(CertificateFault("example.org", CertificateReason.EXPIRED))
    assert not comes_back(None)
    looks = PollSchedule(FakeClock())
    looks.since = FakeClock().now()
    assert looks.pause(ConnectFailed("example.org")) == 2.0
    assert looks.pause(CertificateFault("example.org", CertificateReason.EXPIRED)) is None


async def test_all_stages_of_a_flow_one_after_the_other():
    flow = ["m.login.registration_token", "m.login.terms", "m.login.email.identity", "m.oauth"]
    params = {
        "m.login.terms": {
            "policies": {"p": {"version": "1", "en": {"name": "R", "url": "https://x/"}}}
        },
        "m.oauth": {"url": "https://account.example.com/"},
    }
    steps = [uia(flow, params=params, completed=flow[:done]) for done in range(4)]
    run = Run({CHANGE: [*steps, ok({})], ASK_MAIL: SENT})
    ending = await run(
        Answered(TokenAnswer(Secret("let-me-in"))),
        Answered(TermsAnswer()),
        SendTo(MAIL),
        None,
        None,
        PageOpened(),
        None,
    )
    assert isinstance(ending, Done)
    assert [(each.need.step, each.need.steps) for each in run.prompt.questions] == [
        (1, 4),
        (2, 4),
        (3, 4),
        (3, 4),
        (4, 4),
        (4, 4),
        (4, 4),
    ]


async def test_a_look_at_another_way_loses_no_mail():
    both = uia(["m.login.email.identity"], ["m.login.password", "m.login.dummy"])
    run = Run({CHANGE: [both, ok({})], ASK_MAIL: SENT})
    mail, other = ("m.login.email.identity",), ("m.login.password", "m.login.dummy")
    ending = await run(TakeFlow(mail), SendTo(MAIL), TakeFlow(other), TakeFlow(mail), None)
    assert isinstance(ending, Done)
    assert len(run.server.sent(ASK_MAIL)) == 1


async def test_terms_that_nobody_can_read_are_said_so():
    ending = await Run({CHANGE: uia(["m.login.terms"])})()
    assert isinstance(ending, Failed)
    assert isinstance(ending.error, MalformedParams)


async def test_a_second_act_is_refused_and_nothing_is_sent():
    run = Run({CHANGE: WEB})

    class Busy(FakePrompt):
        def begin(self, act: Act) -> FakePrompt:
            raise ActUnderWay

    change = PasswordChange(Secret("new-password"), logout_devices=False)
    runner = UiaRunner(run.server.client(token=Secret(TOKEN)), Busy(), run.uia_services)
    ending = await runner.run(ACT, lambda auth: change_password(change, auth))
    assert isinstance(ending, Failed)
    assert isinstance(ending.error, ActUnderWay)
    assert run.server.requests == []
