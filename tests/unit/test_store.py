"""What is kept on this computer; the real Secret Service is in tests/integration."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path
from typing import ClassVar

import keyring.backend
import keyring.backends.chainer
import keyring.backends.fail
import keyring.backends.null
import keyring.backends.SecretService
import keyring.errors
import pytest

from app.core.errors import SettingsFault, VaultAbsent, VaultBroken, VaultLocked, VaultUnsafe
from app.core.homeserver import Session
from app.core.identifiers import Origin
from app.core.secret import Secret
from app.store import keyring_vault as vaults
from app.store.keyring_vault import SystemVault, open_system_vault, vault_of
from app.store.paths import config_file, mentions_session
from app.store.settings import Settings

ALICE = Session("@alice:example.org", "A", Origin("https", "matrix.example.org", 8448))
BOB = Session("@bob:localhost:8008", "B", Origin("http", "localhost", 8008))


class Backend(keyring.backend.KeyringBackend):
    """A keyring that does what a test says."""

    priority = 1

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.error: Exception | None = None
        self.loses = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.error is not None:
            raise self.error
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if not self.loses:
            self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


async def test_a_secret_goes_in_and_out():
    backend = Backend()
    vault = SystemVault(backend, "Test")
    assert vault.name == "Test"
    await vault.put("key", Secret("value"))
    assert backend.kept == {("Latchkey", "key"): "value"}
    assert await vault.get("key") == Secret("value")
    await vault.forget("key")
    await vault.forget("key")
    assert await vault.get("key") is None


async def test_a_vault_that_keeps_nothing_is_found_out():
    backend = Backend()
    backend.loses = True
    with pytest.raises(VaultBroken):
        await SystemVault(backend, "Test").put("key", Secret("value"))


@pytest.mark.parametrize("found", ["another", None, keyring.errors.KeyringError("x")])
async def test_what_does_not_read_back_does_not_stay(monkeypatch, found):
    backend = Backend()

    def read(*what: str) -> str | None:
        if isinstance(found, Exception):
            raise found
        return found

    monkeypatch.setattr(backend, "get_password", read)
    with pytest.raises(VaultBroken):
        await SystemVault(backend, "Test").put("key", Secret("value"))
    assert backend.kept == {}


async def test_what_was_given_up_does_not_undo_what_came_later(monkeypatch):
    monkeypatch.setattr(vaults, "UNLOCK_SECONDS", 0.05)
    unlocked, backend = threading.Event(), Backend()
    vault, write, delete = (
        SystemVault(backend, "Test"),
        backend.set_password,
        backend.delete_password,
    )
    deleted: list[str] = []

    def locked_write(service: str, username: str, password: str) -> None:
        unlocked.wait(20)
        write(service, username, password)

    def watched_delete(service: str, username: str) -> None:
        deleted.append(username)
        delete(service, username)

    monkeypatch.setattr(backend, "set_password", locked_write)
    monkeypatch.setattr(backend, "delete_password", watched_delete)
    for give_up in (vault.put("key", Secret("first")), vault.forget("key")):
        with pytest.raises(VaultLocked):
            await give_up
    monkeypatch.setattr(vaults, "UNLOCK_SECONDS", 20)
    later = asyncio.ensure_future(vault.put("key", Secret("second")))
    await asyncio.sleep(0)
    unlocked.set()
    await later
    assert backend.kept == {("Latchkey", "key"): "second"}
    assert deleted == ["key"], "the first one, which nobody waited for"


@pytest.mark.parametrize(
    ("error", "named"),
    [
        (keyring.errors.KeyringLocked("x"), VaultLocked),
        (keyring.errors.InitError("x"), VaultLocked),
        (keyring.errors.NoKeyringError("x"), VaultAbsent),
        (keyring.errors.PasswordDeleteError("x"), VaultBroken),
        (FileNotFoundError("x"), VaultBroken),
        (RuntimeError("x"), VaultBroken),
    ],
)
async def test_faults_of_a_vault_have_names(error, named):
    backend = Backend()
    backend.error = error
    with pytest.raises(named):
        await SystemVault(backend, "Test").get("key")


async def test_a_vault_that_does_not_answer_is_locked(monkeypatch):
    never = threading.Event()
    monkeypatch.setattr(vaults, "UNLOCK_SECONDS", 0.01)
    backend = Backend()
    monkeypatch.setattr(backend, "get_password", lambda *_: never.wait())
    with pytest.raises(VaultLocked):
        await SystemVault(backend, "Test").get("key")
    never.set()


class Chain(keyring.backends.chainer.ChainerBackend):
    """keyring's chain, with links of ours."""

    priority = 1
    backends: ClassVar[list[keyring.backend.KeyringBackend]] = []


Chain.__module__ = keyring.backends.chainer.__name__


async def test_what_is_unlocked_when_nobody_waits_any_more_keeps_nothing(monkeypatch):
    monkeypatch.setattr(vaults, "UNLOCK_SECONDS", 0.01)
    unlocked, removed = threading.Event(), threading.Event()
    backend = Backend()
    write, remove = backend.set_password, backend.delete_password

    def locked_write(*what: str) -> None:
        unlocked.wait(20)
        write(*what)

    def watched_remove(*what: str) -> None:
        remove(*what)
        removed.set()

    monkeypatch.setattr(backend, "set_password", locked_write)
    monkeypatch.setattr(backend, "delete_password", watched_remove)
    with pytest.raises(VaultLocked):
        await SystemVault(backend, "Test").put("key", Secret("value"))
    unlocked.set()
    assert removed.wait(20)
    assert backend.kept == {}


def test_the_systems_own_vaults_alone_are_used(monkeypatch):
    own = keyring.backends.SecretService.Keyring()
    assert vault_of(own).name == "Secret Service"
    with pytest.raises(VaultAbsent):
        vault_of(keyring.backends.fail.Keyring())
    with pytest.raises(VaultUnsafe) as caught:
        vault_of(keyring.backends.null.Keyring())
    assert caught.value.name == "null"
    with pytest.raises(VaultUnsafe):
        vault_of(Backend())
    monkeypatch.setattr(Chain, "backends", [Backend(), own])
    assert vault_of(Chain()).name == "Secret Service"
    monkeypatch.setattr(Chain, "backends", [Backend()])
    with pytest.raises(VaultUnsafe):
        vault_of(Chain())
    monkeypatch.setattr(Chain, "backends", [])
    with pytest.raises(VaultAbsent):
        vault_of(Chain())


async def test_a_backend_forced_by_the_environment_is_refused(monkeypatch):
    monkeypatch.setattr(keyring, "get_keyring", keyring.backends.null.Keyring)
    with pytest.raises(VaultUnsafe):
        await open_system_vault()


async def test_sessions_are_remembered_the_last_used_first(tmp_path: Path):
    prefs = Settings(tmp_path / "deep" / "settings.json")
    assert prefs.sessions() == []
    await prefs.add(ALICE)
    await prefs.add(BOB)
    assert Settings(tmp_path / "deep" / "settings.json").sessions() == [BOB, ALICE]
    await prefs.add(ALICE)
    assert prefs.sessions() == [ALICE, BOB]
    await prefs.remove(ALICE)
    await prefs.remove(ALICE)
    assert prefs.sessions() == [BOB]
    there = {path.name for path in (tmp_path / "deep").iterdir()}
    assert there == {"settings.json", "settings.lock"}


async def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch):
    path = tmp_path / "settings.json"
    prefs = Settings(path)
    await prefs.add(ALICE)

    def fail(self: Path, target: Path) -> None:
        raise OSError

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(SettingsFault):
        await prefs.add(BOB)
    assert prefs.sessions() == [ALICE]
    assert {each.name for each in tmp_path.iterdir()} == {"settings.json", "settings.lock"}


def test_settings_are_where_the_system_has_them(private_home: Path):
    assert config_file() == private_home / "config" / "latchkey" / "settings.json"


async def test_a_kept_session_is_guessed_at_without_reading_the_settings(tmp_path: Path):
    path = tmp_path / "settings.json"
    assert not mentions_session(path, "")
    prefs = Settings(path)
    await prefs.add(ALICE)
    assert mentions_session(path, "")
    assert mentions_session(path, ALICE.user_id)
    assert not mentions_session(path, BOB.user_id)
    await prefs.remove(ALICE)
    assert not mentions_session(path, "")
