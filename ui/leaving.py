"""Signing out: asked about once, done on the server first, then here."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from app.core.errors import LatchkeyError, SettingsFault, VaultFault
from app.core.standing import Standing
from app.flows.keeping import forget
from app.flows.ports import AccountIndex
from app.flows.sign_out import revoke
from app.tasks import TaskScope
from ui.context import Services
from ui.explanation import Explanation
from ui.messages import explain, explain_as, translate, unlock_sentence
from ui.open_account import OpenAccount
from ui.patience import Patience
from ui.widgets.ask import Ask
from ui.widgets.banner import Banner
from ui.window import MainWindow

log = logging.getLogger("latchkey")


class Leaving:
    """Sign accounts out, one at a time.

    Args:
        window: dialogs stand over it.
        index: which sessions the vault holds.
        services: waits for the program's parts.
        acts: owns sign-outs, which must not be cut off.
        patience: waits for the keyring.
        left: takes the account away, and shows what is to be said.
    """

    def __init__(
        self,
        window: MainWindow,
        index: AccountIndex,
        services: Callable[[], Awaitable[Services]],
        acts: TaskScope,
        patience: Patience,
        left: Callable[[OpenAccount, Banner], None],
    ) -> None:
        self._window = window
        self._index = index
        self._services = services
        self._acts = acts
        self._patience = patience
        self._left = left
        self._busy = False

    def ask(self, account: OpenAccount) -> None:
        """Ask whether the person means it, and say what it does."""
        if self._busy:
            return
        if len(account.context.acts):
            text = translate("Shell", "Something is under way. Sign out when that is done.")
            account.say(Banner("warn", Explanation(text)))
            return
        session = account.session
        if account.context.standing is Standing.ENDED:
            title = translate("Leaving", "Remove this account from this computer?")
            text = translate(
                "Leaving",
                "What is kept here of {user} is removed. Nothing changes on {server}.",
            )
            yes = translate("Leaving", "Remove")
        else:
            title = translate("Leaving", "Sign out here?")
            text = translate(
                "Leaving",
                "{user} is signed out on this computer, and the device “{device}” disappears from "
                "{server}. Your other devices stay signed in.",
            )
            yes = translate("Leaving", "Sign out")
        sentence = text.format(
            user=session.user_id, device=session.device_id, server=session.server_name
        )
        history = translate(
            "Leaving",
            "Latchkey holds no keys of your encrypted history: none are lost by this.",
        )
        ask = Ask(self._window, title, sentence, yes)
        ask.add_note("info", history)
        ask.confirmed.connect(partial(self.begin, account))
        self._window.open_sheet(ask)

    def begin(self, account: OpenAccount) -> None:
        """Sign an account out, without asking."""
        if not self._busy:
            self._busy = True
            self._acts.start(self._sign_out(account), "sign out")

    async def _sign_out(self, account: OpenAccount) -> None:
        context = account.context
        services = await self._services()
        account.signing_out(True)
        try:
            with context.api.hold_notices():
                await revoke(context.api)
                forgotten = forget(account.session, self._index, services.safe)
                await self._patience.wait_for(forgotten, lambda: _say_forgetting(account))
                self._left(account, _signed_out(account))
        except (VaultFault, SettingsFault) as fault:
            self._left(account, _still_kept(account, fault))
        except LatchkeyError as error:
            what = explain_as(translate("Shell", "You are still signed in."), error)
            forget_it = partial(self._start_forgetting, account)
            action = (translate("Shell", "Forget the session here"), forget_it)
            account.say(Banner("bad", what, action=action))
        finally:
            self._busy = False
            with contextlib.suppress(RuntimeError):  # its widgets may be gone
                account.signing_out(False)

    def abandon(self, accounts: Sequence[OpenAccount]) -> None:
        """Sign accounts out that nobody is there to answer for: what they ask is withdrawn.

        Where the server cannot be told, they are forgotten here all the same.
        """
        if not self._busy:
            self._busy = True
            self._acts.start(self._abandon(tuple(accounts)), "abandon")

    async def _abandon(self, accounts: tuple[OpenAccount, ...]) -> None:
        text = translate("Leaving", "{user} was signed out, because nobody was here.")
        try:
            for account in accounts:
                account.prompt.withdraw_all()
                user = account.session.user_id
                with account.context.api.hold_notices():
                    rest = ""
                    try:
                        await revoke(account.context.api)
                    except LatchkeyError as error:
                        log.warning("an abandoned session could not be ended on the server")
                        rest = translate("Leaving", "The server may still list the device: {why}")
                        rest = rest.format(why=explain(error).sentence)
                    found = Explanation(text.format(user=user), rest)
                    self._left(account, Banner("warn", found))
        finally:
            self._busy = False

    def _start_forgetting(self, account: OpenAccount) -> None:
        if not self._busy:
            self._busy = True
            self._acts.start(self._forget(account), "forget a session")

    async def _forget(self, account: OpenAccount) -> None:
        services = await self._services()
        session = account.session
        try:
            await forget(session, self._index, services.safe)
        except (VaultFault, SettingsFault) as fault:
            self._left(account, _still_kept(account, fault))
            return
        finally:
            self._busy = False
        text = translate("Shell", "The session is forgotten here. The server may still list it.")
        rest = translate("Shell", "Remove the device “{device}” in another client.")
        rest = rest.format(device=session.device_id)
        self._left(account, Banner("warn", Explanation(text, rest)))


def _signed_out(account: OpenAccount) -> Banner:
    text = translate("Leaving", "{user} is signed out, and nothing is kept on this computer.")
    if account.context.standing is Standing.ENDED:
        text = translate("Leaving", "{user} is removed: nothing is kept on this computer.")
    return Banner("good", Explanation(text.format(user=account.session.user_id)))


def _say_forgetting(account: OpenAccount) -> None:
    text = translate("Shell", "You are signed out on the server. Waiting for your keyring…")
    account.say(Banner("info", Explanation(text, unlock_sentence())))


def _still_kept(account: OpenAccount, fault: VaultFault | SettingsFault) -> Banner:
    text = translate(
        "Leaving", "{user} is signed out, but the keyring may still hold a dead token."
    )
    text = text.format(user=account.session.user_id)
    return Banner("warn", Explanation(text, explain(fault).sentence))
