"""An authorization server that answers from a table, beside a homeserver that does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

import httpx

from app.adapters.oauth_messages import OAuthlibMessages
from app.core.errors import LatchkeyError
from app.core.oauth.callback import Answer, Approved, Declined
from app.core.oauth.client import ClientMetadata
from app.core.secret import Secret
from app.net.discovery import ServerDiscovery
from app.operations.ports.browser import CallbackServer
from app.operations.ports.clock import Clock
from app.operations.session.token_issuer import TokenIssuer
from app.operations.sign_in.oauth import OAuthServices
from tests.mock_homeserver import USER, V3, MockHomeserver, no, ok
from tests.unit.test_oauth import WHOLE

REGISTER = "POST /oauth2/registration"
TOKEN = "POST /oauth2/token"
REVOKE = "POST /oauth2/revoke"
DEVICE = "POST /oauth2/device"
METADATA = "GET /_matrix/client/v1/auth_metadata"
WHO = f"GET {V3}/account/whoami"
CLIENT = ClientMetadata(client_name="Latchkey", client_uri="https://latchkey.example/")


def granted(**more: Any) -> httpx.Response:
    body = {
        "access_token": "mat_access",
        "token_type": "Bearer",
        "expires_in": 300,
        "refresh_token": "mar_refresh",
    }
    return ok({**body, **more})


def refused(code: str, status: int = 400, text: str = "Because.") -> httpx.Response:
    return httpx.Response(status, json={"error": code, "error_description": text})


def oauth_routes(**more: Any) -> dict[str, Any]:
    """Return the routes of a homeserver with the OAuth 2.0 API alone, and of its server."""
    return {
        METADATA: ok(WHOLE),
        f"GET {V3}/login": no(404, "M_UNRECOGNIZED"),
        f"POST {V3}/login": no(404, "M_UNRECOGNIZED"),
        f"POST {V3}/logout": no(404, "M_UNRECOGNIZED"),
        REGISTER: httpx.Response(201, json={"client_id": "client-1"}),
        TOKEN: granted(),
        REVOKE: httpx.Response(200),
        **more,
    }


def form(request: httpx.Request) -> dict[str, str]:
    """Return the fields of a form."""
    assert request.headers["content-type"] == "application/x-www-form-urlencoded"
    assert "authorization" not in request.headers
    return dict(parse_qsl(request.content.decode(), keep_blank_values=True))


class FakeDoor:
    """A door that answers as it is told to."""

    address = "http://127.0.0.1:40123/callback"

    def __init__(self, say: Callable[[Secret], str | LatchkeyError | None]) -> None:
        self._say = say
        self.state = Secret("")
        self.closed = 0

    async def open(self, state: Secret, wants: str) -> CallbackServer:
        self.state = state
        return self

    async def answer(self) -> Answer:
        said = self._say(self.state)
        if isinstance(said, LatchkeyError):
            raise said
        if said is None:
            raise TimeoutError
        fields = dict(parse_qsl(said))
        if "error" in fields:
            return Declined(Secret(said))
        value = fields.get("code") or fields.get("loginToken") or ""
        return Approved(Secret(value), Secret(said))

    async def close(self) -> None:
        self.closed += 1


def says_yes(state: Secret) -> str:
    """Come back with a code."""
    return f"code=the-code&state={state.reveal()}"


async def messages() -> OAuthlibMessages:
    return OAuthlibMessages()


def oauth_services_of(server: MockHomeserver, clock: Clock, door: FakeDoor) -> OAuthServices:
    """Return what a sign-in takes, over a table."""

    async def at_once(seconds: float) -> None:
        return

    def open_api(origin: Any, token: Secret | None) -> Any:
        return server.client(origin, token, sleep=at_once)

    discovery = ServerDiscovery(lambda origin: open_api(origin, None), clock.now)
    issuer = TokenIssuer(open_api, discovery, messages)
    return OAuthServices(open_api, door.open, messages, issuer, clock, CLIENT)


def who_is(device_id: str, user_id: str = USER) -> httpx.Response:
    return ok({"user_id": user_id, "device_id": device_id})
