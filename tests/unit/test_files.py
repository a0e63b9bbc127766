"""Files: read without waiting, written whole, locked."""

from __future__ import annotations

import errno
import os
import stat
import threading
from pathlib import Path

import pytest

from app.core.errors import SaveFault
from app.store.atomic_write import write_whole
from app.store.file_lock import locked
from app.store.in_order import InOrder
from app.store.reading import NotOurFile, TooLarge, read_own
from tests.rig.process import PATIENCE_SECONDS


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "folder"
    folder.mkdir()
    return folder / "file"


def test_a_file_is_read_up_to_a_limit(path: Path):
    path.write_bytes(b"12345")
    assert read_own(path, 5) == b"12345"
    with pytest.raises(TooLarge):
        read_own(path, 4)


def test_a_pipe_is_not_opened(path: Path, monkeypatch):
    os.mkfifo(path)
    opened: list[object] = []
    monkeypatch.setattr(os, "open", lambda *what: opened.append(what))
    with pytest.raises(NotOurFile):
        read_own(path, 100)
    assert opened == []


def test_a_lock_is_held_by_one_at_a_time(path: Path):
    order: list[str] = []

    def wait_for_it() -> None:
        with locked(path, 20.0):
            order.append("second")

    with locked(path, 0.0):
        other = threading.Thread(target=wait_for_it)
        other.start()
        with pytest.raises(TimeoutError), locked(path, 0.0):
            order.append("never")
        order.append("first")
    other.join(20.0)
    assert order == ["first", "second"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_that_becomes_a_pipe_is_not_waited_for(path: Path, monkeypatch):
    os.mkfifo(path)
    monkeypatch.setattr(Path, "stat", lambda self: os.stat(__file__))
    with pytest.raises(NotOurFile):
        read_own(path, 100)


def test_a_folder_that_cannot_be_synced_is_no_failure(path: Path, monkeypatch):
    sync = os.fsync

    def refuse(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "no")
        sync(handle)

    monkeypatch.setattr(os, "fsync", refuse)
    write_whole(path, b"new", synced=True)
    assert path.read_bytes() == b"new"


def test_a_file_that_does_not_reach_the_disk_is_not_put_in_place(path: Path, monkeypatch):
    path.write_bytes(b"old")

    def refuse(handle: int) -> None:
        raise OSError(errno.EIO, "no")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(SaveFault):
        write_whole(path, b"new", synced=True)
    assert (path.read_bytes(), [each.name for each in path.parent.iterdir()]) == (b"old", ["file"])


async def test_a_call_that_fails_lets_the_next_one_go_on():
    def fail() -> None:
        raise SaveFault

    calls = InOrder(PATIENCE_SECONDS)
    with pytest.raises(SaveFault):
        await calls.run(fail)
    assert await calls.run(lambda: 3) == 3
