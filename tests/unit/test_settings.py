"""The settings file: what it costs to break it, and what is never lost."""

from __future__ import annotations

import asyncio
import errno
import json
import os
import stat
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.concurrency import in_thread
from app.core.errors import SettingsFault, SettingsTrouble
from app.core.homeserver import Session
from app.core.identifiers import Origin
from app.store import file_lock, settings_file
from app.store.file_lock import locked
from app.store.paths import mentions_session
from app.store.settings import Settings
from app.store.settings_content import MOST_IDLE_MINUTES
from app.store.settings_file import MOST_BYTES
from tests.rig.process import PATIENCE_SECONDS, ROOT

ALICE = Session("@alice:example.org", "A", Origin("https", "matrix.example.org", 8448))
BOB = Session("@bob:localhost:8008", "B", Origin("http", "localhost", 8008))
STORED = {
    "user_id": ALICE.user_id,
    "device_id": "A",
    "homeserver": "https://matrix.example.org:8448",
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "latchkey"
    folder.mkdir()
    return folder / "settings.json"


def names(path: Path) -> list[str]:
    """Return what lies in the folder of the settings, but for the lock."""
    return sorted(each.name for each in path.parent.iterdir() if each.name != "settings.lock")


def write(path: Path, **values: Any) -> None:
    path.write_text(json.dumps(values))


# --- One value, one entry ------------------------------------------------------------------------

BAD_ENTRIES = [
    3,
    None,
    [],
    "text",
    {},
    {"user_id": "@carol:example.org"},
    {**STORED, "device_id": 5},
    {**STORED, "device_id": ""},
    {**STORED, "device_id": "D\n"},
    {**STORED, "device_id": "D" * 513},
    {**STORED, "user_id": "@a\0:example.org"},
    {**STORED, "user_id": "carol"},
    {**STORED, "homeserver": "http://example.org"},
    {**STORED, "homeserver": "https://["},
]


HALF = "\ud83d"
"""Half a surrogate pair, which no text in UTF-8 can have, but JSON's escapes can."""


@pytest.mark.parametrize(
    "more",
    [
        {"sessions": [{**STORED, "user_id": f"@carol{HALF}:example.org"}, STORED]},
        {"sessions": [STORED], "note": f"{HALF} and \\{HALF}"},
        {"sessions": [STORED], "note": "\ude00\ud83d"},
    ],
)
def test_half_a_surrogate_pair_costs_its_entry_alone(path: Path, more: dict[str, Any]):
    write(path, **more)
    settings = Settings(path)
    assert settings.sessions() == [ALICE]
    asyncio.run(settings.add(BOB))
    assert set(Settings(path).sessions()) == {ALICE, BOB}
    kept = json.loads(path.read_text())
    assert len(kept["sessions"]) == len(more["sessions"]) + 1
    assert ("note" in kept) is ("note" in more)


def test_a_whole_surrogate_pair_is_a_character(path: Path):
    write(path, sessions=[{**STORED, "user_id": "@\U0001f600:example.org"}])
    assert r"\ud83d\ude00" in path.read_text()
    (found,) = Settings(path).sessions()
    assert found.user_id == "@\U0001f600:example.org"


@pytest.mark.parametrize("bad", BAD_ENTRIES, ids=repr)
async def test_an_entry_that_cannot_be_read_costs_that_entry_and_is_kept(path: Path, bad: Any):
    good = [{**STORED, "device_id": f"D{at}"} for at in range(100)]
    write(path, sessions=[*good[:50], bad, *good[50:]])
    prefs = Settings(path)
    assert [each.device_id for each in prefs.sessions()] == [f"D{at}" for at in range(100)]
    await prefs.add(BOB)
    await prefs.remove(prefs.sessions()[1])
    written = json.loads(path.read_text())["sessions"]
    assert written[1:] == [*good[1:50], bad, *good[50:]]
    assert len(Settings(path).sessions()) == 100


@pytest.mark.parametrize("depth", [100, 500, 800])
async def test_what_is_written_can_be_read_again(path: Path, depth: int):
    """Deep nesting is indented far; a file beyond the limit would count as damaged."""
    path.write_text('{"x": ' + "[" * depth + "]" * depth + "}")
    prefs = Settings(path)
    for number in range(3):
        await prefs.add(replace(BOB, device_id=f"D{number}"))
    assert len(Settings(path).sessions()) == 3
    assert names(path) == ["settings.json"]
    assert await Settings(path).trouble() is None


async def test_what_could_not_be_read_again_is_not_written(path: Path):
    write(path, sessions=[STORED], x="x" * (MOST_BYTES - 250))
    before = path.read_bytes()
    with pytest.raises(SettingsFault):
        await Settings(path).add(replace(BOB, device_id="D" * 200))
    assert path.read_bytes() == before


@pytest.mark.parametrize("bad", [3, None, {"key": "x"}, "", "\0", "k" * 513], ids=repr)
async def test_a_reset_that_cannot_be_read_is_kept_too(path: Path, bad: Any):
    write(path, resets=["one", bad, "two", "one"])
    prefs = Settings(path)
    assert prefs.resets() == ["one", "two"]
    await prefs.add_reset("three")
    await prefs.add_reset("three")
    await prefs.remove_reset("two")
    assert json.loads(path.read_text())["resets"] == ["three", "one", bad, "one"]
    assert await prefs.trouble() is None


async def test_what_this_version_does_not_know_is_kept_to_the_letter(path: Path):
    entry = '{"homeserver":"https://matrix.example.org:8448","device_id":"A",'
    entry += '"user_id":"@alice:example.org","colour":1.10}'
    path.write_text('{"later":{"big":1e999,"n":' + "9" * 400 + '},"sessions":[{},' + entry + "]}")
    prefs = Settings(path)
    await prefs.add(BOB)
    await prefs.add(ALICE)
    await prefs.limit_idle(5)
    text = "".join(path.read_text().split())
    assert '"colour":1.10' in text
    assert '"later":{"big":1e999,"n":' + "9" * 400 + "}" in text
    assert Settings(path).sessions() == [ALICE, BOB]
    assert Settings(path).idle_minutes == 5


async def test_the_same_session_twice_is_one(path: Path):
    write(path, sessions=[STORED, STORED])
    prefs = Settings(path)
    assert prefs.sessions() == [ALICE]
    await prefs.remove(ALICE)
    assert prefs.sessions() == []


@pytest.mark.parametrize(
    "bad", ["2.5", '"10"', "-3", "null", "true", "[]", "9" * 30, "9" * 5000, "1e999", "10081"]
)
async def test_a_bad_limit_costs_the_limit_alone(path: Path, bad: str):
    path.write_text(f'{{"idle_minutes": {bad}, "sessions": [{json.dumps(STORED)}]}}')
    prefs = Settings(path)
    assert prefs.idle_minutes == 0
    assert prefs.sessions() == [ALICE]
    await prefs.add(BOB)
    assert Settings(path).sessions() == [BOB, ALICE]
    await Settings(path).limit_idle(MOST_IDLE_MINUTES)
    assert Settings(path).idle_minutes == MOST_IDLE_MINUTES


async def test_a_byte_order_mark_is_accepted(path: Path):
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps({"sessions": [STORED]}).encode())
    prefs = Settings(path)
    assert (prefs.sessions(), await prefs.trouble()) == ([ALICE], None)
    await prefs.add(BOB)
    assert prefs.sessions() == [BOB, ALICE]
    assert names(path) == ["settings.json"]


# --- The whole file ------------------------------------------------------------------------------

DAMAGED = {
    "empty": b"",
    "half": b'{"sessions": [{"user_id": "@al',
    "list": b"[]",
    "null": b"null",
    "words": b"hello",
    "binary": b"\xff\x00",
    "other characters": '{"sessions": []}'.encode("utf-16"),
    "no list of sessions": b'{"sessions": 3}',
    "no list of resets": b'{"resets": {"one": 1}}',
    "nested": b'{"x":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "large": b'{"x": "' + b"x" * settings_file.MOST_BYTES + b'"}',
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
async def test_a_damaged_file_is_moved_aside_and_never_written_over(path: Path, content: bytes):
    path.write_bytes(content)
    path.with_name("settings.json.unreadable-1").write_text("an older one")
    moved: list[str] = []
    prefs = Settings(path)
    prefs.listen(moved.append)
    assert (prefs.sessions(), prefs.resets(), prefs.idle_minutes) == ([], [], 0)
    assert await prefs.trouble() is SettingsTrouble.DAMAGED
    await prefs.remove(ALICE)
    assert path.read_bytes() == content, "nothing had to be written"
    await prefs.add(ALICE)
    await prefs.add(BOB)
    aside = path.with_name("settings.json.unreadable-2")
    assert aside.read_bytes() == content
    assert moved == [str(aside)]
    assert Settings(path).sessions() == [BOB, ALICE]
    assert len(names(path)) == 3


async def test_a_damaged_file_that_cannot_be_moved_stays_where_it_is(path: Path, monkeypatch):
    path.write_bytes(b"{")

    def fail(self: Path, target: Path) -> None:
        raise OSError

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(SettingsFault) as caught:
        await Settings(path).add(ALICE)
    assert caught.value.trouble is SettingsTrouble.UNWRITABLE
    assert (path.read_bytes(), names(path)) == (b"{", ["settings.json"])


async def test_a_damaged_file_comes_back_where_no_new_one_can_be_written(path: Path, monkeypatch):
    path.write_bytes(b"{")

    def fail(**_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("tempfile.mkstemp", fail)
    with pytest.raises(SettingsFault):
        await Settings(path).add(ALICE)
    assert (path.read_bytes(), names(path)) == (b"{", ["settings.json"])


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_folder(path: Path) -> None:
    path.mkdir()


def make_circle(path: Path) -> None:
    path.symlink_to(path)


def link_to_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize("make", [make_pipe, make_folder, make_circle, link_to_device])
async def test_what_is_no_file_is_neither_waited_for_nor_replaced(path: Path, make: Any):
    make(path)
    before = path.lstat()
    prefs = Settings(path)
    assert not mentions_session(path, "")
    assert (prefs.sessions(), prefs.resets(), prefs.idle_minutes) == ([], [], 0)
    assert await prefs.trouble() is SettingsTrouble.UNREADABLE
    for write_it in (prefs.add(ALICE), prefs.add_reset("x"), prefs.limit_idle(5)):
        with pytest.raises(SettingsFault) as caught:
            await write_it
        assert caught.value.trouble is SettingsTrouble.UNREADABLE
        assert caught.value.path == str(path)
    assert (path.lstat().st_ino, names(path)) == (before.st_ino, ["settings.json"])


async def test_somebody_elses_file_is_left_alone(path: Path, monkeypatch):
    write(path, sessions=[STORED])
    mine = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: mine + 1)
    assert not mentions_session(path, "")
    assert Settings(path).sessions() == []
    with pytest.raises(SettingsFault):
        await Settings(path).add(BOB)
    assert json.loads(path.read_text()) == {"sessions": [STORED]}


async def test_a_file_that_may_not_be_read_is_left_alone(path: Path, monkeypatch):
    write(path, sessions=[STORED])

    def refuse(*_: object) -> int:
        raise PermissionError

    with monkeypatch.context() as patched:
        patched.setattr(os, "open", refuse)  # the mode of a file stops nobody who is root
        prefs = Settings(path)
        assert await prefs.trouble() is SettingsTrouble.UNREADABLE
        assert not mentions_session(path, "")
        with pytest.raises(SettingsFault):
            await prefs.add(BOB)
    assert Settings(path).sessions() == [ALICE]


async def test_a_link_stays_a_link(path: Path, tmp_path: Path):
    real = tmp_path / "dotfiles" / "latchkey.json"
    real.parent.mkdir()
    path.symlink_to("../dotfiles/latchkey.json")
    await Settings(path).add(ALICE)
    real.write_bytes(b"{")
    await Settings(path).add(BOB)
    assert path.is_symlink()
    assert Settings(path).sessions() == [BOB]
    assert mentions_session(path, BOB.user_id)
    assert stat.S_IMODE(real.stat().st_mode) == 0o600
    assert sorted(each.name for each in real.parent.iterdir()) == [
        "latchkey.json",
        "latchkey.json.unreadable-1",
    ]


# --- A newer version -----------------------------------------------------------------------------


@pytest.mark.parametrize("version", ["2", "1.5", '"two"', "null", "1e999"])
async def test_a_newer_versions_file_is_neither_used_nor_changed(path: Path, version: str):
    text = f'{{"version": {version}, "idle_minutes": 5, "sessions": {{"new": "shape"}}}}'
    path.write_text(text)
    prefs = Settings(path)
    assert (prefs.sessions(), prefs.resets(), prefs.idle_minutes) == ([], [], 0)
    assert await prefs.trouble() is SettingsTrouble.NEWER
    with pytest.raises(SettingsFault) as caught:
        await prefs.add(ALICE)
    assert caught.value.trouble is SettingsTrouble.NEWER
    assert (path.read_text(), names(path)) == (text, ["settings.json"])


async def test_the_version_is_written(path: Path):
    await Settings(path).add(ALICE)
    assert json.loads(path.read_text()) == {"version": 1, "sessions": [STORED]}


# --- Reading -------------------------------------------------------------------------------------


async def test_the_file_is_read_again_only_if_it_has_changed(path: Path, monkeypatch):
    reads: list[Path] = []
    read = settings_file.read_own

    def watch(file: Path, most: int) -> bytes:
        reads.append(file)
        return read(file, most)

    write(path, sessions=[STORED], resets=["one"])
    prefs = Settings(path)
    monkeypatch.setattr(settings_file, "read_own", watch)
    for _ in range(3):
        assert (prefs.sessions(), prefs.resets(), prefs.idle_minutes) == ([ALICE], ["one"], 0)
    assert len(reads) == 1
    prefs.sessions().clear()
    assert prefs.sessions() == [ALICE], "the list is the caller's"

    other = path.with_name("other")  # as another Latchkey replaces it
    write(other, sessions=[STORED], resets=["two"])
    os.utime(other, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
    other.replace(path)
    assert prefs.resets() == ["two"]
    await prefs.add(BOB)
    assert prefs.sessions() == [BOB, ALICE]
    path.unlink()
    assert prefs.sessions() == []


# --- Writing -------------------------------------------------------------------------------------


async def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path):
    (tmp_path / "file").write_text("no folder")
    path = tmp_path / "file" / "latchkey" / "settings.json"
    prefs = Settings(path)
    assert prefs.sessions() == []
    assert not mentions_session(path, "")
    assert await prefs.trouble() is SettingsTrouble.UNWRITABLE
    await prefs.remove(ALICE)
    await prefs.remove_reset("one")
    with pytest.raises(SettingsFault) as caught:
        await prefs.add(ALICE)
    assert caught.value.trouble is SettingsTrouble.UNWRITABLE


def test_a_write_outlives_a_power_cut(path: Path, monkeypatch):
    synced: list[str] = []
    sync, move = os.fsync, Path.replace

    def watch(handle: int) -> None:
        synced.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        sync(handle)

    def watch_move(self: Path, target: Path) -> Path:
        synced.append("move")
        return move(self, target)

    monkeypatch.setattr(os, "fsync", watch)
    monkeypatch.setattr(Path, "replace", watch_move)
    asyncio.run(Settings(path).add(ALICE))
    assert synced == ["file", "move", "folder"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


async def test_writes_do_not_hold_the_loop_up_and_keep_their_order(path: Path, monkeypatch):
    slow = threading.Event()
    whole = settings_file.write_whole

    def wait_and_write(*what: Any, **how: Any) -> None:
        slow.wait(PATIENCE_SECONDS)
        whole(*what, **how)

    monkeypatch.setattr(settings_file, "write_whole", wait_and_write)
    prefs = Settings(path)
    tasks = [
        asyncio.ensure_future(each)
        for each in (prefs.add(ALICE), prefs.remove(ALICE), prefs.add(BOB), prefs.limit_idle(5))
    ]
    await asyncio.sleep(0)
    assert prefs.idle_minutes == 5, "at once"
    tasks[0].cancel()
    assert not path.exists()
    slow.set()
    await asyncio.wait(tasks)
    assert tasks[0].cancelled()
    assert Settings(path).sessions() == [BOB], "what was cancelled was written, and then removed"


async def test_a_write_that_hangs_is_not_waited_for_for_ever(path: Path, monkeypatch):
    hung, free = threading.Event(), threading.Event()
    whole = settings_file.write_whole

    def hang_and_write(*what: Any, **how: Any) -> None:
        hung.set()
        free.wait(PATIENCE_SECONDS)
        whole(*what, **how)

    monkeypatch.setattr(settings_file, "write_whole", hang_and_write)
    prefs = Settings(path)
    first = asyncio.ensure_future(prefs.add(ALICE))
    await in_thread(hung.wait)
    monkeypatch.setattr(prefs._writes, "_seconds", 0.0)
    threads = threading.active_count()
    for at in range(10):
        with pytest.raises(SettingsFault) as caught:
            await prefs.add_reset(str(at))
        assert caught.value.trouble is SettingsTrouble.BUSY
    assert await prefs.trouble() is SettingsTrouble.BUSY
    assert threading.active_count() <= threads, "none for each write"
    free.set()
    await first
    monkeypatch.setattr(prefs._writes, "_seconds", PATIENCE_SECONDS)
    await prefs.add(BOB)
    assert Settings(path).sessions() == [BOB, ALICE]
    assert Settings(path).resets() == [], "what was said not to be saved is not saved later"


async def test_without_a_thread_nothing_is_saved_and_later_writes_are_made(path: Path, monkeypatch):
    def fail(self: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    prefs = Settings(path)
    with monkeypatch.context() as patched:
        patched.setattr(threading.Thread, "start", fail)
        with pytest.raises(SettingsFault) as caught:
            await prefs.add(ALICE)
        assert await prefs.trouble() is SettingsTrouble.BUSY
    assert caught.value.trouble is SettingsTrouble.BUSY
    await prefs.add(BOB)
    assert Settings(path).sessions() == [BOB]


# --- Two at once ---------------------------------------------------------------------------------

HAMMER = """
import asyncio, sys
from pathlib import Path
from app.core.homeserver import Session
from app.core.identifiers import Origin
from app.store.settings_file import MOST_BYTES
from app.store.settings import Settings

async def hammer(path, who):
    prefs = Settings(Path(path))
    for at in range(20):
        await prefs.add(Session(f"@{who}:example.org", f"D{at}", Origin("https", "example.org")))

asyncio.run(hammer(*sys.argv[1:]))
"""


def test_processes_that_write_at_once_lose_nothing(path: Path):
    people = ["alice", "bob", "carol"]
    running = [
        subprocess.Popen([sys.executable, "-c", HAMMER, str(path), each], cwd=ROOT)
        for each in people
    ]
    assert [each.wait(PATIENCE_SECONDS) for each in running] == [0, 0, 0]
    found = {(each.localpart, each.device_id) for each in Settings(path).sessions()}
    assert found == {(f"@{who}", f"D{at}") for who in people for at in range(20)}
    assert names(path) == ["settings.json"]


async def test_whoever_does_not_let_go_is_not_waited_for_for_ever(path: Path, monkeypatch):
    monkeypatch.setattr(settings_file, "LOCK_SECONDS", 0.0)
    prefs = Settings(path)
    with locked(path.with_name("settings.lock"), 0.0):
        with pytest.raises(SettingsFault) as caught:
            await prefs.add(ALICE)
        assert await prefs.trouble() is None
    assert caught.value.trouble is SettingsTrouble.BUSY
    await prefs.add(ALICE)
    assert prefs.sessions() == [ALICE]


async def test_where_there_are_no_locks_it_is_written_all_the_same(path: Path, monkeypatch):
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "no locks")

    monkeypatch.setattr(file_lock.fcntl, "flock", refuse)
    await Settings(path).add(ALICE)
    assert Settings(path).sessions() == [ALICE]


async def test_a_lock_that_breaks_is_a_fault(path: Path, monkeypatch):
    def refuse(*_: object) -> None:
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(file_lock.fcntl, "flock", refuse)
    with pytest.raises(SettingsFault):
        await Settings(path).add(ALICE)
