"""A homeserver that answers from a table, behind the real client: no socket, no server."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import httpx

from app.core.homeserver import Session
from app.core.identifiers import Origin, origin_of
from app.core.secret import Secret
from app.net.client import HttpClient
from app.net.tls import system_context

Answer: TypeAlias = httpx.Response | Exception
Route: TypeAlias = Callable[[httpx.Request], Answer]

V3 = "/_matrix/client/v3"
TOKEN = "mock-token-5fa1c0"
USER = "@alice:example.org"
ORIGIN = Origin("https", "matrix.example.org")
SESSION = Session(USER, "OURS", ORIGIN, kept=False)


def ok(body: object, status: int = 200, **headers: str) -> httpx.Response:
    return httpx.Response(status, json=body, headers=headers)


def no(status: int, errcode: str, error: str = "", **more: object) -> httpx.Response:
    return httpx.Response(status, json={"errcode": errcode, "error": error, **more})


def html(status: int) -> httpx.Response:
    return httpx.Response(status, text="<html>oops</html>")


def uia(*flows: list[str], **more: object) -> httpx.Response:
    body = {"session": "uia-session", **more, "flows": [{"stages": flow} for flow in flows]}
    return httpx.Response(401, json=body)


DEVICES = [
    {"device_id": "OURS", "display_name": "Latchkey on Linux", "last_seen_ts": 1795444986195},
    {"device_id": "PHONE", "display_name": "Element on Android", "last_seen_ts": 1795444986190},
    {"device_id": "WEB", "display_name": None, "last_seen_ip": "10.0.0.7"},
]


@dataclass
class MockHomeserver:
    """Answer requests from `routes`; everything else is 404 M_UNRECOGNIZED.

    A route is an answer, a list of answers to be given one after the other (the last one stays),
    or a function of the request.
    """

    routes: dict[str, Any] = field(default_factory=dict)
    requests: list[httpx.Request] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.routes = {
            "GET /.well-known/matrix/client": ok(
                {"m.homeserver": {"base_url": "https://matrix.example.org"}}
            ),
            "GET /_matrix/client/versions": ok({"versions": ["v1.1", "v1.15"]}),
            f"GET {V3}/login": ok({"flows": [{"type": "m.login.password"}]}),
            f"POST {V3}/login": ok({"user_id": USER, "device_id": "OURS", "access_token": TOKEN}),
            f"POST {V3}/logout": ok({}),
            f"GET {V3}/account/whoami": ok({"user_id": USER, "device_id": "OURS"}),
            f"GET {V3}/devices": ok({"devices": DEVICES}),
            f"GET {V3}/account/3pid": ok(
                {"threepids": [{"medium": "email", "address": "alice@example.org"}]}
            ),
            f"GET {V3}/capabilities": ok({"capabilities": {}}),
            f"GET {V3}/joined_rooms": ok({"joined_rooms": []}),
            f"GET {V3}/user/{USER}/account_data/m.direct": no(404, "M_NOT_FOUND"),
            f"GET {V3}/profile/{USER}": ok({"displayname": "Alice"}),
            f"GET {V3}/room_keys/version": no(404, "M_NOT_FOUND"),
            **self.routes,
        }

    async def handle(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        key = f"{request.method} {request.url.path}"
        route = self.routes.get(f"{request.url.scheme}://{request.url.netloc.decode()} {key}")
        route = self.routes.get(key, no(404, "M_UNRECOGNIZED")) if route is None else route
        if isinstance(route, list):
            route = route.pop(0) if len(route) > 1 else route[0]
        if callable(route):
            route = route(request)
        if asyncio.iscoroutine(route):
            route = await route
        if isinstance(route, Exception):
            raise route
        assert isinstance(route, httpx.Response)
        # One response object may answer several requests; as on a socket, each is read once.
        stream = httpx.ByteStream(route.content)
        return httpx.Response(route.status_code, headers=route.headers, stream=stream)

    def client(
        self, origin: Origin | str = ORIGIN, token: Secret | None = None, **more: Any
    ) -> HttpClient:
        where = origin_of(origin) if isinstance(origin, str) else origin
        transport = httpx.MockTransport(self.handle)
        return HttpClient(where, token, tls=TLS, transport=transport, **more)

    def sent(self, key: str) -> list[httpx.Request]:
        """Return the requests to one ``METHOD path``."""
        return [each for each in self.requests if f"{each.method} {each.url.path}" == key]

    def bodies(self, key: str) -> list[Any]:
        """Return their decoded bodies."""
        return [json.loads(each.content) for each in self.sent(key)]


TLS = system_context()
