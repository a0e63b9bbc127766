"""Rooms are read with as few requests as it takes, and what is not known is not made up."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import unquote

import httpx
import pytest

from app.core.errors import (
    AnswerLost,
    AnswerTooLarge,
    Forbidden,
    MatrixError,
    NotRenewed,
    RateLimited,
    UnknownToken,
    WrongShape,
)
from app.core.rooms.requests import MEMBERS_LIMIT
from app.operations.account.room_check import Fate, Room
from app.operations.account.rooms import AT_ONCE, LOST_IN_A_ROW, RoomsFound, RoomsReader
from tests.fakes import FakeClock, StillClock
from tests.mock_homeserver import USER, V3, MockHomeserver, no, ok
from tests.session_under_test import SessionUnderTest

OLD = "!old:example.org"
NEW = "!aGfu0o_new"
BOB = "@bob:example.org"
EVE = "@eve:other.org"
JOINED = f"GET {V3}/joined_rooms"
DIRECT = f"GET {V3}/user/{USER}/account_data/m.direct"
NOT_FOUND = no(404, "M_NOT_FOUND")


def state(event: str, room: str = OLD, key: str = "") -> str:
    return f"GET {V3}/rooms/{room}/state/{event}/{key}"


def member(user: str, room: str = OLD) -> str:
    return state("m.room.member", room, user)


def members(room: str = OLD) -> str:
    return f"GET {V3}/rooms/{room}/joined_members"


def people(*users: str, **named: str) -> httpx.Response:
    return ok({"joined": {user: {"display_name": named.get(user[1:4])} for user in users}})


def power(**users: int) -> httpx.Response:
    ids = {"me": USER, "bob": BOB, "eve": EVE}
    return ok({"users": {ids[name]: level for name, level in users.items()}})


JOIN = ok({"membership": "join"})
LEFT = ok({"membership": "leave"})


async def turns() -> None:
    """Let everybody do what can be done without waiting."""
    for _ in range(200):
        await asyncio.sleep(0)


class Reading:
    """The reading of one or more rooms, and what it asked."""

    def __init__(self, routes: dict[str, Any], *rooms: str, clock: FakeClock | None = None) -> None:
        rooms = rooms or (OLD,)
        named = {
            key: NOT_FOUND
            for room in rooms
            for key in (
                state("m.room.name", room),
                state("m.room.canonical_alias", room),
                state("m.room.tombstone", room),
            )
        }
        first = {JOINED: ok({"joined_rooms": list(rooms)}), DIRECT: NOT_FOUND}
        self.server = MockHomeserver({**first, **named, **routes})
        self.session = SessionUnderTest(self.server, clock=clock)
        self.steps = 0
        self.check = RoomsReader(self.session.api, USER, self.session.clock, self._on_read)

    def _on_read(self) -> None:
        self.steps += 1

    async def run(self) -> RoomsFound:
        await self.check.run()
        return self.check.found

    async def room(self) -> Room:
        found = await self.run()
        assert found.stopped is None
        (room,) = found.rooms
        return room

    @property
    def asked(self) -> list[str]:
        """What was asked about rooms, in order, but for names."""
        found = [unquote(each.url.path).removeprefix(V3) for each in self.server.requests[2:]]
        return [each for each in found if "name" not in each and "alias" not in each]


async def test_two_requests_answer_for_a_room_that_somebody_else_runs():
    reading = Reading({state("m.room.power_levels"): power(me=100, bob=50), member(BOB): JOIN})
    assert (await reading.room()).fate is Fate.SHARED
    assert reading.asked == [
        f"/rooms/{OLD}/state/m.room.power_levels/",
        f"/rooms/{OLD}/state/m.room.member/{BOB}",
    ]


@pytest.mark.parametrize("gone", [LEFT, NOT_FOUND, ok({"membership": "ban"})])
async def test_somebody_who_has_left_runs_nothing(gone):
    routes = {
        state("m.room.power_levels"): power(me=100, bob=50),
        member(BOB): gone,
        members(): people(USER, EVE, eve="Eve"),
    }
    room = await Reading(routes).room()
    assert room.fate is Fate.HAND_OVER
    assert room.people == ("Eve",)


async def test_a_room_where_nobody_else_is_is_empty():
    routes = {state("m.room.power_levels"): power(me=100), members(): people(USER)}
    assert (await Reading(routes).room()).fate is Fate.EMPTY


async def test_a_room_that_nobody_can_run_even_now_is_told_apart():
    routes = {state("m.room.power_levels"): power(bob=100), member(BOB): LEFT}
    room = await Reading({**routes, members(): people(USER, EVE)}).room()
    assert room.fate is Fate.ADRIFT
    assert room.people == (EVE,), "whoever has no name is called by the ID"


async def test_everybody_may_run_a_room():
    levels = ok({"users": {USER: 100}, "users_default": 50})
    for others, fate in ((people(USER, EVE), Fate.SHARED), (people(USER), Fate.EMPTY)):
        routes = {state("m.room.power_levels"): levels, members(): others}
        assert (await Reading(routes).room()).fate is fate


async def test_after_a_few_the_members_are_read():
    users = {f"@u{n}:x.org": 100 for n in range(5)}
    routes: dict[str, Any] = {member(user): LEFT for user in users}
    routes[state("m.room.power_levels")] = ok({"users": users})
    reading = Reading({**routes, members(): people(USER, "@u4:x.org")})
    assert (await reading.room()).fate is Fate.SHARED
    assert len(reading.asked) == 1 + 3 + 1


async def test_without_power_levels_the_creator_counts():
    create = {"type": "m.room.create", "sender": BOB, "content": {"creator": BOB}}
    routes = {
        state("m.room.power_levels"): NOT_FOUND,
        state("m.room.create"): ok(create),
        member(BOB): JOIN,
    }
    assert (await Reading(routes).room()).fate is Fate.SHARED


async def test_the_creator_of_a_new_room_is_asked_for_first():
    create = {"sender": BOB, "content": {}}
    reading = Reading({state("m.room.create", NEW): ok(create), member(BOB, NEW): JOIN}, NEW)
    assert (await reading.room()).fate is Fate.SHARED
    assert len(reading.asked) == 2
    (asked,) = reading.server.sent(f"GET {V3}/rooms/{NEW}/state/m.room.create/")
    assert asked.url.query == b"format=event"


async def test_a_new_room_of_ones_own_goes_by_levels_as_well():
    routes = {
        state("m.room.create", NEW): ok({"sender": USER, "content": {}}),
        state("m.room.power_levels", NEW): power(bob=50),
        member(BOB, NEW): JOIN,
    }
    assert (await Reading(routes, NEW).room()).fate is Fate.SHARED
    alone = {**routes, member(BOB, NEW): LEFT, members(NEW): people(USER, EVE)}
    assert (await Reading(alone, NEW).room()).fate is Fate.HAND_OVER


async def test_a_creator_who_has_left_is_not_asked_for_twice():
    routes = {
        state("m.room.create", NEW): ok({"sender": BOB, "content": {}}),
        member(BOB, NEW): LEFT,
        state("m.room.power_levels", NEW): power(me=100),
        members(NEW): people(USER, EVE),
    }
    reading = Reading(routes, NEW)
    assert (await reading.room()).fate is Fate.HAND_OVER
    assert reading.asked.count(f"/rooms/{NEW}/state/m.room.member/{BOB}") == 1


async def test_direct_chats_are_left_out():
    reading = Reading({DIRECT: ok({BOB: [OLD, 5], EVE: [OLD], "x": "y"})})
    assert await reading.room() == Room(OLD, Fate.DIRECT, people=(BOB,))
    assert reading.asked == []


@pytest.mark.parametrize("answer", [no(404, "M_UNRECOGNIZED"), no(500, "M_X"), ok([])])
async def test_without_a_list_of_direct_chats_every_room_is_asked_about(answer):
    routes = {state("m.room.power_levels"): power(me=100), members(): people(USER)}
    found = await Reading({**routes, DIRECT: answer}).run()
    assert found.rooms[0].fate is Fate.EMPTY
    assert found.direct_unread is not None
    assert not found.complete, "some of them may be direct chats"


async def test_who_has_no_direct_chats_has_no_list_of_them():
    routes = {state("m.room.power_levels"): power(me=100), members(): people(USER)}
    found = await Reading(routes).run()
    assert found.direct_unread is None
    assert found.complete


async def test_a_room_that_another_one_has_replaced_is_left_out():
    routes = {
        state("m.room.power_levels"): power(me=100),
        members(): people(USER, EVE),
        state("m.room.tombstone"): ok({"body": "Moved", "replacement_room": "!next:example.org"}),
    }
    found = await Reading(routes).run()
    assert found.rooms[0].fate is Fate.REPLACED
    assert found.alone() == ()
    routes[state("m.room.tombstone")] = ok({})
    assert (await Reading(routes).room()).fate is Fate.HAND_OVER


async def test_whether_a_room_was_replaced_is_asked_only_where_it_matters():
    reading = Reading({state("m.room.power_levels"): power(me=100, bob=50), member(BOB): JOIN})
    await reading.run()
    assert reading.server.sent(state("m.room.tombstone")) == []


async def test_without_power_levels_anybody_can_hand_a_room_over():
    create = {"type": "m.room.create", "sender": BOB, "content": {"creator": BOB}}
    routes = {
        state("m.room.power_levels"): NOT_FOUND,
        state("m.room.create"): ok(create),
        member(BOB): LEFT,
        members(): people(USER, EVE),
    }
    assert (await Reading(routes).room()).fate is Fate.HAND_OVER


async def test_a_session_that_is_over_is_found_at_the_first_request():
    reading = Reading({DIRECT: no(401, "M_UNKNOWN_TOKEN")})
    assert isinstance((await reading.run()).stopped, UnknownToken)
    assert reading.server.sent(JOINED) == []


async def test_names_are_what_somebody_wrote_made_safe():
    routes = {
        state("m.room.power_levels"): power(me=100),
        members(): people(USER),
        state("m.room.name"): ok({"name": " Book\u202e \n club "}),
        state("m.room.canonical_alias"): ok({"alias": "#books:example.org"}),
    }
    room = await Reading(routes).room()
    assert (room.name, room.alias) == ("Book club", "#books:example.org")
    routes[state("m.room.name")] = ok({"name": 5})
    assert (await Reading(routes).room()).name == ""


TOO_MANY = httpx.Response(200, content=b'{"joined": {' + b" " * MEMBERS_LIMIT + b"}}")


@pytest.mark.parametrize(
    ("levels", "fate"),
    [
        (power(me=100), Fate.HAND_OVER),
        (power(bob=100), Fate.ADRIFT),
        (ok({"users_default": 50}), Fate.SHARED),
    ],
)
async def test_a_list_of_members_beyond_measure_says_something_too(levels, fate):
    routes = {state("m.room.power_levels"): levels, member(BOB): LEFT, members(): TOO_MANY}
    assert (await Reading(routes).room()).fate is fate


async def test_a_list_beyond_measure_may_hide_somebody():
    users = {f"@u{n}:x.org": 100 for n in range(5)}
    routes: dict[str, Any] = {member(user): LEFT for user in users}
    routes[state("m.room.power_levels")] = ok({"users": users})
    room = await Reading({**routes, members(): TOO_MANY}).room()
    assert isinstance(room.fate, AnswerTooLarge)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (no(403, "M_FORBIDDEN"), Forbidden),
        (no(404, "M_UNRECOGNIZED"), MatrixError),
        (no(500, "M_UNKNOWN"), MatrixError),
        (ok([]), WrongShape),
        (httpx.ReadError("x"), AnswerLost),
    ],
)
async def test_a_room_that_cannot_be_read_is_counted_and_the_others_are_read(answer, kind):
    other = "!other:example.org"
    routes = {
        state("m.room.power_levels"): answer,
        state("m.room.power_levels", other): power(me=100),
        members(other): people(USER),
    }
    found = await Reading(routes, OLD, other).run()
    fates = {room.room_id: room.fate for room in found.rooms}
    assert isinstance(fates[OLD], kind)
    assert fates[other] is Fate.EMPTY
    assert found.over
    assert found.stopped is None
    assert not found.complete
    assert found.unread == 1


async def test_all_read_is_complete_and_sorted_by_name():
    rooms = [f"!r{n}:example.org" for n in range(20)]
    routes: dict[str, Any] = {}
    for n, room in enumerate(rooms):
        routes[state("m.room.power_levels", room)] = power(me=100)
        routes[members(room)] = people(USER)
        routes[state("m.room.name", room)] = ok({"name": f"Room {20 - n:02}"})
    reading = Reading(routes, *rooms)
    found = await reading.run()
    assert found.complete
    assert [room.name for room in found.alone()] == [f"Room {n:02}" for n in range(1, 21)]
    assert reading.steps == 22, "once for the list, once for each room, once at the end"


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (no(401, "M_UNKNOWN_TOKEN"), UnknownToken),
        (no(429, "M_LIMIT_EXCEEDED", retry_after_ms=600_000), RateLimited),
    ],
)
async def test_what_concerns_all_rooms_ends_it(answer, kind):
    rooms = [f"!r{n}:example.org" for n in range(40)]
    routes = {state("m.room.power_levels", room): answer for room in rooms}
    reading = Reading(routes, *rooms)
    found = await reading.run()
    assert isinstance(found.stopped, kind)
    assert not found.complete
    assert found.unread == 40
    assert len(reading.asked) <= AT_ONCE


async def test_a_server_out_of_reach_ends_it():
    rooms = [f"!r{n}:example.org" for n in range(40)]
    lost = {state("m.room.power_levels", room): httpx.ConnectError("x") for room in rooms}
    reading = Reading(lost, *rooms)
    found = await reading.run()
    assert found.stopped is not None
    assert found.unread == 40
    tries = 3
    assert len(reading.asked) <= (AT_ONCE + LOST_IN_A_ROW) * tries


async def test_a_list_that_cannot_be_read_says_why():
    found = await Reading({JOINED: no(500, "M_X")}).run()
    assert found.total is None
    assert isinstance(found.stopped, MatrixError)
    assert found.over
    assert not found.complete
    assert found.unread == 0


async def test_an_account_whose_tokens_cannot_be_renewed_ends_it():
    reading = Reading({})
    reading.session.api.call = _not_renewed  # type: ignore[method-assign]  # no server says so
    found = await reading.run()
    assert isinstance(found.stopped, NotRenewed)


async def _not_renewed(request: object) -> object:
    raise NotRenewed(AnswerLost("example.org"))


async def test_a_throttle_is_sat_out_by_all_together():
    rooms = [f"!r{n}:example.org" for n in range(12)]
    throttled = no(429, "M_LIMIT_EXCEEDED", retry_after_ms=7000)
    routes: dict[str, Any] = {}
    for room in rooms:
        routes[state("m.room.power_levels", room)] = power(me=100)
        routes[members(room)] = people(USER)
    routes[state("m.room.power_levels", rooms[0])] = [throttled, power(me=100)]
    clock = StillClock()
    reading = Reading(routes, *rooms, clock=clock)
    task = asyncio.create_task(reading.run())
    await turns()
    assert clock.waited == [7.0]
    under_way = len(reading.check.found.rooms)
    assert under_way < len(rooms), "nobody asks on meanwhile"
    clock.tick()
    assert (await task).complete


async def test_a_room_that_is_throttled_for_ever_is_given_up():
    throttled = no(429, "M_LIMIT_EXCEEDED", retry_after_ms=1000)
    reading = Reading({state("m.room.power_levels"): throttled})
    found = await reading.run()
    assert isinstance(found.rooms[0].fate, RateLimited)
    assert found.stopped is None


async def test_it_can_be_cut_off_and_keeps_what_it_knows():
    other = "!other:example.org"
    asked = asyncio.Event()

    async def never(request: httpx.Request) -> httpx.Response:
        asked.set()
        await asyncio.Event().wait()
        raise AssertionError

    routes = {
        state("m.room.power_levels"): power(me=100),
        members(): people(USER),
        state("m.room.power_levels", other): lambda request: never(request),
    }
    reading = Reading(routes, OLD, other)
    task = asyncio.create_task(reading.run())
    await asked.wait()
    await turns()
    task.cancel()
    await asyncio.wait({task})
    found = reading.check.found
    assert [room.room_id for room in found.rooms] == [OLD]
    assert found.over
    assert not found.complete
    assert found.unread == found.left_alone == 1
    assert found.waiting == (other,)
    assert found.stopped is None, "nobody but the person stopped it"
