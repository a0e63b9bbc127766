"""Conversation of a password reset: shows its contact's stage on a page, others in dialogs."""

from __future__ import annotations

import asyncio
from typing import Protocol

from app.core.errors import LatchkeyError
from app.core.uia.stages import ThreepidChallenge
from app.core.uia.threepid import Contact
from app.operations.ports.uia import (
    Act,
    Cancelled,
    Choosing,
    Conversation,
    Question,
    Response,
    SendTo,
    StagePrompt,
    Withdrawn,
)


class ShowQuestion(Protocol):
    """Function that shows a question on the waiting page."""

    def __call__(self, question: Question, *, again: bool) -> None:
        """Show a question on the waiting page.

        Args:
            question: what the person is asked.
            again: whether the question is the same as last time.
        """
        ...


class PageConversation:
    """Ask the person for the proofs of one reset.

    It is both the `StagePrompt` and the `Conversation` of the reset. The form has asked for the
    contact already, so the mail or message is requested at once. If the server refuses the contact,
    the conversation ends and the reset returns to the form.

    Args:
        contact: the email address or phone number that the mail or message goes to.
        dialogs: shows all other stages.
        show: shows a question about the contact on the waiting page.

    Attributes:
        reason: why the server refused the contact; None if the person wants another contact.
        held: how many seconds to wait before the server takes a request for a mail or message.
    """

    def __init__(self, contact: Contact, dialogs: StagePrompt, show: ShowQuestion) -> None:
        self._contact = contact
        self._dialogs = dialogs
        self._show = show
        self._act: Act | None = None
        self._dialog: Conversation | None = None
        self._question: Question | None = None
        self._asked = False
        # Keeps what the person does while no answer is awaited, as during a poll.
        self._responses: asyncio.Queue[Response] = asyncio.Queue()
        self._ended: Cancelled | Withdrawn | None = None
        self.reason: LatchkeyError | None = None
        self.held = 0.0

    # --- as `StagePrompt` -------------------------------------------------------------------------

    def can_render(self, stage: str) -> bool:
        """Whether a stage of this type can be shown."""
        return self._dialogs.can_render(stage)

    def begin(self, act: Act) -> Conversation:
        """Return this object as the conversation of the action; it serves one action only."""
        self._act = act
        return self

    # --- as `Conversation` ------------------------------------------------------------------------

    @property
    def ended(self) -> Cancelled | Withdrawn | None:
        """How the conversation was ended; None if it was not."""
        if self._ended is None and self._dialog is not None:
            return self._dialog.ended
        return self._ended

    async def answer(self, question: Question) -> Response:
        """Ask on the waiting page or in a dialog; see `app.operations.ports.uia.Conversation`."""
        if self._ended is not None:
            return self._ended
        if not isinstance(question.need.challenge, ThreepidChallenge):
            return await self._in_dialog(question)
        self.end()  # a dialog that was answered
        if isinstance(question.progress, Choosing):
            return self._send_or_end(question)
        self._asked = True
        before, self._question = self._question, question
        if self._responses.empty():
            self._show(question, again=question == before)
        return self._or_end(await self._responses.get())

    def end(self) -> None:
        """Close the dialog, if one is open."""
        if self._dialog is not None:
            self._dialog.end()
            self._dialog = None

    # --- what the page tells --------------------------------------------------------------------

    def take(self, response: Response) -> None:
        """Queue what the person did on the waiting page, as the next answer."""
        self._responses.put_nowait(response)

    def end_with(self, how: Cancelled | Withdrawn) -> None:
        """End the conversation: every answer from now on is `how`, so nothing more is sent."""
        if self._ended is None:
            self._ended = how
        self._responses.put_nowait(how)

    def _send_or_end(self, question: Question) -> Response:
        if not self._asked and question.reason is None and question.held_until <= question.now:
            self._asked = True
            return SendTo(self._contact)
        self.reason = question.reason
        self.held = max(0.0, question.held_until - question.now)
        self._ended = Cancelled()
        return self._ended

    async def _in_dialog(self, question: Question) -> Response:
        if self._dialog is None:
            assert self._act is not None  # noqa: S101  # `answer` is not called before `begin`
            self._dialog = self._dialogs.begin(self._act)
        return self._or_end(await self._dialog.answer(question))

    def _or_end(self, response: Response) -> Response:
        return response if self._ended is None else self._ended
