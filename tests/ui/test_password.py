"""The Password page and the stage's dialog, on real widgets."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.core.secret import Secret
from app.core.uia.session import NeedStage
from app.core.uia.stages import PasswordChallenge
from app.operations.ports.uia import Act, ActKind, Question
from app.passwords.types import Strength
from tests.fakes import StillClock
from tests.mock_homeserver import DEVICES, USER, V3, html, no, ok, uia
from tests.rig.person import Person, until
from tests.rig.process import PATIENCE_SECONDS
from ui.uia.password_dialog import PasswordDialog
from ui.widgets.label import Label

CHANGE = f"POST {V3}/account/password"
ONE = uia(["m.login.password"])
REFUSED = uia(["m.login.password"], errcode="M_FORBIDDEN", error="Invalid <b>password</b>")
NEW = "correct horse battery staple"


async def at_the_form(start, routes=None, **more):
    program = start(routes, **more)
    await program.sign_in()
    person = program.person
    await until(lambda: program.controller.context.view, "the account to be read")
    await person.presses("nav.password")
    await person.has_focus("password.new")
    return program, person


async def type_new(person: Person, text: str = NEW) -> None:
    await person.types("password.new", text)
    await person.types("password.again", text)


async def to_the_dialog(start, routes=None, **more):
    routes = {CHANGE: [ONE, REFUSED, ok({})], **(routes or {})}
    program, person = await at_the_form(start, routes, **more)
    await type_new(person)
    await person.presses("password.change")
    await person.sees("stage.password")
    return program, person


async def test_the_whole_change_by_keyboard(start):
    program, person = await at_the_form(start, {CHANGE: [ONE, REFUSED, ok({})]})
    await type_new(person)
    await person.reads_in("password.strength.words", "Very strong. Both fields match.")
    await person.hits(Qt.Key.Key_Return, "password.again")
    await person.has_focus("stage.password")
    assert person.reads("stage.who") == "EXAMPLE.ORG ASKS"
    QTest.keyClicks(QApplication.focusWidget(), "wrong")
    await person.hits(Qt.Key.Key_Return, "stage.password")
    await person.reads_in("stage.reason", "That is not the current password. Try again.")
    line = await person.sees("stage.password")
    assert isinstance(line, QLineEdit)
    assert (line.text(), line.selectedText()) == ("wrong", "wrong") or line.hasSelectedText()
    assert line.text() == "wrong"
    assert person.reads("stage.server") == "The server says: Invalid <b>password</b>"
    QTest.keyClicks(line, "old-password")
    await person.hits(Qt.Key.Key_Return, "stage.password")
    await person.reads_in("banner.sentence", "Password changed at ")
    assert person.reads("banner.next") == (
        "Your 2 other devices are still signed in: Element on Android, WEB."
    )
    await person.misses("stage")
    assert person.reads("password.new") == person.reads("password.again") == ""
    bodies = program.server.bodies(CHANGE)
    assert [body["new_password"] for body in bodies] == [NEW] * 3
    assert [body["logout_devices"] for body in bodies] == [False] * 3
    assert [body["auth"]["password"] for body in bodies[1:]] == ["wrong", "old-password"]
    assert not person.window.scrim.isVisible()


async def test_undo_does_not_bring_the_password_back(start):
    _, person = await to_the_dialog(start, {CHANGE: [ONE, ok({})]})
    await person.types("stage.password", "old-password")
    await person.presses("stage.continue")
    await person.reads_in("banner.sentence", "Password changed")
    line = await person.sees("password.new")
    assert isinstance(line, QLineEdit)
    await person.presses("password.new.show")  # a masked line does not undo; a shown one does
    line.undo()
    assert line.text() == ""


async def test_signing_the_others_out(start):
    program, person = await at_the_form(start, {CHANGE: [ONE, ok({})]})
    assert person.reads("password.devices.keep.caption") == "Element on Android · WEB"
    await type_new(person)
    await person.presses("password.devices.sign-out")
    program.server.routes[f"GET {V3}/devices"] = ok({"devices": DEVICES[:1]})
    await person.presses("password.change")
    await person.types("stage.password", "old-password")
    await person.presses("stage.continue")
    await person.reads_in("banner.next", "Your 2 other devices are signed out.")
    assert {body["logout_devices"] for body in program.server.bodies(CHANGE)} == {True}
    # The card says what is true now.
    await person.misses("password.devices.keep")


async def test_devices_that_stay_although_they_were_to_go_are_named(start):
    _, person = await at_the_form(start, {CHANGE: [ONE, ok({})]})
    await type_new(person)
    await person.presses("password.devices.sign-out")
    await person.presses("password.change")
    await person.types("stage.password", "old-password")
    await person.presses("stage.continue")
    await person.reads_in("banner.next", "still signed in, unasked: Element on Android, WEB.")


@pytest.mark.parametrize(
    ("new", "again", "field", "sentence"),
    [
        ("", "", "password.new.note", "Enter a new password."),
        ("short", "short", "password.new.note", "Use at least 8 characters."),
        ("example.org", "example.org", "password.new.note", "Your name and your server"),
        ("no digits in it", "no digits in it", "password.new.note", "the server's rules"),
        ("long enough 1", "long enough 2", "password.again.note", "The two are not the same."),
    ],
)
async def test_faults_stand_beside_their_field_and_nothing_is_sent(
    start, new, again, field, sentence
):
    policy = ok({"m.minimum_length": 9, "m.require_digit": True})
    program, person = await at_the_form(start, {f"GET {V3}/password_policy": policy})
    await person.types("password.new", new)
    await person.types("password.again", again)
    await person.presses("password.change")
    await person.reads_in(field, sentence)
    await person.has_focus(field.removesuffix(".note"))
    assert (person.reads("password.new"), person.reads("password.again")) == (new, again)
    assert program.server.sent(CHANGE) == []


async def test_more_than_512_characters_are_never_sent(start):
    program, person = await at_the_form(start, {CHANGE: ONE})
    for name in ("password.new", "password.again"):
        line = await person.sees(name)
        assert isinstance(line, QLineEdit)
        line.setText("x" * 513)
    await person.presses("password.change")
    await person.reads_in("password.new.note", "at most 512 characters")
    assert program.server.sent(CHANGE) == []


async def test_the_servers_rules_are_ticked_off_while_typing(start):
    policy = ok({"m.minimum_length": 10, "m.require_digit": True})
    _, person = await at_the_form(start, {f"GET {V3}/password_policy": policy})
    rules = await person.sees("password.rules")
    assert [state.met for state in rules.states] == [False, False]
    await person.types("password.new", "abc1")
    assert [state.met for state in rules.states] == [False, True]
    await person.types("password.new", "abcdefghi1")
    assert [state.met for state in rules.states] == [True, True]


async def test_a_password_that_the_server_refuses_is_said_beside_the_field(start):
    weak = no(400, "M_PASSWORD_NO_SYMBOL", "Password must contain a symbol")
    program, person = await at_the_form(start, {CHANGE: weak})
    await type_new(person)
    await person.presses("password.change")
    await person.reads_in("password.new.note", "The server wants a symbol in the password.")
    assert person.reads("password.new") == NEW
    assert person.find("stage") is None
    await type_new(person, NEW + "!")
    program.server.routes[CHANGE] = [ONE, ok({})]
    await person.presses("password.change")
    await person.types("stage.password", "old-password")
    await person.presses("stage.continue")
    await person.reads_in("banner.sentence", "Password changed")


@pytest.mark.parametrize("how", ["button", "escape"])
async def test_cancelling_changes_nothing_and_says_so(start, how):
    program, person = await to_the_dialog(start)
    if how == "button":
        await person.presses("stage.cancel")
    else:
        await person.hits(Qt.Key.Key_Escape, "stage.password")
    await person.reads_in("banner.sentence", "Nothing was changed: you cancelled.")
    await person.misses("stage")
    assert person.reads("password.new") == NEW
    assert len(program.server.sent(CHANGE)) == 1


async def test_once_the_proof_is_on_its_way_it_cannot_be_cancelled(start):
    held = asyncio.Event()

    async def slow(request: httpx.Request) -> httpx.Response:
        await held.wait()
        return ok({})

    program, person = await to_the_dialog(start, {CHANGE: [ONE, slow]})
    await person.types("stage.password", "old-password")
    await person.presses("stage.continue")
    await until(lambda: len(program.server.sent(CHANGE)) == 2, "the proof to leave")
    await person.hits(Qt.Key.Key_Escape, "stage.password")
    await person.sees("stage")
    assert not person.find("stage.cancel").isEnabled()
    held.set()
    await person.reads_in("banner.sentence", "Password changed")


async def test_an_empty_or_endless_current_password_is_not_sent(start):
    program, person = await to_the_dialog(start)
    await person.presses("stage.continue")
    await person.reads_in("stage.reason", "Enter your current password.")
    line = await person.sees("stage.password")
    assert isinstance(line, QLineEdit)
    line.setText("x" * 513)
    await person.presses("stage.continue")
    await person.reads_in("stage.reason", "at most 512 characters")
    assert len(program.server.sent(CHANGE)) == 1


async def test_a_throttled_proof_counts_down_and_goes_on(start):
    throttle = no(429, "M_LIMIT_EXCEEDED", "slow", retry_after_ms=1100)
    _, person = await to_the_dialog(start, {CHANGE: [ONE, throttle, ok({})]})
    await person.types("stage.password", "old-password")
    await person.presses("stage.continue")
    await person.reads_in("stage.reason", "You can go on in 0:0")
    assert not person.find("stage.continue").isEnabled()
    await person.hits(Qt.Key.Key_Return, "stage.password")
    assert person.reads("stage.password") == "old-password"
    await person.presses("stage.continue")  # waits until it can be pressed
    await person.reads_in("banner.sentence", "Password changed")


def gone() -> dict[str, object]:
    return {CHANGE: [ONE, httpx.ConnectError("x"), ok({})]}


async def test_a_proof_goes_out_by_itself_when_the_network_is_back(start):
    clock = StillClock()
    _, person = await to_the_dialog(start, gone(), clock=clock)
    await person.types("stage.password", "old-password")
    await person.presses("stage.continue")
    await person.reads_in("stage.reason", "Latchkey goes on by itself when that is over.")
    await until(lambda: clock.waited, "a pause")
    clock.tick()
    await person.reads_in("banner.sentence", "Password changed")


async def test_a_network_that_is_gone_is_said_in_the_dialog(start):
    _, person = await to_the_dialog(start, gone(), clock=StillClock())
    await person.types("stage.password", "old-password")
    await person.presses("stage.continue")
    await person.reads_in("stage.reason", "cannot be reached")
    assert person.reads("stage.password") == "old-password"
    await person.presses("stage.continue")
    await person.reads_in("banner.sentence", "Password changed")


async def test_a_step_that_nobody_sees_is_not_counted(start):
    both = ["m.login.dummy", "m.login.password"]
    asks = uia(both, completed=["m.login.dummy"])
    _, person = await to_the_dialog(start, {CHANGE: [uia(both), asks, ok({})]})
    assert person.reads("stage.who") == "EXAMPLE.ORG ASKS"


def test_several_steps_are_counted(qapp: QApplication, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    challenge = PasswordChallenge("m.login.password")
    dialog = PasswordDialog(window, Act(ActKind.CHANGE_PASSWORD, USER, "example.org"), challenge)
    stages = ("m.login.password", "m.login.terms")
    need = NeedStage(challenge, stages, (stages,), step=1, steps=2)
    dialog.ask(Question(need))
    assert dialog.eyebrow.text() == "STEP 1 OF 2 · EXAMPLE.ORG ASKS"
    dialog.ask(Question(replace(need, step=2, restarted=True)))
    assert dialog.eyebrow.text() == "STEP 2 OF 2 · EXAMPLE.ORG ASKS"
    assert "asks once more" in dialog.reason.text()


@pytest.mark.parametrize(
    ("answer", "kind", "sentence", "rest"),
    [
        (uia(), "bad", "was not changed", "Latchkey cannot show"),
        (uia(["m.login.terms"]), "bad", "was not changed", "does not say for what"),
        (no(403, "M_FORBIDDEN", "by rule"), "bad", "was not changed", "does not allow this"),
        (no(429, "M_LIMIT_EXCEEDED", retry_after_ms=61000), "warn", "was not changed", "in 1:01"),
        (httpx.ConnectError("x"), "bad", "was not changed", "cannot be reached"),
    ],
)
async def test_other_endings_say_what_is_true(start, answer, kind, sentence, rest):
    _, person = await at_the_form(start, {CHANGE: answer})
    await type_new(person)
    await person.presses("password.change")
    await person.reads_in("banner.sentence", sentence)
    assert rest in person.reads("banner.next")
    assert person.find("banner").property("kind") == kind
    assert person.reads("password.new") == NEW
    assert person.find("stage") is None
    await person.presses("banner.dismiss")
    await person.misses("banner")


@pytest.mark.parametrize("lost", [httpx.ReadError("x"), html(502)])
@pytest.mark.parametrize(
    ("login", "kind", "sentence", "rest"),
    [
        (None, "good", "Password changed at ", "still signed in"),
        (no(403, "M_FORBIDDEN"), "bad", "The password was not changed.", ""),
        (html(502), "warn", "We could not find out", "Sign in somewhere else"),
    ],
)
async def test_a_lost_answer_is_looked_into(start, lost, login, kind, sentence, rest):
    program, person = await to_the_dialog(start, {CHANGE: [ONE, lost]})
    if login is not None:
        program.server.routes[f"POST {V3}/login"] = login
    await person.types("stage.password", "old-password")
    await person.presses("stage.continue")
    await person.reads_in("banner.sentence", sentence)
    assert rest in person.reads("banner.next")
    assert person.find("banner").property("kind") == kind
    assert len(program.server.sent(CHANGE)) == 2
    assert person.reads("password.new") == ("" if kind == "good" else NEW)


async def test_a_session_that_ends_with_the_change_for_good_asks_for_the_new_password(start):
    gone = no(401, "M_UNKNOWN_TOKEN")
    program, person = await to_the_dialog(start, {CHANGE: [ONE, ok({})]})
    program.server.routes[f"GET {V3}/devices"] = gone
    program.server.routes[f"POST {V3}/login"] = no(429, "M_LIMIT_EXCEEDED")
    await person.types("stage.password", "old-password")
    await person.presses("stage.continue")
    await person.sees("reauth.password")
    await person.reads_in("banner.sentence", "Password changed at ")
    assert "has ended this session as well" in person.reads("banner.next")


async def test_suggestions_fill_both_fields_and_leave_the_clipboard(start):
    program, person = await at_the_form(start)
    for at in (0, 1):
        before = person.reads("password.new")
        await person.presses("password.new.suggest")
        await person.chooses("password.suggest.menu", at)
        await until(lambda b=before: person.reads("password.new") != b, "a suggestion")
        assert person.reads("password.new") == person.reads("password.again")
        assert len(person.reads("password.new")) >= 20
    line = await person.sees("password.new")
    assert line.echoMode() is QLineEdit.EchoMode.Normal
    await person.presses("password.copy")
    data = QApplication.clipboard().mimeData()
    assert data.text() == person.reads("password.new")
    assert bytes(data.data("x-kde-passwordManagerHint").data()) == b"secret"
    program.controller.context.clipboard.clear()
    assert QApplication.clipboard().text() == ""


async def test_a_suggestion_does_not_outlive_the_program_on_the_clipboard(start):
    program, person = await at_the_form(start)
    await person.types("password.new", NEW)
    page = person.find("page.password")
    program.controller.context.clipboard.copy(page.new.line.secret)
    assert QApplication.clipboard().text() == NEW
    await program.end()
    assert QApplication.clipboard().text() == ""


async def test_the_clipboard_is_left_alone_if_it_holds_something_else(start):
    program, person = await at_the_form(start)
    page = person.find("page.password")
    await person.types("password.new", NEW)
    clipboard = program.controller.context.clipboard
    clipboard.copy(page.new.line.secret)
    QApplication.clipboard().setText("a recipe")
    clipboard.clear()
    assert QApplication.clipboard().text() == "a recipe"


async def test_showing_the_password_shows_both(start):
    _, person = await at_the_form(start)
    await type_new(person)
    new, again = await person.sees("password.new"), await person.sees("password.again")
    assert new.displayText() != NEW
    await person.presses("password.new.show")
    assert new.displayText() == again.displayText() == NEW
    await person.presses("password.new.show")
    assert new.displayText() != NEW


async def test_strength_is_told_in_words(start):
    _, person = await at_the_form(start)
    await person.types("password.new", "password1")
    words = await person.reads_in("password.strength.words", "Many people use this one.")
    assert words.startswith("Very weak.")
    assert "Longer is better: 15 characters or more." in words
    bar = await person.sees("password.strength")
    assert bar.score == 0
    assert bar.accessibleDescription() == person.reads("password.strength.words")
    long = "correct horse battery staple in the cellar of the house with the blue door, twice"
    await person.types("password.new", long)
    await person.reads_in("password.strength.words", "first 72 bytes")


async def test_a_late_estimate_does_not_speak_of_what_is_typed_now(start):
    program, person = await at_the_form(start)
    held = threading.Event()

    def estimate(password: Secret, about: tuple[str, ...]) -> Strength:
        if password == Secret("first"):
            held.wait(PATIENCE_SECONDS)
        return Strength(0 if password == Secret("first") else 3, "", ())

    page = person.find("page.password")
    page.new._passwords = replace(program.passwords, estimate=estimate)
    page.new.line.setText("first")
    page.new.estimate()
    page.new.line.setText("second")
    page.new.estimate()
    await person.reads_in("password.strength.words", "Strong.")
    held.set()
    await until(lambda: not [t for t in threading.enumerate() if "blocking" in t.name], "threads")
    await asyncio.sleep(0)
    assert person.reads("password.strength.words").startswith("Strong.")


@pytest.mark.parametrize(
    ("backup", "sentence"),
    [
        (no(404, "M_NOT_FOUND"), "No key backup was found."),
        (ok({"version": "1", "count": 7}), "A key backup was found."),
        (html(500), "could not be read"),
    ],
)
async def test_what_signing_out_does_to_encrypted_history(start, backup, sentence):
    _, person = await at_the_form(start, {f"GET {V3}/room_keys/version": backup})
    await person.reads_in("password.backup.text", sentence)
    assert "recovery key" in person.reads("password.recovery-key")


async def test_where_the_password_cannot_be_changed_it_is_said_and_whom_to_ask(start):
    off = ok({"capabilities": {"m.change_password": {"enabled": False}}})
    contact = {"contacts": [{"role": "m.role.admin", "email_address": "admin@example.org"}]}
    program = start({f"GET {V3}/capabilities": off, "GET /.well-known/matrix/support": ok(contact)})
    await program.sign_in()
    person = program.person
    await person.presses("nav.password")
    card = await person.sees("password.refusal")

    def asks() -> bool:
        return any("admin@example.org" in each.text() for each in card.findChildren(Label))

    await until(asks, "whom to ask")
    assert person.find("password.new") is None
    assert person.find("password.change") is None


async def test_no_other_device_is_no_choice(start):
    _, person = await at_the_form(start, {f"GET {V3}/devices": ok({"devices": DEVICES[:1]})})
    assert person.find("password.devices.keep") is None
    assert person.find("password.backup") is None


async def test_devices_that_cannot_be_read_leave_the_choice(start):
    _, person = await at_the_form(start, {f"GET {V3}/devices": html(500)})
    await person.reads_in("password.devices.keep.caption", "The list could not be read.")
    assert person.find("password.devices.sign-out").isEnabled()


async def test_closing_the_window_withdraws_the_question(start):
    program, person = await to_the_dialog(start)
    await program.end()
    assert len(program.server.sent(CHANGE)) == 1
    assert person.find("stage") is None


async def test_nobody_is_signed_out_while_the_password_is_being_changed(start):
    program, person = await to_the_dialog(start)
    program.controller._sign_out.ask(program.controller.open_accounts.front)
    await person.reads_in("banner.sentence", "Something is under way.")
    assert program.server.sent(f"POST {V3}/logout") == []
    await person.presses("stage.cancel")
    await person.misses("stage")
    await until(lambda: not len(program.controller.context.must_finish), "the end of the act")
    await person.presses("nav.account")
    await program.sign_out()
    await person.reads_in("banner.sentence", "is signed out")


async def test_a_change_that_has_left_is_not_cut_off_by_closing(start):
    held = asyncio.Event()

    async def slow(request: httpx.Request) -> httpx.Response:
        await held.wait()
        return ok({})

    program, person = await to_the_dialog(start, {CHANGE: [ONE, slow]})
    await person.types("stage.password", "old-password")
    await person.presses("stage.continue")
    await until(lambda: len(program.server.sent(CHANGE)) == 2, "the proof to leave")
    program.window.close()
    await until(lambda: not program.window.isVisible(), "the window to go")
    read = len(program.server.sent(f"GET {V3}/devices"))
    held.set()
    await program.end()
    assert len(program.server.sent(f"GET {V3}/devices")) == read + 1, "the change was seen through"


async def test_a_session_that_ended_before_the_change_is_noticed(start):
    gone = no(401, "M_UNKNOWN_TOKEN", "gone")
    _, person = await at_the_form(start, {CHANGE: gone})
    await type_new(person)
    await person.presses("password.change")
    await person.sees("reauth.password")
    await person.reads_in("banner.sentence", "The password was not changed.")
    assert "gone" in person.reads("reauth.server")


async def test_a_suggestion_does_not_change_what_is_on_its_way(start):
    program, person = await to_the_dialog(start)
    page = program.window.findChild(type(person.find("page.password")))
    assert not page.new.suggest.isEnabled()
    page.new.suggest_one(program.passwords.random)
    await until(
        lambda: not len(program.controller.context.cancellable), "the suggestion to be made"
    )
    assert page.new.line.text() == NEW


async def test_return_on_cancel_cancels(start):
    program, person = await to_the_dialog(start)
    await person.types("stage.password", "old-password")
    cancel = await person.sees("stage.cancel")
    cancel.setFocus()
    await person.hits(Qt.Key.Key_Return, "stage.cancel")
    await person.reads_in("banner.sentence", "Nothing was changed")
    assert len(program.server.sent(CHANGE)) == 1
