"""A real Secret Service: a session bus and gnome-keyring of our own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import keyring.backend
import keyring.core

from tests.rig.process import PATIENCE_SECONDS, Leashed, eventually

PASSWORD = "rig"
SERVICE = "org.freedesktop.secrets"


def choose_anew() -> None:
    """Make `keyring` choose its backend anew, which it does only once in a process."""
    keyring.backend.get_all_keyring()  # there has to be a result to forget
    keyring.backend.get_all_keyring.reset()
    keyring.core.init_backend()


def as_user(uid: int) -> tuple[str, ...]:
    """Return the words before a command that make root run it as another user."""
    return ("setpriv", f"--reuid={uid}", f"--regid={uid}", "--clear-groups")


def answers(address: str) -> bool:
    """Tell whether a D-Bus socket accepts connections, even if it would not authenticate us."""
    kind, _, name = address.removeprefix("unix:").partition("=")
    with socket.socket(socket.AF_UNIX) as knock:
        try:
            knock.connect(f"\0{name}" if kind == "abstract" else name)
        except OSError:
            return False
    return True


class SecretService:
    """Run a session bus and a keyring daemon in a private home.

    Args:
        unlocked: whether a keyring exists and is open; otherwise there is none yet.
        display: X display on which the daemon may ask for the password; empty for none.
        uid: user who owns them, if this process is root; a bus accepts its owner only.

    Attributes:
        env: environment that a program needs to use them.
    """

    def __init__(self, *, unlocked: bool = True, display: str = "", uid: int | None = None) -> None:
        self._home = Path(tempfile.mkdtemp(prefix="latchkey-keyring-"))
        self._unlocked = unlocked
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
        self._prefix: tuple[str, ...] = ()
        self.env["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={runtime}/bus"
        if uid is not None:
            self._prefix = as_user(uid)
            for path in (self._home, runtime):
                os.chown(path, uid, uid)
            # Abstract, so that a program in another root finds it too.
            self.env["DBUS_SESSION_BUS_ADDRESS"] = f"unix:abstract={runtime}/bus"
        self._env = {**self.env, "DISPLAY": display, "WAYLAND_DISPLAY": ""}
        self._bus: Leashed | None = None
        self._keyring: Leashed | None = None

    def __enter__(self) -> SecretService:
        address = self.env["DBUS_SESSION_BUS_ADDRESS"]
        command = ["dbus-daemon", "--session", "--nofork", f"--address={address}"]
        command = [*self._prefix, *command]
        self._bus = Leashed(command, self._env, self._home / "bus.log", remove=self._home)
        eventually(lambda: answers(address), "dbus-daemon to start", PATIENCE_SECONDS)
        self.start_keyring()
        return self

    def __exit__(self, *exc: object) -> None:
        self._look_at_keyring()
        self.kill_keyring()
        self.kill_bus()
        shutil.rmtree(self._home, ignore_errors=True)

    def start_keyring(self) -> None:
        """Start the daemon; it opens the keyring if `unlocked`."""
        daemon = "gnome-keyring-daemon --foreground --components=secrets"
        control = f"--control-directory={self._home}/run/kr"
        script = f"exec {daemon} {control}"
        if self._unlocked:
            script = f"exec {daemon} --unlock {control} < <(printf %s {PASSWORD})"
        log = self._home / "keyring.log"
        command = [*self._prefix, "bash", "-c", script]
        self._keyring = Leashed(command, self._env, log, remove=self._home)
        self._gdbus("wait", "--timeout", f"{PATIENCE_SECONDS:.0f}", SERVICE)

    def lock(self) -> None:
        """Lock the keyring."""
        self._gdbus(
            "call",
            *("--dest", SERVICE, "--object-path", "/org/freedesktop/secrets"),
            *("--method", "org.freedesktop.Secret.Service.Lock"),
            "[objectpath '/org/freedesktop/secrets/collection/login']",
        )

    def unlock(self) -> None:
        """Open the keyring without a prompt, by restarting the daemon with the password."""
        self.kill_keyring()
        self.start_keyring()

    def kill_keyring(self) -> None:
        """End our daemon; the bus starts another one at the next request."""
        if self._keyring is not None:
            self._keyring.stop()
            self._keyring = None

    def kill_bus(self) -> None:
        """End the session bus, and with it every daemon that it started."""
        if self._bus is not None:
            self._bus.stop()
            self._bus = None

    def _look_at_keyring(self) -> None:
        """Print the daemon's log if it died; the bus has then started another, locked one."""
        if self._bus is not None and self._keyring is not None and not self._keyring.alive():
            said = (self._home / "keyring.log").read_text(errors="replace")
            sys.stderr.write(f"the keyring's daemon died by itself; its last words:\n{said}\n")

    def _gdbus(self, verb: str, *arguments: str) -> None:
        command = [*self._prefix, "gdbus", verb, "--session", *arguments]
        env = {**os.environ, **self._env}
        subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL)
