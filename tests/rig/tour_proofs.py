"""Part of the tour: every kind of UIA proof, asked for by the scripted homeserver."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from tests.rig.homeserver import ScriptedHomeserver
from tests.rig.stages import EMAIL, PASSWORD, TERMS

if TYPE_CHECKING:
    from tests.rig.person import Person
    from tests.rig.tour import Report

CARD = "org.example.card"
OLD, NEW = "tulip-harbor-mornings-4", "lantern-orbit-velvet-canyon-drift"
ADDRESS = "alice@example.org"


async def tour_proofs(
    report: Report, picture: Callable[[Person, str], Awaitable[None]], size: tuple[int, int]
) -> None:
    """Change a password with an email, terms and a page, in place of the old password.

    Args:
        report: where results go.
        picture: takes one of a person's window.
        size: of the window, in pixels.
    """
    from tests.rig.latchkey import Latchkey
    from tests.rig.pages import Pages

    flows = ((PASSWORD, TERMS), (EMAIL, TERMS, CARD))
    with ScriptedHomeserver(flows=flows) as server, Pages() as pages:
        user_id = server.register("alice", OLD, email=ADDRESS)
        async with Latchkey() as latchkey:
            person = latchkey.person
            latchkey.window.resize(*size)

            async def shown(name: str) -> None:
                await picture(person, name)

            report.say("Proving it with an email, terms and a page")
            await latchkey.sign_in_at(server.base_url, "alice", OLD)
            await latchkey.fill_change(NEW)
            await person.sees("stage.password")
            await person.presses("stage.another")
            await person.sees("stage.ways")
            await shown("stage-another-way")
            await person.chooses("stage.ways", 0)
            await person.sees("stage.known.0")
            await shown("stage-email")
            await person.presses("stage.continue")
            await person.reads_in("stage.status", "a mail is on its way")
            await shown("stage-email-waiting")
            report.check(
                f"a mail went to {ADDRESS}", [each.to for each in server.stages.sent] == [ADDRESS]
            )
            report.check("nothing is changed yet", server.can_sign_in(user_id, OLD))
            server.stages.confirm(ADDRESS)
            await person.sees("stage.terms.0")
            await shown("stage-terms")
            await person.presses("stage.terms.0")
            await person.presses("stage.terms.1")
            await person.presses("stage.continue")
            await person.sees("stage.host")
            await shown("stage-page")
            await person.presses("stage.continue")
            await person.sees("stage.open-again")
            await shown("stage-page-opened")
            report.check("one page was opened", len(pages.opened) == 1)
            server.stages.do(CARD)
            await person.reads_in("banner.sentence", "Password changed at ")
            report.check("the new password is in force", server.can_sign_in(user_id, NEW))
