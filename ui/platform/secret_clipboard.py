"""Copies secrets to the clipboard for a minute, hidden from clipboard managers."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QGuiApplication

from app.core.secret import Secret

SECONDS = 60

HINTS = {
    "x-kde-passwordManagerHint": b"secret",
    "ExcludeClipboardContentFromMonitorProcessing": b"1",
    "application/x-nspasteboard-concealed-type": b"",
}
"""MIME types by which clipboard managers of the three systems recognize a secret."""


class SecretClipboard(QObject):
    """Put secrets on the clipboard for a minute.

    Args:
        parent: the window, so that the timer outlives the page that a secret is copied from.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._copied: Secret | None = None
        self._timer = QTimer(self, singleShot=True, interval=SECONDS * 1000)
        self._timer.timeout.connect(self.clear)

    def copy(self, secret: Secret) -> None:
        """Copy a secret; the minute starts anew."""
        data = QMimeData()
        data.setText(secret.reveal())
        for name, value in HINTS.items():
            data.setData(name, value)
        QGuiApplication.clipboard().setMimeData(data)
        self._copied = secret
        self._timer.start()

    def clear(self) -> None:
        """Clear the clipboard, if the copied secret is still on it."""
        copied, self._copied = self._copied, None
        self._timer.stop()
        clipboard = QGuiApplication.clipboard()
        if copied is not None and Secret(clipboard.text()) == copied:
            clipboard.clear()
