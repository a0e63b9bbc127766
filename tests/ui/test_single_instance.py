"""One window for each user."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile
from pytestqt.qtbot import QtBot

import ui.platform.single_instance
from tests.ui.conftest import Start
from ui.platform.single_instance import SingleInstance


def test_a_start_before_anybody_listens_is_heard_later(qtbot: QtBot, tmp_path: Path):
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.claim("")
    assert not second.claim("example.org"), "it has woken the first"
    qtbot.waitUntil(lambda: bool(first._unheard))
    heard: list[str] = []
    first.listen(heard.append)
    assert heard == ["example.org"]
    first.release()


class Second(SingleInstance):
    """A second start, which finds the first between its lock and its listening for a while."""

    TRIES = 10

    def __init__(self, folder: Path, first: SingleInstance) -> None:
        super().__init__(folder)
        self._first = first
        self.tries = 0

    def _wake(self, where: str) -> bool:
        self.tries += 1
        if self.tries == self.TRIES:
            self._first._open()
        return super()._wake(where)


def test_a_start_between_the_lock_and_the_listening_waits(qtbot: QtBot, tmp_path: Path):
    first = SingleInstance(tmp_path)
    assert first._lock.tryLock(0)
    second = Second(tmp_path, first)
    assert not second.claim("example.org"), "it has woken the first"
    assert second.tries == Second.TRIES
    qtbot.waitUntil(lambda: first._unheard == ["example.org"])
    first.release()


def test_a_start_while_the_first_ends_takes_its_place(qtbot: QtBot, tmp_path: Path):
    class Ends(Second):
        def _wake(self, where: str) -> bool:
            found = super()._wake(where)
            self._first._lock.unlock()
            return found

    first = SingleInstance(tmp_path)
    assert first._lock.tryLock(0)
    second = Ends(tmp_path, first)
    assert second.claim("")
    assert not second.beside
    second.release()


@pytest.fixture
def deaf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have no folder for sockets."""
    monkeypatch.setenv("TMPDIR", str(tmp_path / "nowhere"))
    monkeypatch.setattr(ui.platform.single_instance, "PATIENCE_MS", 1)


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
    first, second = SingleInstance(folder), SingleInstance(folder)
    assert first.claim("")
    heard: list[str] = []
    first.listen(heard.append)
    assert not second.claim("example.org")
    qtbot.waitUntil(lambda: heard == ["example.org"])
    first.release()


def test_a_folder_that_takes_no_lock_is_no_reason_not_to_start(qtbot: QtBot, tmp_path: Path):
    (tmp_path / "running.lock").mkdir()
    only = SingleInstance(tmp_path)
    assert only.claim("")
    assert only._lock.error() is not QLockFile.LockError.NoError
    only.release()
