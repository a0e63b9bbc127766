"""Every state that a vault can be in, with a real gnome-keyring: what the window says and does."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import keyring.backends.SecretService
import keyring.core
import pytest

from app.store.paths import config_file
from app.store.settings import Settings
from tests.integration.conftest import OLD
from tests.rig.display import Display
from tests.rig.homeserver import ScriptedHomeserver
from tests.rig.latchkey import Latchkey
from tests.rig.person import until
from tests.rig.process import ROOT
from tests.rig.secret_service import PASSWORD, SecretService, choose_anew

pytestmark = pytest.mark.usefixtures("theme")

PROMPT = "gcr-prompter"
OURS = "Latchkey on Linux"
IN_MEMORY = "The session stays in memory, until the window closes."
LOOK = """
import asyncio
from app.core.errors import VaultFault
from app.store.keyring_vault import open_system_vault
try:
    print(asyncio.run(open_system_vault()).name)
except VaultFault as fault:
    print(type(fault).__name__)
"""
Make = Callable[..., SecretService]


@pytest.fixture
def server() -> Iterator[ScriptedHomeserver]:
    with ScriptedHomeserver() as running:
        running.register("alice", OLD)
        yield running


@pytest.fixture
def make(monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    """Start secret services, and let keyring choose anew."""
    with ExitStack() as running:

        def start(**options: Any) -> SecretService:
            service = running.enter_context(SecretService(**options))
            for name, value in service.env.items():
                monkeypatch.setenv(name, value)
            choose_anew()
            return service

        yield start


@pytest.fixture
def display() -> Iterator[Display]:
    with Display() as running:
        yield running


async def enter(latchkey: Latchkey, server: ScriptedHomeserver, *, keep: bool = True) -> None:
    """Sign in as far as the button."""
    person = latchkey.person
    await person.types("sign-in.where", server.user_id("alice"))
    await person.presses("sign-in.continue")
    await person.types("sign-in.password", OLD)
    box = await person.sees("sign-in.keep")
    if keep:
        await until(box.isEnabled, "the keyring to be found")
    await person.presses("sign-in.enter")


async def keep_a_session(server: ScriptedHomeserver) -> None:
    async with Latchkey() as latchkey:
        await latchkey.sign_in(server.user_id("alice"), OLD)
        assert latchkey.controller.context.session.kept


def kept() -> list[str]:
    return [each.user_id for each in Settings(config_file()).sessions()]


# --- locked, and somebody can be asked ----------------------------------------------------------


async def test_a_locked_keyring_is_waited_for_at_the_start(
    make: Make, display: Display, server: ScriptedHomeserver
):
    service = make(display=display.name)
    await keep_a_session(server)
    service.lock()
    async with Latchkey() as latchkey:
        await latchkey.person.reads_in("banner.sentence", "Waiting for your keyring")
        await until(lambda: display.has_window(PROMPT), "the keyring to ask")
        display.types(PASSWORD)
        display.hits("Return")
        await latchkey.sees_account()
    assert kept() == [server.user_id("alice")]


async def test_whoever_refuses_to_unlock_can_try_again(
    make: Make, display: Display, server: ScriptedHomeserver
):
    service = make(display=display.name)
    await keep_a_session(server)
    service.lock()
    async with Latchkey() as latchkey:
        person = latchkey.person
        await until(lambda: display.has_window(PROMPT), "the keyring to ask")
        display.hits("Escape")
        await person.reads_in("banner.next", "Your keyring is locked.")
        await until(lambda: not display.has_window(PROMPT), "the question to go")
        await person.presses("banner.action")
        await person.reads_in("banner.sentence", "Waiting for your keyring")
        await until(lambda: display.has_window(PROMPT), "the keyring to ask again")
        display.types(PASSWORD)
        display.hits("Return")
        await latchkey.sees_account()


async def test_whoever_will_not_wait_signs_in_instead(
    make: Make, display: Display, server: ScriptedHomeserver
):
    service = make(display=display.name)
    await keep_a_session(server)
    service.lock()
    async with Latchkey() as latchkey:
        person = latchkey.person
        await person.reads_in("banner.sentence", "Waiting for your keyring")
        await person.presses("banner.action")
        await person.sees("page.sign-in")
        assert person.reads("sign-in.where") == server.user_id("alice")
        await person.types("sign-in.where", server.user_id("alice"))
    assert kept() == [server.user_id("alice")], "nothing is dropped"


async def test_a_locked_keyring_is_waited_for_at_signing_in(
    make: Make, display: Display, server: ScriptedHomeserver
):
    service = make(display=display.name)
    await keep_a_session(server)
    async with Latchkey() as latchkey:
        await latchkey.sign_out()
        await latchkey.person.reads_in("banner.sentence", "is signed out")
        service.lock()
        await enter(latchkey, server)
        await latchkey.person.reads_in("banner.sentence", "Waiting for your keyring…")
        await until(lambda: display.has_window(PROMPT), "the keyring to ask")
        display.types(PASSWORD)
        display.hits("Return")
        await latchkey.sees_account()
        assert latchkey.controller.context.session.kept
    assert kept() == [server.user_id("alice")]


async def test_whoever_will_not_unlock_goes_on_in_memory(
    make: Make, display: Display, server: ScriptedHomeserver
):
    service = make(display=display.name)
    service.lock()
    async with Latchkey() as latchkey:
        person = latchkey.person
        await enter(latchkey, server)
        await person.reads_in("banner.sentence", "Waiting for your keyring…")
        await person.presses("banner.action")
        await latchkey.sees_account()
        assert not latchkey.controller.context.session.kept
        assert kept() == []
    assert server.device_names("alice") == []


async def test_closing_while_the_keyring_asks_leaves_no_device(
    make: Make,
    display: Display,
    server: ScriptedHomeserver,
):
    service = make(display=display.name)
    service.lock()
    async with Latchkey(grace=0.1) as latchkey:
        await enter(latchkey, server)
        await latchkey.person.reads_in("banner.sentence", "Waiting for your keyring…")
        assert server.device_names("alice") == [OURS]
    assert server.device_names("alice") == []
    assert kept() == []


async def test_a_keyring_that_is_locked_at_signing_out_is_waited_for(
    make: Make, display: Display, server: ScriptedHomeserver
):
    service = make(display=display.name)
    async with Latchkey() as latchkey:
        person = latchkey.person
        await enter(latchkey, server)
        await latchkey.sees_account()
        service.lock()
        await latchkey.sign_out()
        await person.reads_in("banner.sentence", "Waiting for your keyring…")
        assert server.device_names("alice") == []
        await until(lambda: display.has_window(PROMPT), "the keyring to ask")
        display.types(PASSWORD)
        display.hits("Return")
        await person.reads_in("banner.sentence", "is signed out, and nothing is kept")
    assert kept() == []


# --- locked, and nobody can be asked ------------------------------------------------------------


async def test_locked_without_a_display_then_unlocked(make: Make, server: ScriptedHomeserver):
    service = make()
    await keep_a_session(server)
    service.lock()
    async with Latchkey() as latchkey:
        person = latchkey.person
        await person.reads_in("banner.next", "Your keyring is locked.")
        service.unlock()
        await person.presses("banner.action")
        await latchkey.sees_account()


async def test_no_keyring_yet_and_nobody_to_ask_for_a_password(
    make: Make, server: ScriptedHomeserver
):
    make(unlocked=False)
    async with Latchkey() as latchkey:
        await enter(latchkey, server)
        await latchkey.person.reads_in("banner.sentence", "Your keyring is locked.")
        assert latchkey.person.reads("banner.next") == IN_MEMORY
        assert latchkey.controller.context.session.kept is False
    assert kept() == []
    assert server.device_names("alice") == []


async def test_a_killed_daemon_comes_back_locked(make: Make, server: ScriptedHomeserver):
    service = make()
    await keep_a_session(server)
    service.kill_keyring()
    async with Latchkey() as latchkey:
        await latchkey.person.reads_in("banner.next", "Your keyring is locked.")
        assert latchkey.person.reads("sign-in.where") == server.user_id("alice")
    assert kept() == [server.user_id("alice")]


# --- gone ---------------------------------------------------------------------------------------


async def test_the_bus_is_gone_after_the_keyring_was_chosen(make: Make, server: ScriptedHomeserver):
    service = make()
    async with Latchkey() as latchkey:
        box = await until(lambda: latchkey.person.find("sign-in.where"), "the page")
        assert box
        await latchkey.person.types("sign-in.where", server.user_id("alice"))
        await latchkey.person.presses("sign-in.continue")
        keep = await latchkey.person.sees("sign-in.keep")
        await until(keep.isEnabled, "the keyring to be found")
        service.kill_bus()
        await latchkey.person.types("sign-in.password", OLD)
        await latchkey.person.presses("sign-in.enter")
        await latchkey.person.reads_in("banner.sentence", "Your keyring does not work.")
        assert latchkey.person.reads("banner.next") == IN_MEMORY
    assert kept() == []
    assert server.device_names("alice") == []


async def test_the_bus_is_gone_when_somebody_signs_out(make: Make, server: ScriptedHomeserver):
    service = make()
    async with Latchkey() as latchkey:
        await enter(latchkey, server)
        await latchkey.sees_account()
        service.kill_bus()
        await latchkey.sign_out()
        said = await latchkey.person.reads_in("banner.sentence", "is signed out")
        assert "the keyring may still hold a dead token" in said
    assert server.device_names("alice") == []


# --- no vault, or none that is safe -------------------------------------------------------------


async def sees_why_not(server: ScriptedHomeserver, reason: str) -> None:
    """The page says why nothing can be kept, and everything works in memory."""
    async with Latchkey() as latchkey:
        person = latchkey.person
        await enter(latchkey, server, keep=False)
        await latchkey.sees_account()
        assert not latchkey.controller.context.session.kept
        caption = latchkey.controller.sign_in.keep.caption.text()
        assert caption == f"{reason} {IN_MEMORY}"
        assert not latchkey.controller.sign_in.keep.button.isEnabled()
        assert person.find("page.account")
    assert kept() == []
    assert server.device_names("alice") == []


@pytest.mark.usefixtures("no_vault")
async def test_there_is_none(server: ScriptedHomeserver):
    await sees_why_not(server, "This system has no vault for passwords.")


@pytest.mark.parametrize(
    ("before", "fault"),
    [
        ("import sys; sys.modules['keyrings'] = None", "VaultAbsent"),
        ("import keyrings.alt", "VaultUnsafe"),
    ],
)
def test_without_a_bus_a_plain_file_is_not_taken_silently(tmp_path: Path, before: str, fault: str):
    """Keyring looks once in a process, so this is one of its own; an add-on changes its choice."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("DBUS")}
    done = subprocess.run(
        [sys.executable, "-c", f"{before}\n{LOOK}"],
        env={**env, "XDG_RUNTIME_DIR": str(tmp_path)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.strip() == fault


async def test_the_bus_is_gone_before_the_start(
    server: ScriptedHomeserver, monkeypatch: pytest.MonkeyPatch, private_home: Path
):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={private_home}/gone")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.SecretService.Keyring")
    monkeypatch.setattr(keyring.core, "_keyring_backend", None)
    await sees_why_not(server, "Your keyring does not work.")


@pytest.mark.parametrize(
    ("backend", "name"),
    [("keyring.backends.null.Keyring", "null"), ("keyrings.alt.file.PlaintextKeyring", "file")],
)
@pytest.mark.parametrize("by", ["environment", "configuration"])
async def test_an_unsafe_one_that_is_forced_is_refused(
    make: Make,
    server: ScriptedHomeserver,
    monkeypatch: pytest.MonkeyPatch,
    backend: str,
    name: str,
    by: str,
):
    service = make()
    if by == "environment":
        monkeypatch.setenv("PYTHON_KEYRING_BACKEND", backend)
    else:
        folder = Path(service.env["XDG_CONFIG_HOME"]) / "python_keyring"
        folder.mkdir(parents=True)
        (folder / "keyringrc.cfg").write_text(f"[backend]\ndefault-keyring={backend}\n")
    choose_anew()
    await sees_why_not(server, f"The keyring set up here ({name}) is not safe.")
    assert_no_file(Path(service.env["HOME"]))


async def test_one_that_does_not_give_back_what_it_was_given(
    make: Make, server: ScriptedHomeserver, monkeypatch: pytest.MonkeyPatch
):
    make()
    backend = keyring.backends.SecretService.Keyring
    monkeypatch.setattr(backend, "get_password", lambda *_: "something else")
    async with Latchkey() as latchkey:
        await enter(latchkey, server)
        await latchkey.person.reads_in("banner.sentence", "Your keyring does not work.")
        assert not latchkey.controller.context.session.kept
    assert kept() == []


def assert_no_file(home: Path) -> None:
    """Fail if a plain-text keyring was written anywhere."""
    found = [os.path.join(top, each) for top, _, files in os.walk(home) for each in files]
    assert [each for each in found if "keyring_pass" in each] == []
