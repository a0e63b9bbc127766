"""The choices of a deactivation, and what a server says of identity servers."""

from __future__ import annotations

import json

import pytest

from app.core import requests
from app.core.deactivation import Deactivation, Unbind, id_server_of, unbind_of
from app.core.encoding import encode
from app.core.errors import InputFault, InvalidInput
from app.core.requests import Token
from app.core.secret import Secret
from app.core.uia.stages import SessionAuth


@pytest.mark.parametrize("erase", [True, False])
def test_erase_is_in_every_request(erase):
    closing = Deactivation(erase=erase, id_server=None)
    first = requests.deactivate(closing, None)
    assert (first.method, first.path) == ("POST", "/_matrix/client/v3/account/deactivate")
    assert first.token is Token.REQUIRED
    assert first.body is not None
    assert json.loads(encode(first.body)[0]) == {"erase": erase}
    later = requests.deactivate(closing, SessionAuth(session=Secret("s")))
    assert later.body is not None
    assert json.loads(encode(later.body)[0]) == {"erase": erase, "auth": {"session": "s"}}


def test_an_identity_server_is_in_every_request_where_one_was_given():
    closing = Deactivation(erase=True, id_server="id.example.org")
    body = requests.deactivate(closing, None).body
    assert body is not None
    assert json.loads(encode(body)[0]) == {"erase": True, "id_server": "id.example.org"}


@pytest.mark.parametrize(
    ("said", "meaning"),
    [
        ("success", Unbind.SUCCESS),
        ("no-support", Unbind.NO_SUPPORT),
        (None, Unbind.MISSING),
        ("", Unbind.OTHER),
        ("SUCCESS", Unbind.OTHER),
        (True, Unbind.OTHER),
        (["success"], Unbind.OTHER),
        ({}, Unbind.OTHER),
    ],
)
def test_the_identity_servers_answer(said, meaning):
    assert unbind_of(said) is meaning


@pytest.mark.parametrize(
    ("typed", "host"),
    [
        ("", None),
        ("  ", None),
        ("vector.im", "vector.im"),
        (" Vector.IM:8090 ", "vector.im:8090"),
        ("[::1]:8090", "[::1]:8090"),
        ("bücher.example", "xn--bcher-kva.example"),
    ],
)
def test_an_identity_server_is_a_host_with_an_optional_port(typed, host):
    assert id_server_of(typed) == host


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("https://vector.im", InputFault.BAD_SERVER_NAME),
        ("vector.im/", InputFault.BAD_SERVER_NAME),
        ("vector.im/_matrix", InputFault.BAD_SERVER_NAME),
        ("user@vector.im", InputFault.BAD_SERVER_NAME),
        ("vector.im:99999", InputFault.BAD_SERVER_NAME),
        ("vector.im:", InputFault.BAD_SERVER_NAME),
        ("-.im", InputFault.BAD_SERVER_NAME),
        ("vector .im", InputFault.SPACES),
    ],
)
def test_anything_else_is_refused(typed, fault):
    with pytest.raises(InvalidInput) as caught:
        id_server_of(typed)
    assert caught.value.fault is fault
