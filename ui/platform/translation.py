"""The language that the program speaks: the system's, where there is a translation."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from resources import FOLDER


def speak(app: QApplication, locale: QLocale) -> None:
    """Translate our words and Qt's own into a person's language, as far as there are any.

    Args:
        app: takes the translators over.
        locale: the person's, with its list of languages in their order.
    """
    ours = str(FOLDER / "i18n")
    qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, folder in (("qtbase", qt), ("latchkey", ours)):
        translator = QTranslator(app)
        if translator.load(locale, name, "_", folder):
            app.installTranslator(translator)
