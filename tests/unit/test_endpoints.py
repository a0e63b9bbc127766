"""One table teaches the rules, the mock and the scripted homeserver what an endpoint is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import httpx
import pytest

from tests.mock_homeserver import MockHomeserver
from tests.rig import endpoints
from tests.rig.endpoints import V3, Default, Endpoint, endpoint_of, exactly
from tests.rig.homeserver import ScriptedHomeserver

NAME = f"PUT {V3}/profile/{{user_id}}/org.example.unheard"
AT = f"{V3}/profile/@alice:example.org/org.example.unheard"
SAYS = {"displayname": "Alice"}


@pytest.fixture
def taught(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Teach an endpoint that Latchkey does not know yet, as a row of the table."""
    row = Endpoint("always", exactly({"displayname": {"type": "string"}}), answer=Default({}))
    monkeypatch.setattr(endpoints, "ENDPOINTS", {**endpoints.ENDPOINTS, NAME: row})
    endpoints._patterns.cache_clear()
    yield
    endpoints._patterns.cache_clear()


async def ask_mock(body: Mapping[str, Any], token: str) -> tuple[int, list[str]]:
    server = MockHomeserver()
    transport = httpx.MockTransport(server.handle)
    async with httpx.AsyncClient(transport=transport, base_url="https://example.org") as client:
        answer = await client.put(AT, json=body, headers={"Authorization": f"Bearer {token}"})
    found = list(server.broken)
    server.broken.clear()
    return answer.status_code, found


def ask_scripted(body: Mapping[str, Any]) -> tuple[int, list[str]]:
    with ScriptedHomeserver() as server:
        user_id = server.register("alice", "password")
        account = server.accounts.by_id[user_id]
        device = server.accounts.enter(account, None, None)
        token = server.accounts.give(device, refreshable=False)["access_token"]
        headers = {"Authorization": f"Bearer {token}"}
        answer = httpx.put(server.base_url + AT, json=body, headers=headers, trust_env=False)
        found = list(server.broken)
        server.broken.clear()
    return answer.status_code, found


@pytest.mark.usefixtures("taught")
async def test_a_row_alone_teaches_an_endpoint():
    assert await ask_mock(SAYS, "token") == (200, [])
    assert ask_scripted(SAYS) == (200, [])


@pytest.mark.usefixtures("taught")
async def test_the_mock_is_as_strict_as_the_scripted_homeserver():
    for body in ({"displayname": 5}, {**SAYS, "avatar": "mxc://x"}, {}):
        _, by_mock = await ask_mock(body, "token")
        _, by_scripted = ask_scripted(body)
        assert by_mock == by_scripted != []


async def test_what_nobody_taught_is_a_broken_rule_everywhere():
    status, by_mock = await ask_mock(SAYS, "token")
    assert status == 404
    assert any("no such endpoint" in rule for rule in by_mock)
    assert ask_scripted(SAYS) == (404, by_mock)


def test_a_row_without_a_place_for_anything_goes_first():
    nobody = endpoint_of(f"PUT {V3}/profile/@nobody:invalid.invalid/displayname")
    assert nobody is not None
    assert nobody.body != endpoint_of(f"PUT {V3}/devices/ONE")


def test_an_answer_to_an_endpoint_that_is_no_row_is_a_mistake():
    with (
        ScriptedHomeserver() as server,
        pytest.raises(LookupError, match="GET /nowhere"),
    ):
        list(server._routes({"GET /nowhere": server._versions}))
