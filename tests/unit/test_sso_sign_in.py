"""Signing in on a website, with the legacy API."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from app.core.errors import AccessDenied, BrowserNotBack, Forbidden, ListenFailed, WrongShape
from app.core.homeserver import Opened, Provider
from app.core.identifiers import Link, origin_of
from app.core.secret import Secret
from app.operations.sign_in.password import SignIn
from app.operations.sign_in.sso import SsoSignIn
from tests.fakes import FakeClock
from tests.mock_homeserver import TOKEN, USER, V3, MockHomeserver, no, ok
from tests.oauth_server import FakeDoor

LOGIN = f"POST {V3}/login"
HERE = origin_of("https://matrix.example.org")
GITHUB = Provider("oidc-github", "GitHub", "github")


def token(state: Secret) -> str:
    return f"state={state.reveal()}&loginToken=the-token"


class Run:
    def __init__(self, routes: dict[str, Any] | None = None, say: Any = token) -> None:
        self.server = MockHomeserver(routes or {})
        self.door = FakeDoor(say)
        self.pages: list[Link] = []
        sign_in = SignIn(self.server.client, FakeClock(), "Latchkey on Test")
        self.ended: list[Opened] = []
        self.flow = SsoSignIn(self.door.open, sign_in, self._end)

    async def _end(self, opened: Opened) -> None:
        self.ended.append(opened)


async def test_the_token_that_comes_back_signs_in():
    run = Run()
    opened = await run.flow.run(HERE, GITHUB, run.pages.append)
    assert opened.session.user_id == USER
    assert opened.tokens.client is None
    assert run.ended == []
    assert opened.tokens.access.reveal() == TOKEN
    assert run.server.bodies(LOGIN) == [
        {
            "type": "m.login.token",
            "token": "the-token",
            "initial_device_display_name": "Latchkey on Test",
            "refresh_token": True,
        }
    ]
    (page,) = run.pages
    parts = urlsplit(page.url)
    assert parts.path.endswith("/login/sso/redirect/oidc-github")
    (back,) = parse_qs(parts.query)["redirectUrl"]
    assert back == f"{FakeDoor.address}?state={run.door.state.reveal()}"
    assert run.door.closed == 1


async def test_a_known_device_is_used_again():
    run = Run()
    await run.flow.run(HERE, None, run.pages.append, "OURS")
    (body,) = run.server.bodies(LOGIN)
    assert body["device_id"] == "OURS"
    assert "initial_device_display_name" not in body


@pytest.mark.parametrize(
    ("say", "kind"),
    [
        (lambda s: f"error=denied&state={s.reveal()}", AccessDenied),
        (lambda s: None, BrowserNotBack),
        (lambda s: ListenFailed(), ListenFailed),
    ],
)
async def test_who_comes_back_without_one_is_not_signed_in(say: Any, kind: type[Exception]):
    run = Run(say=say)
    with pytest.raises(kind):
        await run.flow.run(HERE, None, run.pages.append)
    assert run.server.requests == []
    assert run.door.closed == 1


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (no(403, "M_FORBIDDEN", "Invalid login token: the-token"), Forbidden),
        (ok({"user_id": "nobody", "device_id": "D", "access_token": "t"}), WrongShape),
    ],
)
async def test_a_token_may_not_do(answer: Any, kind: type[Exception]):
    run = Run({LOGIN: answer})
    with pytest.raises(kind) as found:
        await run.flow.run(HERE, None, run.pages.append)
    assert "the-token" not in f"{found.value} {getattr(found.value, 'text', '')}"


async def test_a_session_that_comes_too_late_is_ended():
    asked, go = asyncio.Event(), asyncio.Event()

    async def slow(request: httpx.Request) -> httpx.Response:
        asked.set()
        await go.wait()
        return ok({"user_id": USER, "device_id": "D", "access_token": TOKEN})

    run = Run({LOGIN: lambda request: slow(request)})
    signing_in = asyncio.ensure_future(run.flow.run(HERE, None, run.pages.append))
    await asked.wait()
    for _ in range(3):  # the person cancels, and the window closes at once
        signing_in.cancel()
        await asyncio.sleep(0)
    go.set()
    with pytest.raises(asyncio.CancelledError):
        await signing_in
    assert [each.tokens.access.reveal() for each in run.ended] == [TOKEN]
