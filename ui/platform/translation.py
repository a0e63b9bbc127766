"""Installs translations: the person's language if there is one for it, else English."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from resources import FOLDER

TRANSLATIONS = FOLDER / "i18n"
ENGLISH = "latchkey_en"
SPOKEN = "spoken"
"""objectName of the translators that are installed here."""


def speak(app: QApplication, locale: QLocale, folder: Path = TRANSLATIONS) -> None:
    """Install the translations of our texts and Qt's for a locale, in place of earlier ones.

    The first of the locale's languages counts that has a translation. English is one, and is used
    if there is none.

    It may be called again, with another language: Qt then tells every widget
    (`QEvent.LanguageChange`), and mirrors the layout if that language is read from the other side.
    Dates and numbers stay as `QLocale()` has them, which is the system's.

    Args:
        app: owns the translators.
        locale: the person's, with its list of languages in their order.
        folder: holds our translations.
    """
    before = app.findChildren(QTranslator, SPOKEN)
    words_of_qt = QTranslator()
    place = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    found = words_of_qt.load(locale, "qtbase", "_", place)
    ours = QTranslator()
    if not ours.load(locale, "latchkey", "_", str(folder)) and not ours.load(ENGLISH, str(folder)):
        # No .qm file: the program runs from a source folder in which nothing was built.
        from ui.platform.english_plurals import EnglishPlurals

        ours = EnglishPlurals(folder / f"{ENGLISH}.ts")
    for each in before:
        app.removeTranslator(each)
        each.setParent(None)  # the next call would find it
        each.deleteLater()
    for each in (words_of_qt, ours) if found else (ours,):
        each.setObjectName(SPOKEN)
        each.setParent(app)  # the others end with this call
        app.installTranslator(each)
