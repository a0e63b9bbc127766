"""The scripted homeserver itself: it notices broken rules, and breaks what it is told to break."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import httpx
import pytest

import app.net.client
from app.core import requests
from app.core.errors import AnswerLost, AnswerTooLarge, LatchkeyError, NotJson
from app.core.identifiers import UserId, origin_of
from app.core.requests import PasswordLogin
from app.core.secret import Secret
from app.net.client import HttpClient
from app.net.tls import system_context
from tests.integration.conftest import OLD
from tests.rig import faults
from tests.rig.faults import Fault
from tests.rig.homeserver import ScriptedHomeserver
from tests.rig.process import PATIENCE_SECONDS
from tests.rig.rules import V3
from tests.rig.serve import Exchange, Served, says

LOGIN, CHANGE = f"POST {V3}/login", f"POST {V3}/account/password"
CHOICES = {"new_password": "n3w", "logout_devices": False}
WHO = {"type": "m.id.user", "user": "alice"}
LOG_IN = {"type": "m.login.password", "identifier": WHO, "password": OLD}


@pytest.fixture
def server() -> Iterator[ScriptedHomeserver]:
    with ScriptedHomeserver() as running:
        running.register("alice", OLD)
        yield running


class Client:
    def __init__(self, server: ScriptedHomeserver) -> None:
        self.http = httpx.Client(base_url=server.base_url, trust_env=False)
        body = self.send(LOGIN, LOG_IN)
        self.token = {"Authorization": f"Bearer {body['access_token']}"}

    def send(self, key: str, body: object = None, **more: Any) -> Any:
        method, _, path = key.partition(" ")
        content = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"} if body is not None else {}
        headers.update(more.pop("headers", {}))
        return self.http.request(method, path, content=content, headers=headers, **more).json()

    def change(self, auth: object = None, **choices: object) -> Any:
        body = {**CHOICES, **choices} if auth is None else {**CHOICES, **choices, "auth": auth}
        return self.send(CHANGE, body, headers=self.token)


@pytest.fixture
def client(server: ScriptedHomeserver) -> Iterator[Client]:
    made = Client(server)
    yield made
    made.http.close()
    server.broken.clear()


def proof(session: str, stage: str = "m.login.password", **more: object) -> dict[str, object]:
    return {"type": stage, "identifier": WHO, "password": OLD, "session": session, **more}


@pytest.mark.parametrize(
    ("key", "body", "more", "rule"),
    [
        (f"GET {V3}/sync", None, {}, "no such endpoint"),
        (f"PUT {V3}/login", {}, {}, "no such endpoint"),
        (f"GET {V3}/login?a=b", None, {}, "a query"),
        (f"GET {V3}/login", None, {"headers": {"Authorization": "Bearer x"}}, "a token where"),
        (f"GET {V3}/devices", None, {}, "no token"),
        (f"GET {V3}/devices", None, {"headers": {"Authorization": "Basic x"}}, "no token"),
        (f"GET {V3}/login", {}, {}, "a body"),
        (LOGIN, LOG_IN, {"headers": {"Content-Type": "text/plain"}}, "content-type"),
        (LOGIN, {**LOG_IN, "extra": 1}, {}, "additionalProperties"),
        (LOGIN, {**LOG_IN, "password": 5}, {}, "$.password breaks 'type'"),
        (LOGIN, {**LOG_IN, "identifier": "alice"}, {}, "$.identifier"),
        (LOGIN, LOG_IN, {"headers": {"X-Debug": f"tried {OLD}"}}, "a secret in x-debug"),
    ],
)
def test_a_broken_rule_is_noticed(
    server: ScriptedHomeserver, client: Client, key: str, body: object, more: Any, rule: str
):
    assert server.broken == []
    client.send(key, body, **more)
    assert rule in "\n".join(server.broken)
    assert OLD not in "\n".join(server.broken)


def test_rules_of_a_session_are_noticed(server: ScriptedHomeserver, client: Client):
    session = client.change()["session"]
    assert server.broken == []
    client.change(proof("never-handed-out"))
    client.change(proof(session), logout_devices=True)
    server.on(CHANGE, says(401, {"session": "two", "flows": [{"stages": ["a.first", "b.next"]}]}))
    client.change()
    client.change({"type": "m.login.dummy", "session": "two"})
    client.change(proof(session))
    said = [rule.removeprefix(f"{CHANGE}: ") for rule in server.broken]
    assert said == [
        "a session that was not handed out",
        "other choices than the session began with",
        "a stage out of its order",
        "the act was carried out, and is sent again",
    ]


def test_a_broken_rule_fails_the_test():
    with (
        pytest.raises(AssertionError, match="no such endpoint"),
        ScriptedHomeserver() as server,
    ):
        httpx.get(f"{server.base_url}/nowhere", trust_env=False)


def test_a_handler_that_breaks_fails_the_test():
    async def broken(exchange: object) -> None:
        raise ZeroDivisionError

    with pytest.raises(AssertionError, match="a handler broke"), Served(broken) as served:
        httpx.get(served.base_url, trust_env=False)


def test_a_server_that_goes_leaves_no_connection_open():
    heard = threading.Event()

    async def never(exchange: Exchange) -> None:
        heard.set()
        await exchange.gone()

    with ExitStack() as calls:
        with Served(never) as served:
            place = ("127.0.0.1", served.port)
            waiting, silent = (
                calls.enter_context(socket.create_connection(place, timeout=PATIENCE_SECONDS))
                for _ in range(2)
            )
            waiting.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert heard.wait(PATIENCE_SECONDS)
        assert waiting.recv(1) == b"", "its end is seen"
        assert silent.recv(1) == b""


def test_nobody_is_left_to_be_cut_off():
    heard, over = threading.Event(), threading.Event()

    async def late(exchange: Exchange) -> None:
        heard.set()
        await exchange.gone()
        await exchange.reset()
        over.set()

    with Served(late) as served:
        with socket.create_connection(("127.0.0.1", served.port), timeout=PATIENCE_SECONDS) as call:
            call.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert heard.wait(PATIENCE_SECONDS)
        assert over.wait(PATIENCE_SECONDS)


async def log_in(server: ScriptedHomeserver) -> Any:
    api = HttpClient(origin_of(server.base_url), tls=system_context())
    try:
        body = PasswordLogin(identifier=UserId("alice"), password=Secret(OLD))
        return await api.call(requests.login(body))
    finally:
        await api.close()


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (faults.reset, AnswerLost),
        (faults.hang, AnswerLost),
        (faults.truncated, AnswerLost),
        (faults.dribbled(0.05), AnswerLost),
        (faults.cut, NotJson),
        (faults.web_page, NotJson),
        (faults.empty, NotJson),
        (faults.wrong_charset, NotJson),
        (faults.oversized(50_000_000), AnswerTooLarge),
        (faults.late(0.1), None),
    ],
)
async def test_each_fault_has_its_error(
    server: ScriptedHomeserver,
    monkeypatch: pytest.MonkeyPatch,
    fault: Fault,
    error: type[LatchkeyError] | None,
):
    monkeypatch.setattr(app.net.client, "TIMEOUT", httpx.Timeout(0.5))
    monkeypatch.setattr(app.net.client, "WHOLE_ANSWER_SECONDS", 2.0)
    server.on(LOGIN, fault)
    if error is None:
        assert (await log_in(server)).user_id == server.user_id("alice")
    else:
        with pytest.raises(error):
            await log_in(server)
    assert (await log_in(server)).user_id == server.user_id("alice"), "honest again"
