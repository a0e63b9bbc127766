"""Who can run a room, by its power levels and its creators, whatever anybody wrote there."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.rooms.power_levels import Power, creators_count, power_of
from app.core.rooms.responses import CreateEvent, PowerLevels

ME = "@me:a.org"
YOU = "@you:a.org"
THEM = "@them:b.org"


def power(create: CreateEvent | None = None, *, above: bool = False, **levels: Any) -> Power:
    return power_of(PowerLevels(**levels), create, creators_above=above)


def test_who_stands_high_enough_for_all_three_could_run_it():
    found = power(users={ME: 100, YOU: 50, THEM: 49})
    assert found.needed == 50
    assert found.others(ME) == (YOU,)
    assert found.runs(ME)
    assert not found.runs(THEM)
    assert not found.everybody


@pytest.mark.parametrize(
    "levels",
    [
        {"kick": 75},
        {"ban": 75},
        {"events": {"m.room.power_levels": 75}},
        {"state_default": 75},
        {"state_default": 75, "events": {"m.room.name": 0}},
    ],
)
def test_the_highest_of_the_three_counts(levels):
    found = power(users={ME: 100, YOU: 74, THEM: 75}, **levels)
    assert found.needed == 75
    assert found.others(ME) == (THEM,)


def test_the_level_of_the_event_itself_comes_before_the_default():
    found = power(users={YOU: 60}, state_default=100, events={"m.room.power_levels": 60})
    assert found.needed == 60


def test_the_strongest_is_looked_for_first():
    users = {YOU: 50, THEM: 100, "@all:c.org": 50, ME: 100}
    assert power(users=users).others(ME) == (THEM, "@all:c.org", YOU)


def test_everybody_could_where_the_default_is_high_enough():
    found = power(users={YOU: 0}, users_default=50)
    assert found.everybody
    assert found.runs(THEM)
    assert not found.runs(YOU)
    assert found.others(ME) == ()


def test_without_power_levels_the_creator_stands_at_a_hundred_and_nobody_else_anywhere():
    for create in (CreateEvent(sender=ME), CreateEvent(sender=THEM, content={"creator": ME})):
        found = power_of(None, create, creators_above=False)
        assert found.runs(ME)
        assert not found.runs(YOU)
        assert not found.everybody
    assert power_of(None, None, creators_above=False).others(ME) == ()


def test_the_creators_of_new_rooms_stand_above_every_level():
    create = CreateEvent(sender=ME, content={"additional_creators": [YOU, 5, ""], "creator": THEM})
    found = power(create, above=True, users={THEM: 2**53}, state_default=2**53)
    assert found.runs(ME)
    assert found.others(ME) == (YOU, THEM)
    assert power_of(None, create, creators_above=True).others(ME) == (YOU,)


def test_the_creators_of_old_rooms_are_named_with_everybody_else():
    create = CreateEvent(sender=ME, content={"additional_creators": [YOU]})
    assert not power(create, users={}).runs(ME)


def test_a_room_of_version_12_names_no_server():
    assert creators_count("!aBc-dEf_0123")
    assert not creators_count("!aBcDeF:a.org")


@pytest.mark.parametrize(
    ("written", "level"),
    [
        (50, 50),
        ("50", 50),
        (" +50 ", 50),
        (50.9, 50),
        (-5, -5),
        (True, 7),
        (None, 7),
        ("x", 7),
        (math.inf, 7),
    ],
)
def test_a_level_may_be_written_in_many_ways(written, level):
    assert power(users={YOU: written}, users_default=7).users[YOU] == level


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(PowerLevels.__struct_fields__), ANYTHING), ANYTHING)
def test_nothing_that_anybody_wrote_breaks_it(levels, content):
    create = CreateEvent(sender=YOU, content=content)
    for above in (True, False):
        for found in (
            power(create, above=above, **levels),
            power_of(None, create, creators_above=above),
        ):
            assert ME not in found.others(ME)
            assert all(found.runs(user) for user in found.others(ME))
