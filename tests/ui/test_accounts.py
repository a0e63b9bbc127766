"""Several accounts: switched at once, mixed never."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx
import pytest
from PySide6.QtCore import Qt

from app.core.account_state import AccountState
from app.core.errors import VaultAbsent, VaultBroken
from app.core.homeserver import Session
from app.core.identifiers import Origin
from app.core.secret import Secret
from tests.fakes import FakeVault, StillClock, kept
from tests.mock_homeserver import ORIGIN, V3, no, ok, uia
from tests.rig.person import until

ALICE, BOB = "@alice:example.org", "@bob:example.org"
LOGIN, LOGOUT = f"POST {V3}/login", f"POST {V3}/logout"
CHANGE = f"POST {V3}/account/password"
ELSEWHERE = Origin("https", "matrix.elsewhere.example")


def session(user_id: str, origin: Origin = ORIGIN) -> Session:
    return Session(user_id, f"D-{user_id[1:].partition(':')[0]}", origin)


def token(user_id: str) -> str:
    return f"token-of-{user_id}"


def entering(request: httpx.Request) -> httpx.Response:
    name = json.loads(request.content)["identifier"]["user"]
    user_id = name if name.startswith("@") else f"@{name}:example.org"
    entered = session(user_id)
    who = {"user_id": user_id, "device_id": entered.device_id}
    return ok({**who, "access_token": token(user_id)})


def whose(request: httpx.Request) -> str:
    return request.headers["Authorization"].removeprefix("Bearer token-of-")


def whoami(request: httpx.Request) -> httpx.Response:
    return ok({"user_id": whose(request), "device_id": "x"})


def devices(request: httpx.Request) -> httpx.Response:
    return ok({"devices": [{"device_id": "D", "display_name": f"Phone of {whose(request)}"}]})


ROUTES = {LOGIN: entering, f"GET {V3}/account/whoami": whoami, f"GET {V3}/devices": devices}


def begin(start, *sessions: Session, routes: dict[str, Any] | None = None, **more: Any):
    vault = FakeVault()
    for each in sessions:
        vault.kept.update(kept(each, token(each.user_id)))
    return start({**ROUTES, **(routes or {})}, vault=vault, sessions=sessions, **more)


async def in_front(program, user_id: str) -> None:
    def there() -> bool:
        context = program.controller.context
        return context is not None and context.session.user_id == user_id and bool(context.view)

    await until(there, f"{user_id} in front")


async def switch(program, to: str) -> None:
    """Choose an account by typing into the list, or by its place if there are few."""
    person = program.person
    await person.presses("chip")
    chosen = await person.sees("switcher.list")
    rows = [chosen.item(at).text() for at in range(chosen.count())]
    chosen.setCurrentRow(next(at for at, text in enumerate(rows) if text.startswith(to)))
    await person.hits(Qt.Key.Key_Return, "switcher.list")


async def test_switching_shows_the_other_account_and_nothing_of_this_one(start):
    program = begin(start, session(ALICE), session(BOB))
    person = program.person
    await in_front(program, ALICE)
    await person.presses("nav.password")
    await person.types("password.new", "typed by alice")
    await switch(program, BOB)
    await in_front(program, BOB)
    await person.sees("page.account")
    assert program.window.sidebar.chip.accessibleName() == f"Account {BOB}"
    await person.presses("nav.password")
    assert person.reads("password.new") == ""
    await switch(program, ALICE)
    await person.sees("page.password")
    assert person.reads("password.new") == "typed by alice"
    await until(lambda: program.index.known[0] == session(ALICE), "the last used first")


async def test_each_account_has_its_token_and_its_origin(start):
    other = session(BOB, ELSEWHERE)
    program = begin(start, session(ALICE), other)
    await in_front(program, ALICE)
    await switch(program, BOB)
    await in_front(program, BOB)
    seen = {
        (request.url.host, whose(request))
        for request in program.server.requests
        if "Authorization" in request.headers
    }
    assert seen == {(ORIGIN.host, ALICE), (ELSEWHERE.host, BOB)}


async def test_one_server_under_two_names_keeps_two_accounts_apart(start):
    here, there = session(ALICE), session(ALICE, ELSEWHERE)
    program = begin(start, here, there)
    await in_front(program, ALICE)
    await program.person.presses("chip")
    shown = await program.person.sees("switcher.list")
    assert [shown.item(at).text() for at in range(shown.count())] == [
        f"{ALICE}\n{ORIGIN.name}",
        f"{ALICE}\n{ELSEWHERE.name}",
    ]
    shown.setCurrentRow(1)
    await program.person.hits(Qt.Key.Key_Return, "switcher.list")
    await until(lambda: len(list(program.controller.open_accounts)) == 2, "the other name")
    assert program.controller.context.session == there
    assert {each.session for each in program.controller.open_accounts} == {here, there}


async def test_a_dialog_of_one_account_is_not_over_another(start):
    held = asyncio.Event()

    async def slow(request: httpx.Request) -> httpx.Response:
        await held.wait()
        return uia(["m.login.password"])

    program = begin(start, session(ALICE), session(BOB), routes={CHANGE: slow})
    person = program.person
    await in_front(program, ALICE)
    await person.presses("nav.password")
    for name in ("password.new", "password.again"):
        await person.types(name, "lantern-orbit-velvet")
    await person.presses("password.change")
    await until(lambda: program.server.sent(CHANGE), "the change to leave")
    await switch(program, BOB)
    await in_front(program, BOB)
    held.set()
    await person.sees("chip.calls")
    assert ALICE in program.person.find("chip.calls").toolTip()
    assert person.find("stage") is None
    assert person.find("scrim") is None
    await person.presses("chip")
    shown = await person.sees("switcher.list")
    texts = [shown.item(at).text() for at in range(shown.count())]
    assert any(text.startswith(ALICE) and "asks for something" in text for text in texts)
    await person.hits(Qt.Key.Key_Escape, "switcher.list")
    await switch(program, ALICE)
    await person.types("stage.password", "half of it")
    await person.misses("chip.calls")
    program.controller.wake(BOB)
    await person.misses("stage")
    assert not program.window.scrim.isVisible()
    program.controller.wake(ALICE)
    await person.sees("stage")
    assert person.reads("stage.password") == "half of it"
    assert program.window.scrim.isVisible()
    await person.presses("stage.cancel")
    await person.reads_in("banner.sentence", "you cancelled")


async def test_a_question_of_the_window_goes_with_its_account(start):
    program = begin(start, session(ALICE), session(BOB))
    await in_front(program, ALICE)
    await program.person.presses("account.sign-out")
    await program.person.sees("ask")
    program.controller.wake(BOB)
    await in_front(program, BOB)
    await program.person.misses("ask")
    assert not program.window.scrim.isVisible()
    assert program.server.sent(LOGOUT) == []


async def test_adding_an_account_and_going_back(start):
    program = begin(start, session(ALICE))
    person = program.person
    await in_front(program, ALICE)
    await person.presses("chip")
    await person.presses("switcher.add")
    await person.sees("page.sign-in")
    assert person.reads("sign-in.back") == f"Back to {ALICE}"
    assert person.reads("sign-in.where") == ""
    await person.presses("sign-in.back")
    await in_front(program, ALICE)
    await person.presses("chip")
    await person.presses("switcher.add")
    await person.types("sign-in.where", BOB)
    await person.presses("sign-in.continue")
    await person.types("sign-in.password", "old-password")
    await person.presses("sign-in.enter")
    await in_front(program, BOB)
    assert program.index.sessions() == [session(BOB), session(ALICE)]
    assert program.vault.kept == {
        **kept(session(ALICE), token(ALICE)),
        **kept(session(BOB), token(BOB)),
    }


async def test_signing_out_of_one_leaves_the_others(start):
    program = begin(start, session(ALICE), session(BOB))
    await in_front(program, ALICE)
    await program.sign_out()
    await program.person.reads_in("banner.sentence", f"{ALICE} is signed out, and nothing is kept")
    await in_front(program, BOB)
    (request,) = program.server.sent(LOGOUT)
    assert whose(request) == ALICE
    assert program.index.sessions() == [session(BOB)]
    assert program.vault.kept == kept(session(BOB), token(BOB))
    await program.sign_out()
    await program.person.sees("page.sign-in")
    assert program.person.find("sign-in.back") is None


async def test_the_next_one_that_is_open_comes_forward_at_once(start):
    program = begin(start, session(ALICE), session(BOB))
    await in_front(program, ALICE)
    await switch(program, BOB)
    await in_front(program, BOB)
    await program.sign_out()
    await program.person.reads_in("banner.sentence", f"{BOB} is signed out")
    await in_front(program, ALICE)


async def test_signing_in_again_uses_the_device_that_is_known(start):
    program = begin(start, session(ALICE), session(BOB))
    person = program.person
    await in_front(program, ALICE)
    for typed in (BOB, "bob"):
        await person.presses("chip")
        await person.presses("switcher.add")
        await person.types("sign-in.where", typed if typed == BOB else "example.org")
        await person.presses("sign-in.continue")
        if typed != BOB:
            await person.types("sign-in.who", typed)
        await person.types("sign-in.password", "old-password")
        await person.presses("sign-in.enter")
        await in_front(program, BOB)
        assert program.server.bodies(LOGIN)[-1]["device_id"] == "D-bob"
    assert sorted(each.user_id for each in program.index.sessions()) == [ALICE, BOB]
    assert len(list(program.controller.open_accounts)) == 2


async def add_by_address(program) -> None:
    """Sign in with Alice's address: whose account it is turns out afterwards."""
    person = program.person
    await person.presses("chip")
    await person.presses("switcher.add")
    await person.types("sign-in.where", "example.org")
    await person.presses("sign-in.continue")
    await person.types("sign-in.who", "alice@example.org")
    await person.types("sign-in.password", "old-password")
    await person.presses("sign-in.enter")


async def test_another_device_of_the_same_person_is_ended(start):
    """Whoever signs in with an address may turn out to be here already."""
    mine = ok({"user_id": ALICE, "device_id": "NEW", "access_token": token(ALICE)})
    program = begin(start, session(ALICE), routes={LOGIN: mine})
    await in_front(program, ALICE)
    await add_by_address(program)
    new = Session(ALICE, "NEW", ORIGIN)
    await until(
        lambda: program.controller.context and program.controller.context.session == new, "it"
    )
    assert program.index.sessions() == [new]
    assert program.vault.kept == kept(new, token(ALICE))
    assert len(program.server.sent(LOGOUT)) == 1, "no device is left behind"


async def test_another_device_is_ended_with_the_tokens_that_it_has_by_then(start):
    mine = ok({"user_id": ALICE, "device_id": "NEW", "access_token": "another"})
    pair = ok({"access_token": "renewed", "refresh_token": "r2"})

    def leave(request: httpx.Request) -> httpx.Response:
        fresh = request.headers["Authorization"] == "Bearer renewed"
        return ok({}) if fresh else no(401, "M_UNKNOWN_TOKEN")

    routes = {LOGIN: mine, LOGOUT: leave, f"POST {V3}/refresh": pair}
    program = begin(start, session(ALICE), routes=routes)
    program.vault.kept = kept(session(ALICE), token(ALICE), refresh=Secret("r1"))
    await in_front(program, ALICE)
    await add_by_address(program)
    new = Session(ALICE, "NEW", ORIGIN)
    await until(
        lambda: program.controller.context and program.controller.context.session == new, "it"
    )
    used = [each.headers["Authorization"] for each in program.server.sent(LOGOUT)]
    assert used[-1] == "Bearer renewed", "the one before had run out"
    assert program.vault.kept == kept(new, "another")


async def test_an_account_at_work_is_not_ended_by_whoever_signs_in_by_address(start):
    mine = ok({"user_id": ALICE, "device_id": "NEW", "access_token": "another"})
    go, slow = held(ok({}))
    program = begin(start, session(ALICE), routes={LOGIN: mine, CHANGE: slow})
    person = program.person
    await in_front(program, ALICE)
    await person.presses("nav.password")
    for name in ("password.new", "password.again"):
        await person.types(name, "lantern-orbit-velvet")
    await person.presses("password.change")
    await until(lambda: program.server.sent(CHANGE), "the change to leave")
    context = program.controller.context
    await add_by_address(program)
    await person.reads_in("banner.sentence", "Something is under way in this account.")
    (ended,) = program.server.sent(LOGOUT)
    assert ended.headers["Authorization"] == "Bearer another", "the new session is not needed"
    go.set()
    await until(lambda: not len(context.must_finish), "the change to end")
    assert program.index.sessions() == [session(ALICE)]
    assert program.vault.kept == kept(session(ALICE), token(ALICE))


async def test_a_session_that_is_gone_makes_room_for_the_next(start):
    lost, there = session(ALICE), session(BOB)
    program = start(ROUTES, sessions=(lost, there))
    program.vault.kept = kept(there, token(BOB))
    await in_front(program, BOB)
    assert program.index.sessions() == [there]


async def test_a_vault_that_does_not_give_one_out_still_has_the_others(start):
    program = begin(start, session(ALICE), session(BOB))
    await in_front(program, ALICE)
    program.vault.fault = VaultBroken()
    await switch(program, BOB)
    await program.person.reads_in("banner.sentence", "the keyring does not give it out")
    assert program.person.reads("sign-in.where") == BOB
    assert program.person.reads("sign-in.back") == f"Back to {ALICE}"
    await program.person.presses("sign-in.back")
    await in_front(program, ALICE)
    program.vault.fault = None
    await switch(program, BOB)
    await in_front(program, BOB)


async def ask_to_remove_bob(program) -> None:
    person = program.person
    await in_front(program, ALICE)
    program.vault.fault = VaultBroken()
    await switch(program, BOB)
    await person.reads_in("banner.sentence", "the keyring does not give it out")
    await person.presses("banner.other")
    assert f"Latchkey forgets {BOB}. The device “D-bob” stays" in person.reads("ask.sentence")


async def test_an_account_that_the_vault_does_not_give_out_can_be_removed(start):
    program = begin(start, session(ALICE), session(BOB))
    person = program.person
    await ask_to_remove_bob(program)
    await person.presses("ask.cancel")
    assert session(BOB) in program.index.sessions()
    await person.presses("banner.other")
    await person.presses("ask.continue")
    await person.reads_in("banner.sentence", f"{BOB} is removed from this computer.")
    assert "“D-bob” is still signed in on matrix.example.org" in person.reads("banner.next")
    assert program.index.sessions() == [session(ALICE)]
    assert program.server.sent(LOGOUT) == []
    await person.presses("sign-in.back")
    await in_front(program, ALICE)


async def test_a_vault_that_works_again_lets_go_of_what_is_removed(start):
    program = begin(start, session(ALICE), session(BOB))
    await ask_to_remove_bob(program)
    program.vault.fault = None
    await program.person.presses("ask.continue")
    await program.person.reads_in("banner.sentence", "is removed")
    assert program.vault.kept == kept(session(ALICE), token(ALICE))


async def test_whoever_removes_an_account_need_not_wait_for_the_vault(start):
    program = begin(start, session(ALICE), session(BOB))
    person = program.person
    await ask_to_remove_bob(program)

    async def locked(key: str) -> None:
        await asyncio.Event().wait()

    program.vault.forget = locked
    await person.presses("ask.continue")
    await person.reads_in("banner.sentence", "Waiting for your keyring")
    await person.presses("sign-in.back")
    await in_front(program, ALICE)
    await switch(program, BOB)
    await person.reads_in("banner.sentence", "the keyring does not give it out")
    await person.presses("banner.other")
    await person.presses("ask.continue")
    await person.reads_in("banner.sentence", "Waiting for your keyring")
    await person.presses("banner.action")
    await person.reads_in("banner.sentence", "is removed")
    assert program.index.sessions() == [session(ALICE)]


async def test_an_account_that_stays_in_the_list_is_not_said_to_be_gone(start):
    program = begin(start, session(ALICE), session(BOB))
    await ask_to_remove_bob(program)
    program.index.fails = True
    await program.person.presses("ask.continue")
    await program.person.reads_in("banner.sentence", f"{BOB} is still listed.")
    assert "Latchkey can't save its settings." in program.person.reads("banner.next")
    assert session(BOB) in program.index.sessions()


async def test_an_account_is_removed_where_there_is_no_vault_any_more(start):
    program = start(ROUTES, vault=VaultAbsent(), sessions=(session(BOB),))
    person = program.person
    await person.reads_in("banner.sentence", "the keyring does not give it out")
    await person.presses("banner.other")
    await person.presses("ask.continue")
    await person.reads_in("banner.sentence", "is removed")
    assert program.index.sessions() == []
    assert not program.controller.sign_in.go_back.isVisible()


async def test_a_second_start_opens_the_account_it_names(start):
    program = begin(start, session(ALICE), session(BOB))
    await in_front(program, ALICE)
    program.controller.wake(BOB)
    await in_front(program, BOB)
    program.controller.wake("alice:example.org")
    await in_front(program, ALICE)
    program.controller.wake("@nobody:example.org")
    program.controller.wake("")
    await in_front(program, ALICE)


async def test_that_another_program_runs_is_said_on_the_account_that_opens(start):
    program = begin(start, session(ALICE), beside=True)
    await in_front(program, ALICE)
    await program.person.reads_in("banner.sentence", "Latchkey is already open")


async def test_switching_while_another_is_being_opened_opens_the_last(start):
    program = begin(start, session(ALICE), session(BOB))
    await in_front(program, ALICE)
    unlocked = asyncio.Event()
    get = program.vault.get

    async def slow(key: str) -> Any:
        await unlocked.wait()
        return await get(key)

    program.vault.get = slow
    await switch(program, BOB)
    await program.person.sees("page.account")
    await switch(program, ALICE)
    await in_front(program, ALICE)
    unlocked.set()
    await switch(program, BOB)
    await in_front(program, BOB)


async def test_a_session_in_memory_is_in_the_list_and_says_so(start):
    program = begin(start, session(ALICE))
    person = program.person
    await in_front(program, ALICE)
    await person.presses("chip")
    await person.presses("switcher.add")
    await person.types("sign-in.where", BOB)
    await person.presses("sign-in.continue")
    await person.types("sign-in.password", "old-password")
    await person.presses("sign-in.keep")
    await person.presses("sign-in.enter")
    await in_front(program, BOB)
    assert program.index.sessions() == [session(ALICE)]
    await switch(program, ALICE)
    await in_front(program, ALICE)
    await person.presses("chip")
    shown = await person.sees("switcher.list")
    assert shown.item(0).text() == f"{BOB}\n{ORIGIN.name} · in memory"
    await person.hits(Qt.Key.Key_Escape, "switcher.list")
    await program.end()
    (request,) = program.server.sent(LOGOUT)
    assert whose(request) == BOB, "it ends with the window, wherever it is"


async def test_states_stand_in_the_list(start):
    locked = no(401, "M_USER_LOCKED")

    def lock_bob(request: httpx.Request) -> httpx.Response:
        return locked if whose(request) == BOB else whoami(request)

    routes = {f"GET {V3}/account/whoami": lock_bob}
    program = begin(start, session(BOB), session(ALICE), routes=routes, clock=StillClock())
    person = program.person
    await person.sees("page.reauth")
    await switch(program, ALICE)
    await in_front(program, ALICE)
    assert person.find("page.reauth") is None
    await person.presses("chip")
    shown = await person.sees("switcher.list")
    assert f"{BOB}\n{ORIGIN.name} · locked" in [
        shown.item(at).text() for at in range(shown.count())
    ]
    shown.setCurrentRow(1)
    await person.hits(Qt.Key.Key_Return, "switcher.list")
    await person.sees("page.reauth")


@pytest.fixture
def hundred() -> tuple[Session, ...]:
    return tuple(session(f"@user{number:03}:example.org") for number in range(100))


async def test_a_hundred_accounts_are_searched(start, hundred):
    program = begin(start, *hundred)
    person = program.person
    await in_front(program, "@user000:example.org")
    await person.presses("chip")
    await person.has_focus("switcher.search")
    await person.types("switcher.search", "nobody at all")
    await person.sees("switcher.nothing")
    await person.types("switcher.search", "USER07")
    shown = await person.sees("switcher.list")
    there = [at for at in range(shown.count()) if not shown.item(at).isHidden()]
    assert there == list(range(70, 80))
    for _ in range(3):
        await person.hits(Qt.Key.Key_Down, "switcher.search")
    await person.hits(Qt.Key.Key_Up, "switcher.search")
    await person.hits(Qt.Key.Key_Return, "switcher.search")
    await in_front(program, "@user072:example.org")
    assert len(list(program.controller.open_accounts)) == 2, "the others are not opened"


async def test_a_click_in_the_list_chooses(start, hundred):
    from PySide6.QtTest import QTest

    program = begin(start, *hundred)
    await in_front(program, "@user000:example.org")
    await program.person.presses("chip")
    shown = await program.person.sees("switcher.list")
    at = shown.visualItemRect(shown.item(2)).center()
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=at)
    await in_front(program, "@user002:example.org")


async def test_buttons_beneath_the_list_take_return(start):
    program = begin(start, session(ALICE), session(BOB))
    await in_front(program, ALICE)
    await program.person.presses("chip")
    (await program.person.sees("switcher.add")).setFocus()
    await program.person.hits(Qt.Key.Key_Return, "switcher.add")
    await program.person.sees("page.sign-in")


# --- At the same time ---------------------------------------------------------------------------


def held(answer: Any) -> tuple[asyncio.Event, Any]:
    """Return a route that answers when it is let go."""
    go = asyncio.Event()

    async def slow(request: httpx.Request) -> httpx.Response:
        await go.wait()
        return answer(request) if callable(answer) else answer

    return go, slow


async def add(program, user_id: str, *, keep: bool = True) -> None:
    person = program.person
    await person.presses("chip")
    await person.presses("switcher.add")
    await person.types("sign-in.where", user_id)
    await person.presses("sign-in.continue")
    await person.types("sign-in.password", "old-password")
    if not keep:
        await person.presses("sign-in.keep")
    await person.presses("sign-in.enter")


async def test_a_renewal_that_ends_after_the_sign_out_keeps_nothing(start):
    pair = {"access_token": token(ALICE), "refresh_token": "r2"}
    go, slow = held(ok(pair))
    program = begin(start, session(ALICE), routes={f"POST {V3}/refresh": slow})
    program.vault.kept = kept(session(ALICE), token(ALICE), refresh=Secret("r1"))
    await in_front(program, ALICE)
    api = program.controller.context.api
    renewing = asyncio.ensure_future(api.renew())
    await until(lambda: program.server.sent(f"POST {V3}/refresh"), "the renewal to leave")
    await program.sign_out()
    await program.person.reads_in("banner.sentence", "nothing is kept")
    go.set()
    await asyncio.wait({renewing})
    assert program.vault.kept == {}
    assert program.index.sessions() == []


async def test_a_late_sign_out_leaves_the_session_that_came_after_it(start):
    go, slow = held(ok({}))
    program = begin(start, session(ALICE), routes={LOGOUT: slow})
    await in_front(program, ALICE)
    before = program.controller.context
    await program.sign_out()
    await until(lambda: program.server.sent(LOGOUT), "the sign-out to leave")
    await add(program, ALICE)
    await until(lambda: program.controller.context not in (None, before), "the new session")
    go.set()
    await until(lambda: not program.controller._sign_out._busy, "the end of the sign-out")
    assert program.index.sessions() == [session(ALICE)]
    assert program.vault.kept
    assert program.person.find("banner") is None


async def test_signing_in_without_keeping_forgets_what_was_kept(start):
    program = begin(start, session(ALICE))
    await in_front(program, ALICE)
    await add(program, ALICE, keep=False)
    await until(
        lambda: program.controller.context and not program.controller.context.session.kept, "it"
    )
    assert program.index.sessions() == []
    assert program.vault.kept == {}


async def test_a_suspension_does_not_turn_the_page(start):
    nobody = f"PUT {V3}/profile/@nobody:invalid.invalid/displayname"
    program = begin(start, session(ALICE))
    await in_front(program, ALICE)
    await program.person.presses("nav.password")
    await program.person.types("password.new", "typed")
    program.server.routes[nobody] = no(403, "M_USER_SUSPENDED")
    await program.controller.context.refresh()
    assert program.controller.context.state is AccountState.SUSPENDED
    assert program.person.find("page.password")


async def test_a_lock_that_is_gone_by_itself_is_followed_by_reading(start):
    clock = StillClock()
    locked = {f"GET {V3}/account/whoami": no(401, "M_USER_LOCKED")}
    program = begin(start, session(ALICE), routes=locked, clock=clock)
    await program.person.sees("page.reauth")
    await until(lambda: clock.waited, "the first pause")
    program.server.routes.update(ROUTES)
    clock.tick()
    await in_front(program, ALICE)
    assert not program.person.find("account.read-again").busy


async def test_what_breaks_is_said_on_its_own_page(start):
    program = begin(start, session(ALICE), session(BOB))
    await in_front(program, ALICE)
    alice = program.controller.open_accounts.front
    await switch(program, BOB)
    await in_front(program, BOB)

    async def fail() -> None:
        raise ValueError("x")

    alice.context.cancellable.start(fail(), "fail")
    await switch(program, ALICE)
    await program.person.reads_in("banner.sentence", "Something went wrong")
    await switch(program, BOB)
    await in_front(program, BOB)
    assert program.person.find("banner") is None


async def test_a_sign_out_that_ends_elsewhere_moves_nobody(start):
    go, slow = held(ok({}))
    routes = {LOGOUT: slow}
    program = begin(start, session(ALICE), session(BOB), routes=routes)
    await in_front(program, ALICE)
    await program.sign_out()
    await until(lambda: program.server.sent(LOGOUT), "the sign-out to leave")
    await program.person.presses("chip")
    await program.person.presses("switcher.add")
    await program.person.types("sign-in.where", "half of it")
    go.set()
    await program.person.reads_in("banner.sentence", f"{ALICE} is signed out")
    assert program.person.reads("sign-in.where") == "half of it"
