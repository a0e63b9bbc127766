"""Request builders for an account's rooms, one pure function per endpoint.

Section names are those of the Client-Server API of the Matrix specification.
"""

from __future__ import annotations

from typing import Any, TypeVar

from app.core.requests import CLIENT, MIB, Request, Token, read, segment
from app.core.rooms import responses as responses

T = TypeVar("T")

MEMBERS_LIMIT = 4 * MIB
"""Some 30,000 members; decoding that many takes 20 ms of the window's thread."""


def joined_rooms() -> Request[responses.JoinedRooms]:
    """List the account's rooms ("Room membership", GET /joined_rooms)."""
    return read("/joined_rooms", responses.JoinedRooms)


def direct_chats(user_id: str) -> Request[dict[str, Any]]:
    """Ask which rooms are direct chats, by user ("Direct messaging", account data m.direct)."""
    user = segment(user_id)
    return read(f"/user/{user}/account_data/m.direct", dict[str, Any])


def power_levels(room_id: str) -> Request[responses.PowerLevels]:
    """Ask for a room's power levels; `NotFound` if it has none."""
    return _state(room_id, "m.room.power_levels", responses.PowerLevels)


def room_name(room_id: str) -> Request[responses.RoomName]:
    """Ask for a room's name; `NotFound` if it has none."""
    return _state(room_id, "m.room.name", responses.RoomName)


def canonical_alias(room_id: str) -> Request[responses.CanonicalAlias]:
    """Ask for a room's main alias; `NotFound` if it has none."""
    return _state(room_id, "m.room.canonical_alias", responses.CanonicalAlias)


def tombstone(room_id: str) -> Request[responses.Tombstone]:
    """Ask which room has replaced one ("Room upgrades"); `NotFound` if none has."""
    return _state(room_id, "m.room.tombstone", responses.Tombstone)


def create_event(room_id: str) -> Request[responses.CreateEvent]:
    """Ask for a room's create event with its sender (``format=event``)."""
    found = f"/rooms/{segment(room_id)}/state/m.room.create/?format=event"
    return read(found, responses.CreateEvent)


def membership(room_id: str, user_id: str) -> Request[responses.Membership]:
    """Ask for a user's membership of a room; `NotFound` if they never had one."""
    return _state(room_id, "m.room.member", responses.Membership, user_id)


def joined_members(room_id: str) -> Request[responses.JoinedMembers]:
    """List who is joined to a room ("Getting events for a room")."""
    path = f"{CLIENT}/rooms/{segment(room_id)}/joined_members"
    return Request("GET", path, responses.JoinedMembers, token=Token.REQUIRED, limit=MEMBERS_LIMIT)


def _state(room_id: str, event: str, response: type[T], key: str = "") -> Request[T]:
    room, state_key = segment(room_id), segment(key)
    return read(f"/rooms/{room}/state/{event}/{state_key}", response)
