"""What the specification allows a client to send: the table that the scripted homeserver checks.

Written from the Client-Server API, endpoint by endpoint; strict where the specification is lax, so
that a key which Latchkey never means to send is a broken rule.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import parse_qs

import jsonschema

from tests.rig.serve import Answer, Exchange

V3 = "/_matrix/client/v3"
TEXT = {"type": "string", "minLength": 1}
SWITCH = {"type": "boolean"}


def exactly(required: dict[str, Any], **optional: Any) -> dict[str, Any]:
    """Return the schema of an object that has these keys and no others."""
    return {
        "type": "object",
        "properties": {**required, **optional},
        "required": list(required),
        "additionalProperties": False,
    }


USER = exactly({"type": {"const": "m.id.user"}, "user": TEXT})
THIRD_PARTY = exactly(
    {
        "type": {"const": "m.id.thirdparty"},
        "medium": {"enum": ["email", "msisdn"]},
        "address": TEXT,
    }
)
PHONE = exactly({"type": {"const": "m.id.phone"}, "country": TEXT, "phone": TEXT})
IDENTIFIER = {"oneOf": [USER, THIRD_PARTY, PHONE]}
PASSWORD_PROOF = exactly(
    {"type": {"const": "m.login.password"}, "identifier": IDENTIFIER, "password": TEXT},
    session=TEXT,
)
THREEPID_PROOF = exactly(
    {
        "type": {"enum": ["m.login.email.identity", "m.login.msisdn"]},
        "threepid_creds": exactly({"sid": TEXT, "client_secret": TEXT}),
    },
    session=TEXT,
)
DEVICE_CHOICES: dict[str, Any] = {
    "initial_device_display_name": TEXT,
    "device_id": TEXT,
    "refresh_token": {"const": True},
}
BY_PASSWORD = exactly(
    {"type": {"const": "m.login.password"}, "identifier": IDENTIFIER, "password": TEXT},
    **DEVICE_CHOICES,
)
BY_TOKEN = exactly({"type": {"const": "m.login.token"}, "token": TEXT}, **DEVICE_CHOICES)
LOG_IN = {
    "if": {"properties": {"type": {"const": "m.login.token"}}, "required": ["type"]},
    "then": BY_TOKEN,
    "else": BY_PASSWORD,
}
PLAIN_PROOF = exactly({"type": {"enum": ["m.login.dummy", "m.login.terms"]}}, session=TEXT)
NUDGE = exactly({"session": TEXT})
TOKEN_PROOF = exactly(
    {
        "type": {
            "enum": ["m.login.registration_token", "org.matrix.msc3231.login.registration_token"]
        },
        "token": {"type": "string", "pattern": "^[0-9a-zA-Z._~-]{1,64}$"},
    },
    session=TEXT,
)
AUTH = {"oneOf": [PASSWORD_PROOF, THREEPID_PROOF, TOKEN_PROOF, PLAIN_PROOF, NUDGE]}
OPAQUE = {"type": "string", "pattern": "^[0-9a-zA-Z.=_-]{1,255}$"}
ATTEMPT = {"type": "integer", "minimum": 1}
DEVICE = re.compile(rf"PUT {V3}/devices/[^/]+")
CREATE = re.compile(rf"GET {V3}/rooms/[^/]+/state/m\.room\.create/")
READ = re.compile(
    rf"GET {V3}/(rooms/[^/]+/(joined_members|state/m\.room\.[a-z_]+/[^/]*)|"
    r"profile/[^/]+|user/[^/]+/account_data/m\.direct)"
)
FALLBACK = re.compile(rf"GET {V3}/auth/.+/fallback/web")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One endpoint.

    Attributes:
        token: whether the access token goes with a request.
        body: JSON schema of the body; None where there is none.
        query: the parameters that go with it.
    """

    token: Literal["never", "always", "either"]
    body: dict[str, Any] | None = None
    query: tuple[str, ...] = ()


ENDPOINTS = {
    "GET /.well-known/matrix/client": Endpoint("never"),
    "GET /.well-known/matrix/support": Endpoint("never"),
    "GET /_matrix/client/versions": Endpoint("never"),
    f"GET {V3}/login": Endpoint("never"),
    "GET /_matrix/client/v1/auth_metadata": Endpoint("never"),
    "GET /_matrix/client/unstable/org.matrix.msc2965/auth_metadata": Endpoint("never"),
    f"POST {V3}/login": Endpoint("never", LOG_IN),
    f"POST {V3}/refresh": Endpoint("never", exactly({"refresh_token": TEXT})),
    f"POST {V3}/logout": Endpoint("always", exactly({})),
    f"GET {V3}/account/whoami": Endpoint("always"),
    f"GET {V3}/account/3pid": Endpoint("always"),
    f"GET {V3}/capabilities": Endpoint("always"),
    f"GET {V3}/devices": Endpoint("always"),
    f"POST {V3}/delete_devices": Endpoint(
        "always",
        exactly({"devices": {"type": "array", "items": TEXT, "minItems": 1}}, auth=AUTH),
    ),
    # What nobody may do: see docs/decisions/0014.
    f"PUT {V3}/profile/@nobody:invalid.invalid/displayname": Endpoint(
        "always", exactly({"displayname": {"const": 1}})
    ),
    f"GET {V3}/room_keys/version": Endpoint("always"),
    f"GET {V3}/password_policy": Endpoint("never"),
    f"POST {V3}/account/password": Endpoint(
        "either", exactly({"new_password": TEXT, "logout_devices": SWITCH}, auth=AUTH)
    ),
    f"POST {V3}/account/deactivate": Endpoint(
        "always", exactly({"erase": SWITCH}, id_server=TEXT, auth=AUTH)
    ),
    f"GET {V3}/joined_rooms": Endpoint("always"),
    f"POST {V3}/account/password/email/requestToken": Endpoint(
        "never", exactly({"client_secret": OPAQUE, "email": TEXT, "send_attempt": ATTEMPT})
    ),
    f"POST {V3}/account/password/msisdn/requestToken": Endpoint(
        "never",
        exactly(
            {
                "client_secret": OPAQUE,
                "country": {"type": "string", "pattern": "^[A-Z]{2}$"},
                "phone_number": {"type": "string", "pattern": "^[0-9]+$"},
                "send_attempt": ATTEMPT,
            }
        ),
    ),
    "POST /submit": Endpoint(
        "never", exactly({"sid": OPAQUE, "client_secret": OPAQUE, "token": TEXT})
    ),
}
"""Method and path -> what may be sent there. MSC2000's /password_policy is Synapse's."""


def broken_by(exchange: Exchange) -> Iterator[str]:
    """Yield each rule that a request breaks, seen by itself; no rule's text holds a value."""
    endpoint = ENDPOINTS.get(exchange.key)
    if FALLBACK.fullmatch(exchange.key):
        endpoint = Endpoint("never", query=("session",))
    elif CREATE.fullmatch(exchange.key):
        endpoint = Endpoint("always", query=("format",))
    elif READ.fullmatch(exchange.key):
        endpoint = Endpoint("always")
    elif DEVICE.fullmatch(exchange.key):
        endpoint = Endpoint("always", exactly({"display_name": TEXT}))
    if endpoint is None:
        yield f"{exchange.key}: no such endpoint"
        return
    if tuple(parse_qs(exchange.query)) != endpoint.query:
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
    if exchange.headers.get("content-type") != "application/json":
        yield f"{exchange.key}: content-type"
    try:
        body = exchange.json()
    except ValueError:
        yield f"{exchange.key}: not JSON"
        return
    for fault in jsonschema.Draft202012Validator(endpoint.body).iter_errors(body):
        yield f"{exchange.key}: {fault.json_path} breaks {fault.validator!r}"


@dataclass
class _Session:
    """What was said in one UIA session so far."""

    key: str
    choices: dict[str, Any]
    flows: Sequence[Sequence[str]] = ()
    completed: Sequence[str] = ()
    done: bool = False


@dataclass
class UiaRules:
    """The rules of User-Interactive Authentication from one request of an act to the next."""

    _sessions: dict[str, _Session] = field(default_factory=dict)

    def broken_by(self, exchange: Exchange) -> Iterator[str]:
        """Yield each rule that a request breaks, given what went before."""
        body = _object(exchange.body)
        auth = body.get("auth")
        if not isinstance(auth, dict):
            return
        session = self._sessions.get(auth.get("session", ""))
        if session is None:
            yield f"{exchange.key}: a session that was not handed out"
            return
        reset = "authorization" not in exchange.headers
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

    def answered(self, exchange: Exchange, answer: Answer) -> None:
        """Take note of what the server said."""
        body, said = _object(exchange.body), _object(answer.body)
        auth = body.get("auth") or {}
        if answer.status == 401 and isinstance(said.get("session"), str) and "flows" in said:
            reset = "authorization" not in exchange.headers
            fresh = _Session(exchange.key, _choices(body, reset=reset))
            session = self._sessions.setdefault(said["session"], fresh)
            session.flows = [flow["stages"] for flow in said["flows"]]
            session.completed = said.get("completed", session.completed)
        elif answer.status == 200 and auth.get("session") in self._sessions:
            self._sessions[auth["session"]].done = True

    def _next(self, session: _Session) -> set[str]:
        rests = ([s for s in flow if s not in session.completed] for flow in session.flows)
        return {rest[0] for rest in rests if rest}


def _choices(body: dict[str, Any], *, reset: bool) -> dict[str, Any]:
    """Return what must stay the same; a reset's password is typed anew after a restart."""
    free = ("auth", "new_password") if reset else ("auth",)
    return {name: value for name, value in body.items() if name not in free}


def _object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
