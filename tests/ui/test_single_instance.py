"""One window for each user."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

import ui.platform.single_instance
from tests.rig.process import PATIENCE_SECONDS, ROOT
from tests.ui.conftest import Start
from ui.platform.single_instance import SingleInstance

SECOND = """
import sys
from pathlib import Path

import ui.platform.single_instance as module
from PySide6.QtCore import QCoreApplication

class Told(module.SingleInstance):
    def _wake(self, where):
        found = super()._wake(where)
        print(found.name, flush=True)
        return found

app = QCoreApplication([])
folder, where, patience = sys.argv[1:]
module.PATIENCE_MS = int(patience)
module.ENDING_MS = 60_000
second = Told(Path(folder))
print(second.claim(where), second.beside)
second.release()
"""
"""A second start: says what it has found with each try, whether it stays, and whether beside."""

TRIES = 10

SecondStart = subprocess.Popen[str]


def second_start(folder: Path, where: str, patience: int = 60_000) -> SecondStart:
    command = [sys.executable, "-c", SECOND, str(folder), where, str(patience)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def says(qtbot: QtBot, start: SecondStart) -> list[str]:
    """Wait for a start's end while Qt's loop runs, and return the lines that were not read yet."""
    qtbot.waitUntil(lambda: start.poll() is not None, timeout=round(PATIENCE_SECONDS * 1000))
    return start.communicate()[0].splitlines()


def read(start: SecondStart) -> str:
    """Return a start's next line, without running Qt's loop."""
    assert start.stdout is not None
    return start.stdout.readline().strip()


def test_a_start_before_anybody_listens_is_heard_later(qtbot: QtBot, tmp_path: Path):
    first = SingleInstance(tmp_path)
    assert first.claim("")
    assert says(qtbot, second_start(tmp_path, "example.org")) == ["AWAKE", "False False"]
    heard: list[str] = []
    first.listen(heard.append)
    assert heard == ["example.org"]
    first.release()


def test_a_start_between_the_lock_and_the_listening_waits(qtbot: QtBot, tmp_path: Path):
    first = SingleInstance(tmp_path)
    assert first._lock.tryLock(0)
    second = second_start(tmp_path, "example.org")
    assert [read(second) for _ in range(TRIES)] == ["NOBODY"] * TRIES
    first._open()
    assert says(qtbot, second)[-2:] == ["AWAKE", "False False"]
    assert first._unheard == ["example.org"]
    first.release()


def test_a_first_that_does_not_answer_is_run_beside(qtbot: QtBot, tmp_path: Path):
    """Its process hangs: the system takes the connection all the same."""
    first = SingleInstance(tmp_path)
    assert first.claim("")
    second = second_start(tmp_path, "", patience=1)
    assert second.communicate()[0].splitlines() == ["SILENT", "True True"]
    qtbot.waitUntil(lambda: first._unheard == [""])  # it comes to, and is not harmed
    first.release()


def test_a_start_while_the_first_ends_takes_its_place(qtbot: QtBot, tmp_path: Path):
    first = SingleInstance(tmp_path)
    assert first.claim("")
    first.stop_listening()
    second = second_start(tmp_path, "example.org")
    assert [read(second) for _ in range(TRIES)] == ["NOBODY"] * TRIES
    first.release()
    assert says(qtbot, second)[-1] == "True False"


def test_a_start_that_was_connected_when_the_first_began_to_end_tries_again(
    qtbot: QtBot, tmp_path: Path
):
    first = SingleInstance(tmp_path)
    assert first.claim("")
    heard: list[str] = []
    first.listen(heard.append)
    socket = QLocalSocket()
    socket.connectToServer(first._name)
    qtbot.waitUntil(lambda: len(first._server.findChildren(QLocalSocket)) == 1)
    first.stop_listening()
    with qtbot.waitSignal(socket.disconnected, timeout=round(PATIENCE_SECONDS * 1000)):
        socket.write(b"example.org\n")
    assert socket.bytesAvailable() == 0
    assert heard == []
    first.release()


@pytest.fixture
def deaf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have no folder for sockets."""
    monkeypatch.setenv("TMPDIR", str(tmp_path / "nowhere"))
    monkeypatch.setattr(ui.platform.single_instance, "ENDING_MS", 1)


@pytest.mark.usefixtures("deaf", "qapp")
def test_one_that_cannot_be_reached_is_not_waited_for_without_end(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.claim("")
    first.listen(lambda where: None)
    assert "other starts are not heard: HostNotFoundError" in caplog.text
    assert not first.beside
    assert second.claim("")
    assert second.beside
    second.listen(lambda where: None)
    assert "another one runs, and does not answer" in caplog.text
    second.release()
    assert not SingleInstance(tmp_path)._lock.tryLock(0), "the first one's lock is its own"
    first.release()


@pytest.mark.usefixtures("qapp")
def test_a_folder_that_takes_no_lock_is_no_reason_to_wait(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    folder = tmp_path / "gone"
    only = SingleInstance(folder)
    folder.rmdir()
    assert only.claim("")
    only.listen(lambda where: None)
    assert not only.beside
    assert "no lock: " in caplog.text


async def test_that_another_one_runs_is_said(start: Start):
    program = start(beside=True)
    await program.person.reads_in("banner.sentence", "Latchkey is already open")
    await program.person.reads_in("banner.next", "Close the other window")


def test_without_a_folder_it_starts_and_the_second_start_still_wakes_it(
    qtbot: QtBot, tmp_path: Path
):
    (tmp_path / "file").write_text("no folder")
    folder = tmp_path / "file" / "latchkey"
    first = SingleInstance(folder)
    assert first.claim("")
    heard: list[str] = []
    first.listen(heard.append)
    assert says(qtbot, second_start(folder, "example.org"))[-1] == "False False"
    assert heard == ["example.org"]
    first.release()


@pytest.mark.parametrize("written", [b"", bytes(8), b"garbage", b"1\nlatchkey\nelsewhere\nx\ny\n"])
def test_a_lock_that_nobody_holds_is_in_nobodys_way(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: bytes
):
    monkeypatch.setattr(ui.platform.single_instance, "ENDING_MS", 60_000)
    (tmp_path / "running.lock").write_bytes(written)
    first = SingleInstance(tmp_path)
    assert first.claim("")
    assert not first.beside
    assert says(qtbot, second_start(tmp_path, "")) == ["AWAKE", "False False"]
    first.release()


@pytest.mark.parametrize("what", ["folder", "pipe", "broken link"])
def test_what_cannot_be_a_lock_is_done_without(qtbot: QtBot, tmp_path: Path, what: str):
    path = tmp_path / "running.lock"
    if what == "folder":
        path.mkdir()
    elif what == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(tmp_path / "nowhere" / "lock")
    first = SingleInstance(tmp_path)
    assert first.claim("")
    assert not first.beside
    first.release()


def test_a_folder_whose_name_is_no_text_can_be_claimed(qtbot: QtBot, tmp_path: Path):
    first = SingleInstance(Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff")))
    assert first.claim("")
    first.release()
