"""Settings in a file: the sessions and resets in the vault, and a few choices; no secrets."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

from app.core.errors import SettingsFault, SettingsTrouble
from app.core.homeserver import Session
from app.store.in_order import InOrder, NotRun
from app.store.settings_content import Content
from app.store.settings_file import SettingsFile

WRITE_SECONDS = 20.0
"""How long a caller waits for a write: longer than for the lock, and than a disk takes to wake."""


class Settings:
    """Read and write the settings file.

    Reading never raises: a file that is missing, or that cannot be used, counts as empty. Writing
    runs in threads, in the order in which it was asked for; the file is written whole or not at
    all, and one that cannot be used is never written over (docs/decisions/0022).

    Args:
        path: the file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._moved: Callable[[str], None] = lambda _: None
        self._file = SettingsFile(path)
        self._writes = InOrder(WRITE_SECONDS)
        self._idle_minutes: int | None = None

    @property
    def path(self) -> str:
        """The path of the file, to be shown."""
        return str(self._path)

    def listen(self, moved: Callable[[str], None]) -> None:
        """Set the callback for a renamed damaged file.

        Args:
            moved: called in the event loop's thread with the file's new path.
        """
        self._moved = moved

    async def trouble(self) -> SettingsTrouble | None:
        """Return what is wrong with the file, or why it could not be written; None if nothing."""
        try:
            return await self._writes.run(self._file.trouble)
        except NotRun:
            return SettingsTrouble.BUSY

    @property
    def idle_minutes(self) -> int:
        """Idle minutes after which sessions in memory end; 0 for never."""
        if self._idle_minutes is None:
            self._idle_minutes = self._file.readable().idle_minutes
        return self._idle_minutes

    async def limit_idle(self, minutes: int) -> None:
        """Set and save the idle minutes after which sessions in memory end.

        Args:
            minutes: the limit, effective at once; 0 for never.

        Raises:
            SettingsFault: the limit is not saved, and applies to this run only.
        """
        self._idle_minutes = minutes
        await self._change(lambda content: content.with_idle_minutes(minutes))

    def sessions(self) -> list[Session]:
        """Return the sessions whose tokens are in the vault, the last used first."""
        return self._file.readable().sessions

    async def add(self, session: Session) -> None:
        """Save a session in the list, as the last used.

        Raises:
            SettingsFault: it is not saved.
        """
        await self._change(lambda content: content.with_session(session))

    async def remove(self, session: Session) -> None:
        """Remove a session from the list; nothing happens if it is not there.

        Raises:
            SettingsFault: it is still listed.
        """
        await self._change(lambda content: content.without_session(session))

    def resets(self) -> list[str]:
        """Return the keys of the pending resets that the vault holds, the newest first."""
        return self._file.readable().resets

    async def add_reset(self, key: str) -> None:
        """Save the key of a pending reset in the list; nothing happens if it is there.

        Raises:
            SettingsFault: it is not saved.
        """
        await self._change(lambda content: content.with_reset(key))

    async def remove_reset(self, key: str) -> None:
        """Remove a pending reset from the list; nothing happens if it is not there.

        Raises:
            SettingsFault: it is still listed.
        """
        await self._change(lambda content: content.without_reset(key))

    async def _change(self, edit: Callable[[Content], Content]) -> None:
        loop = asyncio.get_running_loop()
        try:
            await self._writes.run(partial(self._write, edit, loop))
        except NotRun:
            raise SettingsFault(SettingsTrouble.BUSY, self.path) from None

    def _write(self, edit: Callable[[Content], Content], loop: asyncio.AbstractEventLoop) -> None:
        moved = self._file.change(edit)
        if moved is not None:
            with contextlib.suppress(RuntimeError):  # the loop is closed: `moved` cannot be called
                loop.call_soon_threadsafe(lambda: self._moved(str(moved)))
