"""The stages' dialogs where things go wrong or happen at the same time."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.core.errors import ActUnderWay
from app.core.identifiers import ThreepidIdentifier, UserId
from app.core.secret import Secret
from app.core.uia.requests import fallback_page
from app.core.uia.session import NeedStage
from app.core.uia.stages import DUMMY, KINDS, AnyChallenge, PasswordAnswer, kind_of
from app.operations.ports.uia import Act, ActKind, Answered, Question
from app.store.logfile import start_logging
from tests.fakes import StillClock
from tests.mock_homeserver import ORIGIN, USER, V3, MockHomeserver, html, no, ok, uia
from tests.rig.person import until
from ui.platform.secret_clipboard import SecretClipboard
from ui.uia.prompt import DIALOGS, QtStagePrompt
from ui.widgets.buttons import BusyButton
from ui.widgets.label import Label

CHANGE = f"POST {V3}/account/password"
ASK_MAIL = f"POST {V3}/account/password/email/requestToken"
ASK_SMS = f"POST {V3}/account/password/msisdn/requestToken"
PAGE = f"GET {V3}/auth/org.example.card/fallback/web"
VERSIONS = "GET /_matrix/client/versions"
EMAIL, SMS, CARD = "m.login.email.identity", "m.login.msisdn", "org.example.card"
SENT = ok({"sid": "sid"})
WITH_CODE = ok({"sid": "sid", "submit_url": "https://sms.example.net/submit"})
NEW = "correct horse battery staple"
ACT = Act(ActKind.CHANGE_PASSWORD, USER, "example.org")


async def to_the_dialog(start, routes):
    clock = StillClock()
    program = start(routes, clock=clock)
    await program.sign_in()
    await until(lambda: program.controller.context.view, "the account to be read")
    await program.person.presses("nav.password")
    await program.person.types("password.new", NEW)
    await program.person.types("password.again", NEW)
    await program.person.presses("password.change")
    await program.person.sees("stage")
    return program, program.person, clock


class Gate:
    """A route that answers when it is let."""

    def __init__(self, answer: httpx.Response) -> None:
        self.reached = asyncio.Event()
        self.open = asyncio.Event()
        self._answer = answer

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        self.reached.set()
        await self.open.wait()
        return self._answer


def test_every_challenge_of_the_core_has_a_dialog(qapp, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    prompt = QtStagePrompt(window, SecretClipboard(window))
    for stage in [*KINDS, "org.example.unheard"]:
        assert prompt.can_render(stage) is (stage != DUMMY)
    kinds = {type(kind_of(stage).challenge(stage, None)) for stage in KINDS if stage != DUMMY}
    assert set(DIALOGS) == kinds


async def test_two_acts_do_not_stack(start):
    program, _, _ = await to_the_dialog(start, {CHANGE: uia([EMAIL])})
    with pytest.raises(ActUnderWay):
        program.controller.prompt.begin(ACT)


@pytest.mark.parametrize("lost", [httpx.ReadError("x"), html(502)])
@pytest.mark.parametrize("stage", [EMAIL, CARD])
async def test_a_lost_poll_is_said_looked_into_and_gone_on_from(start, stage, lost):
    answers = [uia([stage]), lost, uia([stage]), ok({})]
    refused = no(403, "M_FORBIDDEN")
    routes = {CHANGE: answers, ASK_MAIL: SENT, PAGE: html(200)}
    program, person, clock = await to_the_dialog(start, routes)
    program.server.routes[f"POST {V3}/login"] = refused
    program.server.routes[VERSIONS] = html(502)
    if stage == EMAIL:
        await person.presses("stage.continue")
    else:
        await person.presses("stage.copy")
    await until(lambda: clock.waited == [2.0], "the first pause")
    clock.tick()
    await person.reads_in("stage.reason", "Latchkey goes on by itself when that is over.")
    program.server.routes[VERSIONS] = ok({"versions": []})
    while person.find("banner.sentence") is None:
        clock.tick()
        await asyncio.sleep(0)
    assert person.reads("banner.sentence").startswith("Password changed at ")
    assert len(program.server.sent(CHANGE)) == 4


@pytest.mark.parametrize("close", [False, True])
async def test_a_cancel_while_a_code_is_on_its_way_sends_nothing_more(start, close):
    gate = Gate(ok({"success": True}))
    routes = {CHANGE: [uia([SMS]), ok({})], ASK_SMS: WITH_CODE, "POST /submit": gate}
    program, person, _ = await to_the_dialog(start, routes)
    await person.types("stage.phone", "+49 170 1234567")
    await person.presses("stage.continue")
    await person.types("stage.code", "123456")
    await person.presses("stage.continue")
    await gate.reached.wait()
    if close:
        program.window.close()
    else:
        await person.presses("stage.cancel")
        await person.misses("stage")
    gate.open.set()
    if close:
        await program.ended()
    else:
        await person.reads_in("banner.sentence", "Nothing was changed: you cancelled.")
    assert len(program.server.sent(CHANGE)) == 1


async def test_a_cancel_goes_before_what_was_pressed_first(start):
    gate = Gate(uia([EMAIL], errcode="M_UNAUTHORIZED", error="not yet"))
    routes = {CHANGE: [uia([EMAIL]), gate, ok({})], ASK_MAIL: SENT}
    program, person, clock = await to_the_dialog(start, routes)
    await person.presses("stage.continue")
    await until(lambda: clock.waited, "the first pause")
    clock.tick()
    await gate.reached.wait()
    await person.presses("stage.continue")
    await person.presses("stage.cancel")
    gate.open.set()
    await person.reads_in("banner.sentence", "Nothing was changed: you cancelled.")
    assert len(program.server.sent(CHANGE)) == 2


async def test_what_was_meant_for_one_stage_is_not_taken_for_the_next(start):
    flow = ["m.login.recaptcha", CARD]
    gate = Gate(uia(flow, completed=flow[:1]))
    routes = {CHANGE: [uia(flow), gate], PAGE: html(200)}
    routes[f"GET {V3}/auth/m.login.recaptcha/fallback/web"] = html(200)
    program, person, clock = await to_the_dialog(start, routes)
    await person.presses("stage.copy")
    await until(lambda: clock.waited, "the first pause")
    clock.tick()
    await gate.reached.wait()
    await person.presses("stage.continue")
    gate.open.set()
    await person.reads_in("stage.sentence", CARD)
    await until(lambda: program.server.sent(PAGE), "the page to be looked at")
    assert person.reads("stage.status") == "Your browser opens; come back here afterwards."


async def test_a_code_that_was_taken_but_not_seen_yet_leaves_the_dialog_free(start):
    not_yet = uia([SMS], errcode="M_UNAUTHORIZED", error="not yet")
    answers = {"POST /submit": ok({"success": True}), ASK_SMS: WITH_CODE}
    program, person, _ = await to_the_dialog(start, {CHANGE: [uia([SMS]), not_yet], **answers})
    await person.types("stage.phone", "+49 170 1234567")
    await person.presses("stage.continue")
    await person.types("stage.code", "123456")
    await person.presses("stage.continue")
    await until(lambda: len(program.server.sent(CHANGE)) == 2, "the server to be asked")
    button = await person.sees("stage.continue")
    assert isinstance(button, BusyButton)
    await until(lambda: not button.busy, "the dialog to be free")


async def test_what_is_edited_while_the_network_is_gone_is_not_sent_by_itself(start):
    gone = httpx.ConnectError("x")
    one = uia(["m.login.password"])
    program, person, clock = await to_the_dialog(start, {CHANGE: [one, gone, ok({})]})
    await person.types("stage.password", "old-password")
    await person.presses("stage.continue")
    await person.reads_in("stage.reason", "goes on by itself")
    await person.types("stage.password", "another one")
    assert person.reads("stage.reason") == ""
    clock.tick()
    await person.presses("stage.continue")
    await person.reads_in("banner.sentence", "Password changed")
    typed = [body["auth"]["password"] for body in program.server.bodies(CHANGE)[1:]]
    assert typed == ["old-password", "another one"]


async def test_sending_again_waits_a_while_and_can_be_tried_again_when_it_fails(start):
    not_yet = uia([EMAIL], errcode="M_UNAUTHORIZED", error="not yet")
    limited = no(429, "M_LIMIT_EXCEEDED", retry_after_ms=60_000)
    mails = [SENT, no(500, "M_UNKNOWN"), SENT, limited]
    routes = {CHANGE: [uia([EMAIL]), not_yet], ASK_MAIL: mails}
    program, person, clock = await to_the_dialog(start, routes)
    await person.presses("stage.continue")
    await person.reads_in("stage.resend", "Send again in ")
    clock.ahead = 31.0
    await person.presses("stage.continue")
    await person.reads_in("stage.status", "has not seen it yet")
    await person.presses("stage.resend")
    await person.reads_in("stage.reason", "has a fault of its own")
    await person.presses("stage.resend")
    await until(lambda: len(program.server.sent(ASK_MAIL)) == 3, "the second mail")
    clock.ahead = 62.0
    await person.presses("stage.continue")
    await person.presses("stage.resend")
    await person.reads_in("stage.resend", "Send again in 60 s")
    assert (await person.sees("stage.continue")).isEnabled(), "the other button is free"
    attempts = [body["send_attempt"] for body in program.server.bodies(ASK_MAIL)]
    assert attempts == [1, 2, 2, 3]


async def test_what_was_typed_outlives_a_look_at_another_way(start):
    flows = (
        ["m.login.password", "m.login.registration_token"],
        ["m.login.registration_token", SMS],
    )
    _, person, _ = await to_the_dialog(start, {CHANGE: uia(*flows)})
    await person.types("stage.password", "half of it")
    await person.presses("stage.another")
    await person.chooses("stage.ways", 0)
    await person.sees("stage.token")
    await person.presses("stage.another")
    await person.chooses("stage.ways", 0)
    await person.sees("stage.password")
    assert person.reads("stage.password") == "half of it"


async def test_a_browser_that_does_not_start_is_said(start):
    program, person, _ = await to_the_dialog(start, {CHANGE: uia([CARD]), PAGE: html(200)})
    program.controller.prompt._open_url = lambda url: False
    await until(lambda: program.server.sent(PAGE), "the page to be looked at")
    await person.presses("stage.continue")
    for _ in range(20):
        await asyncio.sleep(0)
    await person.reads_in("stage.reason", "No browser could be started.")
    assert person.find("stage.open-again") is None


async def test_a_long_host_shows_its_end(start):
    host = f"matrix.example.org.{'a' * 60}.{'b' * 60}.evil.example"
    params = {"m.oauth": {"url": f"https://{host}/"}}
    _, person, _ = await to_the_dialog(start, {CHANGE: uia(["m.oauth"], params=params)})
    shown = await person.sees("stage.host")
    assert isinstance(shown, Label)
    assert "evil" in shown.text()
    assert shown.height() >= shown.heightForWidth(shown.width())
    words = shown.text().replace(" ", "\u200b").split("\u200b")
    widest = max(shown.fontMetrics().horizontalAdvance(word) for word in words)
    assert widest <= shown.contentsRect().width()


async def test_a_name_with_an_ampersand_is_shown_as_it_is(start):
    text = {"name": "Terms & <b>Privacy</b>", "url": "https://example.org/"}
    params = {"m.login.terms": {"policies": {"p": {"version": "1", "en": text}}}}
    _, person, _ = await to_the_dialog(start, {CHANGE: uia(["m.login.terms"], params=params)})
    dialog = await person.sees("stage")
    texts = [each.text() for each in dialog.findChildren(Label)]
    assert "I agree to “Terms & <b>Privacy</b>”, version 1" in texts


async def test_a_stage_with_a_long_name_is_shown_short(start):
    stage = "org.example." + "x" * 500
    _, person, _ = await to_the_dialog(start, {CHANGE: uia([stage])})
    sentence = person.reads("stage.sentence")
    assert len(sentence) < 300
    await person.reads_in("stage.status", "has no page for this")


async def test_return_presses_nothing_else_where_a_button_is_held_back(start):
    limited = no(429, "M_LIMIT_EXCEEDED", retry_after_ms=60_000)
    routes = {CHANGE: [uia([EMAIL]), limited], ASK_MAIL: SENT}
    program, person, _ = await to_the_dialog(start, routes)
    await person.presses("stage.continue")
    await person.sees("stage.change")
    await person.hits(Qt.Key.Key_Return, "stage.continue")
    await person.reads_in("stage.reason", "Too many tries.")
    assert not isinstance(QApplication.focusWidget(), QPushButton)
    assert len(program.server.sent(ASK_MAIL)) == 1


async def test_an_address_that_is_opened_is_in_no_log(qapp, qtbot, tmp_path: Path):
    window = QWidget()
    qtbot.addWidget(window)
    server = MockHomeserver({PAGE: html(200)})
    start_logging(tmp_path / "log", debug=False)
    request = fallback_page(CARD, Secret("canary-session"))
    await server.client(ORIGIN).exchange(request)
    assert "canary" not in repr(request)
    assert len(server.sent(PAGE)) == 1
    assert "canary" not in (tmp_path / "log").read_text()


def test_a_dialog_says_what_it_is(qapp, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    for stage in [each for each in KINDS if each != DUMMY]:
        params = {"policies": {"p": {"version": "1", "en": {"name": "R", "url": "https://x.y/"}}}}
        challenge: AnyChallenge = kind_of(stage).challenge(stage, params)
        dialog = DIALOGS[type(challenge)](window, ACT, challenge)
        assert dialog.windowTitle()
        assert USER not in dialog.windowTitle()


@pytest.mark.parametrize(
    ("typed", "identifier"),
    [
        ("alice@example.org", ThreepidIdentifier("email", "alice@example.org")),
        ("+49 170 1234567", ThreepidIdentifier("msisdn", "491701234567")),
        (USER, UserId(USER)),
    ],
)
async def test_where_nobody_is_signed_in_the_password_is_for_whoever_is_named(
    start, typed, identifier
):
    program = start()
    person = program.person
    await person.sees("sign-in.where")
    stage = "m.login.password"
    need = NeedStage(kind_of(stage).challenge(stage, None), (stage,), ((stage,),), 1, 1)
    prompt = QtStagePrompt(program.window, SecretClipboard(program.window))
    conversation = prompt.begin(Act(ActKind.RESET_PASSWORD, "", "example.org"))
    asking = asyncio.ensure_future(conversation.answer(Question(need)))
    await person.has_focus("stage.user")
    await person.types("stage.password", "secret of mine")
    await person.presses("stage.continue")
    await person.reads_in("stage.reason", "Enter your Matrix ID, email or phone number.")
    await person.has_focus("stage.user")
    assert person.find("stage.user").property("wrong")
    assert not person.find("stage.password").property("wrong")
    await person.types("stage.user", typed)
    await person.hits(Qt.Key.Key_Return, "stage.user")
    assert await asking == Answered(PasswordAnswer(identifier, Secret("secret of mine")))
    conversation.end()
