"""Every state of an account: what is shown, what works, and the way back."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from PySide6.QtWidgets import QWidget

from app.core.homeserver import Session
from tests.fakes import FakeVault, StillClock, kept
from tests.mock_homeserver import DEVICES, ORIGIN, TOKEN, USER, V3, html, no, ok, uia
from tests.rig.person import until

VERSIONS = "GET /_matrix/client/versions"
WHOAMI, LOGIN, LOGOUT = f"GET {V3}/account/whoami", f"POST {V3}/login", f"POST {V3}/logout"
CHANGE = f"POST {V3}/account/password"
SUPPORT = "GET /.well-known/matrix/support"
FORBIDDEN = f"PUT {V3}/profile/@nobody:invalid.invalid/displayname"
WORDS = "Locked by the abuse team, case 12"
LOCKED = no(401, "M_USER_LOCKED", WORDS, soft_logout=True)
SOFTLY = no(401, "M_UNKNOWN_TOKEN", "Soft logged out", soft_logout=True)
GONE = no(401, "M_UNKNOWN_TOKEN", "Invalid access token passed.")
SUSPENDED = no(403, "M_USER_SUSPENDED", "Not allowed while suspended.")
ME = ok({"user_id": USER, "device_id": "OURS"})
HELP = ok({"contacts": [{"role": "m.role.admin", "email_address": "help@example.org"}]})
NEW = "lantern-orbit-velvet"


async def signed_in(start, routes: dict[str, Any] | None = None, **more: Any):
    program = start({SUPPORT: HELP, **(routes or {})}, **more)
    await program.sign_in()
    await until(lambda: program.controller.context.view, "the account to be read")
    return program, program.person


async def typed(program) -> None:
    """Be on the Password page, with something typed."""
    await program.person.presses("nav.password")
    await program.person.types("password.new", NEW)


async def at_the_gate(start, answer: httpx.Response, **more: Any):
    """Meet a state while something is typed on the Password page."""
    program, person = await signed_in(start, **more)
    await typed(program)
    program.server.routes[WHOAMI] = answer
    program.controller.context.cancellable.start(program.controller.context.refresh(), "read")
    await person.sees("page.reauth")
    return program, person


async def back_where_it_was(program) -> None:
    await program.person.sees("page.password")
    assert program.person.reads("password.new") == NEW
    assert program.person.find("page.reauth") is None
    assert program.window.sidebar.selected == "password"


# --- Locked -------------------------------------------------------------------------------------


async def test_a_lock_is_shown_and_nothing_is_wiped(start):
    program, person = await at_the_gate(start, LOCKED, clock=StillClock())
    await person.reads_in("reauth.help", "help@example.org")
    await person.reads_on("page.reauth", "This account is locked", f"The server says: {WORDS}")
    assert "Latchkey looks again at" in person.reads("reauth.looks")
    assert person.find("reauth.password") is None
    assert not person.find("nav.password").isEnabled()
    assert program.vault.kept == kept(Session(USER, "OURS", ORIGIN), TOKEN)
    assert program.index.sessions()


async def test_a_lock_that_is_gone_is_noticed_by_itself(start):
    clock = StillClock()
    program, _ = await at_the_gate(start, LOCKED, clock=clock)
    await until(lambda: clock.waited == [30.0], "the first pause")
    asked = len(program.server.sent(WHOAMI))
    clock.tick()
    await until(lambda: clock.waited == [30.0, 60.0], "a longer pause")
    assert len(program.server.sent(WHOAMI)) == asked + 1
    program.server.routes[WHOAMI] = ME
    clock.tick()
    await back_where_it_was(program)
    assert clock.waited == [30.0, 60.0], "nobody looks any more"


async def test_a_lock_can_be_looked_at_on_demand(start):
    program, person = await at_the_gate(start, LOCKED, clock=StillClock())
    await person.presses("reauth.look-again")
    await person.reads_in("banner.sentence", "Nothing has changed: the server was asked at")
    program.server.routes[WHOAMI] = httpx.ConnectError("x")
    await person.presses("reauth.look-again")
    await person.reads_in("banner.sentence", "cannot be reached")
    assert person.find("page.reauth")
    program.server.routes[WHOAMI] = ME
    await person.presses("reauth.look-again")
    await back_where_it_was(program)


async def test_a_locked_account_can_be_signed_out_of(start):
    program, person = await at_the_gate(start, LOCKED, clock=StillClock())
    await person.presses("reauth.sign-out")
    await person.presses("ask.continue")
    await person.reads_in("banner.sentence", "is signed out, and nothing is kept")
    assert program.vault.kept == {}
    assert len(program.server.sent(LOGOUT)) == 1


async def test_a_lock_at_the_next_start_is_shown(start):
    session = Session(USER, "OURS", ORIGIN)
    vault = FakeVault()
    vault.kept = kept(session, TOKEN)
    program = start({WHOAMI: LOCKED}, vault=vault, sessions=(session,), clock=StillClock())
    await program.person.sees("page.reauth")
    assert vault.kept == kept(session, TOKEN)


async def test_a_lock_at_the_sign_in_says_whom_to_ask(start):
    program = start({LOGIN: LOCKED, SUPPORT: HELP})
    await program.enter()
    await program.person.reads_in("banner.sentence", "has locked this account")
    assert "help@example.org" in program.person.reads("banner.next")
    assert WORDS in program.person.reads("banner.server")
    assert program.person.find("sign-in.enter").isEnabled()
    assert program.person.reads("sign-in.password") == "old-password"


async def test_a_locks_hostile_words_are_short_and_plain(start):
    hostile = "<b>bold</b>\u202e\u0000 " * 1000
    answer = no(401, "M_USER_LOCKED", hostile, soft_logout=True)
    _, person = await at_the_gate(start, answer, clock=StillClock())
    said = person.reads("reauth.server")
    assert "<b>bold</b>" in said
    assert "\u202e" not in said
    assert len(said) < 330


async def test_what_is_locked_at_the_wrong_moment_is_a_lock_too(start):
    program, person = await signed_in(start, {CHANGE: LOCKED}, clock=StillClock())
    await typed(program)
    await person.types("password.again", NEW)
    await person.presses("password.change")
    await person.sees("page.reauth")
    await person.reads_in("banner.sentence", "The password was not changed.")
    program.server.routes[CHANGE] = ok({})
    await person.presses("reauth.look-again")
    await back_where_it_was(program)


# --- Signed out softly --------------------------------------------------------------------------


async def test_a_soft_logout_asks_for_the_password_and_goes_on(start):
    program, person = await at_the_gate(start, SOFTLY)
    wants = "example.org wants you to sign in again as @alice:example.org."
    await person.reads_on("page.reauth", wants)
    await person.presses("reauth.enter")
    await person.reads_in("reauth.password.note", "Enter your password.")
    await person.types("reauth.password", "x" * 513)
    await person.presses("reauth.enter")
    await person.reads_in("reauth.password.note", "Use at most 512 characters.")
    program.server.routes[LOGIN] = no(403, "M_FORBIDDEN")
    await person.types("reauth.password", "wrong")
    await person.presses("reauth.enter")
    await person.reads_in("reauth.password.note", "That is not the password. Try again.")
    assert person.reads("reauth.password") == "wrong"
    fresh = {"user_id": USER, "device_id": "OURS", "access_token": "again"}
    program.server.routes[LOGIN] = ok(fresh)
    program.server.routes[WHOAMI] = ME
    await person.types("reauth.password", "old-password")
    await person.presses("reauth.enter")
    await back_where_it_was(program)
    assert program.server.bodies(LOGIN)[-1]["device_id"] == "OURS"
    assert program.vault.kept == kept(Session(USER, "OURS", ORIGIN), "again", serial=1)
    assert program.window.findChild(QWidget, "reauth.password").text() == ""


async def test_a_throttled_way_back_counts_down(start):
    program, person = await at_the_gate(start, SOFTLY)
    program.server.routes[LOGIN] = no(429, "M_LIMIT_EXCEEDED", retry_after_ms=61_000)
    await person.types("reauth.password", "old-password")
    await person.presses("reauth.enter")
    await person.reads_in("banner.next", "in 1:01")
    assert not person.find("reauth.enter").isEnabled()
    assert person.reads("reauth.password") == "old-password"


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [(html(502), "is out of order"), (httpx.ConnectError("x"), "cannot be reached")],
)
async def test_a_way_back_that_is_barred_for_now_says_so(start, answer, sentence):
    program, person = await at_the_gate(start, SOFTLY)
    program.server.routes[LOGIN] = answer
    await person.types("reauth.password", "old-password")
    await person.presses("reauth.enter")
    await person.reads_in("banner.sentence", sentence)
    assert person.find("reauth.enter").isEnabled()


async def test_a_lock_on_the_way_back_is_a_lock(start):
    program, person = await at_the_gate(start, SOFTLY, clock=StillClock())
    program.server.routes[LOGIN] = LOCKED
    await person.types("reauth.password", "old-password")
    await person.presses("reauth.enter")
    await person.misses("reauth.password")
    await person.reads_on("page.reauth", "This account is locked")


async def test_another_device_from_the_server_is_gone_on_with(start):
    program, person = await at_the_gate(start, SOFTLY)
    other = {"user_id": USER, "device_id": "OTHER", "access_token": "again"}
    program.server.routes[LOGIN], program.server.routes[WHOAMI] = ok(other), ME
    await person.types("reauth.password", "old-password")
    await person.presses("reauth.enter")
    await back_where_it_was(program)
    session = Session(USER, "OTHER", ORIGIN)
    assert program.index.sessions() == [session]
    assert program.vault.kept == kept(session, "again", serial=1)


async def test_a_server_without_passwords_is_not_asked_with_one(start):
    program, person = await signed_in(start)
    program.server.routes[f"GET {V3}/login"] = ok({"flows": [{"type": "m.login.sso"}]})
    program.server.routes[WHOAMI] = SOFTLY
    await person.presses("account.read-again")
    await person.reads_in("reauth.help", "example.org does not sign in with a password.")
    assert person.find("reauth.password") is None
    program.server.routes[WHOAMI] = ME
    await person.presses("reauth.look-again")
    await person.sees("page.account")


async def test_ways_that_could_not_be_asked_for_are_asked_for_again(start):
    program, person = await signed_in(start)
    program.server.routes[f"GET {V3}/login"] = ok({"flows": [{"type": "m.login.sso"}]})
    versions = program.server.routes.pop(VERSIONS)
    program.server.routes[VERSIONS] = html(502)
    program.server.routes[WHOAMI] = SOFTLY
    await person.presses("account.read-again")
    await person.sees("reauth.password")
    await until(lambda: not len(program.controller.context.cancellable), "the end of asking")
    program.server.routes[VERSIONS] = versions
    await person.presses("reauth.look-again")
    await person.reads_in("reauth.help", "example.org does not sign in with a password.")
    await person.misses("reauth.password")


# --- Ended --------------------------------------------------------------------------------------


async def test_an_ended_session_says_what_it_may_mean_and_can_be_gone_on_with(start):
    program, person = await at_the_gate(start, GONE)
    reasons = ("signed out on another device", "reset", "locked or closed", "does not say which")
    await person.reads_on("page.reauth", *reasons)
    program.server.routes[LOGIN] = no(403, "M_FORBIDDEN")
    await person.types("reauth.password", "wrong")
    await person.presses("reauth.enter")
    await person.reads_in("reauth.password.note", "or the account was closed")
    assert program.vault.kept, "nothing is wiped on the server's word alone"
    program.server.routes[WHOAMI] = ME
    await person.presses("reauth.look-again")
    await back_where_it_was(program)


async def test_an_ended_session_can_be_removed_here(start):
    program, person = await at_the_gate(start, GONE)
    program.server.routes[LOGOUT] = GONE
    assert person.reads("reauth.sign-out") == "Remove from this computer…"
    await person.presses("reauth.sign-out")
    await person.reads_in("ask.sentence", "Nothing changes on example.org.")
    await person.presses("ask.continue")
    await person.reads_in("banner.sentence", f"{USER} is removed: nothing is kept")
    assert program.vault.kept == {}
    assert program.index.sessions() == []


async def test_an_account_that_was_closed_is_said_where_the_server_says_it(start):
    program, person = await at_the_gate(start, GONE)
    program.server.routes[LOGIN] = no(403, "M_USER_DEACTIVATED", "Deactivated")
    await person.types("reauth.password", "old-password")
    await person.presses("reauth.enter")
    await person.misses("reauth.password")
    await person.reads_on("page.reauth", "This account was closed")
    assert "help@example.org" not in person.reads("reauth.server")


# --- Suspended ----------------------------------------------------------------------------------


async def test_a_suspension_is_said_with_what_still_works(start):
    program, person = await signed_in(start, {FORBIDDEN: SUSPENDED})
    note = await person.reads_in("account.suspended.text", "has suspended this account")
    assert "You can still change the password, sign out, close the account" in note
    assert "You cannot send messages" in note
    await person.reads_in("account.suspended.text", "help@example.org")
    assert "Not allowed while suspended." in note
    program.server.routes[CHANGE] = [uia(["m.login.password"]), ok({})]
    await person.presses("nav.password")
    for name in ("password.new", "password.again"):
        await person.types(name, NEW)
    await person.presses("password.change")
    await person.types("stage.password", "old-password")
    await person.presses("stage.continue")
    await person.reads_in("banner.sentence", "Password changed at")
    await person.presses("nav.account")
    assert person.find("account.suspended"), "it is still so"


async def test_a_suspension_that_is_over_is_noticed(start):
    program, person = await signed_in(start, {FORBIDDEN: SUSPENDED})
    await person.sees("account.suspended")
    del program.server.routes[FORBIDDEN]
    await person.presses("account.read-again")
    await person.misses("account.suspended")
    program.server.routes[FORBIDDEN] = SUSPENDED
    await person.presses("account.read-again")
    await person.sees("account.suspended")


@pytest.mark.parametrize("answer", [ok({}), html(502), no(400, "M_BAD_JSON"), httpx.ReadError("x")])
async def test_a_server_that_does_not_tell_is_no_suspension(start, answer):
    program, person = await signed_in(start, {FORBIDDEN: answer})
    assert person.find("account.suspended") is None
    assert program.controller.context.state.usable


# --- Renewed ------------------------------------------------------------------------------------

REFRESH = f"POST {V3}/refresh"
PAIR = {"access_token": TOKEN, "refresh_token": "r1", "expires_in_ms": 300_000}


def only(token: str):
    def answer(request: httpx.Request) -> httpx.Response:
        return ME if request.headers["Authorization"] == f"Bearer {token}" else SOFTLY

    return answer


async def test_a_session_renews_itself_and_the_next_start_finds_it(start):
    entered = ok({"user_id": USER, "device_id": "OURS", **PAIR})
    program, person = await signed_in(start, {LOGIN: entered})
    assert program.server.bodies(LOGIN)[0]["refresh_token"] is True
    program.server.routes[WHOAMI] = only("a2")
    renewed = {"access_token": "a2", "refresh_token": "r2", "expires_in_ms": 300_000}
    program.server.routes[REFRESH] = ok(renewed)
    await person.presses("account.read-again")
    await until(lambda: program.controller.context.api.tokens.serial == 1, "new tokens")
    await until(lambda: not len(program.controller.context.cancellable), "the end of reading")
    assert person.find("page.reauth") is None
    session = Session(USER, "OURS", ORIGIN)
    (key,) = program.vault.kept
    assert key == session.vault_key(1)
    again = start({WHOAMI: only("a2")}, vault=program.vault, sessions=(session,))
    await until(lambda: again.controller.context and again.controller.context.view, "the account")
    assert again.controller.context.api.tokens.access.reveal() == "a2"


async def test_tokens_that_the_vault_does_not_take_are_said(start):
    entered = ok({"user_id": USER, "device_id": "OURS", **PAIR})
    program, person = await signed_in(start, {LOGIN: entered})
    program.server.routes[WHOAMI] = only("a2")
    program.server.routes[REFRESH] = ok({"access_token": "a2", "refresh_token": "r2"})

    async def fail(key: str, secret: object) -> None:
        from app.core.errors import VaultLocked

        raise VaultLocked

    program.vault.put = fail
    await person.presses("account.read-again")
    await person.reads_in("banner.sentence", "your keyring did not take it")
    assert program.controller.context.state.usable
    assert len(program.vault.kept) == 1, "the pair before is still there"


async def test_a_renewal_that_fails_for_now_is_said_in_place(start):
    entered = ok({"user_id": USER, "device_id": "OURS", **PAIR})
    program, person = await signed_in(start, {LOGIN: entered})
    for path in ("account/whoami", "devices"):
        program.server.routes[f"GET {V3}/{path}"] = SOFTLY
    program.server.routes[REFRESH] = html(502)
    await person.presses("account.read-again")
    await person.reads_on("page.account", "could not be renewed just now")
    assert person.find("page.reauth") is None
    program.server.routes[f"GET {V3}/devices"] = ok({"devices": DEVICES})
    program.server.routes[WHOAMI] = ME
    await person.presses("account.read-again")
    await person.reads_on("page.account", "Element on Android")
