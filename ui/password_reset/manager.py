"""List of all password resets: those under way, and those stored in the vault."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.concurrency import TaskScope
from app.core.errors import SettingsFault, VaultFault
from app.core.homeserver import Homeserver
from app.core.pending_reset import PendingReset
from app.core.uia.threepid import Contact
from app.operations.ports.storage import ResetIndex
from ui.account.services import Services
from ui.password_reset.controller import ResetController
from ui.password_reset.texts import ResetStatus, line_of
from ui.platform.secret_clipboard import SecretClipboard
from ui.sign_in.page import SignInPage
from ui.window.main_window import MainWindow

log = logging.getLogger("latchkey")

LOOK_MS = 30_000
"""How often the ages in the list are updated, in milliseconds."""


class ResetManager(QObject):
    """Begin resets, list them on the sign-in page, resume them, and remove them.

    Args:
        window: the window that shows the pages of the resets.
        sign_in: the sign-in page, which lists the pending resets.
        services: returns the program's services once they are loaded.
        cancellable: runs what may be cancelled, such as reading the vault.
        must_finish: runs the resets themselves, which must not be cancelled.
        clipboard: takes suggested passwords.

    Signals:
        back: the sign-in page is to be shown again.
        told: a banner is to be shown on the current page; carries a sentence, the text of a button,
            and a function for the button, which returns whether it shows a page.
        helped: a reset for somebody else is over; the sign-in page must forget their data.
        enter: the person wants to sign in after a reset; carries the `ResetController`.
    """

    back = Signal()
    told = Signal(str, str, object)
    helped = Signal()
    enter = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        sign_in: SignInPage,
        services: Callable[[], Awaitable[Services]],
        cancellable: TaskScope,
        must_finish: TaskScope,
        clipboard: SecretClipboard,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._sign_in = sign_in
        self._services = services
        self._cancellable = cancellable
        self._must_finish = must_finish
        self._clipboard = clipboard
        self._open: list[ResetController] = []
        self._kept: list[PendingReset] = []
        self._opening: asyncio.Task[Any] | None = None
        self._now: Callable[[], float] | None = None
        self._index: ResetIndex | None = None
        self._clock = QTimer(self, interval=LOOK_MS)
        self._clock.timeout.connect(self._list)
        sign_in.retranslated.connect(self._list)
        sign_in.resume.connect(self.go_on)
        sign_in.forget_reset.connect(self._give_up)
        window.stack.currentChanged.connect(lambda _: self._place_dialogs())

    @property
    def front(self) -> ResetController | None:
        """The reset whose page is shown in the window; None if none is."""
        page = self._window.stack.currentWidget()
        return next((each for each in self._open if each.page is page), None)

    def services_are(self, services: Services) -> None:
        """Read the pending resets from the vault, now that the services are loaded."""
        self._now, self._index = services.clock.now, services.resets
        if services.resets.resets() and services.safe is not None:
            self._cancellable.start(self._look(services), "look for pending resets")

    def begin(self, where: str, homeserver: Homeserver | None, contact: Contact | None) -> None:
        """Open the form of a new reset.

        Args:
            where: the server to fill in; may be empty.
            homeserver: that server, if it was looked up already.
            contact: the email address or phone number to fill in, if one was typed already.
        """
        self._open_one(self._begin(where, homeserver, contact))

    def drop_forgotten(self) -> None:
        """Remove resets that the vault holds no more, since their account was closed."""
        if self._index is not None:
            known = set(self._index.resets())
            self._kept = [each for each in self._kept if each.key in known]
            for each in tuple(self._open):
                if each.kept and each.key not in known:
                    self._put_away(each)
            self._list()

    def withdraw(self) -> None:
        """Stop all resets because the window closes; what the vault holds of them stays."""
        self._clock.stop()
        for each in self._open:
            each.withdraw()

    def close(self) -> None:
        """Stop all resets, and delete their pages."""
        for each in tuple(self._open):
            self._put_away(each)

    # --- opening --------------------------------------------------------------------------------

    async def _look(self, services: Services) -> None:
        store = services.pending_resets()
        assert store is not None  # noqa: S101  # there is a vault
        try:
            found = await store.all()
        except VaultFault as fault:
            log.warning("pending resets cannot be read: %s", type(fault).__name__)
            text = self.tr("A password reset is waiting, but the keyring does not give it out.")
            self.told.emit(text, self.tr("Try again"), partial(self._look_again, services))
            return
        there = {each.key for each in self._open}
        self._kept = [each for each in found if each.key not in there]
        self._list()
        listed = self._window.stack.currentWidget() is self._sign_in
        if self._kept and not listed:
            first = self._kept[0]
            text = self.tr("A password reset for {contact} is waiting.")
            text = text.format(contact=first.contact.masked)
            self.told.emit(text, self.tr("Go on with it"), partial(self.go_on, first.key))

    def _look_again(self, services: Services) -> bool:
        self._cancellable.start(self._look(services), "look for pending resets")
        return False

    def _open_one(self, work: Coroutine[Any, Any, None]) -> None:
        """Run this coroutine, which opens a reset, unless another one is being opened."""
        if self._opening is not None and not self._opening.done():
            work.close()
            return
        self._opening = self._cancellable.start(work, "open a reset")

    async def _begin(
        self, where: str, homeserver: Homeserver | None, contact: Contact | None
    ) -> None:
        services = await self._services()
        left = next((each for each in self._open if each.idle and not each.form.going_on), None)
        if left is not None and contact in (None, left.form.contact):
            self._show(left)  # as the person left it
            return
        if left is not None:
            self._put_away(left)
        reset = self._new(services)
        reset.begin(where, homeserver, contact)
        self._show(reset)

    def go_on(self, key: str) -> bool:
        """Show the reset with this key.

        A reset that is under way is shown as it is. One that the vault kept is opened first, and
        asks for its password.

        Returns:
            Whether the reset still exists.
        """
        under_way = self._find(key)
        if under_way is not None:
            self._show(under_way)
            return True
        kept = next((each for each in self._kept if each.key == key), None)
        if kept is not None:
            self._open_one(self._resume(kept))
        return kept is not None

    async def _resume(self, kept: PendingReset) -> None:
        reset = self._new(await self._services())
        reset.resume(kept)
        self._show(reset)

    def _new(self, services: Services) -> ResetController:
        reset = ResetController(
            self._window, services, self._cancellable, self._must_finish, self._clipboard
        )
        self._open.append(reset)
        reset.turned.connect(partial(self._turned, reset))
        reset.left.connect(self.back)
        reset.changed.connect(self._list)
        reset.ended.connect(partial(self._ended, reset))
        reset.enter.connect(partial(self.enter.emit, reset))
        return reset

    def _find(self, key: str) -> ResetController | None:
        return next((each for each in self._open if key and each.key == key), None)

    def _show(self, reset: ResetController) -> None:
        self._window.show_alone(reset.page)
        reset.page.begin()

    def _turned(self, reset: ResetController) -> None:
        """Show the new page of a reset if its old page was shown.

        If not, say in a banner that the reset is done or needs the person.
        """
        shown = self._window.stack.currentWidget()
        if any(page is shown for page in reset.pages()):
            self._show(reset)
        elif not reset.waits and reset.pending is not None:
            text = self.tr("The password reset for {contact} needs you.")
            if reset.done:
                text = self.tr("The password for {contact} was changed.")
            text = text.format(contact=reset.pending.contact.masked)
            self.told.emit(text, self.tr("What now"), partial(self.go_on, reset.key))

    # --- ending ---------------------------------------------------------------------------------

    def _ended(self, reset: ResetController) -> None:
        in_sight = reset is self.front
        self.forget(reset)
        if in_sight:
            self.back.emit()

    def forget(self, reset: ResetController) -> None:
        """Remove a reset that is over: its pages and its line in the list."""
        if reset.helping:
            self.helped.emit()
        self._kept = [each for each in self._kept if each.key != reset.key]
        self._put_away(reset)
        self._list()

    def _put_away(self, reset: ResetController) -> None:
        if reset in self._open:
            self._open.remove(reset)
            self._window.remove(reset.pages())
            reset.put_away()

    def _give_up(self, key: str) -> None:
        """Cancel the reset with this key, or remove it from the list if it is done."""
        under_way = self._find(key)
        if under_way is not None and under_way.done:
            self.forget(under_way)
        elif under_way is not None:
            under_way.give_up()
        else:
            self._kept = [each for each in self._kept if each.key != key]
            self._list()
            self._must_finish.start(self._drop(key), "forget a pending reset")

    async def _drop(self, key: str) -> None:
        store = (await self._services()).pending_resets()
        if store is not None:
            with contextlib.suppress(VaultFault, SettingsFault):
                await store.drop(key)

    # --- the list -------------------------------------------------------------------------------

    def _list(self) -> None:
        """Write the list on the sign-in page: resets under way first, then those in the vault.

        A form of which nothing was sent is left out.
        """
        if self._now is None:
            return
        now = self._now()
        lines = [
            (each.key, line_of(each.pending, _status_of(each), now))
            for each in self._open
            if each.pending is not None and not each.idle
        ]
        keys = {key for key, _ in lines}
        lines += [
            (each.key, line_of(each, ResetStatus.WAITING, now))
            for each in self._kept
            if each.key not in keys and each.alive(now)
        ]
        self._sign_in.show_resets(lines)
        if lines:
            self._clock.start()
        else:
            self._clock.stop()

    def _place_dialogs(self) -> None:
        """Show the dialogs of the reset whose page is shown, and hide those of all others."""
        front = self.front
        for each in self._open:
            each.prompt.set_in_front(each is front)
        self._list()


def _status_of(reset: ResetController) -> ResetStatus:
    if reset.done:
        return ResetStatus.DONE
    if reset.waits:
        return ResetStatus.WAITING
    return ResetStatus.HELD_UP if reset.sent else ResetStatus.SENDING
