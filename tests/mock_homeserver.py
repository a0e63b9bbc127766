"""A homeserver that answers from a table, behind the real client: no socket, no server."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import httpx

from app.core.homeserver import Session
from app.core.identifiers import Origin, origin_of
from app.core.secret import Secret
from app.net.client import HttpClient
from app.net.tls import system_context
from tests.rig.endpoints import DEVICES as DEVICES
from tests.rig.endpoints import ENDPOINTS, endpoint_of
from tests.rig.endpoints import TOKEN as TOKEN
from tests.rig.endpoints import USER as USER
from tests.rig.endpoints import V3 as V3
from tests.rig.rules import UiaRules, broken_by

Answer: TypeAlias = httpx.Response | Exception
Route: TypeAlias = Callable[[httpx.Request], Answer]

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


@dataclass(frozen=True)
class Heard:
    """A request, as `tests.rig.rules` sees it."""

    key: str
    query: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Told:
    """An answer, as `tests.rig.rules` sees it."""

    status: int
    body: bytes


@dataclass
class MockHomeserver:
    """Answer requests from `routes`, else as `tests.rig.endpoints` does, else 404 M_UNRECOGNIZED.

    A route is an answer, a list of answers to be given one after the other (the last one stays),
    or a function of the request. Every request is held against the rules: see `broken`.
    """

    routes: dict[str, Any] = field(default_factory=dict)
    requests: list[httpx.Request] = field(default_factory=list)

    broken: list[str] = field(default_factory=list)
    _uia_rules: UiaRules = field(default_factory=lambda: UiaRules(resumes=True))

    def __post_init__(self) -> None:
        MADE.append(self)
        fixed = [key for key, row in ENDPOINTS.items() if row.answer and "{" not in key]
        self.routes = {**{key: _default(key) for key in fixed}, **self.routes}

    async def handle(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        key = f"{request.method} {request.url.path}"
        route = self.routes.get(f"{request.url.scheme}://{request.url.netloc.decode()} {key}")
        elsewhere = route is not None and endpoint_of(key) is None
        if route is None:
            route = self.routes.get(key)
        if route is None:
            route = _default(key)
        heard = Heard(key, request.url.query.decode(), request.headers, request.content)
        if not elsewhere:  # where a server has sent Latchkey is the server's affair
            self.broken += [*broken_by(heard), *self._uia_rules.broken_by(heard)]
        if isinstance(route, list):
            route = route.pop(0) if len(route) > 1 else route[0]
        if callable(route):
            route = route(request)
        if asyncio.iscoroutine(route):
            route = await route
        if isinstance(route, Exception):
            raise route
        assert isinstance(route, httpx.Response)
        self._uia_rules.answered(heard, Told(route.status_code, route.content))
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


def _default(key: str) -> httpx.Response:
    endpoint = endpoint_of(key)
    if endpoint is None or endpoint.answer is None:
        return no(404, "M_UNRECOGNIZED")
    return ok(endpoint.answer.body, endpoint.answer.status)


TLS = system_context()
MADE: list[MockHomeserver] = []
"""Those of the test that runs; `tests/conftest.py` asks each whether a rule was broken."""
