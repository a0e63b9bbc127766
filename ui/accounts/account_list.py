"""Every account there is: those that are kept, and those that are open in memory."""

from __future__ import annotations

from app.core.homeserver import Session
from app.operations.ports.storage import AccountIndex
from ui.accounts.open_account import OpenAccount
from ui.accounts.open_accounts import OpenAccounts


class AccountList:
    """Read the index and the accounts that are open as one list.

    Args:
        index: which sessions the vault holds.
        open_accounts: the accounts that are open.
    """

    def __init__(self, index: AccountIndex, open_accounts: OpenAccounts) -> None:
        self._index = index
        self._open_accounts = open_accounts

    def sessions(self) -> list[Session]:
        """Return every account, the last used first; those in memory come first."""
        kept = self._index.sessions()
        open_ = [each.session for each in self._open_accounts]
        return [*(each for each in open_ if each not in kept), *kept]

    def in_memory(self) -> list[OpenAccount]:
        """Return the accounts that end with the program."""
        return [each for each in self._open_accounts if not each.session.kept]

    def named(self, user: str) -> Session | None:
        """Return the session of somebody; a Matrix ID may lack its @."""
        names = {user, f"@{user}"}
        return next((each for each in self.sessions() if each.user_id in names), None)

    def next(self, but: str = "") -> Session | None:
        """Return the first account, or the first that is not of one user."""
        return next((each for each in self.sessions() if each.user_id != but), None)
