"""The sign-in page, on real widgets."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from app.core.errors import ProxyFault, VaultAbsent, VaultLocked, VaultUnsafe
from app.core.homeserver import Session
from tests.fakes import FakeVault, kept
from tests.mock_homeserver import ORIGIN, TOKEN, USER, V3, html, no, ok
from tests.rig.person import until
from ui.devices.card import DevicesCard
from ui.overview.page import OverviewPage
from ui.reauth.page import ReauthPage
from ui.sign_in.page import SignInPage

LOGIN = f"POST {V3}/login"
VERSIONS = "GET /_matrix/client/versions"


async def test_a_matrix_id_and_a_password(start):
    program = start()
    person = program.person
    await person.sees("sign-in.where")
    assert QApplication.focusWidget().objectName() == "sign-in.where"
    await person.types("sign-in.where", "@alice:example.org")
    await person.hits(Qt.Key.Key_Return, "sign-in.where")
    await person.reads_in("sign-in.server.how", "Its homeserver is matrix.example.org")
    assert person.reads("sign-in.server.name") == "example.org"
    assert person.find("sign-in.who") is None
    await person.has_focus("sign-in.password")
    assert "Latchkey on Test" in person.reads("sign-in.new-device")
    await person.types("sign-in.password", "old-password")
    await person.hits(Qt.Key.Key_Return, "sign-in.password")
    await person.sees("page.account")
    assert program.index.sessions() == [Session(USER, "OURS", ORIGIN)]
    assert program.vault.kept == kept(Session(USER, "OURS", ORIGIN), TOKEN)


async def test_a_server_and_an_email_address(start):
    program = start()
    person = program.person
    await person.types("sign-in.where", "example.org")
    await person.presses("sign-in.continue")
    await person.has_focus("sign-in.who")
    await person.types("sign-in.who", "alice@example.org")
    await person.types("sign-in.password", "old-password")
    await person.presses("sign-in.enter")
    await person.sees("page.account")
    [body] = program.server.bodies(LOGIN)
    assert body["identifier"] == {
        "type": "m.id.thirdparty",
        "medium": "email",
        "address": "alice@example.org",
    }


async def test_a_session_in_memory_is_signed_out_when_the_window_closes(start):
    program = start()
    person = program.person
    await person.types("sign-in.where", "@alice:example.org")
    await person.presses("sign-in.continue")
    await person.types("sign-in.password", "old-password")
    await person.presses("sign-in.keep")
    await person.presses("sign-in.enter")
    await person.sees("page.account")
    assert program.index.sessions() == []
    assert program.vault.kept == {}
    await program.end()
    [request] = program.server.sent(f"POST {V3}/logout")
    assert request.headers["Authorization"] == f"Bearer {TOKEN}"


async def test_a_kept_session_survives_the_window(start):
    program = start()
    await program.sign_in()
    await program.end()
    assert program.server.sent(f"POST {V3}/logout") == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Enter your Matrix ID, or your server."),
        ("@alice", "The server is missing."),
        ("@alice:exam ple.org", "There is a space in it."),
        ("alice@example.org", "This looks like an email address."),
        ("http://example.org", "Use https://."),
        ("@alice:exa_mple..org", "This is no name of a server."),
    ],
)
async def test_what_cannot_be_a_matrix_id_is_said_beside_the_field(start, typed, sentence):
    program = start()
    person = program.person
    await person.types("sign-in.where", typed)
    await person.presses("sign-in.continue")
    await person.reads_in("sign-in.where.note", sentence)
    line = await person.sees("sign-in.where")
    assert isinstance(line, QLineEdit)
    assert line.text() == typed
    assert line.hasFocus()
    assert sentence in line.accessibleDescription()
    assert program.server.requests == []
    await person.types("sign-in.where", "@alice:example.org")
    await person.misses("sign-in.where.note")


@pytest.mark.parametrize(
    ("routes", "sentence"),
    [
        ({VERSIONS: httpx.ConnectError("x")}, "names a homeserver that cannot be used"),
        ({"GET /.well-known/matrix/client": html(200)}, "does not say where its homeserver is"),
        (
            {"GET /.well-known/matrix/client": html(404), VERSIONS: html(200)},
            "There is no Matrix homeserver at example.org",
        ),
        (
            {
                "GET /.well-known/matrix/client": html(404),
                VERSIONS: httpx.ConnectTimeout("x"),
            },
            "example.org does not answer",
        ),
    ],
)
async def test_a_server_that_is_none_is_said_beside_the_field(start, routes, sentence):
    program = start(routes)
    person = program.person
    await person.types("sign-in.where", "@alice:example.org")
    await person.presses("sign-in.continue")
    await person.reads_in("sign-in.where.note", sentence)
    assert person.reads("sign-in.where") == "@alice:example.org"
    assert person.find("sign-in.password") is None
    # It can be tried again at once.
    program.server.routes[VERSIONS] = ok({"versions": ["v1.1"]})
    program.server.routes["GET /.well-known/matrix/client"] = html(404)
    await person.hits(Qt.Key.Key_Return, "sign-in.where")
    await person.sees("sign-in.password")


async def test_a_wrong_password_stays_in_its_field(start):
    program = start({LOGIN: no(403, "M_FORBIDDEN", "Invalid username or password")})
    person = program.person
    await person.types("sign-in.where", "@alice:example.org")
    await person.presses("sign-in.continue")
    await person.types("sign-in.password", "wrong")
    await person.presses("sign-in.enter")
    await person.reads_in("sign-in.password.note", "The name or the password is wrong.")
    line = await person.sees("sign-in.password")
    assert isinstance(line, QLineEdit)
    assert (line.text(), line.selectedText()) == ("wrong", "wrong")
    assert line.hasFocus()
    assert person.reads("sign-in.where") == "@alice:example.org"


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (no(429, "M_LIMIT_EXCEEDED", "Too many", retry_after_ms=301000), "too many tries"),
        (html(502), "is out of order"),
        (httpx.ReadError("x"), "did not arrive"),
        (no(403, "M_USER_LOCKED", "Locked"), "has locked this account"),
    ],
)
async def test_other_refusals_stand_at_the_top_and_keep_what_was_typed(start, answer, sentence):
    program = start({LOGIN: answer})
    person = program.person
    await program.enter()
    await person.reads_in("banner.sentence", sentence)
    assert person.reads("sign-in.password") == "old-password"
    await person.presses("banner.details")
    code = await person.sees("banner.code")
    assert "matrix.example.org" in code.text()
    await person.presses("banner.copy")
    report = QApplication.clipboard().text()
    assert sentence in report
    assert "alice" not in report
    assert "old-password" not in report


async def test_nothing_is_sent_without_a_password(start):
    program = start()
    person = program.person
    await person.types("sign-in.where", "@alice:example.org")
    await person.presses("sign-in.continue")
    await person.presses("sign-in.enter")
    await person.reads_in("sign-in.password.note", "Enter your password.")
    line = await person.sees("sign-in.password")
    assert isinstance(line, QLineEdit)
    line.setText("x" * 513)
    await person.presses("sign-in.enter")
    await person.reads_in("sign-in.password.note", "at most 512 characters")
    assert program.server.sent(LOGIN) == []


async def test_nothing_is_sent_without_a_name(start):
    program = start()
    person = program.person
    await person.types("sign-in.where", "example.org")
    await person.presses("sign-in.continue")
    await person.types("sign-in.password", "old-password")
    await person.presses("sign-in.enter")
    await person.reads_in("sign-in.who.note", "Enter your name on this server")
    await person.has_focus("sign-in.who")
    await person.types("sign-in.who", "a b")
    await person.presses("sign-in.enter")
    await person.reads_in("sign-in.who.note", "There is a space in it.")
    assert program.server.sent(LOGIN) == []


async def test_capitals_get_a_hint_and_are_sent_as_they_are(start):
    program = start()
    person = program.person
    await person.types("sign-in.where", "@Alice:example.org")
    await person.presses("sign-in.continue")
    await person.reads_in("sign-in.where.note", "small letters only")
    await person.types("sign-in.password", "old-password")
    await person.presses("sign-in.enter")
    await person.sees("page.account")
    [body] = program.server.bodies(LOGIN)
    assert body["identifier"]["user"] == "@Alice:example.org"


async def test_the_server_can_be_changed_without_losing_the_password(start):
    program = start()
    person = program.person
    await person.types("sign-in.where", "@alice:example.org")
    await person.presses("sign-in.continue")
    await person.types("sign-in.password", "old-password")
    await person.presses("sign-in.change")
    assert person.find("sign-in.password") is None
    await person.has_focus("sign-in.where")
    await person.presses("sign-in.continue")
    await person.sees("sign-in.password")
    assert person.reads("sign-in.password") == "old-password"


async def test_an_error_of_a_name_that_is_not_asked_for_any_more_stops_nobody(start):
    program = start()
    person = program.person
    await person.types("sign-in.where", "example.org")
    await person.presses("sign-in.continue")
    await person.sees("sign-in.who")
    await person.presses("sign-in.enter")
    await person.sees("sign-in.who.note")
    await person.presses("sign-in.change")
    await program.enter()
    await person.sees("page.account")


async def test_a_password_typed_for_one_server_is_not_offered_to_another(start):
    program = start({LOGIN: no(403, "M_FORBIDDEN")})
    person = program.person
    await program.enter()
    await person.sees("sign-in.password.note")
    await person.presses("sign-in.change")
    await person.types("sign-in.where", "https://other.example.org")
    await person.presses("sign-in.continue")
    await person.sees("sign-in.password")
    assert person.reads("sign-in.password") == ""
    assert person.find("sign-in.password.note") is None


async def test_the_words_follow_the_box(start):
    person = start().person
    await person.types("sign-in.where", "@alice:example.org")
    await person.presses("sign-in.continue")
    await person.reads_in("sign-in.keep.caption", "The session is kept in Test Vault.")
    await person.presses("sign-in.keep")
    await person.reads_in("sign-in.keep.caption", "Nothing is stored.")


async def test_a_sign_in_that_has_left_is_not_cut_off_by_closing(start):
    held = asyncio.Event()

    async def slow(request: httpx.Request) -> httpx.Response:
        await held.wait()
        return ok({"user_id": USER, "device_id": "OURS", "access_token": TOKEN})

    program = start({LOGIN: slow})
    person = program.person
    await person.types("sign-in.where", "@alice:example.org")
    await person.presses("sign-in.continue")
    await person.types("sign-in.password", "old-password")
    await person.presses("sign-in.keep")
    await person.presses("sign-in.enter")
    await until(lambda: program.server.sent(LOGIN), "the sign-in to leave")
    program.window.close()
    await until(lambda: not program.window.isVisible(), "the window to go")
    held.set()
    await program.end()
    assert len(program.server.sent(f"POST {V3}/logout")) == 1, "no device is left behind"


@pytest.mark.parametrize("how", ["typing", "escape"])
async def test_a_look_up_can_be_taken_back(start, how):
    held = asyncio.Event()

    async def slow(request: httpx.Request) -> httpx.Response:
        await held.wait()
        return ok({"versions": ["v1.1"]})

    program = start({VERSIONS: slow})
    person = program.person
    await person.types("sign-in.where", "@alice:example.org")
    await person.presses("sign-in.continue")
    await until(lambda: program.server.sent(VERSIONS), "the look-up to leave")
    if how == "typing":
        await person.types("sign-in.where", "@bob:example.net")
        assert person.reads("sign-in.where") == "@bob:example.net"
    else:
        await person.hits(Qt.Key.Key_Escape, "sign-in.where")
    assert not person.find("sign-in.continue").busy
    held.set()
    await until(lambda: not len(program.controller._cancellable), "the end of the look-up")
    assert person.find("sign-in.password") is None
    await person.presses("sign-in.continue")
    await person.sees("sign-in.password")


async def test_a_second_press_does_nothing(start):
    held = asyncio.Event()

    async def slow(request: httpx.Request) -> httpx.Response:
        await held.wait()
        return ok({"user_id": USER, "device_id": "OURS", "access_token": TOKEN})

    program = start({LOGIN: slow})
    person = program.person
    await program.enter()
    await until(lambda: program.server.sent(LOGIN), "the first request")
    await person.presses("sign-in.enter")
    await person.hits(Qt.Key.Key_Return, "sign-in.password")
    button = await person.sees("sign-in.enter")
    await until(button.accessibleDescription, "the busy look")
    held.set()
    await person.sees("page.account")
    assert len(program.server.sent(LOGIN)) == 1


@pytest.mark.parametrize(
    ("flows", "sentence"),
    [
        (ok({"flows": [{"type": "m.login.sso"}]}), "not for a program like this one"),
        (no(404, "M_UNRECOGNIZED"), "offers no way to sign in"),
    ],
)
async def test_a_server_without_passwords_says_whom_to_ask(start, flows, sentence):
    admin = {"contacts": [{"role": "m.role.admin", "matrix_id": "@admin:example.org"}]}
    program = start({f"GET {V3}/login": flows, "GET /.well-known/matrix/support": ok(admin)})
    person = program.person
    await person.types("sign-in.where", "example.org")
    await person.presses("sign-in.continue")
    said = await person.reads_in("sign-in.no-way.text", sentence)
    assert "@admin:example.org" in said
    assert person.find("sign-in.password") is None


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (VaultAbsent(), "This system has no vault"),
        (VaultUnsafe("null"), "The keyring set up here (null) is not safe."),
    ],
)
async def test_without_a_safe_vault_the_session_stays_in_memory_and_it_is_said(
    start, fault, sentence
):
    program = start(vault=fault)
    person = program.person
    await person.types("sign-in.where", "@alice:example.org")
    await person.presses("sign-in.continue")
    await person.reads_in("sign-in.keep.caption", sentence)
    keep = await person.sees("sign-in.keep")
    assert not keep.isEnabled()
    assert not keep.isChecked()
    await person.types("sign-in.password", "old-password")
    await person.presses("sign-in.enter")
    await person.sees("page.account")
    assert not program.controller.context.session.kept


async def test_a_vault_that_fails_at_the_last_moment_is_said(start):
    vault = FakeVault()
    program = start(vault=vault)
    vault.fault = VaultLocked()
    await program.sign_in()
    await program.person.reads_in("banner.sentence", "Your keyring is locked.")
    assert not program.controller.context.session.kept


async def test_the_window_is_there_before_the_slow_parts(start):
    program = start(run=False)
    program.slow.clear()
    program.start()
    person = program.person
    await person.types("sign-in.where", "@alice:example.org")
    await person.presses("sign-in.continue")
    assert person.find("sign-in.password") is None
    program.slow.set()
    await person.sees("sign-in.password")


async def test_the_next_start_opens_the_account(start):
    session = Session(USER, "OURS", ORIGIN)
    vault = FakeVault()
    vault.kept = kept(session, TOKEN)
    program = start(vault=vault, sessions=(session,))
    await until(lambda: program.controller.context, "the account to be opened")
    assert program.person.find("page.account")
    assert program.server.sent(LOGIN) == []


async def test_a_lost_token_leads_to_the_sign_in_page(start):
    program = start(sessions=(Session(USER, "OURS", ORIGIN),))
    await program.person.sees("sign-in.where")
    assert program.index.sessions() == []


async def test_a_locked_vault_can_be_tried_again(start):
    session = Session(USER, "OURS", ORIGIN)
    vault = FakeVault()
    vault.kept = kept(session, TOKEN)
    vault.fault = VaultLocked()
    program = start(vault=vault, sessions=(session,))
    person = program.person
    await person.reads_in("banner.next", "Your keyring is locked.")
    assert person.reads("sign-in.where") == USER
    vault.fault = None
    await person.presses("banner.action")
    await until(lambda: program.controller.context, "the account to be opened")


async def test_a_vault_that_was_absent_is_opened_anew(start):
    session = Session(USER, "OURS", ORIGIN)
    program = start(vault=VaultAbsent(), sessions=(session,))
    await program.person.sees("banner.action")
    program.vault = FakeVault()
    program.vault.kept = kept(session, TOKEN)
    await program.person.presses("banner.action")
    await until(lambda: program.controller.context, "the account to be opened")


async def test_what_breaks_at_the_start_leads_to_the_sign_in_page(start, monkeypatch):
    session = Session(USER, "OURS", ORIGIN)
    vault = FakeVault()
    vault.kept = kept(session, TOKEN)
    program = start(vault=vault, sessions=(session,), run=False)

    def broken(*what: object, **more: object) -> None:
        raise ProxyFault("example.org")

    monkeypatch.setattr(program.server, "client", broken)
    program.start()
    await program.person.reads_in("banner.sentence", "The proxy set on this computer")
    await program.person.sees("sign-in.where")


async def test_a_session_that_the_server_has_ended_is_noticed_and_replaced(start):
    session = Session(USER, "STALE", ORIGIN)
    vault = FakeVault()
    vault.kept = kept(session, "stale-token")
    gone = no(401, "M_UNKNOWN_TOKEN", "Unknown access token")
    program = start({f"GET {V3}/account/whoami": gone}, vault=vault, sessions=(session,))
    person = program.person
    await person.sees("reauth.password")
    assert "does not know this session" in person.window.findChild(ReauthPage).sentence.text()
    assert program.index.sessions() == [session], "nothing is wiped on the server's word alone"
    assert vault.kept == kept(session, "stale-token")
    who = ok({"user_id": USER, "device_id": "STALE"})
    program.server.routes[f"GET {V3}/account/whoami"] = who
    again = ok({"user_id": USER, "device_id": "STALE", "access_token": TOKEN})
    program.server.routes[f"POST {V3}/login"] = again
    await person.types("reauth.password", "old-password")
    await person.presses("reauth.enter")
    await person.sees("page.account")
    (body,) = program.server.bodies(f"POST {V3}/login")
    assert body["device_id"] == "STALE"
    assert program.index.sessions() == [session]
    assert vault.kept == kept(session, TOKEN, serial=1)


# --- before the program is there ----------------------------------------------------------------


async def test_what_is_typed_and_pressed_before_the_program_is_there_counts(start):
    program = start(first=SignInPage(), run=False)
    person = program.person
    await person.types("sign-in.where", "@alice:example.org")
    await person.presses("sign-in.continue")
    assert person.find("sign-in.continue").busy
    program.start()
    await person.types("sign-in.password", "old-password")
    assert person.reads("sign-in.where") == "@alice:example.org"


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_X])
async def test_what_is_taken_back_before_the_program_is_there_is_taken_back(start, key):
    program = start(first=SignInPage(), run=False)
    person = program.person
    await person.types("sign-in.where", "example.or")
    await person.presses("sign-in.continue")
    await person.hits(key, "sign-in.where")
    assert not person.find("sign-in.continue").busy
    program.start()
    await until(
        lambda: program.controller.sign_in.keep.button.isEnabled(), "the program to be there"
    )
    assert program.server.requests == []


async def test_a_window_that_is_closed_before_the_program_is_there_ends(start):
    program = start(first=SignInPage(), run=False)
    program.window.close()
    program.start()
    await program.ended()


async def test_what_is_half_typed_before_the_program_is_there_stays(start):
    program = start(first=SignInPage(), run=False)
    await program.person.types("sign-in.where", "@ali")
    program.start()
    await until(
        lambda: program.controller.sign_in.keep.button.isEnabled(), "the program to be there"
    )
    assert program.person.reads("sign-in.where") == "@ali"
    await program.person.has_focus("sign-in.where")


async def test_an_account_page_that_was_shown_too_soon_makes_way(start):
    program = start(first=OverviewPage(DevicesCard()), run=False)
    await program.person.sees("page.account")
    assert not program.person.find("nav.password").isEnabled()
    assert program.person.find("nav.account").isChecked()
    program.start()
    await program.person.sees("page.sign-in")
    assert program.person.find("page.account") is None


async def test_an_account_page_that_was_shown_in_time_is_filled(start):
    session = Session(USER, "OURS", ORIGIN)
    vault = FakeVault()
    vault.kept = kept(session, TOKEN)
    page = OverviewPage(DevicesCard())
    program = start(vault=vault, sessions=(session,), first=page, run=False)
    assert not person_can_leave(program)
    program.start()
    await until(
        lambda: program.controller.context and program.controller.context.view, "the account"
    )
    assert program.controller.open_accounts.front.page is page
    assert person_can_leave(program)
    assert program.person.find("nav.password").isEnabled()


def person_can_leave(program) -> bool:
    return program.person.find("account.sign-out").isEnabled()
