"""What Latchkey reads of an account's rooms.

Anybody in a room may have written its state, so most of it is read as it is, and judged by
`app.core.rooms.power_levels`. Section names are those of the Client-Server API.
"""

from __future__ import annotations

from typing import Any

from app.core.responses import Body


class JoinedRooms(Body, frozen=True, kw_only=True):
    """GET /joined_rooms ("Room membership")."""

    joined_rooms: list[str]


class PowerLevels(Body, frozen=True, kw_only=True):
    """Content of m.room.power_levels, whatever anybody wrote there.

    `app.core.rooms.power_levels` judges it.
    """

    users: Any = None
    users_default: Any = None
    events: Any = None
    state_default: Any = None
    kick: Any = None
    ban: Any = None


class CreateEvent(Body, frozen=True, kw_only=True):
    """m.room.create, whole: in new rooms, its sender is a creator.

    Attributes:
        content: whatever anybody wrote there.
    """

    sender: str
    content: Any = None


class Membership(Body, frozen=True, kw_only=True):
    """Content of m.room.member."""

    membership: str


class JoinedMember(Body, frozen=True, kw_only=True):
    """What is read of a joined member.

    Attributes:
        display_name: whatever anybody wrote there.
    """

    display_name: Any = None


class JoinedMembers(Body, frozen=True, kw_only=True):
    """GET /rooms/{roomId}/joined_members ("Getting events for a room")."""

    joined: dict[str, JoinedMember]


class Tombstone(Body, frozen=True, kw_only=True):
    """Content of m.room.tombstone; whatever anybody wrote there."""

    replacement_room: Any = None


class RoomName(Body, frozen=True, kw_only=True):
    """Content of m.room.name; whatever anybody wrote there."""

    name: Any = None


class CanonicalAlias(Body, frozen=True, kw_only=True):
    """Content of m.room.canonical_alias; whatever anybody wrote there."""

    alias: Any = None
