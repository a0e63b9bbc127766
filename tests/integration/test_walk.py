"""Every page and dialog fits, is named and can be read, in every look that a person may choose.

Each walk is a process of its own: scale, type and language are the whole application's.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rig.process import ROOT

SECONDS = 600

LOOKS = [
    pytest.param(["--language", "ar"], "1", id="right-to-left"),
    pytest.param(["--language", "de"], "2", id="german-200"),
    pytest.param(
        ["--points", "20", "--language", "de", "--scheme", "dark"], "1", id="german-20pt-dark"
    ),
    # The size, the language and the scheme of these two are each in a look above.
    pytest.param(["--points", "20"], "1", id="20pt", marks=pytest.mark.long),
    pytest.param(
        ["--language", "de", "--scheme", "dark"], "1", id="german-dark", marks=pytest.mark.long
    ),
]


def begin(home: Path, module: str, *options: str, scale: str = "1") -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", module, *options],
        cwd=ROOT,
        env={**os.environ, "QT_SCALE_FACTOR": scale, "XDG_CONFIG_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def assert_no_faults(walk: subprocess.Popen[str]) -> None:
    said, _ = walk.communicate(timeout=SECONDS)
    told = f"ended with {walk.returncode}\n{said}"
    assert walk.returncode == 0, told
    assert said.endswith(" states, 0 faults\n"), told


@pytest.mark.parametrize(("options", "scale"), LOOKS)
def test_nothing_is_cut_off_nameless_or_faint(tmp_path: Path, options: list[str], scale: str):
    assert_no_faults(begin(tmp_path, "tests.rig.walk", *options, scale=scale))


def test_a_language_that_changes_says_what_a_start_in_it_says_and_changes_nothing_else(
    tmp_path: Path,
):
    walks = [
        begin(tmp_path, "tests.rig.walk_languages", how, str(tmp_path / how))
        for how in ("started", "switched")
    ]
    for walk in walks:
        assert_no_faults(walk)
    started, switched = (
        json.loads((tmp_path / how).read_text()) for how in ("started", "switched")
    )
    assert list(started) == list(switched)
    wrong = [
        f"{state}: {what} {line}"
        for state, lines in started.items()
        for what, here, there in (
            ("lacks", lines, switched[state]),
            ("has", switched[state], lines),
        )
        for line in here
        if line not in there
    ]
    assert wrong == []
    assert any("⟦" in text for _, text in switched["sign-in"])
