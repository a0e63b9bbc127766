"""Switch widgets: the switch alone, and a row with a title, an explanation and a switch."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from ui.platform.theme import STEP, current_colors
from ui.widgets.label import Label, Role

WIDTH, HEIGHT = 40, 22
RING = 3
"""Margin around the track for the focus ring, in pixels."""


class Toggle(QCheckBox):
    """Paint a check box as a switch; keyboard and screen readers find a check box.

    Args:
        name: objectName of the switch. The switch has no text: the widget around it shows a label
            and sets the accessible name.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """Return the size of the track with the focus ring (the name is Qt's)."""
        return QSize(WIDTH + 2 * RING, HEIGHT + 2 * RING)

    def hitButton(self, position: object) -> bool:
        """Accept presses anywhere on the widget (the name is Qt's)."""
        return self.rect().contains(position)  # type: ignore[call-overload, no-any-return]  # a QPoint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the track, the knob and the focus ring (the name is Qt's)."""
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
    """Show a switch with a title and an explanation; a press anywhere on the row toggles it.

    Args:
        name: objectName of the switch; that of the explanation is ``NAME.meaning``.

    Signals:
        toggled: the switch was turned on or off; carries its new state.
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
        """Set the title, and the sentence or two that explain what the switch does."""
        self.title.setText(title)
        self.meaning.setText(meaning)
        self.switch.setAccessibleName(title)
        self.switch.setAccessibleDescription(meaning)

    @property
    def on(self) -> bool:
        """Whether the switch is on."""
        return self.switch.isChecked()

    def set_busy(self, busy: bool) -> None:
        """Disable the switch while the account is being closed."""
        self.switch.setEnabled(not busy)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Toggle the switch on a press on the row (the name is Qt's)."""
        if self.switch.isEnabled() and self.rect().contains(event.position().toPoint()):
            self.switch.toggle()
