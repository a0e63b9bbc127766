"""A stand-in for the browser, which records the addresses that would be opened."""

from __future__ import annotations

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

SCHEMES = ("http", "https")


class Pages(QObject):
    """Record the addresses that Qt would open in a browser, inside its ``with``.

    Attributes:
        opened: the addresses, in order.
    """

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    def __enter__(self) -> Pages:
        for scheme in SCHEMES:
            QDesktopServices.setUrlHandler(
                scheme,
                self,
                "take",  # type: ignore[arg-type]  # the stub says bytes, which Qt does not find
            )
        return self

    def __exit__(self, *exc: object) -> None:
        for scheme in SCHEMES:
            QDesktopServices.unsetUrlHandler(scheme)

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        """Record an address (Qt calls it by this name)."""
        self.opened.append(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
