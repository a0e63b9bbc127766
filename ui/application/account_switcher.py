"""The account chip in the sidebar and its menu: switch, add or sign out accounts."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Signal

from app.core.account_state import AccountState
from app.core.homeserver import Session
from ui.accounts.account_list import AccountList
from ui.accounts.open_account import OpenAccount
from ui.accounts.open_accounts import OpenAccounts
from ui.text.words import Words
from ui.window.account_menu import AccountEntry, AccountMenu
from ui.window.main_window import MainWindow

translate = QCoreApplication.translate


class AccountSwitcher(QObject):
    """Opens the account menu over the chip; marks the chip when a hidden account asks something.

    Args:
        window: its sidebar has the chip.
        open_accounts: the accounts that are open.
        account_list: the open and the stored accounts.

    Signals:
        chosen: the person wants another account in front; carries its `Session`.
        add: the person wants to add an account.
        leave: the person wants to sign an account out; carries the `OpenAccount`.
    """

    chosen = Signal(object)
    add = Signal()
    leave = Signal(object)

    def __init__(
        self, window: MainWindow, open_accounts: OpenAccounts, account_list: AccountList
    ) -> None:
        super().__init__(window)
        self._window = window
        self._open_accounts = open_accounts
        self._account_list = account_list
        open_accounts.changed.connect(self._mark)
        window.sidebar.chip.clicked.connect(self._open)

    def _open(self) -> None:
        sessions = self._account_list.sessions()
        front = self._open_accounts.front
        switcher = AccountMenu(self._window, [self._entry(each) for each in sessions])
        switcher.chosen.connect(lambda number: self.chosen.emit(sessions[number]))
        switcher.add.connect(self.add)
        if front is not None:
            switcher.leave.connect(partial(self.leave.emit, front))
        switcher.open_above(self._window.sidebar.chip)

    def _entry(self, session: Session) -> AccountEntry:
        notes = [session.origin.name]
        account = self._open_accounts.find(session.account)
        if account is not None:
            notes += _notes(account)
        front = self._open_accounts.front
        in_front = front is not None and front.session == session
        return AccountEntry(session.user_id, " · ".join(notes), in_front)

    def _mark(self) -> None:
        """Show on the chip which of the accounts that are not in front asks for something."""
        front = self._open_accounts.front
        asking = [each for each in self._open_accounts if each is not front and each.prompt.waits]
        words: Words = ""
        if asking:
            words = partial(_asked_words, asking[0].session.user_id)
        self._window.sidebar.chip.call(words)


def _asked_words(user_id: str) -> str:
    text = translate("AccountSwitcher", "{user} is asked for something: switch to answer.")
    return text.format(user=user_id)


def _notes(account: OpenAccount) -> list[str]:
    """Return short notes on the state of an open account."""
    notes = {
        AccountState.LOCKED: translate("AccountSwitcher", "locked"),
        AccountState.EXPIRED: translate("AccountSwitcher", "expired"),
        AccountState.SUSPENDED: translate("AccountSwitcher", "suspended"),
        AccountState.SIGNED_OUT: translate("AccountSwitcher", "sign in again"),
        AccountState.ENDED: translate("AccountSwitcher", "session ended"),
    }
    found = [notes[account.context.state]] if account.context.state in notes else []
    if account.prompt.waits:
        found.append(translate("AccountSwitcher", "asks for something"))
    if not account.session.kept:
        found.append(translate("AccountSwitcher", "in memory"))
    return found
