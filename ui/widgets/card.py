"""Cards, and the column that they stand in."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.theme import COLUMN_WIDTH, STEP
from ui.widgets.text import Role, Text

BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


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
        self.title = Text(Role.CARD_TITLE, title)
        self.sentence = Text(Role.BODY, sentence, tone="muted")
        self.title.setVisible(bool(title))
        self.sentence.setVisible(bool(sentence))
        self.rows.addWidget(self.title)
        self.rows.addWidget(self.sentence)

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

    def __init__(self, title: str, sentence: str = "") -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inner = QWidget()
        around = QHBoxLayout(self._inner)
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
        self.title = Text(Role.TITLE, title)
        self.sentence = Text(Role.BODY, sentence, tone="muted")
        self.sentence.setVisible(bool(sentence))
        heading.addWidget(self.title)
        heading.addWidget(self.sentence)
        self.rows.addLayout(heading)
        self.setWidget(self._inner)
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]  # there is one

    def begin(self) -> None:
        """Take the focus where a person begins; a page that asks nothing leaves it alone."""

    def to_top(self) -> None:
        """Scroll to the top, where banners stand."""
        self.verticalScrollBar().setValue(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep what has the focus in sight (the name is Qt's)."""
        if (
            isinstance(event, QFocusEvent)
            and isinstance(watched, QWidget)
            and event.gotFocus()
            and event.reason() in BY_KEYBOARD
            and self._inner.isAncestorOf(watched)
        ):
            self.ensureWidgetVisible(watched, 0, 5 * STEP)
        return False


def fill(layout: QLayout, *widgets: QWidget) -> None:
    """Add widgets to a layout, one after the other."""
    for widget in widgets:
        layout.addWidget(widget)


def actions(*buttons: QWidget) -> QHBoxLayout:
    """Return a row of buttons at the end of a page or dialog, the primary one last."""
    row = QHBoxLayout()
    row.setSpacing(STEP + 2)
    row.addStretch(1)
    fill(row, *buttons)
    return row


def centred(inner: QRect, outer: QRect) -> QRect:
    """Return `inner` moved to the middle of `outer`."""
    result = QRect(inner)
    result.moveCenter(outer.center())
    return result
