"""A wheel holds all that the program reads, though git holds none of what was compiled."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.rig.process import ROOT

PARTS = ("app", "ui", "resources", "packaging", "pyproject.toml", "README.md", "LICENSE")


def test_a_wheel_from_a_fresh_clone_has_every_translation(tmp_path: Path):
    clone = tmp_path / "clone"
    clone.mkdir()
    for name in (*PARTS, ".gitignore"):
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("*.qm", "__pycache__")
            shutil.copytree(ROOT / name, clone / name, ignore=ignored)
        else:
            shutil.copy(ROOT / name, clone / name)
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=clone, check=True, capture_output=True)
    [wheel] = tmp_path.glob("*.whl")
    translations = "resources/i18n"
    with zipfile.ZipFile(wheel) as found:
        names = set(found.namelist())
        for source in (ROOT / translations).glob("*.ts"):
            compiled = f"{translations}/{source.stem}.qm"
            assert compiled in names
            assert found.read(compiled) == source.with_suffix(".qm").read_bytes()
    assert "ui/main.py" in names
    assert not any(name.startswith("tests/") for name in names)
