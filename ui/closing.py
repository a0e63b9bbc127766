"""Closing an account: what is shown before, the act itself, and what is said of it."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from typing import Any, assert_never

from PySide6.QtCore import QObject, QTimer, Signal

from app.core import requests
from app.core.deactivation import Deactivation
from app.core.errors import (
    Forbidden,
    LatchkeyError,
    MissingToken,
    RateLimited,
    UnknownToken,
    Unrecognized,
    UserDeactivated,
    UserLocked,
)
from app.core.record import Record
from app.core.responses import Support
from app.core.server_text import clean
from app.flows.account import OrError
from app.flows.deactivate import (
    Closed,
    Deactivate,
    Outcome,
    ProbablyClosed,
    StillOpen,
    Unclear,
)
from app.flows.forget_account import forget_account
from app.flows.ports import Cancelled, Withdrawn
from app.flows.rooms import RoomsCheck, RoomsFound
from ui import closing_words as words
from ui.context import AccountContext
from ui.explanation import Explanation
from ui.messages import explain_as, unlock_sentence, waiting
from ui.pages.deactivate import DeactivatePage
from ui.patience import Patience
from ui.record import Known, RecordSaver, contact_name, iso, record_of
from ui.reset_notes import resets_of
from ui.widgets.banner import Banner

log = logging.getLogger("latchkey")

SHOW_MS = 100
"""How often the progress of the reading is painted."""

FEW_ROOMS = 12
"""How many names of rooms are shown in a group before the person asks for all."""

ALL_ROOMS = 1_000_000


@dataclass(frozen=True, slots=True)
class ClosedAccount:
    """An account that is closed, and what is to be said of it.

    Attributes:
        user_id: whose it was.
        server_name: who closed it.
        outcome: what the server confirmed.
        record: what was known of it.
        left: why this computer may still hold something of it.
    """

    user_id: str
    server_name: str
    outcome: Closed
    record: Record
    left: LatchkeyError | None


class Closing(QObject):
    """Serve the Deactivate page of one account.

    Args:
        page: the page; is the parent.
        context: the account.

    Signals:
        closed: it is closed, and forgotten here; carries a `ClosedAccount`.
    """

    closed = Signal(object)

    def __init__(self, page: DeactivatePage, context: AccountContext) -> None:
        super().__init__(page)
        self._page = page
        self._context = context
        self._check: RoomsCheck | None = None
        self._reading: asyncio.Task[Any] | None = None
        self._found = RoomsFound()
        self._most = FEW_ROOMS
        self._display_name = ""
        self._saver = RecordSaver(page, context.services.save, context.scope, page.messages.show)
        self._paint = QTimer(self, singleShot=True, interval=SHOW_MS)
        self._paint.timeout.connect(self._show_rooms)
        page.begun.connect(self._begin)
        page.wanted.connect(self._close)
        page.save.connect(self._save)
        page.rooms.stop.connect(self._stop)
        page.rooms.again.connect(self._read_rooms)
        page.rooms.more.connect(self._show_all)
        context.changed.connect(self._show_facts)
        self._show_facts()

    # --- before ---------------------------------------------------------------------------------

    def _show_facts(self) -> None:
        page, view = self._page, self._context.view
        if view is None:
            return
        page.devices.say(*words.devices_words(view.devices, self._found.total))
        names: OrError[tuple[str, ...]] = (
            view.threepids
            if isinstance(view.threepids, LatchkeyError)
            else tuple(contact_name(each) for each in view.threepids)
        )
        page.contacts.say(*words.contacts_words(names))
        page.history.say(*words.history_words(view.backup))

    def _begin(self) -> None:
        """Read the rooms when the page is first looked at."""
        if self._check is None:
            self._read_rooms()

    def _read_rooms(self) -> None:
        context = self._context
        user_id = context.session.user_id
        self._check = RoomsCheck(context.api, user_id, context.services.clock, self._step)
        self._found, self._most = RoomsFound(), FEW_ROOMS
        self._show_rooms()
        self._reading = context.scope.start(self._read(self._check), "read rooms")

    async def _read(self, check: RoomsCheck) -> None:
        await check.run()
        if not self._display_name:
            try:
                found = await self._context.api.call(
                    requests.profile(self._context.session.user_id)
                )
            except LatchkeyError:
                return  # the record does without
            self._display_name = clean(found.displayname or "")

    def _stop(self) -> None:
        if self._reading is not None:
            self._reading.cancel()

    def _step(self) -> None:
        if self._check is None:
            return
        if self._check.over:
            self._paint.stop()
            self._show_rooms()
        elif not self._paint.isActive():
            self._paint.start()

    def _show_all(self) -> None:
        self._most = ALL_ROOMS
        self._show_rooms()

    def _show_rooms(self) -> None:
        if self._check is None:
            return
        card, found = self._page.rooms, self._check.found
        known_before, self._found = self._found.total, found
        if found.over:
            card.over(words.rooms_words(found), again=not found.complete)
        else:
            card.reading(words.reading_words(found), len(found.rooms), found.total or 0)
        alone = found.alone()
        groups = words.room_groups(alone, self._most)
        shown = words.room_groups(alone, ALL_ROOMS)
        card.list(groups, more=groups != shown)
        if known_before != found.total:
            self._show_facts()

    # --- the record -----------------------------------------------------------------------------

    @property
    def record(self) -> Record:
        """What is known of the account so far."""
        context, session = self._context, self._context.session
        known = Known(
            session.user_id, str(session.origin), self._display_name, context.view, self._found
        )
        return record_of(known, context.services.clock.now())

    def _save(self) -> None:
        self._saver.ask(self.record)

    # --- the act --------------------------------------------------------------------------------

    def _close(self) -> None:
        self._page.messages.clear()
        choices = self._page.choices()
        if choices is None:
            return
        self._page.set_busy(True)
        self._context.acts.start(self._run(choices), "deactivate")

    async def _run(self, choices: Deactivation) -> None:
        context = self._context
        if context.view is None:
            await context.refresh()
        flow = Deactivate(context.api, context.prompt, context.means, context.contacts())
        try:
            outcome = await flow.run(choices, self._say_lost)
            await self._report(outcome)
        finally:
            self._page.set_busy(False)

    def _say_lost(self) -> None:
        sentence = self.tr("The server's answer did not arrive.")
        rest = self.tr("Finding out whether the account was closed; this takes some seconds.")
        self._page.messages.show(Banner("info", Explanation(sentence, rest)))

    async def _report(self, outcome: Outcome) -> None:
        session = self._context.session
        match outcome:
            case Closed():
                await self._forget(outcome)
            case StillOpen(reason):
                await self._report_open(outcome, reason)
            case ProbablyClosed():
                await self._say_over(words.probably_words(outcome, session))
            case Unclear():
                found = words.unclear_words(outcome, session)
                if outcome.session_ended:
                    await self._say_over(found)
                else:
                    self._page.typed.editor.clear()
                    look = (self.tr("Ask once more"), self._look)
                    self._page.messages.show(Banner("warn", found, action=look))
            case _:
                assert_never(outcome)

    async def _say_over(self, found: Explanation) -> None:
        """Say something of an account whose session is dead: its pages go out of sight."""
        self._page.typed.editor.clear()
        self._page.messages.show(Banner("warn", found))
        self._context.speak(found)
        await self._context.look()

    def _look(self) -> None:
        self._page.messages.clear()
        self._context.scope.start(self._looked(), "look at the session")

    async def _looked(self) -> None:
        error = await self._context.look()
        if error is None:
            text = self.tr("{user} is open: the server takes its session.")
            found = Explanation(text.format(user=self._context.session.user_id))
            self._page.messages.show(Banner("info", found))
        elif self._context.standing.usable:
            sentence = self.tr("The server still does not say.")
            self._page.messages.show(Banner("warn", explain_as(sentence, error)))

    async def _report_open(
        self, outcome: StillOpen, reason: LatchkeyError | Cancelled | Withdrawn
    ) -> None:
        context, page, session = self._context, self._page, self._context.session
        match reason:
            case Withdrawn():
                return  # the window closes, or the account is left: nobody reads it
            case Cancelled():
                page.messages.show(Banner("info", words.cancelled_words(session.user_id)))
            case RateLimited() if not outcome.looked:
                sentence = self.tr("{user} is still open.").format(user=session.user_id)
                page.hold.begin(
                    reason.retry_after, lambda left: explain_as(sentence, waiting(reason, left))
                )
            case UnknownToken() | MissingToken() | UserLocked() | UserDeactivated():
                sentence = self.tr("{user} was not closed by this.").format(user=session.user_id)
                page.messages.show(Banner("bad", explain_as(sentence, reason)))
                context.speak(Explanation(sentence))
            case LatchkeyError():
                support: Support | None = None
                if isinstance(reason, Forbidden | Unrecognized):
                    support = await context.services.discovery.support(session.server_name)
                found = words.open_words(outcome, reason, session, support)
                page.messages.show(Banner("warn" if outcome.looked else "bad", found))
                if outcome.session_ended:
                    context.speak(found)
                    await context.look()
            case _:
                assert_never(reason)

    async def _forget(self, outcome: Closed) -> None:
        """Forget the account here, then tell."""
        context, services = self._context, self._context.services
        session = context.session
        record = replace(self.record, closed=iso(outcome.at), erased=outcome.closing.erase)
        await context.api.seal()
        forgotten = forget_account(
            session, context.contacts(), services.index, services.safe, resets_of(services)
        )
        left = await Patience().wait_for(forgotten, self._say_forgetting)
        if left is not None:
            log.warning("a closed account is not forgotten: %s", type(left).__name__)
        self.closed.emit(ClosedAccount(session.user_id, session.server_name, outcome, record, left))

    def _say_forgetting(self) -> None:
        text = self.tr("The account is closed. Waiting for your keyring…")
        self._page.messages.show(Banner("info", Explanation(text, unlock_sentence())))
