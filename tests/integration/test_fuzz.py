"""Whatever a server answers, the window goes on, says what is wrong, and stays small.

Each case spoils one answer of a server, in its shape, its bytes or its length, and goes through it
on the window of the whole program. A loop that stands still for `HANG_SECONDS` ends the process,
with the stacks of its threads.
"""

from __future__ import annotations

import asyncio
import contextlib
import faulthandler
import json
import logging
import resource
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fakes import FakeVault, StillClock
from tests.mock_homeserver import DEVICES, MADE, TOKEN, USER, V3, MockHomeserver
from tests.rig.person import until
from tests.rig.program import Program

CASES = 75
"""Of each journey in every run; `make test-long` has 66 times as many, 20,000 in all."""

LONG_CASES = 5000
HANG_SECONDS = 10
MOST_GROWTH = 400 * 1024
"""Kibibytes that the process may grow by in one test."""

LOGIN = f"POST {V3}/login"
CHANGE = f"POST {V3}/account/password"
WHOLE: dict[str, dict[str, object]] = {
    "read": {
        f"GET {V3}/account/whoami": {"user_id": USER, "device_id": "OURS"},
        f"GET {V3}/devices": {"devices": DEVICES},
        f"GET {V3}/account/3pid": {"threepids": [{"medium": "msisdn", "address": "4930123456"}]},
        f"GET {V3}/capabilities": {"capabilities": {"m.change_password": {"enabled": True}}},
        f"GET {V3}/room_keys/version": {"version": "1", "count": 7, "algorithm": "a"},
        f"GET {V3}/password_policy": {"m.minimum_length": 8, "m.require_digit": True},
    },
    "look up": {
        "GET /.well-known/matrix/client": {
            "m.homeserver": {"base_url": "https://matrix.example.org"}
        },
        "GET /_matrix/client/versions": {"versions": ["v1.1"]},
        f"GET {V3}/login": {
            "flows": [
                {"type": "m.login.password"},
                {"type": "m.login.sso", "identity_providers": [{"id": "a", "name": "A"}]},
                {"type": "m.login.token"},
            ]
        },
        "GET /_matrix/client/v1/auth_metadata": {
            "issuer": "https://account.example.org/",
            "authorization_endpoint": "https://account.example.org/authorize",
            "token_endpoint": "https://account.example.org/token",
            "registration_endpoint": "https://account.example.org/registration",
            "revocation_endpoint": "https://account.example.org/revoke",
            "response_types_supported": ["code"],
            "response_modes_supported": ["query"],
            "grant_types_supported": ["authorization_code", "refresh_token"],
            "code_challenge_methods_supported": ["S256"],
        },
    },
    "sign in": {LOGIN: {"user_id": USER, "device_id": "OURS", "access_token": TOKEN}},
    "prove": {
        CHANGE: {
            "flows": [{"stages": ["m.login.password"]}, {"stages": ["m.login.terms"]}],
            "params": {
                "m.login.terms": {
                    "policies": {"p": {"version": "1", "en": {"name": "P", "url": "https://a.b"}}}
                }
            },
            "session": "s1",
            "completed": [],
        }
    },
}
STATUS = {"prove": 401}

ODD = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(
        [
            *("", "\u202e", "a\nb", "\x00", "<b>x</b>", "@a:b", "https://[", "mailto:x", "..", "."),
            *([], {}, [[]], [None], "x" * 100_000, 10**25, -1, "@eve:matrix.org", "http://a.b"),
        ]
    )
)
SHAPES = st.recursive(
    ODD,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)
BYTES = [b"", b"\xff", b"{", b"[" * 5000, b"<html>", b"null", b"[]", b'"a"', b'{"a": 1e999}']
HEADERS: list[dict[str, str]] = [
    {},
    {},
    {},
    {"Content-Encoding": "gzip"},
    {"Content-Encoding": "br"},
    {"Location": "mailto:x"},
    {"Location": "https://xn--.example/"},
    {"Retry-After": "soon"},
    {"Set-Cookie": "a=b"},
    {"Content-Type": "text/html; charset=utf-7"},
]
STATUSES = [200, 200, 200, 200, 200, 401, 403, 404, 204, 302, 400, 429, 500, 502]
ERRCODES = ["M_FORBIDDEN", "M_UNKNOWN", "M_USER_LOCKED", "M_LIMIT_EXCEEDED", "ORG_X", "", "M_\n"]
FAULTS = [
    httpx.ReadError("x"),
    httpx.RemoteProtocolError("x"),
    httpx.InvalidURL("x"),
    KeyError("x"),
]


@st.composite
def spoilt(draw: st.DrawFn, journey: str) -> tuple[str, Any]:
    """Draw an endpoint and an answer of it that is not what it should be."""
    key = draw(st.sampled_from(sorted(WHOLE[journey])))
    usual = STATUS.get(journey, 200)
    kind = draw(st.sampled_from(["part", "part", "part", "many", "bytes", "errcode", "fault"]))
    if kind == "fault":
        return key, draw(st.sampled_from(FAULTS))
    if kind == "errcode":
        names = [
            "M_FORBIDDEN",
            "M_UNKNOWN",
            "M_USER_LOCKED",
            "M_LIMIT_EXCEEDED",
            "ORG_X",
            "",
            "M_\n",
        ]
        body: Any = {"errcode": draw(st.sampled_from(names)), "error": draw(SHAPES)}
        return key, reply(draw(st.sampled_from(STATUSES)), body)
    if kind == "bytes":
        content = draw(st.sampled_from(BYTES) | st.binary(max_size=30))
        status, headers = draw(st.sampled_from([usual, 200])), draw(st.sampled_from(HEADERS))
        return key, whole(status, content, headers)
    body = json.loads(json.dumps(WHOLE[journey][key]))
    places = list(_places(body))
    if kind == "many":
        lists = [(holder, at) for holder, at in places if isinstance(holder[at], list)]
        if lists:
            holder, at = draw(st.sampled_from(lists))
            item = draw(SHAPES) if not holder[at] else holder[at][0]
            holder[at] = [_varied(item, n) for n in range(draw(st.sampled_from([2, 300, 3000])))]
            return key, reply(usual, body)
    holder, at = draw(st.sampled_from(places))
    if isinstance(holder, dict) and draw(st.booleans()):
        del holder[at]
    else:
        holder[at] = draw(SHAPES)
    return key, reply(usual, body, draw(st.sampled_from(HEADERS[:4])))


def reply(status: int, body: Any, headers: dict[str, str] | None = None) -> httpx.Response:
    return whole(status, json.dumps(body).encode(), headers or {})


def whole(status: int, content: bytes, headers: dict[str, str]) -> httpx.Response:
    """Return a response that httpx does not try to unpack here."""
    found = httpx.Response(status, content=content)
    found.headers.update(headers)
    return found


def _places(value: Any) -> Any:
    """Yield each holder of a value, with the key or the index of it."""
    keys = value if isinstance(value, dict) else range(len(value))
    for key in list(keys):
        yield value, key
        if isinstance(value[key], dict | list):
            yield from _places(value[key])


def _varied(item: Any, number: int) -> Any:
    """Return the same item under another name, but for every third."""
    if not isinstance(item, dict) or number % 3 == 0:
        return item
    return {key: f"{each}{number}" if isinstance(each, str) else each for key, each in item.items()}


async def heartbeat() -> None:
    while True:
        faulthandler.dump_traceback_later(HANG_SECONDS, exit=True)
        await asyncio.sleep(0.1)


@contextlib.asynccontextmanager
async def program_with(routes: dict[str, Any]) -> AsyncIterator[Program]:
    beats = asyncio.create_task(heartbeat())
    program = Program(MockHomeserver(routes), vault=FakeVault(), clock=StillClock(), grace=0.1)
    program.start()
    try:
        yield program
    finally:
        await program.end()
        program.window.deleteLater()
        beats.cancel()
        faulthandler.cancel_dump_traceback_later()
        MADE.clear()  # what a server has led to is no rule of ours


def shown(program: Program, *names: str) -> bool:
    return any(program.person.find(name) for name in names)


async def look_up(program: Program) -> None:
    person = program.person
    await person.types("sign-in.where", "@alice:example.org")
    await person.presses("sign-in.continue")
    page = program.controller.sign_in
    await until(lambda: not page.go_on.busy, "the look-up to end")


async def sign_in(program: Program) -> None:
    await look_up(program)
    if not shown(program, "sign-in.password"):
        return
    await program.person.types("sign-in.password", "old-password")
    await program.person.presses("sign-in.enter")
    page = program.controller.sign_in
    await until(
        lambda: shown(program, "page.account", "page.reauth") or not page.enter.busy,
        "the sign-in to end",
    )
    if shown(program, "page.account"):
        await read(program)


async def read(program: Program) -> None:
    context = program.controller.context
    await until(lambda: context.view or not context.state.usable, "the account to be read")
    if context.state.usable:
        await program.person.presses("account.read-again")
        again = program.person.find("account.read-again")
        await until(lambda: again is None or not again.busy or not context.state.usable, "the read")


async def prove(program: Program) -> None:
    await sign_in(program)
    person = program.person
    if not shown(program, "page.account"):
        return
    await person.presses("nav.password")
    await person.types("password.new", "three-new-words-here1")
    await person.types("password.again", "three-new-words-here1")
    await person.presses("password.change")
    change = await person.sees("password.change")
    await until(
        lambda: shown(program, "stage", "page.reauth", "banner.sentence") or not change.busy,
        "the proof to be asked",
    )
    if shown(program, "stage.cancel"):
        await person.presses("stage.cancel")


JOURNEYS = {"read": sign_in, "look up": look_up, "sign in": sign_in, "prove": prove}


async def go(journey: str, case: tuple[str, Any]) -> None:
    key, answer = case
    async with program_with({key: answer}) as program:
        await JOURNEYS[journey](program)
        assert "went wrong inside" not in program.person.reads("banner.sentence")


def memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def fuzz(cases: int) -> Any:
    """Draw so many cases, always the same ones."""
    return settings(
        max_examples=cases,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


@pytest.fixture
def stays_small(caplog: pytest.LogCaptureFixture) -> Any:
    before = memory()
    yield
    assert memory() - before < MOST_GROWTH
    unexpected = [each for each in caplog.records if each.levelno >= logging.ERROR]
    assert [each.getMessage() for each in unexpected] == []


@pytest.mark.parametrize("cases", [CASES, pytest.param(LONG_CASES, marks=pytest.mark.long)])
@pytest.mark.parametrize("journey", sorted(JOURNEYS))
async def test_whatever_a_server_answers(
    journey: str, cases: int, stays_small: None, capfd: pytest.CaptureFixture[str]
):
    @fuzz(cases)
    @given(spoilt(journey))
    def collect(case: tuple[str, Any]) -> None:
        found.append(case)

    found: list[tuple[str, Any]] = []
    collect()
    with capfd.disabled():  # the stacks of a hang are for whoever runs this
        for case in found:
            await go(journey, case)
