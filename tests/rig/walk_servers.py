"""The states of servers with either authentication API, for `tests.rig.walk`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.rig.program import Program
    from tests.rig.walk import Walker


async def visit_servers(walk: Walker) -> None:
    """Visit the states of all these servers."""
    from tests.rig.pages import Pages

    with Pages():
        await _the_browser(walk)
        await _the_code(walk)
        await _single_sign_on(walk)
        await _looked_after_elsewhere(walk)
        await _the_way_back(walk)


async def _look_up(program: Program, sees: str = "sign-in.way.0") -> None:
    await program.person.types("sign-in.where", "example.org")
    await program.person.presses("sign-in.continue")
    await program.person.sees(sees)


async def _the_browser(walk: Walker) -> None:
    from tests.mock_homeserver import ok
    from tests.oauth_server import METADATA, REGISTER, oauth_routes, refused
    from tests.unit.test_oauth import WHOLE

    async with walk.program(oauth_routes()) as program:
        await _look_up(program)
        await walk.look(program, "sign-in-oauth")
        await program.person.presses("sign-in.way.0")
        await program.person.sees("sign-in.wait")
        await walk.look(program, "sign-in-browser")
    async with walk.program(oauth_routes(**{REGISTER: refused("odd")})) as program:
        await _look_up(program)
        await program.person.presses("sign-in.way.0")
        await program.person.sees("banner")
        await walk.look(program, "sign-in-oauth-refused")
    broken = ok({**WHOLE, "token_endpoint": "http://account.example.org/"})
    async with walk.program(oauth_routes(**{METADATA: broken})) as program:
        await _look_up(program, "sign-in.no-way.text")
        await walk.look(program, "sign-in-oauth-broken")


async def _the_code(walk: Walker) -> None:
    from tests.mock_homeserver import ok
    from tests.oauth_server import DEVICE, oauth_routes
    from tests.ui.test_browser_sign_in import CODE

    async with walk.program(oauth_routes(**{DEVICE: ok(CODE)}), still=True) as program:
        await _look_up(program)
        await program.person.presses("sign-in.code")
        await program.person.sees("sign-in.device.qr")
        await walk.look(program, "sign-in-code")


async def _single_sign_on(walk: Walker) -> None:
    from tests.mock_homeserver import V3, ok
    from tests.ui.test_browser_sign_in import BY_TOKEN, PASSWORD, SSO

    def flows(*found: dict[str, Any]) -> dict[str, Any]:
        return {f"GET {V3}/login": ok({"flows": list(found)})}

    named = [{"id": "oidc-github", "name": "GitHub"}, {"id": "own", "name": "Example Inc."}]
    providers = {**SSO, "identity_providers": named}
    async with walk.program(flows(PASSWORD, providers, BY_TOKEN)) as program:
        await _look_up(program)
        await walk.look(program, "sign-in-providers")
    async with walk.program(flows(SSO, BY_TOKEN)) as program:
        await _look_up(program)
        await walk.look(program, "sign-in-sso")


async def _looked_after_elsewhere(walk: Walker) -> None:
    from app.core.secret import Secret
    from tests.fakes import FakeVault, kept
    from tests.mock_rooms import rooms
    from tests.oauth_server import oauth_routes
    from tests.rig.person import until
    from tests.ui.test_server_website import CLIENT, SESSION

    vault = FakeVault()
    vault.kept.update(kept(SESSION, "mat_1", refresh=Secret("mar_1"), client=CLIENT))
    routes = {**oauth_routes(), **rooms(club="mine")}
    async with walk.program(routes, vault=vault, sessions=(SESSION,)) as program:
        person = program.person
        await until(
            lambda: program.controller.context and program.controller.context.view, "the account"
        )
        await walk.look(program, "account-elsewhere")
        await person.presses("devices.PHONE")
        await person.presses("devices.sign-out")
        await person.sees("ask.continue")
        await walk.look(program, "devices-elsewhere")
        await person.presses("ask.cancel")
        await person.presses("nav.password")
        await person.sees("password.website")
        await walk.look(program, "password-elsewhere")
        await person.presses("nav.deactivate")
        await person.sees("deactivate.website")
        await walk.look(program, "deactivate-elsewhere")


async def _the_way_back(walk: Walker) -> None:
    from app.core.secret import Secret
    from tests.fakes import FakeVault, kept
    from tests.mock_homeserver import V3, no
    from tests.oauth_server import TOKEN, oauth_routes, refused
    from tests.ui.test_server_website import CLIENT, SESSION

    dead = no(401, "M_UNKNOWN_TOKEN")
    over = {f"GET {V3}/account/whoami": dead, f"GET {V3}/devices": dead}
    vault = FakeVault()
    vault.kept.update(kept(SESSION, "mat_1", refresh=Secret("mar_1"), client=CLIENT))
    routes = {**oauth_routes(), **over, TOKEN: refused("invalid_grant")}
    async with walk.program(routes, vault=vault, sessions=(SESSION,)) as program:
        await program.person.sees("reauth.continue")
        await walk.look(program, "reauth-browser")
        await program.person.presses("reauth.continue")
        await program.person.sees("reauth.wait")
        await walk.look(program, "reauth-waiting")
