"""`AppController`: the program from its start, with a restore or sign-in, to its end."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QLocale, Qt

from app.concurrency import TaskScope, in_thread
from app.core.errors import LatchkeyError, LoadFailed
from app.operations.ports.storage import AccountIndex
from ui.account.context import AccountContext
from ui.account.services import Services
from ui.accounts.account_list import AccountList
from ui.accounts.open_account import OpenAccount
from ui.accounts.open_accounts import OpenAccounts
from ui.accounts.session_takeover import end_on_server
from ui.accounts.sign_out import SignOutController
from ui.application.account_switcher import AccountSwitcher
from ui.application.closed_accounts import ClosedAccountPages
from ui.application.forgot_password import ForgotPassword
from ui.application.idle_timeout import IdleTimeout
from ui.application.loading import Loading
from ui.application.navigation import Navigation
from ui.application.settings_notices import SettingsNotices
from ui.overview.page import OverviewPage
from ui.password_reset.manager import ResetManager
from ui.platform.secret_clipboard import SecretClipboard
from ui.sign_in.controller import SignInController
from ui.sign_in.page import SignInPage
from ui.text.errors import explain
from ui.text.message import Message, kind_of
from ui.uia.prompt import QtStagePrompt
from ui.widgets.banner import Banner
from ui.widgets.phone_field import load as load_numbers
from ui.window.main_window import MainWindow

log = logging.getLogger("latchkey")
translate = QCoreApplication.translate

GOODBYE_SECONDS = 5.0
"""Seconds that requests under way get to end when the window closes, and then the sign-outs of
sessions in memory."""

HURRY_SECONDS = 0.8
"""The same when the system ends the program."""


class AppController:
    """Connects all controllers of the program, and runs them from first paint to end.

    Args:
        window: the window, shown or about to be.
        index: which sessions the vault holds.
        load: builds the services; slow, so it runs while the window is already there.
        where: a server or Matrix ID to begin with.
        user: whose kept session to open; empty for the one used last.
        first: the page that the window shows already, if any.
        beside: whether another Latchkey runs but does not respond; a banner says so.
        grace: seconds that requests under way get to end when the window closes.
    """

    def __init__(
        self,
        window: MainWindow,
        index: AccountIndex,
        load: Callable[[], Awaitable[Services]],
        *,
        where: str = "",
        user: str = "",
        first: OverviewPage | SignInPage | None = None,
        beside: bool = False,
        grace: float = GOODBYE_SECONDS,
    ) -> None:
        self._beside = beside
        self._window = window
        self._index = index
        self._loading = Loading(load, self._loaded, self._not_loaded, self._unexpected)
        self._user = user
        self._grace = grace
        self._closed = asyncio.Event()
        self._cancellable = TaskScope(self._unexpected)
        self._must_finish = TaskScope(self._unexpected)
        self._clipboard = SecretClipboard(window)
        self.open_accounts = OpenAccounts(window, self._clipboard, self._broken)
        self._account_list = AccountList(index, self.open_accounts)
        self._account_switcher = AccountSwitcher(window, self.open_accounts, self._account_list)
        self.sign_in = first if isinstance(first, SignInPage) else SignInPage()
        self.resets = ResetManager(
            window,
            self.sign_in,
            self._loading.ready,
            self._cancellable,
            self._must_finish,
            self._clipboard,
        )
        self._navigation = Navigation(
            window,
            index,
            self._loading,
            self.open_accounts,
            self._account_list,
            self.sign_in,
            self.resets,
            self._cancellable,
            self._must_finish,
            first=first if isinstance(first, OverviewPage) else None,
            where=where or user,
            user=user,
            say_moved=self._say_moved,
        )
        navigation = self._navigation
        self._sign_in_controller = SignInController(
            self.sign_in,
            self._loading.ready,
            index,
            self._cancellable,
            self._must_finish,
            self.open_accounts,
            self._clipboard,
            navigation.signed_in,
        )
        self._sign_out = SignOutController(
            window,
            index,
            self._loading.ready,
            self._must_finish,
            self.open_accounts,
            navigation.left,
        )
        ForgotPassword(
            self.sign_in,
            self._sign_in_controller,
            self.resets,
            self.open_accounts,
            navigation.show_sign_in_again,
            navigation.say,
        )
        ClosedAccountPages(
            window, self.open_accounts, self._cancellable, navigation.say, navigation.go_on_after
        )
        self.idle: IdleTimeout | None = None
        self._notices: SettingsNotices | None = None
        self.open_accounts.sign_out.connect(self._sign_out.ask)
        self._account_switcher.chosen.connect(navigation.switch)
        self._account_switcher.add.connect(navigation.add_account)
        self._account_switcher.leave.connect(self._sign_out.ask)
        window.closing.connect(self._closed.set)
        if window.wants_end:
            self._closed.set()

    @property
    def context(self) -> AccountContext | None:
        """The context of the account in front; None if there is none."""
        return None if self.open_accounts.front is None else self.open_accounts.front.context

    @property
    def prompt(self) -> QtStagePrompt | None:
        """The prompt of the account in front; None if there is none."""
        return None if self.open_accounts.front is None else self.open_accounts.front.prompt

    def close_quickly(self) -> None:
        """Close the program within `HURRY_SECONDS`: the system is shutting down."""
        self._grace = HURRY_SECONDS
        self._closed.set()

    def wake(self, where: str) -> None:
        """Bring the window to the front, because the program was started again.

        Args:
            where: the server or Matrix ID of that start; an account in the list is shown, anything
                else is entered on an empty sign-in page.
        """
        log.info("woken by another start")
        if self._closed.is_set():
            return
        known = self._account_list.named(where)
        if known is not None:
            self._navigation.switch(known)
        elif where and self.open_accounts.front is None and not self.sign_in.where.text:
            self.sign_in.prefill(where)
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    async def run(self) -> None:
        """Run the program until the window is closed."""
        self._begin()
        if self._beside:
            text = translate("Application", "Latchkey is already open, but it doesn't respond.")
            rest = translate("Application", "Close the other window before you go on here.")
            self._navigation.say(Banner("warn", Message(text, rest)))
        self._window.show()
        try:
            await self._closed.wait()
        finally:
            await self._put_away()

    # --- beginning ------------------------------------------------------------------------------

    def _begin(self) -> None:
        self._loading.begin()
        self._sign_in_controller.catch_up()
        wanted = self._account_list.named(self._user) if self._user else self._account_list.next()
        if wanted is not None:
            self._navigation.restore.begin(wanted)
        elif self._navigation.restore.under_way or not self.sign_in.isVisible():
            self._navigation.restore.stop()
            self._navigation.show_sign_in()

    def _loaded(self, services: Services) -> None:
        self._sign_in_controller.services_are(services)
        self.resets.services_are(services)
        self._cancellable.start(in_thread(partial(load_numbers, QLocale().name())), "load numbers")
        if self._notices is None:
            self._notices = SettingsNotices(
                services.settings, self._navigation.say, self._about_to_sign_in
            )
            self._cancellable.start(self._notices.look(), "look at the settings file")
        if self.idle is None:
            self.idle = IdleTimeout(
                self._window,
                lambda: services.choices.idle_minutes,
                lambda: bool(self._account_list.in_memory()),
                lambda: self._sign_out.abandon(self._account_list.in_memory()),
                services.clock.now,
            )

    def _not_loaded(self, error: BaseException) -> None:
        """Show that the services could not be loaded, with a button that tries again."""
        log.error("not loaded: %s", kind_of(error), exc_info=_without_text(error))
        self._sign_in_controller.idle()
        wanted = self._navigation.restore.session
        if wanted is not None:
            self._navigation.restore.stop()
            self._navigation.show_sign_in(wanted.user_id)

        def again() -> None:
            banner.dismiss.click()
            if wanted is None or self.open_accounts.front is not None:
                self._loading.begin()
            else:
                self._navigation.restore.begin(wanted)

        action = (translate("Application", "Try again"), again)
        banner = Banner("bad", explain(LoadFailed(kind_of(error))), action=action)
        self._navigation.say(banner)

    def _about_to_sign_in(self) -> bool:
        return self.sign_in.enter.busy or self._sign_in_controller.browser.under_way

    def _say_moved(self) -> None:
        if self._notices is not None:
            self._notices.say_moved()

    # --- the end --------------------------------------------------------------------------------

    async def _put_away(self) -> None:
        self._sign_in_controller.browser.stop()  # what it brings later is given back
        self.open_accounts.withdraw()
        self.resets.withdraw()
        self._window.close_dialog()
        self._window.hide()
        # What must not be cut off gets a while: a sign-in or a change whose request was sent.
        await asyncio.gather(
            self._must_finish.finish(self._grace), self.open_accounts.finish(self._grace)
        )
        await self._cancellable.close()
        self.resets.close()
        await self._loading.close()
        self._clipboard.clear()
        in_memory = self._account_list.in_memory()
        await asyncio.gather(*(end_on_server(each.context.api, self._grace) for each in in_memory))
        await self.open_accounts.close()

    # --- tasks ----------------------------------------------------------------------------------

    def _unexpected(self, error: BaseException) -> None:
        """Log and show an unexpected error of a task that belongs to no open account."""
        if isinstance(error, LoadFailed):
            self._sign_in_controller.idle()  # `_not_loaded` has said it
            return
        log.error("unexpected %s", type(error).__name__, exc_info=_without_text(error))
        self._sign_in_controller.idle()
        found = explain(error if isinstance(error, LatchkeyError) else LatchkeyError())
        self._navigation.say(Banner("bad", found))

    def _broken(self, error: BaseException, account: OpenAccount) -> None:
        """Log an unexpected error of an account's task, and show it on the account's page."""
        log.error("unexpected %s", type(error).__name__, exc_info=_without_text(error))
        found = explain(error if isinstance(error, LatchkeyError) else LatchkeyError())
        account.say(Banner("bad", found))


def _without_text(error: BaseException) -> BaseException:
    """Return an error with the same traceback but no text, which could hold a secret."""
    return RuntimeError(type(error).__name__).with_traceback(error.__traceback__)
