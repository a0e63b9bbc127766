"""Icons: SVG files in one colour, painted in a colour of the palette."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from resources import FOLDER

SIZE = 18
"""Width and height of an icon in a row, in pixels."""

_STROKE = "#000000"
"""The colour that every icon file is drawn in."""


def icon_path(name: str) -> str:
    """Return the path of an icon's file, for style sheets."""
    return (FOLDER / "icons" / f"{name}.svg").as_posix()


def pixmap(name: str, color: str, size: int = SIZE) -> QPixmap:
    """Return an icon painted in a colour, sharp at the screen's scale; Qt's cache keeps it.

    Args:
        name: of the file in resources/icons, without its ending.
        color: as ``#rrggbb``.
        size: in device-independent pixels.
    """
    app = QApplication.instance()
    ratio = app.devicePixelRatio() if isinstance(app, QApplication) else 1.0
    key = f"latchkey {name} {color} {size} {ratio}"
    result = QPixmap()
    if QPixmapCache.find(key, result):
        return result
    source = (FOLDER / "icons" / f"{name}.svg").read_text()
    renderer = QSvgRenderer(QByteArray(source.replace(_STROKE, color).encode()))
    result = QPixmap(QSize(size, size) * ratio)
    result.setDevicePixelRatio(ratio)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    QPixmapCache.insert(key, result)
    return result


def icon(name: str, color: str, checked_color: str | None = None) -> QIcon:
    """Return an icon, with another colour while its button is checked."""
    result = QIcon(pixmap(name, color))
    if checked_color is not None:
        result.addPixmap(pixmap(name, checked_color), QIcon.Mode.Normal, QIcon.State.On)
    return result
