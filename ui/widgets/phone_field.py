"""A field for a phone number, and a list of countries that is searched by typing."""

from __future__ import annotations

from PySide6.QtCore import QCollator, QEvent, QLocale, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from app.adapters.countries import country_names
from app.adapters.phones import as_typed, country_of_prefix, example_of, phone_of, prefixes
from app.core.uia.threepid import Phone
from ui.platform.theme import STEP
from ui.text.words import Words, said
from ui.widgets.field import mark_wrong
from ui.widgets.label import Label, Role


def load(language: str) -> None:
    """Load phone prefixes and country names ahead of their use; call it in a thread.

    Args:
        language: name of a locale, as Qt writes it, such as ``de_DE``.
    """
    prefixes()
    country_names(language)


class CountryPicker(QComboBox):
    """List every country by its name in the person's language, with its prefix.

    Typing searches in names, prefixes and two-letter codes; a text that matches no country is
    replaced by the country chosen before.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._line = QLineEdit()
        self._line.setObjectName(f"{name}.line")
        self.setLineEdit(self._line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(14)
        names = country_names(QLocale().name())
        order = QCollator(QLocale())
        found = [(names.get(code, code), code, prefix) for code, prefix in prefixes().items()]
        for text, code, prefix in sorted(found, key=lambda each: order.sortKey(each[0])):
            self.addItem(f"{text} (+{prefix}) {code}", code)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        popup = QListView()
        popup.setProperty("look", "menu")
        completer.setPopup(popup)
        self.setCompleter(completer)
        self._line.editingFinished.connect(self._settle)
        self.setCurrentIndex(-1)
        self.choose(QLocale.territoryToCode(QLocale.system().territory()))
        self.retranslate()

    def retranslate(self) -> None:
        """Write the list's name; the countries stay in the system's language, as dates do."""
        name = self.tr("Country")
        self.setAccessibleName(name)
        self._line.setAccessibleName(name)
        self._line.setPlaceholderText(name)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the application's language (the name is Qt's)."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @property
    def code(self) -> str:
        """Two-letter code of the country that is chosen; empty if none is."""
        return str(self.currentData() or "")

    def choose(self, code: str) -> None:
        """Choose a country by its two-letter code; an unknown code is ignored."""
        at = self.findData(code)
        if at >= 0:
            self.setCurrentIndex(at)
            self._line.setCursorPosition(0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select the text, so that typing replaces it (the name is Qt's)."""
        super().focusInEvent(event)
        self._line.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose a country on Return, instead of sending the form (the name is Qt's)."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._settle()
        else:
            super().keyPressEvent(event)

    def _settle(self) -> None:
        """Choose the first country that matches the typed text; else restore the one before."""
        typed = self._line.text().strip()
        names = [self.itemText(at).casefold() for at in range(self.count())]
        code = country_of_prefix(typed) if typed.startswith("+") else typed.upper()
        wanted = typed.casefold()
        exact = [at for at in (self.findData(code),) if at >= 0]
        begins = [at for at, name in enumerate(names) if typed and name.startswith(wanted)]
        within = [at for at, name in enumerate(names) if typed and wanted in name]
        found = [*exact, *begins, *within]
        self.setCurrentIndex(found[0] if found else self.currentIndex())
        self.setEditText(self.itemText(self.currentIndex()))
        self._line.setCursorPosition(0)


class PhoneField(QWidget):
    """A country and a phone number, which is formatted as in that country while it is typed.

    Args:
        name: objectName of the line; the picker's ends with ``.country``.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self._error: Words = ""
        self.country = CountryPicker(f"{name}.country")
        self.line = QLineEdit()
        self.line.setObjectName(name)
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhDialableCharactersOnly)
        self.label = Label(Role.BODY)
        self.label.setBuddy(self.line)
        self.note = Label(Role.CAPTION, tone="bad")
        self.note.setObjectName(f"{name}.note")
        self.note.hide()
        row = QHBoxLayout()
        row.setSpacing(STEP)
        row.addWidget(self.country, 2)
        row.addWidget(self.line, 3)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.label)
        box.addLayout(row)
        box.addWidget(self.note)
        self.line.textEdited.connect(self._typed)
        self.country.currentIndexChanged.connect(self._other_country)
        self._other_country()

    def set_label(self, label: str) -> None:
        """Set the label; a ``&`` marks its shortcut key."""
        self.label.setText(label)
        self.line.setAccessibleName(label.replace("&", ""))

    @property
    def contact(self) -> Phone | None:
        """The number that was typed; None if it is no valid number."""
        return phone_of(self.line.text(), self.country.code)

    def show_contact(self, phone: Phone) -> None:
        """Fill in a phone number and its country."""
        self.country.choose(phone.country)
        self.line.setText(as_typed(phone.number, phone.country))

    def show_error(self, words: Words) -> None:
        """Show what is wrong beneath the field; empty words clear it."""
        self._error = words
        sentence = said(words)
        mark_wrong(self.line, sentence)
        self.note.say(sentence)

    def changeEvent(self, event: QEvent) -> None:
        """Write the error in the application's new language (the name is Qt's)."""
        if event.type() == QEvent.Type.LanguageChange:
            self.show_error(self._error)
        super().changeEvent(event)

    def _other_country(self) -> None:
        self.show_error("")
        self.line.setPlaceholderText(example_of(self.country.code))

    def _typed(self, text: str) -> None:
        self.show_error("")
        if text.lstrip().startswith("+"):
            found = phone_of(text, "")
            if found is not None and found.country != self.country.code:
                self.country.choose(found.country)
        if self.line.cursorPosition() == len(text) and not any(each.isalpha() for each in text):
            shown = as_typed(text, self.country.code)
            if shown.startswith(text.rstrip()) or _digits(shown) == _digits(text):
                self.line.setText(shown)


def _digits(text: str) -> str:
    return "".join(each for each in text if each.isdigit() or each == "+")
