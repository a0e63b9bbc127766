"""Runs one act through User-Interactive Authentication, and returns one of four endings.

It drives the state machine of `app.core.uia.session`: sends its requests, asks the person.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeAlias, TypeVar, assert_never

from app.core import requests
from app.core.errors import ConnectionFault, LatchkeyError, NotRenewed
from app.core.reply import read
from app.core.requests import Request
from app.core.secret import Secret
from app.core.uia.session import Failed, Finished, Lost, NeedStage, Send, Step, UiaSession
from app.core.uia.stages import MSISDN, AuthData, ThreepidChallenge, WebChallenge
from app.operations.ports.http import Api
from app.operations.ports.uia import (
    Act,
    Answered,
    Cancelled,
    Conversation,
    StagePrompt,
    TakeFlow,
    UiaServices,
    Withdrawn,
)
from app.operations.uia.attendant import Attendant, PlainAttendant, first, retry_pause
from app.operations.uia.threepid_attendant import ThreepidAttendant
from app.operations.uia.web_attendant import WebAttendant

T = TypeVar("T")

Build: TypeAlias = Callable[[AuthData | None], Request[T]]
"""Builds the request of an act with the given proof, always from the same choices."""


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """The server carried the act out."""

    value: T


Ending: TypeAlias = Done[T] | Cancelled | Withdrawn | Failed


NotDone: TypeAlias = Callable[[], Awaitable[bool | None]]
"""Asks the server: True if the act was certainly not carried out, None if it cannot say."""

FINDING_TRIES = 3
"""How often `NotDone` is asked while it returns None."""


class UiaRunner:
    """Run one act at a time against one homeserver.

    Args:
        api: the homeserver's client.
        prompt: asks the person for proofs.
        uia_services: what the stages use in addition.
    """

    def __init__(self, api: Api, prompt: StagePrompt, uia_services: UiaServices) -> None:
        self._api = api
        self._prompt = prompt
        self._uia_services = uia_services

    async def run(
        self,
        act: Act,
        build: Build[T],
        not_done: NotDone | None = None,
        *,
        session: Secret | None = None,
    ) -> Ending[T]:
        """Carry an act out, with every proof that the server asks for.

        Args:
            act: what the person set out to do.
            build: builds each request of the session from the same choices.
            not_done: called when an answer is lost after a stage was asked: tells whether it is
                safe to go on. Without it, the lost answer ends the act.
            session: the server's key of a session to go on with.

        Returns:
            `Done` only for the server's own success. After `Failed`, the act may have been carried
            out if `app.core.errors.may_have_happened` is true of the error.
        """
        uia = UiaSession(self._prompt.can_render, session)
        try:
            conversation = self._prompt.begin(act)
        except LatchkeyError as error:
            return Failed(error)
        try:
            return await _Run(self._api, self._uia_services, act, uia, conversation).run(
                build, not_done
            )
        except LatchkeyError as error:
            return Failed(error)
        finally:
            conversation.end()


class _Run:
    """One act, from its first request to its end."""

    def __init__(
        self,
        api: Api,
        uia_services: UiaServices,
        act: Act,
        uia: UiaSession,
        conversation: Conversation,
    ) -> None:
        self._api = api
        self._uia_services = uia_services
        self._act = act
        self._uia = uia
        self._conversation = conversation
        self._attendants: dict[str, Attendant] = {}
        self._asked: NeedStage | None = None
        self._noted = uia.session

    async def run(self, build: Build[T], not_done: NotDone | None) -> Ending[T]:
        uia = self._uia
        step: Step = uia.start()
        while True:
            match step:
                case Send(auth):
                    step = await self._send(build(auth))
                case NeedStage():
                    self._asked = step
                    response = await self._attendant(step).attend(step)
                    match response:
                        case Answered(answer):
                            # Ended during a request of the stage: no more requests are sent.
                            if (ended := self._conversation.ended) is not None:
                                return ended
                            step = uia.submit(answer)
                        case TakeFlow(flow):
                            step = uia.take(flow)
                        case Cancelled() | Withdrawn():
                            return response
                        case _:
                            assert_never(response)
                case Lost(error):
                    step = await self._find_out(error, not_done)
                case Finished(reply):
                    value = read(reply, build(None).response)  # a web page is no success
                    self._pass(finished=True)
                    return Done(value)
                case Failed():
                    return step
                case _:
                    assert_never(step)

    async def _send(self, request: Request[Any]) -> Step:
        try:
            reply = await self._api.exchange(request)
        except ConnectionFault as fault:
            return self._uia.lost(fault) if fault.sent else self._uia.not_sent(fault)
        except NotRenewed as fault:  # refused before it was looked at
            return self._uia.not_done(fault)
        step = self._uia.receive(reply)
        if self._uia.session != self._noted:
            self._noted = self._uia.session
            await self._uia_services.journal.note_session(self._noted)
        self._pass(finished=False)
        return step

    def _attendant(self, need: NeedStage) -> Attendant:
        """Return the attendant of a stage; it stays the same while the person tries other flows."""
        stage = need.challenge.stage
        if stage not in self._attendants:
            self._attendants[stage] = self._new_attendant(need)
        return self._attendants[stage]

    def _new_attendant(self, need: NeedStage) -> Attendant:
        match need.challenge:
            case ThreepidChallenge(stage):
                medium = "msisdn" if stage == MSISDN else "email"
                return ThreepidAttendant(
                    self._act, medium, self._api, self._uia_services, self._conversation
                )
            case WebChallenge():
                return WebAttendant(self._act, self._api, self._uia_services, self._conversation)
            case _:
                return PlainAttendant(self._conversation, self._uia_services.clock)

    def _pass(self, *, finished: bool) -> None:
        """Call `passed` on the attendants of completed stages, and drop them."""
        last = self._asked.challenge.stage if self._asked is not None and finished else None
        for stage in (*self._uia.completed, *([last] if last is not None else [])):
            if stage in self._attendants:
                self._attendants.pop(stage).passed()

    async def _find_out(self, error: LatchkeyError, not_done: NotDone | None) -> Step:
        """Find out whether the request with the lost answer was carried out; go on if it was not.

        The person sees that this is under way, and can end it by cancelling.
        """
        need = self._asked
        if not_done is None or need is None:
            return self._uia.give_up(error)
        question = replace(self._attendant(need).question(need), reason=error, resumes=True)
        finding = asyncio.ensure_future(self._settled(not_done))
        try:
            while True:
                answer = self._conversation.answer(question)
                response = await first(answer, _done(finding))
                if response is None:
                    break
                if isinstance(response, Cancelled | Withdrawn):
                    return self._uia.give_up(error)
        finally:
            finding.cancel()
            await asyncio.wait({finding})
        return self._uia.not_done(error) if finding.result() else self._uia.give_up(error)

    async def _settled(self, not_done: NotDone) -> bool:
        """Wait until the server answers; return whether the act was certainly not carried out."""
        for _ in range(FINDING_TRIES):
            await self._reachable()
            found = await not_done()
            if found is not None:
                return found
        return False

    async def _reachable(self) -> None:
        """Wait until the server answers GET /versions as a homeserver does."""
        tries = 0
        while True:
            try:
                await self._api.call(requests.versions())
            except LatchkeyError:
                await self._uia_services.clock.sleep(retry_pause(tries))
                tries += 1
            else:
                return


async def _done(finding: asyncio.Future[bool]) -> None:
    await asyncio.wait({finding})
