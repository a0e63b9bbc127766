"""The language that the program speaks: the system's, where there is a translation."""

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
    """Translate our words and Qt's own into a person's language, as far as there are any.

    Of a person's languages the first counts that there is a translation for; English is one, and
    is spoken where there is none.

    It may be called again, with another language: Qt then tells every widget
    (`QEvent.LanguageChange`), and turns the layout round where that language is read from the other
    side. Dates and numbers stay as `QLocale()` has them, which is the system's.

    Args:
        app: takes the translators over.
        locale: the person's, with its list of languages in their order.
        folder: holds our translations.
    """
    before = app.findChildren(QTranslator, SPOKEN)
    words_of_qt = QTranslator(app)
    place = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    found = words_of_qt.load(locale, "qtbase", "_", place)
    ours = QTranslator(app)
    if not ours.load(locale, "latchkey", "_", str(folder)) and not ours.load(ENGLISH, str(folder)):
        # Nothing was compiled: somebody runs this from a folder in which nothing was built.
        from ui.platform.english_plurals import EnglishPlurals

        ours = EnglishPlurals(app, folder / f"{ENGLISH}.ts")
    for each in before:
        app.removeTranslator(each)
        each.setParent(None)  # the next call would find it
        each.deleteLater()
    for each in (words_of_qt, ours) if found else (ours,):
        each.setObjectName(SPOKEN)
        app.installTranslator(each)
