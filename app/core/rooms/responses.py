"""Types of the answers about an account's rooms.

Anybody in a room may have written its state, so most fields are not validated here;
`app.core.rooms.power_levels` does that for power levels and creators. Section names are those of
the Client-Server API.
"""

from __future__ import annotations

from typing import Any

from app.core.lenient import Identifier, Listed
from app.core.responses import Body


class JoinedRooms(Body, frozen=True, kw_only=True):
    """GET /joined_rooms ("Room membership")."""

    joined_rooms: Listed[Identifier]


class PowerLevels(Body, frozen=True, kw_only=True):
    """Content of m.room.power_levels, not validated: `app.core.rooms.power_levels` does it."""

    users: Any = None
    users_default: Any = None
    events: Any = None
    state_default: Any = None
    kick: Any = None
    ban: Any = None


class CreateEvent(Body, frozen=True, kw_only=True):
    """The m.room.create event; in new rooms, its sender is a creator.

    Attributes:
        content: the event's content, not validated.
    """

    sender: str
    content: Any = None


class Membership(Body, frozen=True, kw_only=True):
    """Content of m.room.member."""

    membership: Any = None


class JoinedMembers(Body, frozen=True, kw_only=True):
    """GET /rooms/{roomId}/joined_members ("Getting events for a room").

    Attributes:
        joined: user ID -> profile, not validated: there may be hundreds of thousands.
    """

    joined: dict[str, Any]


class Tombstone(Body, frozen=True, kw_only=True):
    """Content of m.room.tombstone, not validated."""

    replacement_room: Any = None


class RoomName(Body, frozen=True, kw_only=True):
    """Content of m.room.name, not validated."""

    name: Any = None


class CanonicalAlias(Body, frozen=True, kw_only=True):
    """Content of m.room.canonical_alias, not validated."""

    alias: Any = None
