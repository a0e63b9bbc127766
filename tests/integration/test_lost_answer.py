"""The answer to the change is lost on the way from a real Synapse: what is true is found out."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from app.core.homeserver import Opened, Session
from app.core.identifiers import Origin, UserId, origin_of
from app.core.requests import PasswordChange
from app.core.secret import Secret
from app.core.stages import PasswordAnswer
from app.flows.change_password import Changed, ChangePassword, Outcome, Unchanged, Unclear
from app.flows.ports import Answered
from app.net.client import HttpClient
from app.net.tls import system_context
from tests.fakes import FakeClock, FakePrompt
from tests.integration.conftest import OLD
from tests.rig.synapse import Synapse

NEW = "new passphrase with 9 words"
CHANGE = "/_matrix/client/v3/account/password"
Send = Callable[[], Awaitable[httpx.Response]]
Fault = Callable[[httpx.Request, Send], Awaitable[httpx.Response]]


async def before(request: httpx.Request, send: Send) -> Any:
    """Lose the request itself."""
    raise httpx.ReadError("lost")


async def after(request: httpx.Request, send: Send) -> Any:
    """Lose the answer."""
    await (await send()).aread()
    raise httpx.ReadTimeout("lost")


async def gateway(request: httpx.Request, send: Send) -> Any:
    """Put a gateway's page in place of the answer."""
    await (await send()).aread()
    return httpx.Response(504, stream=httpx.ByteStream(b"<html>"))


class Faulty(httpx.AsyncBaseTransport):
    """Pass everything on to the real server, but for one POST of the change."""

    def __init__(self, at: int, fault: Fault) -> None:
        self.inner = httpx.AsyncHTTPTransport()
        self.at, self.fault, self.changes, self.broken = at, fault, 0, False

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == CHANGE:
            self.changes += 1
            if self.changes == self.at:
                self.broken = True
                return await self.fault(request, lambda: self.inner.handle_async_request(request))
        return await self.inner.handle_async_request(request)

    async def aclose(self) -> None:
        await self.inner.aclose()


async def run(synapse: Synapse, user: str, transport: httpx.AsyncBaseTransport) -> Outcome:
    user_id = synapse.user_id(user)
    device = synapse.sign_in(user_id, OLD, "Latchkey on Linux")
    tls = system_context()
    session = Session(user_id, device.device_id, origin_of(synapse.base_url))
    opened = Opened(session, Secret(device.token))

    def open_api(origin: Origin, token: Secret | None) -> HttpClient:
        return HttpClient(origin, token, tls=tls)

    api = HttpClient(session.origin, opened.token, tls=tls, transport=transport)
    proof = Answered(PasswordAnswer(UserId(user_id), Secret(OLD)))
    flow = ChangePassword(api, session, FakePrompt(proof), FakeClock(), open_api)
    change = PasswordChange(Secret(NEW), logout_devices=False)
    try:
        return await flow.run(change, lambda: None)
    finally:
        await api.close()


@pytest.mark.parametrize(
    ("at", "fault", "changed"),
    [
        (1, before, False),
        (1, after, False),
        (2, before, False),
        (2, after, True),
        (2, gateway, True),
    ],
)
async def test_what_is_true_is_found_out(
    synapse: Synapse, user: str, at: int, fault: Fault, changed: bool
):
    transport = Faulty(at, fault)
    outcome = await run(synapse, user, transport)
    assert transport.broken
    assert transport.changes == at, "the act is never sent again"
    assert isinstance(outcome, Changed if changed else Unchanged)
    user_id = synapse.user_id(user)
    assert synapse.can_sign_in(user_id, NEW) is changed
    assert synapse.can_sign_in(user_id, OLD) is not changed
    assert synapse.device_names(user) == ["Latchkey on Linux"], "no probe is left behind"


async def test_a_server_that_is_gone_leaves_it_open():
    with Synapse() as server:
        server.register("gone", OLD)

        async def gone(request: httpx.Request, send: Any) -> Any:
            await (await send()).aread()
            await asyncio.get_running_loop().run_in_executor(None, server.stop)
            raise httpx.ReadError("lost")

        assert isinstance(await run(server, "gone", Faulty(2, gone)), Unclear)
        server.start()
        assert server.can_sign_in(server.user_id("gone"), NEW)
