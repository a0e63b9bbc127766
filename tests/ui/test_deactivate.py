"""The Deactivate page: what it says before, the yes, and what it says afterwards."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QProgressBar

from app.core.errors import VaultLocked
from app.core.homeserver import Session
from app.core.pending_reset import PendingReset, written
from app.core.uia.threepid import Email
from tests.fakes import FakeVault, StillClock, kept
from tests.mock_homeserver import ORIGIN, USER, V3, html, no, ok, uia
from tests.mock_rooms import BOB, rooms
from tests.rig.person import Person, until
from ui.deactivation.names_list import NamesList

CLOSE = f"POST {V3}/account/deactivate"
WHO = f"GET {V3}/account/whoami"
LOGIN = f"POST {V3}/login"
ONE = uia(["m.login.password"])
REFUSED = uia(["m.login.password"], errcode="M_FORBIDDEN", error="Invalid password")
DONE = ok({"id_server_unbind_result": "success"})
DEAD = no(401, "M_UNKNOWN_TOKEN")


async def at_the_page(start, routes: dict[str, Any] | None = None, **more: Any):
    """Sign in, and look at the page; what ``WHO`` says holds from then on."""
    now = dict(routes or {})
    who = now.pop(WHO, None)
    program = start(now, **more)
    await program.sign_in()
    person = program.person
    await until(lambda: program.controller.context.view, "the account to be read")
    await person.presses("nav.deactivate")
    await person.sees("page.deactivate")
    await person.misses("deactivate.rooms.stop")
    if who is not None:
        program.server.routes[WHO] = who
    return program, person


async def say_yes(person: Person, typed: str = USER) -> None:
    await person.types("deactivate.typed", typed)
    await person.presses("deactivate.close")


async def prove(person: Person, text: str = "old-password") -> None:
    await person.types("stage.password", text)
    await person.presses("stage.continue")


# --- before -------------------------------------------------------------------------------------


async def test_what_is_said_before_comes_from_the_server(start):
    _, person = await at_the_page(start, rooms(a="shared", b="shared"))
    assert person.reads("deactivate.devices") == "3 devices are signed out, you leave 2 rooms"
    assert "Element on Android" in person.reads("deactivate.devices.rest")
    assert person.reads("deactivate.contacts") == "alice@example.org is freed"
    assert "No key backup exists" in person.reads("deactivate.history.rest")
    said = "Somebody else can run every room that you leave, direct chats aside. Read at "
    assert person.reads("deactivate.rooms.sentence").startswith(said)


async def test_who_is_in_direct_chats_alone_is_told_so(start):
    direct = {f"GET {V3}/user/{USER}/account_data/m.direct": ok({BOB: ["!a:example.org"]})}
    _, person = await at_the_page(start, {**rooms(a="mine"), **direct})
    assert "direct chats only" in person.reads("deactivate.rooms.sentence")


async def test_where_direct_chats_cannot_be_told_that_is_said(start):
    unread = {f"GET {V3}/user/{USER}/account_data/m.direct": no(500, "M_X")}
    _, person = await at_the_page(start, {**rooms(a="mine"), **unread})
    said = person.reads("deactivate.rooms.sentence")
    assert said.startswith("In one room nobody else")
    assert "direct chats could not be read" in said


async def test_rooms_that_nobody_else_could_run_are_named(start):
    kinds = rooms(a="shared", club="mine", dust="empty", lost="adrift", odd="broken")
    _, person = await at_the_page(start, kinds)
    said = person.reads("deactivate.rooms.sentence")
    assert said.startswith("In 3 rooms nobody else could take over.")
    assert "1 of 5 rooms could not be read" in said
    page = await person.sees("page.deactivate")
    lines = [each.text() for each in page.findChildren(type(person.find("deactivate.rooms.0")))]
    for text in ("Latchkey club", "Latchkey dust", "a room with Bob"):
        assert text in lines
    assert "Latchkey a" not in lines
    assert person.find("deactivate.rooms.again") is not None


async def test_many_rooms_are_shown_on_demand(start):
    _, person = await at_the_page(start, rooms(**{f"r{n:02}": "mine" for n in range(20)}))
    page = await person.sees("page.deactivate")
    kind = type(person.find("deactivate.rooms.0"))
    text = " ".join(each.text() for each in page.findChildren(kind, "deactivate.rooms.0"))
    assert "and 8 more" in text
    assert "Latchkey r19" not in text
    await person.presses("deactivate.rooms.all")
    names = await person.sees("deactivate.rooms.0.names")
    assert isinstance(names, NamesList)
    assert names.names() == [f"Latchkey r{n:02}" for n in range(20)]
    assert "20" in names.accessibleName()
    assert person.find("deactivate.rooms.all") is None


async def test_reading_shows_how_far_it_is_and_can_be_stopped(start):
    routes = rooms(a="shared", b="shared", c="mine")
    never = asyncio.Event()

    async def hang(request: httpx.Request) -> httpx.Response:
        await never.wait()
        raise AssertionError

    members = f"GET {V3}/rooms/!c:example.org/joined_members"
    routes[members] = lambda request: hang(request)
    program = start(routes)
    await program.sign_in()
    person = program.person
    await person.presses("nav.deactivate")
    await person.reads_in("deactivate.rooms.sentence", "2 of 3")
    bar = await person.sees("deactivate.rooms.bar")
    assert isinstance(bar, QProgressBar)
    assert (bar.value(), bar.maximum()) == (2, 3)
    await person.presses("deactivate.rooms.stop")
    await person.reads_in("deactivate.rooms.sentence", "you stopped it before 1 of 3")
    await person.presses("nav.account")
    await person.presses("nav.deactivate")
    assert person.find("deactivate.rooms.stop") is None, "it is read once"
    program.server.routes.update(rooms(a="shared", b="shared", c="mine"))
    await person.presses("deactivate.rooms.again")
    await person.reads_in("deactivate.rooms.sentence", "In one room")
    program.server.routes.update(rooms(a="shared", b="shared", c="shared"))
    await person.presses("deactivate.rooms.again")
    await person.reads_in("deactivate.rooms.sentence", "Somebody else can run every room")


async def test_nothing_is_read_before_the_page_is_looked_at(start):
    program = start()
    await program.sign_in()
    await until(lambda: program.controller.context.view, "the account to be read")
    assert program.server.sent(f"GET {V3}/joined_rooms") == []


# --- the yes ------------------------------------------------------------------------------------


async def test_nothing_leaves_before_the_button_is_pressed(start):
    program, person = await at_the_page(start, {CLOSE: ONE})
    button = await person.sees("deactivate.close")
    assert not button.isEnabled()
    await person.types("deactivate.typed", USER[:8])
    assert not button.isEnabled()
    assert person.reads("deactivate.typed.note") == ""
    await person.types("deactivate.typed", f"  {USER} ")
    assert button.isEnabled()
    await person.hits(Qt.Key.Key_Return, "deactivate.typed")
    await person.presses("deactivate.erase")
    assert program.server.sent(CLOSE) == []
    assert person.find("stage.password") is None


@pytest.mark.parametrize("typed", ["@Alice:example.org", "alice", "@alice:example.org.", "@bob:x"])
async def test_another_id_is_said_so_beside_the_field(start, typed):
    _, person = await at_the_page(start)
    await person.types("deactivate.typed", typed)
    assert "not the ID of the account" in person.reads("deactivate.typed.note")
    assert not (await person.sees("deactivate.close")).isEnabled()


async def test_it_goes_by_keyboard_alone(start):
    program, person = await at_the_page(start, {CLOSE: ok({}), WHO: DEAD})
    (await person.sees("deactivate.typed")).setFocus()
    line = await person.sees("deactivate.typed")
    QTest.keyClicks(line, USER)
    for name in ("deactivate.keep", "deactivate.close"):
        QTest.keyClick(person.window.focusWidget(), Qt.Key.Key_Tab)
        await person.has_focus(name)
    QTest.keyClick(await person.sees("deactivate.close"), Qt.Key.Key_Space)
    await person.sees("page.closed")
    page = await person.sees("page.closed")
    for _ in range(3):  # meant for the dialog before
        QTest.keyClick(page, Qt.Key.Key_Return)
    assert person.find("page.closed") is page
    for name in ("closed.record", "closed.done"):
        QTest.keyClick(person.window.focusWidget(), Qt.Key.Key_Tab)
        await person.has_focus(name)
    assert len(program.server.sent(CLOSE)) == 1


async def test_erase_is_off_at_first_and_in_every_request(start):
    program, person = await at_the_page(start, {CLOSE: [ONE, REFUSED, ONE, DONE]})
    await say_yes(person)
    await prove(person, "wrong-password")
    await person.reads_in("stage.reason", "That is not the current password.")
    await person.presses("stage.cancel")
    await person.reads_in("banner.sentence", "Nothing was closed: you cancelled.")
    assert "is active as before" in person.reads("banner.next")
    await person.presses("deactivate.erase")
    await person.presses("deactivate.advanced")
    await person.types("deactivate.id-server", "id.example.org")
    assert person.reads("deactivate.typed") == USER, "nothing typed is lost"
    await person.presses("deactivate.close")
    await prove(person)
    await person.sees("page.closed")
    bodies = program.server.bodies(CLOSE)
    chosen = [(body["erase"], body.get("id_server")) for body in bodies]
    assert chosen == [(False, None)] * 2 + [(True, "id.example.org")] * 2
    assert "auth" not in bodies[2], "changed choices begin a new session"


async def test_an_identity_server_that_is_none_is_refused_beside_its_field(start):
    program, person = await at_the_page(start, {CLOSE: ONE})
    await person.presses("deactivate.advanced")
    await person.types("deactivate.id-server", "https://id.example.org/")
    await person.presses("deactivate.advanced")
    await say_yes(person)
    await person.reads_in("deactivate.id-server.note", "id.example.org:8090")
    await person.has_focus("deactivate.id-server")
    assert program.server.sent(CLOSE) == []
    await person.types("deactivate.id-server", "")
    assert person.reads("deactivate.id-server.note") == ""


async def test_a_button_stays_under_the_mouse(start):
    """A click gives the focus, and the page follows the focus: not while the button is down."""
    program, person = await at_the_page(start)
    program.window.resize(960, 680)
    await person.types("deactivate.typed", USER)
    page = await person.sees("page.deactivate")
    button = await person.sees("deactivate.keep")
    bar = page.verticalScrollBar()
    bottom = button.mapTo(page.viewport(), button.rect().bottomLeft()).y()
    bar.setValue(bar.value() + bottom - page.viewport().height() - button.height() // 2)
    top = button.mapTo(page.viewport(), button.rect().topLeft()).y()
    assert top < page.viewport().height() < top + button.height(), "half of it is in sight"
    (await person.sees("deactivate.typed")).setFocus()
    before = bar.value()
    at = QPoint(button.width() // 2, 2)
    QTest.mousePress(button, Qt.MouseButton.LeftButton, pos=at)
    assert bar.value() == before
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton, pos=at)
    await person.sees("page.account")


async def test_what_came_of_it_is_in_sight(start):
    _, person = await at_the_page(start, {CLOSE: ONE})
    await say_yes(person)
    await person.presses("stage.cancel")
    await person.reads_in("banner.sentence", "Nothing was closed")
    page = await person.sees("page.deactivate")
    await person.misses("stage")
    # A window that is active again after a dialog gets its focus back, out of nowhere.
    QApplication.instance().focusChanged.emit(None, await person.sees("deactivate.close"))
    banner = await person.sees("banner")
    assert page.viewport().rect().contains(banner.mapTo(page.viewport(), banner.rect().topLeft()))


async def test_whoever_helps_reads_out_what_happens_and_types_what_is_said(start):
    _, person = await at_the_page(start)
    assert USER in person.reads("deactivate.ask")
    await person.types("deactivate.typed", USER)
    await person.presses("deactivate.helping")
    assert person.reads("deactivate.typed") == "", "it is to be typed from their words"
    read = person.reads("deactivate.read-out.text")
    assert "stays with those who have it" in read
    assert USER not in read
    assert USER not in person.reads("deactivate.ask")
    described = (await person.sees("deactivate.typed")).accessibleDescription()
    assert described == person.reads("deactivate.ask"), "a screen reader says it with the field"
    await person.presses("deactivate.erase")
    said = person.reads("deactivate.read-out.text")
    assert "whoever saw it before still can" in said
    assert "other servers are not told" in said


async def test_an_identity_server_that_is_out_of_sight_is_named_beside_the_yes(start):
    _, person = await at_the_page(start)
    assert person.find("deactivate.asked-too") is None
    await person.presses("deactivate.advanced")
    await person.types("deactivate.id-server", "id.example.org")
    await person.presses("deactivate.advanced")
    assert person.find("deactivate.id-server") is None
    assert "id.example.org" in person.reads("deactivate.asked-too")


async def test_who_keeps_the_account_goes_back_to_it(start):
    program, person = await at_the_page(start)
    await person.types("deactivate.typed", USER)
    await person.presses("deactivate.keep")
    await person.sees("page.account")
    await person.presses("nav.deactivate")
    assert person.reads("deactivate.typed") == "", "the next yes is a new one"
    assert program.server.sent(CLOSE) == []


async def test_a_suspended_account_can_be_closed(start):
    forbidden = no(403, "M_USER_SUSPENDED", "Suspended")
    name = f"PUT {V3}/profile/@nobody:invalid.invalid/displayname"
    _, person = await at_the_page(start, {name: forbidden, CLOSE: DONE, WHO: DEAD})
    await say_yes(person)
    await person.sees("page.closed")


# --- afterwards ---------------------------------------------------------------------------------


async def test_a_closed_account_is_forgotten_here_and_told(start):
    vault = FakeVault()
    program, person = await at_the_page(start, {CLOSE: [ONE, DONE]}, vault=vault)
    assert vault.kept
    await person.presses("deactivate.erase")
    await say_yes(person)
    program.server.routes[WHO] = DEAD
    await prove(person)
    await person.sees("page.closed")
    assert vault.kept == {}
    assert program.index.known == []
    assert USER in person.reads("closed.sentence")
    assert "does not take it any more" in person.reads("closed.session")
    assert "was asked to erase" in person.reads("closed.erased")
    assert "asked to forget" in person.reads("closed.identity")
    assert "holds nothing" in person.reads("closed.here")
    assert len(program.server.sent(CLOSE)) == 2
    await person.presses("closed.done")
    await person.sees("page.sign-in")
    assert person.reads("sign-in.where") == ""
    assert list(program.controller.open_accounts) == []


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ({"id_server_unbind_result": "no-support"}, "may still know your emails or phones"),
        ({}, "was not said"),
        ({"id_server_unbind_result": "perhaps"}, "is not clear"),
    ],
)
async def test_what_identity_servers_know_is_said_as_the_server_says_it(start, said, line):
    _, person = await at_the_page(start, {CLOSE: ok(said), WHO: DEAD})
    await say_yes(person)
    await person.sees("page.closed")
    assert line in person.reads("closed.identity")
    assert "was not asked to erase" in person.reads("closed.erased")


@pytest.mark.parametrize(
    ("who", "line"), [(html(502), "could not be asked"), (None, "still takes your session")]
)
async def test_a_session_that_is_not_over_is_said_so(start, who, line):
    routes = {CLOSE: DONE} if who is None else {CLOSE: DONE, WHO: who}
    _, person = await at_the_page(start, routes)
    await say_yes(person)
    await person.sees("page.closed")
    assert line in person.reads("closed.session")


async def test_a_keyring_that_keeps_a_dead_token_is_said_so(start):
    vault = FakeVault()
    _, person = await at_the_page(start, {CLOSE: DONE, WHO: DEAD}, vault=vault)
    vault.fault = VaultLocked()
    await say_yes(person)
    await person.sees("page.closed")
    assert "may still hold an old session" in person.reads("closed.here")
    await person.presses("closed.done")
    await person.sees("page.sign-in")


async def test_settings_that_keep_the_account_are_said_so(start):
    program, person = await at_the_page(start, {CLOSE: DONE, WHO: DEAD})
    program.index.fails = True
    await say_yes(person)
    await person.sees("page.closed")
    assert "still lists the account" in person.reads("closed.here")
    assert "Latchkey can't save its settings." in person.reads("closed.here.rest")


async def test_a_pending_reset_of_the_account_is_forgotten_and_others_are_not(start):
    vault = FakeVault()
    program = start({CLOSE: DONE}, vault=vault, run=False)
    now = 1795444986.0
    for key, address in (("one", "Alice@example.org"), ("two", "bob@example.org")):
        pending = PendingReset(key, "example.org", ORIGIN, Email(address), False, False, now)
        vault.kept[f"reset {key}"] = written(pending).reveal()
        program.index.waiting.append(key)
    program.start()
    await program.sign_in()
    person = program.person
    await until(lambda: program.controller.context.view, "the account to be read")
    program.server.routes[WHO] = DEAD
    await person.presses("nav.deactivate")
    await say_yes(person)
    await person.sees("page.closed")
    assert list(vault.kept) == ["reset two"]
    assert program.index.waiting == ["two"]
    await person.presses("closed.done")
    await person.sees("sign-in.reset.0")
    assert person.find("sign-in.reset.1") is None


async def test_a_reset_that_may_be_the_accounts_is_said_so(start):
    vault = FakeVault()
    unread = {f"GET {V3}/account/3pid": no(500, "M_X"), CLOSE: DONE}
    program = start(unread, vault=vault, run=False)
    pending = PendingReset(
        "one", "example.org", ORIGIN, Email("a@example.org"), False, False, 1795444986.0
    )
    vault.kept["reset one"] = written(pending).reveal()
    program.index.waiting.append("one")
    program.start()
    await program.sign_in()
    person = program.person
    await until(lambda: program.controller.context.view, "the account to be read")
    program.server.routes[WHO] = DEAD
    await person.presses("nav.deactivate")
    await say_yes(person)
    await person.sees("page.closed")
    assert list(vault.kept) == ["reset one"]
    assert "may still hold a password reset" in person.reads("closed.here")
    assert "sign-in page" in person.reads("closed.here.rest")


async def test_what_is_known_is_forgotten_before_the_session_is_looked_at(start):
    asked = asyncio.Event()

    async def never(request: httpx.Request) -> httpx.Response:
        asked.set()
        await asyncio.Event().wait()
        raise AssertionError

    vault = FakeVault()
    program, person = await at_the_page(start, {CLOSE: DONE}, vault=vault, grace=0.0)
    program.server.routes[WHO] = lambda request: never(request)
    await say_yes(person)
    await asked.wait()
    await until(lambda: not vault.kept, "the tokens to be gone")
    assert program.index.known == []


async def test_a_reading_that_ends_with_the_account_says_nothing(start):
    """What reads the rooms while the account is closed finds a dead session: no gate comes up."""
    reading, over = asyncio.Event(), asyncio.Event()

    async def late(request: httpx.Request) -> httpx.Response:
        reading.set()
        await over.wait()
        return DEAD

    program = start({CLOSE: DONE, f"GET {V3}/joined_rooms": lambda r: late(r)})
    await program.sign_in()
    person = program.person
    await until(lambda: program.controller.context.view, "the account to be read")
    program.server.routes[WHO] = DEAD
    await person.presses("nav.deactivate")
    await reading.wait()
    shown: list[str] = []
    program.window.stack.currentChanged.connect(
        lambda _: shown.append(program.window.stack.currentWidget().objectName())
    )
    await say_yes(person)
    over.set()
    await person.sees("page.closed")
    assert "page.reauth" not in shown


OTHER = Session("@other:example.org", "THERE", ORIGIN)


async def two_accounts(start, routes: dict[str, Any]):
    vault = FakeVault()
    vault.kept.update(kept(OTHER, "other-token"))
    program = start(routes, vault=vault, sessions=(OTHER,))
    person = program.person
    await person.sees("page.account")
    await person.presses("chip")
    await person.presses("switcher.add")
    await program.sign_in()
    await until(lambda: program.controller.context.session.user_id == USER, "the second account")
    await until(lambda: program.controller.context.view, "the account to be read")
    await person.presses("nav.deactivate")
    program.server.routes[WHO] = DEAD
    return program, person


async def test_another_account_comes_next(start):
    program, person = await two_accounts(start, {CLOSE: DONE})
    await say_yes(person)
    await person.sees("page.closed")
    await person.presses("closed.done")
    await until(lambda: program.controller.context, "another account")
    assert program.controller.context.session == OTHER
    assert program.index.known == [OTHER]


async def closed_out_of_sight(start: Any):
    """Have one account being closed, until the event is set, while the other is in front."""
    held = asyncio.Event()

    async def slow(request: httpx.Request) -> httpx.Response:
        await held.wait()
        return DONE

    program, person = await two_accounts(start, {})
    program.server.routes[CLOSE] = lambda request: slow(request)
    await say_yes(person)
    await until(lambda: program.server.sent(CLOSE), "the request")
    program.controller.wake(OTHER.user_id)
    await until(lambda: program.controller.context.session == OTHER, "the other account")
    return program, person, held


async def test_an_account_that_is_closed_out_of_sight_is_told_where_the_person_is(start):
    _, person, held = await closed_out_of_sight(start)
    held.set()
    await person.reads_in("banner.sentence", f"{USER} is closed.")
    await person.presses("banner.action")
    await person.sees("page.closed")
    await person.presses("closed.done")
    await person.sees("page.account")


async def test_the_last_page_of_each_of_two_is_shown(start):
    program, person, held = await closed_out_of_sight(start)
    program.server.routes[WHO] = DEAD
    program.server.routes[CLOSE] = DONE
    await person.presses("nav.deactivate")
    await say_yes(person, OTHER.user_id)
    await person.sees("page.closed")
    assert OTHER.user_id in person.reads("closed.sentence")
    held.set()
    await until(lambda: not list(program.controller.open_accounts), "the first one to be closed")
    await person.presses("closed.done")
    await person.reads_in("closed.sentence", USER)
    await person.presses("closed.done")
    await person.sees("page.sign-in")


@pytest.mark.parametrize(
    ("answer", "part"),
    [
        (no(400, "M_UNKNOWN", "Failed to remove threepid from ID server"), "“Advanced”"),
        (no(403, "M_FORBIDDEN", "Not you"), "does not let this account be closed"),
        (no(404, "M_UNRECOGNIZED"), "its website may"),
        (no(400, "M_UNKNOWN", "Something else"), ""),
    ],
)
async def test_any_other_answer_leaves_it_open_and_says_why(start, answer, part):
    vault = FakeVault()
    program, person = await at_the_page(start, {CLOSE: answer}, vault=vault)
    before = dict(vault.kept)
    await say_yes(person)
    await person.reads_in("banner.sentence", f"{USER} is still open.")
    assert part in person.reads("banner.next")
    assert vault.kept == before
    assert program.controller.context is not None
    assert (await person.sees("deactivate.close")).isEnabled()
    assert person.reads("deactivate.typed") == USER


async def test_a_throttle_counts_down_and_lets_go(start):
    throttled = no(429, "M_LIMIT_EXCEEDED", retry_after_ms=1)
    program, person = await at_the_page(start, {CLOSE: [throttled, DONE]})
    await say_yes(person)
    await person.reads_in("banner.sentence", "is still open")
    await person.presses("deactivate.close")
    await person.sees("page.closed")
    assert len(program.server.sent(CLOSE)) == 2


@pytest.mark.parametrize("answer", [no(401, "M_USER_LOCKED", "Locked"), DEAD])
async def test_a_session_that_ends_meanwhile_closes_nothing(start, answer):
    routes = {CLOSE: answer, WHO: answer}
    _, person = await at_the_page(start, routes, clock=StillClock())
    await say_yes(person)
    await person.sees("page.reauth")
    await person.reads_in("banner.sentence", "was not closed by this")


# --- when an answer is lost ---------------------------------------------------------------------


async def lose(start, routes: dict[str, Any], **later: Any):
    program, person = await at_the_page(start, {CLOSE: [ONE, html(502)], **routes})
    await say_yes(person)
    await person.sees("stage.password")
    program.server.routes.update(later)
    await prove(person)
    return program, person


async def test_a_lost_answer_of_an_account_that_is_open(start):
    program, person = await lose(start, {})
    await person.reads_in("banner.sentence", f"{USER} is still open.")
    assert "knows this session as before" in person.reads("banner.next")
    assert len(program.server.sent(CLOSE)) == 2


async def test_a_lost_answer_of_one_that_is_very_probably_closed(start):
    later = {WHO: DEAD, LOGIN: no(403, "M_FORBIDDEN")}
    program, person = await lose(start, {}, **later)
    await person.sees("page.reauth")
    await person.reads_in("banner.sentence", f"{USER} is very probably closed.")
    assert program.index.known != [], "only the person removes it"
    assert len(program.server.sent(CLOSE)) == 2


async def test_a_lost_answer_that_is_not_found_out(start):
    program, person = await lose(start, {}, **{WHO: html(502)})
    await person.reads_in("banner.sentence", f"We do not know whether {USER} is closed.")
    assert person.reads("deactivate.typed") == "", "the next yes is a new one"
    await person.presses("banner.action")
    await person.reads_in("banner.sentence", "still does not say")
    assert len(program.server.sent(CLOSE)) == 2


async def test_a_session_that_works_after_all_is_said_so(start):
    program, person = await lose(start, {}, **{WHO: html(502)})
    await person.reads_in("banner.sentence", "We do not know")
    program.server.routes[WHO] = ok({"user_id": USER, "device_id": "OURS"})
    await person.presses("banner.action")
    await person.reads_in("banner.sentence", f"{USER} is open")


async def test_a_session_that_turns_out_dead_is_said_where_it_can_be_read(start):
    program, person = await lose(start, {}, **{WHO: html(502)})
    await person.reads_in("banner.sentence", "We do not know")
    await until(lambda: not len(program.controller.context.cancellable), "the account to be read")
    program.server.routes[WHO] = DEAD
    await person.presses("banner.action")
    await person.sees("page.reauth")
    await person.reads_in("banner.sentence", "We do not know")
    assert "your session is dead now" in person.reads("banner.next")


async def test_a_server_that_is_still_at_it_is_not_called_open(start):
    _, person = await at_the_page(start, {CLOSE: [ONE, html(504)]})
    await say_yes(person)
    await prove(person)
    await person.reads_in("banner.sentence", f"We do not know whether {USER} is closed.")
    assert "may still be at it" in person.reads("banner.next")


async def test_a_dead_session_without_a_password_is_not_known(start):
    program, person = await at_the_page(start, {CLOSE: html(502)})
    program.server.routes[WHO] = DEAD
    await say_yes(person)
    await person.sees("page.reauth")
    await person.reads_in("banner.sentence", "We do not know")


async def test_a_dead_session_of_an_account_that_takes_the_password(start):
    enter = ok({"user_id": USER, "device_id": "CHECK", "access_token": "checking"})
    _, person = await lose(start, {}, **{WHO: DEAD, LOGIN: enter})
    await person.sees("page.reauth")
    await person.reads_in("banner.sentence", f"{USER} is still open.")
    assert "it takes your password" in person.reads("banner.next")


# --- the record ---------------------------------------------------------------------------------


async def save_to(person: Person, path: Path, button: str = "deactivate.record") -> None:
    await person.presses(button)
    dialog = await person.sees("record.file")
    assert isinstance(dialog, QFileDialog)
    line = dialog.findChild(QLineEdit)
    assert line is not None
    line.setText(str(path))
    dialog.accept()
    await person.misses("record.file")


async def test_a_record_is_saved_for_people_and_for_programs(start, tmp_path):
    _, person = await at_the_page(start, rooms(club="mine", b="shared"))
    await save_to(person, tmp_path / "record.html")
    await person.reads_in("deactivate.saved", "record.html")
    page = (tmp_path / "record.html").read_text()
    for part in (
        USER,
        "alice@example.org",
        "Element on Android",
        "Latchkey club",
        "!b:example.org",
    ):
        assert part in page
    assert "<script" not in page
    await save_to(person, tmp_path / "record.json")
    await person.reads_in("deactivate.saved", "record.json")
    found = json.loads((tmp_path / "record.json").read_text())
    assert found["user_id"] == USER
    assert found["display_name"] == "Alice"
    assert found["closed"] is None
    assert found["rooms_complete"] is True
    assert {each["name"] for each in found["rooms"]} == {"Latchkey club", "Latchkey b"}
    for name in ("record.html", "record.json"):
        assert "token" not in (tmp_path / name).read_text()
    names = [each.name for each in tmp_path.iterdir() if each.is_file()]
    assert sorted(names) == ["record.html", "record.json"]


async def test_a_record_can_be_saved_after_the_end(start, tmp_path):
    _, person = await at_the_page(start, {CLOSE: DONE, WHO: DEAD, **rooms(club="mine")})
    await say_yes(person)
    await save_to(person, tmp_path / "last.json", "closed.record")
    await person.reads_in("closed.saved", "last.json")
    found = json.loads((tmp_path / "last.json").read_text())
    assert found["closed"].startswith("2026-11-2")
    assert found["erased"] is False
    assert found["rooms"][0]["run_by_nobody_else"] is True


async def test_a_place_that_takes_no_file_is_said_so(start, tmp_path):
    _, person = await at_the_page(start)
    await save_to(person, tmp_path / "missing" / "record.html")
    await person.reads_in("deactivate.saved", "cannot be written")


async def test_a_record_holds_every_room_that_is_known(start, tmp_path):
    routes = rooms(a="shared", b="mine")
    never = asyncio.Event()

    async def hang(request: httpx.Request) -> httpx.Response:
        await never.wait()
        raise AssertionError

    members = f"GET {V3}/rooms/!b:example.org/joined_members"
    program = start({**routes, members: lambda request: hang(request)})
    await program.sign_in()
    person = program.person
    await person.presses("nav.deactivate")
    await person.reads_in("deactivate.rooms.sentence", "1 of 2")
    await person.presses("deactivate.rooms.stop")
    await person.misses("deactivate.rooms.stop")
    await save_to(person, tmp_path / "record.json")
    await person.reads_in("deactivate.saved", "record.json")
    found = json.loads((tmp_path / "record.json").read_text())
    assert {each["room_id"] for each in found["rooms"]} == {"!a:example.org", "!b:example.org"}
    assert found["display_name"] == "Alice", "it does not wait for the rooms"
    assert found["rooms_complete"] is False


async def test_what_was_not_read_is_not_called_empty(start, tmp_path):
    _, person = await at_the_page(start, {f"GET {V3}/profile/{USER}": no(500, "M_X")})
    await save_to(person, tmp_path / "record.json")
    await person.reads_in("deactivate.saved", "record.json")
    assert json.loads((tmp_path / "record.json").read_text())["display_name"] is None


async def test_the_question_where_to_goes_down_with_the_account(start):
    program, person = await at_the_page(start, {CLOSE: DONE}, clock=StillClock())
    program.server.routes[WHO] = DEAD
    await person.types("deactivate.typed", USER)
    (await person.sees("deactivate.record")).click()
    dialog = await person.sees("record.file")
    assert isinstance(dialog, QFileDialog)
    (await person.sees("deactivate.close")).click()
    await person.sees("page.closed")
    await person.misses("record.file")
