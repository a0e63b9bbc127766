"""Serves an ASGI application on loopback, with control of each connection.

An ASGI application cannot break a connection: it can neither reset it, nor stop in the middle of a
body, nor leave a request without an answer. `Exchange` can.
"""

from __future__ import annotations

import asyncio
import json
import logging
import socket
import ssl
import struct
import threading
import uuid
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, TypeAlias

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from tests.rig.process import PATIENCE_SECONDS

Scope: TypeAlias = MutableMapping[str, Any]
Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
Application: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]
Handler: TypeAlias = Callable[["Exchange"], Awaitable[None]]

JSON = {"content-type": "application/json"}


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole HTTP answer.

    Attributes:
        status: HTTP status.
        body: as sent.
        headers: by name; the length is added.
    """

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=lambda: JSON)


def says(status: int, body: object, **headers: str) -> Answer:
    """Return an answer in JSON; in header names, ``_`` stands for ``-``."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status, json.dumps(body).encode(), {**JSON, **named})


class Exchange:
    """One request, and the connection that it came by.

    Attributes:
        scope: the ASGI scope.
        method: HTTP method.
        path: without the query.
        query: as sent.
        headers: by lower-case name.
        body: the whole body.
    """

    def __init__(self, scope: Scope, body: bytes, receive: Receive, send: Send) -> None:
        self.scope = scope
        self.method: str = scope["method"]
        self.path: str = scope["path"]
        self.query: str = scope["query_string"].decode()
        self.headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        self.body = body
        self._transport: asyncio.Transport = scope["state"]["transport"]
        self._receive = receive
        self._send = send

    @property
    def key(self) -> str:
        """Method and path, as scripts name a request."""
        return f"{self.method} {self.path}"

    def json(self) -> Any:
        """Return the body, decoded.

        Raises:
            ValueError: it is not JSON.
        """
        return json.loads(self.body)

    async def answer(self, answer: Answer) -> None:
        """Send a whole answer."""
        await self.start(answer.status, answer.headers, len(answer.body))
        await self.send(answer.body, more=False)

    async def start(self, status: int, headers: Mapping[str, str], length: int | None) -> None:
        """Send status and headers alone, with a content length or none."""
        announced = {} if length is None else {"content-length": str(length)}
        pairs = [(n.encode(), v.encode()) for n, v in {**headers, **announced}.items()]
        await self._send({"type": "http.response.start", "status": status, "headers": pairs})

    async def send(self, part: bytes, *, more: bool = True) -> None:
        """Send a part of the body."""
        await self._send({"type": "http.response.body", "body": part, "more_body": more})

    async def reset(self) -> None:
        """Reset the connection, as a crashed server or a cut cable does."""
        if not self._transport.is_closing():  # the caller may have gone already
            connection = self._transport.get_extra_info("socket")
            linger = struct.pack("ii", 1, 0)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            self._transport.abort()
        await self.gone()

    async def close(self) -> None:
        """Close the connection without a reset, even if the answer is incomplete."""
        self._transport.close()
        await self.gone()

    async def gone(self) -> None:
        """Wait until the connection is closed."""
        while (await self._receive())["type"] != "http.disconnect":
            continue


async def capture(app: Application, exchange: Exchange) -> Answer:
    """Return an ASGI application's answer to a request, without sending it."""
    heads: list[Message] = []
    parts: list[bytes] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": exchange.body, "more_body": False}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            heads.append(message)
        else:
            parts.append(message.get("body", b""))

    await app(exchange.scope, receive, send)
    headers = {name.decode(): value.decode() for name, value in heads[0]["headers"]}
    headers.pop("content-length", None)
    return Answer(heads[0]["status"], b"".join(parts), headers)


class _Protocol(H11Protocol):
    """uvicorn's protocol, which passes its transport to the application."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # uvicorn says so as well
        # asyncio does so for sockets of its own only: head and body would be 40 ms apart.
        found = transport.get_extra_info("socket")
        found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        super().connection_made(transport)
        self.app_state = {**self.app_state, "transport": transport}


class Served:
    """Serve a handler on a free port of loopback, in a thread with a loop of its own.

    Args:
        handle: answers each request, or breaks its connection.
        tls: TLS context for https; plain http if None.

    Attributes:
        port: on 127.0.0.1.
        base_url: of the server, under the name localhost.
    """

    def __init__(self, handle: Handler, *, tls: ssl.SSLContext | None = None) -> None:
        self._handle = handle
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self.base_url = f"{'http' if tls is None else 'https'}://localhost:{self.port}"
        config = uvicorn.Config(
            self._app,
            interface="asgi3",
            http=_Protocol,
            ws="none",
            lifespan="off",
            log_config=None,
            log_level=logging.CRITICAL,  # a handler that breaks is kept, and raised at the end
            access_log=False,
            proxy_headers=False,
        )
        config.load()
        config.ssl = tls
        self._server = uvicorn.Server(config)
        name = f"served-{uuid.uuid4().hex[:8]}"
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._ready = threading.Event()
        self._mistake: BaseException | None = None

    def __enter__(self) -> Served:
        self._thread.start()
        if not self._ready.wait(PATIENCE_SECONDS):
            raise RuntimeError("the server did not start")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.should_exit = self._server.force_exit = True
        self._thread.join(PATIENCE_SECONDS)
        self._socket.close()
        if error is None and self._mistake is not None:
            raise AssertionError("a handler broke") from self._mistake

    def _run(self) -> None:
        async def live() -> None:
            asyncio.get_running_loop().call_soon(self._ready.set)
            await self._server.serve(sockets=[self._socket])
            # uvicorn leaves those open whose request has no answer yet.
            for connection in list(self._server.server_state.connections):
                connection.transport.abort()

        asyncio.run(live())

    async def _app(self, scope: Scope, receive: Receive, send: Send) -> None:
        body, more = b"", True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            body += message.get("body", b"")
            more = message.get("more_body", False)
        exchange = Exchange(scope, body, receive, send)
        try:
            await self._handle(exchange)
        except asyncio.CancelledError:
            raise
        except BaseException as mistake:
            self._mistake = self._mistake or mistake
            raise
