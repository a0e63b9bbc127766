"""The attendant of simple stages, and what the attendants of all stages share.

An attendant turns one `NeedStage` into one answer. Where only the server knows when a stage is done
(a mail, a web page), the attendant gives the answer again and again, with pauses, to find out.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Coroutine
from dataclasses import replace
from typing import Any, Protocol, TypeAlias, TypeVar

from app.core.errors import (
    CertificateFault,
    ConnectionFault,
    LatchkeyError,
    MatrixError,
    NotRenewed,
    RateLimited,
)
from app.core.uia.session import NeedStage
from app.core.uia.stages import AnyAnswer
from app.operations.ports.clock import Clock
from app.operations.ports.uia import (
    Answered,
    Cancelled,
    Conversation,
    Ended,
    Question,
    Response,
    TakeFlow,
    Withdrawn,
)

T = TypeVar("T")

StageOutcome: TypeAlias = Answered | Ended
"""How attending to a stage ends."""

RETRY_PAUSES = (2.0, 4.0, 8.0, 15.0)
"""Seconds before trying again to reach a server; the last one stays."""


class Attendant(Protocol):
    """Guides a person through one stage of one act."""

    async def attend(self, need: NeedStage) -> StageOutcome:
        """Ask the person, and return the next proof to try, or how the question was ended.

        Args:
            need: the stage, with the server's last refusal; the same stage each time.
        """
        ...

    def question(self, need: NeedStage) -> Question:
        """Return the question as it stands now, without asking it."""
        ...

    def passed(self) -> None:
        """Drop what belongs to the proof: the server has accepted it."""
        ...


async def first(answer: Coroutine[Any, Any, T], other: Awaitable[None]) -> T | None:
    """Wait for a person or for something else, whichever comes first.

    Args:
        answer: what the person does; it is cancelled if the other comes first.
        other: a pause, for example; it is cancelled if the person comes first.

    Returns:
        The answer, or None if the other came first.
    """
    asking = asyncio.ensure_future(answer)
    others = asyncio.ensure_future(other)
    try:
        await asyncio.wait({asking, others}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        asking.cancel()
        others.cancel()
        await asyncio.wait({asking, others})
    if not asking.cancelled():
        return asking.result()
    others.result()
    return None


def comes_back(error: LatchkeyError | None) -> bool:
    """Whether an error may go away without the person, so that trying again is right.

    An invalid certificate may not: a program must not decide to go on.
    """
    if isinstance(error, NotRenewed):
        return not isinstance(error.cause, CertificateFault)
    return isinstance(error, ConnectionFault) and not isinstance(error, CertificateFault)


def same(one: LatchkeyError | None, other: LatchkeyError | None) -> bool:
    """Whether two errors lead to the same message for the person."""
    if type(one) is not type(other):
        return False
    words = [each.text if isinstance(each, MatrixError) else "" for each in (one, other)]
    return str(one) == str(other) and words[0] == words[1]


def retry_pause(tries: int) -> float:
    """Return the seconds before another try to reach a server, after `tries` failed ones."""
    return RETRY_PAUSES[min(tries, len(RETRY_PAUSES) - 1)]


class PlainAttendant:
    """Attendant of stages that a person answers at once: password, token, terms.

    A proof that could not be sent is sent as soon as the server can be reached, unless the person
    changes it meanwhile.

    Args:
        conversation: asks the person.
        clock: times the retries.
    """

    def __init__(self, conversation: Conversation, clock: Clock) -> None:
        self._conversation = conversation
        self._clock = clock
        self._last: AnyAnswer | None = None
        self._tries = 0

    async def attend(self, need: NeedStage) -> StageOutcome:
        """Ask the person; see `Attendant`."""
        again = self._last if comes_back(need.refusal) else None
        while True:
            question = replace(self.question(need), resumes=again is not None)
            response = await self._ask(question, again)
            match response:
                case None:
                    self._tries += 1
                    assert again is not None  # noqa: S101  # only then there is a pause
                    return Answered(again)
                case Answered(answer):
                    self._last, self._tries = answer, 0
                    return response
                case TakeFlow() | Cancelled() | Withdrawn():
                    return response
                case _:
                    again = None

    def question(self, need: NeedStage) -> Question:
        """Return the question, with the server's last refusal."""
        now, reason = self._clock.now(), need.refusal
        if isinstance(reason, RateLimited):
            return Question(need, held_until=now + reason.retry_after, now=now)
        return Question(need, reason=reason, now=now)

    def passed(self) -> None:
        """Forget the last answer."""
        self._last = None

    async def _ask(self, question: Question, again: AnyAnswer | None) -> Response | None:
        answer = self._conversation.answer(question)
        if again is None:
            return await answer
        return await first(answer, self._clock.sleep(retry_pause(self._tries)))
