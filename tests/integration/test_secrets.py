"""Canaries: after a whole run with debug logging, no secret is found anywhere."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rig.latchkey import Latchkey
from tests.rig.process import ROOT
from tests.rig.secret_service import SecretService
from tests.rig.synapse import Synapse

OLD = "Gq7ZpTcanary-of-the-old-one-Vx41uL"
NEW = "Hw2KsRcanary-of-the-new-one-By83tE"
WRONG = "Jd5MuNcanary-of-the-wrong-one-Cz62rA"


def traces(text: str, *canaries: str) -> list[str]:
    """Return the beginnings and ends of canaries that stand in a text."""
    parts = [part for canary in canaries for part in (canary[:6], canary[-6:])]
    return [part for part in parts if part in text]


def files_below(folder: Path) -> dict[str, str]:
    """Return the files below a folder and what they hold."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {str(path): path.read_bytes().decode(errors="replace") for path in found}


def test_the_search_finds_what_it_looks_for():
    assert traces(f"x{OLD}x", OLD)
    assert traces(f"…{OLD[-6:]}", OLD)
    assert traces(f"{OLD[:6]}…", OLD)
    assert not traces("nothing", OLD)


@pytest.mark.usefixtures("theme")
async def test_no_file_and_no_log_holds_a_secret(
    synapse: Synapse,
    secret_service: SecretService,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
):
    user_id = synapse.register("canary", OLD)
    loop = asyncio.get_running_loop()
    loop.set_debug(True)
    with caplog.at_level(logging.DEBUG):
        async with Latchkey() as latchkey:
            await latchkey.sign_in(user_id, OLD)
            tokens = latchkey.controller.context.api.tokens
            token = tokens.access.reveal().removeprefix("syt_")
            refresh = tokens.refresh.reveal().removeprefix("syr_")
            await latchkey.fill_change(NEW)
            await latchkey.prove(WRONG)
            await latchkey.person.reads_in("stage.reason", "That is not the current password.")
            await latchkey.prove(OLD)
            await latchkey.person.reads_in("banner.sentence", "Password changed")
            title = latchkey.window.windowTitle()
            # A failure with the password in flight, and its traceback in the log.
            synapse.stop()
            await latchkey.fill_change(OLD)
            await latchkey.person.reads_in("banner.sentence", "The password was not changed.")
        synapse.start()
        # The next start reads the token from the vault.
        async with Latchkey() as latchkey:
            await latchkey.sees_account()
    gc.collect()
    loop.set_debug(False)
    canaries = (OLD, NEW, WRONG, token, refresh)
    shown = capfd.readouterr()
    assert "latchkey" in caplog.text, "logging was on"
    assert traces(caplog.text + shown.out + shown.err + title, *canaries) == []
    assert synapse.token_works(f"syt_{token}")
    files = files_below(Path(os.environ["HOME"]))
    assert any(name.endswith("settings.json") for name in files)
    for name, content in files.items():
        assert traces(content, *canaries) == [], name


def test_a_debug_run_as_a_program_prints_no_secret(
    synapse: Synapse, secret_service: SecretService, tmp_path: Path
):
    """The program as a process of its own, --debug, and a crash in the middle."""
    script = tmp_path / "drive.py"
    script.write_text(
        f"""
import asyncio, sys
from tests.rig.latchkey import Latchkey
import ui.application.composition
import ui.main as program

async def live(window, *more):
    window.hide()
    async with Latchkey() as latchkey:
        await latchkey.sign_in({synapse.register("crash", OLD)!r}, {OLD!r})
        await latchkey.fill_change({NEW!r})
        await latchkey.person.sees("stage.password")
        raise KeyError("crashed")

ui.application.composition._live = live
sys.exit(program.main(["--debug"]))
"""
    )
    done = subprocess.run(
        [sys.executable, "-X", "dev", str(script)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=120,
        check=False,
    )
    out = done.stdout + done.stderr
    assert "KeyError: 'crashed'" in out
    assert "DEBUG keyring" in out
    # The driver's own source line holds the passwords; the program's lines must not.
    lines = [line for line in out.splitlines() if "await latchkey" not in line]
    assert traces("\n".join(lines), OLD, NEW) == []
    files = files_below(Path(os.environ["HOME"]))
    assert any(name.endswith("latchkey.log") for name in files)
    for name, content in files.items():
        assert traces(content, OLD, NEW) == [], name
