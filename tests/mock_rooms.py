"""Rooms of a homeserver that answers from a table."""

from __future__ import annotations

from typing import Any

from tests.mock_homeserver import USER, V3, no, ok

BOB = "@bob:example.org"
NOT_FOUND = no(404, "M_NOT_FOUND", "Event not found.")


def room(
    room_id: str, *, mine: int, bob: int, joined: tuple[str, ...], name: str = ""
) -> dict[str, Any]:
    """Return what is asked of one room.

    Args:
        room_id: of an old room version.
        mine: level of the account.
        bob: level of the other one.
        joined: who is there.
        name: of the room; none if empty.
    """
    at = f"GET {V3}/rooms/{room_id}"
    there = ok({"membership": "join" if BOB in joined else "leave"})
    return {
        f"{at}/state/m.room.power_levels/": ok({"users": {USER: mine, BOB: bob}}),
        f"{at}/state/m.room.member/{BOB}": there,
        f"{at}/joined_members": ok({"joined": {user: {"display_name": "Bob"} for user in joined}}),
        f"{at}/state/m.room.name/": ok({"name": name}) if name else NOT_FOUND,
        f"{at}/state/m.room.canonical_alias/": NOT_FOUND,
        f"{at}/state/m.room.tombstone/": NOT_FOUND,
    }


def rooms(**kinds: str) -> dict[str, Any]:
    """Return the routes of an account's rooms.

    Args:
        kinds: name and kind: ``shared``, ``mine``, ``empty``, ``adrift``, or ``broken``.
    """
    found: dict[str, Any] = {}
    ids = [f"!{name}:example.org" for name in kinds]
    for room_id, (name, kind) in zip(ids, kinds.items(), strict=True):
        both = (USER, BOB)
        title = f"Latchkey {name}"
        match kind:
            case "shared":
                found |= room(room_id, mine=100, bob=50, joined=both, name=title)
            case "mine":
                found |= room(room_id, mine=100, bob=0, joined=both, name=title)
            case "empty":
                found |= room(room_id, mine=100, bob=100, joined=(USER,), name=title)
            case "adrift":
                found |= room(room_id, mine=0, bob=0, joined=both)
    return {**found, f"GET {V3}/joined_rooms": ok({"joined_rooms": ids})}
