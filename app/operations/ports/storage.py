"""The storage ports: a vault for secrets, lists of what is in it, and the settings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from app.core.errors import SettingsTrouble
from app.core.homeserver import Session
from app.core.secret import Secret


class Vault(Protocol):
    """The keyring of the system; every call may wait for the person to unlock it."""

    @property
    def name(self) -> str:
        """The keyring's name, as shown to a person."""
        ...

    async def put(self, key: str, secret: Secret) -> None:
        """Store a secret, and read it back to be sure.

        Raises:
            VaultFault: the secret is not stored.
        """
        ...

    async def get(self, key: str) -> Secret | None:
        """Return a secret, or None if there is none under that key.

        Raises:
            VaultFault: the vault could not be read.
        """
        ...

    async def forget(self, key: str) -> None:
        """Remove a secret; nothing happens if there is none.

        Raises:
            VaultFault: the secret may still be there.
        """
        ...


class AccountIndex(Protocol):
    """The list of sessions that the vault holds, without secrets: a vault cannot list them."""

    def sessions(self) -> list[Session]:
        """Return the listed sessions, the last used first."""
        ...

    async def add(self, session: Session) -> None:
        """Add a session to the list, as the last used.

        Raises:
            SettingsFault: the list could not be saved.
        """
        ...

    async def remove(self, session: Session) -> None:
        """Remove a session from the list; nothing happens if it is not there.

        Raises:
            SettingsFault: it is still listed.
        """
        ...


class ResetIndex(Protocol):
    """The list of pending resets that the vault holds, by keys that reveal nothing."""

    def resets(self) -> list[str]:
        """Return the keys of the pending resets, the newest first."""
        ...

    async def add_reset(self, key: str) -> None:
        """Add the key of a pending reset; nothing happens if it is there.

        Raises:
            SettingsFault: the list could not be saved.
        """
        ...

    async def remove_reset(self, key: str) -> None:
        """Remove the key of a pending reset; nothing happens if it is not there.

        Raises:
            SettingsFault: it is still listed.
        """
        ...


class Choices(Protocol):
    """The settings that hold for all accounts on this computer."""

    @property
    def idle_minutes(self) -> int:
        """Minutes without input after which sessions in memory are ended; 0 for never."""
        ...

    async def limit_idle(self, minutes: int) -> None:
        """Set `idle_minutes`.

        Raises:
            SettingsFault: the value could not be saved; it holds for this run alone.
        """
        ...


class SettingsHealth(Protocol):
    """Tells whether the settings file can be read and written."""

    @property
    def path(self) -> str:
        """The path of the settings file, as shown to a person."""
        ...

    async def trouble(self) -> SettingsTrouble | None:
        """Return what is wrong with the settings file; None if it can be read and written."""
        ...

    def listen(self, moved: Callable[[str], None]) -> None:
        """Call `moved` with the new path when a damaged settings file was moved aside."""
        ...
