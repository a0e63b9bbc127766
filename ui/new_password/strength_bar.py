"""A bar of four segments that shows a password's strength."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.platform.theme import current_colors
from ui.text.words import Words, said

SEGMENTS = 4


class StrengthBar(QWidget):
    """Show a score of 0 to 4 as filled segments; None is empty."""

    def __init__(self) -> None:
        super().__init__()
        self._score: int | None = None
        self._words: Words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.retranslate()

    def retranslate(self) -> None:
        """Write the accessible name and description."""
        self.setAccessibleName(self.tr("Strength of the new password"))
        self.setAccessibleDescription(said(self._words))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the application's language (the name is Qt's)."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @property
    def score(self) -> int | None:
        """The score that is shown, 0 to 4; None while the bar is empty."""
        return self._score

    def set_score(self, score: int | None, words: Words) -> None:
        """Show a score; `words` become the accessible description."""
        self._score, self._words = score, words
        self.retranslate()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the bar in pixels (the name is Qt's)."""
        return QSize(120, 5)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the segments (the name is Qt's)."""
        colors = current_colors()
        fills = (colors.weak, colors.weak, colors.fair, colors.strong, colors.strong)
        lit = 0 if self._score is None else max(1, self._score)
        gap = 4.0
        width = (self.width() - gap * (SEGMENTS - 1)) / SEGMENTS
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for at in range(SEGMENTS):
            place = at if not self.isRightToLeft() else SEGMENTS - 1 - at
            on = at < lit and self._score is not None
            painter.setBrush(QColor(fills[self._score or 0] if on else colors.track))
            painter.drawRoundedRect(QRectF(place * (width + gap), 0, width, 5), 2.5, 2.5)
