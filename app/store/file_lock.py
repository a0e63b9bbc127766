"""An exclusive file lock between processes and threads."""

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
"""Seconds between two tries to take a lock that is held."""

WITHOUT_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
"""Error numbers of file systems without locks, such as some network folders."""


@contextlib.contextmanager
def locked(path: Path, seconds: float) -> Iterator[None]:
    """Hold a lock that excludes other processes and threads; it ends with the process.

    On a file system without locks nothing is locked, so that files can still be written.

    Args:
        path: the lock file; it is created if missing, stays empty, and is never removed.
        seconds: how long to wait while another process or thread holds the lock.

    Raises:
        TimeoutError: the lock was held for longer than that.
        OSError: the file cannot be created.
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
    """Try to take the lock, and return whether it was taken; closing the file releases it."""
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
