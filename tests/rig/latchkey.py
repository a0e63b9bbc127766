"""Latchkey itself, in this process, with all its real parts."""

from __future__ import annotations

import asyncio
from types import TracebackType

from app.store.prefs import Prefs, config_file
from tests.rig.person import Person, until
from ui.main import build_services
from ui.shell import Shell
from ui.window import MainWindow


class Latchkey:
    """Run the program as `ui.main` does, and give a person its window."""

    def __init__(self) -> None:
        self.index = Prefs(config_file())
        self.window = MainWindow()
        self.shell = Shell(self.window, self.index, lambda: build_services(self.index))
        self.person = Person(self.window)
        self._running: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Latchkey:
        self._running = asyncio.get_running_loop().create_task(self.shell.run(), name="latchkey")
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._running is not None
        self.window.close()
        await self._running
        self.window.deleteLater()

    async def sign_in(self, user_id: str, password: str, *, keep: bool = True) -> None:
        """Sign in with a Matrix ID, as a person does."""
        person = self.person
        await person.types("sign-in.where", user_id)
        await person.presses("sign-in.continue")
        await person.types("sign-in.password", password)
        box = await person.sees("sign-in.keep")
        if box.isEnabled() and not keep:
            await person.presses("sign-in.keep")
        await person.presses("sign-in.enter")
        await self.sees_account()

    async def sees_account(self) -> None:
        """Wait until the account has been read."""
        await self.person.sees("page.account")
        await until(lambda: self.shell.context and self.shell.context.view, "the account")

    async def fill_change(self, new: str, *, sign_out_others: bool = False) -> None:
        """Fill the Password page in and press its button."""
        person = self.person
        await person.presses("nav.password")
        await person.types("password.new", new)
        await person.types("password.again", new)
        if sign_out_others:
            await person.presses("password.devices.sign-out")
        await person.presses("password.change")

    async def prove(self, password: str) -> None:
        """Answer the dialog that asks for the current password."""
        await self.person.types("stage.password", password)
        await self.person.presses("stage.continue")
