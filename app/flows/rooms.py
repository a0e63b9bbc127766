"""Read an account's rooms, and which of them nobody else could run afterwards.

Two requests answer that for most rooms: the power levels, and whether the strongest other person
is still there. In a room of version 12 or later its create event comes first, because its creators
stand above all levels. Only where none of the first few is there, the list of members is read.
Two more ask for the name and the alias. Direct chats are not asked about.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, TypeVar

from app.core import room_requests
from app.core.errors import (
    AnswerTooLarge,
    ConnectionFault,
    LatchkeyError,
    MatrixError,
    NotFound,
    NotRenewed,
    RateLimited,
    RemoteProtocolError,
)
from app.core.power import Power, creators_count, power_of
from app.core.requests import Request
from app.core.room_responses import CreateEvent, JoinedMembers
from app.core.server_text import clean
from app.core.standing import standing_of
from app.flows.account import OrError
from app.flows.ports import Api, Clock

T = TypeVar("T")

AT_ONCE = 6
"""How many rooms are read at the same time."""

FEW = 3
"""How many people are looked for one by one before the whole list is read."""

SHOWN_PEOPLE = 3
LOST_IN_A_ROW = 5
"""After so many rooms without an answer, the server counts as out of reach."""

LONGEST_WAIT = 120.0
"""A throttle beyond this many seconds ends the reading."""

THROTTLES = 5
"""How often one request is throttled before its room is given up."""


class Fate(Enum):
    """What becomes of a room when the account leaves it.

    SHARED is run by somebody else as well, and DIRECT is a chat of two. Nobody else could run the
    others: HAND_OVER, unless the account gives somebody power before; EMPTY, where nobody else is
    joined; ADRIFT, where nobody can even now.
    """

    SHARED = "shared"
    DIRECT = "direct"
    HAND_OVER = "hand-over"
    EMPTY = "empty"
    ADRIFT = "adrift"

    @property
    def alone(self) -> bool:
        """Whether nobody else could run it."""
        return self in (Fate.HAND_OVER, Fate.EMPTY, Fate.ADRIFT)


@dataclass(frozen=True, slots=True)
class Room:
    """A room that the account is joined to.

    Attributes:
        room_id: as the server has it.
        fate: what becomes of it; why not, if that could not be read.
        name: as somebody wrote it, cleaned; empty where there is none.
        alias: the main one, cleaned.
        people: some of the others, by the names they gave themselves; the other one of a direct
            chat by user ID.
    """

    room_id: str
    fate: OrError[Fate]
    name: str = ""
    alias: str = ""
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RoomsFound:
    """What has been read so far.

    Attributes:
        total: how many rooms there are; None until that is known.
        rooms: those that were looked at, in no order.
        over: nothing more is being read.
        stopped: why it ended before the last room.
    """

    total: int | None = None
    rooms: tuple[Room, ...] = ()
    over: bool = False
    stopped: LatchkeyError | None = None

    @property
    def complete(self) -> bool:
        """Whether every room was read, and read well."""
        return self.over and self.total == len(self.rooms) and not self.unread

    @property
    def unread(self) -> int:
        """How many rooms nothing is known of."""
        failed = sum(1 for room in self.rooms if isinstance(room.fate, LatchkeyError))
        return failed + (self.total or 0) - len(self.rooms)

    def alone(self) -> tuple[Room, ...]:
        """Return the rooms that nobody else could run, by name."""
        found = [each for each in self.rooms if isinstance(each.fate, Fate) and each.fate.alone]
        return tuple(sorted(found, key=lambda each: (each.name or each.alias or "\uffff").lower()))


class RoomsCheck:
    """Read the rooms of one account, a few at a time, once.

    Args:
        api: the session's.
        user_id: whose.
        clock: sits throttles out.
        on_read: called after each room, and at the end.
    """

    def __init__(self, api: Api, user_id: str, clock: Clock, on_read: Callable[[], None]) -> None:
        self._api = api
        self._own = user_id
        self._clock = clock
        self._on_read = on_read
        self._total: int | None = None
        self._rooms: list[Room] = []
        self._waiting: deque[str] = deque()
        self._direct: dict[str, str] = {}
        self._holds = 0
        self._free = asyncio.Event()
        self._free.set()
        self._lost = 0
        self._over = False
        self._stopped: LatchkeyError | None = None

    @property
    def over(self) -> bool:
        """Whether nothing more is being read."""
        return self._over

    @property
    def found(self) -> RoomsFound:
        """What has been read so far."""
        return RoomsFound(self._total, tuple(self._rooms), self._over, self._stopped)

    async def run(self) -> None:
        """Read them all, or until the server cannot be asked any more."""
        try:
            await self._list()
            async with asyncio.TaskGroup() as group:
                for _ in range(AT_ONCE):
                    group.create_task(self._work())
        except LatchkeyError as error:
            self._stopped = error
        finally:
            self._over = True
            self._on_read()

    async def _list(self) -> None:
        self._direct = _by_room(await self._direct_chats())
        joined = dict.fromkeys((await self._call(room_requests.joined_rooms())).joined_rooms)
        self._total = len(joined)
        self._waiting.extend(joined)
        self._on_read()

    async def _direct_chats(self) -> dict[str, Any] | None:
        """Ask for direct chats; where the server has no such list, they count as rooms."""
        try:
            return await self._or_none(room_requests.direct_chats(self._own))
        except (MatrixError, RemoteProtocolError) as error:
            if self._ends(error):
                raise
            return None

    async def _work(self) -> None:
        while self._waiting:
            room_id = self._waiting.popleft()
            found = await self._read(room_id)
            if isinstance(found.fate, LatchkeyError) and self._ends(found.fate):
                self._waiting.clear()
                self._stopped = found.fate
                return
            self._rooms.append(found)
            self._on_read()

    def _ends(self, error: LatchkeyError) -> bool:
        """Whether an error is one of the account or the network, and not of a room."""
        standing = standing_of(error)
        if isinstance(error, NotRenewed) or (standing is not None and not standing.usable):
            return True
        if isinstance(error, RateLimited):
            return error.retry_after > LONGEST_WAIT
        return isinstance(error, ConnectionFault) and self._lost >= LOST_IN_A_ROW

    async def _read(self, room_id: str) -> Room:
        if room_id in self._direct:
            return Room(room_id, Fate.DIRECT, people=(clean(self._direct[room_id]),))
        try:
            found = await _Question(self._or_none, self._call, room_id, self._own).answer()
            name = await self._or_none(room_requests.room_name(room_id))
            alias = await self._or_none(room_requests.canonical_alias(room_id))
        except LatchkeyError as error:
            self._lost = self._lost + 1 if isinstance(error, ConnectionFault) else 0
            return Room(room_id, error)
        self._lost = 0
        return replace(
            found,
            name=_text(None if name is None else name.name),
            alias=_text(None if alias is None else alias.alias),
        )

    async def _or_none(self, request: Request[T]) -> T | None:
        try:
            return await self._call(request)
        except NotFound:
            return None

    async def _call(self, request: Request[T]) -> T:
        """Ask, and sit a throttle out together with everybody else."""
        for _ in range(THROTTLES):
            await self._free.wait()
            try:
                return await self._api.call(request)
            except RateLimited as error:
                if error.retry_after > LONGEST_WAIT:
                    raise
                await self._hold(error.retry_after)
        return await self._api.call(request)

    async def _hold(self, seconds: float) -> None:
        self._holds += 1
        self._free.clear()
        try:
            await self._clock.sleep(seconds)
        finally:
            self._holds -= 1
            if not self._holds:
                self._free.set()


@dataclass(frozen=True, slots=True)
class _Question:
    """Whether anybody else could run one room, asked with as few requests as it takes."""

    or_none: Callable[[Request[Any]], Any]
    call: Callable[[Request[Any]], Any]
    room_id: str
    own: str

    async def answer(self) -> Room:
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
        others = tuple(user for user in power.others(self.own) if user not in asked)
        if await self._any_joined(others[:FEW]):
            return Room(self.room_id, Fate.SHARED)
        return await self._by_members(power, sure=len(others) <= FEW)

    async def _any_joined(self, users: Iterable[str]) -> bool:
        for user in users:
            found = await self.or_none(room_requests.membership(self.room_id, user))
            if found is not None and found.membership == "join":
                return True
        return False

    async def _by_members(self, power: Power, *, sure: bool) -> Room:
        """Judge by who is joined.

        Args:
            power: how it is spread.
            sure: everybody who is named with enough of it is known not to be joined.
        """
        mine = Fate.HAND_OVER if power.runs(self.own) else Fate.ADRIFT
        try:
            members = await self.call(room_requests.joined_members(self.room_id))
        except AnswerTooLarge:  # tens of thousands are
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
    return _text(members.joined[user].display_name) or clean(user)


def _text(written: object) -> str:
    return clean(written) if isinstance(written, str) else ""


def _by_room(table: dict[str, Any] | None) -> dict[str, str]:
    """Turn m.direct around: whose chat a room is, by room."""
    found: dict[str, str] = {}
    for user, rooms in (table or {}).items():
        for room in rooms if isinstance(rooms, list) else ():
            if isinstance(room, str):
                found.setdefault(room, user)
    return found
