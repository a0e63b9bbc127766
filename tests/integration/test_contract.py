"""What both the scripted homeserver and Synapse can answer, they answer alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.integration.conftest import OLD
from tests.rig.homeserver import ScriptedHomeserver
from tests.rig.synapse import Synapse

V3 = "/_matrix/client/v3"
CHANGE = f"{V3}/account/password"
NEW = "new passphrase with 9 words"


class Client:
    """A client of one user, who may do what Latchkey never would."""

    def __init__(self, base_url: str, server_name: str, user_id: str) -> None:
        self.http = httpx.Client(base_url=base_url, trust_env=False)
        self.server_name = server_name
        self.user_id = user_id

    def ask(self, method: str, path: str, token: str = "", **more: Any) -> tuple[int, Any]:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        answer = self.http.request(method, path, headers=headers, **more)
        assert answer.headers["content-type"] == "application/json"
        return answer.status_code, answer.json()

    def proof(self, password: str, session: str | None = None) -> dict[str, Any]:
        who = {"type": "m.id.user", "user": self.user_id}
        found = {"type": "m.login.password", "identifier": who, "password": password}
        return found if session is None else {**found, "session": session}

    def sign_in(self, password: str = OLD, **more: str) -> tuple[int, Any]:
        return self.ask("POST", f"{V3}/login", json={**self.proof(password), **more})

    def token(self, **more: str) -> str:
        token: str = self.sign_in(**more)[1]["access_token"]
        return token

    def change(self, token: str, auth: object = None, **more: object) -> tuple[int, Any]:
        body = {"new_password": NEW, "logout_devices": False, **more}
        if auth is not None:
            body["auth"] = auth
        return self.ask("POST", CHANGE, token, json=body)


@pytest.fixture(params=["scripted", "synapse"])
def client(request: pytest.FixtureRequest, user: str, synapse: Synapse) -> Iterator[Client]:
    if request.param == "synapse":
        synapse.add_threepids(user, email=f"{user}@example.org")
        made = Client(synapse.base_url, synapse.server_name, synapse.user_id(user))
        yield made
        made.http.close()
        return
    with ScriptedHomeserver() as server:
        user_id = server.register(user, OLD, email=f"{user}@example.org")
        made = Client(server.base_url, server.server_name, user_id)
        yield made
        made.http.close()
        server.broken.clear()  # this client breaks rules on purpose


def errcode(answer: tuple[int, Any]) -> tuple[int, str]:
    return answer[0], answer[1]["errcode"]


def test_discovery(client: Client):
    status, body = client.ask("GET", "/.well-known/matrix/client")
    assert (status, list(body)) == (200, ["m.homeserver"])
    assert body["m.homeserver"]["base_url"].rstrip("/") == f"http://{client.server_name}"
    status, body = client.ask("GET", "/_matrix/client/versions")
    assert status == 200
    assert "v1.11" in body["versions"]


def test_what_is_not_there(client: Client):
    assert errcode(client.ask("GET", f"{V3}/nothing")) == (404, "M_UNRECOGNIZED")
    assert errcode(client.ask("PUT", f"{V3}/login", json={})) == (405, "M_UNRECOGNIZED")


def test_bodies_that_cannot_be_read(client: Client):
    for path in (f"{V3}/login", CHANGE):
        token = client.token()
        assert errcode(client.ask("POST", path, token, content=b"{")) == (400, "M_NOT_JSON")
        assert errcode(client.ask("POST", path, token, json=[])) == (400, "M_BAD_JSON")
    assert errcode(client.ask("POST", f"{V3}/login", json={})) == (400, "M_UNKNOWN")
    for wrong in (5, "x" * 513):
        assert errcode(client.change(client.token(), new_password=wrong)) == (400, "M_BAD_JSON")


def test_signing_in(client: Client):
    status, flows = client.ask("GET", f"{V3}/login")
    assert status == 200
    assert {"type": "m.login.password"} in flows["flows"]
    assert errcode(client.sign_in("wrong")) == (403, "M_FORBIDDEN")
    stranger = {**client.proof(OLD), "identifier": {"type": "m.id.user", "user": "@no:where"}}
    refused = client.ask("POST", f"{V3}/login", json=stranger)
    assert errcode(refused) == (403, "M_FORBIDDEN")
    status, body = client.sign_in(initial_device_display_name="Probe")
    assert status == 200
    assert body["user_id"] == client.user_id
    _, who = client.ask("GET", f"{V3}/account/whoami", body["access_token"])
    assert who["user_id"] == client.user_id
    assert who["device_id"] == body["device_id"]
    _, listed = client.ask("GET", f"{V3}/devices", body["access_token"])
    [device] = listed["devices"]
    assert device["device_id"] == body["device_id"]
    assert device["display_name"] == "Probe"


def test_a_device_that_signs_in_twice_is_one(client: Client):
    client.token(device_id="TWICE")
    token = client.token(device_id="TWICE")
    _, listed = client.ask("GET", f"{V3}/devices", token)
    assert [device["device_id"] for device in listed["devices"]] == ["TWICE"]
    assert client.ask("POST", f"{V3}/logout", token, json={}) == (200, {})
    _, listed = client.ask("GET", f"{V3}/devices", client.token())
    assert "TWICE" not in [device["device_id"] for device in listed["devices"]]


def test_tokens(client: Client):
    for path in ("account/whoami", "devices", "account/3pid", "capabilities", "room_keys/version"):
        assert errcode(client.ask("GET", f"{V3}/{path}")) == (401, "M_MISSING_TOKEN")
        status, body = client.ask("GET", f"{V3}/{path}", "wrong")
        assert (status, body["errcode"]) == (401, "M_UNKNOWN_TOKEN")
        assert body["soft_logout"] is False
    token = client.token()
    assert client.ask("POST", f"{V3}/logout", token, json={}) == (200, {})
    refused = client.ask("POST", f"{V3}/logout", token, json={})
    assert errcode(refused) == (401, "M_UNKNOWN_TOKEN")


def test_reads_of_an_account(client: Client):
    token = client.token()
    status, found = client.ask("GET", f"{V3}/account/3pid", token)
    [contact] = found["threepids"]
    assert (status, contact["medium"]) == (200, "email")
    backup = client.ask("GET", f"{V3}/room_keys/version", token)
    assert errcode(backup) == (404, "M_NOT_FOUND")
    status, found = client.ask("GET", f"{V3}/capabilities", token)
    assert status == 200
    assert found["capabilities"]["m.change_password"] == {"enabled": True}


def test_a_change_asks_for_the_password(client: Client):
    token = client.token()
    status, asked = client.change(token)
    assert (status, asked["flows"]) == (401, [{"stages": ["m.login.password"]}])
    assert "errcode" not in asked
    session = asked["session"]
    status, again = client.change(token, {"session": session})
    assert (status, again["session"], again["completed"]) == (401, session, [])
    status, refused = client.change(token, client.proof("wrong", session))
    assert (status, refused["errcode"], refused["completed"]) == (401, "M_FORBIDDEN", [])
    assert refused["session"] == session
    assert client.sign_in(OLD)[0] == 200


@pytest.mark.parametrize(
    ("auth", "code"),
    [
        ({"type": "m.login.nope"}, "M_INVALID_PARAM"),
        ({"type": "m.login.password"}, "M_INVALID_PARAM"),
        ({"session": "no-such-session"}, "M_UNKNOWN"),
    ],
)
def test_a_change_with_a_proof_that_is_none(client: Client, auth: dict[str, str], code: str):
    token = client.token()
    session = client.change(token)[1]["session"]
    refused = client.change(token, {"session": session, **auth})
    assert errcode(refused) == (400, code)


@pytest.mark.parametrize("logout_devices", [False, True])
def test_a_change_is_carried_out(client: Client, logout_devices: bool):
    token, other = client.token(), client.token()
    session = client.change(token, logout_devices=logout_devices)[1]["session"]
    proof = client.proof(OLD, session)
    assert client.change(token, proof, logout_devices=logout_devices) == (200, {})
    assert client.sign_in(OLD)[0] == 403
    assert client.sign_in(NEW)[0] == 200
    assert client.ask("GET", f"{V3}/account/whoami", token)[0] == 200
    there = client.ask("GET", f"{V3}/account/whoami", other)[0]
    assert there == (401 if logout_devices else 200)


def test_a_mail_is_asked_for_once_for_each_attempt(client: Client):
    address = f"{client.user_id[1:].partition(':')[0]}@example.org"
    path = f"{CHANGE}/email/requestToken"

    def ask(attempt: int, key: str = "one", to: str = address) -> tuple[int, Any]:
        body = {"client_secret": key, "email": to, "send_attempt": attempt}
        return client.ask("POST", path, json=body)

    status, first = ask(1)
    assert status == 200
    assert ask(1) == (200, first)
    assert ask(2) == (200, first)
    other = ask(1, key="another")
    assert other[0] == 200
    assert other[1]["sid"] != first["sid"]
    assert errcode(ask(1, to="nobody@example.org")) == (400, "M_THREEPID_NOT_FOUND")


def test_a_session_without_a_proof_is_no_error(client: Client):
    token = client.token()
    _, asked = client.change(token)
    status, body = client.change(token, {"session": asked["session"]})
    assert (status, body["completed"]) == (401, [])
    assert "errcode" not in body


def test_pages_of_stages_that_have_none(client: Client):
    token = client.token()
    session = client.change(token)[1]["session"]
    for stage in ("m.login.password", "m.login.email.identity", "m.login.msisdn", "m.login.dummy"):
        path = f"{V3}/auth/{stage}/fallback/web"
        assert errcode(client.ask("GET", f"{path}?session={session}")) == (404, "M_UNKNOWN")
        assert errcode(client.ask("GET", path)) == (400, "M_UNKNOWN")
