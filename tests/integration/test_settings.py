"""The program where its settings cannot be read, or not be saved: it starts, and says so."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.store.paths import config_file
from app.store.settings import Settings
from tests.integration.conftest import OLD
from tests.rig.latchkey import Latchkey
from tests.rig.process import PATIENCE_SECONDS, ROOT
from tests.rig.secret_service import SecretService
from tests.rig.synapse import Synapse

BOUND = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
"""Root is above every permission; without these two capabilities it is not."""


def file_in_place_of_the_folder(path: Path) -> None:
    path.parent.parent.mkdir(parents=True)
    path.parent.write_text("no folder")


def read_only_folder(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.parent.chmod(0o500)


def read_only_home(path: Path) -> None:
    path.parent.parent.mkdir(parents=True)
    path.parent.parent.chmod(0o500)


def pipe(path: Path) -> None:
    path.parent.mkdir(parents=True)
    os.mkfifo(path)


def folder(path: Path) -> None:
    path.mkdir(parents=True)


def no_permission(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_text("{}")
    path.chmod(0)


def half_a_file(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_text('{"sessions": [{"user_id": "@al')


def newer_file(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_text('{"version": 2, "sessions": "elsewhere"}')


@pytest.fixture
def start(secret_service: SecretService) -> Iterator[Callable[[], subprocess.Popen[str]]]:
    """Start the program as somebody whom permissions bind."""
    running: list[subprocess.Popen[str]] = []

    def begin() -> subprocess.Popen[str]:
        bound = BOUND if os.geteuid() == 0 else ()
        program = subprocess.Popen(
            [*bound, sys.executable, "-m", "ui", "--debug"],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        running.append(program)
        return program

    yield begin
    for program in running:
        program.kill()
        program.communicate()
    for each in (config_file().parent.parent, config_file().parent):
        if each.is_dir():
            each.chmod(0o700)


@pytest.mark.parametrize(
    ("make", "trouble"),
    [
        (file_in_place_of_the_folder, "unwritable"),
        (read_only_folder, "unwritable"),
        (read_only_home, "unwritable"),
        (pipe, "unreadable"),
        (folder, "unreadable"),
        (no_permission, "unreadable"),
        (half_a_file, "damaged"),
        (newer_file, "newer"),
    ],
)
def test_the_program_starts_and_ends_whatever_its_settings_are(
    start: Callable[[], subprocess.Popen[str]], make: Callable[[Path], None], trouble: str
):
    make(config_file())
    program = start()
    assert program.stderr is not None
    seen = []
    for line in program.stderr:
        seen.append(line)
        if f"settings: {trouble}" in line:
            break
    program.send_signal(signal.SIGTERM)
    _, rest = program.communicate(timeout=PATIENCE_SECONDS)
    text = "".join(seen) + rest
    assert f"settings: {trouble}" in text
    assert program.returncode == 0
    assert "Traceback" not in text


@pytest.mark.usefixtures("theme", "secret_service")
async def test_a_pipe_in_place_of_the_settings_is_said_and_stays():
    pipe(config_file())
    async with Latchkey() as latchkey:
        person = latchkey.person
        await person.reads_in("banner.sentence", "Latchkey's settings file can't be opened.")
        assert str(config_file()) in person.reads("banner.next")
    assert stat.S_ISFIFO(config_file().stat().st_mode)


@pytest.mark.usefixtures("theme", "secret_service")
async def test_a_damaged_file_is_kept_beside_the_new_one_and_the_person_is_told(
    synapse: Synapse, user: str
):
    half_a_file(config_file())
    before = config_file().read_bytes()
    async with Latchkey() as latchkey:
        person = latchkey.person
        await person.reads_in("banner.sentence", "Latchkey's settings file is damaged.")
        assert config_file().read_bytes() == before
        await latchkey.sign_in(synapse.user_id(user), OLD)
        await person.reads_in("banner.sentence", "settings file was replaced with a new one")
        session = latchkey.controller.context.session
    aside = config_file().with_name("settings.json.unreadable-1")
    assert aside.read_bytes() == before
    assert Settings(config_file()).sessions() == [session]


@pytest.mark.usefixtures("theme", "secret_service")
async def test_a_newer_versions_file_is_left_alone_by_whoever_signs_in(synapse: Synapse, user: str):
    newer_file(config_file())
    before = config_file().read_bytes()
    async with Latchkey() as latchkey:
        person = latchkey.person
        await person.reads_in("banner.sentence", "from a newer version of Latchkey")
        await latchkey.sign_in(synapse.user_id(user), OLD)
        await person.reads_in("banner.next", "The session stays in memory")
    assert config_file().read_bytes() == before
    assert synapse.device_names(user) == [], "it was in memory, and is signed out"


@pytest.mark.usefixtures("theme", "secret_service")
async def test_a_bad_entry_does_not_cost_a_kept_session(synapse: Synapse, user: str):
    async with Latchkey() as latchkey:
        await latchkey.sign_in(synapse.user_id(user), OLD)
    values = json.loads(config_file().read_text())
    config_file().write_text(json.dumps({**values, "sessions": [{"x": 1}, *values["sessions"]]}))
    async with Latchkey() as latchkey:
        await latchkey.sees_account()
        assert latchkey.controller.context.session.user_id == synapse.user_id(user)
        await latchkey.sign_out()
        await latchkey.person.reads_in("banner.sentence", "is signed out")
    assert json.loads(config_file().read_text())["sessions"] == [{"x": 1}]
