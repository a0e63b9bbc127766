"""A real Secret Service: a session bus and gnome-keyring of our own, unlocked, no display."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from tests.rig.process import Leashed

READY_SECONDS = 20


class SecretService:
    """Start a bus and a keyring daemon in a private home.

    Attributes:
        env: what a program needs to find them.
    """

    def __init__(self) -> None:
        self._home = Path(tempfile.mkdtemp(prefix="latchkey-keyring-"))
        runtime = self._home / "run"
        runtime.mkdir(mode=0o700)
        self.env = {
            "HOME": str(self._home),
            "XDG_RUNTIME_DIR": str(runtime),
            "XDG_DATA_HOME": str(self._home / "data"),
            "XDG_CONFIG_HOME": str(self._home / "config"),
            "XDG_CACHE_HOME": str(self._home / "cache"),
            "XDG_STATE_HOME": str(self._home / "state"),
        }
        self.env["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={runtime}/bus"
        self._leashes: list[Leashed] = []

    def __enter__(self) -> SecretService:
        env = {**self.env, "DISPLAY": "", "WAYLAND_DISPLAY": ""}
        address = self.env["DBUS_SESSION_BUS_ADDRESS"]
        self._leash(["dbus-daemon", "--session", "--nofork", f"--address={address}"], env)
        end = time.monotonic() + READY_SECONDS
        while not (self._home / "run" / "bus").exists():
            if time.monotonic() > end:
                raise RuntimeError("dbus-daemon did not start")
        daemon = "gnome-keyring-daemon --foreground --unlock --components=secrets"
        control = f"--control-directory={self._home}/run/kr"
        script = f"exec {daemon} {control} < <(printf %s rig)"
        self._leash(["bash", "-c", script], env)
        wait = ["gdbus", "wait", "--session", "--timeout", str(READY_SECONDS)]
        base = {**os.environ, **env}
        subprocess.run([*wait, "org.freedesktop.secrets"], env=base, check=True)
        return self

    def __exit__(self, *exc: object) -> None:
        for leash in reversed(self._leashes):
            leash.stop()
        shutil.rmtree(self._home, ignore_errors=True)

    def _leash(self, command: list[str], env: dict[str, str]) -> None:
        log = self._home / f"{len(self._leashes)}.log"
        self._leashes.append(Leashed(command, env, log, remove=self._home))
