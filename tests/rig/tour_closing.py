"""Part of the tour: closing an account and erasing what it wrote."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from tests.rig.synapse import Synapse

if TYPE_CHECKING:
    from tests.rig.person import Person
    from tests.rig.tour import Report

PASSWORD = "barley-compass-velvet-9"  # of an account of the tour


async def tour_closing(
    server: Synapse,
    report: Report,
    camera: Callable[[Person, str], Awaitable[None]],
    size: tuple[int, int],
) -> None:
    """Close an account with erase, and check what an old member and a new one can read.

    Args:
        server: one where nobody is called erin, mona or nina.
        report: where results go.
        camera: takes a picture.
        size: of the window, in pixels.
    """
    from tests.rig.latchkey import Latchkey
    from tests.rig.person import until

    erin = server.register("erin", PASSWORD)
    server.add_threepids("erin", email="erin@example.org")
    phone = server.sign_in(erin, PASSWORD, "Element on Android").token
    members = [server.register(name, PASSWORD) for name in ("mona", "nina")]
    mona, nina = (server.sign_in(each, PASSWORD).token for each in members)
    room = server.make_room(phone, preset="public_chat", name="Book club")
    server.join(mona, room)
    server.send(phone, room, "See you on Thursday!")
    report.say("Closing an account, with erase")
    async with Latchkey() as latchkey:
        person = latchkey.person
        latchkey.window.resize(*size)
        await latchkey.sign_in(erin, PASSWORD)
        await person.presses("nav.deactivate")
        await person.sees("page.deactivate")
        await until(lambda: person.find("deactivate.rooms.stop") is None, "the rooms")
        await camera(person, "deactivate")
        await person.presses("deactivate.erase")
        await person.types("deactivate.typed", erin)
        await camera(person, "deactivate-ready")
        report.check("before the last press it is open", not server.is_closed("erin"))
        await person.presses("deactivate.close")
        await latchkey.prove(PASSWORD)
        await person.sees("page.closed")
        await camera(person, "closed")
        report.check("the account is closed", server.is_closed("erin"))
        report.check("no password signs in", server.try_sign_in(erin, PASSWORD).status_code == 403)
        report.check("the other device is signed out", not server.token_works(phone))
        old = [each["content"].get("body") for each in server.messages(mona, room)]
        report.check("who was there still reads the message", old == ["See you on Thursday!"])
        server.join(nina, room)
        new = [each["content"] for each in server.messages(nina, room)]
        report.check("who joins now gets an empty copy", new == [{}])
        report.check("nothing of it is kept", latchkey.index.sessions() == [])
        await person.presses("closed.done")
        await person.sees("page.sign-in")
