"""``make demo``: a private homeserver, an inbox, and Latchkey connected to them.

Without a display it drives the same program offscreen instead (`tests.rig.tour`), in light and
dark, at 200 % and in the smallest window.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.rig.mail import MailSink
from tests.rig.process import ROOT, Leashed
from tests.rig.secret_service import SecretService
from tests.rig.synapse import Synapse
from tests.rig.tour import OLD, prepare

LOOKS = {
    "light": ((), {}),
    "dark": (("--scheme", "dark"), {}),
    "small": (("--size", "720x540"), {}),
    "double": (("--scheme", "dark"), {"QT_SCALE_FACTOR": "2"}),
}


def offscreen() -> int:
    """Run the tour once for each scheme, scale and window size; return the exit status."""
    for name, (options, env) in LOOKS.items():
        print(f"\n--- {name}", flush=True)
        command = [sys.executable, "-m", "tests.rig.tour", *options]
        command += ["--pictures", f"build/tour/{name}"]
        done = subprocess.run(command, cwd=ROOT, env={**os.environ, **env}, check=False)
        if done.returncode != 0:
            return done.returncode
    print("\nLook at the pictures in build/tour/.")
    return 0


def on_screen() -> int:
    """Show the inbox and Latchkey until the person closes Latchkey."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from tests.rig.inbox import Inbox, Postman

    app = QApplication(sys.argv[:1])
    postman = Postman()
    with (
        SecretService() as vault,
        MailSink(postman.bring) as mail,
        Synapse(smtp_port=mail.port) as server,
    ):
        user_id, _ = prepare(server)
        note = (
            f"A private homeserver runs on this computer, at {server.base_url}.\n"
            f"User:      {user_id}\n"
            f"Password:  {OLD}   (as long as you do not change it)\n"
            "Email:     alice@example.org, for “Forgot your password?”\n"
            "Mail that the server sends appears here. Closing Latchkey ends everything."
        )
        print(note, flush=True)
        inbox = Inbox(postman, note)
        inbox.show()
        # Its own vault, settings and log; the display and the runtime folder stay the person's.
        kept = ("DBUS_SESSION_BUS_ADDRESS", "XDG_CONFIG_HOME", "XDG_STATE_HOME")
        env = {name: vault.env[name] for name in kept}
        command = [sys.executable, "-m", "ui", "--server", user_id]
        latchkey = Leashed(command, env, Path(vault.env["HOME"]) / "latchkey.log")
        # Qt's loop looks after Python's signals and after Latchkey four times a second.
        look = QTimer(interval=250)
        look.timeout.connect(lambda: None if latchkey.alive() else app.quit())
        look.start()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: app.quit())
        app.setQuitOnLastWindowClosed(False)
        app.exec()
        latchkey.stop()
    return 0


def main() -> int:
    """Run the demonstration on the display, or offscreen if there is none."""
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return on_screen()
    return offscreen()


if __name__ == "__main__":
    sys.exit(main())
