"""What flows need of the world, as Protocols: `ui/live.py` hands in the real ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias, TypeVar

from app.core.flows import Flow
from app.core.homeserver import Homeserver, Session
from app.core.identifiers import Origin, Target
from app.core.reply import Reply
from app.core.requests import Request
from app.core.responses import Support
from app.core.secret import Secret
from app.core.stages import AnyAnswer
from app.core.uia import NeedStage

T = TypeVar("T")


class Api(Protocol):
    """One homeserver, and no other; with a token or without."""

    @property
    def origin(self) -> Origin:
        """What the client is locked to."""
        ...

    async def exchange(self, request: Request[Any]) -> Reply:
        """Send a request and return the whole answer, whatever its status.

        Raises:
            ConnectionFault: no whole answer came.
            AnswerTooLarge, Redirected: there is one that is not read.
        """
        ...

    async def call(self, request: Request[T]) -> T:
        """Send a request and return its typed answer.

        Raises:
            ConnectionFault, RemoteProtocolError, MatrixError: see `app.core.errors`.
        """
        ...

    async def close(self) -> None:
        """Give the connections back."""
        ...


OpenApi: TypeAlias = Callable[[Origin, Secret | None], Api]
"""Open a client for an origin, with an access token or without."""


class Discovery(Protocol):
    """Finds the homeserver behind what a person typed."""

    async def find(self, target: Target) -> Homeserver:
        """Look a server up ("Server Discovery").

        Raises:
            DiscoveryFault, ConnectionFault, RemoteProtocolError, MatrixError.
        """
        ...

    async def support(self, server_name: str) -> Support | None:
        """Return whom to write to, or None where nobody says."""
        ...


class Vault(Protocol):
    """A place for secrets; every call may wait for a person to unlock it."""

    @property
    def name(self) -> str:
        """The vault's name, as a person knows it."""
        ...

    async def put(self, key: str, secret: Secret) -> None:
        """Keep a secret, having read it back.

        Raises:
            VaultFault: it is not kept.
        """
        ...

    async def get(self, key: str) -> Secret | None:
        """Return a secret, or None if there is none under that key.

        Raises:
            VaultFault: the vault cannot say.
        """
        ...

    async def forget(self, key: str) -> None:
        """Remove a secret; nothing happens if there is none.

        Raises:
            VaultFault: it may still be there.
        """
        ...


class AccountIndex(Protocol):
    """Which sessions the vault holds: a vault cannot list, so this does, without secrets."""

    def sessions(self) -> list[Session]:
        """Return what is known, the last used first."""
        ...

    def add(self, session: Session) -> None:
        """Remember a session, as the last used.

        Raises:
            SettingsFault: it is not remembered.
        """
        ...

    def remove(self, session: Session) -> None:
        """Forget a session; nothing happens if it is not there.

        Raises:
            SettingsFault: it is still listed.
        """
        ...


class Clock(Protocol):
    """Time that tests can set."""

    def now(self) -> float:
        """Return seconds since the epoch."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Let some time pass."""
        ...


# --- Proofs -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Act:
    """What the server asks proof for; shown in every dialog of it.

    Attributes:
        name: of the act, as `ui/messages.py` knows it.
        user_id: whose account.
        server_name: who asks.
    """

    name: str
    user_id: str
    server_name: str


@dataclass(frozen=True, slots=True)
class Answered:
    """The person gave a proof."""

    answer: AnyAnswer


@dataclass(frozen=True, slots=True)
class TakeFlow:
    """The person wants another way."""

    flow: Flow


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The person said no."""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The program took the question back: window closing, sign-out."""


Response: TypeAlias = Answered | TakeFlow | Cancelled | Withdrawn


class Conversation(Protocol):
    """The questions of one act, asked one after the other."""

    async def answer(self, need: NeedStage) -> Response:
        """Ask a person for one proof; the same challenge again means: in the same dialog."""
        ...

    def end(self) -> None:
        """Take down what is still shown."""
        ...


class StagePrompt(Protocol):
    """Asks a person for proofs."""

    def can_render(self, stage: str) -> bool:
        """Whether there is a dialog for a stage type."""
        ...

    def begin(self, act: Act) -> Conversation:
        """Start the questions of one act."""
        ...
