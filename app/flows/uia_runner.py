"""Drives `app.core.uia` through the ports: sends, asks, and reports one of four endings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar, assert_never

from app.core.errors import ConnectionFault, LatchkeyError
from app.core.reply import read
from app.core.requests import Request
from app.core.stages import AuthData
from app.core.uia import Failed, Finished, NeedStage, Send, Step, UiaSession
from app.flows.ports import Act, Answered, Api, Cancelled, StagePrompt, TakeFlow, Withdrawn

T = TypeVar("T")

Build: TypeAlias = Callable[[AuthData | None], Request[T]]
"""The endpoint's builder, closed over the frozen choices of the act."""


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """The server carried the act out."""

    value: T


Ending: TypeAlias = Done[T] | Cancelled | Withdrawn | Failed


class UiaRunner:
    """Run one act at a time against one homeserver.

    Args:
        api: where requests go.
        prompt: who asks the person.
    """

    def __init__(self, api: Api, prompt: StagePrompt) -> None:
        self._api = api
        self._prompt = prompt

    async def run(self, act: Act, build: Build[T]) -> Ending[T]:
        """Carry an act out, with every proof that the server asks for.

        Args:
            act: what the person set out to do.
            build: builds each request of the session from the same choices.

        Returns:
            `Done` only for the server's own success. `Failed` with a `ConnectionFault` whose
            ``sent`` is true means that the last request may have been carried out.
        """
        uia = UiaSession(self._prompt.can_render)
        conversation = self._prompt.begin(act)
        step: Step = uia.start()
        try:
            while True:
                match step:
                    case Send(auth):
                        step = await self._send(uia, build(auth))
                    case NeedStage():
                        response = await conversation.answer(step)
                        match response:
                            case Answered(answer):
                                step = uia.submit(answer)
                            case TakeFlow(flow):
                                step = uia.take(flow)
                            case Cancelled() | Withdrawn():
                                return response
                            case _:
                                assert_never(response)
                    case Finished(reply):
                        return Done(read(reply, build(None).response))
                    case Failed():
                        return step
                    case _:
                        assert_never(step)
        except LatchkeyError as error:
            return Failed(error)
        finally:
            conversation.end()

    async def _send(self, uia: UiaSession, request: Request[Any]) -> Step:
        try:
            reply = await self._api.exchange(request)
        except ConnectionFault as fault:
            return Failed(fault) if fault.sent else uia.not_sent(fault)
        return uia.receive(reply)
