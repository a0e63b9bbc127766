"""An icon that follows the palette."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel

from ui.platform.icons import pixmap
from ui.platform.theme import current_colors


class Icon(QLabel):
    """Show an icon in one of the palette's colours, and repaint it when the palette changes.

    Args:
        name: a file in resources/icons, without its ending.
        color: the name of a colour of `ui.platform.theme.Colors`.
        size: in pixels.
    """

    def __init__(self, name: str, color: str, size: int) -> None:
        super().__init__()
        self._name, self._color, self._size = name, color, size
        self.setFixedSize(size, size)
        self._paint()

    def change(self, name: str, color: str) -> None:
        """Show another icon."""
        self._name, self._color = name, color
        self._paint()

    def changeEvent(self, event: QEvent) -> None:
        """Paint anew in the new palette (the name is Qt's)."""
        if event.type() == QEvent.Type.PaletteChange:
            self._paint()
        super().changeEvent(event)

    def _paint(self) -> None:
        self.setPixmap(pixmap(self._name, getattr(current_colors(), self._color), self._size))
