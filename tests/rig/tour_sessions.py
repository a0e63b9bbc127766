"""Part of the tour: several accounts, devices, a locked and a suspended account."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from tests.rig.synapse import Synapse

if TYPE_CHECKING:
    from tests.rig.person import Person
    from tests.rig.tour import Report

PASSWORD = "marble-window-saddle-8"


async def tour_sessions(
    server: Synapse,
    report: Report,
    camera: Callable[[Person, str], Awaitable[None]],
    size: tuple[int, int],
) -> None:
    """Switch accounts, sign devices out, lock and suspend an account; check the server after each.

    Args:
        server: one where nobody is called bob or carol.
        report: where results go.
        camera: takes a picture.
        size: of the window, in pixels.
    """
    from PySide6.QtCore import Qt

    from tests.fakes import StillClock
    from tests.rig.latchkey import Latchkey
    from tests.rig.person import until

    bob, carol = (server.register(name, PASSWORD) for name in ("bob", "carol"))
    devices = [server.sign_in(carol, PASSWORD, name) for name in ("Old phone", "Lost laptop")]
    clock = StillClock()
    async with Latchkey(clock=clock) as latchkey:
        person = latchkey.person
        latchkey.window.resize(*size)

        report.say("Two accounts")
        await latchkey.sign_in(bob, PASSWORD)
        await person.presses("chip")
        await person.presses("switcher.add")
        await latchkey.sign_in(carol, PASSWORD)
        await person.presses("chip")
        await person.sees("switcher.list")
        await camera(person, "switcher")
        await person.hits(Qt.Key.Key_Escape, "switcher.list")
        report.check(
            "each account has its own device on the server",
            server.device_names("bob") == ["Latchkey on Linux"]
            and "Latchkey on Linux" in server.device_names("carol"),
        )

        report.say("Devices")
        for device in devices:
            await person.presses(f"devices.{device.device_id}")
        await person.presses("devices.sign-out")
        await person.sees("ask")
        await camera(person, "ask-devices")
        await person.presses("ask.continue")
        await latchkey.prove(PASSWORD)
        await person.reads_in("banner.sentence", "2 devices are signed out.")
        await camera(person, "devices-signed-out")
        report.check("both tokens are dead", not any(server.token_works(d.token) for d in devices))

        report.say("Locked, and unlocked again")
        server.lock("carol")
        await latchkey.read_again()
        await person.reads_in("reauth.server", "has been locked")
        await camera(person, "locked")
        await until(lambda: clock.waited, "the next look")
        server.lock("carol", locked=False)
        clock.tick()
        await latchkey.sees_account()
        context = latchkey.controller.context
        assert context is not None
        token = context.api.tokens.access.reveal()
        report.check("the session is the same as before", server.token_works(token))

        report.say("Suspended")
        server.suspend("carol")
        await latchkey.read_again()
        await person.sees("account.suspended")
        await camera(person, "suspended")
        await latchkey.sign_out()
        await person.reads_in("banner.sentence", f"{carol} is signed out")
        report.check("no device of the suspended account is left", not server.device_names("carol"))
        await latchkey.sees_account()
        report.check("the other account is still signed in", len(server.device_names("bob")) == 1)
        await latchkey.sign_out()
        await person.sees("page.sign-in")
        report.check("nobody is signed in any more", server.device_names("bob") == [])
