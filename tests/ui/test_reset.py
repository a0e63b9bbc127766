"""Back in without the password: the form, the waiting, the end, and what survives."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from app.core.errors import SettingsFault, SettingsTrouble, VaultAbsent, VaultBroken
from app.core.homeserver import Session
from app.core.secret import Secret
from tests.fakes import FakeIndex, FakeVault, StillClock, kept
from tests.mock_homeserver import ORIGIN, V3, html, no, ok, uia
from tests.rig.pages import Pages
from tests.rig.person import until
from tests.unit.test_oauth import WHOLE

CHANGE = f"POST {V3}/account/password"
ASK_MAIL = f"POST {V3}/account/password/email/requestToken"
ASK_SMS = f"POST {V3}/account/password/msisdn/requestToken"
LOGIN = f"POST {V3}/login"
SUBMIT = "https://sms.example.net POST /submit"
EMAIL, MSISDN = "m.login.email.identity", "m.login.msisdn"
OPEN, OPEN_SMS = uia([EMAIL]), uia([MSISDN])
SENT = ok({"sid": "sid-1"})
WITH_CODE = ok({"sid": "sid-1", "submit_url": "https://sms.example.net/submit"})
NEW = "a-new-Password-of-7-words"
ADDRESS = "alice@example.org"


async def fill(program, *, sign_out: bool = False, contact: str = ADDRESS) -> None:
    """Get from the sign-in page to a form that can be sent."""
    person = program.person
    await person.types("sign-in.where", "example.org")
    await person.presses("sign-in.forgot")
    await person.sees("page.reset")
    if contact.startswith("+"):
        await person.presses("reset.by-phone")
        await person.types("reset.phone", contact)
    elif contact.isascii():
        await person.types("reset.email", contact)
    else:  # no test key has such a letter
        (await person.sees("reset.email")).insert(contact)
    await fill_password(program)
    await person.presses("reset.devices.sign-out" if sign_out else "reset.devices.keep")


async def fill_password(program) -> None:
    await program.person.types("password.new", NEW)
    await program.person.types("password.again", NEW)


async def waiting(start, routes: dict[str, Any] | None = None, **more: Any):
    """Return a program in which a mail was asked for."""
    clock = StillClock()
    program = start({CHANGE: OPEN, ASK_MAIL: SENT, **(routes or {})}, clock=clock, **more)
    await fill(program)
    await program.person.presses("reset.send")
    await program.person.sees("page.reset-wait")
    return program, clock


async def test_a_server_with_the_oauth_api_resets_on_its_website(start):
    with Pages() as pages:
        program = start(
            {
                "GET /_matrix/client/v1/auth_metadata": ok(WHOLE),
                f"GET {V3}/login": ok({"flows": [{"type": "m.login.password"}]}),
            }
        )
        person = program.person
        await person.types("sign-in.where", "example.org")
        await person.presses("sign-in.continue")
        await person.sees("sign-in.server")
        await person.presses("sign-in.forgot")
        await person.reads_in("reset.no-way.text", "sets passwords anew on its own website")
        await person.reads_in("reset.elsewhere", "account.example.org")
        await person.presses("reset.elsewhere")
        assert pages.opened == [WHOLE["account_management_uri"]]
        assert not any("requestToken" in each.url.path for each in program.server.requests)


async def test_a_password_is_reset_by_mail(start):
    program, clock = await waiting(start)
    person = program.person
    assert "a•••@e•••.org" in person.reads("reset.sentence")
    assert person.reads("reset.task") == "Open the mail and confirm it"
    assert "You may close this window" in person.reads("reset.then")
    assert "asked just now" in person.reads("reset.status")
    program.server.routes[CHANGE] = ok({})
    await until(lambda: len(clock.waited) > 0, "a pause")
    clock.tick()
    await person.sees("page.reset-done")
    assert "example.org set the new password at" in person.reads("reset.sentence")
    assert person.reads("reset.devices") == "Your devices stay signed in, as you asked."
    assert program.server.bodies(CHANGE)[-1]["logout_devices"] is False
    await until(lambda: program.vault.kept == {}, "nothing kept")  # a keyring may take long
    await until(lambda: program.index.resets() == [], "nothing listed")
    assert program.server.sent(LOGIN) == [], "nobody is signed in unasked"
    await person.presses("reset.sign-in")
    await person.sees("page.account")
    [login] = program.server.bodies(LOGIN)
    assert login["identifier"]["address"] == ADDRESS
    assert login["password"] == NEW


async def test_what_is_missing_is_said_beside_it_and_nothing_is_sent(start):
    program = start({CHANGE: OPEN, ASK_MAIL: SENT})
    person = program.person
    await person.presses("sign-in.forgot")
    await person.presses("reset.send")
    await person.reads_in("reset.where.note", "Enter your server")
    await person.types("reset.where", "example org")
    await person.types("reset.email", ADDRESS)
    await fill_password(program)
    await person.presses("reset.send")
    await person.reads_in("reset.devices.note", "Choose one of the two.")
    await person.presses("reset.devices.keep")
    await person.presses("reset.send")
    await person.reads_in("reset.where.note", "There is a space in it.")
    await person.types("reset.where", "example.org")
    await person.types("reset.email", "no address")
    await person.presses("reset.send")
    await person.reads_in("reset.email.note", "Enter an email address")
    await person.has_focus("reset.email")
    await person.types("reset.email", ADDRESS)
    await person.types("password.again", "something else")
    await person.presses("reset.send")
    await person.reads_in("password.again.note", "not the same")
    assert program.server.requests == []


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("  alice@example.org ", ADDRESS),
        ("Alice <alice@example.org>", ADDRESS),
        ("Ünï@exämple.org", "Ünï@exämple.org"),
        ("odd..one@intranet", "odd..one@intranet"),
    ],
)
async def test_an_address_is_never_refused_for_being_odd(start, typed, sent):
    program = start({CHANGE: OPEN, ASK_MAIL: SENT}, clock=StillClock())
    await fill(program, contact=typed)
    await program.person.presses("reset.send")
    await program.person.sees("page.reset-wait")
    assert program.server.bodies(ASK_MAIL)[0]["email"] == sent


async def test_an_address_that_no_mail_reaches_is_doubted_not_refused(start):
    program = start({})
    person = program.person
    await person.presses("sign-in.forgot")
    await person.types("reset.email", "a@b..c")
    await person.hits(Qt.Key.Key_Tab, "reset.email")
    await person.reads_in("reset.email.note", "Is that right?")
    assert not person.find("reset.email").property("wrong")
    await person.types("reset.email", ADDRESS)
    await person.hits(Qt.Key.Key_Tab, "reset.email")
    await person.misses("reset.email.note")


@pytest.mark.parametrize(
    ("server", "who", "where", "contact"),
    [
        ("@alice:example.org", "", "example.org", ""),
        ("alice@example.org", "", "", ADDRESS),
        ("example.org", "", "example.org", ""),
    ],
)
async def test_what_was_typed_is_carried_over(start, server, who, where, contact):
    program = start({})
    await program.person.types("sign-in.where", server)
    await program.person.presses("sign-in.forgot")
    await program.person.sees("page.reset")
    assert program.person.reads("reset.where") == where
    assert program.person.reads("reset.email") == contact


async def test_what_was_typed_beside_a_known_server_is_carried_over(start):
    program = start({f"GET {V3}/password_policy": ok({"m.minimum_length": 30})})
    person = program.person
    await person.types("sign-in.where", "example.org")
    await person.presses("sign-in.continue")
    await person.types("sign-in.who", ADDRESS)
    await person.presses("sign-in.forgot")
    await person.sees("page.reset")
    assert (person.reads("reset.where"), person.reads("reset.email")) == ("example.org", ADDRESS)
    await until(
        lambda: any(
            "30" in rule.text() for rule in person.find("page.reset").new.rules.findChildren(QLabel)
        ),
        "the server's rules",
    )
    await person.presses("reset.back")
    await person.sees("page.sign-in")
    assert person.reads("sign-in.who") == ADDRESS


async def test_a_policy_is_said_before_any_mail_goes_out(start):
    refused = no(400, "M_PASSWORD_NO_DIGIT", "No digit in it")
    program = start({CHANGE: refused, ASK_MAIL: SENT})
    await fill(program)
    await program.person.presses("reset.send")
    await program.person.reads_in("password.new.note", "The server wants a digit")
    assert program.server.sent(ASK_MAIL) == []
    assert program.person.reads("password.new") == NEW
    assert program.vault.kept == {}


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (no(400, "M_THREEPID_NOT_FOUND", "Not here"), "example.org has no account with this"),
        (no(403, "M_THREEPID_DENIED"), "example.org does not allow this address."),
        (no(400, "M_SERVER_NOT_TRUSTED"), "does not trust the server"),
        (no(400, "M_INVALID_PARAM"), "example.org does not take this address."),
        (no(400, "M_MISSING_PARAM"), "example.org does not take this address."),
    ],
)
async def test_what_the_server_has_against_an_address_stands_beside_it(start, answer, sentence):
    program = start({CHANGE: OPEN, ASK_MAIL: answer})
    await fill(program)
    await program.person.presses("reset.send")
    await program.person.reads_in("reset.email.note", sentence)
    await program.person.has_focus("reset.email")
    assert program.person.reads("password.new") == NEW
    assert program.vault.kept == {}, "no mail went out: there is nothing to wait for"


@pytest.mark.parametrize(
    "answer",
    [
        no(404, "M_UNRECOGNIZED"),
        no(400, "M_UNKNOWN", "Email-based password resets have been disabled on this server"),
        no(400, "M_THREEPID_MEDIUM_NOT_SUPPORTED"),
    ],
)
async def test_a_server_that_cannot_says_so_with_the_other_way(start, answer):
    program = start({CHANGE: OPEN, ASK_MAIL: answer})
    await fill(program)
    await program.person.presses("reset.send")
    await program.person.reads_in("banner.sentence", "example.org cannot reset passwords by email.")
    assert "Ask whoever runs example.org" in program.person.reads("banner.next")
    assert "M_" not in program.person.reads("banner.sentence")


async def test_a_server_without_messages_says_so(start):
    program = start({CHANGE: OPEN})
    await fill(program, contact="+491701234567")
    await program.person.presses("reset.send")
    await program.person.reads_in("banner.sentence", "by text message. Try email.")


@pytest.mark.parametrize(
    "answer",
    [
        no(500, "M_UNKNOWN"),
        httpx.ConnectError("x"),
        ok({"sid": ""}),
        ok({"sid": "x" * 256}),
        ok({"sid": "a b"}),
        ok({"sid": "s", "submit_url": "http://sms.example.net/"}),
        ok({"sid": "s", "submit_url": "file:///etc/passwd"}),
        ok({"sid": "s", "submit_url": "nonsense"}),
    ],
)
async def test_an_answer_that_is_none_is_said_and_the_form_is_kept(start, answer):
    program = start({CHANGE: OPEN, ASK_MAIL: answer})
    await fill(program)
    await program.person.presses("reset.send")
    await program.person.reads_in("banner.sentence", "The password was not changed.")
    assert program.person.reads("reset.email") == ADDRESS
    assert program.person.reads("password.new") == NEW
    program.server.routes[ASK_MAIL] = SENT
    await program.person.presses("reset.send")
    await program.person.sees("page.reset-wait")
    first, second = program.server.bodies(ASK_MAIL)
    assert first == second, "the same attempt: no second mail"


async def test_a_throttle_keeps_the_form_and_goes_on_by_itself(start):
    program = start({CHANGE: OPEN, ASK_MAIL: no(429, "M_LIMIT_EXCEEDED", retry_after_ms=300_000)})
    person = program.person
    await fill(program)
    await person.presses("reset.send")
    await person.reads_in("banner.next", "in 5:00")
    assert not person.find("reset.send").isEnabled()
    assert person.reads("password.new") == NEW
    program.server.routes[ASK_MAIL] = SENT
    person.find("page.reset").hold._countdown.start(0.0)
    await person.sees("page.reset-wait")


async def test_a_server_without_passwords_leads_to_its_own_pages(start, monkeypatch):
    opened = []
    monkeypatch.setattr(
        "ui.password_reset.server_lookup.open_url", lambda url: opened.append(url.toString())
    )
    program = start({f"GET {V3}/login": ok({"flows": [{"type": "m.login.sso"}]})})
    person = program.person
    await person.types("sign-in.where", "example.org")
    await person.presses("sign-in.continue")
    await person.sees("sign-in.no-way")
    await person.presses("sign-in.forgot")
    await person.sees("reset.no-way")
    assert person.reads("reset.elsewhere") == "Open matrix.example.org"
    assert person.find("reset.send") is None
    await person.presses("reset.elsewhere")
    assert opened == ["https://matrix.example.org/_matrix/static/client/login/"]
    await person.types("reset.where", "other.example.org")
    await person.sees("reset.send")


# --- waiting ------------------------------------------------------------------------------------


async def test_a_second_mail_can_be_asked_for_after_a_while(start):
    program, clock = await waiting(start)
    person = program.person
    await person.reads_in("reset.resend", "Send again in 0:")
    assert not person.find("reset.resend").isEnabled()
    clock.ahead = 31.0
    person.find("page.reset-wait").nothing._countdown.stop()
    person.find("page.reset-wait").nothing._allow()
    program.server.routes[ASK_MAIL] = ok({"sid": "sid-2"})
    await person.presses("reset.resend")
    await until(lambda: len(program.server.sent(ASK_MAIL)) == 2, "the second")
    first, second = program.server.bodies(ASK_MAIL)
    assert (first["send_attempt"], second["send_attempt"]) == (1, 2)
    assert first["client_secret"] == second["client_secret"]
    assert len(program.vault.kept) == 1


async def test_a_wrong_address_goes_back_with_everything_kept(start):
    program, _ = await waiting(start)
    person = program.person
    await person.presses("reset.other")
    await person.sees("page.reset")
    assert (person.reads("reset.email"), person.reads("password.new")) == (ADDRESS, NEW)
    await person.types("reset.email", "bob@example.org")
    await person.presses("reset.send")
    await person.sees("page.reset-wait")
    sent = program.server.bodies(ASK_MAIL)
    assert [each["email"] for each in sent] == [ADDRESS, "bob@example.org"]
    assert sent[0]["client_secret"] != sent[1]["client_secret"]
    assert len(program.vault.kept) == 1


async def test_whoever_cannot_wait_has_the_server_asked(start):
    program, _ = await waiting(start)
    await program.person.presses("reset.check")
    await program.person.reads_in("reset.reason", "example.org has not seen it yet.")
    program.server.routes[CHANGE] = ok({})
    await program.person.presses("reset.check")
    await program.person.sees("page.reset-done")


async def test_giving_up_keeps_nothing(start):
    program, _ = await waiting(start)
    assert len(program.vault.kept) == 1
    await program.person.presses("reset.give-up")
    await program.person.sees("page.sign-in")
    await until(lambda: program.vault.kept == {}, "nothing kept")
    assert program.index.resets() == []
    assert program.person.find("sign-in.reset.0") is None


async def test_a_server_that_is_gone_for_a_while_is_said_and_waited_for(start):
    program, clock = await waiting(start)
    program.server.routes[CHANGE] = httpx.ConnectError("x")
    await until(lambda: len(clock.waited) > 0, "a pause")
    clock.tick()
    await program.person.reads_in("reset.reason", "cannot be reached")
    program.server.routes[CHANGE] = ok({})
    await until(lambda: len(clock.waited) > 1, "another pause")
    clock.tick()
    await program.person.sees("page.reset-done")


async def test_a_lost_answer_is_found_out(start):
    program, clock = await waiting(start)
    program.server.routes[CHANGE] = [httpx.ReadError("x"), ok({})]
    await until(lambda: len(clock.waited) > 0, "a pause")
    clock.tick()
    await program.person.sees("page.reset-done")


async def test_what_cannot_be_found_out_is_said(start):
    program, clock = await waiting(start, {LOGIN: html(502)})
    program.server.routes[CHANGE] = html(502)
    person = program.person

    def given_up() -> bool:
        clock.tick()
        return person.find("page.reset") is not None

    await until(given_up, "the form")
    await person.reads_in("banner.sentence", "It is not certain that the password was changed.")
    assert person.reads("password.new") == NEW
    assert len(program.vault.kept) == 1


async def test_a_computer_that_slept_for_an_hour_goes_on(start):
    program, clock = await waiting(start)
    clock.ahead = 3600.0
    clock.tick()
    await program.person.reads_in("reset.status", "1 h 0 min ago")
    program.server.routes[CHANGE] = ok({})
    await until(lambda: clock._napping, "a pause")
    clock.tick()
    await program.person.sees("page.reset-done")


@pytest.mark.parametrize("host", ["matrix.example.org", "sms.example.net"])
async def test_the_host_of_a_code_is_shown_where_it_is_another(start, host):
    given = ok({"sid": "sid-1", "submit_url": f"https://{host}/submit"})
    program = start({CHANGE: OPEN_SMS, ASK_SMS: given}, clock=StillClock())
    await fill(program, contact="+491701234567")
    await program.person.presses("reset.send")
    await program.person.sees("reset.code")
    shown = program.person.find("reset.host") is not None
    assert shown is (host == "sms.example.net")


async def test_after_two_hours_only_the_person_looks(start):
    program, clock = await waiting(start)
    clock.ahead = 7201.0
    clock.tick()
    await program.person.reads_in("reset.status", "Latchkey has stopped looking")
    await program.person.reads_in("reset.status", "2 h 0 min ago")


# --- by message ---------------------------------------------------------------------------------


async def test_a_password_is_reset_by_message_by_keyboard_alone(start):
    routes = {CHANGE: OPEN_SMS, ASK_SMS: WITH_CODE, SUBMIT: no(400, "M_UNKNOWN", "no")}
    program = start(routes, clock=StillClock())
    person = program.person
    await fill(program, contact="+491701234567")
    assert person.find("reset.phone.country").code == "DE", "an international number picks it"
    await person.hits(Qt.Key.Key_Return, "reset.phone")
    await person.sees("page.reset-wait")
    assert person.reads("reset.host") == "The code goes to sms.example.net."
    await person.has_focus("reset.code")
    await person.hits(Qt.Key.Key_Return, "reset.code")
    await person.reads_in("reset.code.note", "Enter the code")
    await person.types("reset.code", "123 456")
    await person.hits(Qt.Key.Key_Return, "reset.code")
    await person.reads_in("reset.code.note", "That is not the code")
    assert person.reads("reset.code") == "123 456"
    for answer in (ok({"success": False}), html(502)):
        program.server.routes[SUBMIT] = answer
        await person.hits(Qt.Key.Key_Return, "reset.code")
        await until(lambda: not person.find("reset.check").busy, "the answer")
    program.server.routes[SUBMIT] = ok({"success": True})
    program.server.routes[CHANGE] = ok({})
    await person.hits(Qt.Key.Key_Return, "reset.code")
    await person.sees("page.reset-done")
    [asked] = program.server.bodies(ASK_SMS)
    assert (asked["country"], asked["phone_number"]) == ("DE", "01701234567")
    assert program.server.bodies("POST /submit")[-1]["token"] == "123 456"
    assert all("Authorization" not in each.headers for each in program.server.sent("POST /submit"))


@pytest.mark.parametrize("typed", ["12", "0170 LATCHKEY", "+999 12345678"])
async def test_a_number_that_is_none_is_said_before_anything_is_sent(start, typed):
    program = start({CHANGE: OPEN_SMS, ASK_SMS: WITH_CODE})
    person = program.person
    await fill(program, contact="+491701234567")
    await person.types("reset.phone", typed)
    await person.presses("reset.send")
    await person.reads_in("reset.phone.note", "This is no phone number there.")
    assert program.server.requests == []


async def test_a_country_is_found_by_typing(start):
    program = start({})
    person = program.person
    await person.presses("sign-in.forgot")
    await person.presses("reset.by-phone")
    picker = await person.sees("reset.phone.country")
    for typed, code in (("united st", "US"), ("+49", "DE"), ("no such place", "DE"), ("FR", "FR")):
        line = picker.findChild(QLineEdit)
        line.setFocus()
        line.setText(typed)
        await person.presses("reset.phone")
        assert picker.code == code, typed
    picker.findChild(QLineEdit).setText("united k")
    QTest.keyClick(picker.findChild(QLineEdit), Qt.Key.Key_Return)
    assert picker.code == "GB"
    assert person.find("reset.phone.note") is None, "Return chooses, and sends nothing"
    picker.choose("FR")
    assert person.find("reset.phone").placeholderText().startswith("06")
    await person.types("reset.phone", "0612345678")
    assert person.reads("reset.phone") == "06 12 34 56 78"


# --- for somebody else --------------------------------------------------------------------------


async def test_helping_says_what_to_say_and_leaves_nothing_behind(start):
    program = start({CHANGE: OPEN, ASK_MAIL: SENT}, clock=StillClock())
    person = program.person
    await fill(program)
    await person.presses("reset.helping")
    assert "example.org will send you an email" in person.reads("reset.read-out.text")
    assert "knows it" in person.reads("reset.plain")
    await person.presses("password.new.show")
    assert person.find("password.new").echoMode() is QLineEdit.EchoMode.Password
    await person.reads_in("password.new.note", "Press again to show it.")
    await person.presses("password.new.show")
    assert person.find("password.new").echoMode() is QLineEdit.EchoMode.Normal
    await person.presses("reset.send")
    await person.sees("page.reset-wait")
    program.server.routes[CHANGE] = ok({})
    await person.presses("reset.check")
    await person.sees("page.reset-done")
    assert person.find("reset.sign-in") is None
    assert "of the account" in person.reads("reset.devices"), "they are not the helper's"
    assert "heir recovery key" in person.reads("reset.history")
    shown = [each.text() for each in program.window.findChildren(QLineEdit)]
    shown += [each.text() for each in program.window.findChildren(QLabel)]
    assert not any(ADDRESS in text or NEW in text for text in shown)
    await person.presses("reset.close")
    await person.sees("page.sign-in")


# --- what survives ------------------------------------------------------------------------------


async def test_a_reset_is_gone_on_with_after_a_restart(start):
    first, _ = await waiting(start)
    await first.end()
    assert NEW not in str(first.vault.kept)
    second = start({CHANGE: OPEN, ASK_MAIL: SENT}, vault=first.vault, clock=StillClock(), run=False)
    second.index.waiting = first.index.resets()
    second.start()
    person = second.person
    await person.reads_in("sign-in.reset.0", "a•••@e•••.org at example.org · asked just now")
    await person.presses("sign-in.reset.0.go-on")
    await person.sees("page.reset")
    assert "no second mail is sent" in person.find("page.reset").sentence.text()
    await fill_password(second)
    await person.presses("reset.send")
    await person.sees("page.reset-wait")
    assert second.server.sent(ASK_MAIL) == []
    second.server.routes[CHANGE] = ok({})
    await person.presses("reset.check")
    await person.sees("page.reset-done")
    assert second.server.bodies(CHANGE)[0]["auth"] == {"session": "uia-session"}
    await until(lambda: first.vault.kept == {}, "nothing kept")
    await person.presses("reset.close")
    await person.sees("page.sign-in")
    assert person.find("sign-in.reset.0") is None


async def test_several_wait_in_a_list_each_for_itself(start):
    program, _ = await waiting(start)
    person = program.person
    await person.presses("reset.leave")
    await person.sees("sign-in.reset.0")
    await fill(program, contact="bob@example.org")
    await person.presses("reset.send")
    await person.sees("page.reset-wait")
    await person.presses("reset.leave")
    await person.reads_in("sign-in.reset.1", "b•••@e•••.org")
    await person.presses("sign-in.reset.0.go-on")
    await until(lambda: "a•••" in person.reads("reset.sentence"), "the first")
    await person.presses("reset.leave")
    await person.presses("sign-in.reset.1.forget")
    await until(lambda: person.find("sign-in.reset.1") is None, "one")
    assert len(program.vault.kept) == 1


async def test_one_that_is_done_out_of_sight_is_still_there_to_be_read(start):
    program, clock = await waiting(start)
    await program.person.presses("reset.leave")
    await program.person.sees("page.sign-in")
    program.server.routes[CHANGE] = ok({})
    clock.tick()
    await program.person.reads_in("banner.sentence", "The password for a•••@e•••.org was changed.")
    await program.person.presses("banner.action")
    await program.person.sees("page.reset-done")


async def test_a_reset_waits_while_an_account_is_in_front(start):
    first, _ = await waiting(start)
    await first.end()
    session = Session("@bob:example.org", "OURS", ORIGIN)
    second = start({CHANGE: OPEN}, vault=first.vault, sessions=(session,), run=False)
    second.vault.kept.update(kept(session, "token"))
    second.index.waiting = first.index.resets()
    second.start()
    await second.person.reads_in(
        "banner.sentence", "A password reset for a•••@e•••.org is waiting."
    )
    await second.person.presses("banner.action")
    await second.person.sees("page.reset")


@pytest.mark.parametrize("fault", [VaultAbsent(), VaultBroken()])
async def test_without_a_vault_the_page_says_that_the_window_must_stay(start, fault):
    vault = fault
    if isinstance(fault, VaultBroken):
        vault = FakeVault()
        vault.fault = fault
    program, _ = await waiting(start, vault=vault)
    assert "Keep this window open" in program.person.reads("reset.then")
    program.server.routes[CHANGE] = ok({})
    await program.person.presses("reset.check")
    await program.person.sees("page.reset-done")


async def test_where_settings_cannot_be_saved_the_page_says_that_the_window_must_stay(
    start, monkeypatch
):
    def refuse(index: FakeIndex) -> None:
        raise SettingsFault(SettingsTrouble.UNWRITABLE, index.path)

    monkeypatch.setattr(FakeIndex, "_check", refuse)
    program, _ = await waiting(start)
    await program.person.reads_in("reset.then", "a new start would not know of it")
    assert program.vault.kept == {}


async def test_a_vault_that_asks_can_be_done_without(start):
    vault = FakeVault()

    async def put(key: str, secret: Secret) -> None:
        await asyncio.Event().wait()

    vault.put = put
    program = start({CHANGE: OPEN, ASK_MAIL: SENT}, vault=vault, clock=StillClock())
    await fill(program)
    await program.person.presses("reset.send")
    await program.person.reads_in("banner.sentence", "Waiting for your keyring")
    await program.person.presses("banner.action")
    await program.person.sees("page.reset-wait")
    assert "Keep this window open" in program.person.reads("reset.then")


async def test_another_proof_is_asked_for_in_a_dialog(start):
    both = uia(["m.login.registration_token", EMAIL])
    then = uia(["m.login.registration_token", EMAIL], completed=["m.login.registration_token"])
    program = start({CHANGE: [both, then], ASK_MAIL: SENT}, clock=StillClock())
    await fill(program)
    await program.person.presses("reset.send")
    await program.person.types("stage.token", "let-me-in")
    await program.person.presses("stage.continue")
    await program.person.sees("page.reset-wait")
    await program.person.misses("stage.token")


async def test_going_back_while_it_is_sent_sends_nothing_more(start):
    held = asyncio.Event()

    async def slow(request: httpx.Request) -> httpx.Response:
        await held.wait()
        return OPEN

    program = start({CHANGE: slow, ASK_MAIL: SENT})
    await fill(program)
    await program.person.presses("reset.send")
    await until(lambda: program.server.sent(CHANGE), "the request")
    await program.person.presses("reset.back")
    held.set()
    await program.person.sees("page.sign-in")
    assert program.server.sent(ASK_MAIL) == []


# --- by keyboard alone --------------------------------------------------------------------------


async def tab_to(program, name: str) -> None:
    """Press Tab until something has the focus."""
    for _ in range(60):
        focused = QApplication.focusWidget()
        if focused is not None and focused.objectName() == name:
            return
        QTest.keyClick(focused or program.window, Qt.Key.Key_Tab)
        await asyncio.sleep(0)
    seen = QApplication.focusWidget()
    raise AssertionError(f"Tab does not lead to {name}, but to {seen and seen.objectName()}")


async def key(which: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget(), which)
    await asyncio.sleep(0)


async def type_into(program, name: str, text: str) -> None:
    await tab_to(program, name)
    QTest.keyClicks(QApplication.focusWidget(), text)


@pytest.mark.parametrize("by_phone", [False, True])
async def test_both_ways_work_by_keyboard_alone(start, by_phone):
    stage = MSISDN if by_phone else EMAIL
    routes = {CHANGE: uia([stage]), ASK_MAIL: SENT, ASK_SMS: SENT}
    program = start(routes, clock=StillClock())
    person = program.person
    await person.has_focus("sign-in.where")
    await type_into(program, "sign-in.where", "example.org")
    await tab_to(program, "sign-in.forgot")
    await key(Qt.Key.Key_Return)
    await person.has_focus("reset.email")
    if by_phone:
        await key(Qt.Key.Key_Backtab)
        await key(Qt.Key.Key_Space)
        await type_into(program, "reset.phone", "+491701234567")
    else:
        await type_into(program, "reset.email", ADDRESS)
    await type_into(program, "password.new", NEW)
    await type_into(program, "password.again", NEW)
    await tab_to(program, "reset.devices.keep")
    await key(Qt.Key.Key_Space)
    await key(Qt.Key.Key_Return)
    await person.sees("page.reset-wait")
    await person.has_focus("reset.check")
    program.server.routes[CHANGE] = ok({})
    await key(Qt.Key.Key_Return)
    await person.sees("page.reset-done")
    await person.has_focus("reset.sign-in")
    await key(Qt.Key.Key_Return)
    await person.sees("page.account")


# --- pages that come and go ---------------------------------------------------------------------


async def test_one_that_is_gone_on_with_is_listed_once(start):
    first, _ = await waiting(start)
    await first.end()
    second = start({CHANGE: OPEN}, vault=first.vault, clock=StillClock(), run=False)
    second.index.waiting = first.index.resets()
    second.start()
    person = second.person
    await person.presses("sign-in.reset.0.go-on")
    await fill_password(second)
    await person.presses("reset.send")
    await person.presses("reset.leave")
    await person.sees("sign-in.reset.0")
    assert person.find("sign-in.reset.1") is None


async def test_a_dialog_of_a_reset_is_not_over_another_page(start):
    both = uia(["m.login.registration_token", EMAIL])
    session = Session("@bob:example.org", "OURS", ORIGIN)
    program = start({CHANGE: both}, sessions=(session,), clock=StillClock())
    program.vault.kept.update(kept(session, "token"))
    person = program.person
    await person.sees("page.account")
    await person.presses("chip")
    await person.presses("switcher.add")
    await fill(program)
    await person.presses("reset.send")
    await person.sees("stage.token")
    program.controller.wake("@bob:example.org")
    await person.sees("page.account")
    await person.misses("stage.token")
    await person.presses("chip")
    await person.presses("switcher.add")
    await person.presses("sign-in.reset.0.go-on")
    await person.sees("stage.token")


async def test_a_form_that_something_else_came_over_is_as_it_was(start):
    session = Session("@bob:example.org", "OURS", ORIGIN)
    program = start({CHANGE: OPEN}, sessions=(session,), clock=StillClock())
    program.vault.kept.update(kept(session, "token"))
    person = program.person
    await person.sees("page.account")
    await person.presses("chip")
    await person.presses("switcher.add")
    await fill(program)
    program.controller.wake("@bob:example.org")
    await person.sees("page.account")
    await person.presses("chip")
    await person.presses("switcher.add")
    await person.presses("sign-in.forgot")
    await person.sees("page.reset")
    assert (person.reads("reset.email"), person.reads("password.new")) == (ADDRESS, NEW)
    await person.presses("reset.back")
    await person.presses("sign-in.forgot")
    await person.sees("page.reset")
    assert (person.reads("reset.email"), person.reads("password.new")) == ("", "")
