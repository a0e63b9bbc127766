"""Wrappers that watch a deactivation: whether it may be done, and which password was given."""

from __future__ import annotations

from typing import Any, TypeVar

from app.core.errors import ConnectionFault, MissingToken, NotRenewed, UnknownToken
from app.core.identifiers import Origin
from app.core.reply import Reply, asks_for_proof, error_of, read
from app.core.requests import DeactivateBody, Request
from app.core.secret import Secret
from app.core.uia.stages import PasswordAnswer
from app.operations.ports.uia import (
    Act,
    Answered,
    Cancelled,
    Conversation,
    Question,
    Response,
    StagePrompt,
    Withdrawn,
)
from app.operations.session.api import SessionApi

T = TypeVar("T")


class DeactivationApi:
    """A session's API that records whether a request may have closed the account.

    Attributes:
        undecided: whether one may have: the server did not answer the last with the question for a
            proof, which no gateway asks.
    """

    def __init__(self, api: SessionApi) -> None:
        self._api = api
        self.undecided = False

    @property
    def origin(self) -> Origin:
        """See `Api`."""
        return self._api.origin

    async def call(self, request: Request[T]) -> T:
        """See `Api`."""
        return read(await self.exchange(request), request.response)

    async def close(self) -> None:
        """See `Api`."""
        await self._api.close()

    async def exchange(self, request: Request[Any]) -> Reply:
        """See `Api`."""
        if not isinstance(request.body, DeactivateBody):
            return await self._api.exchange(request)
        before, self.undecided = self.undecided, True
        try:
            reply = await self._api.exchange(request)
        except ConnectionFault as fault:
            self.undecided = before or fault.sent
            raise
        except (NotRenewed, UnknownToken, MissingToken):
            self.undecided = before or request.body.auth is not None
            raise
        if asks_for_proof(reply):
            self.undecided = False
        elif not reply.ok and isinstance(error_of(reply), UnknownToken | MissingToken):
            # Without a proof it closes nothing; with one, the token may have died by it.
            self.undecided = before or request.body.auth is not None
        return reply


class PasswordRecordingPrompt:
    """A prompt that records the password that the person gives, for checks after a lost answer.

    Attributes:
        password: the last one that was given.
    """

    def __init__(self, prompt: StagePrompt) -> None:
        self._prompt = prompt
        self.password: Secret | None = None

    def can_render(self, stage: str) -> bool:
        """See `StagePrompt`."""
        return self._prompt.can_render(stage)

    def begin(self, act: Act) -> Conversation:
        """See `StagePrompt`."""
        return _Conversation(self._prompt.begin(act), self)


class _Conversation:
    def __init__(self, conversation: Conversation, prompt: PasswordRecordingPrompt) -> None:
        self._conversation = conversation
        self._prompt = prompt

    async def answer(self, question: Question) -> Response:
        response = await self._conversation.answer(question)
        if isinstance(response, Answered) and isinstance(response.answer, PasswordAnswer):
            self._prompt.password = response.answer.password
        return response

    @property
    def ended(self) -> Cancelled | Withdrawn | None:
        return self._conversation.ended

    def end(self) -> None:
        self._conversation.end()
