"""A client that asks the scripted homeserver and Synapse the same things."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import httpx
import pytest

from tests.rig.homeserver import ScriptedHomeserver
from tests.rig.synapse import Synapse

OLD = "old-Password-of-7-words"
V3 = "/_matrix/client/v3"
CHANGE = f"{V3}/account/password"
NEW = "new passphrase with 9 words"


class Client:
    """A client of one user, who may do what Latchkey never would."""

    def __init__(self, base_url: str, server_name: str, user_id: str) -> None:
        self.http = httpx.Client(base_url=base_url, trust_env=False)
        self.server_name = server_name
        self.user_id = user_id
        self.lock: Callable[[bool], None] = lambda locked: None
        self.suspend: Callable[[bool], None] = lambda suspended: None
        self.scripted: ScriptedHomeserver | None = None
        self.other: Callable[[str], str] = lambda name: ""
        self.room: Callable[..., str] = lambda **more: ""

    def ask(self, method: str, path: str, token: str = "", **more: Any) -> tuple[int, Any]:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        answer = self.http.request(method, path, headers=headers, **more)
        assert answer.headers["content-type"] == "application/json"
        return answer.status_code, answer.json()

    def proof(self, password: str, session: str | None = None) -> dict[str, Any]:
        who = {"type": "m.id.user", "user": self.user_id}
        found = {"type": "m.login.password", "identifier": who, "password": password}
        return found if session is None else {**found, "session": session}

    def sign_in(self, password: str = OLD, **more: object) -> tuple[int, Any]:
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
        made.lock = lambda locked: synapse.lock(user, locked=locked)
        made.suspend = lambda suspended: synapse.suspend(user, suspended=suspended)
        made.other = lambda name: synapse.user_id(f"{name}-of-{user}")
        made.room = partial(_synapse_room, synapse, user)
        yield made
        made.http.close()
        return
    with ScriptedHomeserver() as server:
        user_id = server.register(user, OLD, email=f"{user}@example.org")
        made = Client(server.base_url, server.server_name, user_id)
        account = server.accounts.by_id[user_id]
        made.lock = partial(setattr, account, "locked")
        made.suspend = partial(setattr, account, "suspended")
        made.scripted = server
        made.other = lambda name: server.user_id(f"{name}-of-{user}")
        made.room = partial(_scripted_room, server, user_id)
        yield made
        made.http.close()
        server.broken.clear()  # this client breaks rules on purpose


def errcode(answer: tuple[int, Any]) -> tuple[int, str]:
    return answer[0], answer[1]["errcode"]


def _synapse_room(
    synapse: Synapse, user: str, *, version: str, levels: dict[str, Any], joined: list[str]
) -> str:
    """Make a room of that user, as a client would; who is joined is registered first."""
    token = synapse.sign_in(user, OLD, "Maker").token
    room_id = synapse.make_room(
        token,
        room_version=version,
        preset="public_chat",
        name="A room",
        power_level_content_override=levels,
    )
    for other in joined:
        name = other.partition(":")[0].removeprefix("@")
        synapse.register(name, OLD)
        synapse.join(synapse.sign_in(name, OLD).token, room_id)
    return room_id


def _scripted_room(
    server: ScriptedHomeserver,
    user_id: str,
    *,
    version: str,
    levels: dict[str, Any],
    joined: list[str],
) -> str:
    room_id = "!anew" if version == "12" else f"!old:{server.server_name}"
    everybody = [user_id, *joined]
    server.rooms.add(room_id, user_id, joined=everybody, levels=levels, name="A room")
    return room_id
