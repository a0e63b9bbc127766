"""What flows need of the world, as Protocols: `ui/live.py` hands in the real ones."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias, TypeVar

from app.core.encoding import Form
from app.core.errors import LatchkeyError
from app.core.homeserver import Homeserver, Session
from app.core.identifiers import Link, Origin, Target
from app.core.oauth import callback
from app.core.oauth.metadata import OAuthServer
from app.core.reply import Reply
from app.core.requests import PASSWORD_TOKENS, Request
from app.core.responses import Refreshed, Support
from app.core.secret import Secret
from app.core.tokens import Tokens
from app.core.uia.flow_choice import Flow
from app.core.uia.session import NeedStage
from app.core.uia.stages import AnyAnswer
from app.core.uia.threepid import Contact, Validation, Validations

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


class Client(Api, Protocol):
    """A client whose access token can be replaced."""

    def present(self, token: Secret | None) -> None:
        """Send this access token from now on."""
        ...


class SessionIssuer(Protocol):
    """Renews and ends sessions, whichever API they are of."""

    async def renew(self, session: Session, tokens: Tokens, api: Api) -> Refreshed:
        """Ask for the next pair of tokens, once; there is a refresh token.

        Raises:
            OAuthFault, ConnectionFault, RemoteProtocolError, MatrixError: there is none.
        """
        ...

    async def end(self, session: Session, tokens: Tokens, api: Api) -> None:
        """End a session on its server.

        Raises:
            OAuthFault, ConnectionFault, RemoteProtocolError, MatrixError: it may be open there.
        """
        ...


OpenApi: TypeAlias = Callable[[Origin, Secret | None], Client]
"""Open a client for an origin, with an access token or without."""


class Discovery(Protocol):
    """Finds the homeserver behind what a person typed."""

    async def find(self, target: Target, *, fresh: bool = False) -> Homeserver:
        """Look a server up ("Server Discovery"); what is known may be a day old.

        Args:
            target: what was typed.
            fresh: ask anew, whatever is known.

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


class ResetIndex(Protocol):
    """Which pending resets the vault holds, by names that say nothing."""

    def resets(self) -> list[str]:
        """Return their keys, the newest first."""
        ...

    def add_reset(self, key: str) -> None:
        """Remember one; nothing happens if it is there.

        Raises:
            SettingsFault: it is not remembered.
        """
        ...

    def remove_reset(self, key: str) -> None:
        """Forget one; nothing happens if it is not there.

        Raises:
            SettingsFault: it is still listed.
        """
        ...


class Choices(Protocol):
    """What a person has chosen for this computer, whatever the account."""

    @property
    def idle_minutes(self) -> int:
        """How long sessions in memory wait for somebody; 0 for ever."""
        ...

    def limit_idle(self, minutes: int) -> None:
        """Choose that.

        Raises:
            SettingsFault: it holds for this run alone.
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


# --- The browser -----------------------------------------------------------------------------


class Door(Protocol):
    """A door on loopback that a person's browser comes back to, once."""

    @property
    def address(self) -> str:
        """Where that is."""
        ...

    async def answer(self) -> callback.Answer:
        """Wait for the one answer."""
        ...

    async def close(self) -> None:
        """Close it."""
        ...


OpenDoor: TypeAlias = Callable[[Secret, str], Awaitable[Door]]
"""Open a door: the state that the answer has to carry, and the parameter that holds the yes. Raises
`ListenFailed`."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that is put to an authorization server through the browser.

    Attributes:
        page: where the browser is to go.
        verifier: proves later who asked (PKCE).
    """

    page: Link
    verifier: Secret = field(repr=False)


class OAuthMessages(Protocol):
    """What OAuth 2.0 says: it builds and reads messages, and sends none."""

    def new_state(self) -> Secret:
        """Make a state up, for one sign-in."""
        ...

    def ask(
        self, server: OAuthServer, client_id: str, redirect: str, device_id: str, state: Secret
    ) -> Asked:
        """Ask for a code, with PKCE S256 ("Authorisation request")."""
        ...

    def code_of(self, query: Secret, state: Secret, host: str) -> Secret:
        """Read the code of what the browser brought back.

        Raises:
            OAuthRefused: there is none, and why.
        """
        ...

    def exchange(self, client_id: str, code: Secret, redirect: str, verifier: Secret) -> Form:
        """Ask for the tokens of a code ("Token request")."""
        ...

    def refresh(self, client_id: str, token: Secret) -> Form:
        """Ask for the next pair of tokens ("Token refresh flow")."""
        ...

    def revoke(self, client_id: str, token: Secret, hint: str) -> Form:
        """Revoke a token, and the other one of its pair ("Token revocation")."""
        ...

    def ask_device(self, client_id: str, device_id: str) -> Form:
        """Ask for a code that is typed on another device ("Device authorisation request")."""
        ...

    def poll_device(self, client_id: str, code: Secret) -> Form:
        """Ask for the tokens of such a code ("Token polling")."""
        ...


GetMessages: TypeAlias = Callable[[], Awaitable[OAuthMessages]]
"""Load them: that takes a while, once."""


# --- Proofs -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Act:
    """What the server asks proof for; shown in every dialog of it.

    Attributes:
        name: of the act, as `ui/messages.py` knows it.
        user_id: whose account; empty where nobody is signed in, and the server is to be told.
        server_name: who asks.
        tokens: path under which tokens for this act's emails and phones are requested.
        known: the account's own emails and phones.
    """

    name: str
    user_id: str
    server_name: str
    tokens: str = PASSWORD_TOKENS
    known: tuple[Contact, ...] = ()


@dataclass(frozen=True, slots=True)
class Choosing:
    """A contact is to be given.

    Attributes:
        contact: the one that was given before, if there was one.
    """

    contact: Contact | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A mail or a message is on its way, and something is to be done with it.

    Attributes:
        contact: where to.
        since: when it was asked for, in seconds since the epoch.
        code_host: who takes its code; None where there is no code.
        resend_at: when another may be asked for, in seconds since the epoch.
        checked: how often the person had the server asked.
        over: nobody asks the server by itself any more.
    """

    contact: Contact
    since: float
    code_host: str | None
    resend_at: float = 0.0
    checked: int = 0
    over: bool = False


@dataclass(frozen=True, slots=True)
class Browsing:
    """Something is to be done on a page.

    Attributes:
        link: the page; None where the server names none that can be opened.
        missing: the server has no such page.
        opened: whether the person has been there.
        checked: how often the person had the server asked.
        over: nobody asks the server by itself any more.
        support: whom to ask, once it is known.
    """

    link: Link | None
    missing: bool = False
    opened: bool = False
    checked: int = 0
    over: bool = False
    support: Support | None = None


Progress: TypeAlias = Choosing | Waiting | Browsing


@dataclass(frozen=True, slots=True)
class Question:
    """What a person is asked, and how it stands.

    Attributes:
        need: the stage.
        progress: where a stage takes more than one step; None where it does not.
        reason: why the last try did not do.
        held_until: when the server takes the next try, in seconds since the epoch.
        now: when this was asked, likewise.
        resumes: it goes on by itself as soon as the server can be reached.
    """

    need: NeedStage
    progress: Progress | None = None
    reason: LatchkeyError | None = None
    resumes: bool = False
    held_until: float = 0.0
    now: float = field(default=0.0, compare=False)


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


@dataclass(frozen=True, slots=True)
class Edited:
    """What was typed is being changed: it is not to be sent by itself any more."""


@dataclass(frozen=True, slots=True)
class SendTo:
    """The person wants a mail or a message, for the first time or once more."""

    contact: Contact


@dataclass(frozen=True, slots=True)
class OtherContact:
    """The person wants to give another address or number."""


@dataclass(frozen=True, slots=True)
class CodeTyped:
    """The person has typed the code of the message."""

    code: Secret


@dataclass(frozen=True, slots=True)
class PageOpened:
    """The person has gone to the page."""


@dataclass(frozen=True, slots=True)
class CheckNow:
    """The person says that it is done."""


Ended: TypeAlias = TakeFlow | Cancelled | Withdrawn
"""What ends a question without a proof."""

Wish: TypeAlias = Edited | SendTo | OtherContact | CodeTyped | PageOpened | CheckNow
"""What a person wants on the way to a proof."""

Response: TypeAlias = Answered | Ended | Wish


class Conversation(Protocol):
    """The questions of one act, asked one after the other."""

    async def answer(self, question: Question) -> Response:
        """Ask a person for one proof; the same challenge again means: in the same dialog.

        It may be cancelled, and called again: the dialog stays, a question that has not changed
        leaves it as it is, and what the person did meanwhile is the next answer.
        """
        ...

    @property
    def ended(self) -> Cancelled | Withdrawn | None:
        """How it was ended, whether anybody has heard of it or not: nothing is sent after that."""
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
        """Start the questions of one act.

        Raises:
            ActUnderWay: those of another one are open.
        """
        ...


class Journal(Protocol):
    """Keeps what an act could not go on without, before it is used, so that it may be killed."""

    async def note_session(self, session: Secret | None) -> None:
        """Keep the server's newest key of the session."""
        ...

    async def note_validation(self, found: Validation) -> None:
        """Keep a validation session as it is now."""
        ...


class NoJournal:
    """Keeps nothing: the act ends with the program."""

    async def note_session(self, session: Secret | None) -> None:
        """See `Journal`."""

    async def note_validation(self, found: Validation) -> None:
        """See `Journal`."""


@dataclass(frozen=True, slots=True)
class Means:
    """What proofs need beside the homeserver's own client.

    Attributes:
        open_api: opens the client without a token that hands codes in.
        discovery: tells whom to ask.
        clock: the time.
        validations: what has been asked for in this account so far.
        journal: keeps what has to outlive the program.
    """

    open_api: OpenApi
    discovery: Discovery
    clock: Clock
    validations: Validations = field(default_factory=Validations)
    journal: Journal = field(default_factory=NoJournal)
