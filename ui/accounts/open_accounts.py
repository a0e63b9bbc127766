"""The accounts that are open, one of them in front at most."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, Signal

from app.core.homeserver import Account, Opened
from ui.account.services import Services
from ui.accounts.open_account import OpenAccount
from ui.overview.page import OverviewPage
from ui.platform.secret_clipboard import SecretClipboard
from ui.window.main_window import MainWindow


class OpenAccounts(QObject):
    """Open accounts, bring one to the front, put them away.

    Args:
        window: shows the one in front.
        clipboard: the program's.
        unexpected: hears of what breaks.

    Attributes:
        front: the account that is shown.

    Signals:
        changed: which accounts there are, or how one of them stands.
        sign_out: the person wants to leave an account; carries the `OpenAccount`.
        closed: the server has closed one; carries it and the `ClosedAccount`.
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
        """Return an account, if it is open."""
        return self._open.get(account)

    def open(self, opened: Opened, services: Services, page: OverviewPage) -> OpenAccount:
        """Open an account; one that was open for the same person gives way."""
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
        """Bring an account to the front; what stood there is hidden as it is."""
        if self.front is not account:
            self.step_back()
        self.front = account
        account.come_forward()
        self.changed.emit()

    def step_back(self) -> None:
        """Leave nobody in front."""
        front, self.front = self.front, None
        self._window.close_dialog()
        if front is not None:
            front.step_back()

    def retire(self, account: OpenAccount) -> None:
        """Put an account away; nothing happens if it is away already."""
        if self._open.get(account.account) is not account:
            return
        if self.front is account:
            self.step_back()
        del self._open[account.account]
        # A task of its own: cut off half-way, it would leave connections open.
        task = asyncio.get_running_loop().create_task(account.retire(), name="retire")
        self._goodbyes.add(task)
        task.add_done_callback(self._goodbyes.discard)
        self.changed.emit()

    def withdraw(self) -> None:
        """Take back whatever is asked."""
        for account in self:
            account.withdraw()

    async def finish(self, seconds: float) -> None:
        """Give what may not be cut off a while to end, and read nothing more."""
        await asyncio.gather(*(account.context.must_finish.finish(seconds) for account in self))
        await asyncio.gather(*(account.context.cancellable.close() for account in self))

    async def close(self) -> None:
        """Put every account away."""
        for account in self:
            self.retire(account)
        if self._goodbyes:
            await asyncio.wait(set(self._goodbyes))
