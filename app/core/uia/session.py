"""User-Interactive Authentication as a state machine.

Section: "User-Interactive Authentication API" of the Client-Server API. One `UiaSession` serves one
operation of the user. It returns what to send and processes what comes back; it never waits, sends
or shows anything itself.

    state     event                       next state   returned
    --------  --------------------------  -----------  ------------------------------------------
    READY     start()                     ASKING       Send(no auth), or Send(a session kept from
                                                       before); a refusal of that starts afresh
    ASKING    receive(2xx)                CLOSED       Finished
    ASKING    receive(401 with flows)     WAITING      NeedStage: the next stage of the best flow,
                                                       or the same one again with the reason
    ASKING    receive(401 with flows)     ASKING       Send: what needs no person (dummy, a proof
                                                       given before an expiry, a last nudge)
    ASKING    receive(unknown session)    ASKING       Send(no auth), once; then Failed
    ASKING    receive(anything else)      CLOSED       Failed
    ASKING    receive(5xx, no sense),     ASKING       Lost, at a stage that waits for something
              lost(error)                              elsewhere
    ASKING    receive(5xx, no sense),     CLOSED       Failed, at any other stage
              lost(error)
    ASKING    not_sent(error),            WAITING      NeedStage: the same stage, with the reason
              not_done(error)
    ASKING    not_sent(error),            CLOSED       Failed: no stage was open
              not_done(error)
    ASKING    give_up(error)              CLOSED       Failed
    WAITING   submit(answer)              ASKING       Send
    WAITING   take(flow)                  WAITING      NeedStage: the next stage of that flow
    WAITING   take(flow)                  ASKING       Send: it has no stage for a person left
    WAITING   take(flow)                  CLOSED       Failed: a stage of it cannot be shown

A 2xx with the words of a refusal makes no sense. A new session key without an errcode, after a
proof, is an expiry: the proofs are given once more.

Every run ends, whatever the server does: a session is opened twice at most. In each of the two, a
completed flow is sent once more at most (the nudge), each proof is replayed once at most, and a
refused dummy stage ends the run.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, TypeAlias

from app.core.errors import (
    BadRequest,
    ConnectionFault,
    Forbidden,
    LatchkeyError,
    LocalProtocolError,
    MalformedParams,
    MatrixError,
    NoUsableFlow,
    PolicyRefused,
    RateLimited,
    RemoteProtocolError,
    SessionExpired,
    StageRefused,
    UiaStuck,
    WrongShape,
    may_have_happened,
)
from app.core.lenient import UNREADABLE, Listed, parsed
from app.core.reply import ErrorBody, Reply, asks_for_proof, decode, error_of
from app.core.responses import UiaBody
from app.core.secret import Secret
from app.core.uia.flow_choice import CanRender, Flow, missing, remaining, usable
from app.core.uia.stages import (
    DUMMY,
    AnyAnswer,
    AnyChallenge,
    AuthData,
    DummyAnswer,
    SessionAuth,
    TermsChallenge,
    WebAnswer,
    WebChallenge,
    encode_answer,
    kind_of,
)
from app.core.untrusted_text import MAX_CHARS, blank, clean


class State(Enum):
    """State of a `UiaSession`; this module's docstring has the transitions."""

    READY = "ready"
    ASKING = "asking"
    WAITING = "waiting"
    CLOSED = "closed"


TRANSITIONS: Mapping[State, Mapping[str, frozenset[State]]] = {
    State.READY: {
        "start": frozenset({State.ASKING}),
    },
    State.ASKING: {
        "receive": frozenset({State.ASKING, State.WAITING, State.CLOSED}),
        "lost": frozenset({State.ASKING, State.CLOSED}),
        "not_sent": frozenset({State.WAITING, State.CLOSED}),
        "not_done": frozenset({State.WAITING, State.CLOSED}),
        "give_up": frozenset({State.CLOSED}),
    },
    State.WAITING: {
        "submit": frozenset({State.ASKING}),
        "take": frozenset({State.WAITING, State.ASKING, State.CLOSED}),
    },
    State.CLOSED: {},
}
"""The machine: which methods of a session may be called in a state, and where each may lead.

Every call and every change of state is held against it; the table in the docstring of this module
says the same with the reasons, and a test compares the two."""


@dataclass(frozen=True, slots=True)
class Send:
    """Send the endpoint's request with this ``auth``.

    Attributes:
        auth: the ``auth`` object; None for a request without one.
    """

    auth: AuthData | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class NeedStage:
    """A person has to prove something.

    Attributes:
        challenge: what is asked for; the same object as before if it is asked again.
        flow: the flow that is being followed.
        flows: all flows that can be finished here, the best first.
        step: number of this stage among those that a person does, from 1.
        steps: number of the stages that a person does.
        completed: stages that the server counts as done.
        session: the server's session key, for the address of a fallback page.
        refusal: why the last try failed; None at first, and for "not yet".
        restarted: whether the session had expired and was opened a second time.
    """

    challenge: AnyChallenge
    flow: Flow
    flows: tuple[Flow, ...]
    step: int
    steps: int
    completed: tuple[str, ...] = ()
    session: Secret | None = None
    refusal: LatchkeyError | None = None
    restarted: bool = False


@dataclass(frozen=True, slots=True)
class Finished:
    """The request was carried out.

    Attributes:
        reply: the server's answer, to be decoded as the endpoint's response type.
    """

    reply: Reply


@dataclass(frozen=True, slots=True)
class Failed:
    """The session has failed: the server refused, or its answer cannot be used."""

    error: LatchkeyError


@dataclass(frozen=True, slots=True)
class Lost:
    """No usable answer came, and the request may have been carried out.

    The caller finds out whether it was. If not, it calls `UiaSession.not_done`; if that cannot be
    found out, `UiaSession.give_up`.

    Attributes:
        error: why there is no usable answer.
    """

    error: LatchkeyError


Step: TypeAlias = Send | NeedStage | Finished | Failed | Lost

MOST_FLOWS = 50
"""Of the flows that are offered, the rest is not looked at."""

NOT_YET = ("M_UNAUTHORIZED", "M_THREEPID_AUTH_FAILED", "M_SESSION_NOT_VALIDATED")
"""Errcodes that mean, at a stage that is polled, that the proof is not there yet."""

VALIDATION_OVER = ("M_SESSION_EXPIRED", "M_NO_VALID_SESSION")
"""Errcodes about the validation session of an email or a phone, never about this one."""

_IN_PROSE = ("M_UNKNOWN", "M_NOT_FOUND", "M_FORBIDDEN", "M_INVALID_PARAM")
"""Errcodes whose text has to tell whether the session is gone: servers have no code for it."""

_SESSION_GONE = re.compile(
    r"(unknown|invalid|expired|no such)\b.*\bsession|session\b.*\b(unknown|expired|not found|"
    r"(does|do)(es)? not exist|doesn't exist)",
    re.IGNORECASE,
)


class UiaSession:
    """Drive one operation through User-Interactive Authentication.

    Args:
        can_render: returns whether a stage type has a dialog; `m.login.dummy` needs none.
        session: session key of an earlier run to continue, if any.
    """

    def __init__(self, can_render: CanRender, session: Secret | None = None) -> None:
        self._can_render = can_render
        self._state = State.READY
        self._allowed: frozenset[State] = frozenset()
        self._body: UiaBody = UiaBody(flows=Listed())
        self._params: dict[str, Any] = {}
        self._session = session
        self._resumed = session is not None
        self._completed: tuple[str, ...] = ()
        self._flow: Flow | None = None
        self._need: NeedStage | None = None
        self._challenges: dict[str, AnyChallenge] = {}
        self._asked: str | None = None
        self._proofs: dict[str, AnyAnswer] = {}
        self._replay: dict[str, AnyAnswer] = {}
        self._nudged = False
        self._restarted = False

    @property
    def state(self) -> State:
        """The current state."""
        return self._state

    @property
    def session(self) -> Secret | None:
        """The server's newest session key."""
        return self._session

    @property
    def completed(self) -> tuple[str, ...]:
        """The stages that the server counts as done in this session."""
        return self._completed

    def start(self) -> Send:
        """Return the first request; call it only after the user's final confirmation."""
        self._begin("start")
        return self._send(None if self._session is None else SessionAuth(session=self._session))

    def submit(self, answer: AnyAnswer) -> Send:
        """Return the request that proves the stage that was asked for.

        Raises:
            LocalProtocolError: no stage is open, or the answer does not fit it.
        """
        self._begin("submit")
        assert self._need is not None  # noqa: S101  # WAITING is entered with it
        return self._prove(self._need.challenge.stage, answer)

    def take(self, flow: Flow) -> NeedStage | Send | Failed:
        """Switch to another of the offered flows; completed stages stay completed.

        Raises:
            LocalProtocolError: no stage is open, or the flow was not offered.
        """
        self._begin("take")
        assert self._need is not None  # noqa: S101  # WAITING is entered with it
        if flow not in self._need.flows:
            raise LocalProtocolError("this flow was not offered")
        self._flow = flow
        return self._go_on(None)

    def not_sent(self, error: ConnectionFault) -> NeedStage | Failed:
        """Report that the last request was not sent; the same stage is asked for again.

        Raises:
            LocalProtocolError: no request is out, or `error` says that it may have arrived.
        """
        self._begin("not_sent")
        if error.sent:
            raise LocalProtocolError("what may have arrived is not sent again")
        return self.not_done(error)

    def lost(self, error: LatchkeyError) -> Lost | Failed:
        """Report that no whole answer came to the last request, which may have been carried out.

        Raises:
            LocalProtocolError: no request is out.
        """
        self._begin("lost")
        return self._lost(error)

    def not_done(self, error: LatchkeyError) -> NeedStage | Failed:
        """Report that the last request was not carried out; the same stage is asked for again.

        Raises:
            LocalProtocolError: no request is out.
        """
        self._begin("not_done")
        return self._ask_again(error) if self._asked_need() else self._fail(error)

    def give_up(self, error: LatchkeyError) -> Failed:
        """Close the session, if the outcome of the last request could not be found out.

        Raises:
            LocalProtocolError: no request is out.
        """
        self._begin("give_up")
        return self._fail(error)

    def receive(self, reply: Reply) -> Step:
        """Process the answer to the last request, and return what comes next.

        Raises:
            LocalProtocolError: no request is out.
        """
        self._begin("receive")
        if reply.ok and _contradicts_itself(reply):
            return self._lost(WrongShape(reply.host, reply.status, "$.errcode"))
        if reply.ok:
            self._close()
            return Finished(reply)
        if not asks_for_proof(reply):
            return self._other(error_of(reply), reply)
        try:
            body = decode(reply, UiaBody)
        except RemoteProtocolError as fault:
            return self._fail(fault)
        return self._authenticate(reply, body)

    # --- the server's answers -------------------------------------------------------------------

    def _authenticate(self, reply: Reply, body: UiaBody) -> Step:
        self._resumed = False
        before = self._session
        if body.session is not None and body.session != before:
            self._session, self._completed = body.session, ()
        if body.completed is not None:
            self._completed = tuple(body.completed)
        self._body = body
        self._params.update(body.params_by_stage())
        asked, self._asked = self._asked, None
        if asked is None or asked in self._completed:
            return self._go_on(None)
        if kind_of(asked).polled and (body.errcode is None or body.errcode in NOT_YET):
            return self._go_on(None)
        moved = before is not None and body.session is not None and body.session != before
        if moved and body.errcode is None and not self._restarted:
            # Nothing was refused: the old session is gone, and this is a new one.
            self._restarted, self._nudged = True, False
            self._replay, self._proofs = self._proofs, {}
            return self._go_on(None)
        self._proofs.pop(asked, None)
        text = clean(blank(body.error or "", reply.secrets))
        errcode = clean(body.errcode or "M_UNKNOWN")
        refusal = StageRefused(reply.status, errcode, text, host=reply.host)
        return self._fail(refusal) if asked == DUMMY else self._go_on(refusal, of=asked)

    def _other(self, error: MatrixError | RemoteProtocolError, reply: Reply) -> Step:
        if isinstance(error, MatrixError):
            if self._resumed and error.status in (400, 403) and not _about_what_is_sent(error):
                self._resumed, self._session = False, None
                return self._send(None)
            if self._session is not None and _session_gone(reply):
                return self._restart()
            if self._asked_need():
                if isinstance(error, RateLimited):
                    return self._ask_again(error)
                if kind_of(self._asked or "").polled and error.errcode in NOT_YET:
                    return self._ask_again(None)
                if _refuses_proof(error, self._asked or ""):
                    self._proofs.pop(self._asked or "", None)
                    refusal = StageRefused(error.status, error.errcode, error.text, host=error.host)
                    return self._ask_again(refusal)
        return self._lost(error) if may_have_happened(error) else self._fail(error)

    def _lost(self, error: LatchkeyError) -> Lost | Failed:
        waits = self._asked_need() and kind_of(self._asked or "").polled
        return Lost(error) if waits else self._fail(error)

    def _asked_need(self) -> bool:
        """Return whether the last request proved the stage that a person was asked for last."""
        return self._need is not None and self._asked == self._need.challenge.stage

    def _restart(self) -> Step:
        if self._restarted:
            return self._fail(SessionExpired())
        self._restarted, self._nudged = True, False
        self._session, self._completed, self._asked = None, (), None
        self._replay, self._proofs, self._params = self._proofs, {}, {}
        return self._send(None)

    # --- what comes next ------------------------------------------------------------------------

    def _go_on(self, refusal: LatchkeyError | None, *, of: str = "") -> NeedStage | Send | Failed:
        offered = [flow.stages for flow in self._body.flows[:MOST_FLOWS]]
        flows = tuple(usable(offered, self._completed, self._can_show))
        if not flows:
            ways = [missing(flow, self._completed, self._can_show) for flow in offered]
            malformed = [way for way in ways if way and all(map(self._malformed, way))]
            stuck = (
                MalformedParams(malformed[0][0])
                if malformed
                else NoUsableFlow(min(ways, key=len, default=()))
            )
            return self._fail(stuck)
        flow = self._flow if self._flow in flows else flows[0]
        self._flow = flow
        rest = remaining(flow, self._completed)
        if not rest:
            if self._nudged or self._session is None:
                return self._fail(UiaStuck())
            self._nudged = True
            return self._send(SessionAuth(session=self._session))
        stage = rest[0]
        if stage == DUMMY:
            return self._prove(stage, DummyAnswer())
        if stage in self._replay:
            return self._prove(stage, self._replay.pop(stage))
        return self._wait(stage, flow, flows, refusal if stage == of else None)

    def _can_show(self, stage: str) -> bool:
        return self._can_render(stage) and not self._malformed(stage)

    def _challenge(self, stage: str) -> AnyChallenge:
        return kind_of(stage).challenge(stage, self._params.get(stage))

    def _malformed(self, stage: str) -> bool:
        challenge = self._challenge(stage)
        return isinstance(challenge, TermsChallenge) and challenge.policies is None

    def _wait(
        self, stage: str, flow: Flow, flows: tuple[Flow, ...], refusal: LatchkeyError | None
    ) -> NeedStage:
        challenge = self._challenge(stage)
        if self._challenges.get(stage) == challenge:
            challenge = self._challenges[stage]
        self._challenges[stage] = challenge
        shown = [each for each in dict.fromkeys(flow) if each != DUMMY]
        self._need = NeedStage(
            challenge=challenge,
            flow=flow,
            flows=flows,
            step=shown.index(stage) + 1,
            steps=len(shown),
            completed=self._completed,
            session=self._session,
            refusal=refusal,
            restarted=self._restarted,
        )
        self._enter(State.WAITING)
        return self._need

    def _ask_again(self, reason: LatchkeyError | None) -> NeedStage:
        assert self._need is not None  # noqa: S101  # both callers have looked
        need = self._need
        self._asked = None
        return self._wait(need.challenge.stage, need.flow, need.flows, reason)

    def _prove(self, stage: str, answer: AnyAnswer) -> Send:
        auth = encode_answer(stage, answer, self._session)
        if not isinstance(answer, DummyAnswer | WebAnswer):
            self._proofs[stage] = answer
        self._asked = stage
        return self._send(auth)

    def _send(self, auth: AuthData | None) -> Send:
        self._enter(State.ASKING)
        return Send(auth)

    def _fail(self, error: LatchkeyError) -> Failed:
        self._close()
        return Failed(error)

    def _close(self) -> None:
        self._enter(State.CLOSED)
        self._proofs.clear()
        self._replay.clear()

    def _begin(self, event: str) -> None:
        """Begin an event, if the table has it in this state."""
        allowed = TRANSITIONS[self._state].get(event)
        if allowed is None:
            raise LocalProtocolError(f"{event} while {self._state.value}")
        self._allowed = allowed

    def _enter(self, state: State) -> None:
        """Enter a state that the table allows after the event that has begun."""
        assert state in self._allowed, f"{self._state.value} -> {state.value}"  # noqa: S101  # ours
        self._state = state


def _about_what_is_sent(error: MatrixError) -> bool:
    """Return whether a refusal is about the request's content, not about its session."""
    return isinstance(error, PolicyRefused | BadRequest | RateLimited)


def _refuses_proof(error: MatrixError, stage: str) -> bool:
    """Return whether a refusal without flows is about the proof, and not about the act.

    Dendrite refuses a wrong password so, and Synapse a web page at which another user signed in.
    The session accepts the right proof afterwards.
    """
    if error.errcode in VALIDATION_OVER:
        return error.status < 500
    kind = kind_of(stage)
    web = isinstance(kind.challenge(stage, None), WebChallenge)
    return isinstance(error, Forbidden) and (error.status == 401 or web or not kind.polled)


def _contradicts_itself(reply: Reply) -> bool:
    """Return whether an answer is a success by its status, and a refusal by its words."""
    try:
        table = parsed(reply.body)
    except UNREADABLE:
        return False
    return isinstance(table, dict) and not {"errcode", "flows"}.isdisjoint(table)


def _session_gone(reply: Reply) -> bool:
    """Return whether an error's raw text, with no secret blanked, says that the session is gone."""
    body = ErrorBody.of(reply)
    if body is None or reply.status not in (400, 401, 403, 404) or body.errcode not in _IN_PROSE:
        return False
    return bool(_SESSION_GONE.search(body.error[:MAX_CHARS]))
