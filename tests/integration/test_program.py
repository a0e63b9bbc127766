"""The program as a process of its own: starts, says its version, ends when told."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from app.version import VERSION
from tests.rig.process import ROOT
from tests.rig.secret_service import SecretService


def run(*arguments: str, **more: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "ui", *arguments],
        cwd=ROOT,
        env=dict(os.environ),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_it_says_its_version():
    out, _ = run("--version").communicate(timeout=60)
    assert out.strip() == f"Latchkey {VERSION}"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_when_told(secret_service: SecretService, number: signal.Signals):
    program = run("--debug", "--server", "example.org")
    assert program.stderr is not None
    for line in program.stderr:
        if "vault" in line:
            break
    program.send_signal(number)
    _, rest = program.communicate(timeout=20)
    assert program.returncode == 0
    assert "Traceback" not in rest
