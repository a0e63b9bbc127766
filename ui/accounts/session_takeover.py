"""Stores a new session after a sign-in, and ends the sessions of its account that it replaces."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable

from PySide6.QtCore import QObject

from app.core.errors import BorrowedName, LatchkeyError, VaultFault
from app.core.homeserver import Account, Homeserver, Opened, Session
from app.core.identifiers import Origin, UserId, UserIdentifier, with_small_server
from app.operations.ports.storage import AccountIndex, Vault
from app.operations.session.api import SessionApi
from app.operations.session.storage import Kept, forget_others, keep, restore, session_of
from app.operations.sign_in.server_check import with_server_name
from ui.account.keyring_wait import GivenUp, KeyringWait
from ui.account.services import Services
from ui.accounts.open_accounts import OpenAccounts
from ui.text.message import Message
from ui.text.storage_errors import unlock_sentence
from ui.widgets.banner import Banner, Banners

log = logging.getLogger("latchkey")

CLEAN_UP_SECONDS = 3.0
"""Seconds that the sign-out of a replaced or unused session may take."""


class SessionTakeover(QObject):
    """Store a new session, and end the ones that it replaces.

    Args:
        index: which sessions the vault holds.
        open_accounts: the accounts that are open.
        messages: shows banners on the sign-in page.
    """

    def __init__(self, index: AccountIndex, open_accounts: OpenAccounts, messages: Banners) -> None:
        super().__init__()
        self._index = index
        self._open_accounts = open_accounts
        self._messages = messages
        self._keyring_wait = KeyringWait()

    def known(self, who: UserIdentifier, origin: Origin) -> Session | None:
        """Return the open or stored session of a user, so that its device is used again."""
        if not isinstance(who, UserId):
            return None
        open_ = [each.session for each in self._open_accounts]
        same = (each for each in (*open_, *self._index.sessions()) if each.origin == origin)
        names = {with_small_server(who.user), f"@{who.user}"}
        return next(
            (each for each in same if names & {with_small_server(each.user_id), each.localpart}),
            None,
        )

    def is_open(self, account: Account) -> bool:
        """Whether an account is open."""
        return self._open_accounts.find(account) is not None

    def is_barred(self, account: Account) -> bool:
        """Whether an act under way in an account forbids a new sign-in; shows a banner if so."""
        there = self._open_accounts.find(account)
        if there is None or not len(there.context.must_finish):
            return False
        text = self.tr("Something is under way in this account. Sign in when that is done.")
        self._messages.show(Banner("warn", Message(text)))
        return True

    async def admit(
        self, opened: Opened, homeserver: Homeserver | None, services: Services, *, kept: bool
    ) -> Kept:
        """Replace the account's earlier sessions by a new one.

        If cancelled, the new session is signed out on its server.

        Args:
            opened: the new session.
            homeserver: the one that the person looked up, if it is still known.
            services: the program's.
            kept: whether to store it for the next start.

        Raises:
            BorrowedName: the server claims another server's user; the session was signed out.
        """
        try:
            opened = await with_server_name(opened, homeserver, services.discovery)
            work = self._take_over(opened, services, kept=kept)
            return await self._keyring_wait.wait_for(work, self._say_keeping)
        except GivenUp:
            return Kept(opened)
        except (BorrowedName, asyncio.CancelledError):
            await end_opened(opened, services)
            raise

    async def _take_over(self, opened: Opened, services: Services, *, kept: bool) -> Kept:
        new, vault = opened.session, services.safe
        before = self._open_accounts.find(new.account)
        if before is not None:
            if before.session.device_id != new.device_id:
                await end_on_server(before.context.api, CLEAN_UP_SECONDS)
            await before.context.api.seal()  # what it renews now would overwrite what is new
        if vault is None:
            return Kept(opened)
        if before is None:
            await self._end_kept(new, services, vault)
        if kept:
            return await keep(opened, self._index, vault)
        await forget_others(new, self._index, vault)
        return Kept(opened)

    async def _end_kept(self, new: Session, services: Services, vault: Vault) -> None:
        """Sign out the stored session of the same account on another device.

        There is one after a sign-in with an email address. It needs the stored tokens, so it is
        done before they are forgotten.
        """
        old = session_of(new.account, self._index)
        if old is None or old == new:
            return
        with contextlib.suppress(VaultFault):
            opened = await restore(old, self._index, vault)
            if opened is not None:
                await end_opened(opened, services)

    def _say_keeping(self) -> None:
        text = self.tr("You are signed in. Waiting for your keyring…")
        action = (self.tr("Do not keep the session"), self._keyring_wait.give_up)
        self._messages.show(Banner("info", Message(text, unlock_sentence()), action=action))


async def end_on_server(api: SessionApi, seconds: float) -> None:
    """End a session on its server; a failure is logged, and raises nothing.

    Args:
        api: the session's.
        seconds: how long that may take.
    """
    await _within(api.end(), seconds)


async def end_opened(opened: Opened, services: Services) -> None:
    """End a new, unused session on its server; a failure is logged, and raises nothing."""
    await _within(services.end(opened), CLEAN_UP_SECONDS)


async def _within(ending: Awaitable[None], seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await ending
    except (LatchkeyError, TimeoutError):
        log.warning("the session in memory could not be signed out on the server")
