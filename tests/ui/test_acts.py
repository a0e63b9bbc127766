"""One way to write: acts and reads of an account in order, whatever breaks on the way."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest

from app.core.errors import UnknownToken
from tests.fakes import StillClock
from tests.mock_homeserver import DEVICES, USER, V3, no, ok, uia
from tests.rig.person import Person, until

LIST, WHOAMI = f"GET {V3}/devices", f"GET {V3}/account/whoami"
DELETE, RENAME = f"POST {V3}/delete_devices", f"PUT {V3}/devices/PHONE"
CHANGE, CLOSE = f"POST {V3}/account/password", f"POST {V3}/account/deactivate"
ONE = uia(["m.login.password"])
LOCKED = no(401, "M_USER_LOCKED", "Locked by the abuse team", soft_logout=True)
ME = ok({"user_id": USER, "device_id": "OURS"})
NEW = "lantern-orbit-velvet"


class Held:
    """An answer that is given when it is let go; what is asked afterwards is answered at once.

    Args:
        first: the answer that is held.
        later: what is answered after it.
    """

    def __init__(self, first: httpx.Response, later: httpx.Response) -> None:
        self._first, self._later = first, later
        self.asked = 0
        self.go = asyncio.Event()

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked += 1
        if self.asked > 1:
            return self._later
        await self.go.wait()
        return self._first


def devices(*wanted: str) -> httpx.Response:
    return ok({"devices": [each for each in DEVICES if each["device_id"] in wanted]})


async def signed_in(start, routes: dict[str, Any] | None = None, **more: Any):
    program = start(routes, **more)
    await program.sign_in()
    await until(lambda: program.controller.context.view, "the account to be read")
    return program, program.person


async def all_read(program) -> None:
    context = program.controller.context
    await until(lambda: not len(context.cancellable) + len(context.must_finish), "the last read")


def read(program) -> int:
    """Return how often the account was read: each read asks who it is."""
    return len(program.server.sent(WHOAMI))


async def sign_out_phone(person: Person) -> None:
    await person.presses("devices.PHONE")
    await person.presses("devices.sign-out")
    await person.presses("ask.continue")


async def rename_phone(person: Person) -> None:
    await person.presses("devices.PHONE.rename")
    await person.types("ask.name", "Pocket")
    await person.presses("ask.continue")


async def change(person: Person) -> None:
    await person.presses("nav.password")
    for name in ("password.new", "password.again"):
        await person.types(name, NEW)
    await person.presses("password.change")


async def close(person: Person) -> None:
    await person.presses("nav.deactivate")
    await person.types("deactivate.typed", USER)
    await person.presses("deactivate.close")


ACTS = {
    "sign a device out": (sign_out_phone, DELETE, "devices.sign-out"),
    "rename": (rename_phone, RENAME, "devices.PHONE.rename"),
    "change the password": (change, CHANGE, "password.change"),
    "close the account": (close, CLOSE, "deactivate.close"),
}


async def test_devices_that_were_signed_out_do_not_come_back(start):
    """A read that began before the act ends after it, and lists what there was."""
    program, person = await signed_in(start, {DELETE: ok({})})
    before = Held(devices("OURS", "PHONE", "WEB"), devices("OURS", "WEB"))
    program.server.routes[LIST] = before
    await person.presses("account.read-again")
    await until(lambda: before.asked, "the read to begin")
    await sign_out_phone(person)
    await person.reads_in("banner.sentence", "The device is signed out.")
    await person.misses("devices.PHONE")
    before.go.set()
    await all_read(program)
    assert [each.device_id for each in program.controller.context.view.devices] == ["OURS", "WEB"]
    assert person.find("devices.PHONE") is None
    assert not person.find("account.read-again").busy


async def test_wishes_during_a_read_make_one_more_read(start):
    program, person = await signed_in(start)
    held = Held(devices("OURS", "PHONE"), devices("OURS"))
    program.server.routes[LIST] = held
    context = program.controller.context
    await person.presses("account.read-again")
    await until(lambda: held.asked, "the read to begin")
    before = read(program)
    wishes = [asyncio.ensure_future(context.refresh()) for _ in range(3)]
    held.go.set()
    await asyncio.gather(*wishes)
    assert read(program) == before + 1
    assert len(context.view.devices) == 1, "the newest answer"


@pytest.mark.parametrize("act", ACTS)
async def test_after_an_act_the_account_is_read_again(start, act: str):
    do, request, _ = ACTS[act]
    program, person = await signed_in(start, {request: no(403, "M_FORBIDDEN", "Not today.")})
    await all_read(program)
    before = read(program)
    await do(person)
    await until(lambda: program.server.sent(request), "the act")
    await until(lambda: read(program) > before, "the account to be read again")


@pytest.mark.parametrize("act", ACTS)
async def test_a_press_is_free_again_whatever_breaks_in_the_act(
    start, act: str, monkeypatch: pytest.MonkeyPatch
):
    do, request, button = ACTS[act]
    program, person = await signed_in(start, {request: ok({})})
    await all_read(program)

    async def breaks(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(program.controller.context.api, "exchange", breaks)
    await do(person)
    await person.reads_in("banner.sentence", "Something went wrong inside Latchkey.")
    control = person.window.findChild(object, button)
    assert not getattr(control, "busy", False)
    if person.find("ask.continue") is not None:
        assert not person.find("ask.continue").busy


async def test_a_reading_that_breaks_leaves_no_button_busy(start, monkeypatch: pytest.MonkeyPatch):
    async def breaks(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("ui.account.account_reader.read_account", breaks)
    program = start({CHANGE: no(403, "M_FORBIDDEN", "Not today.")})
    await program.sign_in()
    person = program.person
    await person.reads_in("banner.sentence", "Something went wrong inside Latchkey.")
    await person.presses("account.read-again")
    await until(lambda: not person.find("account.read-again").busy, "F5 to be free again")
    await change(person)
    await until(lambda: program.server.sent(CHANGE), "the act, without the reading")
    await until(lambda: not person.find("password.change").busy, "the button to be free again")


async def test_what_was_known_stays_where_nothing_can_be_read_after_an_act(start):
    program, person = await signed_in(start, {DELETE: no(403, "M_FORBIDDEN", "Not today.")})
    await all_read(program)
    before = read(program)
    program.server.routes[LIST] = httpx.ConnectError("gone")
    program.server.routes[WHOAMI] = httpx.ConnectError("gone")
    await sign_out_phone(person)
    await until(lambda: read(program) > before, "the account to be read again")
    await all_read(program)
    await person.sees("devices.PHONE")
    await person.presses("account.read-again")  # whoever asks for it is told
    await person.misses("devices.PHONE")


async def test_back_from_a_lock_nothing_is_shown_of_the_lock(start):
    """The lock is lifted while an answer that speaks of it is under way."""
    program, person = await signed_in(start, clock=StillClock())
    late = Held(LOCKED, devices("OURS", "PHONE"))
    program.server.routes[LIST] = late
    program.server.routes[WHOAMI] = LOCKED
    await person.presses("account.read-again")
    await person.sees("page.reauth")
    program.server.routes[WHOAMI] = ME
    await person.presses("reauth.look-again")
    await person.sees("page.account")
    assert "locked" not in person.words_on("page.account")
    assert person.find("devices.PHONE") is None, "what was known before is read anew"
    late.go.set()
    await person.sees("devices.PHONE")
    assert "locked" not in person.words_on("page.account")


async def test_a_read_from_before_does_not_open_a_session_that_has_ended(start):
    """Another request has found the session gone while the account was being read."""
    program, person = await signed_in(start)
    held = Held(devices("OURS"), devices("OURS"))
    program.server.routes[LIST] = held
    context = program.controller.context
    reading = asyncio.ensure_future(context.refresh())
    await until(lambda: held.asked, "the read to begin")
    context.noticed(UnknownToken(401, "M_UNKNOWN_TOKEN", "gone", host="matrix.example.org"))
    await person.sees("page.reauth")
    held.go.set()
    await reading
    assert not context.state.usable
    assert person.find("page.reauth") is not None


async def test_a_lock_that_comes_and_goes_is_asked_about_by_one_loop(start):
    """The account answers, and is locked again as soon as it is read."""
    clock = StillClock()
    program, person = await signed_in(start, clock=clock)
    program.server.routes[WHOAMI] = LOCKED
    await person.presses("account.read-again")
    await person.sees("page.reauth")
    await until(lambda: clock.waited, "the first pause")
    program.server.routes[WHOAMI] = ME
    program.server.routes[LIST] = LOCKED
    clock.tick()
    await until(lambda: len(clock.waited) == 2, "the pause of the new loop")

    def loops() -> int:
        return sum(task.get_name() == "look again" for task in asyncio.all_tasks())

    await until(lambda: loops() == 1, "the old loop to end")
    await person.sees("page.reauth")


async def test_a_read_that_was_asked_for_and_overtaken_still_tells_what_is_wrong(start):
    program, person = await signed_in(start, {DELETE: ok({})})
    await all_read(program)
    first = Held(devices("OURS", "PHONE", "WEB"), no(500, "M_UNKNOWN", "broken"))
    await person.presses("devices.PHONE")
    program.server.routes[LIST] = first
    await person.presses("account.read-again")
    await until(lambda: first.asked, "the read to begin")
    program.controller.context.take_devices(program.controller.context.view.devices)
    first.go.set()
    await person.reads_on("page.account", "has a fault of its own")
