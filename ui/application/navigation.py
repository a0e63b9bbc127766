"""Decides which page is in front: an account, a reset, or the sign-in page."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable
from functools import partial

from app.concurrency import TaskScope
from app.core.errors import SettingsFault, VaultFault
from app.core.homeserver import Account, Opened, Session
from app.operations.ports.storage import AccountIndex
from app.operations.session.storage import Kept
from ui.account.services import Services
from ui.accounts.account_list import AccountList
from ui.accounts.open_account import OpenAccount
from ui.accounts.open_accounts import OpenAccounts
from ui.accounts.remove_account import AccountRemover
from ui.accounts.session_restore import SessionRestore
from ui.application.loading import Loading
from ui.devices.card import DevicesCard
from ui.overview.page import OverviewPage
from ui.password_reset.manager import ResetManager
from ui.sign_in.page import SignInPage
from ui.text.errors import explain_in_memory
from ui.widgets.banner import Banner
from ui.window.main_window import MainWindow


class Navigation:
    """Bring accounts and the sign-in page to the front, and show banners on the page in front.

    Args:
        window: shows them.
        index: which sessions the vault holds.
        loading: loads the services.
        open_accounts: the accounts that are open.
        account_list: the open and the stored accounts.
        sign_in: the sign-in page.
        resets: the manager of password resets.
        cancellable: owns the tasks that wait for the keyring.
        must_finish: owns the tasks that write settings.
        first: the page of an account that the window shows already.
        where: a server or Matrix ID to begin with.
        user: the Matrix ID whose session was asked for; empty for any.
        say_moved: shows where a damaged settings file was moved to, once the page is settled.

    Attributes:
        restore: opens stored sessions.
    """

    def __init__(
        self,
        window: MainWindow,
        index: AccountIndex,
        loading: Loading,
        open_accounts: OpenAccounts,
        account_list: AccountList,
        sign_in: SignInPage,
        resets: ResetManager,
        cancellable: TaskScope,
        must_finish: TaskScope,
        *,
        first: OverviewPage | None,
        where: str,
        user: str,
        say_moved: Callable[[], None],
    ) -> None:
        self._window = window
        self._index = index
        self._loading = loading
        self._open_accounts = open_accounts
        self._account_list = account_list
        self._sign_in = sign_in
        self._resets = resets
        self._must_finish = must_finish
        self._where = where
        self._user = user
        self._say_moved = say_moved
        self._back: Session | None = None
        self._unsaid: list[Banner] = []
        self._found_gone: set[Session] = set()
        self._account_remover = AccountRemover(
            window, index, loading.ready, cancellable, self._say_removed
        )
        self.restore = SessionRestore(
            window,
            index,
            loading.ready,
            cancellable,
            first,
            self._open_kept,
            self._not_opened,
            self._open_another,
        )
        sign_in.back.connect(self._go_back)

    # --- accounts -------------------------------------------------------------------------------

    def switch(self, session: Session) -> None:
        """Bring an account to the front; open it first if it is not open."""
        account = self._open_accounts.find(session.account)
        if account is None:
            self._open_accounts.step_back()
            self.restore.stop()
            self._sign_in.messages.clear()
            self.restore.begin(session)
        else:
            self.bring(account)

    def bring(self, account: OpenAccount) -> None:
        """Bring an open account to the front."""
        self.restore.stop()
        self._open_accounts.bring(account)
        self._say_unsaid(account.say)
        if account.session.kept:
            self._must_finish.start(self._remember_use(account.session), "remember the last used")

    def _say_unsaid(self, show: Callable[[Banner], None]) -> None:
        """Show the banners that came while an account was being opened, one after the other.

        A page shows one banner at a time: the next one comes when the one before is dismissed.

        Args:
            show: shows a banner on the page that has come.
        """
        unsaid, self._unsaid = self._unsaid, []
        for banner, later in itertools.pairwise(unsaid):
            banner.dismissed.connect(partial(show, later))
        for banner in unsaid[:1]:
            show(banner)

    def _open_kept(self, opened: Opened, services: Services, page: OverviewPage) -> None:
        account = self._open_accounts.open(opened, services, page)
        self._open_accounts.bring(account)
        self._say_unsaid(account.say)
        self._must_finish.start(self._remember_use(opened.session), "remember the last used")

    async def _remember_use(self, session: Session) -> None:
        """Save a session as the last used, for the next start; ignore it if that fails."""
        with contextlib.suppress(SettingsFault):
            await self._index.add(session)

    def _not_opened(self, session: Session, fault: VaultFault | None) -> None:
        self.show_sign_in(session.user_id)
        if fault is not None:
            again = partial(self._try_again, session)
            remove = partial(self._account_remover.ask, session)
            self._unsaid.append(self.restore.explain_failure(fault, again, remove))
        self._say_unsaid(self._sign_in.messages.show)

    def _say_removed(self, banner: Banner) -> None:
        """Show the result of a removal on the account in front, or else on the sign-in page."""
        if self._open_accounts.front is not None:
            self._open_accounts.front.say(banner)
        else:
            self._offer_back()
            self._sign_in.messages.show(banner)

    def _open_another(self, gone: Session) -> None:
        """Switch to the next account after a session was found gone, or show the sign-in page."""
        self._found_gone.add(gone)  # it may still be listed, where nothing can be saved
        others = (each for each in self._account_list.sessions() if each not in self._found_gone)
        left = None if self._user else next(others, None)
        if left is None:
            self.show_sign_in(self._user)
        else:
            self.switch(left)

    def _try_again(self, session: Session) -> None:
        """Open a session once more; load the services again if there is no vault so far."""
        if self._open_accounts.front is not None:
            return
        self._sign_in.messages.clear()
        found = self._loading.found
        if found is not None and isinstance(found.vault, VaultFault):
            self._loading.begin()
        self.restore.begin(session)

    # --- signing in -----------------------------------------------------------------------------

    def add_account(self) -> None:
        """Show the sign-in page for one more account."""
        front = self._open_accounts.front
        self.restore.stop()
        if self._sign_in.enter.busy:  # a sign-in is under way: it may have something to say
            self._open_accounts.step_back()
            self._window.show_alone(self._sign_in)
            return
        self._sign_in.messages.clear()
        self.show_sign_in(back_to=None if front is None else front.session)

    def _go_back(self) -> None:
        if self._back is not None:
            self.switch(self._back)

    def show_sign_in(self, where: str = "", back_to: Session | None = None) -> None:
        """Show the sign-in page, filled in anew.

        Args:
            where: a server or Matrix ID to begin with; else what the program was started with.
            back_to: the account to offer a way back to; None for the first in the list.
        """
        self._open_accounts.step_back()
        self._sign_in.prefill(where or self._where)
        self._offer_back(back_to, but=where)
        self._window.show_alone(self._sign_in)
        self._sign_in.focus_first()

    def _offer_back(self, to: Session | None = None, but: str = "") -> None:
        """Offer a way from the sign-in page to an account, if there is one.

        Args:
            to: the session of the account; None for the first in the list.
            but: the Matrix ID of a user to pass over in the list.
        """
        if to is None:
            to = self._account_list.next(but)
        self._back = to
        self._sign_in.offer_back("" if to is None else to.user_id)

    def show_sign_in_again(self) -> None:
        """Show the sign-in page as it was left."""
        self._open_accounts.step_back()
        self._offer_back()
        self._window.show_alone(self._sign_in)
        self._sign_in.focus_first()

    def say(self, banner: Banner) -> None:
        """Show a banner on the page in front, or on the account that is being opened."""
        reset = self._resets.front
        if self._open_accounts.front is not None:
            self._open_accounts.front.say(banner)
        elif self.restore.under_way:
            self._unsaid.append(banner)
        elif reset is not None:
            reset.say(banner)
        else:
            self._sign_in.messages.show(banner)

    def signed_in(self, kept: Kept, services: Services) -> None:
        """Open an account after a sign-in, and bring it to the front."""
        page = OverviewPage(DevicesCard())
        self.restore.stop()
        self._open_accounts.bring(self._open_accounts.open(kept.opened, services, page))
        if kept.not_kept is not None:
            banner = Banner("warn", explain_in_memory(kept.not_kept))
            banner.dismissed.connect(self._say_moved)
            page.messages.show(banner)
        else:
            self._say_moved()

    # --- leaving --------------------------------------------------------------------------------

    def left(self, account: OpenAccount, banner: Banner) -> None:
        """Close an account and show a banner about it; if it was in front, show another account."""
        was_in_front = self._open_accounts.front is account
        gone = account.account
        self._open_accounts.retire(account)
        if not was_in_front:
            if self._open_accounts.front is not None:
                self._open_accounts.front.say(banner)
            elif self.restore.under_way:
                self._unsaid.append(banner)
            else:
                self._sign_in.messages.show(banner)
            return
        left = next((each for each in self._account_list.sessions() if each.account != gone), None)
        if left is None:
            self.show_sign_in()
            self._sign_in.messages.show(banner)
            return
        self._unsaid.append(banner)
        self.switch(left)

    def go_on_after(self, gone: Account) -> None:
        """Show another account, or the sign-in page, after an account was deactivated."""
        self._where = ""
        self._resets.drop_forgotten()
        left = next((each for each in self._account_list.sessions() if each.account != gone), None)
        if left is None:
            self.show_sign_in()
        else:
            self.switch(left)
