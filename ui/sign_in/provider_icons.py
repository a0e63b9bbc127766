"""Load the icons of identity providers; their content is not trusted."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QIcon, QImage, QImageReader, QPixmap

from app.concurrency import in_thread
from app.core import requests
from app.core.errors import LatchkeyError
from app.core.homeserver import Provider
from app.operations.ports.http import Api

FORMATS = {b"png": b"\x89PNG\r\n\x1a\n", b"jpeg": b"\xff\xd8\xff", b"gif": b"GIF8"}
"""Accepted formats and the bytes they begin with: raster images only, no text or script."""

LARGEST_SIDE = 1024
SIDE = 40
"""Longest side of the icon that is shown, in pixels."""


async def provider_icon(api: Api, provider: Provider) -> QIcon | None:
    """Download the icon of an identity provider from the homeserver.

    Args:
        api: client of the homeserver, without a token.
        provider: the identity provider.

    Returns:
        The icon; None if there is none, or it cannot be downloaded or shown.
    """
    if provider.icon is None:
        return None
    try:
        reply = await api.exchange(requests.media(provider.icon))
    except LatchkeyError:
        return None
    if not reply.ok:
        return None
    image = await in_thread(lambda: decoded(reply.body))
    return None if image is None else QIcon(QPixmap.fromImage(image))


def decoded(content: bytes) -> QImage | None:
    """Decode a raster image and scale it to `SIDE`; None for other formats or too large ones."""
    kind = next((name for name, head in FORMATS.items() if content.startswith(head)), None)
    if kind is None:
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind))
    reader.setDecideFormatFromContent(False)
    size = reader.size()
    if not size.isValid() or max(size.width(), size.height()) > LARGEST_SIDE:
        return None
    reader.setScaledSize(size.scaled(QSize(SIDE, SIDE), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else image
