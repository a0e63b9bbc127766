"""Writing a file whole, or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from app.core.errors import SaveFault


def write_whole(path: Path, content: bytes, *, synced: bool) -> None:
    """Replace a file atomically: write a temporary file beside it, and rename that.

    At every moment the path holds the old file or the new one. Only the owner can read the new one.

    Args:
        path: path of the file; its folder exists.
        content: the whole content.
        synced: whether to wait until the disk has it, so that it outlives a power cut; that may
            take a while.

    Raises:
        SaveFault: the new content was not written.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                if synced:
                    file.flush()
                    os.fsync(file.fileno())
            Path(name).replace(path)
            if synced:
                _sync_folder(path.parent)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError:
        raise SaveFault from None


def _sync_folder(folder: Path) -> None:
    """Wait until the disk has the names in a folder, on systems that can wait for that."""
    with contextlib.suppress(OSError):  # the file is in place: no reason to fail
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
