"""Open the account management page of a server's website, and read the account afterwards."""

from __future__ import annotations

from PySide6.QtCore import QDeadlineTimer, QObject, Qt, QUrl
from PySide6.QtGui import QGuiApplication

from app.core.oauth.metadata import ManagementAction
from ui.account.context import AccountContext
from ui.account.website_card import WebsiteCard
from ui.platform.web_browser import open_url
from ui.text.message import Message
from ui.text.words import Words, said
from ui.widgets.banner import Banner, Banners
from ui.widgets.label import breakable

AWAY_MS = 15 * 60 * 1000
"""Milliseconds after opening the page in which each return to Latchkey reads the account again."""


class ServerWebsite(QObject):
    """Open the account management page of an account's server in the browser.

    Args:
        parent: the page of Latchkey that offers this.
        context: the account.
        messages: shows that no browser could be started.
    """

    def __init__(self, parent: QObject, context: AccountContext, messages: Banners) -> None:
        super().__init__(parent)
        self._context = context
        self._messages = messages
        self._away = QDeadlineTimer(0)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._back)

    @property
    def host(self) -> str:
        """The host of the account management page; empty where the server does not name one."""
        server = self._context.server
        found = None if server is None else server.management
        return "" if found is None else found.link.host

    def fill(self, card: WebsiteCard, words: Words) -> None:
        """Show in a card what is done on the website, with a button that opens it.

        The card is hidden until the account was read; it has no button if the host is unknown.

        Args:
            card: the card to fill.
            words: what is done there, with places for ``{server}`` and ``{host}``.
        """
        server, host = self._context.session.server_name, self.host
        if host:
            shown = breakable(host)
            card.show_way(
                lambda: said(words).format(server=server, host=shown),
                lambda: self.tr("Open the website"),
            )
            return
        if self._context.view is None:  # the server is being looked up
            card.hide()
            return
        card.show_way(lambda: said(words).format(server=server, host=self._unknown()), "")

    def _unknown(self) -> str:
        return self.tr("its website; it does not say where that is")

    def go(self, wanted: ManagementAction, device_id: str | None = None) -> None:
        """Open the account management page in the browser.

        Args:
            wanted: the action that the person wants to do there.
            device_id: of the device that the action is about.
        """
        server = self._context.server
        management = None if server is None else server.management
        if management is None:
            return
        link = management.link_to(wanted, device_id)
        self._away.setRemainingTime(AWAY_MS)
        if not open_url(QUrl(link.url)):
            self._away.setRemainingTime(0)
            text = self.tr("No browser could be started. The page is on {host}.")
            self._messages.show(Banner("warn", Message(text.format(host=link.host))))

    def _back(self, state: Qt.ApplicationState) -> None:
        """Read the account again when the person is back from the website within `AWAY_MS`.

        A person may come back more than once before the action is done.
        """
        if state is Qt.ApplicationState.ApplicationActive and not self._away.hasExpired():
            self._context.cancellable.start(self._context.refresh(), "read account")
