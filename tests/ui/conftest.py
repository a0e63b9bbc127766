"""Real widgets, offscreen, on the program's own loop."""

from __future__ import annotations

import functools
from collections.abc import Generator, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from app.core.errors import VaultFault
from app.operations.ports.clock import Clock
from app.operations.ports.storage import Vault
from tests.fakes import FakeVault
from tests.mock_homeserver import MockHomeserver
from tests.rig import leftovers
from tests.rig.program import Program
from ui.application.controller import GOODBYE_SECONDS
from ui.platform.event_loop import new_loop
from ui.platform.theme import Scheme, Theme
from ui.uia.prompt import DIALOGS


@pytest.fixture
def anyio_backend(qapp: QApplication) -> tuple[str, dict[str, Any]]:
    return "asyncio", {"loop_factory": lambda: new_loop(qapp)}


@pytest.fixture(autouse=True)
def theme(qapp: QApplication) -> Iterator[Theme]:
    """Dress the application in light, whatever the machine says."""
    dressed = Theme(qapp, Scheme.LIGHT)
    yield dressed
    qapp.styleHints().colorSchemeChanged.disconnect(dressed.apply)


WINDOWS = {
    "MainWindow",
    "QMenu",
    "ConfirmDialog",
    "QFileDialog",
    "NameDialog",
    "AccountMenu",
    *(kind.__name__ for kind in DIALOGS.values()),
}
"""What may be shown as a window of its own."""


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
    assert noticed.seen <= WINDOWS


class Start:
    """Starts programs, and ends them."""

    def __init__(self) -> None:
        self.programs: list[Program] = []

    def __call__(
        self,
        routes: dict[str, Any] | None = None,
        *,
        vault: Vault | VaultFault | None = None,
        sessions: tuple[Any, ...] = (),
        run: bool = True,
        first: Any = None,
        clock: Clock | None = None,
        beside: bool = False,
        grace: float = GOODBYE_SECONDS,
    ) -> Program:
        server = MockHomeserver(routes or {})
        safe = FakeVault() if vault is None else vault
        program = Program(server, vault=safe, first=first, clock=clock, beside=beside, grace=grace)
        program.index.known = list(sessions)
        self.programs.append(program)
        if run:
            program.start()
        return program

    async def end(self) -> None:
        """End them, and fail if one leaves a task, a dialog or a window behind."""
        for program in self.programs:
            await program.end()
            program.window.deleteLater()
        leftovers.assert_none()


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    """End the programs of a test before its loop pauses, not when its fixtures are taken down.

    In between pytest-qt handles Qt's events: what fires then, a timer or a socket, finds no loop.
    """
    start = pyfuncitem.funcargs.get("start")
    if isinstance(start, Start):
        test = pyfuncitem.obj

        @functools.wraps(test)
        async def and_end(**given: Any) -> None:
            try:
                await test(**given)
            finally:
                await start.end()

        pyfuncitem.obj = and_end
    return (yield)


@pytest.fixture
def start(qapp: QApplication, flashes: Flashes) -> Start:
    """Start programs; they end with the test."""
    return Start()
