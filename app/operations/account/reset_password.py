"""Reset a forgotten password by mail or text message, and find out whether it was set."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TypeAlias, assert_never

from app.core import requests, responses
from app.core.errors import (
    LatchkeyError,
    MatrixError,
    NeedsSession,
    NoUsableFlow,
    ThreepidRefused,
    Unrecognized,
    may_have_happened,
)
from app.core.identifiers import PhoneIdentifier, ThreepidIdentifier, UserIdentifier
from app.core.pending_reset import PendingReset
from app.core.reply import Reply, asks_for_proof, decode, read
from app.core.requests import PasswordChange
from app.core.responses import UiaBody
from app.core.secret import Secret
from app.core.uia.flow_choice import Flow
from app.core.uia.requests import PASSWORD_TOKENS
from app.core.uia.session import Failed, NeedStage
from app.core.uia.stages import EMAIL, MSISDN, SessionAuth
from app.core.uia.threepid import Contact, Email, Phone, Validation, Validations
from app.operations.account.password_probe import signs_in
from app.operations.ports.http import Api
from app.operations.ports.uia import (
    Act,
    ActKind,
    Cancelled,
    Conversation,
    Question,
    Response,
    StagePrompt,
    TakeFlow,
    UiaServices,
    Withdrawn,
)
from app.operations.uia.runner import Done, UiaRunner


@dataclass(frozen=True, slots=True)
class WasReset:
    """The server set the new password.

    Attributes:
        at: when that was known, in seconds since the epoch.
        pending: the reset, with its choices.
    """

    at: float
    pending: PendingReset


@dataclass(frozen=True, slots=True)
class NotReset:
    """The password is still the old one.

    Attributes:
        reason: the error, or that the person or the program cancelled the act.
    """

    reason: LatchkeyError | Cancelled | Withdrawn


@dataclass(frozen=True, slots=True)
class MaybeReset:
    """The answer to a request that may have set the password is lost, and the server does not say.

    Attributes:
        error: how the answer got lost.
    """

    error: LatchkeyError


ResetOutcome: TypeAlias = WasReset | NotReset | MaybeReset

KeepReset: TypeAlias = Callable[[PendingReset], Awaitable[None]]
"""Stores the current state of a reset; it reports a failure itself."""


def identifier_of_contact(contact: Contact) -> UserIdentifier:
    """Return the identifier to sign in with a contact ("Login, Identifier types")."""
    match contact:
        case Email(address):
            return ThreepidIdentifier("email", address)
        case Phone(country, number):
            return PhoneIdentifier(country, number)
        case _:
            assert_never(contact)


def cannot(error: LatchkeyError, contact: Contact) -> bool:
    """Whether an error means that the server resets no passwords by this kind of contact.

    Args:
        error: what the request for a mail or text message ended in.
        contact: where it was to go.
    """
    match error:
        case ThreepidRefused():
            return error.errcode == "M_THREEPID_MEDIUM_NOT_SUPPORTED"
        case NoUsableFlow():
            return bool({EMAIL, MSISDN} & set(error.missing))
        case Unrecognized() | NeedsSession():
            return True
    # Synapse: 400 M_UNKNOWN "Email-based password resets have been disabled on this server"; of a
    # number it says the same code where it cannot read it.
    disabled = type(error) is MatrixError and (error.status, error.errcode) == (400, "M_UNKNOWN")
    return disabled and isinstance(contact, Email)


class ResetPassword:
    """Reset passwords, each in one act.

    Args:
        api: the homeserver, without a token.
        prompt: asks for the proofs.
        uia_services: the services that the proofs use.
        keep: stores each state of the reset before it is used.
    """

    def __init__(
        self, api: Api, prompt: StagePrompt, uia_services: UiaServices, keep: KeepReset
    ) -> None:
        self._api = api
        self._prompt = prompt
        self._uia_services = uia_services
        self._keep = keep

    async def run(
        self, pending: PendingReset, new_password: Secret, on_lost: Callable[[], None]
    ) -> ResetOutcome:
        """Reset the password ("Password management", POST /account/password without a token).

        Args:
            pending: the choices; after a restart, also the session and the validation so far.
            new_password: the same in every request of the act.
            on_lost: called when an answer is lost, before the checks, which take a while.

        Returns:
            What is true on the server now, as far as it can be known.
        """
        act = _Reset(self._api, self._prompt, self._uia_services, self._keep, pending, new_password)
        return await act.run(on_lost)


class _Reset:
    """One reset: stores its own state as a `Journal`, and takes a flow that suits the contact."""

    def __init__(
        self,
        api: Api,
        prompt: StagePrompt,
        uia_services: UiaServices,
        keep: KeepReset,
        pending: PendingReset,
        new_password: Secret,
    ) -> None:
        self._api = api
        self._prompt = prompt
        self._keep = keep
        self._pending = pending
        self._change = PasswordChange(new_password, logout_devices=pending.logout_devices)
        validations = Validations()
        if pending.validation is not None:
            validations.keep(PASSWORD_TOKENS, pending.validation)
        self._uia_services = replace(uia_services, validations=validations, journal=self)
        self._stage = EMAIL if isinstance(pending.contact, Email) else MSISDN
        self._no_way: NoUsableFlow | None = None
        self._happened = False
        self._talk: Conversation | None = None

    async def run(self, on_lost: Callable[[], None]) -> ResetOutcome:
        act = Act(
            ActKind.RESET_PASSWORD, "", self._pending.server_name, host=self._pending.origin.name
        )
        while True:
            ending = await UiaRunner(self._api, self, self._uia_services).run(
                act,
                lambda auth: requests.change_password(self._change, auth),
                self._not_done,
                session=self._pending.session,
            )
            if self._happened:
                return self._was_reset()
            match ending:
                case Done():
                    return self._was_reset()
                case Cancelled() | Withdrawn():
                    return NotReset(self._no_way or ending)
                case Failed(error) if may_have_happened(error) and self._proven:
                    on_lost()
                    outcome = await self._find_out(error)
                    if outcome is not None:
                        return outcome
                case Failed(error):
                    return NotReset(error)
                case _:
                    assert_never(ending)

    # --- the journal ----------------------------------------------------------------------------

    async def note_session(self, session: Secret | None) -> None:
        """Store the newest key of the session; see `app.operations.ports.uia.Journal`."""
        self._pending = self._pending.with_session(session)
        await self._keep(self._pending)

    async def note_validation(self, found: Validation) -> None:
        """Store a validation session; see `app.operations.ports.uia.Journal`."""
        self._pending = self._pending.with_validation(found)
        await self._keep(self._pending)

    # --- the flow -------------------------------------------------------------------------------

    def can_render(self, stage: str) -> bool:
        """See `app.operations.ports.uia.StagePrompt`."""
        return self._prompt.can_render(stage)

    def begin(self, act: Act) -> Conversation:
        """See `app.operations.ports.uia.StagePrompt`."""
        self._talk = _ChosenFlowConversation(self._prompt.begin(act), self.way)
        return self._talk

    def way(self, need: NeedStage) -> Response | None:
        """Return the response that leads to a flow with the contact's stage; None if in one."""
        if self._stage in need.flow:
            return None
        other: Flow | None = next((each for each in need.flows if self._stage in each), None)
        if other is not None:
            return TakeFlow(other)
        self._no_way = NoUsableFlow((self._stage,))
        return Cancelled()

    # --- finding out ----------------------------------------------------------------------------

    @property
    def _proven(self) -> bool:
        """Whether the server has sent a mail or message; else no request can set the password."""
        found = self._pending.validation
        return found is not None and bool(found.tickets)

    def _was_reset(self) -> WasReset:
        return WasReset(self._uia_services.clock.now(), self._pending)

    async def _find_out(self, error: LatchkeyError) -> ResetOutcome | None:
        """Return the outcome after a lost answer; None where it is safe to run the act again."""
        not_done = await self._not_done()
        if self._happened:
            return self._was_reset()
        if not not_done:
            return MaybeReset(error)
        ended = None if self._talk is None else self._talk.ended
        return None if ended is None else NotReset(ended)

    async def _not_done(self) -> bool | None:
        """Return whether the password was not set, as the session says, or else a sign-in.

        The session answers 200 once its proof was accepted. Going on after a refusal is safe: the
        same request again sets the same password. None if the server does not say.
        """
        session = self._pending.session
        if session is not None:
            auth = SessionAuth(session=session)
            try:
                reply = await self._api.exchange(requests.change_password(self._change, auth))
            except LatchkeyError:
                return None
            if reply.ok and _is_read(reply):
                self._happened = True
                return False
            if asks_for_proof(reply) and _of_session(reply, session):
                return True
            if reply.ok or reply.status >= 500:
                return None
        found = await signs_in(
            self._uia_services.open_api,
            self._api.origin,
            identifier_of_contact(self._pending.contact),
            self._change.new_password,
            sleep=self._uia_services.clock.sleep,
        )
        self._happened = found is True
        return None if found is None else not found


def _is_read(reply: Reply) -> bool:
    """Whether an answer is JSON from a homeserver, and no web page in its place."""
    try:
        read(reply, responses.Empty)
    except LatchkeyError:
        return False
    return True


def _of_session(reply: Reply, session: Secret) -> bool:
    """Whether an answer belongs to this session, and not to a new one that the server began."""
    try:
        found = decode(reply, UiaBody).session
    except LatchkeyError:
        return False
    return found is None or found == session


class _ChosenFlowConversation:
    """A conversation that asks the person only about flows with the stage of their contact."""

    def __init__(
        self, conversation: Conversation, way: Callable[[NeedStage], Response | None]
    ) -> None:
        self._conversation = conversation
        self._way = way

    @property
    def ended(self) -> Cancelled | Withdrawn | None:
        return self._conversation.ended

    async def answer(self, question: Question) -> Response:
        return self._way(question.need) or await self._conversation.answer(question)

    def end(self) -> None:
        self._conversation.end()
