"""Buttons: plain, primary, as a link; and one that shows that it is busy."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPen, QTransform
from PySide6.QtWidgets import QPushButton, QToolButton

from ui.platform.icons import SIZE, icon, pixmap
from ui.platform.theme import current_colors
from ui.text.tip import tip

BUSY_AFTER_MS = 200
TURN_MS = 80

Look = Literal["plain", "primary", "danger", "link"]


class Button(QPushButton):
    """A push button.

    Args:
        text: text on the button.
        name: objectName, by which tests and style sheet find it.
        look: its style: ``plain``, ``primary``, ``danger`` or ``link``.
    """

    def __init__(self, text: str, name: str, look: Look = "plain") -> None:
        super().__init__(text)
        self.setObjectName(name)
        self.setProperty("look", look)
        self.setAutoDefault(False)
        self.setCursor(
            Qt.CursorShape.PointingHandCursor if look == "link" else Qt.CursorShape.ArrowCursor
        )


class Disclosure(Button):
    """Button that is checked while the part below it is unfolded; its arrow shows which it is.

    Args:
        text: text on the button.
        name: objectName, by which tests and style sheet find it.
    """

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text, name, "link")
        self.setCheckable(True)
        self.toggled.connect(self._paint)
        self._paint()

    def changeEvent(self, event: QEvent) -> None:
        """Paint the arrow in the new palette, or the other way round (the name is Qt's)."""
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.LayoutDirectionChange):
            self._paint()
        super().changeEvent(event)

    def _paint(self) -> None:
        shape = "unfolded" if self.isChecked() else "folded"
        arrow = pixmap(shape, current_colors().link)
        if self.isRightToLeft():
            arrow = arrow.transformed(QTransform().scale(-1, 1))
        self.setIcon(QIcon(arrow))


class IconButton(QToolButton):
    """A small button with an icon that follows the palette; its text is its name.

    Args:
        text: what it does, for a tool tip and a screen reader.
        name: objectName, by which tests and style find it.
        icon_name: a file in resources/icons, without its ending.
    """

    def __init__(self, text: str, name: str, icon_name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("look", "link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setIconSize(QSize(SIZE, SIZE))
        self._icon_name = icon_name
        self.describe(text, icon_name)

    def describe(self, text: str, icon_name: str) -> None:
        """Set text and icon, because the button does something else now."""
        self._icon_name = icon_name
        self.setText(text)
        self.setToolTip(tip(text))
        self.setAccessibleName(text)
        self._paint()

    def changeEvent(self, event: QEvent) -> None:
        """Paint the icon in the new palette (the name is Qt's)."""
        if event.type() == QEvent.Type.PaletteChange:
            self._paint()
        super().changeEvent(event)

    def _paint(self) -> None:
        self.setIcon(icon(self._icon_name, current_colors().text))


class BusyButton(Button):
    """A button that ignores presses while its work is under way; after 200 ms a spinner shows."""

    def __init__(self, text: str, name: str, look: Look = "primary") -> None:
        super().__init__(text, name, look)
        self._busy = False
        self._angle = 0
        self._label = text
        self._start = QTimer(self, singleShot=True, interval=BUSY_AFTER_MS)
        self._start.timeout.connect(self._show_busy)
        self._turn = QTimer(self, interval=TURN_MS)
        self._turn.timeout.connect(self._advance)

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        return self._busy

    def set_busy(self, busy: bool) -> None:
        """Start or end the busy state, in which presses are ignored."""
        if busy == self._busy:
            return
        self._busy = busy
        if busy:
            self._start.start()
            return
        self._start.stop()
        self._turn.stop()
        self.setAccessibleDescription("")
        self.update()

    def nextCheckState(self) -> None:
        """Keep the check state (the name is Qt's)."""

    def hitButton(self, pos: object) -> bool:
        """Ignore presses while busy (the name is Qt's)."""
        return not self._busy and super().hitButton(pos)  # type: ignore[arg-type]  # a QPoint

    def sizeHint(self) -> QSize:
        """Leave room for the spinner, so that nothing moves when it comes (the name is Qt's)."""
        return super().sizeHint() + QSize(20, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the spinner beside the text (the name is Qt's)."""
        super().paintEvent(event)
        if not self._turn.isActive():
            return
        found = current_colors()
        filled = self.property("look") in ("primary", "danger")
        ink = found.on_accent if filled else found.text
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(ink), 2))
        size = 10
        left = 8 if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else self.width() - 18
        painter.drawArc(left, (self.height() - size) // 2, size, size, -self._angle * 16, 270 * 16)

    def changeEvent(self, event: QEvent) -> None:
        """Write the busy description in the application's new language (the name is Qt's)."""
        if event.type() == QEvent.Type.LanguageChange and self._turn.isActive():
            self._say_busy()
        super().changeEvent(event)

    def _say_busy(self) -> None:
        self.setAccessibleDescription(self.tr("Working"))

    def _show_busy(self) -> None:
        self._turn.start()
        self._say_busy()
        self.update()

    def _advance(self) -> None:
        self._angle = (self._angle + 30) % 360
        self.update()
