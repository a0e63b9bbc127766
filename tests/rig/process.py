"""Start programs on a leash, on free ports."""

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
    """Look until there is something to see, and return it.

    Raises:
        TimeoutError: there was nothing within so many seconds.
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
        """The leash's own process."""
        return self._process.pid

    def alive(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def stop(self) -> None:
        """Let the leash go and wait for the end."""
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):  # it has ended by itself
            self._process.stdin.write(KEEP)
            self._process.stdin.close()
        self._process.stdin.close()
        self._process.wait(30)
