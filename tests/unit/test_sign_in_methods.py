"""Which ways into a server are offered; who signs people on, and where."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import msgspec
import pytest

from app.core.homeserver import Homeserver, Provider, ProviderIcon, SingleSignOn
from app.core.identifiers import Origin
from app.core.lenient import decoded
from app.core.oauth.metadata import OAuthApi
from app.core.responses import LoginFlow, LoginFlows
from app.core.secret import Secret
from app.core.sign_in_methods import SignInMethods, legacy_ways, ways_into
from app.core.sso import redirect_page, single_sign_on_of
from tests.unit.test_oauth import NO, api

ORIGIN = Origin("https", "matrix.example.org")
GITHUB = Provider("oidc-github", "GitHub", "github")


def server(*types: str, sso: SingleSignOn | None = None, oauth: OAuthApi | None = None):
    return Homeserver(
        "example.org", ORIGIN, True, (), types, sso=sso, oauth=oauth, legacy=bool(types)
    )


@pytest.mark.parametrize(
    ("homeserver", "ways"),
    [
        (server("m.login.password"), SignInMethods(password=True)),
        (server(sso=SingleSignOn()), SignInMethods(sso=True)),
        (
            server("m.login.password", sso=SingleSignOn((GITHUB,))),
            SignInMethods(sso=True, providers=(GITHUB,), password=True),
        ),
        (
            server("m.login.password", sso=SingleSignOn((GITHUB,), oauth_aware=True)),
            SignInMethods(sso=True, one_button=True),
        ),
        (server(oauth=api()), SignInMethods(oauth=True, device=True)),
        (server(oauth=api(device_authorization_endpoint=NO)), SignInMethods(oauth=True)),
        (
            server("m.login.password", sso=SingleSignOn(oauth_aware=True), oauth=api()),
            SignInMethods(oauth=True, device=True),
        ),
        (
            server("m.login.password", sso=SingleSignOn(), oauth=api()),
            SignInMethods(oauth=True, device=True, password=True),
        ),
        (
            server("m.login.password", sso=SingleSignOn(oauth_aware=True), oauth=api(issuer="x")),
            SignInMethods(sso=True, one_button=True),
        ),
        (server(oauth=api(issuer="x")), SignInMethods()),
        (server("m.login.token"), SignInMethods()),
    ],
)
def test_the_best_way_first_and_no_way_that_cannot_be_gone(
    homeserver: Homeserver, ways: SignInMethods
):
    assert ways_into(homeserver) == ways
    assert ways.any is (ways != SignInMethods())


def test_what_is_left_where_oauth_fails():
    both = server("m.login.password", sso=SingleSignOn(oauth_aware=True), oauth=api())
    assert legacy_ways(both) == SignInMethods(sso=True, one_button=True)
    assert not legacy_ways(server(oauth=api())).any


def flows(*found: object) -> tuple[LoginFlow, ...]:
    return decoded(msgspec.json.encode({"flows": found}), LoginFlows).flows


PREFERRED_BEFORE = "org.matrix.msc3824.delegated_oidc_compatibility"
TOKEN = {"type": "m.login.token"}


def test_providers_are_read_leniently():
    sso = {
        "type": "m.login.sso",
        "oauth_aware_preferred": True,
        "identity_providers": [
            {"id": "github", "name": " Git\u202eHub ", "brand": "github"},
            {"id": "own", "name": "Our own", "icon": "mxc://example.org/abc_123"},
            {"id": "bare"},
            {"id": 7, "name": "No ID"},
            {"name": "No ID"},
            {"id": "odd", "name": 5, "brand": "no brand!", "icon": "https://example.org/x.svg"},
            {"id": "", "name": "Empty"},
        ],
    }
    found = single_sign_on_of(flows(sso, TOKEN))
    assert found is not None
    assert found.oauth_aware
    assert found.providers == (
        Provider("github", "GitHub", "github"),
        Provider("own", "Our own", "", ProviderIcon("example.org", "abc_123")),
        Provider("bare", "bare"),
        Provider("odd", "odd"),
    )


@pytest.mark.parametrize(
    "icon",
    [
        "mxc://example.org",
        "mxc://example.org/",
        "mxc://example.org/a/b",
        "mxc:///a",
        5,
        None,
        "mxc://exa mple.org/a",
        "file:///etc/passwd",
        "mxc://example.org/a?b",
    ],
)
def test_an_icon_that_is_none_is_left_out(icon: object):
    sso = {"type": "m.login.sso", "identity_providers": [{"id": "a", "name": "A", "icon": icon}]}
    found = single_sign_on_of(flows(sso, TOKEN))
    assert found is not None
    assert found.providers[0].icon is None


def test_without_a_token_nobody_comes_back():
    assert single_sign_on_of(flows({"type": "m.login.sso"})) is None
    assert single_sign_on_of(flows(TOKEN)) is None
    assert single_sign_on_of(flows({"type": "m.login.sso"}, TOKEN)) == SingleSignOn()


def test_the_page_of_a_provider():
    odd = Provider("a/../b?c", "Odd")
    page = redirect_page(ORIGIN, odd, "http://127.0.0.1:4000/callback", Secret("st&ate"))
    parts = urlsplit(page.url)
    assert page.host == "matrix.example.org"
    assert parts.path == "/_matrix/client/v3/login/sso/redirect/a%2F..%2Fb%3Fc"
    assert parse_qs(parts.query) == {
        "redirectUrl": ["http://127.0.0.1:4000/callback?state=st%26ate"],
        "action": ["login"],
    }
    assert "st&ate" not in repr(page)
    plain = redirect_page(ORIGIN, None, "http://127.0.0.1:4000/callback", Secret("s"))
    assert urlsplit(plain.url).path == "/_matrix/client/v3/login/sso/redirect"


@pytest.mark.parametrize("name", ["oauth_aware_preferred", PREFERRED_BEFORE])
def test_the_preferred_way_has_two_names(name: str):
    found = single_sign_on_of(flows({"type": "m.login.sso", name: True}, TOKEN))
    assert found is not None
    assert found.oauth_aware


def test_one_odd_flow_takes_no_way_away():
    sso = {"type": "m.login.sso", "oauth_aware_preferred": None, "identity_providers": None}
    found = flows({}, None, {"type": 7}, sso, TOKEN, {"type": "m.login.password"})
    assert [each.type for each in found] == ["m.login.sso", "m.login.token", "m.login.password"]
    assert single_sign_on_of(found) == SingleSignOn()
