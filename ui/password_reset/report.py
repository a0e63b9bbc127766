"""Messages about one password reset: progress, errors, and why it failed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject

from app.core.errors import LatchkeyError, PolicyRefused, RateLimited, may_have_happened
from app.core.pending_reset import PendingReset
from app.operations.account.reset_password import cannot
from app.operations.ports.http import Discovery
from app.operations.ports.uia import Cancelled, Withdrawn
from ui.password_reset.page_conversation import PageConversation
from ui.password_reset.pages import ResetPages
from ui.password_reset.storage import ResetStorage
from ui.password_reset.texts import cannot_words, contact_words
from ui.text.errors import explain, explain_as, waiting
from ui.text.fields import policy_sentence
from ui.text.message import Message
from ui.text.storage_errors import unlock_sentence
from ui.text.support import who_helps
from ui.widgets.banner import Banner


class ResetReport(QObject):
    """Show messages about one reset; after a failure return to the form and say why.

    Args:
        pages: the pages of the reset; become the parent of this object.
        discovery: finds the support contacts of a server.
    """

    def __init__(self, pages: ResetPages, discovery: Discovery) -> None:
        super().__init__(pages)
        self._pages = pages
        self._discovery = discovery

    def say_finding_out(self, server_name: str) -> None:
        """Say that the server's answer was lost, and that Latchkey checks what was done."""
        text = self.tr("The answer did not arrive. Finding out what {server} did…")
        self._pages.say(Banner("info", Message(text.format(server=server_name))))

    def say_keyring(self, storage: ResetStorage) -> None:
        """Say that Latchkey waits for the keyring, and offer not to store the reset."""
        text = self.tr("Waiting for your keyring…")
        action = (self.tr("Do not keep the reset"), storage.keyring_wait.give_up)
        self._pages.say(Banner("info", Message(text, unlock_sentence()), action=action))

    def say_unclear(self, error: LatchkeyError) -> None:
        """Return to the form, and say that the password may or may not be changed."""
        sentence = self.tr("It is not certain that the password was changed.")
        rest = self.tr("Try to sign in with the new password. If it is refused, begin anew.")
        self._pages.back_to_form(Banner("bad", explain_as(sentence, error, rest)))

    async def say_why_not(
        self,
        pending: PendingReset,
        conversation: PageConversation,
        reason: LatchkeyError | Cancelled | Withdrawn,
        *,
        sent: bool,
    ) -> None:
        """Return to the form, and show why the reset failed.

        The error is shown beside the field that it concerns, or else in a banner. If the server
        limits the rate of requests, a countdown starts, and the form is sent again at its end.

        Args:
            pending: the reset that failed.
            conversation: the conversation of the reset, which has ended.
            reason: why the operation ended.
            sent: whether a mail or message was sent.
        """
        pages, form = self._pages, self._pages.form
        error = reason if isinstance(reason, LatchkeyError) else conversation.reason
        name, contact = pending.server_name, pending.contact
        if conversation.held > 0:
            error = RateLimited(429, "M_LIMIT_EXCEEDED", "", host=name)
            error.retry_after = conversation.held
        if error is None:  # the person wants another address or number
            self._ask_everything(pending)
            pages.back_to_form()
            form.begin()
        elif isinstance(error, RateLimited):
            pages.back_to_form()
            self.hold(error)
        elif isinstance(error, PolicyRefused):
            pages.back_to_form()
            broken = partial(policy_sentence, error.errcode)
            form.new.refuse(partial(self._with_words, broken, error.text))
        elif not sent and cannot(error, contact):
            support = await self._discovery.support(name)
            found = explain(error)
            sentence, help_ = cannot_words(name, contact, error), who_helps(name, support)
            found = replace(found, sentence=sentence, next_step=help_)
            pages.back_to_form(Banner("warn", found))
        elif contact_words(name, contact, error, sent=sent):
            about_contact = partial(contact_words, name, contact, error, sent=sent)
            self._ask_everything(pending)
            pages.back_to_form()
            said = explain(error).server_text
            form.show_contact_fault(partial(self._with_words, about_contact, said))
        else:
            sentence = self.tr("The password was not changed.")
            rest = ""
            if may_have_happened(error) and pending.validation is not None:
                rest = self.tr("A mail or message may be on its way; no second one is sent.")
            pages.back_to_form(Banner("bad", explain_as(sentence, error, rest)))

    def hold(self, error: RateLimited) -> None:
        """Disable the form's button until the server takes another request; count down."""
        form = self._pages.form
        form.hold_back(error.retry_after, lambda left: explain(waiting(error, left)))

    def _ask_everything(self, pending: PendingReset) -> None:
        """Show the whole form again if it asked for the password only."""
        form = self._pages.form
        if form.going_on:
            form.ask(pending.server_name, pending.contact)

    def _with_words(self, sentence: Callable[[], str], said: str) -> str:
        """Return a sentence with the server's own text beneath it, if there is one."""
        text = self.tr("The server says: {text}").format(text=said)
        return f"{sentence()}\n{text}" if said else sentence()
