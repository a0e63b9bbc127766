"""On a server with the OAuth 2.0 API, an account is looked after on its website."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.core.homeserver import Session
from app.core.identifiers import origin_of
from app.core.oauth.client import OAuthClient
from app.core.secret import Secret
from app.core.tokens import read_tokens
from tests.fakes import FakeVault, kept
from tests.mock_homeserver import DEVICES, USER, V3, no, ok
from tests.mock_rooms import rooms
from tests.oauth_server import METADATA, REVOKE, TOKEN, form, granted, oauth_routes, refused
from tests.rig.pages import Pages
from tests.rig.person import Person, until
from tests.ui.test_browser_sign_in import come_back, fields_of
from tests.unit.test_oauth import WHOLE

WHO = f"GET {V3}/account/whoami"
GONE = no(404, "M_UNRECOGNIZED")
ORIGIN = origin_of("https://matrix.example.org")
CLIENT = OAuthClient("https://account.example.org/", "client-1", "https://account.example.org")
SESSION = Session(USER, "OURS", ORIGIN)
FORBIDDEN_HERE = [
    f"POST {V3}/login",
    f"POST {V3}/logout",
    f"POST {V3}/refresh",
    f"POST {V3}/account/password",
    f"POST {V3}/account/deactivate",
    f"POST {V3}/delete_devices",
    f"GET {V3}/password_policy",
]


@pytest.fixture
def pages(qapp: object) -> Iterator[Pages]:
    with Pages() as taken:
        yield taken


async def opened(start: Any, routes: dict[str, Any] | None = None, **more: Any):
    """Open a kept session of a server with the OAuth 2.0 API."""
    vault = FakeVault()
    vault.kept.update(kept(SESSION, "mat_1", refresh=Secret("mar_1"), client=CLIENT))
    closed = dict.fromkeys(FORBIDDEN_HERE, GONE)
    whole = {**closed, **oauth_routes(), **(routes or {})}
    program = start(whole, vault=vault, sessions=(SESSION,), **more)
    await program.person.sees("page.account")
    await until(
        lambda: program.controller.context and program.controller.context.view, "the account"
    )
    return program, program.person


def back_in_the_window() -> None:
    """The window is active again, as when a person comes back from the browser."""
    app = QGuiApplication.instance()
    assert isinstance(app, QGuiApplication)
    app.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)


async def test_the_password_is_changed_there_and_the_host_is_said_before(start, pages):
    program, person = await opened(start)
    await person.presses("nav.password")
    assert "account.example.org" in person.reads("password.website.words")
    for name in ("password.new", "password.change"):
        assert person.find(name) is None
    assert pages.opened == []
    await person.presses("password.website")
    (page,) = pages.opened
    assert fields_of(page) == {"lang": "en", "action": "org.matrix.profile"}
    assert not any(program.server.sent(key) for key in FORBIDDEN_HERE)


async def test_the_account_is_closed_there_and_what_is_known_is_shown(start, pages):
    program, person = await opened(start, rooms(club="mine"))
    await person.presses("nav.deactivate")
    await person.misses("deactivate.rooms.stop")
    assert "In one room nobody else" in person.reads("deactivate.rooms.sentence")
    assert "3 devices are signed out" in person.reads("deactivate.devices")
    assert person.find("deactivate.record") is not None
    for name in ("erase", "helping", "advanced", "typed", "close", "keep"):
        assert person.find(f"deactivate.{name}") is None
    await person.presses("deactivate.website")
    assert fields_of(pages.opened[0])["action"] == "org.matrix.account_deactivate"
    assert not any(program.server.sent(key) for key in FORBIDDEN_HERE)


async def choose(person: Person, *devices: str) -> None:
    for device in devices:
        await person.presses(f"devices.{device}")
    await person.presses("devices.sign-out")


async def test_a_device_is_signed_out_there(start, pages):
    program, person = await opened(start)
    await choose(person, "PHONE")
    await person.sees("ask.continue")
    assert pages.opened == []
    await person.presses("ask.continue")
    await until(lambda: pages.opened, "the page")
    assert fields_of(pages.opened[0]) == {
        "lang": "en",
        "action": "org.matrix.device_delete",
        "device_id": "PHONE",
    }
    program.server.routes[f"GET {V3}/devices"] = ok({"devices": DEVICES[:1]})
    back_in_the_window()
    await person.misses("devices.PHONE")
    program.server.routes[f"GET {V3}/devices"] = ok({"devices": DEVICES})
    back_in_the_window()
    await person.sees("devices.PHONE")  # each return may bring something new
    assert not any(program.server.sent(key) for key in FORBIDDEN_HERE)


async def test_of_several_devices_the_list_is_opened(start, pages):
    _, person = await opened(start)
    await choose(person, "PHONE", "WEB")
    await person.presses("ask.continue")
    await until(lambda: pages.opened, "the page")
    assert pages.opened[0] == WHOLE["account_management_uri"], "it is not advertised"


@pytest.mark.parametrize("address", [None, "javascript:alert(1)"])
async def test_a_website_that_is_not_named_is_said_so(start, pages, address):
    whole = {**WHOLE, "account_management_uri": address}
    _, person = await opened(start, {METADATA: ok(whole)})
    await person.presses("nav.password")
    assert "does not say where" in person.reads("password.website.words")
    assert person.find("password.website") is None
    await person.presses("nav.account")
    await choose(person, "PHONE")
    await person.reads_in("banner.sentence", "does not say where")
    assert person.find("account.website") is None
    assert pages.opened == []


async def test_the_account_page_says_what_is_done_where(start, pages):
    _, person = await opened(start)
    await person.presses("account.website")
    assert fields_of(pages.opened[0])["action"] == "org.matrix.profile"


async def test_a_server_that_turns_to_oauth_overnight_is_noticed(start, pages):
    routes = {f"POST {V3}/account/password": GONE}
    program = start(routes)
    person = program.person
    await program.sign_in()
    await until(lambda: program.controller.context.view, "the account")
    await person.presses("nav.password")
    program.server.routes.update(oauth_routes())
    for name in ("password.new", "password.again"):
        await person.types(name, "brand-new-Password-7")
    await person.presses("password.change")
    await person.sees("password.website")
    await person.presses("nav.deactivate")
    await person.sees("deactivate.website")
    assert person.find("deactivate.close") is None


async def test_devices_of_a_server_that_has_turned_are_signed_out_there(start, pages):
    program = start({f"POST {V3}/delete_devices": GONE})
    person = program.person
    await program.sign_in()
    await until(lambda: program.controller.context.view, "the account")
    program.server.routes.update(oauth_routes())
    await choose(person, "PHONE")
    await person.presses("ask.continue")
    await person.reads_in("banner.sentence", "No device was signed out")
    await until(lambda: program.controller.context.managed_elsewhere, "the server to be asked anew")
    await person.presses("devices.sign-out")
    await person.presses("ask.continue")
    await until(lambda: pages.opened, "the page")


async def test_a_sign_in_that_the_server_does_not_have_any_more_looks_again(start, pages):
    program = start({})
    person = program.person
    await person.types("sign-in.where", "@alice:example.org")
    await person.presses("sign-in.continue")
    await person.sees("sign-in.password")
    program.server.routes.update(oauth_routes())
    await person.types("sign-in.password", "old-password")
    await person.presses("sign-in.enter")
    await person.sees("sign-in.way.0")
    assert person.find("sign-in.password") is None


# --- the way back in ----------------------------------------------------------------------------


async def at_the_gate(start: Any, routes: dict[str, Any] | None = None):
    """Have the server take neither token any more."""
    over = {
        WHO: no(401, "M_UNKNOWN_TOKEN"),
        f"GET {V3}/devices": no(401, "M_UNKNOWN_TOKEN"),
        TOKEN: refused("invalid_grant"),
        **(routes or {}),
    }
    vault = FakeVault()
    vault.kept.update(kept(SESSION, "mat_1", refresh=Secret("mar_1"), client=CLIENT))
    program = start({**oauth_routes(), **over}, vault=vault, sessions=(SESSION,))
    await program.person.sees("page.reauth")
    return program, program.person, vault


def healthy(user: str = USER) -> dict[str, Any]:
    return {
        WHO: ok({"user_id": user, "device_id": "OURS"}),
        f"GET {V3}/devices": ok({"devices": DEVICES}),
        TOKEN: granted(access_token="mat_2", refresh_token="mar_2"),
    }


async def test_a_session_that_was_revoked_is_signed_in_again_on_its_device(start, pages):
    program, person, vault = await at_the_gate(start)
    await person.reads_in("reauth.browser.words", "account.example.org")
    await person.has_focus("reauth.continue")
    assert person.find("reauth.password") is None
    await person.presses("reauth.continue")
    await until(lambda: pages.opened, "the page")
    assert fields_of(pages.opened[0])["scope"].endswith(":OURS")
    program.server.routes.update(healthy())
    registered = httpx.Response(201, json={"client_id": "client-2"})
    program.server.routes["POST /oauth2/registration"] = registered
    await person.presses("reauth.wait.cancel")
    await person.presses("reauth.continue")
    await until(lambda: len(pages.opened) == 2, "the page once more")
    await come_back(pages.opened[1], code="the-code")
    await person.sees("page.account")
    assert program.controller.context.api.tokens.access.reveal() == "mat_2"
    assert any("mar_2" in each for each in vault.kept.values())
    (record,) = vault.kept.values()
    known = read_tokens(Secret(record))
    assert known.client.client_id == "client-2", "its tokens are renewed as that one"


async def test_tokens_that_come_while_the_window_closes_are_given_back(start, pages):
    """What may not be cut off has a while then, and the browser may come back in it."""
    program, person, _ = await at_the_gate(start)
    await person.presses("reauth.continue")
    await until(lambda: pages.opened, "the page")
    program.server.routes.update(healthy())
    last = asyncio.Event()
    program.controller.context.must_finish.start(last.wait(), "what may not be cut off")
    ending = asyncio.ensure_future(program.end())
    await until(lambda: not program.window.isVisible(), "the window to close")
    with contextlib.suppress(httpx.ConnectError):
        await come_back(pages.opened[0], code="the-code")
    last.set()
    await ending
    kinds = [form(each)["grant_type"] for each in program.server.sent(TOKEN)]
    assert kinds.count("authorization_code") == len(program.server.sent(REVOKE))


async def test_somebody_else_does_not_get_into_the_account(start, pages):
    program, person, _ = await at_the_gate(start)
    await person.presses("reauth.continue")
    await until(lambda: pages.opened, "the page")
    program.server.routes.update(healthy("@bob:example.org"))
    await come_back(pages.opened[0], code="the-code")
    await person.reads_in("banner.sentence", "another session than was asked for")
    assert person.find("page.reauth") is not None
    assert form(program.server.sent(REVOKE)[-1])["token"] == "mar_2"


async def test_a_legacy_session_of_a_server_that_has_turned_goes_on_with_oauth(start, pages):
    legacy = Session(USER, "OURS", ORIGIN)
    vault = FakeVault()
    vault.kept.update(kept(legacy, "old-token"))
    dead = no(401, "M_UNKNOWN_TOKEN")
    routes = {**oauth_routes(), WHO: dead, f"GET {V3}/devices": dead}
    program = start(routes, vault=vault, sessions=(legacy,))
    person = program.person
    await person.sees("reauth.continue")
    program.server.routes.update(healthy())
    await person.presses("reauth.continue")
    await until(lambda: pages.opened, "the page")
    await come_back(pages.opened[0], code="the-code")
    await person.sees("page.account")
    assert program.controller.context.api.tokens.client == CLIENT
    (record,) = vault.kept.values()
    assert read_tokens(Secret(record)).client == CLIENT


@pytest.mark.parametrize("answer", [no(429, "M_LIMIT_EXCEEDED"), httpx.Response(502)])
async def test_a_bad_moment_does_not_bring_the_forms_of_the_other_api(start, pages, answer):
    program, person = await opened(start, {METADATA: answer})
    await person.presses("nav.password")
    assert person.find("password.change") is None
    await person.presses("nav.deactivate")
    assert person.find("deactivate.close") is None
    assert not any(program.server.sent(key) for key in FORBIDDEN_HERE)


async def test_no_form_of_the_other_api_is_there_before_the_server_is_known(start, pages):
    known = asyncio.Event()

    async def slow(request: httpx.Request) -> httpx.Response:
        await known.wait()
        return ok(WHOLE)

    vault = FakeVault()
    vault.kept.update(kept(SESSION, "mat_1", refresh=Secret("mar_1"), client=CLIENT))
    routes = {**oauth_routes(), METADATA: lambda request: slow(request)}
    program = start(routes, vault=vault, sessions=(SESSION,))
    person = program.person
    await person.sees("page.account")
    await person.presses("nav.password")
    assert person.find("password.change") is None
    assert person.find("password.website.words") is None, "nobody knows yet where it is"
    await person.presses("nav.deactivate")
    assert person.find("deactivate.close") is None
    await person.presses("nav.password")
    known.set()
    await person.sees("password.website")


async def test_what_came_from_the_browser_is_kept_even_if_the_person_leaves(start, pages):
    """The client and its tokens are one record: one without the other renews nothing."""
    program, person, vault = await at_the_gate(start)
    registered = httpx.Response(201, json={"client_id": "client-2"})
    program.server.routes["POST /oauth2/registration"] = registered
    await person.presses("reauth.continue")
    await until(lambda: pages.opened, "the page")
    program.server.routes.update(healthy())
    writing, go = asyncio.Event(), asyncio.Event()
    put = vault.put

    async def slow(key: str, secret: Secret) -> None:
        writing.set()
        await go.wait()
        await put(key, secret)

    vault.put = slow
    await come_back(pages.opened[0], code="the-code")
    await writing.wait()
    assert person.find("reauth.wait.cancel") is None, "nothing can be taken back now"
    go.set()
    await person.sees("page.account")
    (record,) = vault.kept.values()
    found = read_tokens(Secret(record))
    assert (found.access.reveal(), found.client.client_id) == ("mat_2", "client-2")
