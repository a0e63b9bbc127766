"""Checks requests against `tests.rig.endpoints`, and against the rules of a UIA session.

The scripted homeserver checks what arrives by its socket, and the mock homeserver its calls.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import parse_qs, parse_qsl

import jsonschema

from tests.rig.endpoints import V3 as V3
from tests.rig.endpoints import endpoint_of


class Sent(Protocol):
    """A request to be checked: an `Exchange` of the rig, or a call of the mock homeserver."""

    @property
    def key(self) -> str:
        """Method and path."""

    @property
    def query(self) -> str:
        """The query as sent, without the question mark."""

    @property
    def headers(self) -> Mapping[str, str]:
        """Headers by lower-case name."""

    @property
    def body(self) -> bytes:
        """The whole body."""


class Said(Protocol):
    """An answer to a request that is checked."""

    @property
    def status(self) -> int:
        """HTTP status."""

    @property
    def body(self) -> bytes:
        """The whole body."""


def broken_by(exchange: Sent) -> Iterator[str]:
    """Yield each rule that a request breaks by itself; the texts hold no values."""
    endpoint = endpoint_of(exchange.key)
    if endpoint is None:
        yield f"{exchange.key}: no such endpoint"
        return
    if endpoint.query is not None and tuple(parse_qs(exchange.query)) != endpoint.query:
        yield f"{exchange.key}: a query"
    token = exchange.headers.get("authorization")
    if endpoint.token == "never" and token is not None:
        yield f"{exchange.key}: a token where none belongs"
    if endpoint.token == "always" and not (token or "").startswith("Bearer "):
        yield f"{exchange.key}: no token"
    if endpoint.body is None:
        if exchange.body:
            yield f"{exchange.key}: a body"
        return
    media = "application/x-www-form-urlencoded" if endpoint.form else "application/json"
    if exchange.headers.get("content-type") != media:
        yield f"{exchange.key}: content-type"
    try:
        body = _fields(exchange.body) if endpoint.form else json.loads(exchange.body)
    except ValueError:
        yield f"{exchange.key}: not JSON"
        return
    for fault in jsonschema.Draft202012Validator(endpoint.body).iter_errors(body):
        yield f"{exchange.key}: {fault.json_path} breaks {fault.validator!r}"


@dataclass
class _Session:
    """What the requests and answers of one UIA session have said so far."""

    key: str
    choices: dict[str, Any]
    flows: Sequence[Sequence[str]] = ()
    completed: Sequence[str] = ()
    done: bool = False


@dataclass
class UiaRules:
    """Check the requests of UIA sessions against the answers before them.

    Attributes:
        resumes: whether a reset may use a session that was created before this object.
    """

    resumes: bool = False
    _sessions: dict[str, _Session] = field(default_factory=dict)

    def broken_by(self, exchange: Sent) -> Iterator[str]:
        """Yield each rule that a request breaks, given the requests and answers before."""
        body = _object(exchange.body)
        auth = body.get("auth")
        if not isinstance(auth, dict):
            return
        reset = "authorization" not in exchange.headers
        session = self._sessions.get(auth.get("session", ""))
        if session is None and self.resumes and reset:
            return
        if session is None:
            yield f"{exchange.key}: a session that was not handed out"
            return
        choices = _choices(body, reset=reset)
        if session.key != exchange.key:
            yield f"{exchange.key}: a session of another endpoint"
        if session.choices != choices:
            yield f"{exchange.key}: other choices than the session began with"
        if session.done and not (reset and list(auth) == ["session"]):  # asked after a kill
            yield f"{exchange.key}: the act was carried out, and is sent again"
        stage = auth.get("type")
        if stage is not None and stage not in self._next(session):
            yield f"{exchange.key}: a stage out of its order"

    def answered(self, exchange: Sent, answer: Said) -> None:
        """Record the server's answer to a request."""
        body, said = _object(exchange.body), _object(answer.body)
        auth = body.get("auth") or {}
        if answer.status == 401 and isinstance(said.get("session"), str) and "flows" in said:
            reset = "authorization" not in exchange.headers
            fresh = _Session(exchange.key, _choices(body, reset=reset))
            if not auth:  # a new session, whatever it is called
                self._sessions[said["session"]] = fresh
            session = self._sessions.setdefault(said["session"], fresh)
            session.flows = [flow["stages"] for flow in said["flows"]]
            session.completed = said.get("completed", session.completed)
        elif (
            answer.status == 200
            and _is_object(answer.body)
            and auth.get("session") in self._sessions
        ):
            self._sessions[auth["session"]].done = True

    def _next(self, session: _Session) -> set[str]:
        rests = ([s for s in flow if s not in session.completed] for flow in session.flows)
        return {rest[0] for rest in rests if rest}


def _choices(body: dict[str, Any], *, reset: bool) -> dict[str, Any]:
    """Return the keys that must not change in a session; a reset's password may be retyped."""
    free = ("auth", "new_password") if reset else ("auth",)
    return {name: value for name, value in body.items() if name not in free}


def _is_object(body: bytes) -> bool:
    """Tell a JSON answer from a web page that a proxy has put in its place."""
    return body.lstrip().startswith(b"{")


def _fields(body: bytes) -> dict[str, str]:
    """Return the fields of a form; the last one if a name is there twice."""
    return dict(parse_qsl(body.decode(), keep_blank_values=True))


def _object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
