"""States of a broken program, for `tests.rig.walk`: a part cannot be loaded or imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.rig.walk import Walker


async def visit_broken(walker: Walker) -> None:
    """Visit the banner that offers to retry, and the dialog of a program that cannot start."""
    from ui.application.cannot_start import CannotStart

    missing = ModuleNotFoundError("No module named 'httpx'", name="httpx")
    async with walker.program() as program:
        program.broken = missing
        await program.person.presses("banner.details")
        await walker.look(program, "load-failed")
        program.window.open_dialog(CannotStart(program.window, missing))
        await program.person.sees("cannot-start.copy")
        await walker.look(program, "cannot-start")
        await program.person.presses("cannot-start.continue")
