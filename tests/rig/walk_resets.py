"""The states of a password reset, for `tests.rig.walk`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.rig.program import Program
    from tests.rig.walk import Walker

NEW = "a-new-Password-of-7-words"


async def visit_resets(walk: Walker) -> None:
    """Visit all states of a password reset."""
    await _by_mail(walk)
    await _by_message(walk)
    await _what_goes_wrong(walk)
    await _what_waits(walk)


async def _at_the_form(program: Program) -> None:
    person = program.person
    await person.types("sign-in.where", "example.org")
    await person.presses("sign-in.continue")
    await person.sees("sign-in.server")
    await person.presses("sign-in.forgot")
    await person.sees("page.reset")


async def _fill(program: Program, contact: str = "alice@example.org") -> None:
    person = program.person
    if contact.startswith("+"):
        await person.presses("reset.by-phone")
        await person.types("reset.phone", contact)
    else:
        await person.types("reset.email", contact)
    await person.types("password.new", NEW)
    await person.types("password.again", NEW)
    await person.presses("reset.devices.keep")


async def _by_mail(walk: Walker) -> None:
    from tests.mock_homeserver import V3, no, ok, uia

    routes: dict[str, Any] = {
        f"POST {V3}/account/password": uia(["m.login.email.identity"]),
        f"POST {V3}/account/password/email/requestToken": [
            no(400, "M_THREEPID_NOT_FOUND", "Email not found"),
            ok({"sid": "sid"}),
        ],
        f"GET {V3}/password_policy": ok({"m.minimum_length": 10, "m.require_digit": True}),
    }
    async with walk.program(routes, still=True) as program:
        person = program.person
        await _at_the_form(program)
        await walk.look(program, "reset")
        await person.presses("reset.send")
        await person.sees("reset.email.note")
        await walk.look(program, "reset-fault")
        await _fill(program)
        await walk.scroll_down(program, "reset")
        await walk.look(program, "reset-filled")
        await person.presses("reset.send")
        await person.sees("reset.email.note")
        await walk.look(program, "reset-refused")
        await person.presses("reset.send")
        await person.sees("page.reset-wait")
        await walk.look(program, "reset-wait")
        await person.presses("reset.leave")
        await person.sees("sign-in.reset.0")
        await walk.look(program, "sign-in-resets")
        await person.presses("sign-in.reset.0.go-on")
        program.server.routes[f"POST {V3}/account/password"] = ok({})
        await person.presses("reset.check")
        await person.sees("page.reset-done")
        await walk.look(program, "reset-done")


async def _by_message(walk: Walker) -> None:
    from tests.mock_homeserver import V3, no, ok, uia

    routes: dict[str, Any] = {
        f"POST {V3}/account/password": uia(["m.login.msisdn"]),
        f"POST {V3}/account/password/msisdn/requestToken": ok(
            {"sid": "sid", "submit_url": "https://sms.example.net/submit"}
        ),
        "https://sms.example.net POST /submit": no(400, "M_INVALID_PARAM", "No such code"),
    }
    async with walk.program(routes, still=True) as program:
        person = program.person
        await _at_the_form(program)
        await person.presses("reset.helping")
        await person.presses("reset.by-phone")
        await person.types("reset.phone", "12345")
        await walk.look(program, "reset-helping")
        await _fill(program, "+491701234567")
        await person.presses("reset.send")
        await person.sees("reset.code")
        await person.types("reset.code", "123 456")
        await person.presses("reset.check")
        await person.sees("reset.code.note")
        await walk.look(program, "reset-code")
        program.server.routes["https://sms.example.net POST /submit"] = ok({"success": True})
        program.server.routes[f"POST {V3}/account/password"] = ok({})
        await person.presses("reset.check")
        await person.sees("page.reset-done")
        await walk.look(program, "reset-done-helping")


async def _what_goes_wrong(walk: Walker) -> None:
    from tests.mock_homeserver import V3, html, no, ok, uia

    open_ = uia(["m.login.email.identity"])
    tokens = f"POST {V3}/account/password/email/requestToken"
    routes: dict[str, Any] = {
        f"POST {V3}/account/password": open_,
        tokens: no(400, "M_UNKNOWN", "Email-based password resets have been disabled"),
    }
    async with walk.program(routes) as program:
        person = program.person
        await _at_the_form(program)
        await _fill(program)
        await person.presses("reset.send")
        await person.sees("banner.sentence")
        await walk.look(program, "reset-cannot")
        program.server.routes[tokens] = no(429, "M_LIMIT_EXCEEDED", retry_after_ms=300_000)
        await person.presses("reset.send")
        await person.reads_in("banner.next", ":")
        await walk.look(program, "reset-held")
    lost = {f"POST {V3}/account/password": [open_, html(502)], tokens: ok({"sid": "sid"})}
    async with walk.program({**lost, f"POST {V3}/login": html(502)}) as program:
        person = program.person
        await _at_the_form(program)
        await _fill(program)
        await person.presses("reset.send")
        await person.sees("banner.details")
        await walk.look(program, "reset-unclear")
    sso = {f"GET {V3}/login": ok({"flows": [{"type": "m.login.sso"}]})}
    async with walk.program(sso) as program:
        person = program.person
        await _at_the_form(program)
        await person.sees("reset.no-way")
        await walk.look(program, "reset-no-way")


async def _what_waits(walk: Walker) -> None:
    from app.core.identifiers import Origin
    from app.core.pending_reset import PendingReset, written
    from app.core.uia.threepid import Contact, Email, Phone
    from tests.fakes import FakeClock, FakeVault

    now = FakeClock().now()
    vault, origin = FakeVault(), Origin("https", "matrix.example.org")
    contacts: tuple[Contact, ...] = (
        Email("alice@example.org"),
        Phone("DE", "01701234567", "+49 170 1234567"),
    )
    for number, contact in enumerate(contacts):
        pending = PendingReset(
            str(number), "example.org", origin, contact, True, False, now - 4000.0 * number
        )
        vault.kept[f"reset {number}"] = written(pending).reveal()
    async with walk.program(vault=vault, resets=("0", "1")) as program:
        await program.person.sees("sign-in.reset.1")
        await walk.look(program, "sign-in-resets-kept")
        await program.person.presses("sign-in.reset.0.go-on")
        await program.person.sees("page.reset")
        await walk.look(program, "reset-resume")
