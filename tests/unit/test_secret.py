from __future__ import annotations

import copy
import pickle

import msgspec
import pytest

from app.core.encoding import Form, encode
from app.core.secret import Secret
from app.core.untrusted_text import BLANK, MAX_CHARS, MAX_READ, blank, clean

CANARY = "canary-7f3a-password-9c1e"


def test_printing_a_secret_shows_nothing():
    secret = Secret(CANARY)
    shown = [repr(secret), str(secret), f"{secret}", f"{secret:>40}", "%s" % secret]  # noqa: UP031
    assert shown == ["***"] * 5
    assert secret.reveal() == CANARY


def test_secrets_compare_by_value_and_only_with_secrets():
    assert Secret("a") == Secret("a")
    assert Secret("a") != Secret("b")
    assert Secret("a") != "a"
    assert bool(Secret("")) is False
    assert len(Secret("äb")) == 2


@pytest.mark.parametrize("escape", [pickle.dumps, copy.copy, copy.deepcopy, hash])
def test_a_secret_does_not_leave_by_the_back_door(escape):
    with pytest.raises(TypeError):
        escape(Secret(CANARY))


class Body(msgspec.Struct):
    name: str
    password: Secret


def test_encoding_reveals_secrets_once_and_names_them():
    sent, kind, secrets = encode(Body("a", Secret(CANARY)))
    assert kind == "application/json"
    assert sent == b'{"name":"a","password":"' + CANARY.encode() + b'"}'
    assert secrets == (Secret(CANARY),)


def test_a_form_is_sent_as_it_is_and_shows_nothing():
    form = Form(Secret(f"token={CANARY}&hint=x"), (Secret(CANARY),))
    assert CANARY not in repr(form)
    sent, kind, secrets = encode(form)
    assert kind == "application/x-www-form-urlencoded"
    assert sent == f"token={CANARY}&hint=x".encode()
    assert secrets == (Secret(CANARY),)


class Odd(msgspec.Struct):
    value: object


def test_only_secrets_get_the_special_treatment():
    with pytest.raises(TypeError, match="no place in a request body"):
        encode(Odd(object()))


def test_every_run_of_a_secret_is_blanked_in_a_servers_text():
    text = f"input_value='{CANARY[:9]}…{CANARY[-9:]}' is too long"
    shown = blank(text, [Secret(CANARY)])
    assert shown == f"input_value='{BLANK}…{BLANK}' is too long"


def test_no_more_is_looked_at_than_could_be_shown():
    text = f"{CANARY} " * 1000
    shown = blank(text, [Secret(CANARY)])
    assert len(shown) <= MAX_READ
    assert CANARY[:6] not in shown


def test_a_short_secret_is_blanked_where_it_stands_whole():
    assert blank("code 1234 and 12 and 34", [Secret("1234")]) == f"code {BLANK} and 12 and 34"
    assert blank("nothing to hide", [Secret("")]) == "nothing to hide"


def test_server_text_becomes_one_plain_paragraph():
    assert clean(" <b>a</b>\n\tb\x00\x1b[31m \u202ec\u200b ") == "<b>a</b> b[31m c"


def test_long_server_text_is_cut():
    shown = clean("x" * 10_000)
    assert len(shown) == MAX_CHARS
    assert shown.endswith("…")
