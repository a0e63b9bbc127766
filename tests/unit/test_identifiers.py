from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.encoding import encode
from app.core.errors import InputFault, InvalidInput
from app.core.identifiers import (
    MatrixId,
    Origin,
    PhoneIdentifier,
    Target,
    ThreepidIdentifier,
    UserId,
    base_url_of,
    identifier_of,
    is_loopback,
    is_user_id,
    matrix_id_of,
    origin_of,
    origin_of_server,
    server_name_of,
    target_of,
    with_small_server,
)


@pytest.mark.parametrize(
    ("typed", "target"),
    [
        (
            " @alice:example.org ",
            Target(matrix_id=MatrixId("alice", "example.org"), server_name="example.org"),
        ),
        (
            "alice:Example.org",
            Target(matrix_id=MatrixId("alice", "Example.org"), server_name="example.org"),
        ),
        (
            "@a:[::1]:8008",
            Target(matrix_id=MatrixId("a", "[::1]:8008"), server_name="[::1]:8008"),
        ),
        ("example.org", Target(server_name="example.org")),
        ("example.org:8448", Target(server_name="example.org:8448")),
        ("example.org.", Target(server_name="example.org")),
        ("1.2.3.4", Target(server_name="1.2.3.4")),
        ("[2001:DB8::1]", Target(server_name="[2001:db8::1]")),
        ("bücher.example", Target(server_name="xn--bcher-kva.example")),
        (
            "https://matrix.example.org/_matrix",
            Target(origin=Origin("https", "matrix.example.org")),
        ),
        ("HTTPS://example.org:443", Target(origin=Origin("https", "example.org"))),
        ("https://example.org:8448/", Target(origin=Origin("https", "example.org", 8448))),
        ("http://localhost:8008", Target(origin=Origin("http", "localhost", 8008))),
        ("http://[::1]:8008", Target(origin=Origin("http", "::1", 8008))),
    ],
)
def test_the_one_field_takes_ids_names_and_addresses(typed, target):
    assert target_of(typed) == target


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", InputFault.EMPTY),
        ("  ", InputFault.EMPTY),
        ("@alice :example.org", InputFault.SPACES),
        ("@alice", InputFault.NO_SERVER),
        ("@alice:", InputFault.NO_SERVER),
        ("@:example.org", InputFault.NO_LOCALPART),
        ("alice@example.org", InputFault.EMAIL),
        ("@alice:exa mple", InputFault.SPACES),
        ("@alice:exam/ple", InputFault.BAD_SERVER_NAME),
        ("@" + "a" * 250 + ":example.org", InputFault.TOO_LONG),
        ("1.2.3.4.5", InputFault.BAD_SERVER_NAME),
        ("[::1", InputFault.BAD_SERVER_NAME),
        ("[::zz]", InputFault.BAD_SERVER_NAME),
        ("[::1]x", InputFault.BAD_SERVER_NAME),
        ("example.org:99999", InputFault.BAD_SERVER_NAME),
        ("-example-.org", InputFault.BAD_SERVER_NAME),
        ("https://", InputFault.BAD_SERVER_NAME),
        ("https://[::1", InputFault.BAD_SERVER_NAME),
        ("https://user:pw@example.org", InputFault.BAD_SERVER_NAME),
        ("ftp://example.org", InputFault.BAD_SCHEME),
        ("http://example.org", InputFault.NOT_LOOPBACK),
        ("http://localhost.example.org", InputFault.NOT_LOOPBACK),
        ("ex\u2024ample..org", InputFault.BAD_SERVER_NAME),
    ],
)
def test_what_cannot_be_used_is_named(typed, fault):
    with pytest.raises(InvalidInput) as caught:
        target_of(typed)
    assert caught.value.fault is fault


def test_sharp_s_is_not_double_s():
    # Under IDNA 2003 the two are one host: the password would go to somebody else.
    assert server_name_of("faß.example") != server_name_of("fass.example")


def test_unusual_localparts_are_told_and_taken():
    assert matrix_id_of("@Alice:example.org").unusual
    assert matrix_id_of("@a!b:example.org").unusual
    assert not matrix_id_of("@a-b_c.d=e/f+1:example.org").unusual
    assert str(matrix_id_of("@Alice:example.org")) == "@Alice:example.org"


def test_who_signs_in():
    assert identifier_of(" alice ") == UserId("alice")
    assert identifier_of("@alice:example.org") == UserId("@alice:example.org")
    assert identifier_of("alice@example.org") == ThreepidIdentifier("email", "alice@example.org")
    assert identifier_of("+49 (170) 123-45") == ThreepidIdentifier("msisdn", "4917012345")
    for typed, fault in (("", InputFault.EMPTY), ("a b", InputFault.SPACES)):
        with pytest.raises(InvalidInput) as caught:
            identifier_of(typed)
        assert caught.value.fault is fault


def test_identifiers_on_the_wire():
    assert encode(UserId("@a:b"))[0] == b'{"type":"m.id.user","user":"@a:b"}'
    assert encode(ThreepidIdentifier("email", "a@b"))[0] == (
        b'{"type":"m.id.thirdparty","medium":"email","address":"a@b"}'
    )
    assert encode(PhoneIdentifier("DE", "0170 1"))[0] == (
        b'{"type":"m.id.phone","country":"DE","phone":"0170 1"}'
    )


def test_loopback_alone_is_asked_without_tls():
    assert str(origin_of_server("localhost:8008")) == "http://localhost:8008"
    assert str(origin_of_server("[::1]:8008")) == "http://[::1]:8008"
    assert str(origin_of_server("example.org")) == "https://example.org"
    assert str(origin_of_server("example.org:443")) == "https://example.org"
    assert str(origin_of_server("localhost:80")) == "http://localhost"
    assert is_loopback("127.8.9.1")
    assert is_loopback("matrix.localhost")
    assert not is_loopback("10.0.0.1")
    assert not is_loopback("localhost.example.org")
    assert origin_of("http://127.0.0.1:1").loopback


@given(st.text(max_size=60))
def test_nothing_typed_breaks_the_field(text):
    for read in (target_of, identifier_of, origin_of, server_name_of):
        with contextlib.suppress(InvalidInput):
            assert read(text) is not None


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("https://example.org", ""),
        ("https://example.org/", ""),
        ("https://example.org/matrix", "/matrix"),
        ("https://example.org/matrix/", "/matrix"),
        ("https://example.org/a/b%20c/", "/a/b%20c"),
        ("https://example.org/ü", "/%C3%BC"),
        ("https://example.org/matrix/_matrix/client/versions", "/matrix"),
        ("https://example.org/_matrix/client", ""),
        ("https://example.org/?a=b#/room", ""),
    ],
)
def test_the_path_of_a_base_url_is_kept(text: str, path: str):
    found = base_url_of(text)
    assert (found.name, found.path) == ("example.org", path)
    assert base_url_of(str(found)) == found
    assert target_of(text).origin == found
    assert origin_of(text).path == ""


@pytest.mark.parametrize("path", ["/..", "/a/../b", "/%2e%2E/a", "/.", "/a//b"])
def test_a_path_that_leads_up_is_refused(path: str):
    with pytest.raises(InvalidInput):
        base_url_of(f"https://example.org{path}")


def test_an_id_is_sent_as_it_was_typed_and_its_server_looked_up_in_small_letters():
    found = target_of("@Alice:Example.ORG")
    assert str(found.matrix_id) == "@Alice:Example.ORG"
    assert found.server_name == "example.org"
    assert str(target_of("@a:Bücher.example").matrix_id) == "@a:xn--bcher-kva.example"
    assert with_small_server("@Alice:Example.ORG") == "@Alice:example.org"


@pytest.mark.parametrize("user_id", ["@:b", "@a b:c", "@Ä/=:c", "@A:b:8448"])
def test_ids_of_before_are_accepted(user_id: str):
    assert is_user_id(user_id)
    if user_id != "@:b":  # typed, a name is missing there
        assert str(target_of(user_id.replace(":c", ":c.org")).matrix_id).startswith(user_id[:2])


@pytest.mark.parametrize("user_id", ["a:b", "@a", "@a:", "@" + "x" * 255 + ":b", ""])
def test_what_is_no_user_id_is_not(user_id: str):
    assert not is_user_id(user_id)
