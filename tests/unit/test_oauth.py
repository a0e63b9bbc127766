"""What a server's OAuth 2.0 metadata say, judged; codes and addresses that are made of them."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import msgspec
import pytest

from app.core.errors import MetadataFault, WrongShape
from app.core.identifiers import Origin
from app.core.lenient import decoded
from app.core.oauth.client import TokenResponse
from app.core.oauth.device_code import DeviceAuthorization, device_code_of
from app.core.oauth.metadata import (
    AuthMetadata,
    Management,
    ManagementAction,
    OAuthServer,
    akin,
    api_of,
    issuer_suits,
)
from app.core.reply import Reply, decode
from app.core.secret import Secret

WHOLE: dict[str, Any] = {
    "issuer": "https://account.example.org/",
    "authorization_endpoint": "https://account.example.org/authorize",
    "token_endpoint": "https://account.example.org/oauth2/token",
    "registration_endpoint": "https://account.example.org/oauth2/registration",
    "revocation_endpoint": "https://account.example.org/oauth2/revoke",
    "device_authorization_endpoint": "https://account.example.org/oauth2/device",
    "response_types_supported": ["code"],
    "response_modes_supported": ["query", "fragment"],
    "grant_types_supported": [
        "authorization_code",
        "refresh_token",
        "urn:ietf:params:oauth:grant-type:device_code",
    ],
    "code_challenge_methods_supported": ["S256"],
    "account_management_uri": "https://account.example.org/manage?lang=en",
    "account_management_actions_supported": [
        "org.matrix.profile",
        "org.matrix.device_delete",
        "org.matrix.account_deactivate",
    ],
}
NO = object()
HERE = Origin("https", "example.org")


def api(homeserver: Origin = HERE, **more: Any):
    found = {name: value for name, value in {**WHOLE, **more}.items() if value is not NO}
    return api_of(decoded(msgspec.json.encode(found), AuthMetadata), homeserver)


def test_whole_metadata_sign_in_and_manage():
    found = api()
    assert isinstance(found.server, OAuthServer)
    assert found.server.issuer == WHOLE["issuer"]
    assert str(found.server.token.origin) == "https://account.example.org"
    assert found.server.token.path == "/oauth2/token"
    assert found.server.authorization.host == "account.example.org"
    assert found.server.device is not None
    assert found.management is not None
    assert not found.server.names_itself


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("issuer", "http://account.example.org/"),
        ("issuer", "https://account.example.org/?x=1"),
        ("issuer", "https://account.example.org/#x"),
        ("issuer", "https://a\nb/"),
        ("issuer", "https://[x"),
        ("authorization_endpoint", NO),
        ("authorization_endpoint", "http://account.example.org/authorize"),
        ("authorization_endpoint", "javascript:alert(1)"),
        ("token_endpoint", NO),
        ("token_endpoint", "http://account.example.org/token"),
        ("token_endpoint", "ftp://account.example.org/token"),
        ("token_endpoint", "https://user@account.example.org/token"),
        ("token_endpoint", "https://evil.example/token"),
        ("revocation_endpoint", "https://account.example.org:8443/revoke"),
        ("registration_endpoint", "https://127.0.0.1/register"),
        ("authorization_endpoint", "https://127.0.0.1/authorize"),
        ("authorization_endpoint", "http://localhost/authorize"),
        ("registration_endpoint", NO),
        ("registration_endpoint", "/relative"),
        ("revocation_endpoint", NO),
        ("revocation_endpoint", "https://account.example.org/revoke#here"),
        ("device_authorization_endpoint", "http://account.example.org/device"),
        ("response_types_supported", ["token"]),
        ("response_modes_supported", ["fragment"]),
        ("grant_types_supported", ["authorization_code"]),
        ("code_challenge_methods_supported", ["plain"]),
    ],
)
def test_what_cannot_be_used_names_the_field(field: str, value: object):
    found = api(**{field: value}).server
    assert isinstance(found, MetadataFault)
    assert found.field == field
    assert found.host == "example.org"


def test_on_loopback_plain_http_will_do():
    here = {
        name: value.replace("https://account.example.org", "http://127.0.0.1:9000")
        for name, value in WHOLE.items()
        if isinstance(value, str)
    }
    found = api(Origin("http", "127.0.0.1", 8008), **here)
    assert isinstance(found.server, OAuthServer)
    assert found.management is not None
    elsewhere = api(**here)
    assert isinstance(elsewhere.server, MetadataFault), "a stranger may not send anyone there"
    assert elsewhere.management is None


@pytest.mark.parametrize("without", ["device_authorization_endpoint", "grant"])
def test_codes_take_an_endpoint_and_a_grant(without: str):
    grants = {"grant_types_supported": ["authorization_code", "refresh_token"]}
    found = api(**({without: NO} if without in WHOLE else grants)).server
    assert isinstance(found, OAuthServer)
    assert found.device is None


def read_metadata(**changed: object) -> AuthMetadata:
    body = msgspec.json.encode({**WHOLE, **changed})
    return decode(Reply(200, body, "example.org"), AuthMetadata)


def test_an_issuer_of_the_wrong_type_is_no_metadata():
    with pytest.raises(WrongShape):
        read_metadata(issuer={"a": 1})


@pytest.mark.parametrize("field", ["grant_types_supported", "token_endpoint"])
def test_a_field_of_the_wrong_type_is_as_good_as_none(field: str):
    found = api_of(read_metadata(**{field: {"a": 1}}), HERE).server
    assert isinstance(found, MetadataFault)
    assert found.field == field


def test_one_optional_field_does_not_take_the_rest_with_it():
    odd = read_metadata(
        authorization_response_iss_parameter_supported=None,
        response_modes_supported=None,
        device_authorization_endpoint=7,
        account_management_uri=[],
    )
    found = api_of(odd, HERE).server
    assert isinstance(found, OAuthServer)
    assert not found.names_itself
    assert found.device is None


def test_modes_that_are_not_told_are_those_of_rfc_8414():
    body = {key: value for key, value in WHOLE.items() if key != "response_modes_supported"}
    reply = Reply(200, msgspec.json.encode(body), "example.org")
    assert isinstance(api_of(decode(reply, AuthMetadata), HERE).server, OAuthServer)


@pytest.mark.parametrize(
    ("field", "lost"),
    [
        ("account_management_uri", "management"),
        ("device_authorization_endpoint", "device"),
        ("account_management_actions_supported", "deeds"),
    ],
)
def test_a_wrong_type_of_what_is_optional_costs_that_alone(field: str, lost: str):
    found = api(**{field: {"a": 1}})
    assert isinstance(found.server, OAuthServer)
    assert (found.server.device is None) is (lost == "device")
    assert (found.management is None) is (lost == "management")
    if lost == "deeds":
        assert found.management is not None
        assert "action" not in query(found.management.link_to(ManagementAction.CLOSE).url)


# --- account management -------------------------------------------------------------------------


def management(**more: Any) -> Management:
    found = api(**more).management
    assert found is not None
    return found


def query(url: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(url).query))


def test_what_is_advertised_is_linked_to():
    link = management().link_to(ManagementAction.SIGN_OUT_DEVICE, "DEV/&?ICE")
    assert link.host == "account.example.org"
    assert query(link.url) == {
        "lang": "en",
        "action": "org.matrix.device_delete",
        "device_id": "DEV/&?ICE",
    }
    assert (
        query(management().link_to(ManagementAction.CLOSE).url)["action"]
        == "org.matrix.account_deactivate"
    )


def test_what_is_not_advertised_gets_the_bare_address():
    bare = management(account_management_actions_supported=[])
    assert bare.link_to(ManagementAction.CLOSE).url == WHOLE["account_management_uri"]


@pytest.mark.parametrize(
    ("wanted", "old"),
    [
        (ManagementAction.DEVICES, "org.matrix.sessions_list"),
        (ManagementAction.DEVICE, "org.matrix.session_view"),
        (ManagementAction.SIGN_OUT_DEVICE, "org.matrix.session_end"),
    ],
)
def test_older_names_are_known(wanted: ManagementAction, old: str):
    found = management(account_management_actions_supported=[old])
    assert query(found.link_to(wanted, "DEVICE").url)["action"] == old


def test_an_action_of_the_address_itself_gives_way():
    found = management(account_management_uri="https://a.example.org/?action=x&b=2")
    assert query(found.link_to(ManagementAction.CLOSE).url) == {
        "action": "org.matrix.account_deactivate",
        "b": "2",
    }


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "http://a.example.org/", "mailto:a@b", "", "//a.b/", NO]
)
def test_an_address_that_cannot_be_opened_is_none(address: object):
    assert api(account_management_uri=address).management is None


# --- what is granted ----------------------------------------------------------------------------

SCOPE = "urn:matrix:client:api:* urn:matrix:client:device:DEVICE"


@pytest.mark.parametrize(
    ("kind", "scope", "suits"),
    [
        ("Bearer", SCOPE, True),
        ("bearer", f"openid {SCOPE}", True),
        ("Bearer", None, True),
        ("Bearer", "urn:matrix:client:api:*", False),
        ("Bearer", SCOPE.replace("DEVICE", "OTHER"), False),
        ("DPoP", SCOPE, False),
    ],
)
def test_a_grant_has_to_be_what_was_asked_for(kind: str, scope: str | None, suits: bool):
    granted = TokenResponse(access_token=Secret("a"), token_type=kind, scope=scope)
    assert granted.suits("DEVICE") is suits


@pytest.mark.parametrize(
    ("seconds", "ms"), [(300, 300_000), (0.5, 500), ("300", None), (None, None), (True, None)]
)
def test_a_lifetime_is_a_number_or_nothing(seconds: object, ms: float | None):
    granted = TokenResponse(access_token=Secret("a"), token_type="Bearer", expires_in=seconds)
    assert granted.lifetime_ms == ms


def device(**more: Any) -> DeviceAuthorization:
    found = {
        "device_code": Secret("secret"),
        "user_code": "WDJB-MJHT",
        "verification_uri": "https://account.example.org/link",
        "expires_in": 1800,
        **more,
    }
    return DeviceAuthorization(**found)


def test_a_code_for_another_device():
    whole = "https://account.example.org/link?code=WDJB-MJHT"
    found = device_code_of(device(verification_uri_complete=whole), HERE, 1000.0)
    assert found is not None
    assert (found.code, found.ends, found.interval) == ("WDJB-MJHT", 2800.0, 5.0)
    assert found.complete is not None
    assert found.complete.url == whole
    assert "secret" not in repr(found)
    assert "WDJB" not in repr(found)


@pytest.mark.parametrize(
    "wrong",
    [
        {"verification_uri": "javascript:alert(1)"},
        {"verification_uri": "http://account.example.org/link"},
        {"verification_uri": "http://127.0.0.1/link"},
        {"user_code": " "},
        {"user_code": "x" * 41},
        {"user_code": "a\u0007b"},
        {"expires_in": 0},
    ],
)
def test_a_code_that_nobody_can_use(wrong: dict[str, Any]):
    assert device_code_of(device(**wrong), HERE, 0.0) is None


@pytest.mark.parametrize("picture", ["data:,x", "https://evil.example/link?code=WDJB-MJHT"])
def test_odd_times_are_put_right_and_a_bad_picture_is_left_out(picture: str):
    found = device_code_of(
        device(interval=0, expires_in=1e9, verification_uri_complete=picture), HERE, 0.0
    )
    assert found is not None
    assert (found.interval, found.ends, found.complete) == (1.0, 3600.0, None)


# --- back from the browser ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("promised", "query_", "suits"),
    [
        (False, "code=1&state=2", True),
        (True, "code=1&state=2", False),
        (False, "code=1&iss=https%3A%2F%2Faccount.example.org%2F", True),
        (True, "iss=https%3A%2F%2Faccount.example.org%2F&code=1", True),
        (False, "code=1&iss=https%3A%2F%2Fevil.example%2F", False),
        (False, "code=1&iss=", False),
    ],
)
def test_the_issuer_has_to_be_the_one_that_was_asked(promised: bool, query_: str, suits: bool):
    found = api(authorization_response_iss_parameter_supported=promised).server
    assert isinstance(found, OAuthServer)
    assert issuer_suits(found, query_) is suits


@pytest.mark.parametrize(
    ("host", "server", "one"),
    [
        ("example.org", "example.org", True),
        ("account.example.org", "example.org", True),
        ("account.example.org", "Example.org:8448", True),
        ("auth.example.org", "matrix.example.org", True),
        ("example.org", "matrix.example.org", True),
        ("account.matrix.org", "evil.example", False),
        ("evilexample.org", "example.org", False),
        ("evil.org", "example.org", False),
        ("localhost", "localhost:8008", True),
        ("127.0.0.1", "localhost", False),
    ],
)
def test_hosts_of_one_owner(host: str, server: str, one: bool):
    assert akin(host, server) is one
