"""The states of closing an account, for `tests.rig.walk`."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx

    from tests.rig.program import Program
    from tests.rig.walk import Walker


async def visit_closing(walk: Walker) -> None:
    """Visit all states of closing an account."""
    await _the_rooms(walk)
    await _the_choices(walk)
    await _what_goes_wrong(walk)
    await _very_probably(walk)
    await _the_last_page(walk)


async def _at_the_page(walk: Walker, program: Program) -> None:
    await walk.sign_in(program)
    await program.person.presses("nav.deactivate")
    await program.person.sees("page.deactivate")


async def _press(program: Program) -> None:
    await program.person.types("deactivate.typed", "@alice:example.org")
    await program.person.presses("deactivate.close")


async def _the_rooms(walk: Walker) -> None:
    from tests.mock_homeserver import V3
    from tests.mock_rooms import rooms

    kinds = {f"room{n}": "mine" for n in range(15)}
    routes = rooms(a="shared", b="empty", c="adrift", d="broken", **kinds)
    never = asyncio.Event()

    async def hang(request: httpx.Request) -> httpx.Response:
        await never.wait()
        raise AssertionError

    held = {**routes, f"GET {V3}/rooms/!c:example.org/joined_members": lambda each: hang(each)}
    async with walk.program(held) as program:
        await _at_the_page(walk, program)
        await program.person.sees("deactivate.rooms.stop")
        await walk.look(program, "deactivate-reading")
    async with walk.program(routes) as program:
        await _at_the_page(walk, program)
        await program.person.sees("deactivate.rooms.again")
        await walk.look(program, "deactivate")
        await program.person.presses("deactivate.rooms.all")
        await program.person.misses("deactivate.rooms.all")
        await walk.look(program, "deactivate-rooms")


async def _the_choices(walk: Walker) -> None:
    from tests.mock_homeserver import V3, uia

    close = f"POST {V3}/account/deactivate"
    async with walk.program({close: uia(["m.login.password"])}) as program:
        person = program.person
        await _at_the_page(walk, program)
        await person.misses("deactivate.rooms.stop")
        await person.presses("deactivate.helping")
        await person.presses("deactivate.erase")
        await person.presses("deactivate.advanced")
        await person.types("deactivate.id-server", "https://id.example.org")
        await person.types("deactivate.typed", "@alice:elsewhere.org")
        await walk.scroll_down(program, "deactivate")
        await walk.look(program, "deactivate-wrong")
        await person.types("deactivate.id-server", "id.example.org")
        await person.types("deactivate.typed", "@alice:example.org")
        await walk.scroll_down(program, "deactivate")
        await walk.look(program, "deactivate-ready")
        await person.presses("deactivate.close")
        await person.sees("stage.password")
        await walk.look(program, "deactivate-stage")
        await person.presses("stage.cancel")
        await person.sees("banner")
        await walk.look(program, "deactivate-cancelled")


async def _what_goes_wrong(walk: Walker) -> None:
    from tests.mock_homeserver import V3, html, no
    from tests.rig.walk import LONG

    close = f"POST {V3}/account/deactivate"
    outcomes: dict[str, dict[str, Any]] = {
        "identity": {close: no(400, "M_UNKNOWN", "Failed to remove threepid from ID server")},
        "forbidden": {close: no(403, "M_FORBIDDEN", LONG)},
        "website": {close: no(404, "M_UNRECOGNIZED")},
        "throttled": {close: no(429, "M_LIMIT_EXCEEDED", retry_after_ms=301_000)},
        "lost": {close: html(502)},
        "unknown": {close: html(502), f"GET {V3}/account/whoami": html(502)},
    }
    for name, routes in outcomes.items():
        async with walk.program(routes) as program:
            await _at_the_page(walk, program)
            await _press(program)
            await program.person.sees("banner")
            await program.person.misses("deactivate.rooms.stop")
            if name in ("lost", "unknown"):
                await program.person.sees("banner.details")
            await walk.look(program, f"deactivate-{name}")


async def _very_probably(walk: Walker) -> None:
    from tests.mock_homeserver import V3, html, no, uia

    dead = no(401, "M_UNKNOWN_TOKEN")
    routes = {f"POST {V3}/account/deactivate": [uia(["m.login.password"]), html(502)]}
    async with walk.program(routes) as program:
        person = program.person
        await _at_the_page(walk, program)
        await _press(program)
        await person.types("stage.password", "old-password")
        program.server.routes[f"GET {V3}/account/whoami"] = dead
        program.server.routes[f"POST {V3}/login"] = no(403, "M_FORBIDDEN")
        await person.presses("stage.continue")
        await person.sees("page.reauth")
        await walk.look(program, "deactivate-probably")


async def _the_last_page(walk: Walker) -> None:
    from app.core.errors import VaultLocked
    from tests.fakes import FakeVault
    from tests.mock_homeserver import V3, no, ok

    for said in ("success", "no-support"):
        vault = FakeVault()
        routes = {f"POST {V3}/account/deactivate": ok({"id_server_unbind_result": said})}
        async with walk.program(routes, vault=vault) as program:
            await _at_the_page(walk, program)
            if said == "success":
                await program.person.presses("deactivate.erase")
                program.server.routes[f"GET {V3}/account/whoami"] = no(401, "M_UNKNOWN_TOKEN")
            else:
                vault.fault = VaultLocked()
            await _press(program)
            await program.person.sees("page.closed")
            await walk.look(program, f"closed-{said}")
