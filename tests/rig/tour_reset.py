"""Part of the tour: a forgotten password, reset by email, with a restart in between."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from tests.rig.links import confirm
from tests.rig.synapse import Synapse

if TYPE_CHECKING:
    from tests.rig.inbox import Inbox
    from tests.rig.person import Person
    from tests.rig.tour import Report

FORGOTTEN = "copper-meadow-lantern-3"
ADDRESS = "dora@example.org"
NEW = "saffron-glacier-tambourine-willow"


async def tour_reset(
    server: Synapse,
    inbox: Inbox,
    report: Report,
    camera: Callable[[Person, str], Awaitable[None]],
    size: tuple[int, int],
) -> None:
    """Reset a password by email, closing the window in between; check the server after each step.

    Args:
        server: one that sends mail, where nobody is called dora.
        inbox: receives the mail.
        report: where results go.
        camera: takes a picture.
        size: of the window, in pixels.
    """
    from app.concurrency import in_thread
    from tests.rig.latchkey import Latchkey
    from tests.rig.person import until

    dora = server.register("dora", FORGOTTEN)
    server.add_threepids("dora", email=ADDRESS)
    phone = server.sign_in(dora, FORGOTTEN, "Element on Android")
    report.say("A forgotten password")
    async with Latchkey() as latchkey:
        person = latchkey.person
        latchkey.window.resize(*size)
        await person.types("sign-in.where", server.server_name)
        await person.presses("sign-in.continue")
        await person.types("sign-in.who", ADDRESS)
        await person.presses("sign-in.forgot")
        await person.types("password.new", NEW)
        await person.types("password.again", NEW)
        await camera(person, "reset")
        await person.presses("reset.devices.sign-out")
        await person.presses("reset.send")
        await person.sees("page.reset-wait")
        await camera(person, "reset-waiting")
    mail = await until(inbox.newest, "the mail")
    assert mail is not None
    report.check("the mail is in the inbox", mail.to == ADDRESS)
    await in_thread(lambda: confirm(mail.text))
    report.check("nothing was set while nobody was there", server.can_sign_in(dora, FORGOTTEN))
    async with Latchkey() as latchkey:
        person = latchkey.person
        latchkey.window.resize(*size)
        await person.sees("sign-in.reset.0")
        await camera(person, "reset-kept")
        await person.presses("sign-in.reset.0.go-on")
        await person.types("password.new", NEW)
        await person.types("password.again", NEW)
        await person.presses("reset.send")
        await person.sees("page.reset-done")
        await camera(person, "reset-done")
        report.check("the forgotten password is refused", not server.can_sign_in(dora, FORGOTTEN))
        report.check("the new one signs in", server.can_sign_in(dora, NEW))
        report.check("the phone is signed out, as asked", not server.token_works(phone.token))
        await person.presses("reset.sign-in")
        await latchkey.sees_account()
        await latchkey.sign_out()
        await person.reads_in("banner.sentence", "is signed out")
    report.check("nothing of it is kept", latchkey.index.resets() == [])
