"""Reading of small files of the current user, without ever blocking.

Imported before the first paint, so it imports next to nothing.
"""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path


class NotOurFile(OSError):
    """The path leads to a folder, a pipe, a device, or another user's file."""


class TooLarge(OSError):
    """The file is larger than the caller allows."""


def read_own(path: Path, most: int) -> bytes:
    """Read a whole file of the current user, without blocking as the opening of a pipe would.

    Symbolic links are followed.

    Args:
        path: the file.
        most: maximum size of the file, in bytes.

    Raises:
        FileNotFoundError: there is no such file.
        NotOurFile: the path leads to no regular file, or to another user's.
        TooLarge: the file is larger than `most`.
        OSError: it cannot be read.
    """
    _check(path.stat())  # before it is opened: opening alone can trigger a device
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        _check(os.fstat(file.fileno()))  # it may have been replaced in between
        content = file.read(most + 1)
    if len(content) > most:
        raise TooLarge
    return content


def _check(found: os.stat_result) -> None:
    ours = sys.platform == "win32" or found.st_uid == os.geteuid()
    if not (stat.S_ISREG(found.st_mode) and ours):
        raise NotOurFile
