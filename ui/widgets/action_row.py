"""The buttons at the end of a page or dialog."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QWidget,
)

from ui.platform.theme import STEP


class StackedActions(QWidget):
    """A row of buttons at the end of a page, one above the other where there is no room."""

    def __init__(self, *buttons: QWidget) -> None:
        super().__init__()
        self._buttons = buttons
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(STEP + 2)
        self._row.addStretch(1)
        for button in buttons:
            self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignRight)

    def minimumSizeHint(self) -> QSize:
        """Return the width of the widest button as the minimum (the name is Qt's)."""
        widest = max(button.sizeHint().width() for button in self._buttons)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the buttons in a row or a column, as the width allows (the name is Qt's)."""
        super().resizeEvent(event)
        gaps = (len(self._buttons)) * self._row.spacing()
        needed = sum(button.sizeHint().width() for button in self._buttons) + gaps
        beside = self.width() >= needed
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._row.direction() != way:
            self._row.setDirection(way)


class Actions(QWidget):
    """A row of buttons at the end of a page or dialog, the primary one last."""

    def __init__(self, *buttons: QWidget) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(STEP + 2)
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
