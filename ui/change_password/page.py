"""The Password page: a new one, what becomes of the other devices, and the change itself."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import QDateTime, QLocale
from PySide6.QtWidgets import QPushButton

from app.core.errors import (
    LatchkeyError,
    MissingToken,
    PolicyRefused,
    RateLimited,
    UnknownToken,
    Unrecognized,
    UserLocked,
)
from app.core.oauth.metadata import ManagementAction
from app.core.requests import PasswordChange
from app.core.responses import Device
from app.operations.account.change_password import (
    Changed,
    ChangeOutcome,
    ChangePassword,
    ChangeUnclear,
    Unchanged,
)
from app.operations.account.read import label, others
from app.operations.ports.uia import Cancelled, Withdrawn
from ui.account.context import AccountContext
from ui.account.server_website import ServerWebsite
from ui.account.website_card import WebsiteCard
from ui.change_password.other_devices import OtherDevicesCard
from ui.new_password.card import NewPasswordCard
from ui.text.errors import explain, explain_as, waiting
from ui.text.fields import policy_sentence
from ui.text.message import Message
from ui.text.outcomes import outcome_of_devices
from ui.text.support import who_helps
from ui.widgets.action_row import Actions
from ui.widgets.banner import Banner, Banners
from ui.widgets.buttons import BusyButton
from ui.widgets.card import Card
from ui.widgets.label import Label, Role
from ui.widgets.page import Page
from ui.widgets.retry_countdown import RetryCountdown


class ChangePasswordPage(Page):
    """Change the password of the account that is open.

    Args:
        context: the account.
    """

    def __init__(self, context: AccountContext) -> None:
        super().__init__()
        self.setObjectName("page.password")
        self._context = context
        user_id = context.session.user_id
        self.title.setText(self.tr("Password"))
        text = self.tr(
            "Change the password of {user}. The server will ask for your current one before it "
            "agrees."
        )
        self.sentence.say(text.format(user=user_id))
        self.messages = Banners(self.banners, self.to_top)
        self._website = ServerWebsite(self, context, self.messages)
        self.refusal = Card(self.tr("The password cannot be changed here"))
        self.refusal.setObjectName("password.refusal")
        self.refusal.hide()
        self.website = WebsiteCard(self.tr("On the server's website"), "password.website")
        self.website.wanted.connect(lambda: self._website.go(ManagementAction.PROFILE))
        self.rows.addWidget(self.website)
        self.new = NewPasswordCard(
            user_id, context.services.passwords, context.clipboard, context.cancellable
        )
        self.devices = OtherDevicesCard()
        for card in (self.refusal, self.new, self.devices):
            self.rows.addWidget(card)
        self.change = BusyButton(self.tr("Change password…"), "password.change")
        self.change.clicked.connect(self._change)
        self._hold = RetryCountdown(self.change, self.messages)
        self.rows.addWidget(Actions(self.change))
        self.rows.addStretch(1)
        context.changed.connect(self._show)
        self._show()

    def primary(self) -> QPushButton | None:
        """Return the button that changes the password."""
        return self.change if self.change.isVisible() else None

    def begin(self) -> None:
        """Begin with the new password."""
        self.new.begin()

    def put_away(self) -> None:
        """Empty the fields."""
        self.new.forget()

    # --- what the account says ------------------------------------------------------------------

    def _show(self) -> None:
        view = self._context.view
        if self._context.managed_elsewhere:
            self._show_website()
            return
        if view is None:
            return
        self.website.hide()
        allowed = (
            isinstance(view.capabilities, LatchkeyError)
            or view.capabilities.change_password.enabled
        )
        self.refusal.setVisible(not allowed)
        for part in (self.new, self.devices, self.change):
            part.setVisible(allowed)
        if not allowed:
            self._context.cancellable.start(self._say_why_not(), "find support contact")
        self.new.set_policy(None if isinstance(view.policy, LatchkeyError) else view.policy)
        self.devices.show_devices(self._other_names(), view.backup)

    def _show_website(self) -> None:
        """Lead to where the password is: this server has no endpoint for it."""
        for part in (self.refusal, self.new, self.devices, self.change):
            part.hide()
        user = self._context.session.user_id
        self.sentence.say(self.tr("The password of {user}.").format(user=user))
        self._website.fill(
            self.website,
            self.tr("{server} looks after your password itself, on {host}. It is changed there."),
        )

    async def _say_why_not(self) -> None:
        server = self._context.session.server_name
        support = await self._context.services.discovery.support(server)
        why = self.tr(
            "{server} keeps passwords elsewhere, or does not let you change yours. Where you "
            "signed up, or sign in with a website, is where the password is changed."
        )
        self.refusal.clear_from(2)
        for sentence in (why.format(server=server), who_helps(server, support)):
            self.refusal.rows.addWidget(Label(Role.BODY, sentence))

    def _other_names(self) -> tuple[str, ...] | None:
        view = self._context.view
        if view is None or isinstance(view.devices, LatchkeyError):
            return None
        return self._names(view.devices)

    def _names(self, devices: tuple[Device, ...]) -> tuple[str, ...]:
        found = others(devices, self._context.session.device_id)
        return tuple(label(each) for each in found)

    # --- the change -----------------------------------------------------------------------------

    def _change(self) -> None:
        if self.change.busy:
            return
        self.messages.clear()
        if self.new.find_fault():
            return
        choices = PasswordChange(self.new.secret, logout_devices=self.devices.sign_out)
        self._set_busy(True)
        self._context.must_finish.start(self._run(choices), "change password")

    async def _run(self, choices: PasswordChange) -> None:
        context = self._context
        if context.view is None:
            await context.refresh()
        before = self._other_names()
        flow = ChangePassword(
            context.api, context.sign_in, context.prompt, context.uia_services, context.contacts()
        )
        try:
            outcome = await flow.run(choices, self._say_lost)
        finally:
            self._set_busy(False)
        self._report(outcome, choices, before)

    def _say_lost(self) -> None:
        sentence = self.tr("The server's answer did not arrive.")
        rest = self.tr("Finding out whether the password was changed; this takes some seconds.")
        self.messages.show(Banner("info", Message(sentence, rest)))

    def _set_busy(self, busy: bool) -> None:
        for part in (self.change, self.new, self.devices):
            part.set_busy(busy)

    # --- what came of it ------------------------------------------------------------------------

    def _report(
        self, outcome: ChangeOutcome, choices: PasswordChange, before: tuple[str, ...] | None
    ) -> None:
        match outcome:
            case Changed():
                self.new.forget()
                found = self._words_of(outcome, choices, before)
                self.messages.show(Banner("good", found))
                if outcome.session_ended:
                    self._context.speak(found)
                    return
                self._context.devices_are(outcome.devices)
            case Unchanged(reason):
                self._report_unchanged(reason)
            case ChangeUnclear(error):
                sentence = self.tr("We could not find out whether the password was changed.")
                rest = self.tr(
                    "Sign in somewhere else with the new password to see. If it does not work, "
                    "the old one still does."
                )
                self.messages.show(Banner("warn", explain_as(sentence, error, rest)))
            case _:
                assert_never(outcome)

    def _report_unchanged(self, reason: LatchkeyError | Cancelled | Withdrawn) -> None:
        sentence = self.tr("The password was not changed.")
        match reason:
            case PolicyRefused():
                self.new.refuse(f"{policy_sentence(reason.errcode)} {reason.text}".strip())
            case Unrecognized():
                self.messages.show(Banner("bad", explain_as(sentence, reason)))
                self._context.cancellable.start(self._context.doubt_server(), "ask the server anew")
            case UnknownToken() | MissingToken() | UserLocked():
                found = explain_as(sentence, reason)
                self.messages.show(Banner("bad", found))
                self._context.speak(Message(sentence))
            case RateLimited():
                self._hold.begin(
                    reason.retry_after, lambda left: explain_as(sentence, waiting(reason, left))
                )
            case LatchkeyError():
                self.messages.show(Banner("bad", explain_as(sentence, reason)))
            case Cancelled():
                text = self.tr("Nothing was changed: you cancelled.")
                self.messages.show(Banner("info", Message(text)))
            case Withdrawn():
                pass  # the window closes, or the account is left: nobody reads it
            case _:
                assert_never(reason)

    def _words_of(
        self, outcome: Changed, choices: PasswordChange, before: tuple[str, ...] | None
    ) -> Message:
        when = QDateTime.fromSecsSinceEpoch(round(outcome.at)).time()
        clock = QLocale().toString(when, QLocale.FormatType.ShortFormat)
        sentence = self.tr("Password changed at {time}.").format(time=clock)
        if outcome.session_ended:
            text = self.tr(
                "The server has ended this session as well. Sign in with the new password."
            )
            return Message(sentence, text)
        if isinstance(outcome.devices, LatchkeyError):
            text = self.tr("What became of your other devices could not be read: {why}")
            why = explain(outcome.devices).sentence
            return Message(sentence, text.format(why=why))
        after = self._names(outcome.devices)
        rest = outcome_of_devices(before, after, signed_out=choices.logout_devices)
        if outcome.signed_in_again:
            again = self.tr("The server had signed this one out too: it is signed in again.")
            rest = f"{rest} {again}"
        return Message(sentence, rest)
