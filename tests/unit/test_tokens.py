"""How long tokens last, and how they are written down."""

from __future__ import annotations

import math

import pytest

from app.core.secret import Secret
from app.core.tokens import LONGEST_LIFETIME, Tokens, newest, read_tokens, renewal_time, written

NOW = 1_795_444_986.0
DAY = 24 * 3600.0


@pytest.mark.parametrize(
    ("expires_in_ms", "seconds"),
    [
        (300_000, 240.0),
        (3_600_000, 3540.0),
        (5_000, 4.0),
        (4_000.5, 3.2004),
        (1, 0.0008),
        (LONGEST_LIFETIME * 1000, LONGEST_LIFETIME - 60),
    ],
)
def test_a_token_is_renewed_before_its_end(expires_in_ms, seconds):
    assert renewal_time(expires_in_ms, NOW) == pytest.approx(NOW + seconds, abs=1e-6)


@pytest.mark.parametrize(
    "expires_in_ms",
    [
        *(None, 0, -1, -300_000, True, False, "300000", [], {}, math.nan, math.inf, -math.inf),
        *(100 * 366 * DAY * 1000, 10**400),
    ],
)
def test_a_lifetime_that_makes_no_sense_says_nothing(expires_in_ms):
    assert renewal_time(expires_in_ms, NOW) is None


def test_a_token_is_due_from_then_on():
    tokens = Tokens(Secret("a"), Secret("r"), NOW)
    assert [tokens.due(NOW + by) for by in (-DAY, -1, 0, 1, DAY)] == [
        False,
        False,
        True,
        True,
        True,
    ]
    assert not Tokens(Secret("a"), Secret("r"), None).due(NOW)
    assert not Tokens(Secret("a"), None, NOW).due(NOW), "there is nothing to renew it with"


def test_a_pair_follows_another():
    first = Tokens(Secret("a"), Secret("r"), NOW, serial=3)
    second = first.followed_by(Secret("b"), Secret("s"), 10_000, NOW)
    assert second == Tokens(Secret("b"), Secret("s"), NOW + 8, serial=4)
    third = second.followed_by(Secret("c"), None, None, NOW)
    assert third == Tokens(Secret("c"), Secret("s"), None, serial=5)


@pytest.mark.parametrize(
    "tokens",
    [Tokens(Secret("a")), Tokens(Secret('a \u2028 "'), Secret("r"), NOW, serial=12)],
)
def test_tokens_are_written_and_read(tokens):
    assert read_tokens(written(tokens)) == tokens
    assert "a" not in repr(written(tokens))
    assert "Secret" not in repr(tokens)


@pytest.mark.parametrize(
    "text", ["", "plain", "[]", "{}", '{"access": 1}', '{"access": "a", "serial": "x"}']
)
def test_what_is_no_pair_reads_as_none(text):
    assert read_tokens(Secret(text)) is None
    assert read_tokens(None) is None


def test_the_newest_counts():
    old, new = Tokens(Secret("a"), serial=1), Tokens(Secret("b"), serial=2)
    assert newest(old, new) is new
    assert newest(new, old) is new
    assert newest(None, old) is old
    assert newest(None, None) is None
