"""Local HTTP server for the callback with which a browser ends a sign-in.

It listens on 127.0.0.1 only, on a port that the system chooses, for one sign-in. Requests are
validated by `app.core.oauth.callback`; the pages it sends never repeat what was received.
"""

from __future__ import annotations

import asyncio
import contextlib
import html
from collections.abc import Callable

import h11

from app.core.errors import ListenFailed
from app.core.oauth.callback import PATH, Answer, CallbackRequest, Rejection, judge
from app.core.secret import Secret

HOST = "127.0.0.1"
MAX_HEAD = 16 * 1024
REQUEST_SECONDS = 10.0
MAX_AT_ONCE = 16
LAST_SECONDS = 1.0
"""Seconds that pages being sent get to finish, once the callback server closes."""

PageWords = Callable[[Answer | None], tuple[str, str]]
"""Title and sentence of the page: for what was taken, or for what is turned away."""


class LoopbackServer:
    """A callback server that waits for the answer of one sign-in.

    Args:
        port: port on `HOST` that it listens on.
        state: random value that the callback has to carry.
        wants: name of the parameter with the result: `CODE` or `LOGIN_TOKEN`.
        words: returns title and sentence of the page that the browser shows.
    """

    def __init__(self, port: int, state: Secret, wants: str, words: PageWords) -> None:
        self._host = f"{HOST}:{port}"
        self._state = state
        self._wants = wants
        self._words = words
        self._answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._server: asyncio.Server | None = None
        self._talks: dict[asyncio.Task[None], asyncio.StreamWriter] = {}

    @property
    def address(self) -> str:
        """The callback URL that the browser is sent to."""
        return f"http://{self._host}{PATH}"

    def listen(self, server: asyncio.Server) -> None:
        """Take over the listening asyncio server, to be closed by `close`."""
        self._server = server

    async def answer(self) -> Answer:
        """Wait for the first valid callback, and return its answer."""
        return await asyncio.shield(self._answer)

    async def close(self) -> None:
        """Stop listening; pages that are being sent get `LAST_SECONDS` to finish."""
        server, self._server = self._server, None
        if server is None:
            return
        # If the server closes before an accepted connection has its transport, asyncio drops the
        # connection silently and leaves it open. So accept no more, and let those be set up first.
        with contextlib.suppress(NotImplementedError):  # Windows' loops have no readers
            for listening in server.sockets:
                asyncio.get_running_loop().remove_reader(listening.fileno())
        await asyncio.sleep(0)
        server.close()
        if self._talks:
            await asyncio.wait(self._talks, timeout=LAST_SECONDS)
        for writer in self._talks.values():
            writer.transport.abort()  # this ends the connection's task
        if self._talks:
            await asyncio.wait(self._talks)
        self._answer.cancel()

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Read one request from a connection and answer it."""
        task = asyncio.current_task()
        assert task is not None  # noqa: S101  # a connection has a task of its own
        self._talks[task] = writer
        if len(self._talks) > MAX_AT_ONCE:  # silent ones must not keep the browser out
            next(iter(self._talks.values())).transport.abort()
        try:
            if self._server is not None:
                with contextlib.suppress(OSError, TimeoutError, EOFError, ValueError):
                    async with asyncio.timeout(REQUEST_SECONDS):
                        await self._hear(reader, writer)
        finally:
            del self._talks[task]
            writer.close()

    async def _hear(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        http = h11.Connection(h11.SERVER, max_incomplete_event_size=MAX_HEAD)
        request: CallbackRequest | None = None
        found: Answer | Rejection = Rejection.MALFORMED
        with contextlib.suppress(h11.RemoteProtocolError):
            request = await read_request(http, reader)
            found = judge(request, self._host, self._state, self._wants)
        if isinstance(found, Rejection):
            status, words = found.value, self._words(None)
        elif self._answer.done():  # the first one counts
            status, words = 410, self._words(None)
        else:
            self._answer.set_result(found)
            status, words = 200, self._words(found)
        alone = request is not None and request.method == "HEAD"
        if request is None:  # h11 may hold the answer against what it understood of the request
            http = h11.Connection(h11.SERVER)
        writer.write(reply(http, status, page(*words), head_alone=alone))
        await writer.drain()


async def open_callback_server(state: Secret, wants: str, words: PageWords) -> LoopbackServer:
    """Start a callback server on a free port of loopback.

    Args:
        state: random value that the callback has to carry.
        wants: name of the parameter with the result: `CODE` or `LOGIN_TOKEN`.
        words: returns title and sentence of the page that the browser shows.

    Raises:
        ListenFailed: the system gives no port.
    """
    doors: list[LoopbackServer] = []

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await doors[0].talk(reader, writer)

    try:
        server = await asyncio.start_server(talk, HOST, 0, limit=MAX_HEAD)
    except OSError:
        raise ListenFailed from None
    door = LoopbackServer(server.sockets[0].getsockname()[1], state, wants, words)
    doors.append(door)
    door.listen(server)
    return door


async def read_request(http: h11.Connection, reader: asyncio.StreamReader) -> CallbackRequest:
    """Read one request without a body from a new connection.

    Whatever follows on the same connection is ignored.

    Args:
        http: h11's state of the connection, in the role of the server.
        reader: stream that the request comes from.

    Raises:
        h11.RemoteProtocolError: the request is no HTTP/1.0 or HTTP/1.1, its head is larger than
            `MAX_HEAD`, or there is a body.
        EOFError: the connection was closed before a request came.
    """
    left = MAX_HEAD
    while (head := http.next_event()) is h11.NEED_DATA:
        if not left:
            raise h11.RemoteProtocolError("the head is too large")
        data = await reader.read(left)
        left -= len(data)
        http.receive_data(data)
    if not isinstance(head, h11.Request):
        raise EOFError
    if not head.http_version.startswith(b"1."):
        raise h11.RemoteProtocolError("another version of HTTP")
    if not isinstance(http.next_event(), h11.EndOfMessage):
        raise h11.RemoteProtocolError("there is a body")
    headers: dict[str, str] = {}
    for raw_name, raw_value in head.headers:
        name, value = raw_name.decode("ascii"), raw_value.decode("latin-1")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return CallbackRequest(head.method.decode("ascii"), head.target.decode("ascii"), headers)


def reply(http: h11.Connection, status: int, body: bytes, *, head_alone: bool) -> bytes:
    """Return a complete HTTP response as bytes; it announces that the connection closes.

    Args:
        http: h11's state of the connection that the request was read from.
        status: HTTP status.
        body: the page.
        head_alone: whether to leave the body out, as for HEAD.
    """
    length = ("Content-Length", str(len(body)))
    head = h11.Response(
        status_code=status, headers=[*_HEADERS, length], reason=_REASONS.get(status, b"No")
    )
    events = (head,) if head_alone else (head, h11.Data(data=body))
    return b"".join(http.send(event) or b"" for event in events)


def page(title: str, sentence: str) -> bytes:
    """Return an HTML page in UTF-8, without scripts."""
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{html.escape(title)}</title><style>{_STYLE}</style></head>"
        f"<body><h1>{html.escape(title)}</h1><p>{html.escape(sentence)}</p></body></html>"
    ).encode("utf-8", "replace")


_HEADERS = (
    ("Content-Type", "text/html; charset=utf-8"),
    ("Cache-Control", "no-store"),
    (
        "Content-Security-Policy",
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    ),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("Connection", "close"),
)
_REASONS = {200: b"OK", 410: b"Gone"}
_STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:32em;margin:18vh auto 0;padding:0 1.5em;color:#1a1e29;"
    "background:#fff}h1{font-size:1.4em}@media(prefers-color-scheme:dark){body{color:#e8eaf0;"
    "background:#16181d}}"
)
