"""A real Secret Service: a session bus and gnome-keyring of our own, unlocked, no display."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

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
        }
        self._bus: subprocess.Popen[bytes] | None = None
        self._keyring: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> SecretService:
        base = {key: value for key, value in os.environ.items() if "DISPLAY" not in key}
        self._bus = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**base, **self.env},
        )
        assert self._bus.stdout is not None
        address = self._bus.stdout.readline().decode().strip()
        self.env["DBUS_SESSION_BUS_ADDRESS"] = address
        env = {**base, **self.env}
        self._keyring = subprocess.Popen(
            [
                "gnome-keyring-daemon",
                "--foreground",
                "--unlock",
                "--components=secrets",
                f"--control-directory={self.env['XDG_RUNTIME_DIR']}/kr",
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=env,
        )
        assert self._keyring.stdin is not None
        self._keyring.stdin.write(b"rig")
        self._keyring.stdin.close()
        wait = ["gdbus", "wait", "--session", "--timeout", str(READY_SECONDS)]
        subprocess.run([*wait, "org.freedesktop.secrets"], env=env, check=True)
        return self

    def __exit__(self, *exc: object) -> None:
        for process in (self._keyring, self._bus):
            if process is not None:
                process.terminate()
                process.wait(10)
        if self._bus is not None and self._bus.stdout is not None:
            self._bus.stdout.close()
        shutil.rmtree(self._home, ignore_errors=True)
