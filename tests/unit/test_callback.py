"""One answer is taken at the door on loopback, and everything else is turned away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.oauth.callback import (
    CODE,
    LOGIN_TOKEN,
    PATH,
    Approved,
    CallbackRequest,
    Declined,
    Rejection,
    judge,
)
from app.core.secret import Secret

HOST = "127.0.0.1:40123"
STATE = Secret("the-state")
VISIT = {"host": HOST, "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}


def knock(target: str, method: str = "GET", wants: str = CODE, **headers: str):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return judge(CallbackRequest(method, target, {**VISIT, **named}), HOST, STATE, wants)


def test_a_code_with_the_state_is_taken():
    found = knock(f"{PATH}?code=abc&state=the-state")
    assert isinstance(found, Approved)
    assert found.value.reveal() == "abc"
    assert "abc" not in repr(found)


def test_a_login_token_with_the_state_is_taken():
    found = knock(f"{PATH}?state=the-state&loginToken=xyz", wants=LOGIN_TOKEN)
    assert isinstance(found, Approved)
    assert found.value.reveal() == "xyz"
    assert knock(f"{PATH}?state=the-state&code=xyz", wants=LOGIN_TOKEN) is Rejection.MALFORMED


def test_a_no_is_taken_as_well():
    assert isinstance(knock(f"{PATH}?error=access_denied&state=the-state"), Declined)


def test_an_old_browser_says_nothing_of_itself():
    query = f"{PATH}?code=abc&state=the-state"
    assert isinstance(
        judge(CallbackRequest("GET", query, {"host": HOST}), HOST, STATE, CODE), Approved
    )


@pytest.mark.parametrize(
    ("target", "rejection"),
    [
        ("/", Rejection.PATH),
        ("/favicon.ico", Rejection.PATH),
        (f"{PATH}/?code=abc&state=the-state", Rejection.PATH),
        (f"http://evil{PATH}?code=abc&state=the-state", Rejection.PATH),
        (PATH, Rejection.STATE),
        (f"{PATH}?code=abc", Rejection.STATE),
        (f"{PATH}?code=abc&state=", Rejection.STATE),
        (f"{PATH}?code=abc&state=another", Rejection.STATE),
        (f"{PATH}?code=abc&state=the-state&state=the-state", Rejection.MALFORMED),
        (f"{PATH}?code=abc&code=def&state=the-state", Rejection.MALFORMED),
        (f"{PATH}?state=the-state", Rejection.MALFORMED),
        (f"{PATH}?code=&state=the-state", Rejection.MALFORMED),
        (f"{PATH}?code=%ff&state=the-state", Rejection.MALFORMED),
        (f"{PATH}?code&state=the-state", Rejection.MALFORMED),
        (f"{PATH}?code={'x' * 9000}&state=the-state", Rejection.MALFORMED),
        (
            f"{PATH}?code=abc&state=the-state&" + "&".join(f"a{n}=1" for n in range(30)),
            Rejection.MALFORMED,
        ),
    ],
)
def test_anything_else_is_turned_away(target: str, rejection: Rejection):
    assert knock(target) is rejection


@pytest.mark.parametrize("method", ["POST", "HEAD", "OPTIONS", "PUT", "get"])
def test_another_method_is_turned_away(method: str):
    assert knock(f"{PATH}?code=abc&state=the-state", method) is Rejection.METHOD


@pytest.mark.parametrize(
    ("headers", "rejection"),
    [
        ({"host": "localhost:40123"}, Rejection.HOST),
        ({"host": "evil.example"}, Rejection.HOST),
        ({"host": "127.0.0.1:1"}, Rejection.HOST),
        ({"sec_fetch_mode": "no-cors"}, Rejection.NOT_A_VISIT),
        ({"sec_fetch_mode": "cors"}, Rejection.NOT_A_VISIT),
        ({"sec_fetch_dest": "iframe"}, Rejection.NOT_A_VISIT),
        ({"sec_fetch_dest": "image"}, Rejection.NOT_A_VISIT),
    ],
)
def test_another_page_is_turned_away(headers: dict[str, str], rejection: Rejection):
    assert knock(f"{PATH}?code=abc&state=the-state", **headers) is rejection


@given(st.text(max_size=300))
def test_nothing_that_knocks_breaks_anything(target: str):
    found = knock(f"{PATH}?{target}")
    assert isinstance(found, Rejection), "without the state nothing is taken"
