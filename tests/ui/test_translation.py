"""The program speaks its person's language, in a process of its own: it is the whole program's."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rig.process import ROOT
from tests.rig.words import FOLDER

SAY = """
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication
from ui.platform.translation import speak

app = QApplication([])
speak(app, QLocale(), Path(sys.argv[1]))
say = QCoreApplication.translate
for number in (3, 1):
    print(say("SignOut", "Sign out"), say("Outcomes", "Your %n other devices", None, number))
"""

ENGLISH = "Sign out Your 3 other devices\nSign out Your 1 other device"
GERMAN = "Abmelden Deine 3 anderen Geräte\nAbmelden Dein 1 anderes Gerät"


def said(locale: str, languages: str, folder: Path) -> str:
    name = f"{locale}.UTF-8"
    env = {**os.environ, "LC_ALL": name, "LANG": name, "LANGUAGE": languages}
    command = [sys.executable, "-c", SAY, str(folder)]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, check=True)
    return done.stdout.decode().strip()


@pytest.mark.parametrize(
    ("locale", "languages", "words"),
    [
        ("de_DE", "de", GERMAN),
        ("de_AT", "de_AT:en", GERMAN),
        ("fr_FR", "fr:de", GERMAN),
        ("en_US", "en:de", ENGLISH),
        ("en_GB", "en_GB:de", ENGLISH),
        ("en_AU", "", ENGLISH),
        ("fr_FR", "fr", ENGLISH),
        ("fr_FR", "fr:en:de", ENGLISH),
        ("C", "", ENGLISH),
    ],
)
def test_the_first_language_that_there_is_is_spoken(locale: str, languages: str, words: str):
    assert said(locale, languages, FOLDER) == words


@pytest.mark.parametrize(("locale", "languages"), [("en_GB", "en"), ("de_DE", "de"), ("C", "")])
def test_where_nothing_was_compiled_english_reads_right(
    locale: str, languages: str, tmp_path: Path
):
    for source in FOLDER.glob("*.ts"):
        (tmp_path / source.name).write_bytes(source.read_bytes())
    assert said(locale, languages, tmp_path) == ENGLISH


def test_where_there_is_nothing_at_all_the_program_still_runs(tmp_path: Path):
    assert "Your 3 other devices" in said("de_DE", "de", tmp_path)
