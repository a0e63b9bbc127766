"""Nobody is here: a warning, then the end of what is in memory."""

from __future__ import annotations

import httpx
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.core.errors import SettingsFault, VaultAbsent
from tests.fakes import FakeClock
from tests.mock_homeserver import USER, V3, html, ok, uia
from tests.rig.person import until
from ui.application.idle_timeout import IdleTimeout
from ui.window.main_window import MainWindow

LOGOUT = f"POST {V3}/logout"
CHANGE = f"POST {V3}/account/password"


class Clocks:
    """A clock that can be set, and one that stops while the computer sleeps."""

    def __init__(self) -> None:
        self.wall = 1_000_000.0
        self.steady = 500.0

    def pass_by(self, seconds: float) -> None:
        self.wall += seconds
        self.steady += seconds


class Watched:
    def __init__(self, window: MainWindow) -> None:
        self.clocks = Clocks()
        self.minutes = 5
        self.guarded = True
        self.ends = 0
        self.watch = IdleTimeout(
            window,
            lambda: self.minutes,
            lambda: self.guarded,
            self._end,
            lambda: self.clocks.wall,
            lambda: self.clocks.steady,
        )
        self.watch.look()

    def _end(self) -> None:
        self.ends += 1

    def after(self, seconds: float) -> tuple[bool, int]:
        """Let time pass; return whether there is a warning, and how often it ended."""
        self.clocks.pass_by(seconds)
        self.watch.look()
        return not self.watch.warning.isHidden(), self.ends


@pytest.fixture
def window(qapp: QApplication, qtbot):
    made = MainWindow()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def watched(window: MainWindow):
    made = Watched(window)
    yield made
    made.guarded = False
    made.watch.look()


def test_a_minute_before_the_end_there_is_a_warning(watched: Watched):
    assert watched.after(239) == (False, 0)
    assert watched.after(2) == (True, 0)
    assert "signed out in 0:59" in watched.watch.warning.text.text()
    assert watched.after(30) == (True, 0)
    assert "in 0:29" in watched.watch.warning.text.text()
    assert watched.after(30) == (False, 1)
    watched.guarded = False
    assert watched.after(600) == (False, 1), "there is nothing left to end"


def test_any_key_ends_the_warning(watched: Watched, window: MainWindow):
    assert watched.after(270) == (True, 0)
    QTest.keyClick(window, Qt.Key.Key_Shift)
    assert watched.after(0) == (False, 0)
    assert watched.after(239) == (False, 0)


def test_the_mouse_ends_it_as_well(watched: Watched, window: MainWindow):
    assert watched.after(270) == (True, 0)
    QTest.mouseMove(window, QPoint(40, 40))
    QTest.mouseClick(window, Qt.MouseButton.LeftButton)
    assert watched.after(0) == (False, 0)


@pytest.mark.parametrize("limit", ["off", "unguarded"])
def test_without_a_reason_nobody_is_watched(watched: Watched, limit: str):
    if limit == "off":
        watched.minutes = 0
    else:
        watched.guarded = False
    assert watched.after(24 * 3600) == (False, 0)
    watched.minutes, watched.guarded = 5, True
    assert watched.after(0) == (False, 0), "it begins anew"
    assert watched.after(301) == (False, 1)


def test_a_computer_that_slept_over_the_limit_ends_it(watched: Watched):
    watched.clocks.wall += 3600
    assert watched.after(0) == (False, 1)


def test_a_clock_that_was_set_back_delays_nothing(watched: Watched):
    watched.clocks.wall -= 24 * 3600
    assert watched.after(270) == (True, 0)
    assert watched.after(31) == (False, 1)


# --- the program --------------------------------------------------------------------------------


class Hours(FakeClock):
    """A clock that tests move."""

    def __init__(self) -> None:
        super().__init__()
        self.ahead = 0.0

    def now(self) -> float:
        return super().now() + self.ahead


async def in_memory(start, routes=None, clock=None):
    program = start(routes, vault=VaultAbsent(), clock=clock)
    await program.sign_in()
    await until(lambda: program.controller.context.view, "the account to be read")
    return program, program.person


async def choose(person, minutes_at: int) -> None:
    box = await person.sees("account.idle")
    box.setFocus()
    for _ in range(minutes_at):
        QTest.keyClick(box, Qt.Key.Key_Down)


async def test_the_limit_is_off_and_can_be_chosen(start):
    program, person = await in_memory(start)
    box = await person.sees("account.idle")
    assert box.currentText() == "never"
    await choose(person, 2)
    assert box.currentText() == "after 10 minutes"
    await until(lambda: program.index.idle_minutes == 10, "the limit")


async def test_a_choice_that_cannot_be_kept_is_said(start, monkeypatch):
    program, person = await in_memory(start)
    program.index.fails = True
    await choose(person, 1)
    await person.reads_in("banner.sentence", "The limit holds until you close Latchkey.")
    assert "Latchkey can't save its settings." in person.reads("banner.next")
    assert "memory" not in person.reads("banner.next")


async def test_a_session_that_is_kept_has_no_limit(start):
    program = start()
    await program.sign_in()
    await until(lambda: program.controller.context.view, "the account to be read")
    assert program.person.find("account.idle") is None
    program.index.idle_minutes = 5
    program.controller.idle.look()
    assert not program.controller.idle._watching


async def test_when_nobody_is_there_the_session_ends_on_the_server(start):
    clock = Hours()
    program, person = await in_memory(start, {CHANGE: uia(["m.login.password"])}, clock)
    await choose(person, 1)
    await person.presses("nav.password")
    for name in ("password.new", "password.again"):
        await person.types(name, "lantern-orbit-velvet")
    await person.presses("password.change")
    await person.types("stage.password", "half of it")
    program.controller.idle.look()
    clock.ahead = 250.0
    program.controller.idle.look()
    await person.sees("idle")
    clock.ahead = 301.0
    program.controller.idle.look()
    await person.reads_in("banner.sentence", f"{USER} was signed out, because nobody was here.")
    assert person.find("stage") is None
    assert len(program.server.sent(LOGOUT)) == 1
    assert person.reads("banner.next") == ""
    assert list(program.controller.open_accounts) == []


@pytest.mark.parametrize("answer", [html(502), httpx.ConnectError("x")])
async def test_where_the_server_cannot_be_told_it_is_forgotten_all_the_same(start, answer):
    clock = Hours()
    program, person = await in_memory(start, {LOGOUT: answer}, clock)
    await choose(person, 1)
    await until(lambda: program.index.idle_minutes, "the limit")
    program.controller.idle.look()
    clock.ahead = 301.0
    program.controller.idle.look()
    await person.reads_in("banner.next", "The server may still list the device")
    assert list(program.controller.open_accounts) == []
    program.server.routes[LOGOUT] = ok({})


async def test_settings_remember_the_limit(tmp_path, monkeypatch):
    from app.store.settings import Settings

    prefs = Settings(tmp_path / "settings.json")
    assert prefs.idle_minutes == 0
    await prefs.limit_idle(15)
    assert Settings(tmp_path / "settings.json").idle_minutes == 15
    (tmp_path / "settings.json").write_text('{"idle_minutes": -3}')
    assert Settings(tmp_path / "settings.json").idle_minutes == 0

    def fail(**_: object) -> None:
        raise OSError

    monkeypatch.setattr("tempfile.mkstemp", fail)
    with pytest.raises(SettingsFault):
        await prefs.limit_idle(30)
    assert prefs.idle_minutes == 30, "for this run"
