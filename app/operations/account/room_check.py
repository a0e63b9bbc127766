"""Finds out whether anybody else could run a room once the account has left it.

Most rooms take two requests: the power levels, and whether the strongest other person is still
joined. In a room of version 12 or later the create event comes first, because its creators stand
above all levels. The list of members is read only if none of the first few is joined; and whether
another room has replaced the room, only if nobody else could run it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, TypeVar

from app.core.errors import AnswerTooLarge, NotFound
from app.core.requests import Request
from app.core.rooms import requests as room_requests
from app.core.rooms.power_levels import Power, creators_count, power_of
from app.core.rooms.responses import CreateEvent, JoinedMembers
from app.core.untrusted_text import clean
from app.operations.account.read import OrError

T = TypeVar("T")
Call = Callable[[Request[Any]], Awaitable[Any]]

FEW = 3
"""How many people are checked one by one before the whole member list is read."""

SHOWN_PEOPLE = 3


class Fate(Enum):
    """What becomes of a room when the account leaves it.

    SHARED: somebody else could run it as well. DIRECT: it is a chat of two. REPLACED: it points to
    a successor. Nobody else could run the others. HAND_OVER: the account can give somebody power
    before it leaves. EMPTY: nobody else is joined. ADRIFT: the account cannot run it either.
    """

    SHARED = "shared"
    DIRECT = "direct"
    REPLACED = "replaced"
    HAND_OVER = "hand-over"
    EMPTY = "empty"
    ADRIFT = "adrift"

    @property
    def alone(self) -> bool:
        """Whether nobody else could run the room."""
        return self in (Fate.HAND_OVER, Fate.EMPTY, Fate.ADRIFT)


@dataclass(frozen=True, slots=True)
class Room:
    """A room that the account is joined to.

    Attributes:
        room_id: as the server has it.
        fate: what becomes of the room, or why that could not be read.
        name: the room's name, cleaned; empty where there is none.
        alias: the room's main alias, cleaned; empty where there is none.
        people: display names of some other members; in a direct chat the other's user ID.
    """

    room_id: str
    fate: OrError[Fate]
    name: str = ""
    alias: str = ""
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RoomCheck:
    """The check of one room.

    Attributes:
        call: sends a request to the homeserver.
        room_id: which room.
        own: user ID of the account that leaves it.
    """

    call: Call
    room_id: str
    own: str

    async def answer(self) -> Room:
        """Find out what becomes of the room; its name and alias are not read.

        Raises:
            LatchkeyError: that could not be read.
        """
        found = await self._fate()
        if not isinstance(found.fate, Fate) or not found.fate.alone:
            return found
        after = await self.or_none(room_requests.tombstone(self.room_id))
        if after is not None and after.replacement_room:
            return replace(found, fate=Fate.REPLACED)
        return found

    async def or_none(self, request: Request[T]) -> T | None:
        """Send a request; return None if the server answers `NotFound`."""
        try:
            found: T = await self.call(request)
        except NotFound:
            return None
        return found

    async def _fate(self) -> Room:
        above = creators_count(self.room_id)
        create: CreateEvent | None = None
        asked: tuple[str, ...] = ()
        if above:
            create = await self.call(room_requests.create_event(self.room_id))
            asked = power_of(None, create, creators_above=True).others(self.own)[:FEW]
            if await self._any_joined(asked):
                return Room(self.room_id, Fate.SHARED)
        levels = await self.or_none(room_requests.power_levels(self.room_id))
        if levels is None and create is None:
            create = await self.call(room_requests.create_event(self.room_id))
        power = power_of(levels, create, creators_above=above)
        # Where there are no power levels, anybody may set the first ones ("Authorization rules").
        mine = Fate.HAND_OVER if levels is None or power.runs(self.own) else Fate.ADRIFT
        others = tuple(user for user in power.others(self.own) if user not in asked)
        if await self._any_joined(others[:FEW]):
            return Room(self.room_id, Fate.SHARED)
        return await self._by_members(power, mine, sure=len(others) <= FEW)

    async def _any_joined(self, users: Iterable[str]) -> bool:
        for user in users:
            found = await self.or_none(room_requests.membership(self.room_id, user))
            if found is not None and found.membership == "join":
                return True
        return False

    async def _by_members(self, power: Power, mine: Fate, *, sure: bool) -> Room:
        """Decide what becomes of the room from its list of joined members.

        Args:
            power: the power levels of the room.
            mine: what becomes of it if other members are joined, but none could run it.
            sure: whether everybody named with enough power is known not to be joined.
        """
        try:
            members = await self.call(room_requests.joined_members(self.room_id))
        except AnswerTooLarge:  # tens of thousands are joined
            if power.everybody:
                return Room(self.room_id, Fate.SHARED)
            if sure:
                return Room(self.room_id, mine)
            raise
        joined = [user for user in members.joined if user != self.own]
        if any(power.runs(user) for user in joined):
            return Room(self.room_id, Fate.SHARED)
        people = tuple(_called(user, members) for user in joined[:SHOWN_PEOPLE])
        return Room(self.room_id, mine if joined else Fate.EMPTY, people=people)


def _called(user: str, members: JoinedMembers) -> str:
    found = members.joined[user]
    name = found.get("display_name") if isinstance(found, dict) else None
    return words_of(name) or clean(user)


def words_of(written: object) -> str:
    """Return a text from a server, cleaned; empty where it is no text."""
    return clean(written) if isinstance(written, str) else ""
