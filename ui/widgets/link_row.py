"""A row of links that becomes a column where there is no room for a row."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.platform.theme import STEP
from ui.widgets.buttons import Button


class LinkRow(QWidget):
    """Buttons that look like links, beside each other or beneath each other.

    Args:
        buttons: in their order.
    """

    def __init__(self, *buttons: Button) -> None:
        super().__init__()
        self._buttons = buttons
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(2 * STEP)
        for button in buttons:
            self._box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        self._box.addStretch(1)

    def fit(self, room: int) -> None:
        """Arrange the buttons in a row, or in a column if the row is wider than there is room.

        Args:
            room: in pixels.
        """
        shown = [each for each in self._buttons if not each.isHidden()]
        wanted = sum(each.sizeHint().width() for each in shown) + 2 * STEP * len(shown)
        way = QBoxLayout.Direction
        self._box.setDirection(way.LeftToRight if wanted <= room else way.TopToBottom)
        self._box.setSpacing(2 * STEP if wanted <= room else 0)
