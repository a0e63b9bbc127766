"""The program's parts cannot be loaded: it is said, nothing hangs, and it can be tried again."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication

from app.core.errors import VaultLocked
from app.core.homeserver import Session
from tests.fakes import FakeVault, kept
from tests.mock_homeserver import ORIGIN, TOKEN, USER
from tests.rig.person import until
from tests.rig.program import Program
from tests.ui.conftest import Start

MISSING = ModuleNotFoundError("No module named 'httpx', s3cret", name="httpx")
SAID = "A part of Latchkey couldn't be loaded."
ALICE = Session(USER, "OURS", ORIGIN)


def broken(start: Start, **more: Any) -> Program:
    """Start a program that cannot load its parts, and has not tried yet."""
    program = start(run=False, **more)
    program.broken = MISSING
    program.slow.clear()
    program.start()
    return program


async def test_it_is_said_with_a_report_and_can_be_tried_again(
    start: Start, caplog: pytest.LogCaptureFixture
):
    program = broken(start)
    person = program.person
    program.slow.set()
    await person.reads_in("banner.sentence", SAID)
    assert "install Latchkey again" in person.reads("banner.next")
    await person.presses("banner.details")
    await person.presses("banner.copy")
    assert "LoadFailed · ModuleNotFoundError: httpx" in QGuiApplication.clipboard().text()
    assert "not loaded: ModuleNotFoundError: httpx" in caplog.text
    assert "s3cret" not in caplog.text + QGuiApplication.clipboard().text()

    await person.presses("banner.action")
    await until(lambda: caplog.text.count("not loaded") == 2, "another try")
    await person.reads_in("banner.sentence", SAID)
    program.broken = None
    await person.presses("banner.action")
    await person.misses("banner")
    await program.sign_in()


async def test_continue_comes_free_and_another_press_loads_anew(start: Start):
    program = broken(start)
    person = program.person
    await person.types("sign-in.where", "@alice:example.org")
    await person.presses("sign-in.continue")
    assert program.controller.sign_in.go_on.busy
    program.slow.set()
    await person.reads_in("banner.sentence", SAID)
    await until(lambda: not program.controller.sign_in.go_on.busy, "a button that is free")
    assert person.reads("sign-in.where") == "@alice:example.org"
    program.broken = None
    await person.presses("sign-in.continue")
    await person.sees("sign-in.password")


async def test_a_forgotten_password_can_be_asked_for_again(start: Start):
    program = broken(start)
    person = program.person
    await person.presses("sign-in.forgot")
    program.slow.set()
    await person.reads_in("banner.sentence", SAID)
    program.broken = None
    await person.presses("sign-in.forgot")
    await person.sees("page.reset")


async def test_a_sign_in_comes_free(start: Start):
    """The parts are loaded anew where the keyring was closed: that may fail as well."""
    program = start(vault=VaultLocked(), sessions=(ALICE,))
    person = program.person
    await person.reads_in("banner.sentence", "the keyring does not give it out")
    await person.presses("sign-in.continue")
    await person.types("sign-in.password", "old-password")
    program.broken = MISSING
    program.slow.clear()
    program.controller._loading.begin()
    await person.presses("sign-in.enter")
    assert program.controller.sign_in.enter.busy
    program.slow.set()
    await person.reads_in("banner.sentence", SAID)
    await until(lambda: not program.controller.sign_in.enter.busy, "a button that is free")
    program.broken = None
    await person.presses("sign-in.enter")
    await person.sees("page.account")


async def test_a_kept_session_is_opened_once_that_can_be_done(start: Start):
    vault = FakeVault()
    vault.kept.update(kept(ALICE, TOKEN))
    program = broken(start, vault=vault, sessions=(ALICE,))
    person = program.person
    await person.sees("page.account")
    program.slow.set()
    await person.reads_in("banner.sentence", SAID)
    await person.sees("page.sign-in")
    program.broken = None
    await person.presses("banner.action")
    await until(lambda: program.controller.context is not None, "the account")
    await person.misses("page.sign-in")


async def test_a_window_that_is_closed_while_nothing_can_be_loaded_ends(start: Start):
    program = broken(start)
    program.slow.set()
    await program.person.reads_in("banner.sentence", SAID)
    await program.end()


async def test_what_breaks_after_the_load_is_no_failure_of_the_load(
    start: Start, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
):
    program = start(run=False)

    def fail(services: object) -> None:
        raise ValueError("-".join(["a", "secret"]))

    monkeypatch.setattr(program.controller.resets, "services_are", fail)
    program.start()
    services = await program.controller._loading.ready()
    assert program.controller._loading.found is services
    await program.person.reads_in("banner.sentence", "Something went wrong inside Latchkey.")
    assert "unexpected ValueError" in caplog.text
    assert "a-secret" not in caplog.text
    assert "not loaded" not in caplog.text
