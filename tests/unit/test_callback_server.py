"""The door on loopback, with real sockets: one answer, a plain page, and nothing else."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from functools import partial
from urllib.parse import urlsplit

import httpx
import pytest

import app.net.callback_server
import app.operations.sign_in.browser_callback
from app.concurrency import in_thread
from app.core.errors import BrowserNotBack, ListenFailed
from app.core.oauth.callback import CODE, Answer, Approved
from app.core.secret import Secret
from app.net.callback_server import MAX_AT_ONCE, MAX_HEAD, LoopbackServer, open_callback_server
from tests.rig.person import until

STATE = Secret("the-state")
GOOD = "/callback?code=abc&state=the-state"
TLS_HELLO = b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(range(64))


def words(answer: Answer | None) -> tuple[str, str]:
    return ("No" if answer is None else "Yes", "<b>close this tab</b>")


@pytest.fixture
async def door() -> AsyncIterator[LoopbackServer]:
    found = await open_callback_server(STATE, CODE, words)
    yield found
    await found.close()


async def visit(address: str, method: str = "GET", **headers: str) -> httpx.Response:
    async with httpx.AsyncClient(trust_env=False) as client:
        return await client.request(method, address, headers=headers)


async def test_a_browser_comes_back_and_is_told_to_close_its_tab(door: LoopbackServer):
    assert door.address.startswith("http://127.0.0.1:")
    seen = await visit(f"{door.address}?code=abc&state=the-state")
    assert seen.status_code == 200
    assert "&lt;b&gt;close this tab" in seen.text
    assert "abc" not in seen.text
    assert "script" not in seen.text
    assert seen.headers["cache-control"] == "no-store"
    assert seen.headers["referrer-policy"] == "no-referrer"
    assert "default-src 'none'" in seen.headers["content-security-policy"]
    answer = await door.answer()
    assert isinstance(answer, Approved)
    assert answer.value.reveal() == "abc"


async def test_the_first_answer_counts(door: LoopbackServer):
    first = await visit(f"{door.address}?code=first&state=the-state")
    second = await visit(f"{door.address}?code=second&state=the-state")
    assert (first.status_code, second.status_code) == (200, 410)
    answer = await door.answer()
    assert isinstance(answer, Approved)
    assert answer.value.reveal() == "first"


async def test_whoever_else_knocks_does_not_close_it(door: LoopbackServer):
    base = door.address.removesuffix("/callback")
    query = "?code=evil&state=the-state"
    for address, method, headers, status in (
        (f"{door.address}?code=evil&state=guessed", "GET", {}, 409),
        (f"{door.address}?error=access_denied&state=x", "GET", {}, 409),
        (f"{base}/favicon.ico", "GET", {}, 404),
        (f"{door.address}{query}", "POST", {}, 405),
        (f"{door.address}{query}", "GET", {"Sec-Fetch-Mode": "no-cors"}, 403),
        (f"{door.address}{query}", "GET", {"Host": "evil.example"}, 421),
    ):
        seen = await visit(address, method, **headers)
        assert seen.status_code == status
        assert "No" in seen.text
    await visit(f"{door.address}?code=abc&state=the-state")
    answer = await door.answer()
    assert isinstance(answer, Approved)
    assert answer.value.reveal() == "abc"


async def talk(door: LoopbackServer, sent: bytes) -> bytes:
    port = int(door.address.split(":")[2].split("/")[0])
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(sent)
    await writer.drain()
    writer.write_eof()
    found = await reader.read()
    writer.close()
    return found


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"\x00\xff\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / SPDY/9\r\n\r\n",
        b"GET /callback HTTP/1.1\r\n",
        b"GET /" + b"x" * (2 * MAX_HEAD),
        b"GET /callback?code=abc&state=the-state\n",
        b"\r\n" * 100,
        TLS_HELLO,
    ],
)
async def test_what_is_no_request_breaks_nothing(door: LoopbackServer, sent: bytes):
    try:
        found = await talk(door, sent)
    except ConnectionError:
        found = b""
    assert b" 200 " not in found
    await visit(f"{door.address}?code=abc&state=the-state")
    assert isinstance(await door.answer(), Approved)


async def test_who_says_nothing_is_not_waited_for(door: LoopbackServer, monkeypatch):
    monkeypatch.setattr(app.net.callback_server, "REQUEST_SECONDS", 0.01)
    port = int(door.address.split(":")[2].split("/")[0])
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    assert await reader.read() == b""
    writer.close()


async def test_a_closed_door_is_gone():
    door = await open_callback_server(STATE, CODE, words)
    waiting = asyncio.ensure_future(door.answer())
    await asyncio.sleep(0)
    await door.close()
    await door.close()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    with pytest.raises(httpx.ConnectError):
        await visit(door.address)


async def test_a_talk_that_hangs_does_not_hold_the_closing_up(monkeypatch):
    monkeypatch.setattr(app.net.callback_server, "LAST_SECONDS", 0.01)
    door = await open_callback_server(STATE, CODE, words)
    port = int(door.address.split(":")[2].split("/")[0])
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET /callback")
    await writer.drain()
    await until(lambda: door._talks, "the talk")
    await door.close()
    assert not door._talks
    writer.close()


async def test_it_listens_on_loopback_alone(door: LoopbackServer):
    assert door._server is not None
    (found,) = door._server.sockets
    assert found.getsockname()[0] == "127.0.0.1"
    assert found.family is socket.AF_INET


async def test_a_system_that_gives_no_port_is_said_so(monkeypatch):
    async def no_port(*args: object, **more: object) -> None:
        raise OSError(98, "Address already in use")

    monkeypatch.setattr(asyncio, "start_server", no_port)
    with pytest.raises(ListenFailed):
        await open_callback_server(STATE, CODE, words)


async def test_a_browser_that_does_not_come_back_is_given_up(monkeypatch):
    monkeypatch.setattr(app.operations.sign_in.browser_callback, "BACK_SECONDS", 0.01)

    async def open_here(state: Secret, wants: str) -> LoopbackServer:
        return await open_callback_server(state, wants, words)

    async with app.operations.sign_in.browser_callback.opened(open_here, STATE, CODE) as door:
        with pytest.raises(BrowserNotBack):
            await app.operations.sign_in.browser_callback.answer_at(door)
    with pytest.raises(httpx.ConnectError):
        await visit(door.address)


@pytest.mark.parametrize(
    ("request_line", "headers", "status"),
    [
        (f"GET {GOOD} HTTP/1.1", ["Host: {host}"], 200),
        (f"GET {GOOD} HTTP/1.0", ["Host: {host}"], 200),
        (f"GET {GOOD} HTTP/1.1", ["Host: {host}", "Content-Length: 0"], 200),
        (f"GET {GOOD} HTTP/1.1", ["Host: {host}", "Accept: a", "Accept: b", "X: \N{SNOWMAN}"], 200),
        (f"GET {GOOD} HTTP/1.1", ["Host: {host}", "Accept: text/html,", " */*"], 200),
        (f"GET {GOOD}", [], 400),
        (f"GET {GOOD} HTTP/0.9", ["Host: {host}"], 400),
        (f"GET {GOOD} HTTP/2.0", ["Host: {host}"], 400),
        (f"HEAD {GOOD} HTTP/2.0", ["Host: {host}"], 400),
        (f"HEAD {GOOD} HTTP/1.1", ["Host: {host}", "Content-Length: 3"], 400),
        (f"GET  {GOOD} HTTP/1.1", ["Host: {host}"], 400),
        (f"GET {GOOD} HTTP/1.1", [], 400),
        (f"GET {GOOD} HTTP/1.0", [], 421),
        (f"GET {GOOD} HTTP/1.1", ["Host: {host}", "Host: {host}"], 400),
        (f"GET {GOOD} HTTP/1.1", ["Host: evil.example", "host: {host}"], 400),
        (f"GET {GOOD} HTTP/1.1", ["Host: {host}", " .evil.example"], 421),
        (f"GET {GOOD} HTTP/1.1", ["Host : {host}"], 400),
        (f"GET {GOOD} HTTP/1.1", [" Host: {host}"], 400),
        (f"GET {GOOD} HTTP/1.1", ["Host: {host}", "no colon"], 400),
        (f"GET {GOOD} HTTP/1.1", ["Host: {host}", "X: a\0b"], 400),
        (
            f"GET {GOOD} HTTP/1.1",
            ["Host: {host}", "Sec-Fetch-Mode: no-cors", "Sec-Fetch-Mode: navigate"],
            403,
        ),
        (
            f"GET {GOOD} HTTP/1.1",
            ["Host: {host}", "Sec-Fetch-Dest: document", "Sec-Fetch-Dest: document"],
            403,
        ),
        (f"GET {GOOD} HTTP/1.1", ["Host: {host}", "Sec-Fetch-Mode: navigate", "\tno-cors"], 403),
        (f"GET {GOOD} HTTP/1.1", ["Host: {host}", "Content-Length: 5"], 400),
        (f"GET {GOOD} HTTP/1.1", ["Host: {host}", "Content-Length: 5", "Content-Length: 0"], 400),
        (f"GET {GOOD} HTTP/1.1", ["Host: {host}", "Transfer-Encoding: chunked"], 400),
        (f"GET http://{{host}}{GOOD} HTTP/1.1", ["Host: {host}"], 404),
        (f"GET https://evil.example{GOOD} HTTP/1.1", ["Host: {host}"], 404),
        ("OPTIONS * HTTP/1.1", ["Host: {host}"], 404),
        ("CONNECT 127.0.0.1:443 HTTP/1.1", ["Host: {host}"], 404),
        (f"GET {GOOD} HTTP/1.1", ["Host: {host}", "X: " + "x" * MAX_HEAD], 400),
    ],
)
async def test_http_is_read_by_the_letter(
    door: LoopbackServer, request_line: str, headers: list[str], status: int
):
    host = urlsplit(door.address).netloc
    head = "\r\n".join([request_line, *headers, "", ""]).replace("{host}", host)
    found = await talk(door, head.encode() + b"hello")
    assert found.startswith(b"HTTP/1.1 %d " % status)
    assert found.count(b"HTTP/1.1") == 1
    assert found.endswith(b"</html>")


async def test_what_is_sent_behind_a_request_is_not_looked_at(door: LoopbackServer):
    line = "GET /callback?code={code}&state=the-state HTTP/1.1\r\nHost: {host}\r\n\r\n"
    host = urlsplit(door.address).netloc
    sent = "".join(line.format(code=code, host=host) for code in ("first", "second"))
    found = await talk(door, sent.encode())
    assert found.count(b"HTTP/1.1") == 1
    answer = await door.answer()
    assert isinstance(answer, Approved)
    assert answer.value.reveal() == "first"


async def test_a_head_that_comes_in_pieces_is_put_together(door: LoopbackServer):
    host = urlsplit(door.address).netloc
    port = urlsplit(door.address).port
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for byte in f"GET {GOOD} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode():
        writer.write(bytes([byte]))
        await writer.drain()
        await asyncio.sleep(0)
    assert (await reader.read()).startswith(b"HTTP/1.1 200 OK\r\n")
    writer.close()


async def test_the_answer_to_head_has_no_body(door: LoopbackServer):
    seen = await visit(f"{door.address}?code=abc&state=the-state", "HEAD")
    assert (seen.status_code, seen.text) == (405, "")


@pytest.mark.parametrize("turns", range(6))
async def test_whoever_knocks_while_the_door_closes_is_let_go(turns: int):
    """Between being taken and having a transport, a connection is nobody's."""
    door = await open_callback_server(STATE, CODE, words)
    knocking = [
        socket.create_connection(("127.0.0.1", urlsplit(door.address).port), 20) for _ in range(20)
    ]
    for _ in range(turns):
        await asyncio.sleep(0)
    await door.close()

    def seen(call: socket.socket) -> bytes:
        with call, contextlib.suppress(ConnectionResetError):
            return call.recv(1)
        return b""

    for call in knocking:
        assert await in_thread(partial(seen, call)) == b"", "its end is seen"


async def test_silent_connections_keep_no_browser_out(door: LoopbackServer):
    port = urlsplit(door.address).port
    silent = [await asyncio.open_connection("127.0.0.1", port) for _ in range(MAX_AT_ONCE + 4)]
    seen = await visit(f"{door.address}?code=abc&state=the-state")
    assert seen.status_code == 200
    for _, writer in silent:
        writer.close()


async def test_of_two_hosts_none_counts(door: LoopbackServer):
    port = urlsplit(door.address).port
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    hosts = f"Host: evil.example\r\nHost: 127.0.0.1:{port}\r\n"
    writer.write(f"GET {GOOD} HTTP/1.1\r\n{hosts}\r\n".encode())
    head = await reader.readline()
    assert b" 200 " not in head
    writer.close()
