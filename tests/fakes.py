"""Small stand-ins for the ports, where a test is not about the real thing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from app.core.errors import SettingsFault, SettingsTrouble, VaultFault
from app.core.homeserver import Homeserver, Session
from app.core.identifiers import Target, UserId
from app.core.responses import Support
from app.core.secret import Secret
from app.core.tokens import Tokens, written
from app.core.uia.session import NeedStage
from app.core.uia.stages import PASSWORD, PasswordAnswer
from app.operations.ports.uia import Act, Answered, Cancelled, Question, Response, Withdrawn


class FakeVault:
    """A vault in memory; `fault` makes every call fail."""

    name = "Test Vault"

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.fault: VaultFault | None = None

    def _check(self) -> None:
        if self.fault is not None:
            raise self.fault

    async def put(self, key: str, secret: Secret) -> None:
        self._check()
        self.kept[key] = secret.reveal()

    async def get(self, key: str) -> Secret | None:
        self._check()
        return Secret(self.kept[key]) if key in self.kept else None

    async def forget(self, key: str) -> None:
        self._check()
        self.kept.pop(key, None)


def kept(session: Session, token: str, **more: Any) -> dict[str, str]:
    """Return what a vault holds of a session."""
    tokens = Tokens(Secret(token), **more)
    return {session.vault_key(tokens.serial): written(tokens).reveal()}


class FakeIndex:
    """Settings in memory.

    Attributes:
        fails: nothing can be saved.
        matter: what is the matter with the file from the start.
        moved: what hears that the damaged file was moved.
    """

    path = "/home/alice/.config/latchkey/settings.json"

    def __init__(self, *sessions: Session) -> None:
        self.known = list(sessions)
        self.fails = False
        self.idle_minutes = 0
        self.waiting: list[str] = []
        self.matter: SettingsTrouble | None = None
        self.moved: Callable[[str], None] = lambda _: None

    def _check(self) -> None:
        if self.fails:
            raise SettingsFault(SettingsTrouble.UNWRITABLE, self.path)

    async def trouble(self) -> SettingsTrouble | None:
        return self.matter

    def listen(self, moved: Callable[[str], None]) -> None:
        self.moved = moved

    def resets(self) -> list[str]:
        return list(self.waiting)

    async def add_reset(self, key: str) -> None:
        self._check()
        if key not in self.waiting:
            self.waiting.insert(0, key)

    async def remove_reset(self, key: str) -> None:
        self._check()
        self.waiting = [each for each in self.waiting if each != key]

    async def limit_idle(self, minutes: int) -> None:
        self._check()
        self.idle_minutes = minutes

    def sessions(self) -> list[Session]:
        return list(self.known)

    async def add(self, session: Session) -> None:
        self._check()
        self.known = [session, *(each for each in self.known if each != session)]

    async def remove(self, session: Session) -> None:
        self._check()
        self.known = [each for each in self.known if each != session]


class FakeClock:
    """A clock that keeps what it was asked to wait, and stands still unless it `passes`."""

    def __init__(self, *, passes: bool = False) -> None:
        self.waited: list[float] = []
        self._passes = passes

    def now(self) -> float:
        return 1795444986.0 + (sum(self.waited) if self._passes else 0.0)

    async def sleep(self, seconds: float) -> None:
        self.waited.append(seconds)


def password(text: str) -> Answered:
    return Answered(PasswordAnswer(UserId("@alice:example.org"), Secret(text)))


class FakePrompt:
    """Answers questions from a list; what was asked is kept.

    None stands for a person who does nothing, until something else happens.
    """

    def __init__(self, *responses: Response | None) -> None:
        self.responses = list(responses)
        self.questions: list[Question] = []
        self.act: Act | None = None
        self.taken_down = 0
        self.ending: Cancelled | Withdrawn | None = None
        self.can: Callable[[str], bool] = {PASSWORD, "org.example.other"}.__contains__

    def can_render(self, stage: str) -> bool:
        return self.can(stage)

    def begin(self, act: Act) -> FakePrompt:
        self.act = act
        return self

    @property
    def needs(self) -> list[NeedStage]:
        return [each.need for each in self.questions]

    @property
    def ended(self) -> Cancelled | Withdrawn | None:
        return self.ending

    async def answer(self, question: Question) -> Response:
        self.questions.append(question)
        response = self.responses.pop(0) if self.responses else Cancelled()
        if response is None:
            await asyncio.Event().wait()
            raise AssertionError
        return response

    def end(self) -> None:
        self.taken_down += 1


class FakeDiscovery:
    """Finds nothing, and knows whom to ask."""

    def __init__(self, support: Support | None = None) -> None:
        self.asked: list[str] = []
        self._support = support

    async def find(self, target: Target, *, fresh: bool = False) -> Homeserver:
        raise NotImplementedError

    async def support(self, server_name: str) -> Support | None:
        self.asked.append(server_name)
        return self._support


class StillClock(FakeClock):
    """A clock on which a pause ends when the test says so."""

    def __init__(self) -> None:
        super().__init__()
        self.ahead = 0.0
        self._napping: list[asyncio.Event] = []

    def now(self) -> float:
        return super().now() + self.ahead

    async def sleep(self, seconds: float) -> None:
        self.waited.append(seconds)
        over = asyncio.Event()
        self._napping.append(over)
        await over.wait()

    def tick(self) -> None:
        """End every pause that has begun."""
        napping, self._napping = self._napping, []
        for over in napping:
            over.set()
