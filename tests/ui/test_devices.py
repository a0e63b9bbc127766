"""The devices on the Account page: renamed, chosen, signed out."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from PySide6.QtCore import Qt

from tests.mock_homeserver import DEVICES, V3, html, no, ok, uia
from tests.rig.person import until

LIST, DELETE = f"GET {V3}/devices", f"POST {V3}/delete_devices"
RENAME = f"PUT {V3}/devices/PHONE"
OURS, PHONE, WEB = DEVICES
ONE = uia(["m.login.password"])


async def at_the_list(start, routes: dict[str, Any] | None = None):
    program = start(routes)
    await program.sign_in()
    await until(lambda: program.controller.context.view, "the account to be read")
    return program, program.person


def list_of(*devices: dict[str, Any]) -> httpx.Response:
    return ok({"devices": list(devices)})


async def test_several_are_signed_out_after_a_question(start):
    program, person = await at_the_list(start, {DELETE: [ONE, ok({})]})
    assert not person.find("devices.sign-out").isEnabled()
    await person.presses("devices.PHONE")
    assert person.reads("devices.sign-out") == "Sign out one device…"
    await person.presses("devices.all")
    assert person.reads("devices.sign-out") == "Sign out 2 devices…"
    await person.presses("devices.sign-out")
    await person.reads_on(
        "ask",
        "Sign out 2 devices?",
        "• Element on Android (PHONE)",
        "• WEB",
        "may lose the keys to its encrypted history",
    )
    assert program.server.sent(DELETE) == [], "nothing leaves before the yes"
    await person.has_focus("ask.cancel")
    await person.hits(Qt.Key.Key_Return, "ask")
    await person.misses("ask")
    assert program.server.sent(DELETE) == [], "Return alone is no yes"
    await person.presses("devices.sign-out")
    await person.presses("ask.continue")
    program.server.routes[LIST] = list_of(OURS)
    await person.types("stage.password", "old-password")
    assert "To sign devices of @alice:example.org out" in person.reads("stage.sentence")
    await person.presses("stage.continue")
    await person.reads_in("banner.sentence", "2 devices are signed out.")
    assert person.find("devices.PHONE") is None
    assert person.find("devices.sign-out") is None


async def test_no_means_no(start):
    program, person = await at_the_list(start)
    await person.presses("devices.PHONE")
    await person.presses("devices.sign-out")
    await person.presses("ask.cancel")
    await person.misses("ask")
    assert not program.window.scrim.isVisible()
    assert program.server.sent(DELETE) == []
    assert person.find("devices.PHONE").isChecked(), "the choice is still there"


async def test_this_device_cannot_be_chosen(start):
    _, person = await at_the_list(start)
    await person.sees("devices.OURS.rename")
    assert person.find("devices.OURS") is None


@pytest.mark.parametrize(
    ("answers", "after", "kind", "sentence"),
    [
        ([ok({})], list_of(OURS, PHONE), "warn", "still signed in: Element on Android"),
        ([no(403, "M_FORBIDDEN")], None, "bad", "No device was signed out."),
        ([httpx.ReadError("x")], list_of(OURS), "good", "The device is signed out."),
        ([httpx.ReadError("x")], list_of(OURS, PHONE), "bad", "No device was signed out."),
        ([ok({})], html(502), "warn", "The server said yes, but the list could not be read"),
        ([httpx.ReadError("x")], html(502), "warn", "could not find out which devices"),
        ([no(429, "M_LIMIT_EXCEEDED", retry_after_ms=61_000)], None, "warn", "No device was"),
    ],
)
async def test_endings_say_what_is_true(start, answers, after, kind, sentence):
    program, person = await at_the_list(start, {DELETE: answers})
    await person.presses("devices.PHONE")
    await person.presses("devices.sign-out")
    if after is not None:
        program.server.routes[LIST] = after
    await person.presses("ask.continue")
    await person.reads_in("banner.sentence", sentence)
    assert person.find("banner").property("kind") == kind


async def test_a_cancelled_proof_signs_nobody_out(start):
    _, person = await at_the_list(start, {DELETE: ONE})
    await person.presses("devices.PHONE")
    await person.presses("devices.sign-out")
    await person.presses("ask.continue")
    await person.presses("stage.cancel")
    await person.reads_in("banner.sentence", "No device was signed out: you cancelled.")
    assert person.find("devices.PHONE").isEnabled()


async def test_a_device_is_renamed(start):
    program, person = await at_the_list(start, {RENAME: [no(400, "M_TOO_LARGE", "no"), ok({})]})
    await person.presses("devices.PHONE.rename")
    line = await person.sees("ask.name")
    assert line.text() == "Element on Android"
    for typed, fault in (("  ", "Enter a name."), ("x" * 101, "Use at most 100 characters.")):
        await person.types("ask.name", typed)
        await person.presses("ask.continue")
        await person.reads_in("ask.reason", fault)
    await person.types("ask.name", "Kitchen")
    await person.hits(Qt.Key.Key_Return, "ask.name")
    await person.reads_in("ask.server", "The server says: no")
    assert person.reads("ask.name") == "Kitchen"
    program.server.routes[LIST] = list_of(OURS, {**PHONE, "display_name": "Kitchen"})
    await person.presses("ask.continue")
    await person.misses("ask")
    await person.reads_on("page.account", "Kitchen")
    assert program.server.bodies(RENAME)[-1] == {"display_name": "Kitchen"}


async def test_a_name_cannot_lie_about_the_list(start):
    tricky = {**PHONE, "display_name": "Phone\n\u202eOURS · this one"}
    _, person = await at_the_list(start, {LIST: list_of(OURS, tricky)})
    shown = await person.reads_on("page.account", "Phone OURS · this one\nPHONE")
    assert "\u202e" not in shown


async def test_a_thousand_devices_come_in_parts(start):
    many = [{"device_id": f"D{n:04}", "display_name": f"Client {n}"} for n in range(1000)]
    program, person = await at_the_list(start, {LIST: list_of(OURS, *many), DELETE: ok({})})
    assert person.reads("devices.where") == "1 to 30 of 1001"
    await person.presses("devices.more")
    assert person.reads("devices.where") == "31 to 60 of 1001"
    await person.sees("devices.D0058")
    await person.misses("devices.D0000")
    await person.presses("devices.all")
    await person.presses("devices.sign-out")
    await person.reads_on("ask", "Sign out 1000 devices?", "• and 992 more")
    program.server.routes[LIST] = list_of(OURS)
    await person.presses("ask.continue")
    await person.reads_in("banner.sentence", "1000 devices are signed out.")
    (body,) = program.server.bodies(DELETE)
    assert len(body["devices"]) == 1000
    assert "OURS" not in body["devices"]


async def test_a_device_that_is_gone_meanwhile_is_not_asked_about(start):
    _, person = await at_the_list(start)
    page = person.find("page.account")
    page.devices.sign_out.emit(("GONE",))
    page.devices.rename.emit("GONE")
    assert person.find("ask") is None


async def test_what_was_chosen_stays_chosen_when_the_list_is_read_again(start):
    program, person = await at_the_list(start)
    await person.presses("devices.PHONE")
    await person.presses("devices.WEB")
    program.server.routes[LIST] = list_of(OURS, PHONE)
    await person.presses("account.read-again")
    await person.misses("devices.WEB")
    assert person.find("devices.PHONE").isChecked()
    assert person.reads("devices.sign-out") == "Sign out one device…"


async def test_a_session_that_ends_while_a_name_is_given_takes_the_question_down(start):
    gone = no(401, "M_UNKNOWN_TOKEN")
    program, person = await at_the_list(start, {RENAME: gone})
    await person.presses("devices.PHONE.rename")
    await person.types("ask.name", "Kitchen")
    await person.presses("ask.continue")
    await person.sees("page.reauth")
    await person.misses("ask")
    assert not program.window.scrim.isVisible()
