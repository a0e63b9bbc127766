"""Runs Latchkey in this process, with its real network, storage and window."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from types import TracebackType

from app.operations.ports.clock import Clock
from app.store.paths import config_file
from app.store.settings import Settings
from tests.rig import leftovers
from tests.rig.person import Person, until
from ui.account.services import Services
from ui.application.composition import build_services
from ui.application.controller import GOODBYE_SECONDS, AppController
from ui.window.main_window import MainWindow


class Latchkey:
    """Run the program as `ui.main` does, with a `Person` at its window.

    Leaving the `async with` closes the window, and fails if tasks or windows are left.

    Args:
        clock: replaces the computer's clock, to shorten what would take too long.
        user: Matrix ID of the account to be opened.
        grace: seconds that tasks may take to end when the window closes.
    """

    def __init__(
        self, clock: Clock | None = None, *, user: str = "", grace: float = GOODBYE_SECONDS
    ) -> None:
        self.index = Settings(config_file())
        self.window = MainWindow()
        self._clock = clock
        self.controller = AppController(self.window, self.index, self._load, user=user, grace=grace)
        self.person = Person(self.window)
        self._running: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Latchkey:
        self._running = asyncio.get_running_loop().create_task(
            self.controller.run(), name="latchkey"
        )
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
        if error is None:
            leftovers.assert_none()

    async def _load(self) -> Services:
        services = await build_services(self.index)
        return services if self._clock is None else replace(services, clock=self._clock)

    async def sign_in(self, user_id: str, password: str, *, keep: bool = True) -> None:
        """Sign in with a Matrix ID, and wait until the account has been read."""
        person = self.person
        await person.types("sign-in.where", user_id)
        await person.presses("sign-in.continue")
        await person.types("sign-in.password", password)
        box = await person.sees("sign-in.keep")
        if box.isEnabled() and not keep:
            await person.presses("sign-in.keep")
        await person.presses("sign-in.enter")
        await self.sees_account()

    async def sign_in_at(self, base_url: str, name: str, password: str) -> None:
        """Sign in with a server's address and a user name, and wait until the account is read."""
        person = self.person
        await person.types("sign-in.where", base_url)
        await person.presses("sign-in.continue")
        await person.types("sign-in.who", name)
        await person.types("sign-in.password", password)
        await person.presses("sign-in.enter")
        await self.sees_account()

    async def read_again(self) -> None:
        """Start reading the account again, whatever page is shown."""
        context = self.controller.context
        assert context is not None
        context.cancellable.start(context.refresh(), "read account")

    async def sign_out(self) -> None:
        """Sign out on the Account page, and confirm it."""
        await self.person.presses("account.sign-out")
        await self.person.presses("ask.continue")

    async def sees_account(self) -> None:
        """Wait until the account has been read."""
        await self.person.sees("page.account")
        await until(lambda: self.controller.context and self.controller.context.view, "the account")

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
