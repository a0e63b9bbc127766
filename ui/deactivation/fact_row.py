"""A fact: an icon, what will happen, and to what."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.text.words import Words
from ui.widgets.icon import Icon
from ui.widgets.label import Label, Role


class FactRow(QWidget):
    """One line in bold with an icon before it, and what it is about beneath.

    Args:
        icon_name: a file in resources/icons, without its ending.
        name: objectName of the line; its rest is called ``NAME.rest``.
    """

    def __init__(self, icon_name: str, name: str) -> None:
        super().__init__()
        self.line = Label(Role.STRONG)
        self.line.setObjectName(name)
        self.rest = Label(Role.BODY, tone="muted")
        self.rest.setObjectName(f"{name}.rest")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(12)
        row.addWidget(Icon(icon_name, "muted", 20), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.line)
        words.addWidget(self.rest)
        row.addLayout(words, 1)

    def say(self, line: Words, rest: Words = "") -> None:
        """Say what will happen, and to what."""
        self.line.say(line)
        self.rest.say(rest)
