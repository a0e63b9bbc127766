"""The program as a process of its own: its options, its log, its one window, its end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store.paths import log_file
from app.version import VERSION
from tests.rig.process import PATIENCE_SECONDS, ROOT
from tests.rig.secret_service import SecretService

Program = subprocess.Popen[str]


@pytest.fixture
def programs() -> Iterator[list[Program]]:
    running: list[Program] = []
    yield running
    for program in running:
        program.kill()
        program.communicate()


def run(programs: list[Program], *arguments: str) -> Program:
    return start(programs, "-m", "ui", *arguments)


def run_script(programs: list[Program], script: str, *arguments: str) -> Program:
    return start(programs, "-c", script, *arguments)


def heed_hangups() -> None:
    """Take back what nohup, under which the tests themselves may run, has set for this process."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


def start(programs: list[Program], *command: str, before: tuple[str, ...] = ()) -> Program:
    program = subprocess.Popen(
        [*before, sys.executable, *command],
        cwd=ROOT,
        env=dict(os.environ),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed_hangups,
    )
    programs.append(program)
    return program


def read_until(program: Program, words: str) -> None:
    """Read its log up to a line with these words."""
    assert program.stderr is not None
    said = []
    for line in program.stderr:
        said.append(line)
        if words in line:
            return
    raise AssertionError(f"it ended with {program.wait()}, and said:\n{''.join(said)}")


def wait_until_ready(program: Program) -> None:
    """Read its log until all parts are there."""
    read_until(program, "vault: ")


def test_it_says_its_version_and_its_options(programs: list[Program]):
    out, _ = run(programs, "--version").communicate(timeout=PATIENCE_SECONDS)
    assert out.strip() == f"Latchkey {VERSION}"
    out, _ = run(programs, "--help").communicate(timeout=PATIENCE_SECONDS)
    for option in ("--server", "--user", "--debug", "--version"):
        assert option in out


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_it_ends_when_told(
    secret_service: SecretService, programs: list[Program], number: signal.Signals
):
    program = run(programs, "--debug", "--server", "example.org")
    wait_until_ready(program)
    program.send_signal(number)
    _, rest = program.communicate(timeout=PATIENCE_SECONDS)
    assert program.returncode == 0
    assert "Traceback" not in rest


def test_it_outlives_its_terminal_where_it_is_asked_to(
    secret_service: SecretService, programs: list[Program]
):
    program = start(programs, "-m", "ui", "--debug", before=("nohup",))
    wait_until_ready(program)
    program.send_signal(signal.SIGHUP)
    assert run(programs).wait(PATIENCE_SECONDS) == 0
    read_until(program, "woken")


def test_its_log_is_where_the_system_has_it(secret_service: SecretService, programs: list[Program]):
    program = run(programs, "--debug")
    wait_until_ready(program)
    program.terminate()
    program.communicate(timeout=PATIENCE_SECONDS)
    path = log_file()
    assert path.is_relative_to(Path(secret_service.env["HOME"]))
    assert "vault: SystemVault" in path.read_text()


def test_a_second_start_wakes_the_first(secret_service: SecretService, programs: list[Program]):
    first = run(programs, "--debug")
    wait_until_ready(first)
    second = run(programs, "--server", "example.org")
    assert second.wait(PATIENCE_SECONDS) == 0
    read_until(first, "woken")
    assert first.poll() is None


def test_one_that_was_killed_is_in_nobodys_way(
    secret_service: SecretService, programs: list[Program]
):
    first = run(programs, "--debug")
    wait_until_ready(first)
    first.kill()
    first.communicate(timeout=PATIENCE_SECONDS)
    second = run(programs, "--debug")
    wait_until_ready(second)
    assert second.poll() is None


IMPATIENT = """
import sys

import ui.main as program
import ui.platform.single_instance as module

module.ENDING_MS, module.PATIENCE_MS = 1000, 500
sys.exit(program.main(["--debug"]))
"""


def test_a_first_that_cannot_be_reached_is_said_and_run_beside(
    secret_service: SecretService,
    programs: list[Program],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
):
    monkeypatch.setenv("TMPDIR", str(tmp_path / "nowhere"))
    first = run(programs, "--debug")
    read_until(first, "other starts are not heard")
    wait_until_ready(first)
    second = run_script(programs, IMPATIENT)
    read_until(second, "another one runs, and does not answer")
    wait_until_ready(second)
    assert first.poll() is None


def test_a_first_that_is_frozen_is_said_and_run_beside(
    secret_service: SecretService, programs: list[Program]
):
    first = run(programs, "--debug")
    wait_until_ready(first)
    first.send_signal(signal.SIGSTOP)
    second = run_script(programs, IMPATIENT)
    read_until(second, "another one runs, and does not answer")
    wait_until_ready(second)
    first.send_signal(signal.SIGCONT)
    read_until(first, "woken")
    assert first.poll() is None


IMPORTS_SLOWLY = """
import importlib
import sys

import ui.main as program

load = importlib.import_module


def slowly(name, package=None):
    if name == "app.store.settings":
        print("importing", flush=True)
        sys.stdin.readline()
    return load(name, package)


importlib.import_module = slowly
sys.exit(program.main(["--debug"]))
"""


def test_a_start_while_the_first_still_imports_wakes_it(
    secret_service: SecretService, programs: list[Program]
):
    first = run_script(programs, IMPORTS_SLOWLY)
    assert first.stdout is not None
    assert first.stdin is not None
    assert first.stdout.readline() == "importing\n"
    second = run(programs, "--server", "example.org")
    assert second.wait(PATIENCE_SECONDS) == 0
    first.stdin.write("\n")
    first.stdin.flush()
    read_until(first, "woken")
    assert first.poll() is None


CLOSES_SLOWLY = """
import asyncio
import os
import signal
import sys

import ui.application.controller as module
import ui.main as program
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

put_away = module.AppController._put_away


async def slowly(self):
    print("closing", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    await put_away(self)


def close():
    if sys.argv[1] == "signal":
        os.kill(os.getpid(), signal.SIGTERM)
    else:
        the_window().close()


def the_window():
    return next(each for each in QApplication.topLevelWidgets() if each.objectName() == "window")


run = module.AppController.run


async def run_and_close(self):
    QTimer.singleShot(0, close)
    await run(self)


module.AppController._put_away = slowly
module.AppController.run = run_and_close
sys.exit(program.main([]))
"""

TRIES_ALOUD = """
import sys

import ui.main as program
import ui.platform.single_instance as module

wake = module.SingleInstance._wake


def aloud(self, where):
    found = wake(self, where)
    print(found.name, flush=True)
    return found


module.SingleInstance._wake = aloud
sys.exit(program.main(["--debug"]))
"""


@pytest.mark.parametrize("how", ["window", "signal"])
def test_a_start_while_the_first_closes_takes_its_place(
    secret_service: SecretService, programs: list[Program], how: str
):
    first = run_script(programs, CLOSES_SLOWLY, how)
    assert first.stdout is not None
    assert first.stdin is not None
    assert first.stdout.readline() == "closing\n"
    second = run_script(programs, TRIES_ALOUD)
    assert second.stdout is not None
    assert second.stdout.readline() == "NOBODY\n"
    first.stdin.write("\n")
    first.stdin.flush()
    wait_until_ready(second)
    assert first.wait(PATIENCE_SECONDS) == 0
    assert second.poll() is None


BROKEN = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
import ui.main as program

sys.modules["msgspec"] = None  # as if it was not installed


def look():
    window = next(each for each in QApplication.topLevelWidgets() if each.objectName() == "window")
    copy = window.findChild(QPushButton, "cannot-start.copy")
    if copy is None:
        QTimer.singleShot(20, look)
        return
    print(window.findChild(QLabel, "cannot-start.sentence").text())
    copy.click()
    print(QApplication.clipboard().text())
    {end}

QTimer.singleShot(0, look)
sys.exit(program.main([]))
"""
QUIT = 'window.findChild(QPushButton, "cannot-start.continue").click()'


@pytest.mark.parametrize("end", [QUIT, "window.close()"])
def test_an_installation_that_is_broken_is_said_in_the_window(private_home: Path, end: str):
    done = subprocess.run(
        [sys.executable, "-c", BROKEN.format(end=end)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_SECONDS,
    )
    assert done.returncode == 1
    assert "Install Latchkey again." in done.stdout
    assert "CannotStart · ModuleNotFoundError: msgspec" in done.stdout
    assert done.stderr.startswith("Traceback")
    assert done.stderr.count("Traceback") == 1, "of what is missing, and of nothing else"


CLOSED_AT_ONCE = """
import sys
from PySide6.QtCore import QTimer
import ui.main as program

show = program.MainWindow.show

def show_and_close(window):
    show(window)
    QTimer.singleShot(0, window.close)

program.MainWindow.show = show_and_close
sys.exit(program.main([]))
"""


def test_it_can_be_closed_before_all_of_it_is_there(private_home: Path):
    done = subprocess.run(
        [sys.executable, "-c", CLOSED_AT_ONCE],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_SECONDS,
    )
    assert (done.returncode, done.stdout) == (0, "")
    assert "Traceback" not in done.stderr
    assert not log_file().exists(), "nothing of it was started"
