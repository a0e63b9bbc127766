"""The settings file on the disk: read whenever it has changed, changed under a lock.

docs/decisions/0022 describes what happens to a file that this program cannot use.
"""

from __future__ import annotations

import contextlib
import itertools
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from app.core.errors import SaveFault, SettingsFault, SettingsTrouble
from app.store.atomic_write import write_whole
from app.store.file_lock import locked
from app.store.reading import TooLarge, read_own
from app.store.settings_content import (
    Content,
    NewerSettings,
    NotSettings,
    TooMuch,
    read_content,
)

MOST_BYTES = 1024 * 1024
"""A thousand accounts take a fifth of it."""

LOCK_SECONDS = 5.0
"""A write takes some milliseconds: whoever holds the lock for longer hangs."""

_State = tuple[int, int, int, int, int]


class DamagedFile(Exception):
    """The file can be read, but is too large or holds no settings."""


class SettingsFile:
    """Read and change the settings file; every call blocks.

    Args:
        path: the file; it may be a symbolic link, which stays one.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = path.with_name("settings.lock")
        self._readable: tuple[_State | None, Content] | None = None

    def read(self) -> Content:
        """Return the content of the file; a missing file counts as empty.

        Raises:
            DamagedFile: it holds no settings.
            SettingsFault: it cannot be opened, or a newer version of the program wrote it.
        """
        try:
            return read_content(read_own(self._path, MOST_BYTES))
        except (FileNotFoundError, NotADirectoryError):
            return Content()
        except (TooLarge, NotSettings):
            raise DamagedFile from None
        except NewerSettings:
            raise self._fault(SettingsTrouble.NEWER) from None
        except OSError:
            raise self._fault(SettingsTrouble.UNREADABLE) from None

    def readable(self) -> Content:
        """Return the content of the file; a missing file, or one that cannot be used, is empty.

        The file is read and parsed only if it is another one than at the last call, or has changed:
        a thousand accounts take a tenth of a second.
        """
        state, known = self._state(), self._readable
        if state is not None and known is not None and known[0] == state:
            return known[1]
        try:
            content = self.read()
        except (SettingsFault, DamagedFile):
            content = Content()
        self._readable = state, content
        return content

    def change(self, edit: Callable[[Content], Content]) -> Path | None:
        """Read, change and write the file under a lock that other processes respect.

        A damaged file is never overwritten: it is renamed first.

        Args:
            edit: returns the changed settings; if they are the same, nothing is written.

        Returns:
            New path of the damaged file; None if the file was not damaged.

        Raises:
            SettingsFault: the change was not written; the file is unchanged.
        """
        before = self._read_or_empty()[0]
        if edit(before) == before:  # do not lock, or fail, without need
            return None
        try:
            with self._alone():
                return self._change(edit)
        except TimeoutError:
            raise self._fault(SettingsTrouble.BUSY) from None
        except (OSError, SaveFault):
            raise self._fault(SettingsTrouble.UNWRITABLE) from None

    def trouble(self) -> SettingsTrouble | None:
        """Return what is wrong with the file, or why it could not be written; None if nothing."""
        try:
            self.read()
        except SettingsFault as fault:
            return fault.trouble
        except DamagedFile:
            return SettingsTrouble.DAMAGED
        try:
            with self._alone():
                writable = os.access(self._place().parent, os.W_OK | os.X_OK)
        except TimeoutError:
            return None  # another process is writing, so it can be written
        except OSError:
            writable = False
        return None if writable else SettingsTrouble.UNWRITABLE

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with locked(self._lock, LOCK_SECONDS):
            yield

    def _change(self, edit: Callable[[Content], Content]) -> Path | None:
        before, damaged = self._read_or_empty()
        after = edit(before)
        if after == before:
            return None
        try:
            content = after.written(MOST_BYTES)
        except TooMuch:
            raise SaveFault from None  # what is there can still be read
        place = self._place()
        aside = _move_aside(place) if damaged else None
        try:
            write_whole(place, content, synced=True)
        except SaveFault:
            if aside is not None:
                with contextlib.suppress(OSError):
                    aside.rename(place)
            raise
        self._readable = None  # two writes at once can look the same, where numbers are used again
        return aside

    def _read_or_empty(self) -> tuple[Content, bool]:
        """Return the content, empty if the file is damaged, and whether it is damaged."""
        try:
            return self.read(), False
        except DamagedFile:
            return Content(), True

    def _state(self) -> _State | None:
        """Return what differs after every change of the file; None if there is no file."""
        try:
            found = os.stat(self._path)
        except OSError:
            return None
        return (
            found.st_mtime_ns,
            found.st_ctime_ns,  # a change of the owner or of permissions
            found.st_size,
            found.st_ino,
            found.st_dev,
        )

    def _place(self) -> Path:
        """Return the file's path with symbolic links resolved, as people link their settings."""
        return Path(os.path.realpath(self._path))

    def _fault(self, trouble: SettingsTrouble) -> SettingsFault:
        return SettingsFault(trouble, str(self._path))


def _move_aside(place: Path) -> Path:
    names = (place.with_name(f"{place.name}.unreadable-{at}") for at in itertools.count(1))
    aside = next(each for each in names if not os.path.lexists(each))
    place.rename(aside)
    return aside
