"""Runs the whole program in this process, with a mock homeserver."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Any

from app.core.errors import VaultFault
from app.core.identifiers import Origin
from app.core.secret import Secret
from app.net.discovery import ServerDiscovery
from app.operations.ports.clock import Clock
from app.operations.ports.storage import Vault
from app.passwords.strength import estimate
from app.passwords.suggest import passphrase, random_password
from app.store.atomic_write import write_whole
from tests.fakes import FakeClock, FakeIndex
from tests.mock_homeserver import MockHomeserver
from tests.rig.person import Person
from tests.rig.process import PATIENCE_SECONDS
from ui.account.services import Services
from ui.application.composition import oauth_services
from ui.application.controller import GOODBYE_SECONDS, AppController
from ui.new_password.password_helpers import PasswordHelpers
from ui.overview.page import OverviewPage
from ui.sign_in.page import SignInPage
from ui.window.account_pages import AccountPages
from ui.window.main_window import MainWindow


class Program:
    """Run the program without network, keyring or real clock.

    Args:
        server: the mock homeserver.
        vault: stores secrets, or is the error of opening a keyring.
        first: a page that is shown before the program is loaded.
        clock: the clock; by default one on which every pause ends at once.
        beside: whether another instance runs that could not be reached.
        grace: seconds that tasks may take to end when the window closes.

    Attributes:
        slow: while it is not set, loading the program's parts does not finish.
        broken: error that loading the program's parts raises.
    """

    def __init__(
        self,
        server: MockHomeserver,
        *,
        vault: Vault | VaultFault,
        first: OverviewPage | SignInPage | None = None,
        clock: Clock | None = None,
        beside: bool = False,
        grace: float = GOODBYE_SECONDS,
    ) -> None:
        self.server = server
        self.index = FakeIndex()
        self.vault = vault
        self._clock = FakeClock() if clock is None else clock
        self.window = MainWindow()
        if isinstance(first, SignInPage):
            self.window.show_alone(first)
        elif first is not None:
            self.window.show_account(AccountPages({"account": lambda: first}), "account")
        if first is not None:
            self.window.show()
        self._first = first
        self._beside = beside
        self._grace = grace
        self._controller: AppController | None = None
        self.person = Person(self.window)
        self.passwords = PasswordHelpers(estimate, passphrase, random_password)
        self.slow = asyncio.Event()
        self.slow.set()
        self.broken: Exception | None = None
        self._running: asyncio.Task[None] | None = None

    @property
    def controller(self) -> AppController:
        """The application's controller, which is created on first access."""
        if self._controller is None:
            self._controller = AppController(
                self.window,
                self.index,
                self._load,
                first=self._first,
                beside=self._beside,
                grace=self._grace,
            )
        return self._controller

    async def _load(self) -> Services:
        async def at_once(seconds: float) -> None:
            await asyncio.sleep(0)

        await self.slow.wait()
        if self.broken is not None:
            raise self.broken

        def open_api(origin: Origin, token: Secret | None) -> Any:
            return self.server.client(origin, token, sleep=at_once)

        discovery = ServerDiscovery(lambda origin: open_api(origin, None), self._clock.now)
        return Services(
            open_api=open_api,
            discovery=discovery,
            index=self.index,
            choices=self.index,
            resets=self.index,
            settings=self.index,
            vault=self.vault,
            clock=self._clock,
            passwords=self.passwords,
            device_name="Latchkey on Test",
            save=partial(write_whole, synced=False),
            oauth=oauth_services(open_api, discovery, self._clock),
        )

    def start(self) -> None:
        """Start the program's main coroutine, which shows the window."""
        self._running = asyncio.get_running_loop().create_task(
            self.controller.run(), name="program"
        )

    async def end(self) -> None:
        """Close the window, and wait until the program has ended."""
        self.window.close()
        if self._running is not None:
            await self._running

    async def ended(self) -> None:
        """Wait until the program has ended by itself."""
        assert self._running is not None
        await asyncio.wait_for(self._running, PATIENCE_SECONDS)

    async def enter(self) -> None:
        """Enter a Matrix ID and a password, and press the button."""
        person = self.person
        await person.types("sign-in.where", "@alice:example.org")
        await person.presses("sign-in.continue")
        await person.types("sign-in.password", "old-password")
        await person.presses("sign-in.enter")

    async def sign_out(self) -> None:
        """Sign out on the Account page, and confirm it."""
        await self.person.presses("account.sign-out")
        await self.person.presses("ask.continue")

    async def sign_in(self) -> None:
        """Sign in, and wait for the Account page."""
        await self.enter()
        await self.person.sees("page.account")
