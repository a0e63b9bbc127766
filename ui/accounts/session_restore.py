"""Opens a stored session at the start or on a switch, once the keyring gives out its tokens."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.concurrency import TaskScope
from app.core.errors import VaultFault
from app.core.homeserver import Opened, Session
from app.operations.ports.storage import AccountIndex
from app.operations.session.storage import restore
from ui.account.keyring_wait import GivenUp, KeyringWait
from ui.account.services import Services
from ui.devices.card import DevicesCard
from ui.overview.page import OverviewPage
from ui.text.errors import explain
from ui.text.message import Message
from ui.text.storage_errors import unlock_sentence, vault_words
from ui.widgets.banner import Banner
from ui.window.account_pages import AccountPages
from ui.window.main_window import MainWindow

translate = QCoreApplication.translate


class SessionRestore:
    """Open stored sessions, with the Account page shown meanwhile.

    Args:
        window: shows the page.
        index: which sessions the vault holds.
        services: waits for the services to be loaded.
        cancellable: owns the tasks that wait for the keyring.
        page: the Account page that is shown already; None if none is.
        opened: called with the session, the services, and the Account page to fill.
        failed: called with a session that cannot be opened, and the vault's fault; None in place of
            the fault where the person gave up.
        gone: called with a session of which the vault has no tokens; the index lists it no more,
            unless it could not be saved.
    """

    def __init__(
        self,
        window: MainWindow,
        index: AccountIndex,
        services: Callable[[], Awaitable[Services]],
        cancellable: TaskScope,
        page: OverviewPage | None,
        opened: Callable[[Opened, Services, OverviewPage], None],
        failed: Callable[[Session, VaultFault | None], None],
        gone: Callable[[Session], None],
    ) -> None:
        self._window = window
        self._index = index
        self._services = services
        self._cancellable = cancellable
        self._page = page
        self._opened = opened
        self._failed = failed
        self._gone = gone
        self._keyring_wait = KeyringWait()
        self._session: Session | None = None
        self._task: asyncio.Task[Any] | None = None

    @property
    def under_way(self) -> bool:
        """Whether the Account page of a session that is not open yet is shown."""
        return self._page is not None

    @property
    def session(self) -> Session | None:
        """The session that is being opened; None if none is."""
        return self._session if self.under_way else None

    def begin(self, session: Session) -> None:
        """Show the Account page, and open the session; one that was being opened is dropped."""
        self._cut_off()
        self._session = session
        self._page = self._page or OverviewPage(DevicesCard())
        self._window.sidebar.show_session(session)
        page = self._page
        self._window.show_account(AccountPages({"account": lambda: page}), "account")
        self._task = self._cancellable.start(self._open(session, self._page), "open a kept session")

    def stop(self) -> None:
        """Stop opening a session, and remove the Account page if it is shown."""
        self._cut_off()
        if self._page is not None:
            self._window.remove([self._page])
            self._page.deleteLater()
            self._page = None

    def explain_failure(
        self, fault: VaultFault, try_again: Callable[[], None], remove: Callable[[], None]
    ) -> Banner:
        """Return a banner that says why the keyring does not give a session out.

        Args:
            fault: what the keyring said.
            try_again: called by the banner's first button.
            remove: called by its second button.
        """
        sentence = translate(
            "SessionRestore", "Your session is kept, but the keyring does not give it out."
        )
        found = Message(sentence, vault_words(fault)[0], code=explain(fault).code)
        return Banner(
            "warn",
            found,
            action=(translate("SessionRestore", "Try again"), try_again),
            other=(translate("SessionRestore", "Remove the account…"), remove),
        )

    def _cut_off(self) -> None:
        task, self._task = self._task, None
        if task is not None and task is not asyncio.current_task():
            task.cancel()

    async def _open(self, session: Session, page: OverviewPage) -> None:
        services = await self._services()
        try:
            if isinstance(services.vault, VaultFault):
                raise services.vault
            asked = restore(session, self._index, services.vault)
            opened = await self._keyring_wait.wait_for(asked, lambda: self._say_waiting(page))
            if opened is None:
                self.stop()
                self._gone(session)
            else:
                self._opened(opened, services, page)
                self._page = None
        except GivenUp:
            self.stop()
            self._failed(session, None)
        except VaultFault as fault:
            self.stop()
            self._failed(session, fault)
        except Exception:
            self.stop()
            self._failed(session, None)
            raise

    def _say_waiting(self, page: OverviewPage) -> None:
        text = translate("SessionRestore", "Waiting for your keyring…")
        action = (translate("SessionRestore", "Sign in instead"), self._keyring_wait.give_up)
        banner = Banner("info", Message(text, unlock_sentence()), action=action)
        page.messages.show(banner)
