"""What is asked before an account is closed, and the act: both homeservers answer alike."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest

from tests.integration.contract import OLD, V3, Client, errcode

CLOSE = f"{V3}/account/deactivate"


def close(client: Client, token: str, auth: object = None, **more: object) -> tuple[int, Any]:
    body = {**more} if auth is None else {**more, "auth": auth}
    return client.ask("POST", CLOSE, token, json=body)


def test_only_a_session_closes_an_account(client: Client):
    assert errcode(client.ask("POST", CLOSE, json={"erase": False})) == (401, "M_MISSING_TOKEN")
    assert errcode(client.ask("POST", CLOSE, "wrong", json={})) == (401, "M_UNKNOWN_TOKEN")
    assert errcode(close(client, client.token(), erase="yes")) == (400, "M_BAD_JSON")


def test_a_wrong_password_leaves_everything_as_it_is(client: Client):
    token = client.token()
    status, asked = close(client, token, erase=True)
    assert (status, asked["flows"]) == (401, [{"stages": ["m.login.password"]}])
    wrong = client.proof("wrong", asked["session"])
    status, refused = close(client, token, wrong, erase=True)
    assert (status, refused["errcode"]) == (401, "M_FORBIDDEN")
    assert client.ask("GET", f"{V3}/account/whoami", token)[0] == 200
    assert client.sign_in(OLD)[0] == 200


@pytest.mark.parametrize("erase", [True, False])
def test_a_closed_account(client: Client, erase: bool):
    other = client.other("guest")
    room = client.room(version="10", levels={"users": {client.user_id: 100}}, joined=[other])
    token, device = client.token(), client.token()
    assert room in client.ask("GET", f"{V3}/joined_rooms", token)[1]["joined_rooms"]
    session = close(client, token, erase=erase)[1]["session"]
    done = close(client, token, client.proof(OLD, session), erase=erase)
    assert done == (200, {"id_server_unbind_result": "success"})
    for dead in (token, device):
        status, body = client.ask("GET", f"{V3}/account/whoami", dead)
        assert (status, body["errcode"]) == (401, "M_UNKNOWN_TOKEN")
        assert not body["soft_logout"]
    assert errcode(client.sign_in(OLD)) == (403, "M_FORBIDDEN")
    assert errcode(close(client, token, erase=erase)) == (401, "M_UNKNOWN_TOKEN")


def test_a_suspended_account_is_asked_like_any_other(client: Client):
    token = client.token()
    client.suspend(True)
    assert close(client, token, erase=False)[0] == 401


# --- rooms --------------------------------------------------------------------------------------


def state(client: Client, token: str, room: str, event: str, key: str = "") -> tuple[int, Any]:
    path = f"{V3}/rooms/{quote(room)}/state/{event}/{quote(key)}"
    return client.ask("GET", path, token)


@pytest.mark.parametrize("version", ["10", "12"])
def test_what_is_read_of_a_room(client: Client, version: str):
    other = client.other("guest")
    levels = {"users": {other: 50}}
    if version == "10":
        levels["users"][client.user_id] = 100
    room = client.room(version=version, levels=levels, joined=[other])
    assert (":" in room) is (version == "10"), "a new room's ID names no server"
    token = client.token()
    status, found = state(client, token, room, "m.room.power_levels")
    assert (status, found["users"]) == (200, levels["users"])
    assert state(client, token, room, "m.room.name") == (200, {"name": "A room"})
    alias = state(client, token, room, "m.room.canonical_alias")
    assert errcode(alias) == (404, "M_NOT_FOUND")
    status, found = state(client, token, room, "m.room.member", other)
    assert (status, found["membership"]) == (200, "join")
    nobody = state(client, token, room, "m.room.member", client.other("nobody"))
    assert errcode(nobody) == (404, "M_NOT_FOUND")
    path = f"{V3}/rooms/{quote(room)}/state/m.room.create/?format=event"
    status, found = client.ask("GET", path, token)
    assert (status, found["sender"]) == (200, client.user_id)
    assert found["content"]["room_version"] == version
    status, found = client.ask("GET", f"{V3}/rooms/{quote(room)}/joined_members", token)
    assert status == 200
    assert set(found["joined"]) == {client.user_id, other}
    assert all("display_name" in each for each in found["joined"].values())


def test_a_room_that_one_is_not_in(client: Client):
    token = client.token()
    room = f"!none:{client.server_name}"
    assert errcode(state(client, token, room, "m.room.power_levels")) == (403, "M_FORBIDDEN")
    members = client.ask("GET", f"{V3}/rooms/{quote(room)}/joined_members", token)
    assert errcode(members) == (403, "M_FORBIDDEN")


def test_an_account_without_rooms_or_direct_chats(client: Client):
    token = client.token()
    assert client.ask("GET", f"{V3}/joined_rooms", token) == (200, {"joined_rooms": []})
    direct = f"{V3}/user/{quote(client.user_id)}/account_data/m.direct"
    assert errcode(client.ask("GET", direct, token)) == (404, "M_NOT_FOUND")
    profile = client.ask("GET", f"{V3}/profile/{quote(client.user_id)}", token)
    assert profile[0] in (200, 404)
