"""Base class of all pages: a title and cards in one column that scrolls."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.platform.theme import COLUMN_WIDTH, STEP
from ui.widgets.label import Label, Role


class Page(QScrollArea):
    """One page: a title and cards, at most 640 px wide, scrolling when it is long.

    Banners are added to the layout `banners`, at the top. They stay in the language in which they
    were created.

    Signals:
        retranslated: the language changed, and the page has written its own texts; a controller
            then writes the texts that it has set on the page, and does nothing else.
    """

    retranslated = Signal()

    def __init__(self) -> None:
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
        self.title = Label(Role.TITLE)
        self.sentence = Label(Role.BODY, tone="muted")
        heading.addWidget(self.title)
        heading.addWidget(self.sentence)
        self.setWidget(inner)
        self.verticalScrollBar().rangeChanged.connect(self._reserve)
        self._reserve()

    def retranslate(self) -> None:
        """Write all texts of the page in the current language, for its current state.

        A page overrides this, and calls it at the end of its constructor. It writes texts only:
        input, choices, and what is busy or hidden stay as they are, and no request is made.
        """

    def changeEvent(self, event: QEvent) -> None:
        """Follow the application's language and direction (the name is Qt's)."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.retranslated.emit()
        elif event.type() == QEvent.Type.LayoutDirectionChange:
            self._reserve()
        super().changeEvent(event)

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
        """Focus the control at which a person begins; does nothing by default."""

    def put_away(self) -> None:
        """Clear the secrets that must not outlive the page; does nothing by default."""

    def to_top(self) -> None:
        """Scroll to the top, where the banner is."""
        self.verticalScrollBar().setValue(0)
