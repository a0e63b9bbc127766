"""Starts programs that cannot outlive this process, and finds free ports for them."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from tests.rig.leash import KEEP

T = TypeVar("T")

ROOT = Path(__file__).resolve().parents[2]

PATIENCE_SECONDS = 60.0
"""What takes longer is broken; on a busy machine much takes longer than one thinks."""


def free_port() -> int:
    """Return a TCP port of 127.0.0.1 that is free right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def eventually(look: Callable[[], T], what: str, seconds: float) -> T:
    """Call a function until its result is true, and return that; blocks the thread.

    Args:
        look: the function, called every 10 ms.
        what: what is waited for, for the error's text.
        seconds: the time limit.

    Raises:
        TimeoutError: there was no result within so many seconds.
    """
    end = time.monotonic() + seconds
    while not (found := look()):
        if time.monotonic() > end:
            raise TimeoutError(f"waited {seconds:.0f} s for: {what}")
        threading.Event().wait(0.01)
    return found


class Leashed:
    """A program that cannot outlive this process.

    Args:
        command: program and arguments.
        env: added to this process's environment.
        log: where its output goes.
        remove: a folder to be removed when this process ends without having done so.
    """

    def __init__(
        self,
        command: Sequence[str],
        env: Mapping[str, str],
        log: Path,
        *,
        remove: Path | None = None,
    ) -> None:
        leash = [sys.executable, "-m", "tests.rig.leash"]
        if remove is not None:
            leash += ["--remove", str(remove)]
        with log.open("wb") as out:
            self._process = subprocess.Popen(
                [*leash, *command],
                stdin=subprocess.PIPE,
                stdout=out,
                stderr=subprocess.STDOUT,
                env={**os.environ, **env},
                cwd=ROOT,
            )

    @property
    def pid(self) -> int:
        """Process ID of the leash, which is the program's parent."""
        return self._process.pid

    def alive(self) -> bool:
        """Whether the program still runs."""
        return self._process.poll() is None

    def stop(self) -> None:
        """End the program, and wait for its end; the folder is kept."""
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):  # it has ended by itself
            self._process.stdin.write(KEEP)
            self._process.stdin.close()
        self._process.stdin.close()
        self._process.wait(30)
