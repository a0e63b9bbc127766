"""Controller of the Deactivate page: reads the rooms, closes the account, reports the outcome."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from dataclasses import replace
from functools import partial
from typing import Any, assert_never

from PySide6.QtCore import QDateTime, QLocale, QObject, QTimer, Signal

from app.core import requests
from app.core.account_export import AccountExport
from app.core.account_state import AccountState, state_of
from app.core.deactivation import Deactivation
from app.core.errors import (
    Forbidden,
    LatchkeyError,
    MissingToken,
    NotFound,
    RateLimited,
    UnknownToken,
    Unrecognized,
    UserDeactivated,
    UserLocked,
)
from app.core.oauth.metadata import ManagementAction
from app.core.responses import Support
from app.operations.account.deactivate import (
    Closed,
    Deactivate,
    DeactivationUnclear,
    ProbablyClosed,
    StillOpen,
)
from app.operations.account.forget import forget_account
from app.operations.account.read import OrError
from app.operations.account.rooms import RoomsFound, RoomsReader
from app.operations.ports.uia import Cancelled, Withdrawn
from ui.account.context import AccountContext
from ui.account.keyring_wait import KeyringWait
from ui.account.server_website import ServerWebsite
from ui.deactivation import texts as words
from ui.deactivation.account_export import ExportSaver, KnownAccount, iso, record_of
from ui.deactivation.closed_account import ClosedAccount
from ui.deactivation.page import DeactivationPage
from ui.text.contacts import contact_name
from ui.text.errors import explain_as, waiting
from ui.text.message import Message
from ui.text.storage_errors import unlock_sentence
from ui.widgets.banner import Banner

log = logging.getLogger("latchkey")

SHOW_MS = 100
"""Least time between two updates of the progress of reading rooms, in milliseconds."""


class DeactivationController(QObject):
    """Connect the Deactivate page of one account to the operation that closes the account.

    Args:
        page: the page to fill and listen to; becomes the parent of this object.
        context: the account to close.

    Signals:
        closed: the account is closed, and this computer has forgotten it as far as it could;
            carries a `ClosedAccount`.
    """

    closed = Signal(object)

    def __init__(self, page: DeactivationPage, context: AccountContext) -> None:
        super().__init__(page)
        self._page = page
        self._context = context
        self._check: RoomsReader | None = None
        self._reading: asyncio.Task[Any] | None = None
        self._found = RoomsFound()
        self._whole = False
        self._when_read: float | None = None
        self._display_name: str | None = None
        self._saver = ExportSaver(page, context.services.save, context.cancellable, page.saved)
        self._paint = QTimer(self, singleShot=True, interval=SHOW_MS)
        self._paint.timeout.connect(self._show_rooms)
        page.begun.connect(self._begin)
        page.wanted.connect(self._close)
        page.save.connect(self._save)
        page.rooms.stop.connect(self._stop)
        page.rooms.again.connect(self._read_rooms)
        page.rooms.more.connect(self._show_all)
        self._website = ServerWebsite(page, context, page.messages)
        page.website.wanted.connect(lambda: self._website.go(ManagementAction.CLOSE))
        context.changed.connect(self._show_facts)
        page.retranslated.connect(self._show_facts)
        page.retranslated.connect(self._show_rooms)

    # --- before ---------------------------------------------------------------------------------

    def _show_facts(self) -> None:
        page, view = self._page, self._context.view
        elsewhere = self._context.managed_elsewhere
        page.lead_elsewhere(elsewhere=elsewhere)
        if elsewhere:
            self._website.fill(page.website, self._where_words)
        if view is None or self._check is None:
            return
        names: OrError[tuple[str, ...]] = (
            view.threepids
            if isinstance(view.threepids, LatchkeyError)
            else tuple(contact_name(each) for each in view.threepids)
        )
        page.show_facts(
            words.devices_words(view.devices, self._found.total),
            words.contacts_words(names),
            words.history_words(view.backup),
        )

    def _where_words(self) -> str:
        return self.tr("{server} closes accounts itself, on {host}.")

    def _begin(self) -> None:
        """Start to read the rooms when the page is shown for the first time."""
        if self._check is None:
            self._read_rooms()
            self._show_facts()

    def _read_rooms(self) -> None:
        context = self._context
        user_id = context.session.user_id
        self._check = RoomsReader(context.api, user_id, context.services.clock, self._step)
        self._found, self._whole = RoomsFound(), False
        self._show_rooms()
        if self._display_name is None:
            context.cancellable.start(self._read_name(), "read profile")
        self._reading = context.cancellable.start(self._check.run(), "read rooms")

    async def _read_name(self) -> None:
        request = requests.profile(self._context.session.user_id)
        with contextlib.suppress(LatchkeyError):  # the export says that it was not read
            try:
                found = await self._context.api.call(request)
            except NotFound:
                self._display_name = ""
            else:
                self._display_name = found.displayname

    def _stop(self) -> None:
        if self._reading is not None:
            self._reading.cancel()

    def _step(self) -> None:
        if self._check is None:
            return
        if self._check.over:
            self._paint.stop()
            self._when_read = self._context.services.clock.now()
            self._show_rooms()
        elif not self._paint.isActive():
            self._paint.start()

    def _show_all(self) -> None:
        self._whole = True
        self._show_rooms()
        self._page.rooms.focus_names()

    def _show_rooms(self) -> None:
        if self._check is None:
            return
        card, found = self._page.rooms, self._check.found
        known_before, self._found = self._found.total, found
        if found.over:
            card.over(f"{words.rooms_words(found)} {self._when()}".strip())
        else:
            card.reading(words.reading_words(found), len(found.rooms), found.total or 0)
        alone = found.alone()
        whole = words.room_groups(alone, whole=True)
        # A long list must not move while it is read: show it only once it is complete.
        groups = whole if self._whole and found.over else words.room_groups(alone, whole=False)
        card.list(groups, more=not self._whole and any(each.names for each in whole))
        if known_before != found.total:
            self._show_facts()

    def _when(self) -> str:
        if self._when_read is None:
            return ""
        at = QDateTime.fromSecsSinceEpoch(round(self._when_read)).time()
        when = QLocale().toString(at, QLocale.FormatType.ShortFormat)
        return self.tr("Read at {time}.").format(time=when)

    # --- the export -----------------------------------------------------------------------------

    @property
    def record(self) -> AccountExport:
        """An export of what has been read of the account so far."""
        context, session = self._context, self._context.session
        known = KnownAccount(
            session.user_id, str(session.origin), self._display_name, context.view, self._found
        )
        return record_of(known, context.services.clock.now())

    def _save(self) -> None:
        self._saver.ask(self._context.session.user_id, lambda: self.record, closed=False)

    # --- closing the account --------------------------------------------------------------------

    def _close(self) -> None:
        self._page.messages.clear()
        choices = self._page.choices()
        if choices is None:
            return
        self._stop()
        self._context.act(
            "deactivate", partial(self._run, choices), lambda _: None, self._page.set_busy
        )

    async def _run(self, choices: Deactivation) -> None:
        context = self._context
        operation = Deactivate(
            context.api, context.prompt, context.uia_services, context.contacts()
        )
        # The outcome is reported here: hold the notices that the session has ended.
        with context.api.hold_notices():
            outcome = await operation.run(choices, self._say_lost)
            if isinstance(outcome, Closed):
                await self._forget(operation, outcome)
            else:
                await self._report(outcome)

    def _say_lost(self) -> None:
        sentence = self.tr("The server's answer did not arrive.")
        rest = self.tr("Finding out whether the account was closed; this takes some seconds.")
        self._page.messages.show(Banner("info", Message(sentence, rest)))

    async def _report(self, outcome: StillOpen | ProbablyClosed | DeactivationUnclear) -> None:
        session = self._context.session
        match outcome:
            case StillOpen(reason):
                await self._report_open(outcome, reason)
            case ProbablyClosed():
                await self._say_over(words.probably_words(outcome, session))
            case DeactivationUnclear():
                if outcome.session_ended:
                    await self._say_over(words.unclear_words(outcome, session))
                else:
                    self._page.typed.editor.clear()
                    look = (self.tr("Ask once more"), partial(self._look, outcome))
                    found = words.unclear_words(outcome, session)
                    self._page.messages.show(Banner("warn", found, action=look))
                    dead = words.unclear_words(replace(outcome, session_ended=True), session)
                    self._context.say_on_reauth(dead)  # shown if the session turns out to be dead
            case _:
                assert_never(outcome)

    async def _say_over(self, found: Message) -> None:
        """Show a message on this page and the reauth page, and ask the server about the session."""
        self._page.typed.editor.clear()
        self._page.messages.show(Banner("warn", found))
        self._context.say_on_reauth(found)
        await self._context.look()

    def _look(self, outcome: DeactivationUnclear) -> None:
        self._page.messages.clear()
        self._context.cancellable.start(self._looked(outcome), "look at the session")

    async def _looked(self, outcome: DeactivationUnclear) -> None:
        with self._context.api.hold_notices():
            error = await self._context.look()
            if error is not None and state_of(error) in (
                AccountState.ENDED,
                AccountState.SIGNED_OUT,
            ):
                ended = replace(outcome, session_ended=True)
                await self._say_over(words.unclear_words(ended, self._context.session))
                return
        if error is None:
            text = self.tr("{user} is open: the server takes its session.")
            found = Message(text.format(user=self._context.session.user_id))
            self._page.messages.show(Banner("info", found))
        elif self._context.state.usable:
            sentence = self.tr("The server still does not say.")
            self._page.messages.show(Banner("warn", explain_as(sentence, error)))

    async def _report_open(
        self, outcome: StillOpen, reason: LatchkeyError | Cancelled | Withdrawn
    ) -> None:
        context, page, session = self._context, self._page, self._context.session
        match reason:
            case Withdrawn():
                return  # the window closes, or the account is left: nothing to report
            case Cancelled():
                page.messages.show(Banner("info", words.cancelled_words(session.user_id)))
            case RateLimited() if not outcome.looked:
                sentence = self.tr("{user} is still open.").format(user=session.user_id)
                page.hold.begin(
                    reason.retry_after, lambda left: explain_as(sentence, waiting(reason, left))
                )
            case UnknownToken() | MissingToken() | UserLocked() | UserDeactivated() if (
                not outcome.session_ended
            ):
                sentence = self.tr("{user} was not closed by this.").format(user=session.user_id)
                page.messages.show(Banner("bad", explain_as(sentence, reason)))
                context.say_on_reauth(Message(sentence))
            case LatchkeyError():
                support: Support | None = None
                if isinstance(reason, Forbidden | Unrecognized):
                    support = await context.services.discovery.support(session.server_name)
                found = words.open_words(outcome, reason, session, support)
                if isinstance(reason, Unrecognized):
                    context.doubt_server()
                page.messages.show(Banner("warn" if outcome.looked else "bad", found))
                if outcome.session_ended:
                    context.say_on_reauth(found)
                    await context.look()
            case _:
                assert_never(reason)

    async def _forget(self, operation: Deactivate, outcome: Closed) -> None:
        """Delete what this computer holds of the closed account, then emit `closed`.

        Meanwhile ask the server whether the session is over.
        """
        context, services = self._context, self._context.services
        session = context.session
        record = replace(self.record, closed=iso(outcome.at), erased=outcome.closing.erase)
        await context.api.seal()
        view = context.view
        known = view is not None and not isinstance(view.threepids, LatchkeyError)
        forgotten = forget_account(
            session,
            context.contacts() if known else None,
            services.index,
            services.safe,
            services.pending_resets(),
        )
        left, seen = await asyncio.gather(
            KeyringWait().wait_for(forgotten, self._say_forgetting), operation.look(outcome)
        )
        if left.fault is not None:
            log.warning("a closed account is not forgotten: %s", type(left.fault).__name__)
        context.api.drop_notices()
        self.closed.emit(ClosedAccount(session.user_id, session.server_name, seen, record, left))

    def _say_forgetting(self) -> None:
        text = self.tr("The account is closed. Waiting for your keyring…")
        self._page.messages.show(Banner("info", Message(text, unlock_sentence())))
