"""Real widgets, offscreen, on the program's own loop."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from app.core.errors import VaultFault
from app.core.secret import Secret
from app.flows.ports import Vault
from app.net.discovery import ServerDiscovery
from app.passwords.strength import estimate
from app.passwords.suggest import passphrase, random_password
from tests.fakes import FakeClock, FakeIndex, FakeVault
from tests.mock_homeserver import MockHomeserver
from tests.rig import leftovers
from tests.rig.person import Person
from ui.aio import new_loop
from ui.context import Passwords, Services
from ui.shell import Shell
from ui.theme import Scheme, Theme
from ui.window import MainWindow


@pytest.fixture
def anyio_backend(qapp: QApplication) -> tuple[str, dict[str, Any]]:
    return "asyncio", {"loop_factory": lambda: new_loop(qapp)}


@pytest.fixture(autouse=True)
def theme(qapp: QApplication) -> Iterator[Theme]:
    """Dress the application in light, whatever the machine says."""
    dressed = Theme(qapp, Scheme.LIGHT)
    yield dressed
    qapp.styleHints().colorSchemeChanged.disconnect(dressed.apply)


class Program:
    """The whole program over a homeserver that answers from a table."""

    def __init__(self, server: MockHomeserver, *, vault: Vault | VaultFault) -> None:
        self.server = server
        self.index = FakeIndex()
        self.vault = vault
        self.window = MainWindow()
        self.shell = Shell(self.window, self.index, self._load)
        self.person = Person(self.window)
        self.passwords = Passwords(estimate, passphrase, random_password)
        self.slow = asyncio.Event()
        self.slow.set()
        self._running: asyncio.Task[None] | None = None

    async def _load(self) -> Services:
        async def at_once(seconds: float) -> None:
            await asyncio.sleep(0)

        await self.slow.wait()

        def open_api(origin: object, token: Secret | None) -> Any:
            return self.server.client(origin, token, sleep=at_once)

        return Services(
            open_api=open_api,
            discovery=ServerDiscovery(lambda origin: open_api(origin, None)),
            index=self.index,
            vault=self.vault,
            clock=FakeClock(),
            passwords=self.passwords,
            device_name="Latchkey on Test",
        )

    def start(self) -> None:
        self._running = asyncio.get_running_loop().create_task(self.shell.run(), name="program")

    async def end(self) -> None:
        self.window.close()
        if self._running is not None:
            await self._running

    async def enter(self) -> None:
        """Give a Matrix ID and a password, and press the button."""
        person = self.person
        await person.types("sign-in.where", "@alice:example.org")
        await person.presses("sign-in.continue")
        await person.types("sign-in.password", "old-password")
        await person.presses("sign-in.enter")

    async def sign_in(self) -> None:
        """Get to the account page as a person does."""
        await self.enter()
        await self.person.sees("page.account")


Start = Callable[..., Program]


class Flashes(QObject):
    """Notices every window that is shown, however briefly."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() == QEvent.Type.Show
        if shown and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.add(type(watched).__name__)
        return False


@pytest.fixture
def flashes(qapp: QApplication) -> Iterator[Flashes]:
    """Fail if a widget is shown before it has a parent: it flashes as a window of its own."""
    noticed = Flashes()
    qapp.installEventFilter(noticed)
    yield noticed
    qapp.removeEventFilter(noticed)
    assert noticed.seen <= {"MainWindow", "PasswordDialog", "QMenu"}


@pytest.fixture
async def start(qapp: QApplication, flashes: Flashes) -> AsyncIterator[Start]:
    """Start programs, end them, and fail if one leaves a task, a dialog or a window behind."""
    programs: list[Program] = []

    def make(
        routes: dict[str, Any] | None = None,
        *,
        vault: Vault | VaultFault | None = None,
        sessions: tuple[Any, ...] = (),
        run: bool = True,
    ) -> Program:
        server = MockHomeserver(routes or {})
        program = Program(server, vault=FakeVault() if vault is None else vault)
        program.index.known = list(sessions)
        programs.append(program)
        if run:
            program.start()
        return program

    yield make
    for program in programs:
        await program.end()
        program.window.deleteLater()
    leftovers.assert_none()
