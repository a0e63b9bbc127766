"""Small stand-ins for the ports, where a test is not about the real thing."""

from __future__ import annotations

from collections.abc import Callable

from app.core.errors import SettingsFault, VaultFault
from app.core.homeserver import Session
from app.core.identifiers import UserId
from app.core.secret import Secret
from app.core.stages import PASSWORD, AnyAnswer, PasswordAnswer
from app.core.uia import NeedStage
from app.flows.ports import Act, Answered, Cancelled, Response


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


class FakeIndex:
    """An index in memory."""

    def __init__(self, *sessions: Session) -> None:
        self.known = list(sessions)
        self.fails = False

    def sessions(self) -> list[Session]:
        return list(self.known)

    def add(self, session: Session) -> None:
        if self.fails:
            raise SettingsFault
        self.known = [session, *(each for each in self.known if each != session)]

    def remove(self, session: Session) -> None:
        self.known = [each for each in self.known if each != session]


class FakeClock:
    """A clock that stands still, and keeps what it was asked to wait."""

    def __init__(self) -> None:
        self.waited: list[float] = []

    def now(self) -> float:
        return 1795444986.0

    async def sleep(self, seconds: float) -> None:
        self.waited.append(seconds)


def password(text: str) -> Answered:
    return Answered(PasswordAnswer(UserId("@alice:example.org"), Secret(text)))


class FakePrompt:
    """Answers questions from a list; what was asked is kept."""

    def __init__(self, *responses: Response | AnyAnswer) -> None:
        self.responses = list(responses)
        self.needs: list[NeedStage] = []
        self.act: Act | None = None
        self.ended = 0
        self.can: Callable[[str], bool] = {PASSWORD, "org.example.other"}.__contains__

    def can_render(self, stage: str) -> bool:
        return self.can(stage)

    def begin(self, act: Act) -> FakePrompt:
        self.act = act
        return self

    async def answer(self, need: NeedStage) -> Response:
        self.needs.append(need)
        return self.responses.pop(0) if self.responses else Cancelled()

    def end(self) -> None:
        self.ended += 1
