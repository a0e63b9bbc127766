"""Drive Latchkey through its main jobs, offscreen, and check each result on the server.

    python -m tests.rig.tour [--scheme light|dark] [--size WxH] [--pictures FOLDER]

It is the demonstration on a machine without a display, it makes the pictures that people look at
before a release, and it runs as a test.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.rig.mail import MailSink
from tests.rig.secret_service import SecretService
from tests.rig.synapse import Synapse

if TYPE_CHECKING:
    from tests.rig.inbox import Inbox

OLD = "tulip-harbor-mornings-4"
NEW = "lantern-orbit-velvet-canyon-drift"
DEVICES = ("Element on Android", "Element Web on Firefox", "NeoChat on laptop")


class TourFailed(AssertionError):
    """The server's state is not what the tour expected."""


@dataclass
class Report:
    """Print each result as it is checked, and keep count."""

    say: Callable[[str], None]
    checked: int = 0

    def check(self, what: str, true: bool) -> None:
        """Print a result that was read from the server, and count it.

        Raises:
            TourFailed: it is not true.
        """
        self.say(f"  {'ok' if true else 'NOT SO'}  {what}")
        if not true:
            raise TourFailed(what)
        self.checked += 1


def prepare(server: Synapse) -> tuple[str, list[str]]:
    """Register Alice with three devices, an email address and a phone number.

    Returns:
        Her user ID, and the devices' tokens.
    """
    user_id = server.register("alice", OLD)
    devices = [server.sign_in(user_id, OLD, name) for name in DEVICES]
    server.add_threepids("alice", email="alice@example.org", msisdn="491701234567")
    return user_id, [device.token for device in devices]


async def tour(
    server: Synapse, inbox: Inbox, report: Report, pictures: Path, size: tuple[int, int]
) -> None:
    """Sign in, change the password twice, sign out; check the server after each step.

    Args:
        server: a Synapse without users.
        inbox: receives its mail.
        report: where results go.
        pictures: folder for the screenshots.
        size: of the window, in pixels.
    """
    from tests.rig.latchkey import Latchkey
    from tests.rig.person import Person
    from tests.rig.tour_closing import tour_closing
    from tests.rig.tour_proofs import tour_proofs
    from tests.rig.tour_reset import tour_reset
    from tests.rig.tour_sessions import tour_sessions

    number = 0

    async def camera(person: Person, name: str) -> None:
        nonlocal number
        number += 1
        await person.picture(pictures / f"{number:02}-{name}.png")

    user_id, tokens = prepare(server)
    async with Latchkey() as latchkey:
        person = latchkey.person
        latchkey.window.resize(*size)

        async def picture(name: str) -> None:
            await camera(person, name)

        report.say("Signing in")
        await person.sees("sign-in.where")
        await picture("sign-in")
        await person.types("sign-in.where", "@alice")
        await person.presses("sign-in.continue")
        await person.reads_in("sign-in.where.note", "The server is missing")
        await picture("sign-in-error")
        await latchkey.sign_in(user_id, OLD)
        await picture("account")
        report.check(
            "the server lists a device called “Latchkey on Linux”",
            "Latchkey on Linux" in server.device_names("alice"),
        )

        report.say("Changing the password, other devices stay")
        await latchkey.fill_change("short")
        await person.reads_in("password.new.note", "at least 8 characters")
        await picture("password-error")
        await person.types("password.new", NEW)
        await person.types("password.again", NEW)
        await person.reads_in("password.strength.words", "Both fields match.")
        await picture("password")
        await person.presses("password.change")
        await person.sees("stage.password")
        await picture("stage")
        await latchkey.prove("tulip-harbor-evenings")
        await person.reads_in("stage.reason", "That is not the current password")
        await picture("stage-error")
        report.check(
            "after a wrong proof the old password signs in", server.can_sign_in(user_id, OLD)
        )
        await latchkey.prove(OLD)
        await person.reads_in("banner.sentence", "Password changed at ")
        await picture("changed")
        report.check("the old password is refused", not server.can_sign_in(user_id, OLD))
        report.check("the new password signs in", server.can_sign_in(user_id, NEW))
        report.check("the 3 other devices are signed in", all(map(server.token_works, tokens)))
        report.check(
            f"devices left: {', '.join(server.device_names('alice'))}",
            len(server.device_names("alice")) == 4,
        )

        report.say("Changing it back, other devices are signed out")
        await latchkey.fill_change(OLD, sign_out_others=True)
        await latchkey.prove(NEW)
        await person.reads_in("banner.next", "Your 3 other devices are signed out.")
        await picture("changed-signed-out")
        report.check("the first password signs in again", server.can_sign_in(user_id, OLD))
        report.check("the 3 tokens are dead", not any(map(server.token_works, tokens)))
        report.check(
            "this device alone is left", server.device_names("alice") == ["Latchkey on Linux"]
        )

        report.say("Signing out")
        await person.presses("nav.account")
        await latchkey.sign_out()
        await person.reads_in("banner.sentence", "is signed out")
        await picture("signed-out")
        report.check("no device is left", server.device_names("alice") == [])

    await tour_reset(server, inbox, report, camera, size)
    await tour_sessions(server, report, camera, size)
    await tour_closing(server, report, camera, size)
    await tour_proofs(report, camera, size)


def _qt_says(kind: object, context: object, text: str) -> None:
    """Print Qt's messages, but for what the offscreen platform says of every window."""
    if "This plugin does not support" not in text:
        print(text, file=sys.stderr)


def main() -> int:
    """Start the servers, run the tour, stop everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scheme", choices=["light", "dark"], default="light")
    parser.add_argument("--size", default="960x680")
    parser.add_argument("--pictures", type=Path, default=Path("build/tour/light"))
    options = parser.parse_args()
    width, height = (int(part) for part in options.size.split("x"))
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.pop("SSL_CERT_FILE", None)
    pictures = options.pictures.resolve()
    from PySide6.QtCore import qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    from tests.rig.inbox import Inbox, Postman

    app = QApplication(sys.argv[:1])
    postman = Postman()
    report = Report(print)
    with (
        tempfile.TemporaryDirectory(prefix="latchkey-tour-") as home,
        SecretService() as vault,
        MailSink(postman.bring) as mail,
        Synapse(smtp_port=mail.port) as server,
    ):
        os.environ.update({**vault.env, "XDG_CONFIG_HOME": home})
        from ui.platform import event_loop
        from ui.platform.theme import Scheme, Theme

        qInstallMessageHandler(_qt_says)
        theme = Theme(app, Scheme(options.scheme))
        inbox = Inbox(postman, "")
        event_loop.run(app, tour(server, inbox, report, pictures, (width, height)))
        print(f"{report.checked} results checked on the server ({theme.scheme.value})")
    print(f"Pictures: {options.pictures}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
