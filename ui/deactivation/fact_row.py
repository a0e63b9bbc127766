"""Row with an icon, a line in bold and a text beneath."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.text.words import Words
from ui.widgets.icon import Icon
from ui.widgets.label import Label, Role


class FactRow(QWidget):
    """Show one consequence of closing an account: an icon, a line in bold, a text beneath.

    Args:
        icon_name: name of a file in resources/icons, without its ending.
        name: objectName of the line; that of the text beneath is ``NAME.rest``.
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
        """Set the line in bold and the text beneath; an empty text is hidden."""
        self.line.say(line)
        self.rest.say(rest)
