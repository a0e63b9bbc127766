"""Signs accounts out: asks the person, ends the session on the server, then forgets it here."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication

from app.concurrency import TaskScope
from app.core.account_state import AccountState
from app.core.errors import LatchkeyError, SettingsFault, VaultFault, may_have_happened
from app.core.homeserver import Session
from app.operations.ports.storage import AccountIndex
from app.operations.session.storage import forget, forget_others
from ui.account.keyring_wait import KeyringWait
from ui.account.services import Services
from ui.accounts.open_account import OpenAccount
from ui.accounts.open_accounts import OpenAccounts
from ui.text.errors import explain, explain_as
from ui.text.message import Message
from ui.text.storage_errors import unlock_sentence
from ui.widgets.banner import Banner
from ui.widgets.confirm_dialog import ConfirmDialog
from ui.window.main_window import MainWindow

translate = QCoreApplication.translate

log = logging.getLogger("latchkey")

SEEN_THROUGH_SECONDS = 180.0
"""Seconds that an act under way gets before an abandoned account is signed out."""


class SignOutController:
    """Sign accounts out, each once at a time.

    Args:
        window: the parent of the dialogs.
        index: which sessions the vault holds.
        services: waits for the services to be loaded.
        must_finish: owns sign-outs, which must not be cancelled.
        open_accounts: the accounts that are open.
        left: closes the account, and shows the banner that it is given.
    """

    def __init__(
        self,
        window: MainWindow,
        index: AccountIndex,
        services: Callable[[], Awaitable[Services]],
        must_finish: TaskScope,
        open_accounts: OpenAccounts,
        left: Callable[[OpenAccount, Banner], None],
    ) -> None:
        self._window = window
        self._index = index
        self._services = services
        self._must_finish = must_finish
        self._open_accounts = open_accounts
        self._left = left
        self._busy: set[OpenAccount] = set()

    def ask(self, account: OpenAccount) -> None:
        """Ask the person to confirm the sign-out; while an act is under way, refuse it."""
        if not self._here(account):
            return
        if len(account.context.must_finish) or account in self._busy:
            text = translate("SignOut", "Something is under way. Sign out when that is done.")
            account.say(Banner("warn", Message(text)))
            return
        session = account.session
        if account.context.state is AccountState.ENDED:
            title = translate("SignOut", "Remove this account from this computer?")
            text = translate(
                "SignOut",
                "What is kept here of {user} is removed. Nothing changes on {server}.",
            )
            yes = translate("SignOut", "Remove")
        else:
            title = translate("SignOut", "Sign out here?")
            text = translate(
                "SignOut",
                "{user} is signed out on this computer, and the device “{device}” disappears from "
                "{server}. Your other devices stay signed in.",
            )
            yes = translate("SignOut", "Sign out")
        sentence = text.format(
            user=session.user_id, device=session.device_id, server=session.server_name
        )
        history = translate(
            "SignOut",
            "Latchkey holds no keys of your encrypted history: none are lost by this.",
        )
        ask = ConfirmDialog(self._window, title, sentence, yes)
        ask.add_note("info", history)
        ask.confirmed.connect(partial(self.begin, account))
        self._window.open_dialog(ask)

    def begin(self, account: OpenAccount) -> None:
        """Sign an account out, without asking."""
        self._start(account, self._sign_out)

    def abandon(self, accounts: Sequence[OpenAccount]) -> None:
        """Sign accounts out without asking, since the person is away; open questions are closed.

        Acts under way may end first. An account is closed here even if its server cannot be
        reached.
        """
        for account in accounts:
            self._start(account, self._abandon)

    def _here(self, account: OpenAccount) -> bool:
        """Whether an account is still open: a dialog may outlive it."""
        return any(each is account for each in self._open_accounts)

    def _start(self, account: OpenAccount, work: Callable[[OpenAccount], Awaitable[None]]) -> None:
        if account not in self._busy and self._here(account):
            self._busy.add(account)
            self._must_finish.start(self._guarded(account, work), "leave")

    async def _guarded(
        self, account: OpenAccount, work: Callable[[OpenAccount], Awaitable[None]]
    ) -> None:
        account.signing_out(True)
        try:
            await work(account)
        finally:
            self._busy.discard(account)
            if self._here(account):
                account.context.api.unseal()
                account.signing_out(False)

    async def _sign_out(self, account: OpenAccount) -> None:
        context = account.context
        services = await self._services()
        try:
            with context.api.hold_notices():
                await context.api.end()
                if not self._here(account):  # the person has signed in to it again meanwhile
                    return
                await context.api.seal()
                forgotten = self._forget_kept(account.session, services)
                await KeyringWait().wait_for(forgotten, lambda: _say_forgetting(account))
                if self._here(account):
                    self._left(account, _signed_out(account))
        except (VaultFault, SettingsFault) as fault:
            self._left(account, _still_kept(account, fault))
        except LatchkeyError as error:
            what = explain_as(translate("SignOut", "You are still signed in."), error)
            if may_have_happened(error):
                sentence = translate("SignOut", "It is not certain that you are signed out.")
                what = explain_as(sentence, error)
            forget_it = partial(self._start, account, self._forget)
            action = (translate("SignOut", "Forget the session here"), forget_it)
            account.say(Banner("bad", what, action=action))

    async def _forget_kept(self, session: Session, services: Services) -> None:
        """Forget the stored sessions of an account, also one that a session in memory replaced."""
        await forget(session, self._index, services.safe)
        if services.safe is not None:
            in_memory = replace(session, kept=False)
            await forget_others(in_memory, self._index, services.safe)

    async def _abandon(self, account: OpenAccount) -> None:
        account.withdraw()
        await account.context.must_finish.finish(SEEN_THROUGH_SECONDS)
        text = translate("SignOut", "{user} was signed out, because nobody was here.")
        rest = ""
        with account.context.api.hold_notices():
            try:
                await account.context.api.end()
            except LatchkeyError as error:
                log.warning("an abandoned session could not be ended on the server")
                rest = translate("SignOut", "The server may still list the device: {why}")
                rest = rest.format(why=explain(error).sentence)
            found = Message(text.format(user=account.session.user_id), rest)
            if self._here(account):
                self._left(account, Banner("warn", found))

    async def _forget(self, account: OpenAccount) -> None:
        services = await self._services()
        session = account.session
        await account.context.api.seal()
        try:
            await self._forget_kept(session, services)
        except (VaultFault, SettingsFault) as fault:
            self._left(account, _still_kept(account, fault))
            return
        text = translate("SignOut", "The session is forgotten here. The server may still list it.")
        rest = translate("SignOut", "Remove the device “{device}” in another client.")
        rest = rest.format(device=session.device_id)
        self._left(account, Banner("warn", Message(text, rest)))


def _signed_out(account: OpenAccount) -> Banner:
    text = translate("SignOut", "{user} is signed out, and nothing is kept on this computer.")
    if account.context.state is AccountState.ENDED:
        text = translate("SignOut", "{user} is removed: nothing is kept on this computer.")
    return Banner("good", Message(text.format(user=account.session.user_id)))


def _say_forgetting(account: OpenAccount) -> None:
    text = translate("SignOut", "You are signed out on the server. Waiting for your keyring…")
    account.say(Banner("info", Message(text, unlock_sentence())))


def _still_kept(account: OpenAccount, fault: VaultFault | SettingsFault) -> Banner:
    if isinstance(fault, SettingsFault):
        text = translate("SignOut", "{user} is signed out, but still listed on this computer.")
        return Banner("warn", explain_as(text.format(user=account.session.user_id), fault))
    text = translate(
        "SignOut", "{user} is signed out, but the keyring may still hold a dead token."
    )
    text = text.format(user=account.session.user_id)
    return Banner("warn", Message(text, explain(fault).sentence))
