"""`AccountList`: all accounts, those that are stored and those that are open in memory."""

from __future__ import annotations

from app.core.homeserver import Session
from app.operations.ports.storage import AccountIndex
from ui.accounts.open_account import OpenAccount
from ui.accounts.open_accounts import OpenAccounts


class AccountList:
    """Lists the stored sessions and the open accounts together.

    Args:
        index: which sessions the vault holds.
        open_accounts: the accounts that are open.
    """

    def __init__(self, index: AccountIndex, open_accounts: OpenAccounts) -> None:
        self._index = index
        self._open_accounts = open_accounts

    def sessions(self) -> list[Session]:
        """Return all sessions: those in memory, then those stored, the last used first."""
        kept = self._index.sessions()
        open_ = [each.session for each in self._open_accounts]
        return [*(each for each in open_ if each not in kept), *kept]

    def in_memory(self) -> list[OpenAccount]:
        """Return the open accounts whose sessions are not stored: they end with the program."""
        return [each for each in self._open_accounts if not each.session.kept]

    def named(self, user: str) -> Session | None:
        """Return the session of a Matrix ID, which may lack its @; None if there is none."""
        names = {user, f"@{user}"}
        return next((each for each in self.sessions() if each.user_id in names), None)

    def next(self, but: str = "") -> Session | None:
        """Return the first session in the list whose user is not `but`; None if there is none."""
        return next((each for each in self.sessions() if each.user_id != but), None)
