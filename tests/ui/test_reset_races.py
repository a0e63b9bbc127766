"""Resets, and what happens at the same time: presses, pages, keyrings and answers that cross."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from app.core.errors import VaultBroken
from app.core.homeserver import Session
from app.core.secret import Secret
from tests.fakes import FakeVault, StillClock, kept
from tests.mock_homeserver import ORIGIN, V3, html, no, ok, uia
from tests.rig.person import until
from tests.ui.test_reset import (
    ADDRESS,
    ASK_MAIL,
    ASK_SMS,
    CHANGE,
    EMAIL,
    LOGIN,
    OPEN,
    OPEN_SMS,
    SENT,
    SUBMIT,
    WITH_CODE,
    fill,
    fill_password,
    waiting,
)

WELL_KNOWN, SUPPORT = "GET /.well-known/matrix/client", "GET /.well-known/matrix/support"
POLICY = f"GET {V3}/password_policy"
FOUND = ok({"m.homeserver": {"base_url": "https://matrix.example.org"}})
BOB = Session("@bob:example.org", "OURS", ORIGIN)


class Held:
    """A route that answers when it is let go."""

    def __init__(self, answer: httpx.Response) -> None:
        self._answer = answer
        self._go = asyncio.Event()

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        await self._go.wait()
        return self._answer

    def let_go(self) -> None:
        self._go.set()


async def turns() -> None:
    """Let everything that is ready happen."""
    for _ in range(50):
        await asyncio.sleep(0)


def dead_proof(request: httpx.Request) -> httpx.Response:
    auth = json.loads(request.content).get("auth") or {}
    dead = uia([EMAIL], errcode="M_SESSION_EXPIRED", error="expired")
    return dead if "threepid_creds" in auth else OPEN


async def restarted(start, routes: dict[str, Any] | None = None, **more: Any):
    """Return a second program, for which a reset of the first waits."""
    first, _ = await waiting(start)
    await first.end()
    clock = StillClock()
    routes = {CHANGE: OPEN, ASK_MAIL: SENT, **(routes or {})}
    second = start(routes, vault=first.vault, clock=clock, run=False, **more)
    for each in more.get("sessions", ()):
        second.vault.kept.update(kept(each, "token"))
    second.index.waiting = first.index.resets()
    second.start()
    return second, clock


async def resumed(start, routes: dict[str, Any] | None = None):
    second, clock = await restarted(start, routes)
    await second.person.presses("sign-in.reset.0.go-on")
    await fill_password(second)
    await second.person.presses("reset.send")
    await second.person.sees("page.reset-wait")
    return second, clock


async def look(program, clock: StillClock) -> None:
    """Let the next look at the server happen."""
    seen = len(program.server.sent(CHANGE))
    await until(lambda: clock._napping, "a pause")
    clock.tick()
    await until(lambda: len(program.server.sent(CHANGE)) > seen, "a look")
    await turns()


# --- the waiting page ---------------------------------------------------------------------------


async def test_a_look_at_the_server_leaves_a_code_that_is_typed_and_the_focus_alone(start):
    clock = StillClock()
    routes = {CHANGE: OPEN_SMS, ASK_SMS: WITH_CODE, SUBMIT: no(400, "M_UNKNOWN", "no")}
    program = start(routes, clock=clock)
    person = program.person
    await fill(program, contact="+491701234567")
    await person.presses("reset.send")
    await person.types("reset.code", "123456")
    await person.presses("reset.check")
    await person.reads_in("reset.code.note", "That is not the code")
    await person.types("reset.code", "98")
    await look(program, clock)
    QTest.keyClicks(QApplication.focusWidget(), "76")
    assert person.reads("reset.code") == "9876"
    assert person.find("reset.code.note") is None
    person.find("reset.give-up").setFocus()
    await look(program, clock)
    assert QApplication.focusWidget().objectName() == "reset.give-up"


async def test_another_way_sends_nothing_after_a_restart_either(start):
    program, _ = await resumed(start)
    await program.person.presses("reset.other")
    await program.person.sees("page.reset")
    assert program.server.sent(ASK_MAIL) == []
    assert program.person.reads("reset.email") == ADDRESS


async def test_another_way_sends_nothing_at_a_second_try_either(start):
    program, _ = await waiting(start)
    for _ in range(2):
        await program.person.presses("reset.other")
        await program.person.sees("page.reset")
        await program.person.presses("reset.send")
        await program.person.sees("page.reset-wait")
    assert len(program.server.sent(ASK_MAIL)) == 1


async def test_there_and_back_again_uses_the_first_mail(start):
    program, _ = await waiting(start)
    for address in ("bob@example.org", ADDRESS):
        await program.person.presses("reset.other")
        await program.person.types("reset.email", address)
        await program.person.presses("reset.send")
        await program.person.sees("page.reset-wait")
    asked = [each["email"] for each in program.server.bodies(ASK_MAIL)]
    assert asked == [ADDRESS, "bob@example.org"]
    assert "a•••" in program.person.reads("reset.sentence")


async def test_a_proof_that_will_never_do_is_asked_for_anew(start):
    program, clock = await waiting(start)
    program.server.routes[CHANGE] = dead_proof
    await look(program, clock)
    await program.person.reads_in("reset.email.note", "does not take what was confirmed")
    program.server.routes[CHANGE] = OPEN
    await program.person.presses("reset.send")
    await program.person.sees("page.reset-wait")
    first, second = program.server.bodies(ASK_MAIL)
    assert first["client_secret"] != second["client_secret"]


async def test_a_clock_that_is_set_back_makes_nobody_wait(start):
    program, clock = await waiting(start)
    clock.ahead = -3600.0
    await look(program, clock)
    assert "60:" not in program.person.reads("reset.resend")
    assert "just now" in program.person.reads("reset.status")


async def test_a_refusal_of_the_last_request_is_not_about_mail(start):
    program, _ = await waiting(start)
    program.server.routes[CHANGE] = no(400, "M_UNKNOWN", "Guest access only")
    await program.person.presses("reset.check")
    await program.person.reads_in("banner.sentence", "The password was not changed.")


async def test_a_session_that_is_another_says_nothing_of_the_lost_one(start):
    program, clock = await waiting(start)
    program.server.routes[CHANGE] = [httpx.ReadError("x"), uia([EMAIL], session="another")]

    def done() -> bool:
        clock.tick()
        return program.person.find("page.reset-done") is not None

    await until(done, "the end")
    assert len(program.server.sent(LOGIN)) == 1


async def test_what_is_being_found_out_is_not_said_for_good(start):
    program, _ = await resumed(start, {CHANGE: [httpx.ReadError("x"), OPEN]})
    await program.person.presses("reset.other")
    await program.person.sees("page.reset")
    assert program.person.reads("banner.sentence") == ""


# --- out of sight -------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", [no(404, "M_NOT_FOUND"), html(502)])
async def test_what_fails_out_of_sight_is_said_and_listed(start, answer):
    program, clock = await waiting(start, {LOGIN: html(502)})
    person = program.person
    await person.presses("reset.leave")
    program.server.routes[CHANGE] = answer

    def told() -> bool:
        clock.tick()
        return "needs you" in person.reads("banner.sentence")

    await until(told, "the news")
    assert "needs you" in person.reads("sign-in.reset.0")
    await person.presses("banner.action")
    await person.sees("page.reset")


async def test_what_was_done_out_of_sight_stays_in_the_list(start):
    program, clock = await waiting(start)
    person = program.person
    await person.presses("reset.leave")
    program.server.routes[CHANGE] = ok({})
    clock.tick()
    await person.reads_in("banner.sentence", "was changed")
    await person.presses("sign-in.forgot")
    await person.presses("reset.back")
    await person.reads_in("sign-in.reset.0", "the password is changed")
    await person.presses("sign-in.reset.0.go-on")
    await person.sees("page.reset-done")
    await person.presses("reset.close")
    await person.sees("page.sign-in")
    assert person.find("sign-in.reset.0") is None


async def test_it_is_said_on_the_page_of_another_one_too(start):
    program, clock = await waiting(start)
    await program.person.presses("reset.leave")
    await program.person.presses("sign-in.forgot")
    program.server.routes[CHANGE] = ok({})
    clock.tick()
    await program.person.reads_in("banner.sentence", "was changed")
    await program.person.sees("page.reset")
    await program.person.presses("banner.action")
    await program.person.sees("page.reset-done")


async def test_a_banner_goes_with_its_action(start):
    program, clock = await waiting(start)
    person = program.person
    await person.presses("reset.leave")
    program.server.routes[CHANGE] = ok({})
    clock.tick()
    await person.reads_in("banner.sentence", "was changed")
    await person.presses("banner.action")
    await person.presses("reset.close")
    await person.sees("page.sign-in")
    assert person.find("banner.action") is None


async def test_a_banner_about_what_was_given_up_leads_nowhere(start):
    program, _ = await restarted(start, sessions=(BOB,))
    person = program.person
    await person.reads_in("banner.sentence", "is waiting")
    await person.presses("chip")
    await person.presses("switcher.add")
    await person.presses("sign-in.reset.0.forget")
    await person.presses("sign-in.back")
    await person.sees("page.account")
    await person.presses("banner.action")
    await turns()
    assert person.find("page.account") is not None
    assert program.controller.open_accounts.front is not None


async def test_a_resumed_one_that_is_done_is_not_said_to_wait(start):
    program, clock = await resumed(start)
    await program.person.presses("reset.leave")
    program.server.routes[CHANGE] = ok({})
    clock.tick()
    await program.person.reads_in("sign-in.reset.0", "the password is changed")
    await program.person.presses("sign-in.reset.0.forget")
    await program.person.misses("sign-in.reset.0")


# --- leaving ------------------------------------------------------------------------------------


async def test_one_that_was_opened_and_left_can_be_given_up(start):
    program, _ = await restarted(start)
    await program.person.presses("sign-in.reset.0.go-on")
    await program.person.presses("reset.back")
    await program.person.presses("sign-in.reset.0.forget")
    await program.person.misses("sign-in.reset.0")
    await until(lambda: program.vault.kept == {}, "nothing kept")


async def test_back_from_a_wrong_address_leaves_it_in_the_list(start):
    program, _ = await waiting(start)
    await program.person.presses("reset.other")
    await program.person.presses("reset.back")
    await program.person.reads_in("sign-in.reset.0", "needs you")
    assert len(program.vault.kept) == 1


@pytest.mark.parametrize("where", ["policy", "look-up", "support"])
async def test_back_while_a_server_is_asked_leaves_nothing_behind(start, where):
    held = Held(FOUND if where == "look-up" else no(404, "M_NOT_FOUND"))
    asked = {"policy": POLICY, "look-up": WELL_KNOWN, "support": SUPPORT}[where]
    routes = {CHANGE: OPEN, ASK_MAIL: no(404, "M_UNRECOGNIZED")}
    program = start({**routes, asked: held}, clock=StillClock())
    person = program.person
    if where == "policy":
        await person.types("sign-in.where", "example.org")
        await person.presses("sign-in.continue")
        await person.sees("sign-in.who")
        await person.presses("sign-in.forgot")
    else:
        await fill(program)
        await person.presses("reset.send")
    await until(lambda: program.server.sent(asked), "the request")
    await person.presses("reset.back")
    await person.sees("page.sign-in")
    held.let_go()
    await turns()
    assert person.reads("banner.sentence") == ""
    assert program.server.sent(ASK_MAIL) == [] or where == "support"


async def test_back_while_the_first_request_fails_goes_back(start):
    held = Held(no(500, "M_UNKNOWN"))
    program = start({CHANGE: held, ASK_MAIL: SENT})
    await fill(program)
    await program.person.presses("reset.send")
    await until(lambda: program.server.sent(CHANGE), "the request")
    await program.person.presses("reset.back")
    await program.person.sees("page.sign-in")
    held.let_go()
    await turns()
    assert program.person.reads("banner.sentence") == ""
    assert program.person.find("sign-in.reset.0") is None


async def test_closing_during_the_look_up_sends_nothing(start):
    held = Held(FOUND)
    program = start({WELL_KNOWN: held, CHANGE: OPEN, ASK_MAIL: SENT}, clock=StillClock())
    await fill(program)
    await program.person.presses("reset.send")
    await until(lambda: program.server.requests, "the look-up")
    ending = asyncio.ensure_future(program.end())
    await turns()
    held.let_go()
    await ending
    assert program.server.sent(CHANGE) == []
    assert program.vault.kept == {}


async def test_giving_up_is_not_cut_off_by_closing(start):
    program, _ = await restarted(start)
    await program.person.sees("sign-in.reset.0")
    go = asyncio.Event()

    async def slow(key: str) -> None:
        await go.wait()
        program.vault.kept.pop(key, None)

    program.vault.forget = slow
    await program.person.presses("sign-in.reset.0.forget")
    ending = asyncio.ensure_future(program.end())
    await turns()
    go.set()
    await ending
    assert program.vault.kept == {}


# --- presses that cross -------------------------------------------------------------------------


async def test_there_is_one_run_at_a_time(start):
    held = Held(no(404, "M_NOT_FOUND"))
    routes = {CHANGE: OPEN, ASK_MAIL: no(404, "M_UNRECOGNIZED"), SUPPORT: held}
    program = start(routes, clock=StillClock())
    await fill(program)
    await program.person.presses("reset.send")
    await until(lambda: program.server.sent(SUPPORT), "the question whom to ask")
    await program.person.presses("reset.send")
    await turns()
    assert len(program.server.sent(CHANGE)) == 1
    held.let_go()
    await program.person.reads_in("banner.sentence", "cannot reset passwords by email")


async def test_forgotten_twice_at_once_is_one_form(start):
    program = start({}, run=False)
    program.slow.clear()
    program.start()
    await program.person.presses("sign-in.forgot")
    await program.person.presses("sign-in.forgot")
    program.slow.set()
    await program.person.sees("page.reset")
    await program.person.presses("reset.back")
    await program.person.sees("page.sign-in")
    await turns()
    assert program.person.find("page.reset") is None


async def test_nothing_is_forgotten_while_somebody_signs_in(start):
    held = Held(ok({"user_id": "@alice:example.org", "device_id": "OURS", "access_token": "t"}))
    program = start({LOGIN: held})
    await program.enter()
    await until(lambda: program.server.sent(LOGIN), "the sign-in")
    assert not program.person.find("sign-in.forgot").isEnabled()
    held.let_go()
    await program.person.sees("page.account")


async def test_what_is_edited_during_a_throttle_is_not_sent_by_itself(start):
    throttled = no(429, "M_LIMIT_EXCEEDED", retry_after_ms=300_000)
    program = start({CHANGE: OPEN, ASK_MAIL: throttled}, clock=StillClock())
    person = program.person
    await fill(program)
    await person.presses("reset.send")
    await person.reads_in("banner.next", "in 5:00")
    await person.types("reset.email", "bob@ex")
    program.server.routes[ASK_MAIL] = SENT
    person.find("page.reset").hold._countdown.start(0.0)
    await until(lambda: person.find("reset.send").isEnabled(), "the button")
    await turns()
    assert [each["email"] for each in program.server.bodies(ASK_MAIL)] == [ADDRESS]


async def test_the_rules_of_one_server_are_not_anothers(start):
    program = start({POLICY: ok({"m.minimum_length": 30}), CHANGE: OPEN, ASK_MAIL: SENT})
    person = program.person
    await person.types("sign-in.where", "example.org")
    await person.presses("sign-in.continue")
    await person.sees("sign-in.who")
    await person.presses("sign-in.forgot")
    page = await person.sees("page.reset")
    await until(lambda: page.new.rules.findChildren(QLabel), "the rules")
    program.server.routes[POLICY] = no(404, "M_UNRECOGNIZED")
    await person.types("reset.where", "other.example.org")
    await person.types("reset.email", ADDRESS)
    await fill_password(program)
    await person.presses("reset.devices.keep")
    await person.presses("reset.send")
    await person.sees("page.reset-wait")


async def test_a_late_word_about_one_server_does_not_shut_the_form_for_another(start):
    held = Held(no(404, "M_NOT_FOUND"))
    program = start({f"GET {V3}/login": ok({"flows": [{"type": "m.login.sso"}]})})
    person = program.person
    await person.types("sign-in.where", "example.org")
    await person.presses("sign-in.continue")
    await person.sees("sign-in.no-way")
    program.server.routes[SUPPORT] = held
    await person.presses("sign-in.forgot")
    await person.types("reset.where", "other.example.org")
    held.let_go()
    await turns()
    assert person.find("reset.send") is not None


async def test_the_list_keeps_the_focus(start):
    program, _ = await waiting(start)
    await program.person.presses("reset.leave")
    (await program.person.sees("sign-in.reset.0.forget")).setFocus()
    program.controller.resets._list()
    await turns()
    assert QApplication.focusWidget().objectName() == "sign-in.reset.0.forget"


# --- keyrings -----------------------------------------------------------------------------------


def asking(*calls: str) -> FakeVault:
    """Return a vault of which some calls wait for ever."""

    async def wait(*_: Any) -> None:
        await asyncio.Event().wait()

    vault = FakeVault()
    for call in calls:
        setattr(vault, call, wait)
    return vault


async def test_a_keyring_that_hangs_does_not_hide_the_end(start):
    vault = asking("put", "forget")
    routes = {CHANGE: OPEN, ASK_MAIL: SENT}
    program = start(routes, vault=vault, clock=StillClock(), grace=0.0)
    person = program.person
    await fill(program)
    await person.presses("reset.send")
    await person.reads_in("banner.sentence", "Waiting for your keyring")
    await person.presses("banner.action")
    await person.sees("page.reset-wait")
    program.server.routes[CHANGE] = ok({})
    await person.presses("reset.check")
    await person.sees("page.reset-done")
    vault.forget = FakeVault().forget


async def test_a_keyring_that_hangs_does_not_hide_a_fault(start):
    routes = {CHANGE: no(400, "M_PASSWORD_NO_DIGIT"), ASK_MAIL: SENT}
    program = start(routes, vault=asking("forget"), clock=StillClock())
    await fill(program)
    await program.person.presses("reset.send")
    await program.person.reads_in("password.new.note", "a digit")


async def test_back_does_not_wait_for_the_keyring(start):
    vault = asking("put")
    program = start({CHANGE: OPEN, ASK_MAIL: SENT}, vault=vault, clock=StillClock())
    await fill(program)
    await program.person.presses("reset.send")
    await program.person.reads_in("banner.sentence", "Waiting for your keyring")
    await program.person.presses("reset.back")
    await program.person.sees("page.sign-in")
    assert program.server.sent(ASK_MAIL) == []


async def test_a_keyring_that_does_not_give_a_reset_out_is_said_and_asked_again(start):
    first, _ = await waiting(start)
    await first.end()
    first.vault.fault = VaultBroken()
    second = start({CHANGE: OPEN}, vault=first.vault, clock=StillClock(), run=False)
    second.index.waiting = first.index.resets()
    second.start()
    await second.person.reads_in("banner.sentence", "the keyring does not give it out")
    first.vault.fault = None
    await second.person.presses("banner.action")
    await second.person.sees("sign-in.reset.0")


# --- words and fields ---------------------------------------------------------------------------


async def test_a_mail_that_may_be_on_its_way_is_said_so(start):
    program = start({CHANGE: OPEN, ASK_MAIL: httpx.ReadError("x")})
    await fill(program)
    await program.person.presses("reset.send")
    await program.person.reads_in("banner.next", "A mail or message may be on its way")


async def test_two_letters_or_a_prefix_choose_their_country(start):
    program = start({})
    await program.person.presses("sign-in.forgot")
    await program.person.presses("reset.by-phone")
    picker = await program.person.sees("reset.phone.country")
    chosen = {"DE": "DE", "us": "US", "CH": "CH", "+44": "GB", "+1": "US", "+999": "US"}
    for typed, code in chosen.items():
        line = picker.findChild(QLineEdit)
        line.setFocus()
        line.setText(typed)
        QTest.keyClick(line, Qt.Key.Key_Return)
        assert picker.code == code, typed


async def test_a_number_is_carried_over_as_well(start):
    program = start({})
    await program.person.types("sign-in.where", "example.org")
    await program.person.presses("sign-in.continue")
    await program.person.types("sign-in.who", "+49 170 1234567")
    await program.person.presses("sign-in.forgot")
    await program.person.sees("reset.phone")
    assert program.person.reads("reset.phone") == "0170 1234567"
    assert program.person.find("reset.phone.country").code == "DE"


async def test_nothing_of_somebody_else_stays_on_the_sign_in_page(start):
    program = start({CHANGE: OPEN, ASK_MAIL: SENT}, clock=StillClock())
    person = program.person
    await person.types("sign-in.where", "example.org")
    await person.presses("sign-in.continue")
    await person.types("sign-in.who", ADDRESS)
    await person.presses("sign-in.forgot")
    await fill_password(program)
    await person.presses("reset.devices.keep")
    await person.presses("reset.helping")
    await person.presses("reset.send")
    await person.sees("page.reset-wait")
    program.server.routes[CHANGE] = ok({})
    await person.presses("reset.check")
    await person.presses("reset.close")
    await person.sees("page.sign-in")
    shown = [each.text() for each in program.window.findChildren(QLineEdit)]
    assert not any(ADDRESS in text for text in shown)


async def test_whoever_no_longer_helps_may_sign_in(start):
    program = start({CHANGE: OPEN, ASK_MAIL: SENT}, clock=StillClock())
    await fill(program)
    await program.person.presses("reset.helping")
    await program.person.presses("reset.send")
    await program.person.sees("page.reset-wait")
    await program.end()
    second = start({CHANGE: OPEN}, vault=program.vault, clock=StillClock(), run=False)
    second.index.waiting = program.index.resets()
    second.start()
    person = second.person
    await person.presses("sign-in.reset.0.go-on")
    await person.presses("reset.helping")
    await fill_password(second)
    await person.presses("reset.send")
    await person.sees("page.reset-wait")
    second.server.routes[CHANGE] = ok({})
    await person.presses("reset.check")
    await person.sees("reset.sign-in")


async def test_a_sign_in_that_is_under_way_goes_first(start):
    held = Held(ok({"user_id": "@alice:example.org", "device_id": "OURS", "access_token": "t"}))
    program, clock = await waiting(start, {LOGIN: held})
    person = program.person
    await person.presses("reset.leave")
    await program.enter()
    await until(lambda: program.server.sent(LOGIN), "the sign-in")
    program.server.routes[CHANGE] = ok({})
    clock.tick()
    await person.presses("sign-in.reset.0.go-on")
    await person.presses("reset.sign-in")
    await person.reads_in("banner.sentence", "Another sign-in is under way.")
    assert person.reads("sign-in.reset.0").endswith("the password is changed")
    held.let_go()
    await person.sees("page.account")
    assert Secret("old-password") == Secret(program.server.bodies(LOGIN)[0]["password"])
