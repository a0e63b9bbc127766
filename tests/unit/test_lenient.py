"""What a wrong value in an answer costs: its entry, itself, or nothing."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.lenient import (
    MOST_ID_CHARS,
    MOST_ITEMS,
    MOST_SECRET_CHARS,
    UNREADABLE,
    Identifier,
    Listed,
    Maybe,
    Shown,
    decoded,
    parsed,
)
from app.core.responses import (
    BackupVersion,
    Body,
    Capabilities,
    Device,
    Devices,
    LoggedIn,
    LoginFlows,
    PasswordPolicy,
    Support,
    Threepids,
    TokenRequested,
    UiaBody,
    WhoAmI,
)
from app.core.rooms.responses import JoinedMembers
from app.core.secret import Secret


class Table(Body, frozen=True, kw_only=True):
    """One field of each type."""

    id: Identifier = "-"
    shown: Shown = ""
    maybe: Maybe[int] = None
    items: Listed[Identifier] = Listed()
    secret: Maybe[Secret] = None


def table(text: str | bytes) -> Table:
    return decoded(text if isinstance(text, bytes) else text.encode(), Table)


def test_an_entry_that_makes_no_sense_costs_itself():
    assert table('{"items": ["a", 1, null, {}, "", "b", "line\\nend", "b"]}').items == ("a", "b")


def test_null_is_an_empty_list_and_anything_else_is_none():
    assert table('{"items": null}').items == ()
    with pytest.raises(msgspec.ValidationError):
        table('{"items": "abc"}')


def test_a_list_has_an_end():
    assert len(table(json.dumps({"items": [f"i{n}" for n in range(MOST_ITEMS + 5)]})).items) == (
        MOST_ITEMS
    )


@pytest.mark.parametrize("value", ['"x"', "null", "1.5", "[]", "1e999"])
def test_a_value_that_may_be_missing_may_be_wrong(value: str):
    assert table(f'{{"maybe": {value}}}').maybe is None


@pytest.mark.parametrize("value", ["1", "null", "[]", '{"a": "b"}', "true"])
def test_what_is_only_shown_may_hold_anything(value: str):
    assert table(f'{{"shown": {value}}}').shown == ""


def test_what_is_shown_is_one_clean_line():
    assert table('{"shown": "a\\nb\\u202ec\\u0000"}').shown == "a bc"
    assert len(table(json.dumps({"shown": "x" * 5000})).shown) <= 300


@pytest.mark.parametrize(
    "text", ["", "a\nb", "a\x00", "a\u202eb", "x" * (MOST_ID_CHARS + 1), "\ufeff"]
)
def test_an_identifier_is_one_visible_line(text: str):
    with pytest.raises(msgspec.ValidationError):
        table(json.dumps({"id": text}))


def test_an_identifier_comes_back_as_it_was():
    assert table('{"id": "@Al ice ü:example.org"}').id == "@Al ice ü:example.org"


@pytest.mark.parametrize("text", ["", "a b", "a\r\n", "ä", "x" * (MOST_SECRET_CHARS + 1)])
def test_a_token_that_no_header_can_carry_is_none(text: str):
    assert table(json.dumps({"secret": text})).secret is None


def test_one_odd_string_or_number_spoils_nothing_else():
    """Msgspec refuses the whole text."""
    assert table(b'{"shown": "a\xffb", "id": "x"}').id == "x"
    assert table(b'{"shown": "\\ud800", "id": "x"}').shown == "\ufffd"
    assert table(b'{"other": [NaN, 1e999, 99999999999999999999999], "id": "x"}').id == "x"
    assert table(b'{"\\udfff": {"\\ud83d": 1}, "shown": "\\ud83d\\ude00"}').shown == "\U0001f600"


@pytest.mark.parametrize("text", [b"", b"{", b"<html>", b"[" * 100_000, b"\xff", b'{"a": 1}}'])
def test_what_is_no_json_is_none(text: bytes):
    with pytest.raises(UNREADABLE):
        parsed(text)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=12,
)
SHAPES = (
    BackupVersion,
    Capabilities,
    Devices,
    LoggedIn,
    LoginFlows,
    PasswordPolicy,
    Support,
    Threepids,
    TokenRequested,
    UiaBody,
    WhoAmI,
)


@given(JSON, st.sampled_from(SHAPES))
def test_any_json_is_read_or_refused(value: Any, shape: type[Body]):
    names = [field.encode_name for field in msgspec.structs.fields(shape)]
    for body in (value, dict.fromkeys(names, value)):
        with contextlib.suppress(UNREADABLE):  # `app.core.reply` names it
            assert isinstance(decoded(json.dumps(body).encode(), shape), shape)


def devices(*entries: object) -> tuple[Device, ...]:
    return decoded(json.dumps({"devices": entries}).encode(), Devices).devices


def test_a_device_is_listed_whatever_is_told_of_it():
    odd = {"device_id": "A", "display_name": 3, "last_seen_ip": [], "last_seen_ts": 1.5}
    bad = {"device_id": 7}
    assert devices(odd, bad, {"device_id": "B", "last_seen_ts": "soon"}, {"device_id": "A"}) == (
        Device(device_id="A", last_seen_ts=1.5),
        Device(device_id="B"),
    )


def test_one_email_is_one_email():
    mail = {"medium": "email", "address": "a@b.c", "added_at": "x"}
    phone = {"medium": "msisdn", "address": "49"}
    found = decoded(json.dumps({"threepids": [mail, mail, None, phone]}).encode(), Threepids)
    assert [each.address for each in found.threepids] == ["a@b.c", "49"]


def test_a_flow_with_a_stage_that_is_none_is_no_flow():
    body = {
        "flows": [
            {"stages": ["a", 1]},
            {"stages": ["a"]},
            {},
            {"stages": ["a"]},
            {"stages": ["b"] * 31},
        ]
    }
    found = decoded(json.dumps(body).encode(), UiaBody)
    assert [each.stages for each in found.flows] == [("a",)]


@pytest.mark.parametrize("enabled", ['"no"', "null", "0"])
def test_a_capability_is_denied_by_false_alone(enabled: str):
    text = f'{{"capabilities": {{"m.change_password": {{"enabled": {enabled}}}}}}}'
    found = decoded(text.encode(), Capabilities).capabilities
    assert found is not None
    assert found.may_change_password
    assert found.may_change_threepids


def test_a_key_backup_needs_no_count():
    assert decoded(b'{"version": 1}', BackupVersion).count is None
    assert decoded(b'{"version": "1", "count": -1}', BackupVersion).count is None


def test_a_rule_that_no_password_can_keep_is_none():
    found = decoded(b'{"m.minimum_length": 513, "m.require_digit": "yes"}', PasswordPolicy)
    assert found == PasswordPolicy()


def test_signing_in_needs_a_token_and_a_name():
    whole = {"user_id": "@a:b", "device_id": "D", "access_token": "t", "refresh_token": 3}
    assert decoded(json.dumps(whole).encode(), LoggedIn).refresh_token is None
    for spoilt in ({"access_token": ""}, {"user_id": "@a:b\n"}, {"device_id": "x" * 900_000}):
        with pytest.raises(msgspec.ValidationError):
            decoded(json.dumps({**whole, **spoilt}).encode(), LoggedIn)


def test_what_is_odd_and_long_is_not_parsed_the_slow_way():
    with pytest.raises(UNREADABLE):
        parsed(b'{"a": 1e999, "b": [' + b"[]," * 100_000 + b"[]]}")


def test_a_member_may_be_anything():
    found = decoded(
        b'{"joined": {"@b:c": 0, "@c:d": {"display_name": 7}, "@d:e": null}}', JoinedMembers
    )
    assert list(found.joined) == ["@b:c", "@c:d", "@d:e"]
