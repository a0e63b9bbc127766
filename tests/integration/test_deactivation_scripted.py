"""Closing an account where no real server helps: odd flows, odd answers, many rooms."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel

from app.store.logfile import start_logging
from app.store.paths import log_file
from tests.fakes import FakeClock
from tests.integration.conftest import OLD
from tests.rig.bench_rooms import populate
from tests.rig.homeserver import ScriptedHomeserver
from tests.rig.latchkey import Latchkey
from tests.rig.person import Person, until
from tests.rig.rules import V3
from tests.rig.serve import Answer, says

pytestmark = pytest.mark.usefixtures("theme", "secret_service")

CLOSE, WHO = f"POST {V3}/account/deactivate", f"GET {V3}/account/whoami"
PASSWORD, DUMMY, TERMS = "m.login.password", "m.login.dummy", "m.login.terms"


@pytest.fixture
def server() -> Iterator[ScriptedHomeserver]:
    with ScriptedHomeserver() as running:
        running.register("alice", OLD, email="alice@example.org")
        yield running


def no(status: int, errcode: str, error: str = "The server's words", **more: object) -> Answer:
    return says(status, {"errcode": errcode, "error": error, **more})


async def at_the_page(latchkey: Latchkey, server: ScriptedHomeserver) -> Person:
    await latchkey.sign_in(server.user_id("alice"), OLD)
    person = latchkey.person
    await person.presses("nav.deactivate")
    await person.sees("page.deactivate")
    await until(lambda: person.find("deactivate.rooms.stop") is None, "the rooms", 120)
    return person


async def say_yes(person: Person, server: ScriptedHomeserver) -> None:
    await person.types("deactivate.typed", server.user_id("alice"))
    await person.presses("deactivate.close")


def is_closed(server: ScriptedHomeserver) -> bool:
    return server.accounts.by_id[server.user_id("alice")].closed


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (no(400, "M_UNKNOWN", "Failed to remove threepid from ID server"), "“Advanced”"),
        (no(403, "M_FORBIDDEN"), "does not let this account be closed"),
        (no(404, "M_UNRECOGNIZED"), "its website may"),
        (no(429, "M_LIMIT_EXCEEDED", retry_after_ms=60_000), "It takes the next one in 1:00"),
        (no(500, "M_UNKNOWN"), "knows this session as before"),
    ],
)
@pytest.mark.parametrize("proven", [False, True])
async def test_every_other_answer_leaves_it_open(
    server: ScriptedHomeserver, answer: Answer, said: str, proven: bool
):
    async with Latchkey(FakeClock()) as latchkey:
        person = await at_the_page(latchkey, server)
        if not proven:
            server.on(CLOSE, answer)
        await say_yes(person, server)
        if proven and answer.status != 429:  # which the dialog sits out itself
            await person.sees("stage.password")
            server.on(CLOSE, answer)
            await latchkey.prove(OLD)
        if proven and answer.status in (403, 429):  # the dialog asks again
            await person.presses("stage.cancel")
            await person.reads_in("banner.sentence", "Nothing was closed")
        else:
            await person.reads_in("banner.sentence", "is still open.")
            assert said in person.reads("banner.next")
        assert not is_closed(server)
        assert latchkey.controller.context is not None
        assert [body["erase"] for body in map(_body, server.requests(CLOSE))] == [False] * len(
            server.requests(CLOSE)
        )


def _body(exchange: object) -> dict[str, object]:
    found: dict[str, object] = exchange.json()  # type: ignore[attr-defined]  # an Exchange
    return found


async def test_a_locked_account_is_not_closed(server: ScriptedHomeserver):
    async with Latchkey() as latchkey:
        person = await at_the_page(latchkey, server)
        server.accounts.by_id[server.user_id("alice")].locked = True
        await say_yes(person, server)
        await person.sees("page.reauth")
        await person.reads_in("banner.sentence", "was not closed by this")
    assert not is_closed(server)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"id_server_unbind_result": "no-support"}, "may still know your emails or phones"),
        ({}, "was not said"),
        ({"id_server_unbind_result": ["success"]}, "is not clear"),
    ],
)
async def test_what_identity_servers_know(
    server: ScriptedHomeserver, body: dict[str, object], said: str
):
    async with Latchkey() as latchkey:
        person = await at_the_page(latchkey, server)
        await say_yes(person, server)
        await person.sees("stage.password")
        server.on(CLOSE, says(200, body))
        await latchkey.prove(OLD)
        await person.sees("page.closed")
        assert said in person.reads("closed.identity")


async def test_several_stages_and_every_choice_in_each_request():
    with ScriptedHomeserver(flows=[[PASSWORD, TERMS, DUMMY]]) as server:
        server.register("alice", OLD)
        async with Latchkey() as latchkey:
            person = await at_the_page(latchkey, server)
            await person.presses("deactivate.erase")
            await person.presses("deactivate.advanced")
            await person.types("deactivate.id-server", "id.example.org")
            await say_yes(person, server)
            await latchkey.prove(OLD)
            await person.sees("stage.terms.0")
            for box in ("stage.terms.0", "stage.terms.1"):
                if person.find(box) is not None:
                    await person.presses(box)
            await person.presses("stage.continue")
            await person.sees("page.closed")
        bodies = [_body(each) for each in server.requests(CLOSE)]
        assert len(bodies) == 4
        for body in bodies:
            assert (body["erase"], body["id_server"]) == (True, "id.example.org")
        assert server.accounts.by_id[server.user_id("alice")].erased


async def test_no_secret_is_in_the_log_or_in_what_is_left(
    server: ScriptedHomeserver, caplog: pytest.LogCaptureFixture
):
    start_logging(log_file(), debug=True)
    caplog.set_level(logging.DEBUG)
    async with Latchkey() as latchkey:
        person = await at_the_page(latchkey, server)
        token = latchkey.controller.context.api.tokens.access.reveal()
        await say_yes(person, server)
        await latchkey.prove(OLD)
        await person.sees("page.closed")
        shown = [label.text() for label in latchkey.window.findChildren(QLabel)]
        title = latchkey.window.windowTitle()
    logging.getLogger("latchkey").info("the end of this test")
    left = [path for path in log_file().parent.rglob("*") if path.is_file()]
    files = [path.read_text(errors="replace") for path in left]
    assert any("the end of this test" in text for text in files), "the log is not among them"
    for text in [title, caplog.text, *shown, *files]:
        assert OLD not in text
        assert token not in text


@pytest.mark.parametrize("number", [300, pytest.param(3000, marks=pytest.mark.long)])
async def test_many_rooms_with_crowds(server: ScriptedHomeserver, number: int):
    populate(server, number, crowd=2000)
    server.accounts.by_id[server.user_id("alice")].password = OLD
    async with Latchkey() as latchkey:
        await latchkey.sign_in(server.user_id("alice"), OLD)
        person = latchkey.person
        await person.presses("nav.deactivate")
        await person.reads_in("deactivate.rooms.sentence", f"of {number}")
        await person.types("deactivate.typed", "@al")
        await person.presses("nav.password")
        await person.presses("nav.deactivate")
        assert person.reads("deactivate.typed") == "@al", "the page is there meanwhile"
        await until(lambda: person.find("deactivate.rooms.stop") is None, "the rooms", 200)
        said = person.reads("deactivate.rooms.sentence")
        assert said.startswith(f"In {number // 10} rooms nobody else could take over. Read at ")
        assert f"you leave {number} rooms" in person.reads("deactivate.devices")
