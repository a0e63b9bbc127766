"""Read the heads of responses that h11 refuses: other programs reach those servers, too.

h11 refuses a response for one header line that breaks the grammar of HTTP (RFC 9112, section 5),
though it may be one that nobody reads. Such lines are mended or dropped on their way from the
network, before h11 sees them.
"""

from __future__ import annotations

import re
import ssl
import typing
from collections.abc import Iterable

import httpcore

MOST_INTERIM = 20
"""Interim responses (1xx) before the final one."""

MOST_HEAD = 100 * 1024
"""Bytes of a head that are looked at; h11 refuses a longer one itself."""

_NAME = re.compile(rb"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_VALUE = re.compile(rb"[\t \x21-\x7e\x80-\xff]*")
_END = re.compile(rb"\r?\n\r?\n")
_INTERIM = re.compile(rb"HTTP/1\.[01] 1\d\d\b")


def accept_odd_heads(transports: Iterable[object]) -> None:
    """Make the pools of a client's transports read odd heads.

    Args:
        transports: httpx's; they have no other place for that than their pools.
    """
    for transport in transports:
        pool = getattr(transport, "_pool", None)
        if isinstance(pool, httpcore.AsyncConnectionPool):
            pool._network_backend = _Backend(pool._network_backend)


def mended(head: bytes) -> bytes:
    """Return a head whose lines h11 reads: odd ones are mended, or dropped.

    Args:
        head: the status line and the header lines, with the empty line at the end.
    """
    first, *lines = re.split(rb"\r?\n", _END.split(head, maxsplit=1)[0])
    kept = [first]
    for line in lines:
        name, colon, value = line.partition(b":")
        name = name.rstrip(b" \t")  # white space in front continues the line before: it is dropped
        if colon and _NAME.fullmatch(name) and _VALUE.fullmatch(value):
            kept.append(name + b":" + value)
    return b"\r\n".join(kept) + b"\r\n\r\n"


class _Stream(httpcore.AsyncNetworkStream):
    """A connection that mends the head after each request."""

    def __init__(self, inner: httpcore.AsyncNetworkStream) -> None:
        self._inner = inner
        self._awaits_head = False
        self._ready = b""
        self._came = b""
        self._interim = 0

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109  # httpcore's
        if not self._ready:
            if not self._awaits_head:
                return await self._inner.read(max_bytes, timeout)
            self._ready = await self._head(max_bytes, timeout)
        found, self._ready = self._ready[:max_bytes], self._ready[max_bytes:]
        return found

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109  # httpcore's
        await self._inner.write(buffer, timeout)
        self._awaits_head, self._interim = True, 0

    async def aclose(self) -> None:
        await self._inner.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109  # httpcore's
    ) -> httpcore.AsyncNetworkStream:
        return _Stream(await self._inner.start_tls(ssl_context, server_hostname, timeout))

    def get_extra_info(self, info: str) -> typing.Any:
        return self._inner.get_extra_info(info)

    async def _head(self, max_bytes: int, timeout: float | None) -> bytes:  # noqa: ASYNC109  # httpcore's
        """Read one head; return it mended, with what has come behind it unless it is interim."""
        searched = 0
        while (end := _END.search(self._came, searched)) is None and len(self._came) <= MOST_HEAD:
            searched = max(0, len(self._came) - 3)
            data = await self._inner.read(max_bytes, timeout)
            if not data:
                break
            self._came += data
        found, self._came = self._came, b""
        if end is None:
            self._awaits_head = False
            return found
        head, rest = found[: end.end()], found[end.end() :]
        if not _INTERIM.match(head):
            self._awaits_head = False
            return mended(head) + rest
        self._interim += 1
        if self._interim > MOST_INTERIM:
            raise httpcore.RemoteProtocolError("interim responses without end")
        self._came = rest
        return mended(head)


class _Backend(httpcore.AsyncNetworkBackend):
    """A network whose connections are a `_Stream`."""

    def __init__(self, inner: httpcore.AsyncNetworkBackend) -> None:
        self._inner = inner

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  # httpcore's
        local_address: str | None = None,
        socket_options: Iterable[typing.Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        return _Stream(
            await self._inner.connect_tcp(host, port, timeout, local_address, socket_options)
        )

    async def sleep(self, seconds: float) -> None:
        await self._inner.sleep(seconds)
