"""A lock between processes: whoever holds the file is alone."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOOK_SECONDS = 0.01
"""How often a lock that somebody holds is tried again."""

WITHOUT_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
"""What file systems say that know no locks, such as some network folders."""


@contextlib.contextmanager
def locked(path: Path, seconds: float) -> Iterator[None]:
    """Be the only process, and the only thread, that holds a lock; it ends with the process.

    Where the file system knows no locks, nothing is locked: better that than nothing written.

    Args:
        path: the lock file; it is made if need be, stays empty, and is never removed.
        seconds: how long to wait for whoever holds it.

    Raises:
        TimeoutError: somebody holds it for longer than that.
        OSError: the file cannot be made.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NONBLOCK", 0), 0o600)
    try:
        end = time.monotonic() + seconds
        while not _take(handle):
            if time.monotonic() > end:
                raise TimeoutError
            time.sleep(LOOK_SECONDS)
        yield
    finally:
        os.close(handle)


def _take(handle: int) -> bool:
    """Take the lock if nobody else holds it; closing the file gives it back."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in WITHOUT_LOCKS:
            return True
        if error.errno in (errno.EAGAIN, errno.EACCES, errno.EDEADLK):
            return False
        raise
    return True
