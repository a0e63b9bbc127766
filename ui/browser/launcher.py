"""Opens a page in the person's browser, and shows a card while it is waited for."""

from __future__ import annotations

from PySide6.QtCore import QObject, QUrl, Signal

from app.core.identifiers import Link
from app.core.secret import Secret
from ui.browser.waiting_card import BrowserWaitingCard
from ui.platform.secret_clipboard import SecretClipboard
from ui.platform.web_browser import open_url


class BrowserLauncher(QObject):
    """Open a page in the person's browser, again on request, and copy its address.

    Args:
        wait: card that is shown while the person is in the browser; becomes the parent.
        clipboard: takes the address, for use in another browser.

    Signals:
        not_started: no browser could be started, and no card says so; carries the host.
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
        """Open a page and show the card.

        Args:
            link: the page.
            since: now, in seconds since the epoch.
        """
        self._link, self._waits, self._since = link, True, since
        self.open()

    def know(self, link: Link) -> None:
        """Remember a page for `open` and `copy`, without opening it; the card is not used."""
        self._link, self._waits = link, False

    def open(self) -> None:
        """Open the page, for the first time or again."""
        if self._link is None:
            return
        started = open_url(QUrl(self._link.url))
        if self._waits:
            self._wait.wait(self._link.host, self._since, started=started)
        elif not started:
            self.not_started.emit(self._link.host)

    def copy(self) -> None:
        """Copy the page's address, which identifies this one sign-in, to the clipboard."""
        if self._link is not None:
            self._clipboard.copy(Secret(self._link.url))

    def end(self) -> None:
        """Forget the page, and hide the card."""
        self._link = None
        self._wait.hide()
