"""Copy a secret so that it does not stay: gone after a minute, skipped by clipboard managers."""

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
"""What clipboard managers of the three systems look for before they keep something."""


class SecretClipboard(QObject):
    """Put secrets on the clipboard for a minute.

    Args:
        parent: the window; what was copied outlives pages, and goes with the program.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._copied: Secret | None = None
        self._timer = QTimer(self, singleShot=True, interval=SECONDS * 1000)
        self._timer.timeout.connect(self.clear)

    def copy(self, secret: Secret) -> None:
        """Copy a secret, in place of one copied before."""
        data = QMimeData()
        data.setText(secret.reveal())
        for name, value in HINTS.items():
            data.setData(name, value)
        QGuiApplication.clipboard().setMimeData(data)
        self._copied = secret
        self._timer.start()

    def clear(self) -> None:
        """Take the secret back, if it is still what is on the clipboard."""
        copied, self._copied = self._copied, None
        self._timer.stop()
        clipboard = QGuiApplication.clipboard()
        if copied is not None and Secret(clipboard.text()) == copied:
            clipboard.clear()
