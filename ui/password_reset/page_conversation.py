"""The questions of one reset: those about its contact on a page, all others in dialogs."""

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
    """Shows a question on a page."""

    def __call__(self, question: Question, *, again: bool) -> None:
        """Show it.

        Args:
            question: what is being waited for.
            again: whether it is the same as last time.
        """
        ...


class PageConversation:
    """Ask for one reset.

    The form has said where to already: the mail goes out at once. Whatever the server has against
    the contact ends the talk, and leads back to the form.

    Args:
        contact: where the mail or message goes.
        dialogs: ask for everything else.
        show: shows what is being waited for; hears whether it is the same question again.

    Attributes:
        reason: what the server had against the contact; None where the person wants another one.
        held: how many seconds the server wants to be left alone, before it sends anything.
    """

    def __init__(self, contact: Contact, dialogs: StagePrompt, show: ShowQuestion) -> None:
        self._contact = contact
        self._dialogs = dialogs
        self._show = show
        self._act: Act | None = None
        self._dialog: Conversation | None = None
        self._question: Question | None = None
        self._asked = False
        # What the person does while nobody listens is kept: a poll may be under way.
        self._responses: asyncio.Queue[Response] = asyncio.Queue()
        self._ended: Cancelled | Withdrawn | None = None
        self.reason: LatchkeyError | None = None
        self.held = 0.0

    # --- as `StagePrompt` -------------------------------------------------------------------------

    def can_render(self, stage: str) -> bool:
        """Whether a stage can be shown, here or in a dialog."""
        return self._dialogs.can_render(stage)

    def begin(self, act: Act) -> Conversation:
        """Begin: one talk is for one act."""
        self._act = act
        return self

    # --- as `Conversation` ------------------------------------------------------------------------

    @property
    def ended(self) -> Cancelled | Withdrawn | None:
        """How it was ended, if it was."""
        if self._ended is None and self._dialog is not None:
            return self._dialog.ended
        return self._ended

    async def answer(self, question: Question) -> Response:
        """Ask on the page, or in a dialog; see `app.operations.ports.uia.Conversation`."""
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
        """Take down what is shown in a dialog."""
        if self._dialog is not None:
            self._dialog.end()
            self._dialog = None

    # --- what the page tells --------------------------------------------------------------------

    def take(self, response: Response) -> None:
        """Take in what the person wants."""
        self._responses.put_nowait(response)

    def end_with(self, how: Cancelled | Withdrawn) -> None:
        """End it: nothing is sent after that."""
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
            assert self._act is not None  # noqa: S101  # nobody asks before `begin`
            self._dialog = self._dialogs.begin(self._act)
        return self._or_end(await self._dialog.answer(question))

    def _or_end(self, response: Response) -> Response:
        return response if self._ended is None else self._ended
