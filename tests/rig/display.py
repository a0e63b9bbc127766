"""A virtual X display (Xvfb), with keyboard input by xdotool."""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

from tests.rig.process import PATIENCE_SECONDS, Leashed, eventually


class Display:
    """Run an X server of our own.

    Attributes:
        name: value for DISPLAY.
    """

    def __init__(self, size: str = "1280x900") -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="latchkey-display-")
        self._size = size
        self._leash: Leashed | None = None
        self.name = ""

    def __enter__(self) -> Display:
        number = Path(self._folder.name) / "number"
        # It looks for a free number by itself, and writes it down once it is ready.
        script = f"exec Xvfb -displayfd 3 -screen 0 {self._size}x24 -nolisten tcp 3>{number}"
        self._leash = Leashed(["bash", "-c", script], {}, Path(self._folder.name) / "log")
        found = eventually(
            lambda: number.exists() and number.read_text().strip(),
            "Xvfb to start",
            PATIENCE_SECONDS,
        )
        self.name = f":{found}"
        return self

    def __exit__(self, *exc: object) -> None:
        if self._leash is not None:
            self._leash.stop()
        self._folder.cleanup()

    def has_window(self, window_class: str) -> bool:
        """Whether a window of a class is visible."""
        found = self._xdotool("search", "--onlyvisible", "--class", window_class)
        return found.returncode == 0

    def types(self, text: str) -> None:
        """Type a text into the window that has the keyboard focus."""
        self._xdotool("type", text).check_returncode()

    def hits(self, key: str) -> None:
        """Press a key, by its X name."""
        self._xdotool("key", key).check_returncode()

    def _xdotool(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        env = {**os.environ, "DISPLAY": self.name}
        return subprocess.run(["xdotool", *arguments], env=env, capture_output=True, check=False)
