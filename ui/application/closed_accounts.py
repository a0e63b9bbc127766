"""Shows a last page for each account that the person has deactivated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject

from app.concurrency import TaskScope
from app.core.homeserver import Account
from ui.account.services import Services
from ui.accounts.open_account import OpenAccount
from ui.accounts.open_accounts import OpenAccounts
from ui.deactivation.account_export import ExportSaver, iso
from ui.deactivation.closed_account import ClosedAccount
from ui.deactivation.closed_page import ClosedPage
from ui.text.message import Message
from ui.widgets.banner import Banner
from ui.window.main_window import MainWindow


class ClosedAccountPages(QObject):
    """Close deactivated accounts, and show a last page for each until the person has read it.

    Args:
        window: shows the pages.
        open_accounts: the accounts that are open.
        cancellable: owns the tasks that save account exports.
        say: shows a banner on the page in front.
        go_on: called with the account of the last page that was read; shows what comes next.
    """

    def __init__(
        self,
        window: MainWindow,
        open_accounts: OpenAccounts,
        cancellable: TaskScope,
        say: Callable[[Banner], None],
        go_on: Callable[[Account], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._open_accounts = open_accounts
        self._cancellable = cancellable
        self._say = say
        self._go_on = go_on
        self._unread: list[ClosedPage] = []
        open_accounts.closed.connect(self._closed)

    def _closed(self, account: OpenAccount, found: ClosedAccount) -> None:
        in_front = self._open_accounts.front is account
        services, gone = account.context.services, account.account
        self._open_accounts.retire(account)
        page = self._page(found, services, gone)
        self._unread.append(page)
        if in_front:
            self._show(page)
            return
        if self._window.stack.currentWidget() in self._unread:
            return  # it is shown after that one
        text = self.tr("{user} is closed.").format(user=found.user_id)

        def show() -> None:
            banner.dismiss.click()
            if page in self._unread:
                self._open_accounts.step_back()
                self._show(page)

        banner = Banner("good", Message(text), action=(self.tr("What is left of it"), show))
        self._say(banner)

    def _page(self, found: ClosedAccount, services: Services, gone: Account) -> ClosedPage:
        page = ClosedPage(found.user_id, found.server_name, found.outcome, found.left)
        page.setParent(self._window)
        page.hide()
        saver = ExportSaver(page, services.save, self._cancellable, page.saved)
        now = services.clock.now
        page.save.connect(
            lambda: saver.ask(
                found.user_id, lambda: replace(found.record, written=iso(now())), closed=True
            )
        )
        page.read.connect(partial(self._read, page, gone))
        return page

    def _show(self, page: ClosedPage) -> None:
        self._window.show_alone(page)
        page.begin()

    def _read(self, page: ClosedPage, gone: Account) -> None:
        """Remove a page that was read; show the next unread one, or call `go_on`."""
        self._unread.remove(page)
        if self._unread:
            self._show(self._unread[0])
        else:
            self._go_on(gone)
        self._window.remove([page])
        page.deleteLater()
