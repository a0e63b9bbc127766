"""Controller of the Password page: fills it, changes the password, reports the outcome."""

from __future__ import annotations

from functools import partial
from typing import assert_never

from PySide6.QtCore import QObject

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
from ui.change_password.page import ChangePasswordPage
from ui.change_password.texts import changed_message, finding_out_message, not_allowed_sentence
from ui.text.errors import explain_as, explain_not_done, waiting
from ui.text.fields import policy_sentence
from ui.text.message import Message
from ui.text.outcomes import outcome_of_devices
from ui.text.support import who_helps
from ui.widgets.banner import Banner


class ChangePasswordController(QObject):
    """Connect the Password page of one account to the operation that changes the password.

    Args:
        page: the page to fill and listen to; becomes the parent of this object.
        context: the account whose password the page changes.
    """

    def __init__(self, page: ChangePasswordPage, context: AccountContext) -> None:
        super().__init__(page)
        self._page = page
        self._context = context
        self._website = ServerWebsite(self, context, page.messages)
        page.website.wanted.connect(lambda: self._website.go(ManagementAction.PROFILE))
        page.wanted.connect(self._change)
        context.changed.connect(self._show)
        self._show()

    # --- what the account says ------------------------------------------------------------------

    def _show(self) -> None:
        page, view = self._page, self._context.view
        if self._context.managed_elsewhere:
            page.lead_elsewhere()
            self._website.fill(page.website, self._where_words)
            return
        if view is None:
            return
        allowed = (
            isinstance(view.capabilities, LatchkeyError) or view.capabilities.may_change_password
        )
        page.allow(allowed=allowed)
        if not allowed:
            self._context.cancellable.start(self._say_why_not(), "find support contact")
        page.new.set_policy(None if isinstance(view.policy, LatchkeyError) else view.policy)
        page.devices.show_devices(self._other_names(), view.backup)

    def _where_words(self) -> str:
        return self.tr("{server} looks after your password itself, on {host}. It is changed there.")

    async def _say_why_not(self) -> None:
        server = self._context.session.server_name
        support = await self._context.services.discovery.support(server)
        self._page.say_why_not(
            lambda: not_allowed_sentence(server), lambda: who_helps(server, support)
        )

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
        page = self._page
        if page.new.find_fault():
            return
        choices = PasswordChange(page.new.secret, logout_devices=page.devices.sign_out)
        self._context.act(
            "change password",
            partial(self._run, choices),
            lambda done: self._report(*done, choices=choices),
            page.set_busy,
        )

    async def _run(self, choices: PasswordChange) -> tuple[ChangeOutcome, tuple[str, ...] | None]:
        """Change the password.

        Returns:
            The outcome, and the names of the other devices before the change; None in place of
            the names if they could not be read.
        """
        context, before = self._context, self._other_names()
        operation = ChangePassword(
            context.api, context.sign_in, context.prompt, context.uia_services, context.contacts()
        )
        return await operation.run(choices, self._say_lost), before

    def _say_lost(self) -> None:
        self._page.messages.show(Banner("info", finding_out_message()))

    # --- what came of it ------------------------------------------------------------------------

    def _report(
        self, outcome: ChangeOutcome, before: tuple[str, ...] | None, *, choices: PasswordChange
    ) -> None:
        messages = self._page.messages
        match outcome:
            case Changed():
                self._page.new.forget()
                found = changed_message(outcome, self._became(outcome, choices, before))
                messages.show(Banner("good", found))
                if outcome.session_ended:
                    self._context.say_on_reauth(found)
                    return
                self._context.take_devices(outcome.devices)
            case Unchanged(reason):
                self._report_unchanged(reason)
            case ChangeUnclear(error):
                sentence = self.tr("We could not find out whether the password was changed.")
                rest = self.tr(
                    "Sign in somewhere else with the new password to see. If it does not work, "
                    "the old one still does."
                )
                unclear = explain_as(sentence, error, rest)
                messages.show(Banner("warn", unclear))
                self._context.say_on_reauth(unclear)  # the session may turn out to be dead
            case _:
                assert_never(outcome)

    def _became(
        self, outcome: Changed, choices: PasswordChange, before: tuple[str, ...] | None
    ) -> str:
        """Return a sentence about the other devices; empty if their list could not be read."""
        if isinstance(outcome.devices, LatchkeyError):
            return ""
        after = self._names(outcome.devices)
        return outcome_of_devices(before, after, signed_out=choices.logout_devices)

    def _report_unchanged(self, reason: LatchkeyError | Cancelled | Withdrawn) -> None:
        messages = self._page.messages
        sentence = self.tr("The password was not changed.")
        match reason:
            case PolicyRefused():
                errcode, said = reason.errcode, reason.text
                self._page.new.refuse(lambda: f"{policy_sentence(errcode)} {said}".strip())
            case Unrecognized():
                messages.show(Banner("bad", explain_as(sentence, reason)))
                self._context.doubt_server()
            case UnknownToken() | MissingToken() | UserLocked():
                messages.show(Banner("bad", explain_as(sentence, reason)))
                self._context.say_on_reauth(Message(sentence))
            case RateLimited():
                self._page.hold.begin(
                    reason.retry_after, lambda left: explain_as(sentence, waiting(reason, left))
                )
            case LatchkeyError():
                messages.show(Banner("bad", explain_not_done(sentence, reason)))
            case Cancelled():
                text = self.tr("Nothing was changed: you cancelled.")
                messages.show(Banner("info", Message(text)))
            case Withdrawn():
                pass  # the window closes, or the account is left: nothing to report
            case _:
                assert_never(reason)
