"""The only user of httpx: one client, one origin.

What httpx leaves open is closed here: a client sends to its own origin and nowhere else, follows
no redirect, reads at most what the request allows, and turns every fault of the wire into an
error that holds neither address nor body.
"""

from __future__ import annotations

import asyncio
import email.utils
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any, TypeVar

import anyio
import anyio.lowlevel
import httpcore  # noqa: F401  # httpx imports it when its first client is made: see warm_up()
import httpx

from app.concurrency import to_its_end
from app.core.encoding import encode
from app.core.errors import (
    AnswerLost,
    AnswerTimedOut,
    CertificateFault,
    ConnectFailed,
    ConnectionFault,
    ConnectTimedOut,
    HostNotFound,
    InvalidAddress,
    LatchkeyError,
    LocalProtocolError,
    ProxyFault,
    Redirected,
)
from app.core.identifiers import Origin
from app.core.reply import LONGEST_WAIT, Reply, read
from app.core.requests import Request, Token
from app.core.secret import Secret
from app.net.body import read_at_most
from app.net.heads import accept_odd_heads
from app.net.tls import certificate_reason

T = TypeVar("T")

CONNECT_SECONDS = 10.0
READ_SECONDS = 30.0
TIMEOUT = httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS)
SLOW_TIMEOUT = httpx.Timeout(110.0, connect=CONNECT_SECONDS)
"""For requests that the server may take minutes over."""

WHOLE_ANSWER_SECONDS = 120.0
"""A server that dribbles has this long for a whole answer."""

WHOLE_GET_SECONDS = 60.0
"""The same for a GET."""

TRIES_SECONDS = 30.0
"""A GET that fails is tried again while fewer seconds have passed since it was sent first."""

RETRY_STATUS = (502, 503, 504)
RETRY_PAUSES = (0.5, 1.5)
"""Seconds before the second and the third try of a GET."""

LONGEST_PAUSE = 20.0
"""A Retry-After beyond this many seconds is the caller's to show, not ours to sit out."""

HEADERS = {
    "User-Agent": "Latchkey",
    "Accept": "application/json",
    "Accept-Encoding": "identity",  # some servers compress all the same: see `app.net.body`
}


def warm_up() -> None:
    """Import what httpx would import with its first client and its first request.

    Together that takes 100 ms, which the window's thread does not have: call it in another one.
    """
    anyio.run(anyio.lowlevel.checkpoint)


class HttpClient:
    """A client that can talk to one origin only.

    Args:
        origin: scheme, host and port.
        token: sent with requests that want it; never follows a redirect, like every body.
        tls: the trust to use; see `app.net.tls.system_context`.
        transport: in tests, what answers instead of the network.
        sleep: how to pause between tries.

    Raises:
        ProxyFault: the environment names a proxy that cannot be one.
    """

    def __init__(
        self,
        origin: Origin,
        token: Secret | None = None,
        *,
        tls: ssl.SSLContext,
        transport: httpx.AsyncBaseTransport | None = None,
        sleep: Callable[[float], Any] = asyncio.sleep,
    ) -> None:
        self._origin = origin
        self._token = token
        self._sleep = sleep
        try:
            self._http = httpx.AsyncClient(
                verify=tls,
                timeout=TIMEOUT,
                follow_redirects=False,
                transport=transport,
                headers=HEADERS,
                cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),  # keep none
                # Loopback is never reached through a proxy, whatever the environment says.
                trust_env=not origin.loopback,
                event_hooks={"response": [partial(_refuse_redirect, origin.name)]},
            )
        except (ValueError, httpx.InvalidURL):
            raise ProxyFault(origin.name) from None
        accept_odd_heads((self._http._transport, *self._http._mounts.values()))

    @property
    def origin(self) -> Origin:
        """The only origin that this client sends to."""
        return self._origin

    def present(self, token: Secret | None) -> None:
        """Use this access token from now on; None sends none."""
        self._token = token

    async def close(self) -> None:
        """Close the connections, all of them even if the calling task is cancelled meanwhile."""
        await to_its_end(self._http.aclose())

    async def call(self, request: Request[T]) -> T:
        """Send a request and return its typed answer.

        Raises:
            ConnectionFault: no whole answer came.
            RemoteProtocolError: the answer breaks the specification.
            MatrixError: the server refused the request.
        """
        return read(await self.exchange(request), request.response)

    async def exchange(self, request: Request[Any]) -> Reply:
        """Send a request and return the answer, whatever its status.

        A GET is tried up to three times on connection faults and on 502, 503 and 504; anything
        else goes out once.

        Raises:
            ConnectionFault: no whole answer came.
            InvalidAddress: the address cannot be parsed; it is not tried again.
            AnswerTooLarge: the body is larger than the request's limit.
            Redirected: the server answers with a redirect.
        """
        tries = 1 + (len(RETRY_PAUSES) if request.method == "GET" else 0)
        begun = time.monotonic()
        for attempt in range(tries):
            last = attempt == tries - 1
            try:
                reply = await self._once(request)
            except (CertificateFault, InvalidAddress):
                raise
            except ConnectionFault:
                if last or time.monotonic() - begun > TRIES_SECONDS:
                    raise
                await self._sleep(RETRY_PAUSES[attempt])
                continue
            if reply.status not in RETRY_STATUS or last:
                return reply
            pause = RETRY_PAUSES[attempt] if reply.retry_after is None else reply.retry_after
            if pause > LONGEST_PAUSE or time.monotonic() - begun > TRIES_SECONDS:
                return reply
            await self._sleep(pause)
        raise AssertionError  # pragma: no cover  # the last try returns or raises

    async def _once(self, request: Request[Any]) -> Reply:
        if self._http.is_closed:
            raise LocalProtocolError("this client is closed")
        headers: dict[str, str] = {}
        content: bytes | None = None
        secrets: tuple[Secret, ...] = ()
        if request.body is not None:
            content, headers["Content-Type"], secrets = encode(request.body)
        if request.token is not Token.NEVER and self._token is not None:
            headers["Authorization"] = f"Bearer {self._token.reveal()}"
            secrets = (*secrets, self._token)
        elif request.token is Token.REQUIRED:
            raise LocalProtocolError("this request needs a session")
        try:
            url = httpx.URL(f"{self._origin}{request.path}")
            found = _origin_of_url(url)
        except (httpx.InvalidURL, UnicodeError):  # the host's name, or a path without end
            raise InvalidAddress(self._origin.name) from None
        beneath = url.raw_path.startswith(f"{self._origin.path}/".encode())
        if found != replace(self._origin, path="") or not beneath:
            raise LocalProtocolError("this request leads to another origin")
        return await self._send(
            self._http.build_request(
                request.method,
                url,
                content=content,
                headers=headers,
                timeout=SLOW_TIMEOUT if request.slow else TIMEOUT,
            ),
            request.limit,
            secrets,
            with_token="Authorization" in headers,
        )

    async def _send(
        self, request: httpx.Request, limit: int, secrets: tuple[Secret, ...], *, with_token: bool
    ) -> Reply:
        host = self._origin.name
        try:
            whole = WHOLE_GET_SECONDS if request.method == "GET" else WHOLE_ANSWER_SECONDS
            async with asyncio.timeout(whole):
                response = await self._http.send(request, stream=True)
                try:
                    encoding = response.headers.get("Content-Encoding", "")
                    chunks = response.aiter_raw()
                    body = await read_at_most(limit, chunks, encoding, response.status_code, host)
                finally:
                    await response.aclose()
        except httpx.ConnectTimeout:
            raise ConnectTimedOut(host) from None
        except httpx.ConnectError as error:
            raise _connect_fault(error, host) from None
        except httpx.ProxyError:
            raise ProxyFault(host) from None
        except (httpx.UnsupportedProtocol, httpx.LocalProtocolError, httpx.PoolTimeout):
            raise ConnectFailed(host) from None
        except (httpx.ReadTimeout, TimeoutError):
            raise AnswerTimedOut(host) from None
        except LatchkeyError:
            raise
        except Exception:  # whatever a library makes of an odd answer: the request had left
            raise AnswerLost(host) from None
        return Reply(
            status=response.status_code,
            body=body,
            host=host,
            retry_after=_retry_after(response.headers.get("Retry-After")),
            fresh_for=_fresh_for(response.headers.get("Cache-Control")),
            secrets=secrets,
            with_token=with_token,
        )


async def _refuse_redirect(host: str, response: httpx.Response) -> None:
    """Raise `Redirected` at a redirect, before httpx parses its Location header.

    httpx parses the header even if it does not follow redirects, and a malformed address would
    raise an error that looks as if the server had not answered.
    """
    if response.has_redirect_location:
        raise Redirected(host, response.status_code, response.headers["Location"])


def _origin_of_url(url: httpx.URL) -> Origin:
    return Origin(url.scheme, url.host if ":" in url.host else url.raw_host.decode(), url.port)


def _connect_fault(error: httpx.ConnectError, host: str) -> ConnectionFault:
    reason = certificate_reason(error)
    if reason is not None:
        return CertificateFault(host, reason)
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, socket.gaierror):
            return HostNotFound(host)
        seen = seen.__cause__ or seen.__context__
    return ConnectFailed(host)


def _fresh_for(header: str | None) -> float | None:
    """Return the seconds for which Cache-Control lets an answer be cached; None if unspecified."""
    if header is None:
        return None
    rules = [each.strip().lower() for each in header.split(",")]
    if "no-store" in rules or "no-cache" in rules:
        return 0.0
    for rule in rules:
        name, _, value = rule.partition("=")
        seconds = value.strip('"')
        if name == "max-age" and seconds.isascii() and seconds.isdecimal():
            return min(float(seconds[:12]), LONGEST_WAIT)
    return None


def _retry_after(header: str | None) -> float | None:
    """Return the seconds of a Retry-After header, which may be a number or a date."""
    if header is None:
        return None
    try:
        return min(max(0.0, float(int(header))), LONGEST_WAIT)
    except OverflowError:
        return LONGEST_WAIT
    except ValueError:
        pass
    try:
        wait = email.utils.parsedate_to_datetime(header).timestamp() - time.time()
    except (ValueError, OverflowError):  # a year, or an offset, that no clock has
        return None
    return min(max(0.0, wait), LONGEST_WAIT)
