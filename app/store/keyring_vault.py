"""The only user of keyring: secrets in the operating system's vault.

Only the systems' own vaults are used. keyring would silently take a plain-text file if one of
its add-ons is installed, and a configuration file or the environment can force a backend that
keeps nothing: both are refused by name, and what is written is read back.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from typing import TypeVar

import keyring
import keyring.backend
import keyring.errors

from app.concurrency import in_thread
from app.core.errors import VaultAbsent, VaultBroken, VaultLocked, VaultUnsafe
from app.core.secret import Secret

T = TypeVar("T")

SERVICE = "Latchkey"

SYSTEM_VAULTS = {
    "keyring.backends.SecretService": "Secret Service",
    "keyring.backends.kwallet": "KDE Wallet",
    "keyring.backends.macOS": "macOS Keychain",
    "keyring.backends.Windows": "Windows Credential Manager",
}
"""Modules of the backends that are used, and what people call them."""

UNLOCK_SECONDS = 120.0
"""A person may need this long to type the vault's password."""

CHOOSE_SECONDS = 15.0
"""Seconds to choose a vault: this needs no person, and can only hang with the session bus."""


class SystemVault:
    """Keep secrets in the operating system's vault.

    Args:
        backend: a keyring backend that `vault_of` has accepted.
        name: name of the vault, to be shown.
    """

    def __init__(self, backend: keyring.backend.KeyringBackend, name: str) -> None:
        self._backend = backend
        self._name = name
        self._turn = threading.Lock()

    @property
    def name(self) -> str:
        """The name of the vault, to be shown."""
        return self._name

    async def put(self, key: str, secret: Secret) -> None:
        """Store a secret, and read it back as a check.

        Raises:
            VaultLocked: the vault was not unlocked in time.
            VaultBroken: the vault failed, or did not give back what was stored.
        """
        given_up = threading.Event()

        def write() -> bool:
            if given_up.is_set():  # the caller has stopped waiting
                return False
            self._backend.set_password(SERVICE, key, secret.reveal())
            kept = False
            try:
                kept = self._backend.get_password(SERVICE, key) == secret.reveal()
            finally:
                if given_up.is_set() or not kept:  # leave no secret behind that is not listed
                    with contextlib.suppress(Exception):  # see `_guarded`
                        self._backend.delete_password(SERVICE, key)
            return kept

        if not await self._alone(write, given_up):
            raise VaultBroken

    async def get(self, key: str) -> Secret | None:
        """Return a secret, or None if there is none under that key.

        Raises:
            VaultLocked, VaultBroken: the vault could not be read.
        """

        def read() -> Secret | None:
            found = self._backend.get_password(SERVICE, key)
            return None if found is None else Secret(found)

        return await self._alone(read, threading.Event())

    async def forget(self, key: str) -> None:
        """Remove a secret; nothing happens if there is none.

        Raises:
            VaultLocked, VaultBroken: the secret may still be there.
        """
        given_up = threading.Event()

        def remove() -> None:
            if not given_up.is_set() and self._backend.get_password(SERVICE, key) is not None:
                self._backend.delete_password(SERVICE, key)

        await self._alone(remove, given_up)

    async def _alone(self, call: Callable[[], T], given_up: threading.Event) -> T:
        """Run vault calls one at a time, and set `given_up` after a time-out or cancellation.

        A call that waits for a person must not take effect after a later one.
        """

        def in_turn() -> T:
            with self._turn:
                return call()

        try:
            return await _guarded(in_turn)
        except (VaultLocked, asyncio.CancelledError):
            given_up.set()
            raise


async def open_system_vault() -> SystemVault:
    """Choose the system's vault, in a thread: keyring takes about 100 ms for that at first.

    Raises:
        VaultAbsent: the system has no vault.
        VaultUnsafe: keyring uses a backend that is not trusted.
        VaultLocked, VaultBroken: keyring failed, or did not answer in time.
    """
    return vault_of(await _guarded(keyring.get_keyring, CHOOSE_SECONDS))


def vault_of(backend: keyring.backend.KeyringBackend) -> SystemVault:
    """Return the system's vault of a keyring backend, which may be a chain of backends.

    Raises:
        VaultAbsent: the system has no vault.
        VaultUnsafe: the backend is not trusted.
    """
    module = type(backend).__module__
    if module == "keyring.backends.chainer":
        chain = getattr(backend, "backends", ())
        own = [each for each in chain if type(each).__module__ in SYSTEM_VAULTS]
        for first in (*own, *chain):
            return vault_of(first)
    if module in ("keyring.backends.fail", "keyring.backends.chainer"):
        raise VaultAbsent
    if module not in SYSTEM_VAULTS:
        raise VaultUnsafe(module.rpartition(".")[2])
    if module == "keyring.backends.SecretService":
        from app.store.secret_service import PatientKeyring  # what it imports is Linux's alone

        backend = PatientKeyring()  # type: ignore[no-untyped-call]  # keyring's
    return SystemVault(backend, SYSTEM_VAULTS[module])


async def _guarded(call: Callable[[], T], seconds: float | None = None) -> T:
    """Run a vault call in a thread, and translate what it raises into a `VaultFault`.

    Args:
        call: the blocking call.
        seconds: how long to wait for it; None for `UNLOCK_SECONDS`.
    """
    try:
        return await in_thread(call, UNLOCK_SECONDS if seconds is None else seconds)
    except (keyring.errors.KeyringLocked, keyring.errors.InitError, TimeoutError):
        raise VaultLocked from None
    except keyring.errors.NoKeyringError:
        raise VaultAbsent from None
    except Exception:  # each system's library has exceptions of its own, some below no other
        raise VaultBroken from None
