"""A card: a rounded box with a title, one sentence, and rows."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import (
    QFrame,
    QVBoxLayout,
    QWidget,
)

from ui.platform.theme import STEP
from ui.text.words import Words
from ui.widgets.label import Label, Role

HEADING_ROWS = 2
"""Rows of a card that stay: its title and its sentence."""


class Card(QFrame):
    """A rounded box with a title, one sentence, and rows; an empty title or sentence is hidden."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(18, 16, 18, 16)
        self.rows.setSpacing(STEP)
        self.title = Label(Role.CARD_TITLE)
        self.sentence = Label(Role.BODY, tone="muted")
        self.rows.addWidget(self.title)
        self.rows.addWidget(self.sentence)
        self.title.hide()
        self.sentence.hide()

    def retranslate(self) -> None:
        """Write the card's own texts for its current state; does nothing by default."""

    def changeEvent(self, event: QEvent) -> None:
        """Follow the application's language (the name is Qt's)."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def say(self, words: Words) -> None:
        """Replace the rows by one text; a label that is the only row is reused."""
        match self.body():
            case [Label() as text]:
                text.say(words)
            case _:
                self.clear_from(HEADING_ROWS)
                text = Label(Role.BODY)
                self.rows.addWidget(text)
                text.say(words)

    def body(self) -> list[QWidget]:
        """Return the widgets beneath title and sentence, in order."""
        items = [self.rows.itemAt(at) for at in range(HEADING_ROWS, self.rows.count())]
        found = [None if item is None else item.widget() for item in items]
        return [widget for widget in found if widget is not None]

    def clear_from(self, index: int) -> None:
        """Remove every row from an index on; title and sentence are 0 and 1."""
        while self.rows.count() > index:
            item = self.rows.takeAt(index)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
