"""What is kept on this computer: secrets, and lists of what there are secrets of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from app.core.errors import SettingsTrouble
from app.core.homeserver import Session
from app.core.secret import Secret


class Vault(Protocol):
    """A place for secrets; every call may wait for a person to unlock it."""

    @property
    def name(self) -> str:
        """The vault's name, as a person knows it."""
        ...

    async def put(self, key: str, secret: Secret) -> None:
        """Keep a secret, having read it back.

        Raises:
            VaultFault: it is not kept.
        """
        ...

    async def get(self, key: str) -> Secret | None:
        """Return a secret, or None if there is none under that key.

        Raises:
            VaultFault: the vault cannot say.
        """
        ...

    async def forget(self, key: str) -> None:
        """Remove a secret; nothing happens if there is none.

        Raises:
            VaultFault: it may still be there.
        """
        ...


class AccountIndex(Protocol):
    """Which sessions the vault holds: a vault cannot list, so this does, without secrets."""

    def sessions(self) -> list[Session]:
        """Return what is known, the last used first."""
        ...

    async def add(self, session: Session) -> None:
        """Remember a session, as the last used.

        Raises:
            SettingsFault: it is not remembered.
        """
        ...

    async def remove(self, session: Session) -> None:
        """Forget a session; nothing happens if it is not there.

        Raises:
            SettingsFault: it is still listed.
        """
        ...


class ResetIndex(Protocol):
    """Which pending resets the vault holds, by names that say nothing."""

    def resets(self) -> list[str]:
        """Return their keys, the newest first."""
        ...

    async def add_reset(self, key: str) -> None:
        """Remember one; nothing happens if it is there.

        Raises:
            SettingsFault: it is not remembered.
        """
        ...

    async def remove_reset(self, key: str) -> None:
        """Forget one; nothing happens if it is not there.

        Raises:
            SettingsFault: it is still listed.
        """
        ...


class Choices(Protocol):
    """What a person has chosen for this computer, whatever the account."""

    @property
    def idle_minutes(self) -> int:
        """How long sessions in memory wait for somebody; 0 for ever."""
        ...

    async def limit_idle(self, minutes: int) -> None:
        """Choose that.

        Raises:
            SettingsFault: it holds for this run alone.
        """
        ...


class SettingsHealth(Protocol):
    """Tells whether the settings file can be used at all."""

    @property
    def path(self) -> str:
        """The file, as it is to be shown."""
        ...

    async def trouble(self) -> SettingsTrouble | None:
        """Find out what is the matter with the file; None if it can be read and written."""
        ...

    def listen(self, moved: Callable[[str], None]) -> None:
        """Call `moved` with its new path when a damaged file was moved aside."""
        ...
