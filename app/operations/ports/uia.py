"""What is asked of a person for User-Interactive Authentication, and what they answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol, TypeAlias

from app.core.errors import LatchkeyError
from app.core.identifiers import Link
from app.core.responses import Support
from app.core.secret import Secret
from app.core.uia.flow_choice import Flow
from app.core.uia.requests import PASSWORD_TOKENS
from app.core.uia.session import NeedStage
from app.core.uia.stages import AnyAnswer
from app.core.uia.threepid import Contact, Validation, Validations
from app.operations.ports.clock import Clock
from app.operations.ports.http import Discovery, OpenApi


class ActKind(Enum):
    """What is done that a server may ask proofs for; `ui/text/outcomes.py` has words for each."""

    CHANGE_PASSWORD = "change-password"  # noqa: S105  # the name of an act
    RESET_PASSWORD = "reset-password"  # noqa: S105  # likewise
    DEACTIVATE = "deactivate"
    SIGN_OUT_DEVICES = "sign-out-devices"


@dataclass(frozen=True, slots=True)
class Act:
    """What the server asks proof for; shown in every dialog of it.

    Attributes:
        kind: what is done.
        user_id: whose account; empty where nobody is signed in, and the server is to be told.
        server_name: who asks.
        tokens: path under which tokens for this act's emails and phones are requested.
        known: the account's own emails and phones.
    """

    kind: ActKind
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

UserAction: TypeAlias = Edited | SendTo | OtherContact | CodeTyped | PageOpened | CheckNow
"""What a person wants on the way to a proof."""

Response: TypeAlias = Answered | Ended | UserAction


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
class UiaServices:
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
