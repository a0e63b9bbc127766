"""Signing in through a browser: what is offered, where it goes, and what comes back."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.core.homeserver import Session
from tests.fakes import FakeVault, StillClock, kept
from tests.mock_homeserver import ORIGIN, USER, V3, html, no, ok
from tests.oauth_server import (
    DEVICE,
    METADATA,
    REGISTER,
    REVOKE,
    TOKEN,
    form,
    granted,
    oauth_routes,
    refused,
)
from tests.rig.pages import Pages
from tests.rig.person import until
from tests.unit.test_oauth import WHOLE
from ui.sign_in.device_code_card import QrCode

LOGIN = f"GET {V3}/login"
WHO = f"GET {V3}/account/whoami"
SSO = {"type": "m.login.sso"}
BY_TOKEN = {"type": "m.login.token"}
PASSWORD = {"type": "m.login.password"}
CODE = {
    "device_code": "the-device-code",
    "user_code": "WDJB-MJHT",
    "verification_uri": "https://account.example.org/link",
    "verification_uri_complete": "https://account.example.org/link?code=WDJB-MJHT",
    "expires_in": 600,
    "interval": 5,
}


@pytest.fixture
def pages(qapp: object) -> Iterator[Pages]:
    with Pages() as taken:
        yield taken


def whoever(server: Any) -> Any:
    """Answer whose token it is: of the device that was asked for last."""

    def answer(request: httpx.Request) -> httpx.Response:
        device = "OURS"
        for each in server().server.sent(DEVICE):
            device = form(each)["scope"].rpartition(":")[2]
        for page in server().pages:
            scope = parse_qs(urlsplit(page).query).get("scope", [""])[0]
            device = scope.rpartition(":")[2] or device
        return ok({"user_id": USER, "device_id": device})

    return answer


async def look_up(start: Any, routes: dict[str, Any], where: str = "example.org", **more: Any):
    program = start(routes, **more)
    await program.person.types("sign-in.where", where)
    await program.person.presses("sign-in.continue")
    await program.person.sees("sign-in.server")
    return program, program.person


class Seen:
    def __init__(self, server: Any, pages: list[str]) -> None:
        self.server, self.pages = server, pages


async def at_oauth(start: Any, pages: Pages, routes: dict[str, Any] | None = None, **more: Any):
    program, person = await look_up(start, oauth_routes(**(routes or {})), **more)
    program.server.routes[WHO] = whoever(lambda: Seen(program.server, pages.opened))
    return program, person


def fields_of(page: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page).query).items()}


async def come_back(page: str, **said: str) -> httpx.Response:
    """Do what the browser does in the end."""
    asked = fields_of(page)
    back = asked.get("redirect_uri") or asked["redirectUrl"]
    query = {"state": asked.get("state", ""), **said} if "state" in asked else said
    async with httpx.AsyncClient(trust_env=False) as client:
        return await client.get(httpx.URL(back).copy_merge_params(query))


# --- OAuth 2.0 ----------------------------------------------------------------------------------


async def test_an_oauth_server_offers_one_button_and_says_where_it_leads(start, pages):
    vault = FakeVault()
    program, person = await at_oauth(start, pages, vault=vault)
    assert "account.example.org" in person.reads("sign-in.ways.words")
    assert person.reads("sign-in.way.0") == "Continue"
    assert person.find("sign-in.password") is None
    assert person.find("sign-in.keep") is not None
    assert pages.opened == [], "the host is shown before the browser opens"
    await person.presses("sign-in.way.0")
    await until(lambda: pages.opened, "the page")
    assert "account.example.org" in person.reads("sign-in.wait.host")
    assert person.find("sign-in.way.0") is None
    seen = await come_back(pages.opened[0], code="the-code")
    assert "close this tab" in seen.text
    await person.sees("page.account")
    context = program.controller.context
    assert context.session.user_id == USER
    assert context.api.tokens.client.client_id == "client-1"
    assert context.session in program.index.known
    assert any("mat_access" in each for each in vault.kept.values())
    for key in (f"POST {V3}/login", f"GET {V3}/password_policy", f"POST {V3}/refresh"):
        assert program.server.sent(key) == [], "this server has no such endpoint"


async def test_a_server_that_sends_people_to_somebody_elses_site_is_told_apart(start, pages):
    here = "account.example.org", "account.somebody.example"
    moved = {name: value for name, value in WHOLE.items() if isinstance(value, str)}
    moved = {name: value.replace(*here) for name, value in moved.items()}
    _, person = await at_oauth(start, pages, {METADATA: ok({**WHOLE, **moved})})
    words = person.reads("sign-in.ways.words")
    assert "You sign in on account.somebody.example" in words
    assert "another site than example.org" in words


async def test_return_goes_on_and_so_does_the_keyboard(start, pages):
    _, person = await at_oauth(start, pages)
    await person.has_focus("sign-in.way.0")
    await person.hits(Qt.Key.Key_Return, "sign-in.way.0")
    await until(lambda: pages.opened, "the page")
    await person.has_focus("sign-in.wait.cancel")
    await person.hits(Qt.Key.Key_Space, "sign-in.wait.cancel")
    await person.sees("sign-in.way.0")


async def test_the_person_can_open_it_again_copy_it_and_cancel(start, pages):
    program, person = await at_oauth(start, pages)
    await person.presses("sign-in.way.0")
    await until(lambda: pages.opened, "the page")
    await person.presses("sign-in.wait.open-again")
    await until(lambda: len(pages.opened) == 2, "the page once more")
    assert pages.opened[0] == pages.opened[1]
    await person.presses("sign-in.wait.copy")
    assert QGuiApplication.clipboard().text() == pages.opened[0]
    await person.presses("sign-in.wait.cancel")
    await person.sees("sign-in.way.0")
    with pytest.raises(httpx.ConnectError):
        await come_back(pages.opened[0], code="late")
    assert program.server.sent(TOKEN) == []
    await person.presses("sign-in.way.0")
    await until(lambda: len(pages.opened) == 3, "the next try")
    assert fields_of(pages.opened[2])["state"] != fields_of(pages.opened[0])["state"]


async def test_another_server_ends_the_wait(start, pages):
    _, person = await at_oauth(start, pages)
    await person.presses("sign-in.way.0")
    await until(lambda: pages.opened, "the page")
    assert (await person.sees("sign-in.where")).isReadOnly()
    assert not (await person.sees("sign-in.change")).isEnabled()
    await person.presses("sign-in.wait.cancel")
    await person.presses("sign-in.change")
    assert person.find("sign-in.ways") is None
    assert not (await person.sees("sign-in.where")).isReadOnly()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"error": "access_denied"}, "account.example.org was told no"),
        ({"error": "server_error", "error_description": "Out of order"}, "refused the sign-in"),
        ({"code": "c", "iss": "https://evil.example/"}, "Nothing was sent to it"),
    ],
)
async def test_a_no_is_said_and_can_be_tried_again(start, pages, said, sentence):
    program, person = await at_oauth(start, pages)
    await person.presses("sign-in.way.0")
    await until(lambda: pages.opened, "the page")
    await come_back(pages.opened[0], **said)
    await person.reads_in("banner.sentence", sentence)
    await person.sees("sign-in.way.0")
    assert program.server.sent(TOKEN) == []


async def test_wrong_guesses_do_not_end_the_wait(start, pages):
    _, person = await at_oauth(start, pages)
    await person.presses("sign-in.way.0")
    await until(lambda: pages.opened, "the page")
    wrong = await come_back(pages.opened[0], state="guessed", code="evil")
    assert wrong.status_code == 409
    assert person.find("sign-in.wait") is not None
    await come_back(pages.opened[0], code="the-code")
    await person.sees("page.account")


@pytest.mark.parametrize("answer", [refused("invalid_client_metadata"), html(502), ok({})])
async def test_a_refused_registration_leaves_what_there_is(start, pages, answer):
    flows = ok({"flows": [{**SSO, "oauth_aware_preferred": True}, BY_TOKEN, PASSWORD]})
    _, person = await look_up(start, oauth_routes(**{REGISTER: answer, LOGIN: flows}))
    await person.presses("sign-in.way.0")
    await person.sees("banner")
    assert pages.opened == []
    if answer.status_code == 400:
        assert person.find("sign-in.password") is None, "the server prefers single sign-on"
        await person.presses("sign-in.way.0")
        await until(lambda: pages.opened, "the page of single sign-on")
        assert "/login/sso/redirect" in pages.opened[0]
        assert fields_of(pages.opened[0])["action"] == "login"


async def test_tokens_of_somebody_who_closed_the_window_are_given_back(start, pages):
    asked = asyncio.Event()

    async def slow(request: httpx.Request) -> httpx.Response:
        asked.set()
        await asyncio.Event().wait()
        raise AssertionError

    program, person = await look_up(start, oauth_routes())
    program.server.routes[WHO] = lambda request: slow(request)
    await person.presses("sign-in.way.0")
    await until(lambda: pages.opened, "the page")
    await come_back(pages.opened[0], code="the-code")
    await asked.wait()
    await program.end()
    assert len(program.server.sent(REVOKE)) == 1


async def test_signing_out_revokes_and_forgets(start, pages):
    vault = FakeVault()
    program, person = await at_oauth(start, pages, vault=vault)
    await person.presses("sign-in.way.0")
    await until(lambda: pages.opened, "the page")
    await come_back(pages.opened[0], code="the-code")
    await person.sees("page.account")
    await until(lambda: program.controller.context.view, "the account")
    await person.presses("account.sign-out")
    await person.presses("ask.continue")
    await person.sees("page.sign-in")
    (sent,) = program.server.sent(REVOKE)
    assert form(sent)["token"] == "mar_refresh"
    assert program.server.sent(f"POST {V3}/logout") == []
    assert vault.kept == {}


# --- a code elsewhere ---------------------------------------------------------------------------


async def test_a_code_is_shown_large_and_as_a_picture(start, pages):
    pending = [refused("authorization_pending"), granted()]
    clock = StillClock()
    program, person = await at_oauth(start, pages, {DEVICE: ok(CODE), TOKEN: pending}, clock=clock)
    await person.presses("sign-in.code")
    await person.reads_in("sign-in.device.code", "WDJB-MJHT")
    assert "account.example.org/link" in person.reads("sign-in.device.address")
    picture = await person.sees("sign-in.device.qr")
    assert isinstance(picture, QrCode)
    await person.presses("sign-in.device.copy")
    assert QGuiApplication.clipboard().text() == "WDJB-MJHT"
    await person.presses("sign-in.device.open")
    await until(lambda: pages.opened, "the page")
    assert pages.opened == ["https://account.example.org/link?code=WDJB-MJHT"]
    pages.opened.clear()
    for turn in range(2):
        await until(lambda turn=turn: len(clock.waited) > turn, "a poll")
        clock.tick()
    await person.sees("page.account")
    assert program.controller.context.session.user_id == USER


async def test_a_code_can_be_cancelled(start, pages):
    clock = StillClock()
    _, person = await at_oauth(start, pages, {DEVICE: ok(CODE)}, clock=clock)
    await person.presses("sign-in.code")
    await person.sees("sign-in.device.code")
    await person.presses("sign-in.device.cancel")
    await person.sees("sign-in.way.0")
    assert person.find("sign-in.device.code") is None


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (refused("expired_token"), "has run out"),
        (refused("access_denied"), "was told no"),
    ],
)
async def test_a_code_that_comes_to_nothing_is_said_so(start, pages, answer, sentence):
    _, person = await at_oauth(start, pages, {DEVICE: ok(CODE), TOKEN: answer})
    await person.presses("sign-in.code")
    await person.reads_in("banner.sentence", sentence)
    await person.sees("sign-in.code")


async def test_a_server_without_codes_offers_none(start, pages):
    bare = {name: value for name, value in WHOLE.items() if "device" not in name}
    _, person = await at_oauth(start, pages, {METADATA: ok(bare)})
    assert person.find("sign-in.way.0") is not None
    assert person.find("sign-in.code") is None


# --- single sign-on -----------------------------------------------------------------------------

PROVIDERS = [
    {"id": "oidc-github", "name": "GitHub & friends", "brand": "github"},
    {"id": "oidc-own", "name": "Our own", "icon": "mxc://example.org/abc"},
]


async def test_providers_stand_beside_the_password(start, pages):
    flows = ok({"flows": [PASSWORD, {**SSO, "identity_providers": PROVIDERS}, BY_TOKEN]})
    program, person = await look_up(start, {LOGIN: flows})
    assert person.find("sign-in.password") is not None
    assert person.reads("sign-in.way.0").replace("&&", "&") == "Continue with GitHub & friends"
    await person.presses("sign-in.way.1")
    await until(lambda: pages.opened, "the page")
    assert urlsplit(pages.opened[0]).path.endswith("/login/sso/redirect/oidc-own")
    back = fields_of(pages.opened[0])["redirectUrl"]
    async with httpx.AsyncClient(trust_env=False) as client:
        await client.get(f"{back}&loginToken=the-token")
    await person.sees("page.account")
    (sent,) = program.server.bodies(f"POST {V3}/login")
    assert (sent["type"], sent["token"]) == ("m.login.token", "the-token")


async def test_a_preferred_way_is_offered_alone(start, pages):
    flows = ok({"flows": [PASSWORD, {**SSO, "oauth_aware_preferred": True}, BY_TOKEN]})
    _, person = await look_up(start, {LOGIN: flows})
    assert person.find("sign-in.password") is None
    assert person.reads("sign-in.way.0") == "Continue"
    assert person.find("sign-in.way.1") is None


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", False),
        (b"not a picture", False),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 300_000, False),
        (b"\x89PNG\r\n\x1a\nbroken", False),
        (None, True),
    ],
)
async def test_a_picture_of_a_provider_is_one_of_pixels(start, pages, content, shown):
    icon = "GET /_matrix/media/v3/thumbnail/example.org/abc"
    if content is None:
        content = picture(32)
    flows = ok({"flows": [{**SSO, "identity_providers": PROVIDERS}, BY_TOKEN]})
    seen = httpx.Response(200, content=content, headers={"Content-Type": "image/png"})
    program, person = await look_up(start, {LOGIN: flows, icon: seen})
    button = await person.sees("sign-in.way.1")
    await until(lambda: program.server.sent(icon), "the picture to be asked for")
    browser = program.controller._sign_in_controller.browser
    await asyncio.wait({browser._icons})
    assert button.icon().isNull() is not shown


def picture(side: int) -> bytes:
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QImage

    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(held.data())


def test_a_picture_that_is_too_large_is_not_decoded(qapp):
    from ui.sign_in.provider_icons import LARGEST_SIDE, decoded

    assert decoded(picture(LARGEST_SIDE + 1)) is None
    small = decoded(picture(LARGEST_SIDE))
    assert small is not None
    assert small.width() == 40


# --- no way -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("metadata", "sentence"),
    [
        (ok({**WHOLE, "token_endpoint": "http://a.example.org/"}), "does not say properly"),
        (html(200), "could not be read"),
        (httpx.Response(200, content=b" " * 10_000_000), "could not be read"),
    ],
)
async def test_metadata_that_cannot_be_used_are_said_so(start, pages, metadata, sentence):
    routes = {METADATA: metadata, LOGIN: no(404, "M_UNRECOGNIZED")}
    _, person = await look_up(start, routes)
    await person.reads_in("sign-in.no-way.text", sentence)
    assert person.find("sign-in.way.0") is None


async def test_who_asks_twice_asks_anew(start, pages):
    program, person = await look_up(start, {})
    assert person.find("sign-in.password") is not None
    program.server.routes.update(oauth_routes())
    await person.presses("sign-in.change")
    await person.presses("sign-in.continue")
    await person.sees("sign-in.way.0")


async def test_somebody_else_than_was_typed_is_not_let_in(start, pages):
    vault = FakeVault()
    routes = oauth_routes()
    program, person = await look_up(start, routes, where="@carol:example.org", vault=vault)
    program.server.routes[WHO] = whoever(lambda: Seen(program.server, pages.opened))
    await person.presses("sign-in.way.0")
    await until(lambda: pages.opened, "the page")
    await come_back(pages.opened[0], code="the-code")
    await person.reads_in("banner.sentence", f"signed in as {USER}, not as @carol:example.org")
    assert program.controller.context is None
    assert vault.kept == {}
    assert form(program.server.sent(REVOKE)[-1])["token"] == "mar_refresh"
    await person.sees("sign-in.way.0")


@pytest.mark.parametrize("opened", [True, False])
async def test_a_device_in_use_keeps_its_tokens_while_somebody_is_in_the_browser(
    start, pages, opened
):
    mine, other = Session(USER, "OURS", ORIGIN), Session("@bob:example.org", "BOB", ORIGIN)
    vault = FakeVault()
    for each in (mine, other):
        vault.kept.update(kept(each, "t"))
    front = mine if opened else other
    who = ok({"user_id": front.user_id, "device_id": front.device_id})
    sessions = (mine, other) if opened else (other, mine)
    program = start(oauth_routes(**{WHO: who}), vault=vault, sessions=sessions)
    person = program.person
    await until(
        lambda: program.controller.context and program.controller.context.view, "an account"
    )
    assert program.controller.context.session == front
    await person.presses("chip")
    await person.presses("switcher.add")
    await person.types("sign-in.where", USER)
    await person.presses("sign-in.continue")
    await person.presses("sign-in.way.0")
    await until(lambda: pages.opened, "the page")
    device = fields_of(pages.opened[0])["scope"].rpartition(":")[2]
    assert (device == "OURS") is not opened
    await person.presses("sign-in.wait.cancel")


async def test_there_is_one_sign_in_at_a_time(start, pages):
    flows = ok({"flows": [PASSWORD, {**SSO, "identity_providers": PROVIDERS}, BY_TOKEN]})
    answered = asyncio.Event()

    async def slow(request: httpx.Request) -> httpx.Response:
        await answered.wait()
        return ok({"user_id": USER, "device_id": "OURS", "access_token": "t"})

    login = {LOGIN: flows, f"POST {V3}/login": lambda request: slow(request)}
    program, person = await look_up(start, login)
    await person.presses("sign-in.way.0")
    await until(lambda: pages.opened, "the page")
    assert person.find("sign-in.enter") is None
    await person.presses("sign-in.wait.cancel")
    await person.types("sign-in.who", "alice")
    await person.types("sign-in.password", "pass-word-1")
    await person.presses("sign-in.enter")
    await until(lambda: program.server.sent(f"POST {V3}/login"), "the request")
    way = person.find("sign-in.way.0")
    assert way is None or not way.isEnabled()
    answered.set()
    await person.sees("page.account")
    assert len(pages.opened) == 1


async def test_tokens_that_come_after_cancel_are_given_back(start, pages):
    asked, go = asyncio.Event(), asyncio.Event()

    async def slow(request: httpx.Request) -> httpx.Response:
        asked.set()
        await go.wait()
        return granted()

    routes = {TOKEN: lambda request: slow(request)}
    program, person = await at_oauth(start, pages, routes)
    await person.presses("sign-in.way.0")
    await until(lambda: pages.opened, "the page")
    await come_back(pages.opened[0], code="the-code")
    await asked.wait()
    await person.presses("sign-in.wait.cancel")
    go.set()
    await until(lambda: program.server.sent(REVOKE), "the tokens to be given back")
    assert program.controller.context is None


async def test_no_browser_for_a_code_is_said(start, pages, monkeypatch):
    clock = StillClock()
    _, person = await at_oauth(start, pages, {DEVICE: ok(CODE)}, clock=clock)
    await person.presses("sign-in.code")
    await person.sees("sign-in.device.code")
    monkeypatch.setattr("ui.browser.launcher.open_url", lambda url: False)
    await person.presses("sign-in.device.open")
    await person.reads_in("banner.sentence", "No browser could be started")
