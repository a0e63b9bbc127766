"""The Account page, signing out, and what ends a session."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from PySide6.QtCore import Qt

import ui.account.keyring_wait
from app.core.errors import VaultBroken
from tests.fakes import FakeVault
from tests.mock_homeserver import USER, V3, html, no, ok
from tests.rig.person import until

LOGOUT = f"POST {V3}/logout"


async def at_the_page(start, routes=None, **more):
    program = start(routes, **more)
    await program.sign_in()
    await until(lambda: program.controller.context.view, "the account to be read")
    return program, program.person.find("page.account")


async def test_the_account_says_who_where_and_what(start):
    more = {
        f"GET {V3}/account/3pid": ok(
            {
                "threepids": [
                    {"medium": "email", "address": "alice@example.org"},
                    {"medium": "msisdn", "address": "491701234567"},
                ]
            }
        ),
        f"GET {V3}/room_keys/version": ok({"version": "1", "count": 12}),
    }
    program, _ = await at_the_page(start, more)
    await program.person.reads_on(
        "page.account",
        USER,
        "https://matrix.example.org",
        "kept in Test Vault",
        "alice@example.org",
        "+49 170 1234567",
        "Latchkey on Linux",
        "OURS · this one",
        "WEB · from 10.0.0.7",
        "A key backup exists, with 12 keys.",
        "Change the password\nyes",
    )


@pytest.mark.parametrize(
    ("path", "answer", "sentence"),
    [
        ("account/3pid", ok({"threepids": []}), "nobody can reset your password"),
        ("account/3pid", html(502), "is out of order (HTTP 502)"),
        ("devices", ok({}), "makes no sense"),
        ("room_keys/version", no(404, "M_NOT_FOUND"), "No key backup was found."),
        ("room_keys/version", html(200), "not as a homeserver does"),
        ("room_keys/version", ok({"version": "1", "count": 1}), "with one key."),
        ("capabilities", no(403, "M_FORBIDDEN"), "does not allow this"),
    ],
)
async def test_each_part_speaks_for_itself(start, path, answer, sentence):
    program, _ = await at_the_page(start, {f"GET {V3}/{path}": answer})
    await program.person.reads_on("page.account", sentence, USER)


async def test_reading_again_shows_what_is_new(start):
    program, _ = await at_the_page(start)
    person = program.person
    program.server.routes[f"GET {V3}/devices"] = ok(
        {"devices": [{"device_id": "NEW", "display_name": "Fractal"}]}
    )
    await person.hits(Qt.Key.Key_F5, "nav.account")
    await person.reads_on("page.account", "Fractal")
    await person.presses("account.read-again")
    await until(lambda: not person.find("account.read-again").busy, "the end of reading")


async def test_signing_out_forgets_everything(start):
    program, _ = await at_the_page(start)
    await program.sign_out()
    await program.person.reads_in("banner.sentence", "is signed out")
    assert program.vault.kept == {}
    assert program.index.sessions() == []
    assert len(program.server.sent(LOGOUT)) == 1
    assert program.controller.context is None
    await program.person.misses("sidebar")
    assert program.person.reads("sign-in.where") == ""
    assert program.person.find("sign-in.server") is None
    assert program.person.find("sign-in.password") is None


async def test_the_chip_signs_out_as_well(start):
    program, _ = await at_the_page(start)
    await program.person.presses("chip")
    await program.person.presses("switcher.sign-out")
    await program.person.presses("ask.continue")
    await program.person.reads_in("banner.sentence", f"{USER} is signed out")


async def test_signing_out_twice_is_signing_out_once(start):
    held = asyncio.Event()

    async def slow(request: httpx.Request) -> httpx.Response:
        await held.wait()
        return ok({})

    program, _ = await at_the_page(start, {LOGOUT: slow})
    await program.sign_out()
    await until(lambda: program.server.sent(LOGOUT), "the first sign-out to leave")
    await program.person.presses("chip")
    await program.person.presses("switcher.sign-out")
    assert program.person.find("ask") is None
    held.set()
    await program.person.reads_in("banner.sentence", "is signed out")
    await program.sign_in()
    assert len(program.server.sent(LOGOUT)) == 1
    assert program.controller.context is not None


async def test_a_second_account_has_a_page_of_its_own(start):
    """The page that was left is not the one that speaks, however long it takes to go."""
    program, first = await at_the_page(start)
    await program.sign_out()
    await program.person.reads_in("banner.sentence", "is signed out")
    await program.sign_in()
    assert program.controller.open_accounts.front.page is not first
    program.server.routes[LOGOUT] = no(500, "M_UNKNOWN")
    await program.sign_out()
    await program.person.reads_in("banner.sentence", "It is not certain")


@pytest.mark.parametrize(
    ("late", "gate"), [(html(502), "This session has ended"), (ok({}), "")], ids=["lost", "done"]
)
async def test_a_session_that_ends_while_it_is_signed_out_is_said_once(start, late, gate):
    """What was being read meanwhile is refused, which is no news to whoever signs out."""
    held = asyncio.Event()

    async def slow(request: httpx.Request) -> httpx.Response:
        await held.wait()
        return late

    program, page = await at_the_page(start, {LOGOUT: slow})
    await program.sign_out()
    await until(lambda: program.server.sent(LOGOUT), "the sign-out to leave")
    program.server.routes[f"GET {V3}/account/whoami"] = no(401, "M_UNKNOWN_TOKEN")
    await program.person.presses("account.read-again")
    await until(lambda: not len(program.controller.context.cancellable), "the refusal")
    assert program.person.find("banner") is None
    assert page.isVisible()
    held.set()
    if gate:
        await program.person.reads_on("page.reauth", gate)
    else:
        await program.person.reads_in("banner.sentence", f"{USER} is signed out")


async def test_signing_out_while_reading_with_a_slow_keyring_leaves_nothing(start, monkeypatch):
    monkeypatch.setattr(ui.account.keyring_wait, "LATE_SECONDS", 0.01)
    unlocked = asyncio.Event()

    class Slow(FakeVault):
        slow = False

        async def forget(self, key: str) -> None:
            if self.slow:
                await unlocked.wait()
            await super().forget(key)

    vault = Slow()
    program, _ = await at_the_page(start, vault=vault)
    vault.slow = True
    program.server.routes[f"GET {V3}/account/whoami"] = no(401, "M_UNKNOWN_TOKEN")
    await program.sign_out()
    await program.person.presses("account.read-again")
    await program.person.reads_in("banner.sentence", "Waiting for your keyring…")
    unlocked.set()
    await program.person.reads_in("banner.sentence", "is signed out, and nothing is kept")
    assert vault.kept == {}
    assert program.index.sessions() == []


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (httpx.ConnectError("x"), "You are still signed in."),
        (html(502), "It is not certain that you are signed out."),
    ],
)
async def test_a_sign_out_that_fails_says_so_and_offers_to_forget(start, answer, sentence):
    program, _ = await at_the_page(start, {LOGOUT: answer})
    person = program.person
    await program.sign_out()
    await person.reads_in("banner.sentence", sentence)
    assert program.vault.kept
    assert program.index.sessions()
    await person.presses("banner.action")
    await person.reads_in("banner.sentence", "The session is forgotten here.")
    assert "OURS" in person.reads("banner.next")
    assert program.vault.kept == {}


@pytest.mark.parametrize("revoked", [True, False])
async def test_a_vault_that_keeps_the_dead_token_is_said(start, revoked):
    vault = FakeVault()
    program, _ = await at_the_page(
        start, {LOGOUT: ok({}) if revoked else httpx.ConnectError("x")}, vault=vault
    )
    vault.fault = VaultBroken()
    await program.sign_out()
    if not revoked:
        await program.person.presses("banner.action")
    await program.person.reads_in("banner.sentence", "may still hold a dead token")


async def test_a_program_error_is_said_and_logged_without_its_text(start, caplog):
    program, _ = await at_the_page(start)

    async def fail() -> None:
        raise ValueError("-".join(["secret", "in", "an", "exception"]))

    program.controller.context.cancellable.start(fail(), "fail")
    await program.person.reads_in("banner.sentence", "Something went wrong inside Latchkey.")
    assert "ValueError" in caplog.text
    assert "test_account.py" in caplog.text
    assert "secret-in-an-exception" not in caplog.text
