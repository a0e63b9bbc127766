from __future__ import annotations

import json

import msgspec
import pytest

from app.core import responses
from app.core.errors import (
    ERRCODES,
    AnswerLost,
    AnswerTooLarge,
    BadRequest,
    ConnectFailed,
    Forbidden,
    MatrixError,
    NotJson,
    RateLimited,
    StageRefused,
    UnknownToken,
    Unrecognized,
    WrongShape,
    may_have_happened,
)
from app.core.reply import Reply, decode, error_of, read
from app.core.secret import Secret

CANARY = "canary-7f3a-Zq81-9c1e"


def answer(status: int, body: object, **more: object) -> Reply:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Reply(status, raw, "example.org", **more)


def test_a_success_is_typed():
    found = read(answer(200, {"user_id": "@a:b", "extra": 1}), responses.WhoAmI)
    assert found == responses.WhoAmI(user_id="@a:b", device_id=None)


def test_tokens_are_secrets_from_the_first_moment():
    body = {"user_id": "@a:b", "device_id": "D", "access_token": CANARY}
    found = read(answer(200, body), responses.LoggedIn)
    assert found.access_token == Secret(CANARY)
    assert CANARY not in repr(found)


@pytest.mark.parametrize("body", [b"", b"<html>", b'{"user_id":', b"\xff\xfe{}"])
def test_what_is_not_json_is_named(body):
    with pytest.raises(NotJson) as caught:
        read(answer(200, body), responses.WhoAmI)
    assert (caught.value.host, caught.value.status) == ("example.org", 200)


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ([], "$"),
        ({}, "$"),
        ({"user_id": 1}, "$.user_id"),
    ],
)
def test_the_wrong_shape_says_where(body, where):
    with pytest.raises(WrongShape) as caught:
        decode(answer(200, body), responses.WhoAmI)
    assert caught.value.where == where


@pytest.mark.parametrize("number", [10**30, 2**53 + 2, -1, 1.5e300])
def test_numbers_that_nothing_can_show_are_none(number: float):
    body = {"devices": [{"device_id": "D", "last_seen_ts": number}]}
    assert decode(answer(200, body), responses.Devices).devices[0].last_seen_ts is None
    backup = decode(answer(200, {"version": "1", "count": number}), responses.BackupVersion)
    assert backup.count is None


@pytest.mark.parametrize("token", ["tökén", "a b", "a\r\nX-Other: 1", "\u202e"])
def test_a_token_that_no_header_takes_is_refused(token):
    body = {"user_id": "@a:b", "device_id": "D", "access_token": token}
    with pytest.raises(WrongShape) as caught:
        decode(answer(200, body), responses.LoggedIn)
    assert token not in f"{caught.value}"


def test_a_token_of_the_wrong_type_is_refused():
    with pytest.raises(WrongShape) as caught:
        decode(
            answer(200, {"user_id": "@a:b", "device_id": "D", "access_token": 7}),
            responses.LoggedIn,
        )
    assert caught.value.where == "$.access_token"


@pytest.mark.parametrize(("errcode", "kind"), sorted(ERRCODES.items()))
def test_errcodes_become_exceptions(errcode, kind):
    error = error_of(answer(400, {"errcode": errcode, "error": "no"}))
    assert type(error) is kind
    assert (error.errcode, error.status, error.host) == (errcode, 400, "example.org")


def test_an_unknown_errcode_is_kept():
    error = error_of(answer(418, {"errcode": "ORG_EXAMPLE_TEA", "error": "short and stout"}))
    assert type(error) is MatrixError
    assert (error.errcode, error.text) == ("ORG_EXAMPLE_TEA", "short and stout")
    assert "stout" not in str(error)


@pytest.mark.parametrize("status", [404, 405])
@pytest.mark.parametrize("body", [b"<html>", {}, {"errcode": 5, "error": []}, []])
def test_a_missing_endpoint_is_known_by_its_status(status, body):
    assert type(error_of(answer(status, body))) is Unrecognized


def test_a_gateways_page_is_not_json():
    error = error_of(answer(502, b"<html>bad gateway</html>"))
    assert type(error) is NotJson
    assert error.status == 502


@pytest.mark.parametrize(
    ("body", "header", "seconds"),
    [
        ({"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 300168}, 301.0, 301.0),
        ({"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 2500}, None, 2.5),
        ({"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": -5}, None, 0.0),
        ({"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": "soon"}, None, 10.0),
        ({"errcode": "M_UNKNOWN"}, -3.0, 0.0),
        (b"slow down", None, 10.0),
        ({"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 1e20}, None, 7 * 24 * 3600.0),
    ],
)
def test_throttles_say_how_long(body, header, seconds):
    error = error_of(answer(429, body, retry_after=header))
    assert isinstance(error, RateLimited)
    assert error.retry_after == seconds


@pytest.mark.parametrize(("sent", "soft"), [(True, True), (False, False), ("yes", False)])
def test_soft_logout_is_read(sent, soft):
    error = error_of(answer(401, {"errcode": "M_UNKNOWN_TOKEN", "soft_logout": sent}))
    assert isinstance(error, UnknownToken)
    assert error.soft_logout is soft


def test_the_text_of_a_bad_request_is_dropped():
    body = {"errcode": "M_BAD_JSON", "error": f"input_value='{CANARY}'"}
    error = error_of(answer(400, body))
    assert isinstance(error, BadRequest)
    assert error.text == ""


def test_secrets_are_blanked_in_what_the_server_writes():
    body = {"errcode": "M_FORBIDDEN", "error": f"'{CANARY[:10]}' is not the password"}
    error = error_of(answer(403, body, secrets=(Secret(CANARY),)))
    assert isinstance(error, Forbidden)
    assert error.text == "'•••' is not the password"


@pytest.mark.parametrize(
    ("error", "unclear"),
    [
        (AnswerLost("h"), True),
        (ConnectFailed("h"), False),
        (NotJson("h", 200), True),
        (AnswerTooLarge("h", 200, 1), True),
        (MatrixError(500, "M_UNKNOWN", "", host="h"), True),
        (StageRefused(401, "M_FORBIDDEN", "", host="h"), False),
        (RateLimited(429, "M_LIMIT_EXCEEDED", "", host="h"), False),
    ],
)
def test_what_may_have_happened(error, unclear):
    assert may_have_happened(error) is unclear


def test_params_of_a_stage_are_read_leniently():
    def params(raw: str) -> object:
        body = f'{{"flows": [], "params": {raw}}}'.encode()
        return decode(answer(401, body), responses.UiaBody).params_by_stage().get("m.x")

    assert params('{"m.x": {"a": 1}}') == {"a": 1}
    assert params('{"m.y": {}}') is None
    assert params("null") is None
    assert params("[1]") is None
    assert decode(answer(401, {"flows": []}), responses.UiaBody).params_by_stage() == {}


def test_nesting_without_end_is_no_json():
    deep = b"[" * 200_000 + b"]" * 200_000
    assert isinstance(error_of(answer_of(b'{"errcode": ' + deep + b"}")), NotJson)
    with pytest.raises(NotJson):
        decode(answer_of(b'{"flows": [], "params": ' + deep + b"}"), responses.UiaBody)
    body = responses.UiaBody(flows=[], params=msgspec.Raw(deep))
    assert body.params_by_stage() == {}


def answer_of(body: bytes) -> Reply:
    return Reply(401, body, "example.org")
