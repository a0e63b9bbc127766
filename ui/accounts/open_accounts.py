"""`OpenAccounts`: the open accounts, at most one of them in front."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, Signal

from app.core.homeserver import Account, Opened
from ui.account.services import Services
from ui.accounts.open_account import OpenAccount
from ui.overview.page import OverviewPage
from ui.platform.secret_clipboard import SecretClipboard
from ui.window.main_window import MainWindow

log = logging.getLogger("latchkey")


class OpenAccounts(QObject):
    """Opens accounts, brings one to the front, and closes them.

    Args:
        window: shows the one in front.
        clipboard: the program's.
        unexpected: called with an unexpected error of a task, and with its account.

    Attributes:
        front: the account that is shown; None if none is.

    Signals:
        changed: the set of accounts, or the state of one of them, has changed.
        sign_out: the person wants to sign an account out; carries the `OpenAccount`.
        closed: the server has closed one; carries the `OpenAccount` and the `ClosedAccount`.
    """

    changed = Signal()
    sign_out = Signal(object)
    closed = Signal(object, object)

    def __init__(
        self,
        window: MainWindow,
        clipboard: SecretClipboard,
        unexpected: Callable[[BaseException, OpenAccount], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._clipboard = clipboard
        self._unexpected = unexpected
        self._open: dict[Account, OpenAccount] = {}
        self._goodbyes: set[asyncio.Task[None]] = set()
        self.front: OpenAccount | None = None

    def __iter__(self) -> Iterator[OpenAccount]:
        return iter(tuple(self._open.values()))

    def find(self, account: Account) -> OpenAccount | None:
        """Return an open account; None if it is not open."""
        return self._open.get(account)

    def open(self, opened: Opened, services: Services, page: OverviewPage) -> OpenAccount:
        """Open an account, and return it; the same account is closed first if it was open."""
        before = self.find(opened.session.account)
        if before is not None:
            self.retire(before)
        made = OpenAccount(opened, services, self._window, self._clipboard, page, self._unexpected)
        made.changed.connect(self.changed)
        made.sign_out.connect(lambda: self.sign_out.emit(made))
        made.closed.connect(lambda found: self.closed.emit(made, found))
        self._open[made.account] = made
        self.changed.emit()
        return made

    def bring(self, account: OpenAccount) -> None:
        """Show an account; hide the one that was in front, which keeps its page and question."""
        if self.front is not account:
            self.step_back()
        self.front = account
        account.come_forward()
        self.changed.emit()

    def step_back(self) -> None:
        """Hide the account in front, if any, and close the dialog of the window."""
        front, self.front = self.front, None
        self._window.close_dialog()
        if front is not None:
            front.step_back()

    def retire(self, account: OpenAccount) -> None:
        """Close an account; nothing happens if it is closed already."""
        if self._open.get(account.account) is not account:
            return
        if self.front is account:
            self.step_back()
        del self._open[account.account]
        # A task of its own: cut off half-way, it would leave connections open.
        task = asyncio.get_running_loop().create_task(account.retire(), name="retire")
        self._goodbyes.add(task)
        task.add_done_callback(self._retired)
        self.changed.emit()

    def _retired(self, task: asyncio.Task[None]) -> None:
        self._goodbyes.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("an account was not closed properly: %s", type(error).__name__)

    def withdraw(self) -> None:
        """Close the open questions of all accounts, and cancel their sign-ins in the browser."""
        for account in self:
            account.withdraw()

    async def finish(self, seconds: float) -> None:
        """Let the acts of all accounts end, and cancel their reads.

        Args:
            seconds: how long the acts may take; what takes longer is cancelled.
        """
        await asyncio.gather(*(account.context.must_finish.finish(seconds) for account in self))
        await asyncio.gather(*(account.context.cancellable.close() for account in self))

    async def close(self) -> None:
        """Close every account, and wait until all are closed."""
        for account in self:
            self.retire(account)
        if self._goodbyes:
            await asyncio.wait(set(self._goodbyes))
