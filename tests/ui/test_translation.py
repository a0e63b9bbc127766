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

AGAIN = """
import sys

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QObject
from PySide6.QtWidgets import QApplication, QWidget
from ui.platform.translation import speak


class Heard(QObject):
    count = 0

    def eventFilter(self, watched, event):
        self.count += event.type() == QEvent.Type.LanguageChange
        return False


app, widget, heard = QApplication([]), QWidget(), Heard()
widget.installEventFilter(heard)
dates = QLocale().name()
say = QCoreApplication.translate
for name in sys.argv[1:]:
    speak(app, QLocale(name))
    app.processEvents()
    qt = say("QPlatformTheme", "Cancel")
    qt = qt if qt.isascii() else "?"
    side = app.layoutDirection().name
    print(say("SignOut", "Sign out"), qt, side, heard.count, QLocale().name() == dates)
    heard.count = 0
"""

OWNED = """
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QLocale, QTranslator
from PySide6.QtWidgets import QApplication
from ui.platform.translation import speak

app = QApplication([])
for folder in sys.argv[1:]:
    speak(app, QLocale("tlh"), Path(folder))
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    print(*(each.objectName() for each in app.findChildren(QTranslator)))
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


def test_a_broken_file_of_texts_is_no_reason_not_to_start(tmp_path: Path):
    whole = (FOLDER / "latchkey_en.ts").read_bytes()
    (tmp_path / "latchkey_en.ts").write_bytes(whole[: len(whole) // 2] + b"\xff\xfe\x00")
    assert "Your 3 other devices" in said("de_DE", "de", tmp_path)


def test_another_language_can_be_spoken_later():
    """Each time the words before are gone, Qt's too, and every widget hears of it once."""
    command = [sys.executable, "-c", AGAIN, "de_DE", "en_GB", "ar_EG", "de_DE", "C"]
    env = {**os.environ, "LC_ALL": "en_US.UTF-8"}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, check=True, text=True)
    assert done.stdout.splitlines() == [
        "Abmelden Abbrechen LeftToRight 1 True",
        "Sign out Cancel LeftToRight 1 True",
        "Sign out ? RightToLeft 1 True",
        "Abmelden Abbrechen LeftToRight 1 True",
        "Sign out Cancel LeftToRight 1 True",
    ]


def test_what_is_not_installed_does_not_stay(tmp_path: Path):
    command = [sys.executable, "-c", OWNED, *[str(tmp_path)] * 2, *[str(FOLDER)] * 2]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
    assert done.stdout.splitlines() == ["spoken"] * 4
