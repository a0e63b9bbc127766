"""Signing in with OAuth 2.0: in the browser, and with a code; renewed, and ended."""

from __future__ import annotations

import asyncio
import base64
import hashlib
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from app.core.errors import (
    AccessDenied,
    AnswerLost,
    BrowserNotBack,
    CodeExpired,
    DeviceCodeUnusable,
    GrantRefused,
    ListenFailed,
    MatrixError,
    MetadataFault,
    NotJson,
    NotRenewed,
    OAuthRefused,
    RateLimited,
    UnknownToken,
    WrongIssuer,
    WrongSession,
    WrongShape,
)
from app.core.homeserver import Opened, Session
from app.core.identifiers import Link, Target
from app.core.oauth.client import OAuthClient
from app.core.oauth.device_code import DeviceCode
from app.core.secret import Secret
from app.core.tokens import Tokens
from app.net.discovery import ServerDiscovery
from app.operations.session.api import SessionApi
from app.operations.sign_in.oauth import DEVICE_ID_CHARS, OAuthSignIn, new_device_id
from tests.fakes import FakeClock
from tests.mock_homeserver import ORIGIN, USER, V3, MockHomeserver, html, no, ok
from tests.oauth_server import (
    DEVICE,
    METADATA,
    REGISTER,
    REVOKE,
    TOKEN,
    WHO,
    FakeDoor,
    form,
    granted,
    oauth_routes,
    oauth_services_of,
    refused,
    says_yes,
    who_is,
)
from tests.unit.test_oauth import WHOLE

CODE = {
    "device_code": "the-device-code",
    "user_code": "WDJB-MJHT",
    "verification_uri": "https://account.example.org/link",
    "expires_in": 600,
    "interval": 5,
}
PENDING, SLOW = refused("authorization_pending"), refused("slow_down")


class Run:
    """One sign-in, and what was seen of it."""

    def __init__(self, routes: dict[str, Any] | None = None, say: Any = says_yes) -> None:
        self.server = MockHomeserver(oauth_routes(**{WHO: who_is("DEVICE"), **(routes or {})}))
        self.clock = FakeClock(passes=True)
        self.door = FakeDoor(say)
        self.pages: list[Link] = []
        self.codes: list[DeviceCode] = []
        self.services = oauth_services_of(self.server, self.clock, self.door)

    async def flow(self) -> OAuthSignIn:
        discovery = ServerDiscovery(lambda origin: self.services.open_api(origin, None))
        found = await discovery.find(Target(server_name="example.org"))
        self.server.requests.clear()
        assert found.oauth_server is not None
        return OAuthSignIn(found.origin, found.oauth_server, self.services)

    async def in_browser(self) -> Opened:
        return await (await self.flow()).in_browser(self.pages.append, "DEVICE")

    async def by_code(self) -> Opened:
        return await (await self.flow()).by_code(self.codes.append, "DEVICE")

    def forms(self, key: str) -> list[dict[str, str]]:
        return [form(each) for each in self.server.sent(key)]


async def test_a_person_signs_in_in_the_browser():
    run = Run()
    opened = await run.in_browser()
    assert opened.session == Session(USER, "DEVICE", opened.session.origin)
    assert opened.tokens.client == CLIENT
    assert not opened.session.kept
    assert opened.tokens.access.reveal() == "mat_access"
    assert opened.tokens.refresh == Secret("mar_refresh")
    assert opened.tokens.renew_at == run.clock.now() + 300 - 60
    assert run.door.closed == 1
    (registration,) = run.server.bodies(REGISTER)
    assert registration["redirect_uris"] == ["http://127.0.0.1/callback"]
    assert registration["token_endpoint_auth_method"] == "none"
    assert registration["application_type"] == "native"
    (page,) = run.pages
    assert page.host == "account.example.org"
    asked = dict(parse_qsl(urlsplit(page.url).query))
    (sent,) = run.forms(TOKEN)
    digest = hashlib.sha256(sent["code_verifier"].encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    assert asked == {
        "response_type": "code",
        "response_mode": "query",
        "client_id": "client-1",
        "redirect_uri": FakeDoor.address,
        "scope": "urn:matrix:client:api:* urn:matrix:client:device:DEVICE",
        "state": run.door.state.reveal(),
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    assert sent == {
        "grant_type": "authorization_code",
        "client_id": "client-1",
        "code": "the-code",
        "redirect_uri": FakeDoor.address,
        "code_verifier": sent["code_verifier"],
    }
    assert len(sent["code_verifier"]) >= 43


async def test_every_sign_in_makes_up_its_own():
    first, second = Run(), Run()
    await first.in_browser()
    await second.in_browser()
    assert first.door.state != second.door.state
    assert first.forms(TOKEN)[0]["code_verifier"] != second.forms(TOKEN)[0]["code_verifier"]
    ids = {new_device_id() for _ in range(100)}
    assert len(ids) == 100
    assert all(len(each) == DEVICE_ID_CHARS and each.isalnum() for each in ids)


@pytest.mark.parametrize(
    ("say", "kind"),
    [
        (lambda s: f"error=access_denied&state={s.reveal()}", AccessDenied),
        (lambda s: f"error=server_error&error_description=no&state={s.reveal()}", OAuthRefused),
        (lambda s: f"{says_yes(s)}&iss=https%3A%2F%2Fevil.example%2F", WrongIssuer),
        (lambda s: None, BrowserNotBack),
        (lambda s: ListenFailed(), ListenFailed),
    ],
)
async def test_what_the_browser_brings_back_may_be_a_no(say: Any, kind: type[Exception]):
    run = Run(say=say)
    with pytest.raises(kind):
        await run.in_browser()
    assert run.door.closed == 1
    assert run.server.sent(TOKEN) == [], "nothing is sent for it"


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (refused("invalid_client_metadata"), OAuthRefused),
        (refused("access_denied", 403), AccessDenied),
        (html(502), NotJson),
        (ok({}), WrongShape),
        (ok({"client_id": ""}), WrongShape),
        (no(429, "M_LIMIT_EXCEEDED"), RateLimited),
        (httpx.Response(429, json={"error": "too_many"}), RateLimited),
    ],
)
async def test_a_registration_may_be_refused(answer: httpx.Response, kind: Any):
    run = Run({REGISTER: answer})
    with pytest.raises(kind):
        await run.in_browser()
    assert run.pages == []
    assert run.door.closed == 1


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (refused("invalid_grant"), GrantRefused),
        (httpx.ReadError("x"), AnswerLost),
        (granted(token_type="mac"), WrongSession),
        (granted(scope="urn:matrix:client:api:*"), WrongSession),
        (ok({"access_token": "a"}), WrongShape),
        (granted(access_token="tökén"), WrongShape),
        (granted(access_token="mat 1"), WrongShape),
        (granted(access_token="mat\r\nX: 1"), WrongShape),
    ],
)
async def test_tokens_may_not_be_given(answer: Any, kind: type[Exception]):
    run = Run({TOKEN: answer})
    with pytest.raises(kind):
        await run.in_browser()
    assert len(run.server.sent(TOKEN)) == 1, "a code is good once"


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        (who_is("ANOTHER"), WrongSession),
        (ok({"user_id": "", "device_id": DEVICE}), WrongShape),
        (ok({"user_id": "alice", "device_id": DEVICE}), WrongSession),
        (no(401, "M_UNKNOWN_TOKEN"), UnknownToken),
        (no(403, "M_FORBIDDEN"), MatrixError),
    ],
)
async def test_tokens_that_nobody_can_use_are_given_back(who: Any, kind: type[Exception]):
    run = Run({WHO: who})
    with pytest.raises(kind):
        await run.in_browser()
    (sent,) = run.forms(REVOKE)
    assert sent == {
        "token": "mar_refresh",
        "token_type_hint": "refresh_token",
        "client_id": "client-1",
    }


# --- by a code ----------------------------------------------------------------------------------


async def test_a_person_types_a_code_elsewhere():
    run = Run({DEVICE: ok(CODE), TOKEN: [PENDING, SLOW, PENDING, granted()]})
    opened = await run.by_code()
    assert opened.session.user_id == USER
    (code,) = run.codes
    assert code.code == "WDJB-MJHT"
    (asked,) = run.forms(DEVICE)
    assert asked["client_id"] == "client-1"
    assert asked["scope"] == "urn:matrix:client:api:* urn:matrix:client:device:DEVICE"
    assert run.clock.waited == [5.0, 5.0, 10.0, 10.0], "slower once it is asked for"
    for sent in run.forms(TOKEN):
        assert sent["device_code"] == "the-device-code"
        assert sent["client_id"] == "client-1"
        assert sent["grant_type"] == "urn:ietf:params:oauth:grant-type:device_code"


async def test_lost_polls_are_asked_again_more_slowly():
    lost = [httpx.ReadError("x"), html(502), no(500, "M_X"), granted()]
    run = Run({DEVICE: ok(CODE), TOKEN: lost})
    assert (await run.by_code()).session.device_id == "DEVICE"
    assert run.clock.waited == [5.0, 10.0, 20.0, 40.0]


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (refused("access_denied"), AccessDenied),
        (refused("expired_token"), CodeExpired),
        (refused("invalid_grant"), GrantRefused),
        (refused("invalid_client", 401), OAuthRefused),
        (PENDING, CodeExpired),
        (no(403, "M_FORBIDDEN"), MatrixError),
    ],
)
async def test_a_code_may_come_to_nothing(answer: httpx.Response, kind: type[Exception]):
    run = Run({DEVICE: ok(CODE), TOKEN: answer})
    with pytest.raises(kind):
        await run.by_code()
    assert run.clock.now() - FakeClock().now() <= CODE["expires_in"] + 60  # type: ignore[operator]  # a number


async def test_a_server_without_time_is_left_alone():
    throttled = no(429, "M_LIMIT_EXCEEDED", retry_after_ms=30_000)
    run = Run({DEVICE: ok(CODE), TOKEN: [throttled, granted()]})
    await run.by_code()
    assert run.clock.waited == [5.0, 30.0]


async def test_a_code_that_nobody_can_type_is_said_so():
    run = Run({DEVICE: ok({**CODE, "verification_uri": "mailto:x"})})
    with pytest.raises(DeviceCodeUnusable):
        await run.by_code()


# --- afterwards ---------------------------------------------------------------------------------

CLIENT = OAuthClient("https://account.example.org/", "client-1", "https://account.example.org")
PAIR = Tokens(Secret("mat_1"), Secret("mar_1"), client=CLIENT)


class Live:
    """A session of OAuth 2.0."""

    def __init__(self, routes: dict[str, Any], tokens: Tokens = PAIR) -> None:
        self.run = Run(routes)
        self.told: list[Exception] = []
        self.kept: list[Tokens] = []
        client = self.run.services.open_api(Session(USER, "DEVICE", _origin()).origin, None)
        session = Session(USER, "DEVICE", _origin())
        self.api = SessionApi(
            client,
            Opened(session, tokens),
            self.run.clock,
            self._keep,
            self.told.append,
            self.run.services.issuer,
        )

    async def _keep(self, opened: Opened) -> None:
        self.kept.append(opened.tokens)


def _origin() -> Any:
    from app.core.identifiers import origin_of

    return origin_of(ORIGIN) if isinstance(ORIGIN, str) else ORIGIN


async def test_tokens_are_renewed_where_they_were_given():
    live = Live({TOKEN: granted(access_token="mat_2", refresh_token="mar_2")})
    await live.api.renew()
    (sent,) = live.run.forms(TOKEN)
    assert sent == {
        "grant_type": "refresh_token",
        "client_id": "client-1",
        "refresh_token": "mar_1",
    }
    assert live.api.tokens.access.reveal() == "mat_2"
    assert live.api.tokens.serial == 1
    assert live.kept == [live.api.tokens]
    assert live.run.server.sent(f"POST {V3}/refresh") == []


async def test_a_lost_renewal_is_asked_for_again_with_the_old_token():
    live = Live({TOKEN: [httpx.ReadError("x"), no(500, "M_X"), granted(refresh_token=None)]})
    await live.api.renew()
    assert [each["refresh_token"] for each in live.run.forms(TOKEN)] == ["mar_1"] * 3
    assert live.api.tokens.refresh == Secret("mar_1"), "none came: the old one goes on"


@pytest.mark.parametrize("code", ["invalid_grant", "invalid_client", "unauthorized_client"])
async def test_a_refused_renewal_asks_the_person_to_sign_in_again(code: str):
    """Also where the server has found a token used twice, and revoked them all."""
    live = Live({TOKEN: refused(code), WHO: no(401, "M_UNKNOWN_TOKEN")})
    with pytest.raises(UnknownToken) as found:
        await live.api.renew()
    assert found.value.soft_logout
    assert len(live.run.forms(TOKEN)) == 1, "it is not asked for again"


@pytest.mark.parametrize(
    "metadata",
    [
        ok({**WHOLE, "issuer": "https://evil.example/"}),
        ok(
            {
                name: value.replace("account.example.org", "evil.example")
                if name.endswith("_endpoint")
                else value
                for name, value in WHOLE.items()
            }
        ),
        no(404, "M_UNRECOGNIZED"),
        html(502),
        ok({name: value for name, value in WHOLE.items() if name != "token_endpoint"}),
    ],
)
async def test_a_refresh_token_goes_to_nobody_else(metadata: httpx.Response):
    live = Live({METADATA: metadata})
    with pytest.raises((UnknownToken, NotRenewed)):
        await live.api.renew()
    assert live.run.server.sent(TOKEN) == []


async def test_a_session_is_ended_where_it_was_begun():
    live = Live({})
    await live.api.end()
    (sent,) = live.run.forms(REVOKE)
    assert (sent["token"], sent["token_type_hint"]) == ("mar_1", "refresh_token")
    assert live.run.server.sent(f"POST {V3}/logout") == []
    bare = Live({}, Tokens(Secret("mat_1"), client=CLIENT))
    await bare.api.end()
    (sent,) = bare.run.forms(REVOKE)
    assert (sent["token"], sent["token_type_hint"]) == ("mat_1", "access_token")


async def test_a_lost_revocation_is_tried_again_and_a_refused_one_is_said():
    live = Live({REVOKE: [httpx.ReadError("x"), html(502), httpx.Response(200)]})
    await live.api.end()
    assert len(live.run.forms(REVOKE)) == 3
    with pytest.raises(OAuthRefused):
        await Live({REVOKE: refused("invalid_request")}).api.end()
    gone = {name: value for name, value in WHOLE.items() if name != "revocation_endpoint"}
    with pytest.raises(MetadataFault):
        await Live({METADATA: ok(gone)}).api.end()


async def test_no_error_holds_a_secret():
    text = "the token mar_1 and the code the-code are wrong"
    live = Live({TOKEN: refused("invalid_grant", text=text)})
    with pytest.raises(UnknownToken) as over:
        await live.api.renew()
    assert "mar_1" not in f"{over.value} {over.value.text}"
    run = Run({TOKEN: refused("invalid_grant", text="the-code the-code-verifier")})
    with pytest.raises(GrantRefused) as found:
        await run.in_browser()
    assert "the-code" not in f"{found.value} {found.value.text}"


async def test_a_token_endpoint_that_has_moved_is_found():
    new = {**WHOLE, "token_endpoint": "https://account.example.org/new/token"}
    moved = "https://account.example.org POST /new/token"
    live = Live({TOKEN: html(404), moved: granted(access_token="mat_9")})
    discovery = live.run.services.issuer
    await discovery.end(live.api.session, PAIR, live.run.server.client(live.api.session.origin))
    live.run.server.routes[METADATA] = ok(new)
    await live.api.renew()
    assert live.api.tokens.access.reveal() == "mat_9"
    assert live.api.tokens.client == CLIENT


@pytest.mark.parametrize("answer", [refused("temporarily_unavailable", 503), refused("odd")])
async def test_a_refusal_that_may_pass_does_not_end_the_session(answer: httpx.Response):
    live = Live({TOKEN: answer})
    with pytest.raises(NotRenewed):
        await live.api.renew()
    assert live.told == []
    assert live.api.tokens == PAIR


@pytest.mark.parametrize(
    "login", [no(403, "M_FORBIDDEN"), no(429, "M_LIMIT_EXCEEDED"), html(410), no(500, "M_UNKNOWN")]
)
async def test_a_broken_legacy_login_does_not_matter_to_oauth(login: httpx.Response):
    live = Live({f"GET {V3}/login": login, TOKEN: granted(access_token="mat_2")})
    await live.api.renew()
    assert live.api.tokens.access.reveal() == "mat_2"


async def test_what_a_renewal_brings_is_what_is_ended():
    asked, go = asyncio.Event(), asyncio.Event()

    async def slow(request: httpx.Request) -> httpx.Response:
        asked.set()
        await go.wait()
        return granted(access_token="mat_2", refresh_token="mar_2")

    live = Live({TOKEN: lambda request: slow(request)})
    renewing = asyncio.ensure_future(live.api.renew())
    await asked.wait()
    ending = asyncio.ensure_future(live.api.end())
    await asyncio.sleep(0)
    go.set()
    await asyncio.gather(renewing, ending)
    assert [each["token"] for each in live.run.forms(REVOKE)] == ["mar_2"]


async def test_tokens_that_come_too_late_are_given_back():
    asked, go = asyncio.Event(), asyncio.Event()

    async def slow(request: httpx.Request) -> httpx.Response:
        asked.set()
        await go.wait()
        return granted()

    run = Run({TOKEN: lambda request: slow(request)})
    signing_in = asyncio.ensure_future(run.in_browser())
    await asked.wait()
    signing_in.cancel()
    await asyncio.sleep(0)
    go.set()
    with pytest.raises(asyncio.CancelledError):
        await signing_in
    assert [each["token"] for each in run.forms(REVOKE)] == ["mar_refresh"]


@pytest.mark.parametrize("codes", [True, False])
async def test_the_grants_are_those_that_the_server_has(codes: bool):
    bare = {name: value for name, value in WHOLE.items() if "device" not in name}
    run = Run({METADATA: ok(WHOLE if codes else bare)})
    await run.in_browser()
    (registration,) = run.server.bodies(REGISTER)
    assert ("device_code" in " ".join(registration["grant_types"])) is codes
