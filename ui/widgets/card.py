"""A card: a rounded box with a title, one sentence, and rows."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QFrame,
    QVBoxLayout,
)

from ui.platform.theme import STEP
from ui.widgets.label import Label, Role

HEADING_ROWS = 2
"""Rows of a card that stay: its title and its sentence."""


class Card(QFrame):
    """A rounded box with a title, one sentence, and rows.

    Args:
        title: may be empty.
        sentence: beneath it; may be empty.
    """

    def __init__(self, title: str = "", sentence: str = "") -> None:
        super().__init__()
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(18, 16, 18, 16)
        self.rows.setSpacing(STEP)
        self.title = Label(Role.CARD_TITLE)
        self.sentence = Label(Role.BODY, tone="muted")
        self.rows.addWidget(self.title)
        self.rows.addWidget(self.sentence)
        self.title.say(title)
        self.sentence.say(sentence)

    def say(self, sentence: str) -> None:
        """Say one thing in place of the rows."""
        self.clear_from(HEADING_ROWS)
        self.rows.addWidget(Label(Role.BODY, sentence))

    def clear_from(self, index: int) -> None:
        """Remove every row from an index on; title and sentence are 0 and 1."""
        while self.rows.count() > index:
            item = self.rows.takeAt(index)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
