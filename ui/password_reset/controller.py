"""Controller of one password reset: runs the operation and switches between its pages."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal

from app.concurrency import TaskScope
from app.core.homeserver import Homeserver
from app.core.pending_reset import PendingReset
from app.core.secret import Secret
from app.core.uia.threepid import Contact, Email
from app.operations.account.reset_password import (
    MaybeReset,
    NotReset,
    ResetOutcome,
    ResetPassword,
    WasReset,
)
from app.operations.ports.uia import Cancelled, Question, Response, UiaServices, Withdrawn
from ui.account.services import Services
from ui.password_reset.form_page import ResetFormPage
from ui.password_reset.page_conversation import PageConversation
from ui.password_reset.pages import ResetPages
from ui.password_reset.plan import ResetPlanner
from ui.password_reset.report import ResetReport
from ui.password_reset.server_lookup import ResetServerLookup
from ui.password_reset.storage import ResetStorage
from ui.platform.secret_clipboard import SecretClipboard
from ui.uia.prompt import QtStagePrompt
from ui.widgets.banner import Banner
from ui.widgets.page import Page
from ui.window.main_window import MainWindow

translate = QCoreApplication.translate


class ResetController(QObject):
    """Run one password reset from its form to its outcome.

    The stage that confirms the email or phone number is shown on a page, all others in dialogs.

    Args:
        window: the window over which dialogs open.
        services: the program's services.
        cancellable: runs look-ups of the server and strength estimates, which may be cancelled.
        must_finish: runs the reset itself, which must not be cancelled.
        clipboard: takes suggested passwords.

    Attributes:
        pending: the reset but for its password; None before it was sent for the first time.
        password: the new password, while it may still be needed; else empty.
        prompt: shows the stages that need a dialog.

    Signals:
        turned: another page of the reset is to be shown.
        left: the person went back to the page before; the reset goes on.
        changed: the status of the reset may have changed.
        ended: the reset is over, and can be removed.
        enter: the person wants to sign in; `server`, `pending` and `password` are still set.
    """

    turned = Signal()
    left = Signal()
    changed = Signal()
    ended = Signal()
    enter = Signal()

    def __init__(
        self,
        window: MainWindow,
        services: Services,
        cancellable: TaskScope,
        must_finish: TaskScope,
        clipboard: SecretClipboard,
    ) -> None:
        super().__init__(window)
        self._services = services
        self._must_finish = must_finish
        self._storage = ResetStorage(
            services, lambda: self._report.say_keyring(self._storage), self._keyring_settled
        )
        self._planner = ResetPlanner()
        self._task: asyncio.Task[Any] | None = None
        self._conversation: PageConversation | None = None
        self._gone = False
        self._gave_up = False
        self.pending: PendingReset | None = None
        self.password = Secret("")
        self.prompt = QtStagePrompt(window, clipboard)
        self.prompt.shown.connect(window.scrim.cover)
        self.prompt.gone.connect(window.uncover)
        self.form = ResetFormPage(services.passwords, clipboard, cancellable)
        self.server = ResetServerLookup(
            self.form, services, cancellable, lambda error: self._report.hold(error)
        )
        self._pages = ResetPages(self.form, services.clock.now)
        self._report = ResetReport(self._pages, services.discovery)
        self._pages.turned.connect(self._turned)
        self._pages.action.connect(self._take_action)
        self._pages.given_up.connect(self.give_up)
        self._pages.left.connect(self.left)
        self._pages.sign_in.connect(self.enter)
        self._pages.read.connect(self.ended)
        self.form.wanted.connect(self._begin)
        self.form.back.connect(self._go_back)

    # --- status ---------------------------------------------------------------------------------

    @property
    def page(self) -> Page:
        """The page of the reset that is to be shown now."""
        return self._pages.shown

    @property
    def key(self) -> str:
        """The key of the reset in the index; empty before it was sent for the first time."""
        return "" if self.pending is None else self.pending.key

    @property
    def kept(self) -> bool:
        """Whether the vault holds the reset, as far as this controller knows."""
        return self._storage.kept

    @property
    def idle(self) -> bool:
        """Whether the form is shown, nothing is being sent, and no mail or message went out."""
        return self.page is self.form and self._task is None and not self.sent

    @property
    def helping(self) -> bool:
        """Whether the person resets the password of somebody else."""
        return self.form.help.on

    @property
    def sent(self) -> bool:
        """Whether a mail or message was sent for the reset."""
        found = None if self.pending is None else self.pending.validation
        return found is not None and bool(found.tickets)

    @property
    def waits(self) -> bool:
        """Whether the waiting page is shown: the reset waits for a mail or message."""
        return self.page is self._pages.waiting

    @property
    def done(self) -> bool:
        """Whether the password was reset."""
        return self._pages.done is not None

    def pages(self) -> list[Page]:
        """Return the pages of the reset that exist."""
        return self._pages.all()

    # --- begin, resume, end ---------------------------------------------------------------------

    def begin(self, where: str, homeserver: Homeserver | None, contact: Contact | None) -> None:
        """Fill in the form of a new reset.

        Args:
            where: the server that was typed on the sign-in page; may be empty.
            homeserver: that server, if it was looked up already.
            contact: the email or phone number that was typed on the sign-in page.
        """
        self.form.ask(where, contact)
        self.server.begin(where, homeserver)

    def resume(self, pending: PendingReset) -> None:
        """Fill in the form of a reset that the vault kept; only its password is asked for."""
        self.pending = pending
        self._storage.was_kept()
        self._planner.remember(pending)
        self.server.know(pending)
        self.form.ask_again(
            pending.server_name,
            pending.contact,
            sign_out=pending.logout_devices,
            helping=pending.helping,
        )

    def withdraw(self) -> None:
        """Stop the reset because the window closes; what the vault holds of it stays."""
        self._end(Withdrawn())

    def give_up(self) -> None:
        """Cancel the reset, and delete what the vault holds of it."""
        self._gave_up = True
        self._storage.keyring_wait.give_up()
        if self._conversation is not None:
            self._end(Cancelled())
            return
        self._end(Cancelled())
        self._drop()
        self.ended.emit()

    def put_away(self) -> None:
        """Stop the reset, delete its pages, and forget the new password."""
        self.withdraw()
        self._gone = True
        self.server.stop()
        self.password = Secret("")
        self._pages.put_away()
        self.prompt.deleteLater()
        self.deleteLater()

    def _end(self, how: Cancelled | Withdrawn) -> None:
        """End the conversation, or cancel the task if no conversation is under way."""
        if self._conversation is not None:
            self._conversation.end_with(how)
        elif self._task is not None and self._task is not asyncio.current_task():
            self._task.cancel()
        self.prompt.withdraw_all()

    # --- running the reset ----------------------------------------------------------------------

    def _begin(self) -> None:
        if self._task is not None:
            return
        self.form.messages.clear()
        if not self.form.where.text.strip():
            self.form.show_server_fault(lambda: self.tr("Enter your server, such as example.org."))
            return
        contact = self.form.contact
        local = contact.address.partition("@")[0] if isinstance(contact, Email) else ""
        self.form.new.belongs_to(f"@{local}:{self.form.where.text.strip()}")
        if self.form.find_fault():
            return
        self.form.set_busy(True)
        self._task = self._must_finish.start(self._reset(), "reset password")

    async def _reset(self) -> None:
        try:
            homeserver = await self.server.find()
            if homeserver is None:
                return
            if not homeserver.resets_password:
                await self.server.learn(homeserver)
                return
            self.password = self.form.new.secret
            self._gave_up = False
            now = self._services.clock.now()
            planned = self._planner.plan(self.form, homeserver, self.pending, now)
            conversation, outcome = await self._run(planned)
            await self._conclude(conversation, outcome)
        except Exception:
            self._pages.turn(self.form)  # the waiting page would have no working button
            raise
        finally:
            self._task = None
            if not self._gone:
                self.form.set_busy(False)
                self.changed.emit()

    async def _run(self, pending: PendingReset) -> tuple[PageConversation, ResetOutcome]:
        services = self._services
        self.pending = pending
        self._conversation = conversation = PageConversation(
            pending.contact, self.prompt, self._show_waiting
        )
        self.changed.emit()
        api = services.open_api(pending.origin, None)
        uia_services = UiaServices(services.open_api, services.discovery, services.clock)
        operation = ResetPassword(api, conversation, uia_services, self._keep)
        say_lost = partial(self._report.say_finding_out, pending.server_name)
        try:
            return conversation, await operation.run(pending, self.password, say_lost)
        finally:
            self._conversation = None
            await api.close()

    async def _conclude(self, conversation: PageConversation, outcome: ResetOutcome) -> None:
        match outcome:
            case WasReset():
                if outcome.pending.helping:
                    self.password = Secret("")
                self._pages.show_done(outcome)
                self._drop()
            case NotReset(Withdrawn()):
                return
            case NotReset() if self._gave_up:
                self._drop()
                self.ended.emit()
            case NotReset(reason):
                if not self.sent:  # nothing was sent: the next start has nothing to resume
                    self._drop()
                assert self.pending is not None  # noqa: S101  # it was sent
                await self._report.say_why_not(self.pending, conversation, reason, sent=self.sent)
            case MaybeReset(error):
                self._report.say_unclear(error)

    # --- storing in the vault -------------------------------------------------------------------

    async def _keep(self, pending: PendingReset) -> None:
        """Store the reset in the vault; if that fails, say that the window must stay open."""
        self.pending = pending
        self._planner.remember(pending)
        await self._storage.keep(pending)
        self._pages.show_survival(survives=self._storage.survives)

    def _drop(self) -> None:
        """Delete the reset from the vault in the background, since the keyring may take long."""
        if self.pending is not None:
            self._must_finish.start(self._storage.drop(self.pending.key), "drop a pending reset")

    # --- what is shown --------------------------------------------------------------------------

    def _turned(self) -> None:
        if not self._gone:
            self.turned.emit()
            self.changed.emit()

    def say(self, banner: Banner) -> None:
        """Show a banner on the page that is shown."""
        self._pages.say(banner)

    def _show_waiting(self, question: Question, *, again: bool) -> None:
        assert self.pending is not None  # noqa: S101  # it was asked for
        self._pages.show_waiting(self.pending, question, again=again)
        self._pages.show_survival(survives=self._storage.survives)

    def _keyring_settled(self) -> None:
        if not self._gone:
            self._pages.quiet()

    # --- what the person does -------------------------------------------------------------------

    def _take_action(self, action: Response) -> None:
        if self._conversation is not None:
            self._conversation.take(action)

    def _go_back(self) -> None:
        """Leave the form.

        A reset that is being sent is cancelled; one whose mail or message was sent before goes on.
        """
        self.form.hold.end()
        if self._conversation is not None:
            self.give_up()
            self.left.emit()
        elif self.sent or self.form.going_on:
            self._end(Cancelled())
            self.left.emit()
        else:
            self.give_up()
