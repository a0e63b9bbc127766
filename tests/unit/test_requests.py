"""Requests as the specification has them: method, path, token, body."""

from __future__ import annotations

import json

import pytest

from app.core import requests
from app.core.encoding import encode
from app.core.identifiers import UserId
from app.core.requests import PasswordChange, PasswordLogin, Request, Token
from app.core.secret import Secret
from app.core.uia.stages import PASSWORD, PasswordAnswer, encode_answer

CANARY = "canary-7f3a-Zq81-9c1e"


def sent(request: Request[object]) -> object:
    assert request.body is not None
    return json.loads(encode(request.body)[0])


@pytest.mark.parametrize(
    ("request_", "method", "path", "token"),
    [
        (requests.versions(), "GET", "/_matrix/client/versions", Token.NEVER),
        (requests.well_known_client(), "GET", "/.well-known/matrix/client", Token.NEVER),
        (requests.well_known_support(), "GET", "/.well-known/matrix/support", Token.NEVER),
        (requests.login_flows(), "GET", "/_matrix/client/v3/login", Token.NEVER),
        (requests.password_policy(), "GET", "/_matrix/client/v3/password_policy", Token.NEVER),
        (requests.logout(), "POST", "/_matrix/client/v3/logout", Token.REQUIRED),
        (requests.whoami(), "GET", "/_matrix/client/v3/account/whoami", Token.REQUIRED),
        (requests.capabilities(), "GET", "/_matrix/client/v3/capabilities", Token.REQUIRED),
        (requests.devices(), "GET", "/_matrix/client/v3/devices", Token.REQUIRED),
        (requests.threepids(), "GET", "/_matrix/client/v3/account/3pid", Token.REQUIRED),
        (requests.backup_version(), "GET", "/_matrix/client/v3/room_keys/version", Token.REQUIRED),
    ],
)
def test_endpoints(request_, method, path, token):
    assert (request_.method, request_.path, request_.token) == (method, path, token)
    assert request_.limit == 1024 * 1024


def test_signing_in():
    request = requests.login(
        PasswordLogin(
            identifier=UserId("@alice:example.org"),
            password=Secret(CANARY),
            initial_device_display_name="Latchkey on Linux",
        )
    )
    assert (request.method, request.path) == ("POST", "/_matrix/client/v3/login")
    assert request.token is Token.NEVER
    assert CANARY not in repr(request)
    assert sent(request) == {
        "type": "m.login.password",
        "identifier": {"type": "m.id.user", "user": "@alice:example.org"},
        "password": CANARY,
        "initial_device_display_name": "Latchkey on Linux",
    }


def test_logging_out_sends_an_empty_object():
    assert sent(requests.logout()) == {}


@pytest.mark.parametrize("logout_devices", [True, False])
def test_changing_the_password_says_every_choice_every_time(logout_devices):
    change = PasswordChange(Secret(CANARY), logout_devices=logout_devices)
    first = requests.change_password(change, None)
    assert (first.method, first.path) == ("POST", "/_matrix/client/v3/account/password")
    assert first.token is Token.IF_THERE
    assert CANARY not in repr(first)
    assert sent(first) == {"new_password": CANARY, "logout_devices": logout_devices}
    answer = PasswordAnswer(UserId("@alice:example.org"), Secret("old"))
    auth = encode_answer(PASSWORD, answer, Secret("session-key"))
    assert sent(requests.change_password(change, auth)) == {
        "new_password": CANARY,
        "logout_devices": logout_devices,
        "auth": {
            "type": "m.login.password",
            "session": "session-key",
            "identifier": {"type": "m.id.user", "user": "@alice:example.org"},
            "password": "old",
        },
    }
