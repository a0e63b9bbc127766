"""`OpenAccount`: one open account with its pages, dialogs, controllers and reauth page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.concurrency import TaskScope
from app.core.errors import LatchkeyError, SettingsFault
from app.core.homeserver import Account, Opened, Session
from ui.account.context import AccountContext
from ui.account.services import Services
from ui.change_password.controller import ChangePasswordController
from ui.change_password.page import ChangePasswordPage
from ui.deactivation.controller import DeactivationController
from ui.deactivation.page import DeactivationPage
from ui.devices.card import DevicesCard
from ui.devices.controller import DevicesController
from ui.overview.controller import OverviewController
from ui.overview.page import OverviewPage
from ui.platform.secret_clipboard import SecretClipboard
from ui.reauth.controller import ReauthController
from ui.reauth.page import ReauthPage
from ui.text.errors import explain
from ui.text.message import Message
from ui.uia.prompt import QtStagePrompt
from ui.widgets.banner import Banner
from ui.window.account_pages import AccountPages
from ui.window.main_window import MainWindow

LAST_SECONDS = 5.0
"""Seconds that an act under way gets to end when its account is closed."""


class OpenAccount(QObject):
    """The context, pages, dialogs and controllers of one open account.

    Args:
        opened: the session and its tokens.
        services: the program's.
        window: shows the pages while the account is in front.
        clipboard: the program's.
        page: the Account page, shown already or not.
        unexpected: called with an unexpected error of a task, and with this account.

    Signals:
        changed: the account's state, or whether it asks the person for something, has changed.
        sign_out: the person wants to sign out.
        closed: the server has closed the account; carries a `ClosedAccount`.
    """

    changed = Signal()
    sign_out = Signal()
    closed = Signal(object)

    def __init__(
        self,
        opened: Opened,
        services: Services,
        window: MainWindow,
        clipboard: SecretClipboard,
        page: OverviewPage,
        unexpected: Callable[[BaseException, OpenAccount], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._unexpected = unexpected
        self._in_front = False
        self._at = "account"
        self.prompt = QtStagePrompt(window, clipboard)
        self.prompt.set_in_front(False)
        cancellable, must_finish = TaskScope(self._break), TaskScope(self._break)
        self.context = AccountContext(
            opened, services, cancellable, must_finish, self.prompt, clipboard
        )
        self.page = page
        page.messages.clear()
        OverviewController(page, self.context)
        devices = page.devices
        assert isinstance(devices, DevicesCard)  # noqa: S101  # every page is made with one
        devices.followed_by = page.after_devices
        DevicesController(devices, page.messages, self.context, window)
        self._reauth_page = ReauthPage()
        self._reauth = ReauthController(self._reauth_page, self.context)
        self._pages = AccountPages(
            {
                "account": lambda: page,
                "password": self._make_password_page,
                "deactivate": self._make_deactivation_page,
            }
        )
        self.prompt.shown.connect(window.scrim.cover)
        self.prompt.gone.connect(window.uncover)
        self.prompt.asks.connect(self.changed)
        for leave in (page.sign_out, self._reauth_page.sign_out):
            leave.connect(self.sign_out)
        self.context.state_changed.connect(self._state_changed)
        self.context.not_kept.connect(self._say_not_kept)
        cancellable.start(self.context.refresh(), "read account")

    @property
    def session(self) -> Session:
        """User ID, device ID and homeserver of the session."""
        return self.context.session

    @property
    def account(self) -> Account:
        """User ID and homeserver, which identify the account."""
        return self.session.account

    @property
    def front_page(self) -> OverviewPage | ChangePasswordPage | DeactivationPage | ReauthPage:
        """The page that is shown while the account is in front."""
        if not self.context.state.usable:
            return self._reauth_page
        page = self._pages[self._window.sidebar.selected if self._in_front else self._at]
        assert isinstance(page, OverviewPage | ChangePasswordPage | DeactivationPage)  # noqa: S101  # all
        return page

    def _make_password_page(self) -> ChangePasswordPage:
        context = self.context
        page = ChangePasswordPage(
            context.session.user_id,
            context.services.passwords,
            context.clipboard,
            context.cancellable,
        )
        ChangePasswordController(page, context)
        return page

    def _make_deactivation_page(self) -> DeactivationPage:
        session = self.context.session
        page = DeactivationPage(session.user_id, session.server_name)
        closing = DeactivationController(page, self.context)
        closing.closed.connect(self.closed)
        page.keep.connect(lambda: self._window.show_page("account"))
        return page

    def come_forward(self) -> None:
        """Show the account: the page that the person was on, and its open question, if any."""
        self._in_front = True
        self._window.sidebar.show_session(self.session)
        self.page.idle.show_limit(self.context.services.choices.idle_minutes)
        self._place()
        self.prompt.set_in_front(True)

    def step_back(self) -> None:
        """Hide the open question, and remember the page, before something else is shown."""
        self._remember()
        self._in_front = False
        self.prompt.set_in_front(False)

    def signing_out(self, busy: bool) -> None:
        """Show whether a sign-out is under way."""
        self.page.signing_out(busy)
        self._reauth_page.leave.set_busy(busy)

    def say(self, banner: Banner) -> None:
        """Show a banner on the current page of the account."""
        self.front_page.messages.show(banner)

    def withdraw(self) -> None:
        """Close the open question, and cancel a sign-in in the browser."""
        self.prompt.withdraw_all()
        self._reauth.withdraw()

    async def retire(self) -> None:
        """Close the account: end its tasks, which use client and pages, then delete both."""
        self.withdraw()
        pages = {self.page, *self._pages.made, self._reauth_page}
        self._window.remove(pages)
        await self.context.cancellable.close()
        await self.context.must_finish.finish(LAST_SECONDS)
        await self.context.api.close()
        for page in pages:
            page.put_away()
            page.deleteLater()
        self.context.deleteLater()
        self.prompt.deleteLater()
        self.deleteLater()

    def _break(self, error: BaseException) -> None:
        self._unexpected(error, self)

    def _state_changed(self) -> None:
        if self._in_front:
            self._place()
        self.changed.emit()

    def _place(self) -> None:
        window = self._window
        self._remember()
        if self.context.state.usable:
            window.show_account(self._pages, self._at)
        else:
            window.show_reauth(self._reauth_page)

    def _remember(self) -> None:
        if self._in_front and self._window.stack.currentWidget() in self._pages.made:
            self._at = self._window.sidebar.selected

    def _say_not_kept(self, fault: LatchkeyError) -> None:
        text = self.tr("Your session was renewed, but your keyring did not take it.")
        if isinstance(fault, SettingsFault):
            text = self.tr("Your session was renewed, but the next start won't know of it.")
        found = explain(fault)
        self.page.messages.show(Banner("warn", Message(text, found.sentence, code=found.code)))
