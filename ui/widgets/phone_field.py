"""A phone number: the country from a list that is searched by typing, and the number."""

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
    """Load what numbers and countries take, so that no page waits for it; belongs in a thread.

    Args:
        language: as Qt writes a locale.
    """
    prefixes()
    country_names(language)


class CountryPicker(QComboBox):
    """Every country by its name in the person's language, with its prefix.

    Typing searches in names, prefixes and the two letters; what is no country goes back to the
    one before.
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
        """Write what the list is of; the countries stay in the system's language, as dates do."""
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
        """The two letters of the country that is chosen; empty where none is."""
        return str(self.currentData() or "")

    def choose(self, code: str) -> None:
        """Choose a country, if it is one."""
        at = self.findData(code)
        if at >= 0:
            self.setCurrentIndex(at)
            self._line.setCursorPosition(0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let what is typed replace what stands there (the name is Qt's)."""
        super().focusInEvent(event)
        self._line.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Return choose, not send the form (the name is Qt's)."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._settle()
        else:
            super().keyPressEvent(event)

    def _settle(self) -> None:
        """Take what was typed for the first country that it is found in, or go back."""
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
    """A country and a number, written as the country writes it while it is typed.

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
        """Say what it is for; a ``&`` marks its key."""
        self.label.setText(label)
        self.line.setAccessibleName(label.replace("&", ""))

    @property
    def contact(self) -> Phone | None:
        """The number that is typed; None if it cannot be one."""
        return phone_of(self.line.text(), self.country.code)

    def show_contact(self, phone: Phone) -> None:
        """Fill the field."""
        self.country.choose(phone.country)
        self.line.setText(as_typed(phone.number, phone.country))

    def show_error(self, words: Words) -> None:
        """Say what is wrong with it; an empty sentence takes that back."""
        self._error = words
        sentence = said(words)
        mark_wrong(self.line, sentence)
        self.note.say(sentence)

    def changeEvent(self, event: QEvent) -> None:
        """Say what is wrong in the application's new language (the name is Qt's)."""
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
