"""What is done on the server's own website: where that is, and what has changed afterwards."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from app.core.oauth import Deed
from ui.context import AccountContext
from ui.explanation import Explanation
from ui.widgets.banner import Banner, Banners
from ui.widgets.management_card import ManagementCard

OpenUrl = Callable[[QUrl], bool]
open_url: OpenUrl = QDesktopServices.openUrl


class Elsewhere(QObject):
    """Lead to the account management page of an account's server.

    Args:
        parent: the page from which it leads.
        context: the account.
        messages: says where no browser could be started.
    """

    def __init__(self, parent: QObject, context: AccountContext, messages: Banners) -> None:
        super().__init__(parent)
        self._context = context
        self._messages = messages
        self._away = False
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._back)

    @property
    def host(self) -> str:
        """The host of that page; empty where the server does not say."""
        server = self._context.server
        found = None if server is None else server.management
        return "" if found is None else found.link.host

    def fill(self, card: ManagementCard, words: str) -> None:
        """Fill a card with the way there.

        Args:
            card: shows it.
            words: what is done there, with places for ``{server}`` and ``{host}``.
        """
        server, host = self._context.session.server_name, self.host
        if host:
            card.show_way(
                words.format(server=server, host=host),
                self.tr("Open {host}").format(host=host).replace("&", "&&"),
            )
            return
        where = self.tr("its website; it does not say where that is")
        card.show_way(words.format(server=server, host=where), "")

    def go(self, deed: Deed, device_id: str | None = None) -> None:
        """Open the page for a deed.

        Args:
            deed: what the person wants to do there.
            device_id: of the device that it is about.
        """
        server = self._context.server
        management = None if server is None else server.management
        if management is None:
            return
        link = management.link_to(deed, device_id)
        self._away = True
        if not open_url(QUrl(link.url)):
            self._away = False
            text = self.tr("No browser could be started. The page is on {host}.")
            self._messages.show(Banner("warn", Explanation(text.format(host=link.host))))

    def _back(self, state: Qt.ApplicationState) -> None:
        """Read the account again: something may have changed while the person was there."""
        if state is Qt.ApplicationState.ApplicationActive and self._away:
            self._away = False
            self._context.scope.start(self._context.refresh(), "read account")
