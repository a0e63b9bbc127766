"""A forgotten password, where no real server goes: messages, lost answers, and every odd answer."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from PySide6.QtCore import Qt

import app.net.client
from tests.integration.conftest import OLD
from tests.integration.test_secrets import files_below, traces
from tests.integration.test_stages import QuickClock
from tests.rig import faults
from tests.rig.faults import Fault
from tests.rig.homeserver import ScriptedHomeserver
from tests.rig.latchkey import Latchkey
from tests.rig.person import until
from tests.rig.secret_service import SecretService
from tests.rig.serve import says

pytestmark = pytest.mark.usefixtures("theme")

NEW = "Kq8WbTcanary-of-the-new-one-Rz47yU"
ADDRESS = "alice@example.org"
PHONE = "491701234567"
V3 = "/_matrix/client/v3"
CHANGE = f"POST {V3}/account/password"
TOKENS = f"POST {V3}/account/password/email/requestToken"
BOTH = (("m.login.email.identity",), ("m.login.msisdn",))

LOST = [
    faults.reset,
    faults.hang,
    faults.bad_gateway,
    faults.web_page,
    faults.truncated,
    faults.empty,
]


@pytest.fixture(autouse=True)
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give a server that hangs half a second; the program's own patience is half a minute."""
    monkeypatch.setattr(app.net.client, "TIMEOUT", httpx.Timeout(10, read=0.5))


@pytest.fixture
def server() -> Iterator[ScriptedHomeserver]:
    with ScriptedHomeserver(reset_flows=BOTH) as running:
        running.register("alice", OLD, email=ADDRESS, msisdn=PHONE)
        yield running


async def ask(latchkey: Latchkey, server: ScriptedHomeserver, *, by_phone: bool = False) -> None:
    """Get from the sign-in page to a mail or message that is asked for."""
    person = latchkey.person
    await person.types("sign-in.where", server.server_name)
    await person.presses("sign-in.forgot")
    await person.sees("page.reset")
    if by_phone:
        await person.presses("reset.by-phone")
        await person.types("reset.phone", "+49 170 1234567")
    else:
        await person.types("reset.email", ADDRESS)
    await person.types("password.new", NEW)
    await person.types("password.again", NEW)
    await person.presses("reset.devices.keep")
    await person.presses("reset.send")


async def test_a_message_and_its_code(server: ScriptedHomeserver, no_vault: None):
    async with Latchkey(QuickClock()) as latchkey:
        person = latchkey.person
        await ask(latchkey, server, by_phone=True)
        await person.types("reset.code", "000 000")
        await person.hits(Qt.Key.Key_Return, "reset.code")
        await person.reads_in("reset.code.note", "That is not the code")
        [message] = server.stages.sent
        assert message.to == "DE 01701234567"
        await person.types("reset.code", f"{message.code[:3]} {message.code[3:]}")
        await person.hits(Qt.Key.Key_Return, "reset.code")
        await person.sees("page.reset-done")
    assert server.can_sign_in(server.user_id("alice"), NEW)


async def test_a_message_that_is_confirmed_elsewhere(server: ScriptedHomeserver, no_vault: None):
    server.stages.takes_code = False
    async with Latchkey(QuickClock()) as latchkey:
        await ask(latchkey, server, by_phone=True)
        await latchkey.person.reads_in("reset.task", "Do what the message says")
        server.stages.confirm("DE 01701234567")
        await latchkey.person.sees("page.reset-done")
    assert server.can_sign_in(server.user_id("alice"), NEW)


@pytest.mark.parametrize("fault", LOST, ids=lambda fault: fault.__name__)
async def test_the_answer_to_the_last_request_is_lost(
    server: ScriptedHomeserver, no_vault: None, fault: Fault
):
    """The server has set the password, and nobody was told: the session tells."""
    async with Latchkey(QuickClock()) as latchkey:
        await ask(latchkey, server)
        await latchkey.person.sees("page.reset-wait")
        server.stages.confirm(ADDRESS)
        server.on(CHANGE, fault)
        await latchkey.person.sees("page.reset-done")
    assert server.can_sign_in(server.user_id("alice"), NEW)
    assert server.requests(f"POST {V3}/login") == []


@pytest.mark.parametrize("fault", LOST, ids=lambda fault: fault.__name__)
async def test_the_answer_to_a_look_is_lost(
    server: ScriptedHomeserver, no_vault: None, fault: Fault
):
    """Nothing was confirmed yet: it goes on, and asks for no second mail."""
    async with Latchkey(QuickClock()) as latchkey:
        await ask(latchkey, server)
        await latchkey.person.sees("page.reset-wait")
        seen = len(server.requests(CHANGE))
        server.on(CHANGE, fault)
        await until(lambda: len(server.requests(CHANGE)) >= seen + 3, "more looks")
        server.stages.confirm(ADDRESS)
        await latchkey.person.sees("page.reset-done")
    assert server.can_sign_in(server.user_id("alice"), NEW)
    assert len(server.requests(TOKENS)) == 1


async def test_a_server_that_forgets_its_sessions_is_given_the_proof_once_more(
    server: ScriptedHomeserver, no_vault: None
):
    async with Latchkey(QuickClock()) as latchkey:
        await ask(latchkey, server)
        await latchkey.person.sees("page.reset-wait")
        server._sessions.clear()
        server.stages.confirm(ADDRESS)
        await latchkey.person.sees("page.reset-done")
    assert server.can_sign_in(server.user_id("alice"), NEW)
    assert len(server.requests(TOKENS)) == 1


async def test_a_second_server_is_told_the_code_and_nothing_else(
    server: ScriptedHomeserver, no_vault: None
):
    """Its host is another than the homeserver's, by name: it is shown before the code leaves."""
    other = server.base_url.replace("localhost", "127.0.0.1")
    given = {"sid": "sid-1", "submit_url": f"{other}/submit"}
    server.on(f"POST {V3}/account/password/msisdn/requestToken", says(200, given))
    server.always("POST /submit", says(200, {"success": True}))
    async with Latchkey(QuickClock()) as latchkey:
        person = latchkey.person
        await ask(latchkey, server, by_phone=True)
        await person.reads_in("reset.host", "The code goes to 127.")
        await person.types("reset.code", "123456")
        await person.hits(Qt.Key.Key_Return, "reset.code")
        await until(lambda: server.requests("POST /submit"), "the code")
        [handed_in] = server.requests("POST /submit")
        assert set(handed_in.json()) == {"sid", "client_secret", "token"}
        assert "authorization" not in handed_in.headers
        await person.presses("reset.give-up")
        await person.sees("page.sign-in")


async def test_no_file_and_no_log_holds_a_secret_of_a_reset(
    server: ScriptedHomeserver,
    secret_service: SecretService,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
):
    loop = asyncio.get_running_loop()
    loop.set_debug(True)
    with caplog.at_level(logging.DEBUG):
        async with Latchkey(QuickClock()) as latchkey:
            await ask(latchkey, server)
            await latchkey.person.sees("page.reset-wait")
            titles = latchkey.window.windowTitle()
            [mail] = server.stages.sent
        async with Latchkey(QuickClock()) as latchkey:
            person = latchkey.person
            await person.presses("sign-in.reset.0.go-on")
            await person.types("password.new", NEW)
            await person.types("password.again", NEW)
            await person.presses("reset.send")
            await person.sees("page.reset-wait")
            server.on(CHANGE, faults.reset)
            server.stages.confirm(ADDRESS)
            await person.sees("page.reset-done")
            titles += latchkey.window.windowTitle()
    gc.collect()
    loop.set_debug(False)
    canaries = (NEW, mail.sid, mail.client_secret, *server._sessions)
    assert len(canaries) > 3
    shown = capfd.readouterr()
    assert "latchkey" in caplog.text, "logging was on"
    assert traces(caplog.text + shown.out + shown.err + titles, *canaries) == []
    for name, content in files_below(Path(os.environ["HOME"])).items():
        assert traces(content, *canaries) == [], name
