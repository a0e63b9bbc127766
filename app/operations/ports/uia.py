"""The port that asks a person for User-Interactive Authentication: questions and answers."""

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
    """The acts that a server may ask proofs for; `ui/text/outcomes.py` has words for each."""

    CHANGE_PASSWORD = "change-password"  # noqa: S105  # the name of an act
    RESET_PASSWORD = "reset-password"  # noqa: S105  # likewise
    DEACTIVATE = "deactivate"
    SIGN_OUT_DEVICES = "sign-out-devices"


@dataclass(frozen=True, slots=True)
class Act:
    """An act that the server asks proofs for; every dialog for a proof names it.

    Attributes:
        kind: what is done.
        user_id: whose account; empty where nobody is signed in: then the server is named instead.
        server_name: of the homeserver that asks.
        tokens: path of the endpoint that sends mails and text messages for this act.
        known: the account's own emails and phones.
        host: the host that gets the proofs, with its port if it has one.
    """

    kind: ActKind
    user_id: str
    server_name: str
    tokens: str = PASSWORD_TOKENS
    known: tuple[Contact, ...] = ()
    host: str = ""


@dataclass(frozen=True, slots=True)
class Choosing:
    """The person is to enter an email address or phone number.

    Attributes:
        contact: what was entered before, if anything was.
    """

    contact: Contact | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A mail or text message is on its way: the person is to open its link or type its code.

    Attributes:
        contact: where it goes.
        since: when it was requested, in seconds since the epoch.
        code_host: the host that takes its code; None where there is no code to type.
        resend_at: when another may be requested, in seconds since the epoch.
        checked: how often the person had the server asked.
        over: the server is not polled automatically any more.
    """

    contact: Contact
    since: float
    code_host: str | None
    resend_at: float = 0.0
    checked: int = 0
    over: bool = False


@dataclass(frozen=True, slots=True)
class Browsing:
    """The person is to do something on a web page.

    Attributes:
        link: the page; None where the server names none that can be opened.
        missing: the server has no such page.
        opened: whether the person has opened the page.
        checked: how often the person had the server asked.
        over: the server is not polled automatically any more.
        support: the server's support contacts, once they are known.
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
    """A question to the person: which proof is needed, and how far the stage has come.

    Attributes:
        need: the stage.
        progress: the current step of a stage that takes several; None for other stages.
        reason: why the last attempt failed.
        held_until: when the server takes the next attempt, in seconds since the epoch.
        now: when this question was made, in seconds since the epoch.
        resumes: whether the attempt is repeated automatically once the server can be reached.
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
    """The person chose another flow of stages."""

    flow: Flow


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The person cancelled the act."""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The program closed the question: the window closes, or the account is signed out."""


@dataclass(frozen=True, slots=True)
class Edited:
    """The person is changing the input: the old one is not to be sent automatically any more."""


@dataclass(frozen=True, slots=True)
class SendTo:
    """The person wants a mail or text message sent, for the first time or once more."""

    contact: Contact


@dataclass(frozen=True, slots=True)
class OtherContact:
    """The person wants to enter another address or number."""


@dataclass(frozen=True, slots=True)
class CodeTyped:
    """The person has typed the code of the message."""

    code: Secret


@dataclass(frozen=True, slots=True)
class PageOpened:
    """The person has opened the web page."""


@dataclass(frozen=True, slots=True)
class CheckNow:
    """The person says that the step is done, and wants the server asked now."""


Ended: TypeAlias = TakeFlow | Cancelled | Withdrawn
"""Responses that end a question without a proof."""

UserAction: TypeAlias = Edited | SendTo | OtherContact | CodeTyped | PageOpened | CheckNow
"""Responses on the way to a proof: the attendant acts on them, and asks again."""

Response: TypeAlias = Answered | Ended | UserAction


class Conversation(Protocol):
    """The questions of one act, asked one after the other in dialogs."""

    async def answer(self, question: Question) -> Response:
        """Ask the person for one proof; the same challenge as before is asked in the same dialog.

        The call may be cancelled and repeated: the dialog stays, a question that has not changed
        leaves it as it is, and what the person did meanwhile is the next response.
        """
        ...

    @property
    def ended(self) -> Cancelled | Withdrawn | None:
        """How the conversation was ended, even if `answer` has not returned that yet; else None.

        Once it is set, no more requests are sent.
        """
        ...

    def end(self) -> None:
        """Close the dialog that is still shown, if any."""
        ...


class StagePrompt(Protocol):
    """Opens the dialogs that ask a person for proofs."""

    def can_render(self, stage: str) -> bool:
        """Whether there is a dialog for a stage type."""
        ...

    def begin(self, act: Act) -> Conversation:
        """Start the conversation about one act.

        Raises:
            ActUnderWay: the conversation about another act is open.
        """
        ...


class Journal(Protocol):
    """Saves what an act needs to go on after a restart; each thing is saved before it is used."""

    async def note_session(self, session: Secret | None) -> None:
        """Save the newest key of the User-Interactive Authentication session."""
        ...

    async def note_validation(self, found: Validation) -> None:
        """Save the current state of a validation session."""
        ...


class NoJournal:
    """Saves nothing: the act ends with the program."""

    async def note_session(self, session: Secret | None) -> None:
        """See `Journal`."""

    async def note_validation(self, found: Validation) -> None:
        """See `Journal`."""


@dataclass(frozen=True, slots=True)
class UiaServices:
    """The services that `UiaRunner` uses in addition to the homeserver's client.

    Attributes:
        open_api: opens the client, without a token, that submits codes.
        discovery: looks up the server's support contacts.
        clock: the time.
        validations: the validation sessions begun for this account so far.
        journal: saves what has to outlive the program.
    """

    open_api: OpenApi
    discovery: Discovery
    clock: Clock
    validations: Validations = field(default_factory=Validations)
    journal: Journal = field(default_factory=NoJournal)
