"""Cards, and the column that they stand in."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.platform.theme import COLUMN_WIDTH, STEP
from ui.widgets.text import Role, Text


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
        self.title = Text(Role.CARD_TITLE)
        self.sentence = Text(Role.BODY, tone="muted")
        self.rows.addWidget(self.title)
        self.rows.addWidget(self.sentence)
        self.title.say(title)
        self.sentence.say(sentence)

    def clear_from(self, index: int) -> None:
        """Remove every row from an index on; title and sentence are 0 and 1."""
        while self.rows.count() > index:
            item = self.rows.takeAt(index)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()


class Column(QScrollArea):
    """One page: a title and cards, at most 640 px wide, scrolling when it is long.

    Banners stand at the top of the column, where `banners` is.
    """

    def __init__(self, title: str = "", sentence: str = "") -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        around = QHBoxLayout(inner)
        around.setContentsMargins(3 * STEP, 3 * STEP, 3 * STEP, 3 * STEP)
        column = QWidget()
        column.setMaximumWidth(COLUMN_WIDTH)
        around.addStretch(1)
        around.addWidget(column, 1000)
        around.addStretch(1)
        self.rows = QVBoxLayout(column)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(2 * STEP)
        self.banners = QVBoxLayout()
        self.banners.setSpacing(STEP)
        self.rows.addLayout(self.banners)
        heading = QVBoxLayout()
        heading.setSpacing(4)
        self.rows.addLayout(heading)
        self.title = Text(Role.TITLE, title)
        self.sentence = Text(Role.BODY, tone="muted")
        heading.addWidget(self.title)
        heading.addWidget(self.sentence)
        self.sentence.say(sentence)
        self.setWidget(inner)
        self.verticalScrollBar().rangeChanged.connect(self._reserve)
        self._reserve()

    def primary(self) -> QPushButton | None:
        """Return the button that Return presses, if the page has one right now."""
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Return press what has the focus, or the primary button (the name is Qt's)."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        focused = self.focusWidget()
        button = focused if isinstance(focused, QPushButton) else self.primary()
        if button is not None:
            button.click()

    def _reserve(self) -> None:
        """Keep the column where it is when the scroll bar comes and goes."""
        bar = self.verticalScrollBar()
        room = 0 if bar.maximum() > 0 else bar.sizeHint().width()
        rtl = self.isRightToLeft()
        self.setViewportMargins(room if rtl else 0, 0, 0 if rtl else room, 0)

    def begin(self) -> None:
        """Take the focus where a person begins; a page that asks nothing leaves it alone."""

    def put_away(self) -> None:
        """Put away what must not outlive the page; a page that holds no secret has nothing to."""

    def to_top(self) -> None:
        """Scroll to the top, where banners stand."""
        self.verticalScrollBar().setValue(0)


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
        """Need no more room than the widest button (the name is Qt's)."""
        widest = max(button.sizeHint().width() for button in self._buttons)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in a row where there is room for it (the name is Qt's)."""
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
