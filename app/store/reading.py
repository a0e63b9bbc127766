"""Reading a small file of ours, and nothing that only looks like one.

Imported before the first paint, so it imports next to nothing.
"""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path


class NotOurFile(OSError):
    """There is something else in its place: a folder, a pipe, a device, somebody else's file."""


class TooLarge(OSError):
    """The file is larger than any that we write."""


def read_own(path: Path, most: int) -> bytes:
    """Read a whole file, without ever waiting for anybody: opening a pipe would.

    Symbolic links are followed.

    Args:
        path: the file.
        most: how many bytes it may have.

    Raises:
        FileNotFoundError: there is none.
        NotOurFile: what is there is no file, or belongs to another user.
        TooLarge: it has more bytes than that.
        OSError: it cannot be read.
    """
    _check(path.stat())  # before it is opened: that alone can set a device off
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
