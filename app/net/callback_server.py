"""The door on loopback to which a person's browser comes back, once.

It is open on 127.0.0.1 alone, on a port that the system chooses, for one sign-in. What it takes is
judged by `app.core.oauth.callback`; it says little, and never what it was given.
"""

from __future__ import annotations

import asyncio
import contextlib
import html
from collections.abc import Callable

from app.core.errors import ListenFailed
from app.core.oauth.callback import PATH, Answer, CallbackRequest, Rejection, judge
from app.core.secret import Secret

HOST = "127.0.0.1"
MAX_HEAD = 16 * 1024
KNOCK_SECONDS = 10.0
MAX_AT_ONCE = 16
LAST_SECONDS = 1.0
"""How long the page that was begun may take to leave, once the door closes."""

Words = Callable[[Answer | None], tuple[str, str]]
"""Title and sentence of the page: for what was taken, or for what is turned away."""


class LoopbackServer:
    """An open door.

    Args:
        port: on `HOST`.
        state: what the answer has to carry.
        wants: the parameter that holds the yes.
        words: what the browser is shown.
    """

    def __init__(self, port: int, state: Secret, wants: str, words: Words) -> None:
        self._host = f"{HOST}:{port}"
        self._state = state
        self._wants = wants
        self._words = words
        self._answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._server: asyncio.Server | None = None
        self._talks: dict[asyncio.Task[None], asyncio.StreamWriter] = {}

    @property
    def address(self) -> str:
        """Where the browser is to come back to."""
        return f"http://{self._host}{PATH}"

    def listen(self, server: asyncio.Server) -> None:
        """Take the socket over."""
        self._server = server

    async def answer(self) -> Answer:
        """Wait for the one answer."""
        return await asyncio.shield(self._answer)

    async def close(self) -> None:
        """Close it; the page that is being shown has a moment to leave."""
        server, self._server = self._server, None
        if server is None:
            return
        # A connection that was taken, and has no transport yet, is lost where its server closes
        # first: asyncio drops it without a word, open. So take no more, and let those come in.
        with contextlib.suppress(NotImplementedError):  # Windows' loops have no readers
            for listening in server.sockets:
                asyncio.get_running_loop().remove_reader(listening.fileno())
        await asyncio.sleep(0)
        server.close()
        if self._talks:
            await asyncio.wait(self._talks, timeout=LAST_SECONDS)
        for writer in self._talks.values():
            writer.transport.abort()  # the talk ends by that: nothing more comes
        if self._talks:
            await asyncio.wait(self._talks)
        self._answer.cancel()

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Hear one request and answer it."""
        task = asyncio.current_task()
        assert task is not None  # noqa: S101  # a connection has a task of its own
        self._talks[task] = writer
        try:
            if self._server is not None and len(self._talks) <= MAX_AT_ONCE:
                with contextlib.suppress(OSError, TimeoutError, EOFError, ValueError):
                    async with asyncio.timeout(KNOCK_SECONDS):
                        await self._hear(reader, writer)
        finally:
            del self._talks[task]
            writer.close()

    async def _hear(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
        except asyncio.LimitOverrunError:
            return
        knock = read_knock(head)
        found: Answer | Rejection = Rejection.MALFORMED
        if knock is not None:
            found = judge(knock, self._host, self._state, self._wants)
        if isinstance(found, Rejection):
            status, words = found.value, self._words(None)
        elif self._answer.done():  # the first one counts
            status, words = 410, self._words(None)
        else:
            self._answer.set_result(found)
            status, words = 200, self._words(found)
        writer.write(page(status, *words))
        await writer.drain()


async def open_door(state: Secret, wants: str, words: Words) -> LoopbackServer:
    """Open a door.

    Args:
        state: what the answer has to carry.
        wants: the parameter that holds the yes.
        words: what the browser is shown.

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


def read_knock(head: bytes) -> CallbackRequest | None:
    """Read the head of a request; None where it is none."""
    try:
        first, *lines = head.decode("ascii").split("\r\n")
        method, target, version = first.split(" ")
    except ValueError:
        return None
    if not version.startswith("HTTP/1."):
        return None
    headers = {}
    for line in lines:
        name, colon, value = line.partition(":")
        if colon:
            headers[name.strip().lower()] = value.strip()
    return CallbackRequest(method, target, headers)


def page(status: int, title: str, sentence: str) -> bytes:
    """Return a whole answer: a page without script, which nobody keeps."""
    body = (
        '<!DOCTYPE html><html><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{html.escape(title)}</title><style>{_STYLE}</style></head>"
        f"<body><h1>{html.escape(title)}</h1><p>{html.escape(sentence)}</p></body></html>"
    ).encode("utf-8", "replace")
    head = (
        f"HTTP/1.1 {status} {_REASONS.get(status, 'No')}\r\n"
        "Content-Type: text/html; charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\n"
        "Cache-Control: no-store\r\n"
        "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; "
        "frame-ancestors 'none'\r\n"
        "Cross-Origin-Resource-Policy: same-origin\r\n"
        "Referrer-Policy: no-referrer\r\n"
        "X-Content-Type-Options: nosniff\r\n"
        "Connection: close\r\n\r\n"
    )
    return head.encode("ascii") + body


_REASONS = {200: "OK", 410: "Gone"}
_STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:32em;margin:18vh auto 0;padding:0 1.5em;color:#1a1e29;"
    "background:#fff}h1{font-size:1.4em}@media(prefers-color-scheme:dark){body{color:#e8eaf0;"
    "background:#16181d}}"
)
