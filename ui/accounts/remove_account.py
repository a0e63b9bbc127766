"""Removes an account whose tokens the keyring does not give out, so it cannot be signed out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from PySide6.QtCore import QCoreApplication

from app.concurrency import TaskScope
from app.core.errors import SettingsFault
from app.core.homeserver import Session
from app.operations.ports.storage import AccountIndex
from app.operations.session.storage import forget_anyway
from ui.account.keyring_wait import GivenUp, KeyringWait
from ui.account.services import Services
from ui.text.errors import explain_as
from ui.text.message import Message
from ui.text.storage_errors import unlock_sentence
from ui.widgets.banner import Banner
from ui.widgets.confirm_dialog import ConfirmDialog
from ui.window.main_window import MainWindow

translate = QCoreApplication.translate


class AccountRemover:
    """Remove stored accounts from the list, and from the keyring if it allows that.

    Args:
        window: the parent of the confirmation dialog.
        index: which sessions the vault holds.
        services: waits for the services to be loaded.
        cancellable: owns the tasks that wait for the keyring.
        say: shows a banner with the result, or with what is waited for.
    """

    def __init__(
        self,
        window: MainWindow,
        index: AccountIndex,
        services: Callable[[], Awaitable[Services]],
        cancellable: TaskScope,
        say: Callable[[Banner], None],
    ) -> None:
        self._window = window
        self._index = index
        self._services = services
        self._cancellable = cancellable
        self._say = say
        self._keyring_wait = KeyringWait()

    def ask(self, session: Session) -> None:
        """Ask the person to confirm that a session is removed; the dialog says what stays."""
        title = translate("RemoveAccount", "Remove this account from this computer?")
        text = translate(
            "RemoveAccount",
            "Latchkey forgets {user}. The device “{device}” stays signed in on {server}: sign it "
            "out there with another client.",
        )
        sentence = text.format(
            user=session.user_id, device=session.device_id, server=session.server_name
        )
        ask = ConfirmDialog(self._window, title, sentence, translate("RemoveAccount", "Remove"))
        note = translate(
            "RemoveAccount",
            "While the keyring stays closed, what it holds of this session stays in it.",
        )
        ask.add_note("info", note)
        ask.confirmed.connect(partial(self._begin, session))
        self._window.open_dialog(ask)

    def _begin(self, session: Session) -> None:
        self._cancellable.start(self._remove(session), "remove a kept session")

    async def _remove(self, session: Session) -> None:
        services = await self._services()
        asked = forget_anyway(session, self._index, services.safe)
        try:
            try:
                gone = await self._keyring_wait.wait_for(asked, self._say_waiting)
            except GivenUp:
                gone = await forget_anyway(session, self._index, None)
        except SettingsFault as fault:
            text = translate("RemoveAccount", "{user} is still listed.")
            self._say(Banner("bad", explain_as(text.format(user=session.user_id), fault)))
            return
        text = translate("RemoveAccount", "{user} is removed from this computer.")
        rest = translate("RemoveAccount", "The device “{device}” is still signed in on {server}.")
        found = Message(
            text.format(user=session.user_id),
            rest.format(device=session.device_id, server=session.server_name),
        )
        self._say(Banner("good" if gone else "warn", found))

    def _say_waiting(self) -> None:
        text = translate("RemoveAccount", "Waiting for your keyring…")
        action = (translate("RemoveAccount", "Remove without it"), self._keyring_wait.give_up)
        self._say(Banner("info", Message(text, unlock_sentence()), action=action))
