"""Read an account's rooms, and which of them nobody else could run without the account.

`app.operations.account.room_check` checks each; two more requests read its name and alias. Direct
chats are not checked.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from app.core.account_state import state_of
from app.core.errors import (
    ConnectionFault,
    LatchkeyError,
    MatrixError,
    NotFound,
    NotRenewed,
    RateLimited,
    RemoteProtocolError,
)
from app.core.requests import Request
from app.core.rooms import requests as room_requests
from app.core.untrusted_text import clean
from app.operations.account.room_check import Fate, Room, RoomCheck, words_of
from app.operations.ports.clock import Clock
from app.operations.ports.http import Api

T = TypeVar("T")

AT_ONCE = 6
"""How many rooms are read at the same time."""

LOST_IN_A_ROW = 5
"""After so many rooms without an answer, the server counts as out of reach."""

LONGEST_WAIT = 120.0
"""A throttle beyond this many seconds ends the reading."""

THROTTLES = 5
"""How often one request is throttled before its room is given up."""


@dataclass(frozen=True, slots=True)
class RoomsFound:
    """What has been read so far.

    Attributes:
        total: how many rooms there are; None until that is known.
        rooms: those that were read, in no order.
        waiting: IDs of those that were not, once the reading is over.
        over: whether the reading is over.
        stopped: the error that ended it before the last room; None if the person stopped it.
        direct_unread: why it could not be read which of them are direct chats.
    """

    total: int | None = None
    rooms: tuple[Room, ...] = ()
    waiting: tuple[str, ...] = ()
    over: bool = False
    stopped: LatchkeyError | None = None
    direct_unread: LatchkeyError | None = None

    @property
    def complete(self) -> bool:
        """Whether every room, and the list of direct chats, was read without an error."""
        return self.over and self.total is not None and not self.unread and not self.direct_unread

    @property
    def unread(self) -> int:
        """How many rooms were not read, or could not be."""
        failed = sum(1 for room in self.rooms if isinstance(room.fate, LatchkeyError))
        return failed + (self.total or 0) - len(self.rooms)

    @property
    def left_alone(self) -> int:
        """How many rooms were not read, since the person or an error ended the reading."""
        return (self.total or 0) - len(self.rooms)

    def alone(self) -> tuple[Room, ...]:
        """Return the rooms that nobody else could run, sorted by name."""
        found = [each for each in self.rooms if isinstance(each.fate, Fate) and each.fate.alone]
        return tuple(sorted(found, key=lambda each: (each.name or each.alias or "\uffff").lower()))


class RoomsReader:
    """Read the rooms of one account, a few at a time, once.

    Args:
        api: the session's.
        user_id: the account's.
        clock: times the waits while the server throttles.
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
        self._all: tuple[str, ...] = ()
        self._direct: dict[str, str] = {}
        self._holds = 0
        self._free = asyncio.Event()
        self._free.set()
        self._lost = 0
        self._over = False
        self._stopped: LatchkeyError | None = None
        self._direct_unread: LatchkeyError | None = None

    @property
    def over(self) -> bool:
        """Whether the reading is over."""
        return self._over

    @property
    def found(self) -> RoomsFound:
        """What has been read so far."""
        read = {room.room_id for room in self._rooms} if self._over else set()
        return RoomsFound(
            self._total,
            tuple(self._rooms),
            tuple(each for each in self._all if each not in read) if self._over else (),
            self._over,
            self._stopped,
            self._direct_unread,
        )

    async def run(self) -> None:
        """Read all rooms, or stop at an error that concerns the account or the network."""
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
        self._total, self._all = len(joined), tuple(joined)
        self._waiting.extend(joined)
        self._on_read()

    async def _direct_chats(self) -> dict[str, Any] | None:
        """Read "m.direct"; if it cannot be read, record why, and treat no room as a direct chat."""
        try:
            return await self._call(room_requests.direct_chats(self._own))
        except NotFound:
            return None
        except (MatrixError, RemoteProtocolError) as error:
            if self._ends(error):
                raise
            self._direct_unread = error
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
        """Whether an error ends the reading: it concerns the account or network, not one room."""
        state = state_of(error)
        if isinstance(error, NotRenewed) or (state is not None and not state.usable):
            return True
        if isinstance(error, RateLimited):
            return error.retry_after > LONGEST_WAIT
        return isinstance(error, ConnectionFault) and self._lost >= LOST_IN_A_ROW

    async def _read(self, room_id: str) -> Room:
        if room_id in self._direct:
            return Room(room_id, Fate.DIRECT, people=(clean(self._direct[room_id]),))
        try:
            question = RoomCheck(self._call, room_id, self._own)
            found = await question.answer()
            name = await question.or_none(room_requests.room_name(room_id))
            alias = await question.or_none(room_requests.canonical_alias(room_id))
        except LatchkeyError as error:
            self._lost = self._lost + 1 if isinstance(error, ConnectionFault) else 0
            return Room(room_id, error)
        self._lost = 0
        return replace(
            found,
            name=words_of(None if name is None else name.name),
            alias=words_of(None if alias is None else alias.alias),
        )

    async def _call(self, request: Request[T]) -> T:
        """Send a request; when throttled, wait together with all other requests and repeat it."""
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


def _by_room(table: dict[str, Any] | None) -> dict[str, str]:
    """Turn "m.direct" around: map the ID of each direct chat to the other user's ID."""
    found: dict[str, str] = {}
    for user, rooms in (table or {}).items():
        for room in rooms if isinstance(rooms, list) else ():
            if isinstance(room, str):
                found.setdefault(room, user)
    return found
