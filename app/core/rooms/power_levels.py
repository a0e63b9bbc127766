"""Who can administer a room, by its power levels and its creators.

Implements "Power levels" of "m.room.power_levels" in the Client-Server API, and what room versions
change: where there is no such event, the creator has level 100; from version 12 on, creators rank
above every level and are not among ``users``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.core.rooms.responses import CreateEvent, PowerLevels

STATE_DEFAULT = 50
ACT_DEFAULT = 50
"""Level needed to kick and to ban, if the event does not say."""

CREATOR_LEVEL = 100
"""Level of the creator in a room without power levels."""

POWER_LEVELS = "m.room.power_levels"

_INTEGER = re.compile(r"\s*[+-]?[0-9]{1,30}\s*")


@dataclass(frozen=True, slots=True)
class Power:
    """Power levels of a room's users, and the level that it takes to administer the room.

    Attributes:
        needed: level that may change power levels, kick and ban.
        default: level of users who are not named in `users`.
        users: levels by user ID.
        creators: users who rank above all levels.
    """

    needed: int
    default: int
    users: Mapping[str, int]
    creators: frozenset[str] = frozenset()

    def runs(self, user_id: str) -> bool:
        """Return whether a user could administer the room, if joined."""
        return user_id in self.creators or self.users.get(user_id, self.default) >= self.needed

    @property
    def everybody(self) -> bool:
        """Whether every joined user who is not named in `users` could administer the room."""
        return self.default >= self.needed

    def others(self, own: str) -> tuple[str, ...]:
        """Return the other named users who could administer the room: creators, then by level.

        Args:
            own: user ID to leave out.
        """
        named = {user: level for user, level in self.users.items() if level >= self.needed}
        strongest = sorted(named, key=lambda user: (-named[user], user))
        found = dict.fromkeys((*sorted(self.creators), *strongest))
        return tuple(user for user in found if user != own)


def creators_count(room_id: str) -> bool:
    """Return whether a room's creators rank above all levels: from room version 12 on.

    Such a room's ID is the hash of its create event, and names no server ("Room version 12").
    """
    return ":" not in room_id


def power_of(
    levels: PowerLevels | None, create: CreateEvent | None, *, creators_above: bool
) -> Power:
    """Return the power levels of a room, with the specification's defaults filled in.

    Args:
        levels: the room's power levels; None where there is no such event.
        create: its create event; None if creators do not matter.
        creators_above: whether its creators rank above all levels; see `creators_count`.
    """
    made_by = _creators(create, additional=creators_above)
    above = frozenset(made_by) if creators_above else frozenset()
    if levels is None:  # anybody may set the first ones, but nobody else has power before
        users = {} if creators_above else dict.fromkeys(made_by, CREATOR_LEVEL)
        return Power(ACT_DEFAULT, 0, users, above)
    state = _level(levels.state_default, STATE_DEFAULT)
    events = levels.events if isinstance(levels.events, dict) else {}
    needed = max(
        _level(events.get(POWER_LEVELS), state),
        _level(levels.kick, ACT_DEFAULT),
        _level(levels.ban, ACT_DEFAULT),
    )
    default = _level(levels.users_default, 0)
    given = levels.users if isinstance(levels.users, dict) else {}
    users = {user: _level(value, default) for user, value in given.items()}
    return Power(needed, default, users, above)


def _creators(create: CreateEvent | None, *, additional: bool) -> tuple[str, ...]:
    if create is None:
        return ()
    content = create.content if isinstance(create.content, dict) else {}
    more = content.get("additional_creators") if additional else [content.get("creator")]
    found: Iterable[Any] = (create.sender, *(more if isinstance(more, list) else ()))
    return tuple(each for each in found if isinstance(each, str) and each)


def _level(value: object, default: int) -> int:
    """Read a level: an integer, which old rooms also wrote as a string or as a fraction."""
    if isinstance(value, bool):
        return default
    if isinstance(value, int):
        return value
    if isinstance(value, float) and math.isfinite(value):
        return int(value)
    if isinstance(value, str) and _INTEGER.fullmatch(value):
        return int(value)
    return default
