"""A new session takes the place of what there was of its account."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable

from PySide6.QtCore import QObject

from app.core.errors import LatchkeyError, VaultFault
from app.core.homeserver import Account, Opened, Session
from app.core.identifiers import Origin, UserId, UserIdentifier
from app.operations.ports.storage import AccountIndex, Vault
from app.operations.session.api import SessionApi
from app.operations.session.storage import Kept, forget_others, keep, restore, session_of
from ui.account.keyring_wait import GivenUp, KeyringWait
from ui.account.services import Services
from ui.accounts.open_accounts import OpenAccounts
from ui.text.message import Message
from ui.text.storage_errors import unlock_sentence
from ui.widgets.banner import Banner, Banners

log = logging.getLogger("latchkey")

CLEAN_UP_SECONDS = 3.0
"""How long the sign-out of a session that nobody will use may hold up the end."""


class SessionTakeover(QObject):
    """Keep a new session, and end the ones that it replaces.

    Args:
        index: which sessions the vault holds.
        open_accounts: the accounts that are open.
        messages: tells of a keyring that is waited for.
    """

    def __init__(self, index: AccountIndex, open_accounts: OpenAccounts, messages: Banners) -> None:
        super().__init__()
        self._index = index
        self._open_accounts = open_accounts
        self._messages = messages
        self._keyring_wait = KeyringWait()

    def known(self, who: UserIdentifier, origin: Origin) -> Session | None:
        """Return the session that is kept of a person, so that its device is used again."""
        if not isinstance(who, UserId):
            return None
        open_ = [each.session for each in self._open_accounts]
        same = (each for each in (*open_, *self._index.sessions()) if each.origin == origin)
        names = {who.user, f"@{who.user}"}
        return next((each for each in same if names & {each.user_id, each.localpart}), None)

    def is_open(self, account: Account) -> bool:
        """Whether an account is open."""
        return self._open_accounts.find(account) is not None

    def is_barred(self, account: Account) -> bool:
        """Whether something is under way in an account, which must not be cut off; says so."""
        there = self._open_accounts.find(account)
        if there is None or not len(there.context.must_finish):
            return False
        text = self.tr("Something is under way in this account. Sign in when that is done.")
        self._messages.show(Banner("warn", Message(text)))
        return True

    async def admit(self, opened: Opened, services: Services, *, kept: bool) -> Kept:
        """Keep a new session, if it is to be kept, in place of what there was of the account.

        Closed meanwhile, leave none behind on the server either.
        """
        try:
            work = self._take_over(opened, services, kept=kept)
            return await self._keyring_wait.wait_for(work, self._say_keeping)
        except GivenUp:
            return Kept(opened)
        except asyncio.CancelledError:
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
        """End the session that is kept of the same account on another device.

        It turns up where somebody signs in with an address; best done before it is forgotten.
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
    """Sign a session in memory out, which nobody can open again.

    Args:
        api: the session's.
        seconds: how long that may take.
    """
    await _within(api.end(), seconds)


async def end_opened(opened: Opened, services: Services) -> None:
    """Sign a session out that nobody has taken over."""
    await _within(services.end(opened), CLEAN_UP_SECONDS)


async def _within(ending: Awaitable[None], seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await ending
    except (LatchkeyError, TimeoutError):
        log.warning("the session in memory could not be signed out on the server")
