"""A trip of a person's browser: where it was sent, and what stands here meanwhile."""

from __future__ import annotations

from PySide6.QtCore import QObject, QUrl, Signal

from app.core.identifiers import Link
from app.core.secret import Secret
from ui.browser.waiting_card import BrowserWaitingCard
from ui.platform.secret_clipboard import SecretClipboard
from ui.platform.web_browser import open_url


class BrowserLauncher(QObject):
    """Send a browser to a page, once more if need be.

    Args:
        wait: stands here meanwhile; is the parent.
        clipboard: takes the address, for another browser.

    Signals:
        not_started: no browser was, and nothing that stands here says so; carries the host.
    """

    not_started = Signal(str)

    def __init__(self, wait: BrowserWaitingCard, clipboard: SecretClipboard) -> None:
        super().__init__(wait)
        self._wait = wait
        self._clipboard = clipboard
        self._link: Link | None = None
        self._waits = False
        self._since = 0.0
        wait.open_again.connect(self.open)
        wait.copy.connect(self.copy)

    def go(self, link: Link, since: float) -> None:
        """Send it there, and wait.

        Args:
            link: where to.
            since: now, in seconds since the epoch.
        """
        self._link, self._waits, self._since = link, True, since
        self.open()

    def know(self, link: Link) -> None:
        """Know where it could be sent; something else stands here meanwhile."""
        self._link, self._waits = link, False

    def open(self) -> None:
        """Send it, for the first time or once more."""
        if self._link is None:
            return
        started = open_url(QUrl(self._link.url))
        if self._waits:
            self._wait.wait(self._link.host, self._since, started=started)
        elif not started:
            self.not_started.emit(self._link.host)

    def copy(self) -> None:
        """Put the address on the clipboard: it holds what this one sign-in is known by."""
        if self._link is not None:
            self._clipboard.copy(Secret(self._link.url))

    def end(self) -> None:
        """Forget where it was sent."""
        self._link = None
        self._wait.hide()
