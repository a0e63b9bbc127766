"""Devices are renamed and signed out, and what is true afterwards is read from the server."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from app.core.errors import (
    AnswerLost,
    Forbidden,
    LatchkeyError,
    LocalProtocolError,
    MatrixError,
    NotFound,
    NotJson,
    NotRenewed,
)
from app.core.lenient import decoded
from app.core.responses import Device
from app.core.secret import Secret
from app.core.tokens import Tokens
from app.operations.account.devices import (
    NotSignedOut,
    Renamed,
    SignedOut,
    SignOutDevices,
    SignOutOutcome,
    Unread,
    rename,
)
from app.operations.account.read import label, others
from app.operations.ports.uia import Cancelled, PageOpened, UiaServices, Withdrawn
from tests.fakes import FakeClock, FakeDiscovery, FakePrompt, password
from tests.mock_homeserver import DEVICES, V3, MockHomeserver, html, no, ok, uia
from tests.session_under_test import SessionUnderTest

DELETE = f"POST {V3}/delete_devices"
LIST = f"GET {V3}/devices"
RENAME = f"PUT {V3}/devices/PHONE"
ONE = uia(["m.login.password"])
OURS, PHONE, WEB = DEVICES
LOST = [httpx.ReadError("x"), html(502), html(200), no(500, "M_X")]


def list_of(*devices: dict[str, Any]) -> httpx.Response:
    return ok({"devices": list(devices)})


async def sign_out(
    server: MockHomeserver, *devices: str, prompt: FakePrompt | None = None
) -> SignOutOutcome:
    uia_services = UiaServices(server.client, FakeDiscovery(), FakeClock())
    who = FakePrompt(password("old-password")) if prompt is None else prompt
    return await SignOutDevices(SessionUnderTest(server).api, who, uia_services).run(devices)


async def test_several_are_signed_out_at_once_and_the_list_is_read_again():
    server = MockHomeserver({DELETE: [ONE, ok({})], LIST: list_of(OURS)})
    outcome = await sign_out(server, "PHONE", "WEB")
    assert isinstance(outcome, SignedOut)
    assert [each.device_id for each in outcome.devices] == ["OURS"]
    assert outcome.left == ()
    bodies = server.bodies(DELETE)
    assert [body.pop("auth", None) is None for body in bodies] == [True, False]
    assert bodies == [{"devices": ["PHONE", "WEB"]}] * 2


async def test_a_server_that_asks_for_nothing_has_done_it():
    server = MockHomeserver({DELETE: ok({}), LIST: list_of(OURS, WEB)})
    outcome = await sign_out(server, "PHONE", prompt=FakePrompt())
    assert isinstance(outcome, SignedOut)


async def test_a_device_that_is_still_there_is_said():
    server = MockHomeserver({DELETE: ok({}), LIST: list_of(OURS, WEB)})
    outcome = await sign_out(server, "PHONE", "WEB")
    assert [each.device_id for each in outcome.left] == ["WEB"]


@pytest.mark.parametrize("ending", [Cancelled(), Withdrawn()])
async def test_a_person_may_take_it_back(ending):
    server = MockHomeserver({DELETE: ONE})
    outcome = await sign_out(server, "PHONE", prompt=FakePrompt(ending))
    assert outcome == NotSignedOut(ending)
    assert len(server.sent(DELETE)) == 1


async def test_a_refusal_changes_nothing():
    outcome = await sign_out(MockHomeserver({DELETE: no(403, "M_FORBIDDEN")}), "PHONE")
    assert isinstance(outcome, NotSignedOut)
    assert isinstance(outcome.reason, Forbidden)


@pytest.mark.parametrize("answer", LOST)
@pytest.mark.parametrize(
    ("left", "kind"),
    [((OURS, WEB), SignedOut), ((OURS, PHONE, WEB), NotSignedOut)],
    ids=["done", "not-done"],
)
async def test_a_lost_answer_is_looked_into_by_reading_the_list(answer, left, kind):
    server = MockHomeserver({DELETE: [ONE, answer], LIST: list_of(*left)})
    outcome = await sign_out(server, "PHONE")
    assert isinstance(outcome, kind)
    assert len(server.sent(DELETE)) == 2, "the act is never sent again"


async def test_an_act_that_is_still_under_way_is_waited_for():
    listed = [list_of(OURS, PHONE), list_of(OURS, PHONE), list_of(OURS)]
    server = MockHomeserver({DELETE: [ONE, httpx.ReadError("x")], LIST: listed})
    outcome = await sign_out(server, "PHONE")
    assert isinstance(outcome, SignedOut)
    assert outcome.left == ()


@pytest.mark.parametrize("done", [True, False])
async def test_a_list_that_cannot_be_read_leaves_it_open(done):
    answer = ok({}) if done else httpx.ReadError("x")
    server = MockHomeserver({DELETE: [ONE, answer], LIST: no(500, "M_X")})
    outcome = await sign_out(server, "PHONE")
    assert isinstance(outcome, Unread)
    assert outcome.done is done
    assert isinstance(outcome.error, MatrixError)


@pytest.mark.parametrize(
    ("listed", "times", "kind"),
    [
        (list_of(OURS, PHONE), 3, NotSignedOut),
        (list_of(OURS), 2, SignedOut),
        (no(500, "M_X"), 2, Unread),
    ],
    ids=["there", "gone", "unknown"],
)
async def test_a_lost_look_at_a_page_goes_on_if_nothing_was_done(listed, times, kind):
    card = uia(["org.example.other"])
    answers = [card, httpx.ReadError("x"), no(403, "M_X")]
    page = f"GET {V3}/auth/org.example.other/fallback/web"
    server = MockHomeserver({DELETE: answers, LIST: listed, page: html(200)})
    prompt = FakePrompt(None, PageOpened(), None, None, None)
    outcome = await sign_out(server, "PHONE", prompt=prompt)
    assert isinstance(outcome, kind)
    assert len(server.sent(DELETE)) == times


@pytest.mark.parametrize("devices", [(), ("OURS",), ("PHONE", "OURS")])
async def test_this_device_is_not_signed_out_so(devices):
    server = MockHomeserver()
    with pytest.raises(LocalProtocolError):
        await sign_out(server, *devices)
    assert server.requests == []


async def test_a_proof_that_met_an_expired_token_is_asked_for_again():
    renew = f"POST {V3}/refresh"
    expired = no(401, "M_UNKNOWN_TOKEN", soft_logout=True)
    server = MockHomeserver({DELETE: [ONE, expired, ok({})], renew: html(502)})
    session = SessionUnderTest(server, Tokens(Secret("a"), Secret("r")))
    prompt = FakePrompt(password("old-password"), password("old-password"))
    uia_services = UiaServices(server.client, FakeDiscovery(), FakeClock())
    await SignOutDevices(session.api, prompt, uia_services).run(("PHONE",))
    assert isinstance(prompt.needs[1].refusal, NotRenewed)


# --- Names --------------------------------------------------------------------------------------


async def give(server: MockHomeserver, name: str = "Kitchen") -> Renamed | LatchkeyError:
    return await rename(SessionUnderTest(server).api, "PHONE", name)


async def test_a_device_is_given_a_name():
    server = MockHomeserver({RENAME: ok({}), LIST: list_of({**PHONE, "display_name": "Kitchen"})})
    found = await give(server)
    assert [each.display_name for each in found.devices] == ["Kitchen"]
    assert server.bodies(RENAME) == [{"display_name": "Kitchen"}]


async def test_an_id_is_quoted_in_the_path():
    server = MockHomeserver()
    await rename(SessionUnderTest(server).api, "../a?b", "Kitchen")
    assert server.requests[0].url.raw_path == f"{V3}/devices/..%2Fa%3Fb".encode()


@pytest.mark.parametrize(
    ("answer", "error"),
    [(no(404, "M_NOT_FOUND"), NotFound), (no(400, "M_TOO_LARGE", "too long"), MatrixError)],
)
async def test_a_name_that_is_refused_is_said(answer, error):
    server = MockHomeserver({RENAME: answer})
    assert isinstance(await give(server), error)
    assert server.sent(LIST) == []


@pytest.mark.parametrize(("name", "named"), [("Kitchen", True), ("Element on Android", False)])
async def test_a_lost_answer_to_a_name_is_looked_into(name, named):
    listed = list_of({**PHONE, "display_name": name})
    server = MockHomeserver({RENAME: httpx.ReadError("x"), LIST: listed})
    assert isinstance(await give(server), AnswerLost) is not named


async def test_a_list_that_cannot_be_read_after_a_name_does_not_undo_it():
    found = await give(MockHomeserver({RENAME: ok({}), LIST: html(500)}))
    assert isinstance(found, Renamed)
    assert isinstance(found.devices, NotJson)


async def test_nobody_claims_a_name_that_nobody_has_seen():
    server = MockHomeserver({RENAME: httpx.ReadError("x"), LIST: html(500)})
    assert isinstance(await give(server), AnswerLost)


def test_a_device_is_called_by_its_name_without_tricks():
    assert label(Device(device_id="D", display_name="Phone")) == "Phone"
    nameless = decoded(b'{"device_id": "D", "display_name": "\\u200b\\u202e"}', Device)
    assert label(nameless) == "D"
    assert label(Device(device_id="D")) == "D"


def test_others_are_those_that_are_not_this_one():
    devices = (Device(device_id="A"), Device(device_id="B"))
    assert others(devices, "A") == devices[1:]
