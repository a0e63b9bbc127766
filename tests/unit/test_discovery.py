"""Server discovery: IGNORE, FAIL_PROMPT and FAIL_ERROR, redirects, and what is offered."""

from __future__ import annotations

import socket

import httpx
import pytest

from app.core.errors import (
    CertificateFault,
    ConnectFailed,
    FailError,
    FailPrompt,
    HostNotFound,
    MatrixError,
    NoHomeserver,
    NotJson,
    Unrecognized,
)
from app.core.homeserver import Homeserver
from app.core.identifiers import Origin, target_of
from app.core.responses import Contact, Support
from app.net.discovery import ServerDiscovery
from tests.mock_homeserver import V3, MockHomeserver, html, no, ok

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
    ],
)
async def test_a_broken_well_known_asks_for_the_address(answer):
    with pytest.raises(FailPrompt) as caught:
        await find(MockHomeserver({WELL_KNOWN: answer}))
    assert caught.value.server_name == "example.org"


@pytest.mark.parametrize("base_url", ["", "example.org", "http://example.org", "https://a b"])
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
        contacts=[Contact(role="m.role.admin", email_address="admin@example.org")],
        support_page=page,
    )


@pytest.mark.parametrize(
    "answer",
    [
        html(404),
        html(200),
        ok({"contacts": "me"}),
        ok({"support_page": "javascript:alert(1)"}),
        ok({"contacts": [{}]}),
        httpx.ConnectError("x"),
    ],
)
async def test_no_support_is_no_error(answer):
    assert await look(MockHomeserver({SUPPORT: answer})).support("example.org") is None
