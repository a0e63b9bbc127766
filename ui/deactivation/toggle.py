"""A switch: what it turns on, what that means, and the switch itself at the end of the row."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from ui.platform.theme import STEP, current_colors
from ui.widgets.label import Label, Role

WIDTH, HEIGHT = 40, 22
RING = 3
"""Room around it for the mark of the focus, in pixels."""


class Toggle(QCheckBox):
    """The switch itself: a check box to the keyboard and to a screen reader.

    Args:
        name: objectName. What it turns on is shown beside it, and named, by whoever places it.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """Return its size with the mark of the focus (the name is Qt's)."""
        return QSize(WIDTH + 2 * RING, HEIGHT + 2 * RING)

    def hitButton(self, position: object) -> bool:
        """Take presses everywhere on it (the name is Qt's)."""
        return self.rect().contains(position)  # type: ignore[call-overload, no-any-return]  # a QPoint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the track and the knob (the name is Qt's)."""
        colors, on = current_colors(), self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(RING, RING, WIDTH, HEIGHT)
        ground, edge = (colors.accent, colors.accent) if on else (colors.field, colors.outline)
        if not self.isEnabled():
            ground, edge = colors.track, colors.outline
        painter.setPen(QPen(QColor(edge), 1.5))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(track.adjusted(1, 1, -1, -1), HEIGHT / 2, HEIGHT / 2)
        end = on != (self.layoutDirection() == Qt.LayoutDirection.RightToLeft)
        middle = track.right() - HEIGHT / 2 if end else track.left() + HEIGHT / 2
        knob = colors.on_accent if on and self.isEnabled() else colors.outline
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(knob))
        radius = HEIGHT / 2 - 5
        painter.drawEllipse(QPointF(middle, track.center().y()), radius, radius)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colors.accent), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            around = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(around, HEIGHT / 2 + RING, HEIGHT / 2 + RING)


class ToggleRow(QWidget):
    """A switch with its title and its meaning; a press on either turns it.

    Args:
        name: objectName of the switch.

    Signals:
        toggled: it was turned on or off.
    """

    toggled = Signal(bool)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.switch = Toggle(name)
        self.title = Label(Role.STRONG)
        self.meaning = Label(Role.BODY, tone="muted")
        self.meaning.setObjectName(f"{name}.meaning")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * STEP)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.meaning)
        row.addLayout(words, 1)
        row.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignTop)
        self.switch.toggled.connect(self.toggled)

    def explain(self, title: str, meaning: str) -> None:
        """Say what it turns on, and what that does, in a sentence or two."""
        self.title.setText(title)
        self.meaning.setText(meaning)
        self.switch.setAccessibleName(title)
        self.switch.setAccessibleDescription(meaning)

    @property
    def on(self) -> bool:
        """Whether it is on."""
        return self.switch.isChecked()

    def set_busy(self, busy: bool) -> None:
        """Hold it while what it says is on its way."""
        self.switch.setEnabled(not busy)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Turn it by its words (the name is Qt's)."""
        if self.switch.isEnabled() and self.rect().contains(event.position().toPoint()):
            self.switch.toggle()
