"""Server discovery: IGNORE, FAIL_PROMPT and FAIL_ERROR, redirects, and what is offered."""

from __future__ import annotations

import socket

import httpx
import pytest

from app.core.errors import (
    AnswerLost,
    AnswerTooLarge,
    CertificateFault,
    ConnectFailed,
    FailError,
    FailPrompt,
    HostNotFound,
    MatrixError,
    MetadataFault,
    NoHomeserver,
    NotJson,
    Unrecognized,
    WrongShape,
)
from app.core.homeserver import Homeserver, SingleSignOn
from app.core.identifiers import Origin, target_of
from app.core.lenient import Listed
from app.core.oauth.metadata import OAuthApi
from app.core.responses import Support, SupportContact
from app.net.discovery import MAX_KNOWN, ServerDiscovery
from tests.fakes import FakeClock
from tests.mock_homeserver import V3, MockHomeserver, html, no, ok
from tests.unit.test_oauth import WHOLE

WELL_KNOWN = "GET /.well-known/matrix/client"
SUPPORT = "GET /.well-known/matrix/support"
VERSIONS = "GET /_matrix/client/versions"


async def at_once(seconds: float) -> None:
    pass


def look(server: MockHomeserver) -> ServerDiscovery:
    return ServerDiscovery(lambda origin: server.client(origin, sleep=at_once))


def names(base_url: object) -> httpx.Response:
    return ok({"m.homeserver": {"base_url": base_url}})


async def find(server: MockHomeserver, typed: str = "@alice:example.org") -> Homeserver:
    return await look(server).find(target_of(typed))


async def test_well_known_leads_to_the_homeserver():
    server = MockHomeserver()
    assert await find(server) == Homeserver(
        server_name="example.org",
        origin=Origin("https", "matrix.example.org"),
        well_known=True,
        versions=("v1.1", "v1.15"),
        login_types=("m.login.password",),
    )
    assert [str(each.url) for each in server.requests] == [
        "https://example.org/.well-known/matrix/client",
        "https://matrix.example.org/_matrix/client/versions",
        "https://matrix.example.org/_matrix/client/v3/login",
        "https://matrix.example.org/_matrix/client/v1/auth_metadata",
        "https://matrix.example.org/_matrix/client/unstable/org.matrix.msc2965/auth_metadata",
    ]
    assert all("Authorization" not in each.headers for each in server.requests)


@pytest.mark.parametrize("answer", [html(404), no(404, "M_NOT_FOUND"), httpx.ConnectError("x")])
async def test_without_well_known_the_name_itself_is_asked(answer):
    found = await find(MockHomeserver({WELL_KNOWN: answer}))
    assert found.origin == Origin("https", "example.org")
    assert not found.well_known


async def test_an_address_is_asked_directly():
    server = MockHomeserver()
    found = await find(server, "https://matrix.example.org:8448/")
    assert found.server_name == "matrix.example.org:8448"
    assert server.sent(WELL_KNOWN) == []


@pytest.mark.parametrize(
    "answer",
    [
        html(200),
        html(500),
        ok([]),
        ok({}),
        ok({"m.homeserver": None}),
        ok({"m.homeserver": {}}),
        names(7),
        httpx.Response(200, content=b""),
        httpx.Response(200, content=b"x" * 2_000_000),
        httpx.Response(302, headers={"Location": "http://example.org/plain"}),
        httpx.Response(302, headers={"Location": "https://[x"}),
    ],
)
async def test_a_broken_well_known_asks_for_the_address(answer):
    with pytest.raises(FailPrompt) as caught:
        await find(MockHomeserver({WELL_KNOWN: answer}))
    assert caught.value.server_name == "example.org"


@pytest.mark.parametrize("base_url", ["example.org", "http://example.org", "https://a b"])
async def test_an_address_that_cannot_be_used_is_an_error(base_url):
    with pytest.raises(FailError):
        await find(MockHomeserver({WELL_KNOWN: names(base_url)}))


@pytest.mark.parametrize(
    ("answer", "cause"),
    [
        (html(200), NoHomeserver),
        (html(404), NoHomeserver),
        (ok({"versions": "v1"}), NoHomeserver),
        (no(403, "M_FORBIDDEN"), MatrixError),
        (httpx.ConnectError("x"), ConnectFailed),
    ],
)
async def test_well_known_that_names_no_homeserver_is_an_error(answer, cause):
    with pytest.raises(FailError) as caught:
        await find(MockHomeserver({VERSIONS: answer}))
    assert isinstance(caught.value.cause, cause)


@pytest.mark.parametrize(("answer", "cause"), [(html(200), NotJson), (html(404), Unrecognized)])
async def test_a_name_that_is_no_homeserver(answer, cause):
    with pytest.raises(NoHomeserver) as caught:
        await find(MockHomeserver({WELL_KNOWN: html(404), VERSIONS: answer}))
    assert isinstance(caught.value.cause, cause)


async def test_a_name_that_nobody_answers_to():
    gone = httpx.ConnectError("x")
    with pytest.raises(ConnectFailed):
        await find(MockHomeserver({WELL_KNOWN: gone, VERSIONS: gone}))


async def test_a_bad_certificate_stops_at_once():
    import ssl

    bad = httpx.ConnectError("x")
    bad.__cause__ = ssl.SSLCertVerificationError()
    bad.__cause__.verify_code = 10
    server = MockHomeserver({WELL_KNOWN: bad})
    with pytest.raises(CertificateFault):
        await find(server)
    assert len(server.requests) == 1


async def test_a_name_that_does_not_resolve_is_asked_once():
    gone = httpx.ConnectError("x")
    gone.__cause__ = socket.gaierror(-2, "Name or service not known")
    server = MockHomeserver({WELL_KNOWN: gone})
    with pytest.raises(HostNotFound):
        await find(server)
    assert server.sent(VERSIONS) == []


async def test_redirects_of_well_known_are_followed():
    moved = httpx.Response(301, headers={"Location": "https://www.example.org/wk?x=1"})
    server = MockHomeserver(
        {
            WELL_KNOWN: moved,
            "https://www.example.org GET /wk": names("https://matrix.example.org"),
        }
    )
    found = await find(server)
    assert found.origin.host == "matrix.example.org"
    assert str(server.requests[1].url) == "https://www.example.org/wk?x=1"


@pytest.mark.parametrize("there", ["http://127.0.0.1:8008", "http://localhost", "https://[::1]"])
async def test_a_server_elsewhere_has_no_business_on_this_computer(there):
    moved = httpx.Response(302, headers={"Location": f"{there}/x"})
    for answer, error in ((names(there), FailError), (moved, FailPrompt)):
        server = MockHomeserver({WELL_KNOWN: answer})
        with pytest.raises(error):
            await find(server)
        assert {each.url.host for each in server.requests} == {"example.org"}


async def test_redirects_in_circles_end():
    around = httpx.Response(302, headers={"Location": "/.well-known/matrix/client"})
    server = MockHomeserver({WELL_KNOWN: around})
    with pytest.raises(FailPrompt):
        await find(server)
    assert len(server.requests) == 6


async def test_a_server_without_legacy_sign_in():
    found = await find(MockHomeserver({f"GET {V3}/login": no(404, "M_UNRECOGNIZED")}))
    assert found.login_types == ()
    assert not found.takes_password


async def test_a_fault_of_the_login_endpoint_is_told():
    server = MockHomeserver({f"GET {V3}/login": httpx.ReadError("x"), WELL_KNOWN: html(404)})
    with pytest.raises(Exception, match=r"example\.org"):
        await find(server)


async def test_support_contacts():
    contact = {"role": "m.role.admin", "email_address": "admin@example.org"}
    page = "https://example.org/help"
    server = MockHomeserver({SUPPORT: ok({"contacts": [contact, {}], "support_page": page})})
    assert await look(server).support("example.org") == Support(
        contacts=Listed([SupportContact(email_address="admin@example.org")]),
        support_page=page,
    )


@pytest.mark.parametrize(
    "answer",
    [
        html(404),
        html(200),
        ok({"contacts": "me"}),
        ok({"support_page": "javascript:alert(1)"}),
        ok({"support_page": "https://[x"}),
        httpx.Response(302, headers={"Location": "https://[x"}),
        ok({"contacts": [{}]}),
        httpx.ConnectError("x"),
    ],
)
async def test_no_support_is_no_error(answer):
    assert await look(MockHomeserver({SUPPORT: answer})).support("example.org") is None


# --- both authentication APIs -------------------------------------------------------------------

METADATA = "GET /_matrix/client/v1/auth_metadata"
OLD_METADATA = "GET /_matrix/client/unstable/org.matrix.msc2965/auth_metadata"
LOGIN = f"GET {V3}/login"
GONE = no(404, "M_UNRECOGNIZED")


def kept(body: object, rule: str | None = None) -> httpx.Response:
    headers = {} if rule is None else {"Cache-Control": rule.encode("latin-1")}
    return httpx.Response(200, json=body, headers=headers)


async def test_an_oauth_server_is_known_by_its_metadata():
    server = MockHomeserver({METADATA: ok(WHOLE), LOGIN: GONE})
    found = await find(server)
    assert found.managed_elsewhere
    assert not found.legacy
    assert found.oauth_server is not None
    assert found.management is not None
    assert server.sent(OLD_METADATA) == []


async def test_metadata_may_be_at_the_path_from_before():
    found = await find(MockHomeserver({OLD_METADATA: ok(WHOLE)}))
    assert found.oauth_server is not None
    assert found.legacy


@pytest.mark.parametrize("answer", [GONE, no(404, "M_NOT_FOUND"), html(404), html(405)])
async def test_a_server_without_metadata_has_the_legacy_api_alone(answer):
    found = await find(MockHomeserver({METADATA: answer, OLD_METADATA: answer}))
    assert found.oauth is None
    assert found.takes_password


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (html(200), NotJson),
        (no(500, "M_UNKNOWN"), MatrixError),
        (ok([]), WrongShape),
        (httpx.Response(200, content=b" " * 10_000_000), AnswerTooLarge),
        (httpx.ReadError("x"), AnswerLost),
    ],
)
async def test_metadata_that_cannot_be_read_take_no_way_away(answer, kind):
    clock = FakeClock()
    server = MockHomeserver({METADATA: answer})
    discovery = ServerDiscovery(lambda origin: server.client(origin, sleep=at_once), clock.now)
    found = await discovery.find(target_of("example.org"))
    assert isinstance(found.oauth, kind)
    assert found.takes_password
    assert not found.managed_elsewhere
    server.routes[METADATA] = ok(WHOLE)
    assert (await discovery.find(target_of("example.org"))).managed_elsewhere, "asked anew"


async def test_a_server_that_is_locked_down_has_no_way_in():
    found = await find(MockHomeserver({METADATA: ok({**WHOLE, "issuer": "x"}), LOGIN: GONE}))
    assert isinstance(found.oauth, OAuthApi)
    assert isinstance(found.oauth.server, MetadataFault)
    assert found.managed_elsewhere


@pytest.mark.parametrize(
    ("well_known", "metadata", "seconds"),
    [
        (None, None, 24 * 3600),
        (None, "public, max-age=600, s-maxage=3600", 600),
        ("max-age=60", "max-age=600", 60),
        (None, "no-store", 0),
        ("no-cache", None, 0),
        (None, 'max-age="90"', 90),
        (None, "max-age=99999999", 24 * 3600),
        (None, "max-age=x, private", 24 * 3600),
        (None, "max-age=²", 24 * 3600),
        (None, "max-age=" + "9" * 5000, 24 * 3600),
    ],
)
async def test_what_is_known_holds_for_a_day_or_as_the_server_says(well_known, metadata, seconds):
    clock = FakeClock(passes=True)
    pointer = {"m.homeserver": {"base_url": "https://matrix.example.org"}}
    server = MockHomeserver(
        {WELL_KNOWN: kept(pointer, well_known), METADATA: kept(WHOLE, metadata)}
    )
    discovery = ServerDiscovery(lambda origin: server.client(origin, sleep=at_once), clock.now)
    await discovery.find(target_of("@alice:example.org"))
    asked = len(server.requests)
    if seconds:
        await clock.sleep(seconds - 1)
        await discovery.find(target_of("@bob:example.org"))
        await discovery.find(target_of("https://matrix.example.org"))
        assert len(server.requests) == asked
    await clock.sleep(1)
    await discovery.find(target_of("example.org"))
    assert len(server.requests) == 2 * asked


async def test_a_server_can_be_asked_anew():
    server = MockHomeserver()
    discovery = look(server)
    assert not (await discovery.find(target_of("example.org"))).managed_elsewhere
    server.routes.update({METADATA: ok(WHOLE), LOGIN: GONE})
    assert not (await discovery.find(target_of("example.org"))).managed_elsewhere
    assert (await discovery.find(target_of("example.org"), fresh=True)).managed_elsewhere
    direct = await discovery.find(target_of("https://matrix.example.org"))
    assert direct.managed_elsewhere, "known under its address as well"
    assert direct.server_name == "matrix.example.org"


async def test_a_stranger_cannot_make_it_remember_without_end():
    server = MockHomeserver({WELL_KNOWN: html(404)})
    discovery = look(server)
    for number in range(MAX_KNOWN):
        await discovery.find(target_of(f"s{number}.example.org"))
    assert len(discovery._known) == MAX_KNOWN


async def test_single_sign_on_is_read():
    flows = [{"type": "m.login.sso", "oauth_aware_preferred": True}, {"type": "m.login.token"}]
    found = await find(MockHomeserver({LOGIN: ok({"flows": flows})}))
    assert found.sso == SingleSignOn(oauth_aware=True)


async def test_metadata_of_a_wrong_shape_are_metadata_all_the_same():
    """The person is not sent back to a password that this server may not take any more."""
    odd = ok({**WHOLE, "token_endpoint": 7})
    found = await find(MockHomeserver({METADATA: odd, LOGIN: GONE}))
    assert found.managed_elsewhere
    assert isinstance(found.oauth.server, MetadataFault)


@pytest.mark.parametrize("answer", [no(429, "M_LIMIT_EXCEEDED"), html(502), httpx.ReadError("x")])
async def test_a_bad_moment_does_not_make_a_server_forget_its_api(answer):
    server = MockHomeserver({METADATA: ok(WHOLE), LOGIN: GONE})
    discovery = look(server)
    assert (await discovery.find(target_of("example.org"))).managed_elsewhere
    server.routes[METADATA] = answer
    assert (await discovery.find(target_of("example.org"), fresh=True)).managed_elsewhere


@pytest.mark.parametrize("answer", [no(429, "M_LIMIT_EXCEEDED"), no(403, "M_FORBIDDEN"), html(502)])
async def test_a_broken_login_takes_no_other_way_away(answer):
    found = await find(MockHomeserver({METADATA: ok(WHOLE), LOGIN: answer}))
    assert found.oauth_server is not None
    assert found.login_types == ()


async def test_a_base_url_keeps_its_path_for_every_request():
    """Another homeserver may live at the root: it gets nothing."""
    beneath = {
        "/_matrix/client/versions": ok({"versions": ["v1.1"]}),
        f"{V3}/login": ok({"flows": [{"type": "m.login.password"}]}),
        "/_matrix/client/v1/auth_metadata": no(404, "M_UNRECOGNIZED"),
        "/_matrix/client/unstable/org.matrix.msc2965/auth_metadata": no(404, "M_UNRECOGNIZED"),
    }
    server = MockHomeserver(
        {
            WELL_KNOWN: ok({"m.homeserver": {"base_url": "https://example.org/matrix/"}}),
            **{f"https://example.org GET /matrix{path}": body for path, body in beneath.items()},
        }
    )
    found = await find(server)
    assert str(found.origin) == "https://example.org/matrix"
    paths = [each.url.path for each in server.requests]
    assert paths[0] == "/.well-known/matrix/client"
    assert {path.split("/_matrix")[0] for path in paths[1:]} == {"/matrix"}


async def test_an_empty_base_url_is_none():
    server = MockHomeserver({WELL_KNOWN: ok({"m.homeserver": {"base_url": ""}})})
    with pytest.raises(FailPrompt):
        await find(server)


async def test_the_host_is_asked_without_the_port_of_a_server_name():
    lead = ok({"m.homeserver": {"base_url": "https://matrix.example.org"}})
    server = MockHomeserver({f"https://example.org {WELL_KNOWN}": lead})
    found = await look(server).find(target_of("@alice:example.org:8448"))
    assert str(found.origin) == "https://matrix.example.org"
    assert found.server_name == "example.org:8448"
    assert str(server.requests[0].url) == "https://example.org/.well-known/matrix/client"


@pytest.mark.parametrize("answer", [html(200), no(500, "M_UNKNOWN"), httpx.ConnectError("x")])
async def test_a_host_that_says_nothing_leaves_the_port_to_say_it(answer):
    server = MockHomeserver({f"https://example.org {WELL_KNOWN}": answer, WELL_KNOWN: html(404)})
    found = await look(server).find(target_of("example.org:8448"))
    assert str(found.origin) == "https://example.org:8448"
