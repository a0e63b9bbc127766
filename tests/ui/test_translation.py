"""The program speaks its person's language, in a process of its own: it is the whole program's."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.rig.process import ROOT

SAY = """
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication
from ui.platform.translation import speak

app = QApplication([])
speak(app, QLocale())
say = QCoreApplication.translate
print(say("Leaving", "Sign out"), say("Messages", "Your %n other devices", None, 3), sep="|")
"""


@pytest.mark.parametrize(
    ("locale", "languages", "said"),
    [
        ("de_DE", "de", "Abmelden|Deine 3 anderen Geräte"),
        ("fr_FR", "fr:de", "Abmelden|Deine 3 anderen Geräte"),
        ("en_US", "en:de", "Sign out|Your 3 other devices"),
        ("fr_FR", "fr", "Sign out|Your 3 other devices"),
    ],
)
def test_the_first_language_that_there_is_is_spoken(locale: str, languages: str, said: str):
    name = f"{locale}.UTF-8"
    env = {**os.environ, "LC_ALL": name, "LANG": name, "LANGUAGE": languages}
    done = subprocess.run(
        [sys.executable, "-c", SAY], cwd=ROOT, env=env, capture_output=True, check=True
    )
    assert done.stdout.decode().strip() == said
