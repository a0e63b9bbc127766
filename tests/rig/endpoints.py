"""Every endpoint of a server that Latchkey uses, described once.

A row says what may be sent there, according to the Client-Server API, and stricter where that is
lax: a key that Latchkey never means to send is a broken rule. It may also hold a default answer.
From this table come the rules (`tests.rig.rules`), the routes of the scripted homeserver, whose
own handlers replace default answers, and the default answers of the mock
(`tests.mock_homeserver`). A new endpoint is a row here, and nothing elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

V3 = "/_matrix/client/v3"
TOKEN = "mock-token-5fa1c0"
USER = "@alice:example.org"
DEVICES = [
    {"device_id": "OURS", "display_name": "Latchkey on Linux", "last_seen_ts": 1795444986195},
    {"device_id": "PHONE", "display_name": "Element on Android", "last_seen_ts": 1795444986190},
    {"device_id": "WEB", "display_name": None, "last_seen_ip": "10.0.0.7"},
]

# --- what is sent -------------------------------------------------------------------------------

TEXT = {"type": "string", "minLength": 1}
SWITCH = {"type": "boolean"}


def exactly(required: dict[str, Any], **optional: Any) -> dict[str, Any]:
    """Return the JSON schema of an object with these keys and no others."""
    return {
        "type": "object",
        "properties": {**required, **optional},
        "required": list(required),
        "additionalProperties": False,
    }


BY_USER = exactly({"type": {"const": "m.id.user"}, "user": TEXT})
THIRD_PARTY = exactly(
    {
        "type": {"const": "m.id.thirdparty"},
        "medium": {"enum": ["email", "msisdn"]},
        "address": TEXT,
    }
)
PHONE = exactly({"type": {"const": "m.id.phone"}, "country": TEXT, "phone": TEXT})
IDENTIFIER = {"oneOf": [BY_USER, THIRD_PARTY, PHONE]}
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
DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"
WORDS = {"type": "array", "items": TEXT, "minItems": 1}
CLIENT = exactly(
    {
        "client_name": TEXT,
        "client_uri": TEXT,
        "redirect_uris": WORDS,
        "grant_types": WORDS,
        "response_types": {"const": ["code"]},
        "token_endpoint_auth_method": {"const": "none"},
        "application_type": {"const": "native"},
    }
)
BY_CODE = exactly(
    {
        "grant_type": {"const": "authorization_code"},
        "client_id": TEXT,
        "code": TEXT,
        "redirect_uri": TEXT,
        "code_verifier": TEXT,
    }
)
BY_DEVICE = exactly({"grant_type": {"const": DEVICE_GRANT}, "client_id": TEXT, "device_code": TEXT})
BY_REFRESH = exactly(
    {"grant_type": {"const": "refresh_token"}, "client_id": TEXT, "refresh_token": TEXT}
)

# --- the table ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Default:
    """The default answer of an endpoint.

    Attributes:
        body: serialized to JSON.
        status: HTTP status.
    """

    body: object
    status: int = 200


NOT_FOUND = Default({"errcode": "M_NOT_FOUND", "error": ""}, 404)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """What may be sent to an endpoint, and its default answer.

    Attributes:
        token: whether the access token goes with a request.
        body: JSON schema of the body; None if there is no body.
        query: names of the query's parameters; None to allow any.
        form: whether the body is a form; the schema is then that of its fields.
        answer: the default answer; None if a server may lack the endpoint.
    """

    token: Literal["never", "always", "either"]
    body: dict[str, Any] | None = None
    query: tuple[str, ...] | None = ()
    form: bool = False
    answer: Default | None = None


STATE_READ = ("power_levels", "name", "canonical_alias", "tombstone")
"""Which of a room's state is read, beside its create event and its members."""

ENDPOINTS: Mapping[str, Endpoint] = {
    "GET /.well-known/matrix/client": Endpoint(
        "never", answer=Default({"m.homeserver": {"base_url": "https://matrix.example.org"}})
    ),
    "GET /.well-known/matrix/support": Endpoint("never"),
    "GET /_matrix/client/versions": Endpoint(
        "never", answer=Default({"versions": ["v1.1", "v1.15"]})
    ),
    "GET /_matrix/client/v1/auth_metadata": Endpoint("never"),
    "GET /_matrix/client/unstable/org.matrix.msc2965/auth_metadata": Endpoint("never"),
    "GET /_matrix/media/v3/thumbnail/{server}/{media}": Endpoint(
        "never", query=("width", "height", "method")
    ),
    # --- signing in and out
    f"GET {V3}/login": Endpoint("never", answer=Default({"flows": [{"type": "m.login.password"}]})),
    f"POST {V3}/login": Endpoint(
        "never",
        LOG_IN,
        answer=Default({"user_id": USER, "device_id": "OURS", "access_token": TOKEN}),
    ),
    f"POST {V3}/refresh": Endpoint("never", exactly({"refresh_token": TEXT})),
    f"POST {V3}/logout": Endpoint("always", exactly({}), answer=Default({})),
    # --- the account
    f"GET {V3}/account/whoami": Endpoint(
        "always", answer=Default({"user_id": USER, "device_id": "OURS"})
    ),
    f"GET {V3}/account/3pid": Endpoint(
        "always",
        answer=Default({"threepids": [{"medium": "email", "address": "alice@example.org"}]}),
    ),
    f"GET {V3}/capabilities": Endpoint("always", answer=Default({"capabilities": {}})),
    f"GET {V3}/room_keys/version": Endpoint("always", answer=NOT_FOUND),
    # MSC2000's, which Synapse has.
    f"GET {V3}/password_policy": Endpoint("never"),
    f"GET {V3}/profile/{{user_id}}": Endpoint("always", answer=Default({"displayname": "Alice"})),
    # What nobody may do: see docs/decisions/0014.
    f"PUT {V3}/profile/@nobody:invalid.invalid/displayname": Endpoint(
        "always", exactly({"displayname": {"const": 1}})
    ),
    f"POST {V3}/account/password": Endpoint(
        "either", exactly({"new_password": TEXT, "logout_devices": SWITCH}, auth=AUTH)
    ),
    f"POST {V3}/account/deactivate": Endpoint(
        "always", exactly({"erase": SWITCH}, id_server=TEXT, auth=AUTH)
    ),
    # --- devices
    f"GET {V3}/devices": Endpoint("always", answer=Default({"devices": DEVICES})),
    f"PUT {V3}/devices/{{device_id:path}}": Endpoint("always", exactly({"display_name": TEXT})),
    f"POST {V3}/delete_devices": Endpoint(
        "always",
        exactly({"devices": {"type": "array", "items": TEXT, "minItems": 1}}, auth=AUTH),
    ),
    # --- rooms
    f"GET {V3}/joined_rooms": Endpoint("always", answer=Default({"joined_rooms": []})),
    f"GET {V3}/user/{{user_id}}/account_data/m.direct": Endpoint("always", answer=NOT_FOUND),
    f"GET {V3}/rooms/{{room_id}}/joined_members": Endpoint("always"),
    f"GET {V3}/rooms/{{room_id}}/state/m.room.create/": Endpoint("always", query=("format",)),
    f"GET {V3}/rooms/{{room_id}}/state/m.room.member/{{user_id}}": Endpoint("always"),
    **{
        f"GET {V3}/rooms/{{room_id}}/state/m.room.{each}/": Endpoint("always")
        for each in STATE_READ
    },
    # --- proofs
    f"GET {V3}/auth/{{stage:path}}/fallback/web": Endpoint("never", query=("session",)),
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
        "never", exactly({"sid": OPAQUE, "client_secret": OPAQUE, "token": TEXT}), query=None
    ),
    # --- OAuth 2.0; these paths are what the metadata of our servers say
    "POST /oauth2/registration": Endpoint("never", CLIENT),
    "POST /oauth2/token": Endpoint("never", {"oneOf": [BY_CODE, BY_DEVICE, BY_REFRESH]}, form=True),
    "POST /oauth2/revoke": Endpoint(
        "never", exactly({"token": TEXT, "token_type_hint": TEXT, "client_id": TEXT}), form=True
    ),
    # RFC 8628 has no grant type here; oauthlib sends one along: see app/adapters/oauth_messages.py.
    "POST /oauth2/device": Endpoint(
        "never",
        exactly({"client_id": TEXT, "scope": TEXT}, grant_type={"const": DEVICE_GRANT}),
        form=True,
    ),
}
"""Method and path -> what is sent there; ``{name}`` stands for anything but a slash,
``{name:path}`` for anything."""


@cache
def _patterns() -> list[tuple[re.Pattern[str], Endpoint]]:
    def pattern(key: str) -> re.Pattern[str]:
        fixed_and_names = re.split(r"\{(\w+(?::path)?)\}", key)
        for at, part in enumerate(fixed_and_names):
            held = ".+" if part.endswith(":path") else "[^/]+"
            fixed_and_names[at] = held if at % 2 else re.escape(part)
        return re.compile("".join(fixed_and_names))

    return [(pattern(key), each) for key, each in ENDPOINTS.items() if "{" in key]


def endpoint_of(key: str) -> Endpoint | None:
    """Return the endpoint of a request, or None; paths without placeholders are tried first.

    Args:
        key: method and path.
    """
    fixed = ENDPOINTS.get(key)
    found = (each for pattern, each in _patterns() if pattern.fullmatch(key))
    return next(found, None) if fixed is None else fixed


def routed() -> Iterator[tuple[str, str, str, Endpoint]]:
    """Yield key, method, path and endpoint of each row, paths without placeholders first."""
    for key in sorted(ENDPOINTS, key=lambda each: "{" in each):
        method, _, path = key.partition(" ")
        yield key, method, path, ENDPOINTS[key]
