"""One reset, from its form to its end: the contact's stage on a page, any other in a dialog."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal

from app.concurrency import TaskScope
from app.core.homeserver import Homeserver
from app.core.pending_reset import PendingReset
from app.core.secret import Secret
from app.core.uia.requests import PASSWORD_TOKENS
from app.core.uia.threepid import Contact, Email, Validations
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
from ui.password_reset.plan import planned_reset
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
    """Carry one reset from its form to its end.

    Args:
        window: dialogs stand over it.
        services: the program's parts.
        cancellable: owns what may be cut off: looking at a server, estimating.
        must_finish: owns the reset itself, which may not be.
        clipboard: for suggested passwords.

    Attributes:
        pending: what is known of it; None before it was sent for the first time.
        password: the new one, as long as it may still be needed.
        prompt: asks in dialogs.

    Signals:
        turned: another of its pages is to be shown.
        left: the person goes back to what was there before; it goes on.
        changed: how it stands.
        ended: it is over, and can be forgotten.
        enter: the person wants to sign in; its server, contact and password are still there.
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
        self._validations = Validations()
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

    # --- how it stands --------------------------------------------------------------------------

    @property
    def page(self) -> Page:
        """What is to be shown of it now."""
        return self._pages.shown

    @property
    def key(self) -> str:
        """Its name in the index; empty before it was sent for the first time."""
        return "" if self.pending is None else self.pending.key

    @property
    def kept(self) -> bool:
        """Whether it is in the vault, as far as it has heard."""
        return self._storage.kept

    @property
    def idle(self) -> bool:
        """Whether it is a form of which nothing was sent, or nothing came."""
        return self.page is self.form and self._task is None and not self.sent

    @property
    def helping(self) -> bool:
        """Whether it is done for somebody else."""
        return self.form.help.on

    @property
    def sent(self) -> bool:
        """Whether a mail or message of it went out."""
        found = None if self.pending is None else self.pending.validation
        return found is not None and bool(found.tickets)

    @property
    def waits(self) -> bool:
        """Whether a mail or message of it is being waited for."""
        return self.page is self._pages.waiting

    @property
    def done(self) -> bool:
        """Whether the password was reset."""
        return self._pages.done is not None

    def pages(self) -> list[Page]:
        """Return the pages that there are."""
        return self._pages.all()

    # --- beginning, and ending from outside -----------------------------------------------------

    def begin(self, where: str, homeserver: Homeserver | None, contact: Contact | None) -> None:
        """Begin a new one, with what was typed elsewhere."""
        self.form.ask(where, contact)
        self.server.begin(where, homeserver)

    def resume(self, pending: PendingReset) -> None:
        """Go on with one that was kept."""
        self.pending = pending
        self._storage.was_kept()
        self._remember(pending)
        self.server.know(pending)
        self.form.ask_again(
            pending.server_name,
            pending.contact,
            sign_out=pending.logout_devices,
            helping=pending.helping,
        )

    def withdraw(self) -> None:
        """Take back what is asked: the window closes. What was kept stays."""
        self._end(Withdrawn())

    def give_up(self) -> None:
        """End it: nothing waits any more, and nothing is kept."""
        self._gave_up = True
        self._storage.keyring_wait.give_up()
        if self._conversation is not None:
            self._end(Cancelled())
            return
        self._end(Cancelled())
        self._drop()
        self.ended.emit()

    def put_away(self) -> None:
        """Delete its pages, and what was typed in them."""
        self.withdraw()
        self._gone = True
        self.server.stop()
        self.password = Secret("")
        self._pages.put_away()
        self.prompt.deleteLater()
        self.deleteLater()

    def _end(self, how: Cancelled | Withdrawn) -> None:
        """End the talk; what comes before it, and after it, can be cut off."""
        if self._conversation is not None:
            self._conversation.end_with(how)
        elif self._task is not None and self._task is not asyncio.current_task():
            self._task.cancel()
        self.prompt.withdraw_all()

    # --- the act --------------------------------------------------------------------------------

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
            conversation, outcome = await self._run(self._planned(homeserver))
            await self._conclude(conversation, outcome)
        except Exception:
            self._pages.turn(self.form)  # every button of the other page would be dead
            raise
        finally:
            self._task = None
            if not self._gone:
                self.form.set_busy(False)
                self.changed.emit()

    def _planned(self, homeserver: Homeserver) -> PendingReset:
        if self.pending is not None and self.pending.origin != homeserver.origin:
            self._validations = Validations()
        now = self._services.clock.now()
        return planned_reset(self.form, homeserver, self.pending, self._validations, now)

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
                if not self.sent:  # there is nothing that a next start could wait for
                    self._drop()
                assert self.pending is not None  # noqa: S101  # it was sent
                await self._report.say_why_not(self.pending, conversation, reason, sent=self.sent)
            case MaybeReset(error):
                self._report.say_unclear(error)

    # --- keeping --------------------------------------------------------------------------------

    async def _keep(self, pending: PendingReset) -> None:
        """Keep it for the next start; where that does not work, say that the window has to stay."""
        self.pending = pending
        self._remember(pending)
        await self._storage.keep(pending)
        self._pages.show_survival(survives=self._storage.survives)

    def _remember(self, pending: PendingReset) -> None:
        if pending.validation is not None:
            self._validations.keep(PASSWORD_TOKENS, pending.validation)

    def _drop(self) -> None:
        """Forget what is kept; a keyring that asks holds nothing up."""
        if self.pending is not None:
            self._must_finish.start(self._storage.drop(self.pending.key), "drop a pending reset")

    # --- what is shown --------------------------------------------------------------------------

    def _turned(self) -> None:
        if not self._gone:
            self.turned.emit()
            self.changed.emit()

    def say(self, banner: Banner) -> None:
        """Say something on the page that is shown."""
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
        """Leave the form; what is being sent is taken back, what was sent goes on waiting."""
        self.form.hold.end()
        if self._conversation is not None:
            self.give_up()
            self.left.emit()
        elif self.sent or self.form.going_on:
            self._end(Cancelled())
            self.left.emit()
        else:
            self.give_up()
