"""One reset, from its form to its end: the contact's stage on a page, any other in a dialog."""

from __future__ import annotations

import contextlib
import logging
import secrets
from dataclasses import replace

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from app.core import requests
from app.core.errors import (
    AnswerLost,
    InvalidInput,
    LatchkeyError,
    PolicyRefused,
    RateLimited,
    SettingsFault,
    VaultFault,
)
from app.core.homeserver import LOGIN_PASSWORD, Homeserver
from app.core.identifiers import target_of
from app.core.pending import PendingReset
from app.core.secret import Secret
from app.core.threepid import Contact, Email
from app.flows.pending_resets import PendingResets
from app.flows.ports import (
    Cancelled,
    Means,
    Question,
    Withdrawn,
)
from app.flows.reset_password import MaybeReset, NotReset, Outcome, ResetPassword, WasReset, cannot
from app.tasks import TaskScope
from ui.clipboard import SecretClipboard
from ui.context import Services
from ui.explanation import Explanation
from ui.messages import (
    explain,
    explain_as,
    input_sentence,
    policy_sentence,
    translate,
    unlock_sentence,
    waiting,
    who_helps,
)
from ui.pages.reset import ResetPage
from ui.pages.reset_done import ResetDonePage
from ui.pages.reset_wait import ResetWaitPage
from ui.patience import GivenUp, Patience
from ui.prompts import QtStagePrompt
from ui.reset_talk import PageTalk
from ui.reset_words import cannot_words, contact_words
from ui.widgets.banner import Banner
from ui.widgets.card import Column
from ui.window import MainWindow

log = logging.getLogger("latchkey")

open_url = QDesktopServices.openUrl
LOGIN_PAGE = "/_matrix/static/client/login/"
"""The server's own page for signing in ("Login fallback"), which leads to what it offers."""


class Reset(QObject):
    """Carry one reset from its form to its end.

    Args:
        window: dialogs stand over it.
        services: the program's parts.
        scope: owns what may be cut off: looking a server up, estimating.
        acts: owns the reset itself, which may not be.
        clipboard: for suggested passwords.

    Attributes:
        page: what is to be shown of it now.
        pending: what is known of it; None before its mail is asked for.
        waits: whether a mail or message of it is being waited for.

    Signals:
        turned: another of its pages is to be shown.
        left: the person goes back to what was there before.
        changed: it waits, or waits no more.
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
        scope: TaskScope,
        acts: TaskScope,
        clipboard: SecretClipboard,
    ) -> None:
        super().__init__(window)
        self._services = services
        self._scope = scope
        self._acts = acts
        self._patience = Patience()
        self._clipboard = clipboard
        self._homeserver: Homeserver | None = None
        self._looked_up = ""
        self._talk: PageTalk | None = None
        self._survives = services.safe is not None
        self._gave_up = False
        self._refusal: LatchkeyError | None = None
        self._held = 0.0
        self.pending: PendingReset | None = None
        self.password = Secret("")
        self.prompt = QtStagePrompt(window, clipboard)
        self.prompt.shown.connect(window.scrim.cover)
        self.prompt.gone.connect(window.uncover)
        self.form = ResetPage(services.passwords, clipboard, scope)
        self.wait: ResetWaitPage | None = None
        self._done: ResetDonePage | None = None
        self.page: Column = self.form
        self.form.wanted.connect(self._begin)
        self.form.back.connect(self._go_back)
        self.form.edited.connect(self._other_server)
        self.form.elsewhere.connect(self._open_elsewhere)

    @property
    def waits(self) -> bool:
        """Whether a mail or message of it is being waited for."""
        return self.page is self.wait

    @property
    def busy(self) -> bool:
        """Whether it is being sent, or a proof is asked for."""
        return self._talk is not None and not self.waits

    @property
    def idle(self) -> bool:
        """Whether it is a form that nobody has sent, or that came back."""
        return self.page is self.form and not self.form.send.busy

    @property
    def done(self) -> bool:
        """Whether the password was reset."""
        return self._done is not None

    @property
    def homeserver(self) -> Homeserver | None:
        """The server, once it was looked up."""
        return self._homeserver

    # --- beginning ------------------------------------------------------------------------------

    def begin(self, where: str, homeserver: Homeserver | None, contact: Contact | None) -> None:
        """Begin a new one, with what was typed elsewhere."""
        self._homeserver, self._looked_up = homeserver, where
        self.form.ask(where, contact)
        if homeserver is not None:
            self._scope.start(self._get_ready(homeserver), "look at the server")

    def resume(self, pending: PendingReset) -> None:
        """Go on with one that was kept."""
        self.pending = pending
        self._know_server(pending)
        self.form.ask_again(
            pending.server_name,
            pending.contact,
            sign_out=pending.logout_devices,
            helping=pending.helping,
        )

    def withdraw(self) -> None:
        """Take back what is asked: the window closes. What was kept stays."""
        if self._talk is not None:
            self._talk.end_with(Withdrawn())
        self.prompt.withdraw_all()

    def put_away(self) -> None:
        """Delete its pages, and what was typed in them."""
        self.withdraw()
        self.password = Secret("")
        for page in (self.form, self.wait, self._done):
            if page is not None:
                page.put_away()
                page.deleteLater()
        self.prompt.deleteLater()
        self.deleteLater()

    def pages(self) -> list[Column]:
        """Return the pages that there are."""
        return [each for each in (self.form, self.wait, self._done) if each is not None]

    # --- the server -----------------------------------------------------------------------------

    def _know_server(self, pending: PendingReset) -> None:
        self._looked_up = pending.server_name
        # It took the reset, so it takes passwords.
        self._homeserver = Homeserver(
            pending.server_name, pending.origin, False, (), (LOGIN_PASSWORD,)
        )

    def _other_server(self) -> None:
        self.form.hold.end()

    async def _find_server(self) -> Homeserver | None:
        """Return the server that is typed; None where what is wrong stands beside it."""
        typed = self.form.where.text
        if self._homeserver is not None and typed == self._looked_up:
            return self._homeserver
        try:
            found = await self._services.discovery.find(target_of(typed))
        except InvalidInput as error:
            self._show_server_fault(input_sentence(error.fault))
            return None
        except RateLimited as error:
            self._hold(error)
            return None
        except LatchkeyError as error:
            words = explain(error)
            rest = words.next_step
            if isinstance(error, AnswerLost):  # nothing was asked to be done
                rest = self.tr("Try again in a minute, or check your connection.")
            self._show_server_fault(f"{words.sentence} {rest}".strip())
            return None
        self._homeserver, self._looked_up = found, typed
        self.form.know_host(found.origin.name)
        return found

    def _show_server_fault(self, sentence: str) -> None:
        self.form.where.show_error(sentence)
        self.form.where.editor.setFocus()
        self.form.where.editor.selectAll()

    async def _get_ready(self, homeserver: Homeserver) -> None:
        """Learn the server's rules for passwords, and whether it has any."""
        name = homeserver.server_name
        self.form.know_host(homeserver.origin.name)
        if not homeserver.takes_password:
            support = await self._services.discovery.support(name)
            why = self.tr("{server} keeps no passwords: its own website signs people in.")
            self.form.show_no_way(
                f"{why.format(server=name)} {who_helps(name, support)}", homeserver.origin.name
            )
            return
        api = self._services.open_api(homeserver.origin, None)
        try:
            with contextlib.suppress(LatchkeyError):
                self.form.new.set_policy(await api.call(requests.password_policy()))
        finally:
            await api.close()

    def _open_elsewhere(self) -> None:
        if self._homeserver is not None:
            open_url(QUrl(f"{self._homeserver.origin}{LOGIN_PAGE}"))

    # --- the act --------------------------------------------------------------------------------

    def _begin(self) -> None:
        self.form.messages.clear()
        if not self.form.where.text.strip():
            self._show_server_fault(self.tr("Enter your server, such as example.org."))
            return
        contact = self.form.contact
        local = contact.address.partition("@")[0] if isinstance(contact, Email) else ""
        self.form.new.belongs_to(f"@{local}:{self.form.where.text.strip()}")
        if self.form.find_fault():
            return
        self.form.set_busy(True)
        self._acts.start(self._reset(), "reset password")

    async def _reset(self) -> None:
        try:
            homeserver = await self._find_server()
            if homeserver is None:
                return
            if not homeserver.takes_password and not self.form.going_on:
                await self._get_ready(homeserver)
                return
            self.password = self.form.new.secret
            outcome = await self._run(self._planned(homeserver))
            await self._conclude(outcome)
        finally:
            self.form.set_busy(False)

    def _planned(self, homeserver: Homeserver) -> PendingReset:
        """Return what is to be done; of an earlier try, what still holds of it."""
        contact, form = self.form.contact, self.form
        assert contact is not None  # noqa: S101  # find_fault has looked
        before = self.pending
        if form.going_on and before is not None:
            return before
        plan = PendingReset(
            key=secrets.token_hex(8) if before is None else before.key,
            server_name=homeserver.server_name,
            origin=homeserver.origin,
            contact=contact,
            logout_devices=bool(form.devices.sign_out),
            helping=form.helping.button.isChecked(),
            begun=self._services.clock.now(),
        )
        known = before is not None and (before.origin, before.contact) == (plan.origin, contact)
        # Another choice or password is another session; the same contact is the same validation.
        if known and before is not None and before.validation is not None:
            plan = replace(plan, validation=before.validation)
        return plan

    async def _run(self, pending: PendingReset) -> Outcome:
        services = self._services
        self.pending, self._gave_up = pending, False
        self.changed.emit()
        self._talk = talk = PageTalk(pending.contact, self.prompt, self._show_waiting)
        api = services.open_api(pending.origin, None)
        means = Means(services.open_api, services.discovery, services.clock)
        flow = ResetPassword(api, talk, means, self._keep)
        try:
            return await flow.run(pending, self.password, self._say_finding_out)
        finally:
            self._refusal, self._held = talk.reason, talk.held
            self._talk = None
            await api.close()

    async def _conclude(self, outcome: Outcome) -> None:
        match outcome:
            case WasReset():
                await self._drop()
                self._show_done(outcome)
            case NotReset(Withdrawn()):
                return
            case NotReset(Cancelled()) if self._gave_up:
                await self._drop()
                self.ended.emit()
            case NotReset(reason):
                await self._forget_unsent()
                self._show_form()
                await self._say_why_not(reason)
            case MaybeReset(error):
                self._show_form()
                sentence = self.tr("It is not certain that the password was changed.")
                rest = self.tr(
                    "Try to sign in with the new password. If it is refused, begin anew."
                )
                self.form.messages.show(Banner("bad", explain_as(sentence, error, rest)))

    # --- keeping --------------------------------------------------------------------------------

    @property
    def _store(self) -> PendingResets | None:
        services = self._services
        safe = services.safe
        return None if safe is None else PendingResets(services.resets, safe, services.clock)

    async def _keep(self, pending: PendingReset) -> None:
        """Keep it for the next start; where that does not work, say that the window has to stay."""
        self.pending = pending
        store = self._store
        if store is None or not self._survives:
            return
        try:
            await self._patience.wait_for(store.keep(pending), self._say_keyring)
        except (VaultFault, SettingsFault, GivenUp) as fault:
            log.warning("a pending reset is not kept: %s", type(fault).__name__)
            self._survives = False
        self._quiet()
        if self.wait is not None:
            self.wait.show_survival(survives=self._survives)

    async def _drop(self) -> None:
        store = self._store
        if store is None or self.pending is None:
            return
        with contextlib.suppress(VaultFault, SettingsFault):
            await store.drop(self.pending.key)

    async def _forget_unsent(self) -> None:
        """Keep nothing of what no mail was sent for: the next start would have nothing to wait for.

        What stays in memory is used by the next try.
        """
        found = None if self.pending is None else self.pending.validation
        if found is None or not found.tickets:
            await self._drop()

    def _say_keyring(self) -> None:
        text = self.tr("Waiting for your keyring…")
        action = (self.tr("Do not keep the reset"), self._patience.give_up)
        self._say(Banner("info", Explanation(text, unlock_sentence()), action=action))

    # --- what is shown --------------------------------------------------------------------------

    def _say(self, banner: Banner) -> None:
        page = self.wait if self.waits and self.wait is not None else self.form
        page.messages.show(banner)

    def _quiet(self) -> None:
        page = self.wait if self.waits and self.wait is not None else self.form
        page.messages.clear()

    def _turn(self, page: Column) -> None:
        if page is not self.page:
            self.page = page
            self.turned.emit()
            self.changed.emit()

    def _show_waiting(self, question: Question) -> None:
        assert self.pending is not None  # noqa: S101  # it was asked for
        if self.wait is None:
            self.wait = ResetWaitPage(self.pending.server_name, self._services.clock.now)
            self.wait.wish.connect(self._wish)
            self.wait.given_up.connect(self.give_up)
            self.wait.back.connect(self.left)
        self.wait.show_survival(survives=self._survives)
        self.wait.show_question(question)
        self._turn(self.wait)

    def _show_form(self) -> None:
        """Go back to the form, with everything that was typed."""
        self.form.set_busy(False)
        self._turn(self.form)

    def _ask_everything(self) -> None:
        """Ask for another contact as well, where only the password was asked for."""
        pending = self.pending
        if self.form.going_on and pending is not None:
            self.form.ask(pending.server_name, pending.contact)

    def _show_done(self, outcome: WasReset) -> None:
        if outcome.pending.helping:
            self.password = Secret("")
        self._done = ResetDonePage(outcome)
        self._done.enter.connect(self.enter)
        self._done.read.connect(self.ended)
        self.form.put_away()
        if self.wait is not None:
            self.wait.put_away()
        self._turn(self._done)

    async def _say_why_not(self, reason: LatchkeyError | Cancelled | Withdrawn) -> None:
        """Say what is wrong beside what it is about; go on by itself after a throttle."""
        error = reason if isinstance(reason, LatchkeyError) else self._refusal
        if self._held > 0:
            limited = RateLimited(429, "M_LIMIT_EXCEEDED", "", host=self._name)
            limited.retry_after = self._held
            self._hold(limited)
            return
        if error is None:  # the person wants another address or number
            self._ask_everything()
            self.form.begin()
            return
        if isinstance(error, RateLimited):
            self._hold(error)
            return
        if isinstance(error, PolicyRefused):
            self.form.new.refuse(_with_words(policy_sentence(error.errcode), error.text))
            return
        contact = self.form.contact
        assert contact is not None  # noqa: S101  # it was sent
        if cannot(error):
            support = await self._services.discovery.support(self._name)
            found = Explanation(
                cannot_words(self._name, contact),
                who_helps(self._name, support),
                server_text=explain(error).server_text,
                code=explain(error).code,
            )
            self.form.messages.show(Banner("warn", found))
            return
        about_contact = contact_words(self._name, contact, error)
        if about_contact:
            self._ask_everything()
            said = explain(error).server_text
            self.form.show_contact_fault(_with_words(about_contact, said))
            return
        sentence = self.tr("The password was not changed.")
        self.form.messages.show(Banner("bad", explain_as(sentence, error)))

    def _hold(self, error: RateLimited) -> None:
        self.form.hold.begin(error.retry_after, lambda left: explain(waiting(error, left)))

    def _say_finding_out(self) -> None:
        text = self.tr("The answer did not arrive. Finding out what {server} did…")
        self._say(Banner("info", Explanation(text.format(server=self._name))))

    @property
    def _name(self) -> str:
        return "" if self.pending is None else self.pending.server_name

    # --- what the person does -------------------------------------------------------------------

    def _wish(self, wish: object) -> None:
        if self._talk is not None:
            self._talk.take(wish)  # type: ignore[arg-type]  # a signal carries any object

    def give_up(self) -> None:
        """End it: nothing waits any more, and nothing is kept."""
        self._gave_up = True
        if self._talk is not None:
            self._talk.end_with(Cancelled())
            self.prompt.withdraw_all()

    def _go_back(self) -> None:
        """Leave the form; what is being sent is taken back."""
        self.form.hold.end()
        if self._talk is not None:
            self.give_up()
        elif self.form.going_on:
            self.left.emit()
        else:
            self.ended.emit()


def _with_words(sentence: str, said: str) -> str:
    """Put the server's words beneath ours."""
    text = translate("Reset", "The server says: {text}").format(text=said)
    return f"{sentence}\n{text}" if said else sentence
