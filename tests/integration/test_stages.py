"""Every stage's dialog by keyboard and mouse, over real HTTP: refused, to the end, cancelled."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.core.uia import stages
from app.core.uia.stages import KINDS
from app.store.logfile import start_logging
from tests.integration.conftest import OLD
from tests.rig.homeserver import ScriptedHomeserver
from tests.rig.latchkey import Latchkey
from tests.rig.pages import Pages
from tests.rig.person import Person, until
from tests.rig.rules import V3
from tests.rig.serve import says

NEW = "new passphrase with 9 words"
CHANGE = f"POST {V3}/account/password"
UNHEARD = "org.example.un heard/of?"
WRONG_PERSON = says(403, {"errcode": "M_FORBIDDEN", "error": "Invalid auth"})


class QuickClock:
    """The computer's clock, on which a pause takes a hundredth of what it should."""

    def now(self) -> float:
        return time.time()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds / 100)


@dataclass
class Scene:
    """A person before a dialog.

    Attributes:
        program: the window, and the person at it.
        server: whose flows ask for the stage.
        browser: gets what is opened.
    """

    program: Latchkey
    server: ScriptedHomeserver
    browser: Pages
    stage: str = field(default="")

    @property
    def person(self) -> Person:
        return self.program.person

    async def types_and_enters(self, name: str, text: str) -> None:
        await self.person.types(name, text)
        await self.person.hits(Qt.Key.Key_Return, name)


Play = Callable[[Scene], Awaitable[None]]


@dataclass(frozen=True)
class Script:
    """How a stage is gone through.

    Attributes:
        refuse: has the server (or the dialog) say no; the dialog stays.
        prove: goes on from there to the end.
        field: what is in the dialog at first.
    """

    field: str
    refuse: Play
    prove: Play


async def wrong_password(at: Scene) -> None:
    await at.types_and_enters("stage.password", "wrong")
    await at.person.reads_in("stage.reason", "That is not the current password.")
    await at.person.has_focus("stage.password")


async def right_password(at: Scene) -> None:
    await at.person.types("stage.password", OLD)
    await at.person.presses("stage.continue")


async def strange_address(at: Scene) -> None:
    await at.person.presses("stage.other")
    await at.types_and_enters("stage.email", "nobody@example.org")
    await at.person.reads_in("stage.reason", "knows no account with this contact")
    assert at.person.reads("stage.server") == "The server says: Email not found"
    assert at.person.reads("stage.email") == "nobody@example.org"
    await at.person.has_focus("stage.email")


async def click_the_link(at: Scene) -> None:
    await at.person.presses("stage.known.0")
    assert at.person.reads("stage.known.0") == "a•••@e•••.org"
    await at.person.presses("stage.continue")
    await at.person.reads_in("stage.status", "a•••@")
    await at.person.presses("stage.continue")
    await at.person.reads_in("stage.status", "has not seen it yet")
    assert at.person.reads("stage.reason") == ""
    at.server.stages.confirm("alice@example.org")


async def wrong_code(at: Scene) -> None:
    await at.person.presses("stage.continue")
    await at.types_and_enters("stage.code", "000 000x")
    await at.person.reads_in("stage.reason", "That is not the code")
    assert at.person.reads("stage.code") == "000 000x"
    await at.person.has_focus("stage.code")
    [submitted] = at.server.requests("POST /submit")
    assert submitted.json()["token"] == "000 000x"


async def right_code(at: Scene) -> None:
    code = at.server.stages.sent[-1].code
    QGuiApplication.clipboard().setText(f" {code[:3]} {code[3:]} ")
    line = await at.person.sees("stage.code")
    QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    await at.person.hits(Qt.Key.Key_Return, "stage.code")


async def bad_token(at: Scene) -> None:
    await at.types_and_enters("stage.token", "with spaces")
    await at.person.reads_in("stage.reason", "without spaces")
    await at.types_and_enters("stage.token", "x" * 65)
    await at.person.reads_in("stage.reason", "at most 64")
    assert len(at.person.reads("stage.token")) == 65
    await at.types_and_enters("stage.token", "used-up")
    await at.person.reads_in("stage.reason", "does not take this token")
    assert at.person.reads("stage.server") == "The server says: Invalid registration token"


async def good_token(at: Scene) -> None:
    await at.person.types("stage.token", " let-me-in ")
    await at.person.presses("stage.continue")


async def without_agreeing(at: Scene) -> None:
    await at.person.presses("stage.terms.0")
    await at.person.presses("stage.continue")
    await at.person.reads_in("stage.reason", "Tick every box")
    await at.person.has_focus("stage.terms.1")


async def agree(at: Scene) -> None:
    await at.person.presses("stage.terms.0.read")
    assert at.browser.opened == [f"{at.server.base_url}/terms"]
    (await at.person.sees("stage.terms.1")).setFocus()
    await at.person.hits(Qt.Key.Key_Space, "stage.terms.1")
    await at.person.hits(Qt.Key.Key_Return, "stage.terms.1")


async def as_somebody_else(at: Scene) -> None:
    host = at.server.server_name
    assert at.person.reads("stage.host") == f"Page on {host}"
    assert at.browser.opened == []
    await at.person.presses("stage.continue")
    await at.person.sees("stage.open-again")
    at.server.on(CHANGE, WRONG_PERSON)
    await at.person.reads_in("stage.reason", "does not accept what was done there")
    assert "not seen it yet" not in at.person.reads("stage.status"), "it has, and said no"
    assert at.person.reads("stage.server") == "The server says: Invalid auth"


async def on_the_page(at: Scene) -> None:
    await at.person.presses("stage.open-again")
    first, again = at.browser.opened
    assert first == again
    at.server.stages.do(at.stage)


BY_PAGE = Script("stage.host", as_somebody_else, on_the_page)
SCRIPTS = {
    stages.PASSWORD: Script("stage.password", wrong_password, right_password),
    stages.EMAIL: Script("stage.known.0", strange_address, click_the_link),
    stages.MSISDN: Script("stage.known.0", wrong_code, right_code),
    stages.TERMS: Script("stage.terms.0", without_agreeing, agree),
    stages.REGISTRATION_TOKEN: Script("stage.token", bad_token, good_token),
    stages.REGISTRATION_TOKEN_UNSTABLE: Script("stage.token", bad_token, good_token),
    stages.RECAPTCHA: BY_PAGE,
    stages.SSO: BY_PAGE,
    stages.OAUTH: BY_PAGE,
    UNHEARD: BY_PAGE,
}


async def to_the_dialog(program: Latchkey, server: ScriptedHomeserver) -> Person:
    server.register("alice", OLD, email="alice@example.org", msisdn="491701234567")
    await program.sign_in_at(server.base_url, "alice", OLD)
    await program.fill_change(NEW)
    return program.person


def test_there_is_a_script_for_every_stage():
    assert set(SCRIPTS) == set(KINDS) - {stages.DUMMY} | {UNHEARD}


@pytest.mark.parametrize("stage", SCRIPTS)
async def test_through_a_refusal_to_success(stage, theme, no_vault, browser):
    script = SCRIPTS[stage]
    with ScriptedHomeserver(flows=[[stage]]) as server:
        async with Latchkey(QuickClock()) as program:
            person = await to_the_dialog(program, server)
            await person.sees(script.field)
            at = Scene(program, server, browser, stage)
            await script.refuse(at)
            assert server.can_sign_in(server.user_id("alice"), OLD)
            await script.prove(at)
            await person.reads_in("banner.sentence", "Password changed at ")
            await person.misses("stage")
            assert server.can_sign_in(server.user_id("alice"), NEW)


@pytest.mark.parametrize("stage", SCRIPTS)
async def test_to_a_cancel_that_changes_nothing(stage, theme, no_vault, browser):
    with ScriptedHomeserver(flows=[[stage]]) as server:
        async with Latchkey(QuickClock()) as program:
            person = await to_the_dialog(program, server)
            await person.sees(SCRIPTS[stage].field)
            dialog = await person.sees("stage")

            def inside() -> QWidget | None:
                found = QApplication.focusWidget()
                return found if found is not None and dialog.isAncestorOf(found) else None

            QTest.keyClick(await until(inside, "the dialog's focus"), Qt.Key.Key_Escape)
            await person.reads_in("banner.sentence", "Nothing was changed: you cancelled.")
            await person.misses("stage")
            assert person.reads("password.new") == NEW
            assert server.can_sign_in(server.user_id("alice"), OLD)
            assert len(server.requests(CHANGE)) == 1


async def test_a_dummy_shows_nobody_anything(theme, no_vault):
    with ScriptedHomeserver(flows=[[stages.DUMMY]]) as server:
        async with Latchkey(QuickClock()) as program:
            person = await to_the_dialog(program, server)
            await person.reads_in("banner.sentence", "Password changed at ")
            assert len(server.requests(CHANGE)) == 2


async def test_a_message_without_a_code_is_waited_for(theme, no_vault, browser):
    with ScriptedHomeserver(flows=[[stages.MSISDN]]) as server:
        server.stages.takes_code = False
        async with Latchkey(QuickClock()) as program:
            person = await to_the_dialog(program, server)
            await person.presses("stage.continue")
            await person.reads_in("stage.status", "a message is on its way")
            server.stages.confirm(server.stages.sent[0].to)
            await person.reads_in("banner.sentence", "Password changed at ")


async def test_a_mail_is_sent_again_and_to_another_address(theme, no_vault):
    with ScriptedHomeserver(flows=[[stages.EMAIL]]) as server:
        async with Latchkey(QuickClock()) as program:
            person = await to_the_dialog(program, server)
            server.register("bob", OLD, email="bob@example.org")
            await person.presses("stage.continue")
            await person.presses("stage.change")
            await person.presses("stage.other")
            await person.types("stage.email", "Bob <bob@example.org>")
            await person.presses("stage.continue")
            await person.reads_in("stage.status", "bob@example.org")
            await person.presses("stage.change")
            await person.presses("stage.known.0")
            await person.presses("stage.continue")
            await person.reads_in("stage.status", "a•••@")
            assert [(each.to, each.times) for each in server.stages.sent] == [
                ("alice@example.org", 2),
                ("bob@example.org", 1),
            ]
            server.stages.confirm("alice@example.org")
            await person.reads_in("banner.sentence", "Password changed at ")


async def test_a_mail_survives_a_cancel(theme, no_vault):
    with ScriptedHomeserver(flows=[[stages.EMAIL]]) as server:
        async with Latchkey(QuickClock()) as program:
            person = await to_the_dialog(program, server)
            await person.presses("stage.continue")
            await person.sees("stage.status")
            await person.presses("stage.cancel")
            await person.reads_in("banner.sentence", "you cancelled")
            server.stages.confirm("alice@example.org")
            await person.presses("password.change")
            await person.reads_in("banner.sentence", "Password changed at ")
            assert len(server.stages.sent) == 0, "it was used, and no other was sent"


async def test_another_way_keeps_what_is_proven(theme, no_vault, browser):
    token, terms = stages.REGISTRATION_TOKEN, stages.TERMS
    with ScriptedHomeserver(flows=[[token, terms], [token, stages.PASSWORD, UNHEARD]]) as server:
        async with Latchkey(QuickClock()) as program:
            person = await to_the_dialog(program, server)
            await person.sees("stage.token")
            assert person.reads("stage.who").startswith("STEP 1 OF 2")
            await good_token(Scene(program, server, browser))
            await person.sees("stage.terms.0")
            await person.presses("stage.another")
            await person.chooses("stage.ways", 0)
            await person.sees("stage.password")
            assert person.reads("stage.who").startswith("STEP 2 OF 3")
            await person.presses("stage.another")
            await person.chooses("stage.ways", 0)
            await agree(Scene(program, server, browser))


async def test_where_there_is_no_page_another_way_is_offered_or_somebody_to_ask(theme, no_vault):
    flows = [[UNHEARD], [stages.PASSWORD, stages.TERMS]]
    support = {"contacts": [{"role": "m.role.admin", "email_address": "help@example.org"}]}
    with ScriptedHomeserver(flows=flows) as server:
        server.always("GET /.well-known/matrix/support", says(200, support))
        server.stages.without_page.add(UNHEARD)
        async with Latchkey(QuickClock()) as program:
            person = await to_the_dialog(program, server)
            await person.reads_in("stage.status", "has no page for this. There is another way")
            await person.has_focus("stage.another")
            await person.presses("stage.another")
            await person.chooses("stage.ways", 0)
            await person.sees("stage.password")
    with ScriptedHomeserver(flows=[[UNHEARD]]) as server:
        server.always("GET /.well-known/matrix/support", says(200, support))
        server.stages.without_page.add(UNHEARD)
        async with Latchkey(QuickClock()) as program:
            person = await to_the_dialog(program, server)
            await person.reads_in("stage.status", "help@example.org")


async def test_an_expired_session_begins_again_with_what_still_holds(theme, no_vault, browser):
    with ScriptedHomeserver(flows=[[stages.REGISTRATION_TOKEN, stages.PASSWORD]]) as server:
        async with Latchkey(QuickClock()) as program:
            person = await to_the_dialog(program, server)
            await good_token(Scene(program, server, browser))
            await person.sees("stage.password")
            gone = {"errcode": "M_UNKNOWN", "error": "Unknown session ID: x"}
            server.on(CHANGE, says(400, gone))
            await person.types("stage.password", OLD)
            await person.presses("stage.continue")
            await person.reads_in("banner.sentence", "Password changed at ")


async def test_an_address_is_copied_for_a_while_and_an_unheard_stage_is_encoded(
    theme, no_vault, browser
):
    with ScriptedHomeserver(flows=[[UNHEARD]]) as server:
        async with Latchkey(QuickClock()) as program:
            person = await to_the_dialog(program, server)
            await person.presses("stage.copy")
            address = QGuiApplication.clipboard().text()
            path = f"{V3}/auth/org.example.un%20heard%2Fof%3F/fallback/web?session="
            assert address.startswith(server.base_url.replace("127.0.0.1", "localhost") + path)
            await until(lambda: len(server.requests(CHANGE)) > 1, "the server to be asked")
        assert QGuiApplication.clipboard().text() == ""


async def test_closing_the_window_withdraws_the_question(theme, no_vault):
    with ScriptedHomeserver(flows=[[stages.EMAIL]]) as server:
        async with Latchkey(QuickClock()) as program:
            person = await to_the_dialog(program, server)
            await person.presses("stage.continue")
            await person.sees("stage.status")
        assert server.can_sign_in(server.user_id("alice"), OLD)


@pytest.fixture
def log(tmp_path: Path) -> Callable[[], str]:
    """Log as the program does with ``--debug``."""
    start_logging(tmp_path / "log", debug=True)
    return (tmp_path / "log").read_text


async def test_no_proof_is_in_a_log_or_a_title(
    theme, no_vault, browser, log: Callable[[], str], capfd: pytest.CaptureFixture[str]
):
    flow = [stages.EMAIL, stages.MSISDN, stages.REGISTRATION_TOKEN, UNHEARD]
    with ScriptedHomeserver(flows=[flow]) as server:
        server.stages.tokens = {"canary-token-5fa1c0"}
        async with Latchkey(QuickClock()) as program:
            person = await to_the_dialog(program, server)
            titles = [program.window.windowTitle()]

            async def note(name: str) -> None:
                await person.sees(name)
                titles.append((await person.sees("stage")).windowTitle())

            await note("stage.known.0")
            await person.presses("stage.continue")
            await person.sees("stage.status")
            secrets = [server.stages.sent[0].sid, server.stages.sent[0].client_secret]
            server.stages.confirm("alice@example.org")
            await person.reads_in("stage.sentence", "sends a message to a phone")
            await note("stage.known.0")
            await person.presses("stage.continue")
            await person.sees("stage.code")
            sent = server.stages.sent[-1]
            secrets += [sent.sid, sent.client_secret, sent.code]
            await person.types("stage.code", sent.code)
            await person.presses("stage.continue")
            await note("stage.token")
            await person.types("stage.token", "canary-token-5fa1c0")
            await person.presses("stage.continue")
            await note("stage.host")
            await person.presses("stage.continue")
            server.stages.do(UNHEARD)
            await person.reads_in("banner.sentence", "Password changed at ")
        bodies = [each.json() for each in server.requests(CHANGE)]
        secrets += {body["auth"]["session"] for body in bodies if "auth" in body}
        shown = capfd.readouterr()
        everything = log() + shown.out + shown.err + "".join(titles)
        assert len(secrets) == 6
        assert "latchkey: vault" in everything, "logging was on"
        for secret in [*secrets, "canary-token"]:
            assert secret not in everything
            assert secret[:6] not in everything
