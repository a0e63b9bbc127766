"""The client on a transport of ours: origin lock, limits, redirects, retries, faults by name."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import socket
import ssl
import tracemalloc
import zlib
from typing import Any

import httpx
import pytest

import app.net.client
from app.core import requests
from app.core.errors import (
    AnswerLost,
    AnswerTooLarge,
    CertificateFault,
    CertificateReason,
    ConnectFailed,
    ConnectionFault,
    ConnectTimedOut,
    HostNotFound,
    InvalidAddress,
    LocalProtocolError,
    NotJson,
    ProxyFault,
    RateLimited,
    Redirected,
)
from app.core.identifiers import Origin, UserId, origin_of
from app.core.requests import PasswordLogin, Request
from app.core.responses import Empty
from app.core.secret import Secret
from app.net.client import HttpClient
from tests.mock_homeserver import ORIGIN, TLS, V3, MockHomeserver, html, no, ok
from tests.rig.process import PATIENCE_SECONDS, free_port

VERSIONS = "GET /_matrix/client/versions"


class Pauses(list[float]):
    async def __call__(self, seconds: float) -> None:
        self.append(seconds)


async def test_a_request_carries_its_token_in_the_header_alone():
    server = MockHomeserver()
    client = server.client(token=Secret("t0ken-canary"))
    await client.call(requests.whoami())
    [request] = server.requests
    assert request.headers["Authorization"] == "Bearer t0ken-canary"
    assert "t0ken" not in str(request.url)
    assert request.headers["Accept-Encoding"] == "identity"
    await client.close()


async def test_what_needs_no_token_goes_without():
    server = MockHomeserver()
    await server.client(token=Secret("t0ken-canary")).call(requests.versions())
    assert "Authorization" not in server.requests[0].headers


async def test_a_session_is_needed_where_one_is():
    with pytest.raises(LocalProtocolError):
        await MockHomeserver().client().call(requests.whoami())


@pytest.mark.parametrize(
    "path", ["https://evil.example/x", ".evil.example/x", "@evil.example/x", ":81/x", "x"]
)
async def test_a_client_is_locked_to_its_origin(path):
    server = MockHomeserver()
    with pytest.raises(LocalProtocolError):
        await server.client(token=Secret("t")).exchange(Request("GET", path, Empty))
    assert server.requests == []


@pytest.mark.parametrize(
    "origin", ["https://[2001:db8::1]:8448", "https://bücher.example", "http://localhost:8008"]
)
async def test_any_host_can_be_an_origin(origin):
    server = MockHomeserver()
    await server.client(origin).call(requests.versions())
    assert str(server.requests[0].url).startswith(str(origin_of(origin)))


async def test_redirects_are_never_followed():
    there = httpx.Response(307, headers={"Location": "https://evil.example/"})
    server = MockHomeserver({VERSIONS: there})
    with pytest.raises(Redirected) as caught:
        await server.client(token=Secret("t")).call(requests.versions())
    assert caught.value.location == "https://evil.example/"
    assert "evil" not in str(caught.value)
    assert len(server.requests) == 1


@pytest.mark.parametrize("status", [302, 304])
async def test_a_redirect_to_nowhere_is_no_answer(status):
    server = MockHomeserver({VERSIONS: httpx.Response(status)})
    with pytest.raises(NotJson):
        await server.client().call(requests.versions())


async def test_an_answer_is_read_up_to_its_limit():
    server = MockHomeserver({VERSIONS: httpx.Response(200, content=b"x" * (1024 * 1024 + 1))})
    with pytest.raises(AnswerTooLarge) as caught:
        await server.client().call(requests.versions())
    assert caught.value.limit == 1024 * 1024


def packed_by(pack: Any, encoding: str, content: bytes = b'{"versions": ["v1.1"]}') -> HttpClient:
    """Return a client of a server that packs its answers although it was asked not to."""

    async def handle(request: httpx.Request) -> httpx.Response:
        stream = httpx.ByteStream(pack(content))
        return httpx.Response(200, stream=stream, headers={"Content-Encoding": encoding})

    server = MockHomeserver()
    server.handle = handle
    return server.client()


def raw_deflate(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


@pytest.mark.parametrize(
    ("pack", "encoding"),
    [
        (gzip.compress, "gzip"),
        (gzip.compress, "X-GZip"),
        (zlib.compress, "deflate"),
        (raw_deflate, "deflate"),
        (bytes, "identity"),
    ],
)
async def test_what_is_packed_is_unpacked(pack: Any, encoding: str):
    found = await packed_by(pack, encoding).call(requests.versions())
    assert found.versions == ("v1.1",)


@pytest.mark.parametrize(("pack", "encoding"), [(bytes, "gzip"), (gzip.compress, "br")])
async def test_what_cannot_be_unpacked_is_no_json(pack: Any, encoding: str):
    with pytest.raises(NotJson):
        await packed_by(pack, encoding).call(requests.versions())


async def test_what_unpacks_to_too_much_is_too_large():
    """A mebibyte of packed zeros is a gibibyte."""
    bomb = packed_by(gzip.compress, "gzip", b"0" * 64 * 1024 * 1024)
    tracemalloc.start()
    with pytest.raises(AnswerTooLarge):
        await bomb.call(requests.versions())
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 80 * 1024 * 1024  # the bomb itself, and no second one


async def test_cookies_are_not_kept():
    server = MockHomeserver({VERSIONS: ok({"versions": []}, **{"Set-Cookie": "a=b; Path=/"})})
    client = server.client()
    await client.call(requests.versions())
    await client.call(requests.versions())
    assert [each.headers.get("Cookie") for each in server.requests] == [None, None]


@pytest.mark.parametrize("name", [".", ".."])
async def test_an_id_is_a_segment_of_its_own(name: str):
    server = MockHomeserver()
    client = server.client(token=Secret("t"))
    await client.exchange(requests.rename_device(name, "x"))
    dots = "%2E" * len(name)
    assert server.requests[0].url.raw_path.decode() == f"{V3}/devices/{dots}"


async def test_whatever_a_library_raises_once_a_request_has_left_means_a_lost_answer():
    for error in (httpx.InvalidURL("x"), UnicodeError("x"), ValueError("x"), KeyError("x")):
        server = MockHomeserver({VERSIONS: error})
        with pytest.raises(AnswerLost):
            await server.client(sleep=Pauses()).call(requests.versions())


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (httpx.ConnectTimeout("x"), ConnectTimedOut),
        (httpx.ConnectError("x"), ConnectFailed),
        (httpx.ReadTimeout("x"), AnswerLost),
        (httpx.ReadError("x"), AnswerLost),
        (httpx.RemoteProtocolError("x"), AnswerLost),
        (httpx.WriteError("x"), AnswerLost),
        (httpx.ProxyError("x"), ProxyFault),
        (httpx.LocalProtocolError("x"), ConnectFailed),
        (TimeoutError(), AnswerLost),
    ],
)
async def test_faults_of_the_wire_have_names(fault, error):
    server = MockHomeserver({f"POST {V3}/logout": fault})
    with pytest.raises(error) as caught:
        await server.client(token=Secret("t")).call(requests.logout())
    assert caught.value.host == "matrix.example.org"
    assert caught.value.__cause__ is None
    assert len(server.requests) == 1, "a POST goes out once"


async def test_an_unknown_host_is_told_from_a_dead_one():
    fault = httpx.ConnectError("x")
    fault.__cause__ = socket.gaierror(-2, "Name or service not known")
    with pytest.raises(HostNotFound):
        await MockHomeserver({VERSIONS: fault}).client(sleep=Pauses()).call(requests.versions())


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (10, CertificateReason.EXPIRED),
        (9, CertificateReason.NOT_YET_VALID),
        (18, CertificateReason.SELF_SIGNED),
        (20, CertificateReason.UNKNOWN_ISSUER),
        (62, CertificateReason.WRONG_NAME),
        (1, CertificateReason.OTHER),
    ],
)
async def test_certificate_faults_have_reasons_and_are_not_tried_again(code, reason):
    inner = ssl.SSLCertVerificationError()
    inner.verify_code = code
    fault = httpx.ConnectError("x")
    fault.__context__ = inner
    server = MockHomeserver({VERSIONS: fault})
    with pytest.raises(CertificateFault) as caught:
        await server.client().call(requests.versions())
    assert caught.value.reason is reason
    assert len(server.requests) == 1


async def test_gets_are_tried_again_after_faults_of_the_connection():
    pauses = Pauses()
    good = ok({"versions": []})
    server = MockHomeserver({VERSIONS: [httpx.ConnectError("x"), httpx.ReadError("x"), good]})
    await server.client(sleep=pauses).call(requests.versions())
    assert pauses == [0.5, 1.5]


async def test_gets_give_up_after_three():
    server = MockHomeserver({VERSIONS: httpx.ConnectError("x")})
    with pytest.raises(ConnectFailed):
        await server.client(sleep=Pauses()).call(requests.versions())
    assert len(server.requests) == 3


@pytest.mark.parametrize("status", [502, 503, 504])
async def test_gets_are_tried_again_while_a_gateway_is_out_of_order(status):
    pauses = Pauses()
    wait = httpx.Response(status, headers={"Retry-After": "7"})
    server = MockHomeserver({VERSIONS: [wait, html(status), ok({"versions": []})]})
    await server.client(sleep=pauses).call(requests.versions())
    assert pauses == [7.0, 1.5]


async def test_a_long_wait_is_for_a_person_to_see():
    wait = httpx.Response(503, headers={"Retry-After": "3600"})
    server = MockHomeserver({VERSIONS: wait})
    reply = await server.client().exchange(requests.versions())
    assert (reply.status, reply.retry_after) == (503, 3600.0)


@pytest.mark.parametrize("status", [500, 429, 403])
async def test_other_refusals_are_not_tried_again(status):
    server = MockHomeserver({VERSIONS: no(status, "M_UNKNOWN")})
    await server.client().exchange(requests.versions())
    assert len(server.requests) == 1


@pytest.mark.parametrize("status", [502, 503, 429])
async def test_posts_are_never_sent_twice(status):
    server = MockHomeserver({f"POST {V3}/logout": html(status)})
    await server.client(token=Secret("t")).exchange(requests.logout())
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("301", 301.0),
        ("-5", 0.0),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0),
        ("soon", 10.0),
        ("9" * 400, 7 * 24 * 3600.0),
        ("Wed, 21 Oct 9999 07:28:00 GMT", 7 * 24 * 3600.0),
        ("Mon, 01 Jan 99999999999999999999 00:00:00 GMT", 10.0),
        ("Mon, 01 Jan 2026 00:00:00 +99999999999999999999", 10.0),
    ],
)
async def test_retry_after_is_a_number_or_a_date(header, seconds):
    throttle = httpx.Response(429, json={}, headers={"Retry-After": header})
    server = MockHomeserver({f"POST {V3}/logout": throttle})
    with pytest.raises(RateLimited) as caught:
        await server.client(token=Secret("t")).call(requests.logout())
    assert caught.value.retry_after == seconds


def test_a_proxy_that_cannot_be_one_is_named(monkeypatch):
    monkeypatch.delenv("NO_PROXY")
    monkeypatch.setenv("HTTPS_PROXY", "gopher://proxy.example")
    with pytest.raises(ProxyFault):
        HttpClient(ORIGIN, tls=TLS)


async def test_socks_proxies_are_taken(monkeypatch):
    monkeypatch.delenv("NO_PROXY")
    monkeypatch.setenv("ALL_PROXY", f"socks5://127.0.0.1:{free_port()}")
    client = HttpClient(ORIGIN, tls=TLS, sleep=Pauses())
    with pytest.raises(ConnectionFault):
        await client.call(requests.versions())
    await client.close()


@pytest.mark.parametrize(
    ("host", "path"), [("example.org", "/" + "x" * 70_000), ("xn--zzzzzzz99.example", "/q")]
)
async def test_an_address_that_cannot_be_parsed_is_refused_at_once(host, path):
    server, pauses = MockHomeserver(), Pauses()
    client = server.client(Origin("https", host), sleep=pauses)
    with pytest.raises(InvalidAddress) as caught:
        await client.exchange(Request("GET", path, Empty))
    assert caught.value.host == host
    assert (pauses, server.requests) == ([], [])


@pytest.mark.parametrize(
    "location",
    [
        "https://xn--zzzzzzz99.example/",
        "//xn--zzzzzzz99.example/",
        "https://[::1",
        "https://evil.example:port/",
        "/" + "x" * 70_000,
    ],
)
async def test_a_redirect_is_an_answer_wherever_it_leads(location):
    pauses = Pauses()
    there = httpx.Response(302, headers={"Location": location})
    server = MockHomeserver({VERSIONS: there})
    with pytest.raises(Redirected) as caught:
        await server.client(sleep=pauses).call(requests.versions())
    assert caught.value.location == location
    assert (pauses, len(server.requests)) == ([], 1)


@contextlib.asynccontextmanager
async def three_at_once():
    """Serve three requests, none before all three have come; queue each connection that ends."""
    waiting = asyncio.Barrier(3)
    ended: asyncio.Queue[bytes] = asyncio.Queue()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        await waiting.wait()
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
        ended.put_nowait(await reader.read())
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        client = HttpClient(Origin("http", "127.0.0.1", port), tls=TLS)
        await asyncio.gather(*(client.exchange(Request("GET", "/", Empty)) for _ in range(3)))
        yield client, ended


@pytest.mark.parametrize("turns", range(1, 6))
async def test_closing_closes_all_connections_although_it_is_cancelled(turns: int):
    """Httpx forgets its connections first, and closes them one after the other."""
    async with three_at_once() as (client, ended):
        closing = asyncio.create_task(client.close())
        for _ in range(turns):
            await asyncio.sleep(0)
        closing.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await closing
        async with asyncio.timeout(PATIENCE_SECONDS):
            for _ in range(3):
                await ended.get()


ODD_HEADS = [
    b"X-Name : value",
    b" X-Folded: value",
    b"no colon at all",
    b"X-Null: a\x00b",
    b"X-\xfcml\xe4ut: value",
    b": no name",
    b"X Two: words",
    b"Set-Cookie: a=\x01",
]


@contextlib.asynccontextmanager
async def answering(*answers: bytes):
    """Serve these answers to the requests of one connection after the other, as bytes."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):  # a client that has had enough
            for answer in answers:
                await reader.readuntil(b"\r\n\r\n")
                for at in range(0, len(answer), 7):  # in pieces, as a network may deliver them
                    writer.write(answer[at : at + 7])
                    await writer.drain()
            await reader.read()
        writer.close()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        client = HttpClient(Origin("http", "127.0.0.1", port), tls=TLS)
        yield client
        await client.close()


def written(*lines: bytes, body: bytes = b'{"versions": ["v1.1"]}') -> bytes:
    head = b"\r\n".join([b"HTTP/1.1 200 OK", b"Content-Length: %d" % len(body), *lines])
    return head + b"\r\n\r\n" + body


@pytest.mark.parametrize("line", ODD_HEADS)
async def test_a_header_line_that_breaks_the_grammar_costs_itself(line: bytes):
    async with answering(written(line, b"Retry-After: 3"), written(line)) as client:
        for _ in range(2):  # on the same connection
            reply = await client.exchange(requests.versions())
            assert reply.body == b'{"versions": ["v1.1"]}'


async def test_what_stands_in_a_body_is_no_header():
    body = b'{"versions": []}\r\n\r\nHTTP/1.1 200 OK\r\nodd\r\n\r\n'
    async with answering(written(body=body)) as client:
        assert (await client.exchange(requests.versions())).body == body


async def test_an_interim_answer_may_be_odd_as_well():
    interim = b"HTTP/1.1 103 Early Hints\r\nodd\r\n\r\n"
    async with answering(interim + written(b"odd")) as client:
        assert (await client.exchange(requests.versions())).ok


async def test_a_folded_line_is_no_header_of_its_own():
    folded = (b"X-Note: see", b" Content-Length: 7", b"\tLocation: https://evil.example/")
    async with answering(written(*folded)) as client:
        assert (await client.exchange(requests.versions())).ok


async def test_interim_answers_have_an_end():
    without_end = b"HTTP/1.1 100 \r\n\r\n" * 2000
    async with answering(without_end) as client:
        client._sleep = Pauses()
        with pytest.raises(AnswerLost):
            await client.call(requests.login(PasswordLogin(UserId("@a:b"), Secret("x"))))


@pytest.mark.parametrize("fault", [httpx.ReadError("x"), html(503)])
async def test_a_get_that_has_taken_long_is_not_tried_again(fault, monkeypatch):
    monkeypatch.setattr(app.net.client, "TRIES_SECONDS", -1.0)
    server, pauses = MockHomeserver({VERSIONS: fault}), Pauses()
    with contextlib.suppress(AnswerLost):
        await server.client(sleep=pauses).exchange(requests.versions())
    assert (len(server.requests), pauses) == (1, [])


@pytest.mark.parametrize("path", ["/../_matrix/client/versions", "/a/../../x", "x"])
async def test_a_client_beneath_a_path_sends_nothing_above_it(path: str):
    server = MockHomeserver()
    client = server.client(Origin("https", "example.org", path="/matrix"), token=Secret("t"))
    with pytest.raises(LocalProtocolError):
        await client.exchange(Request("GET", path, Empty))
    assert server.requests == []
