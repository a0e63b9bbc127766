"""The sidebar: one button for each page, and the account chip at the bottom."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.platform.icons import icon
from ui.platform.theme import STEP, current_colors, scaled
from ui.text.tip import tip
from ui.text.words import Words, said
from ui.widgets.icon import Icon
from ui.widgets.label import ElidedLabel, Role

if TYPE_CHECKING:
    from app.core.homeserver import Session

WIDTH = 208
"""Usual width of the sidebar in pixels."""

AVATAR = 32


class Sidebar(QFrame):
    """Buttons for the pages, and the account chip at the bottom.

    Signals:
        chosen: a page was chosen; carries its name.
        entered: the person clicked a page's button or pressed Return on it, to go into the page.
    """

    chosen = Signal(str)
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setProperty("side", self._side())
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        self._icons: dict[str, str] = {}
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(10, 2 * STEP, 10, 10)
        self._rows.setSpacing(2)
        self._rows.addStretch(1)
        self.chip = Chip()
        self._rows.addWidget(self.chip)
        self.chip.hide()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.retranslate()

    def retranslate(self) -> None:
        """Write the sidebar's accessible name; the window writes the names of the pages."""
        self.setAccessibleName(self.tr("Pages"))

    def add(self, name: str, icon_name: str) -> None:
        """Add a page.

        Args:
            name: what `chosen` emits.
            icon_name: a file in resources/icons.
        """
        button = NavButton()
        button.setObjectName(f"nav.{name}")
        # Toggled, not clicked: a screen reader toggles what can be checked.
        button.toggled.connect(lambda on: self.chosen.emit(name) if on else None)
        button.entered.connect(self.entered)
        self._group.addButton(button)
        self._buttons[name], self._icons[name] = button, icon_name
        self._rows.insertWidget(len(self._buttons) - 1, button)
        self._paint_icons()

    def name(self, name: str, text: str) -> None:
        """Write what a page is called on its button."""
        self._buttons[name].setText(text)

    def offer(self, names: Collection[str]) -> None:
        """Let these pages be chosen, and no others."""
        for name, button in self._buttons.items():
            button.setEnabled(name in names)

    def show_session(self, session: Session | None) -> None:
        """Show a session's account in the chip; hide the chip for None."""
        self.chip.setVisible(session is not None)
        if session is not None:
            self.chip.show_session(session)

    @property
    def selected(self) -> str:
        """Name of the page that is marked; empty if none is."""
        return next((name for name, each in self._buttons.items() if each.isChecked()), "")

    def select(self, name: str) -> None:
        """Mark a page as the one that is shown, and focus its button."""
        self._buttons[name].setChecked(True)
        self._buttons[name].setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Paint the icons in the new palette, follow language and direction (the name is Qt's)."""
        if event.type() == QEvent.Type.PaletteChange:
            self._paint_icons()
        elif event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.LayoutDirectionChange:
            self.setProperty("side", self._side())
            self.style().unpolish(self)
            self.style().polish(self)
        super().changeEvent(event)

    def _side(self) -> str:
        """Return the side of the window that the sidebar is on; its border is opposite."""
        return "right" if self.isRightToLeft() else "left"

    def sizeHint(self) -> QSize:
        """Be as wide as the widest button needs, and no narrower than usual (the name is Qt's)."""
        hint = super().sizeHint()
        return QSize(max(WIDTH, hint.width()), hint.height())

    def _paint_icons(self) -> None:
        colors = current_colors()
        for name, button in self._buttons.items():
            button.setIcon(icon(self._icons[name], colors.muted, colors.text))


class NavButton(QPushButton):
    """Button of a page: the arrow keys switch pages; a click or Return goes into the page as well.

    Signals:
        entered: the person clicked the button or pressed Return on it.
    """

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "nav")
        self.setCheckable(True)
        self.setAutoExclusive(True)  # to a screen reader: one of several, not a box to be ticked
        self.setIconSize(QSize(18, 18))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the page and emit `entered` on Return (the name is Qt's)."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Emit `entered` on a click (the name is Qt's)."""
        super().mouseReleaseEvent(event)
        if self.isChecked() and self.rect().contains(event.position().toPoint()):
            self.entered.emit()


class Chip(QPushButton):
    """Button that shows the open account: its initial, name and server."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("chip")
        self._session: Session | None = None
        self._called: Words = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 8)
        row.setSpacing(10)
        self._avatar = Avatar()
        words = QVBoxLayout()
        words.setSpacing(0)
        self._name = ElidedLabel(Role.STRONG)
        self._server = ElidedLabel(Role.CAPTION, tone="muted")
        words.addWidget(self._name)
        words.addWidget(self._server)
        self._calls = Icon("warn", "accent", 18)
        self._calls.setObjectName("chip.calls")
        self._calls.hide()
        row.addWidget(self._avatar)
        row.addLayout(words, 1)
        row.addWidget(self._calls)
        for child in (self._avatar, self._name, self._server):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_session(self, session: Session) -> None:
        """Show the account of a session."""
        self._name.setText(session.localpart)
        self._server.setText(session.server_name)
        self._avatar.show_initial(session.localpart)
        self.setToolTip(tip(session.user_id))
        self._session = session
        self.retranslate()

    def call(self, words: Words) -> None:
        """Show a mark because another account has an open question; empty words hide it."""
        self._called = words
        self._calls.setVisible(bool(words))
        self.retranslate()

    def retranslate(self) -> None:
        """Write the accessible texts of the chip and of its mark."""
        if self._session is not None:
            user = self._session.user_id
            self.setAccessibleName(self.tr("Account {user}").format(user=user))
            self.setAccessibleDescription(self.tr("Switch accounts, add one, or sign out"))
        called = said(self._called)
        self._calls.setToolTip(tip(called))
        self._calls.setAccessibleName(called)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the application's language (the name is Qt's)."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        """Make room for the two lines (the name is Qt's)."""
        layout = self.layout()
        assert layout is not None  # noqa: S101  # set above
        return layout.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Never be flatter than the two lines (the name is Qt's)."""
        return QSize(60, self.sizeHint().height())


class Avatar(QWidget):
    """A disc with a letter."""

    def __init__(self) -> None:
        super().__init__()
        self._letter = ""
        self.setFixedSize(AVATAR, AVATAR)

    def show_initial(self, localpart: str) -> None:
        """Show the first letter of a name."""
        self._letter = localpart.removeprefix("@")[:1].upper()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the disc (the name is Qt's)."""
        colors = current_colors()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(colors.accent))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(QRectF(0, 0, AVATAR, AVATAR))
        painter.setPen(QColor(colors.on_accent))
        painter.setFont(scaled(self.font(), 1.1, semibold=True))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._letter)
