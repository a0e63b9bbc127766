"""Server discovery: finds the homeserver of a server name or URL that a person typed.

Section: "Server Discovery, Well-known URIs". IGNORE, FAIL_PROMPT and FAIL_ERROR of the
specification are told apart: IGNORE goes on with the server name itself, the other two end in
`FailPrompt` and `FailError`. The addresses are validated before they are used, and nothing here
ever holds a token.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any, TypeAlias
from urllib.parse import urljoin, urlsplit

from app.core import requests
from app.core.errors import (
    CertificateFault,
    ConnectionFault,
    FailError,
    FailPrompt,
    HostNotFound,
    InputFault,
    InvalidInput,
    LatchkeyError,
    MatrixError,
    MetadataFault,
    NoHomeserver,
    NotFound,
    Redirected,
    RemoteProtocolError,
    Unrecognized,
    WrongShape,
)
from app.core.homeserver import Homeserver
from app.core.identifiers import Origin, Target, base_url_of, link_of, origin_of, origin_of_server
from app.core.lenient import Listed
from app.core.oauth.metadata import AuthMetadata, OAuthApi, OAuthServer, api_of
from app.core.reply import Reply, decode, read
from app.core.requests import Request
from app.core.responses import Support, WellKnown
from app.core.sso import single_sign_on_of
from app.net.client import HttpClient

DAY = 24 * 3600.0
"""Seconds; the longest time for which a result is cached."""

MAX_KNOWN = 200
MAX_REDIRECTS = 5
MAX_CONTACTS = 10

OpenClient: TypeAlias = Callable[[Origin], HttpClient]
"""Open a client that holds no token."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A cached homeserver, and the time until which it is valid."""

    homeserver: Homeserver
    until: float


class ServerDiscovery:
    """Find homeservers with clients that hold no token.

    Results are cached for a day, or for less if the server says so of .well-known or of its OAuth
    2.0 metadata.

    Args:
        open_client: opens a client for an origin.
        now: monotonic clock, in seconds.
    """

    def __init__(self, open_client: OpenClient, now: Callable[[], float] = time.monotonic) -> None:
        self._open = open_client
        self._now = now
        self._known: dict[Target, _Known] = {}

    async def find(self, target: Target, *, fresh: bool = False) -> Homeserver:
        """Return the homeserver of a target, from the cache or by asking the network.

        Args:
            target: as read by `app.core.identifiers.target_of`.
            fresh: ask the network even if a cached result is valid.

        Raises:
            FailPrompt: .well-known is there but broken.
            FailError: .well-known leads to something that is no homeserver.
            NoHomeserver: what answers does not speak Matrix.
            ConnectionFault: nothing answers.
        """
        where = replace(target, matrix_id=None)
        known = self._known.get(where)
        if known is not None and not fresh and self._now() < known.until:
            return known.homeserver
        found = await self._look_up(where)
        if known is not None and isinstance(found.homeserver.oauth, LatchkeyError):
            # One bad answer does not take an API away that was there.
            before = replace(found.homeserver, oauth=known.homeserver.oauth)
            found = replace(found, homeserver=before)
        self._keep(where, found)
        if where.origin is None:  # cache the result for the homeserver's URL as well
            direct = replace(found.homeserver, well_known=False)
            direct = replace(direct, server_name=direct.origin.place)
            self._keep(Target(origin=direct.origin), replace(found, homeserver=direct))
        return found.homeserver

    def _keep(self, where: Target, found: _Known) -> None:
        while len(self._known) >= MAX_KNOWN:
            self._known.pop(next(iter(self._known)))
        self._known[where] = found

    async def _look_up(self, target: Target) -> _Known:
        if target.origin is not None:
            return await self._probe(target.origin.place, target.origin, None)
        name = target.server_name or ""
        own = origin_of_server(name)
        pointed = await self._host_alone(name, own) or await self._well_known(name, own)
        if pointed is None:
            return await self._probe(name, own, None)
        try:
            return await self._probe(name, *pointed)
        except (NoHomeserver, MatrixError, ConnectionFault) as error:
            raise FailError(name, error) from None

    async def leads_to(self, server_name: str) -> Origin | None:
        """Return the homeserver that .well-known of a server name leads to; None if none is said.

        Args:
            server_name: as `app.core.identifiers.server_name_of` returns it.
        """
        try:
            own = origin_of_server(server_name)
            found = await self._host_alone(server_name, own)
            found = found or await self._well_known(server_name, own)
        except (LatchkeyError, InvalidInput):
            return None
        return None if found is None else found[0]

    async def support(self, server_name: str) -> Support | None:
        """Return a server's support contacts ("Support Discovery"), or None if it names none."""
        try:
            reply = await self._fetch(origin_of_server(server_name), requests.well_known_support())
            found = decode(reply, Support) if reply.status == 200 else None
        except (LatchkeyError, InvalidInput):
            return None
        return None if found is None else _bounded(found)

    async def _host_alone(self, name: str, own: Origin) -> tuple[Origin, float] | None:
        """Ask the host of a server name with a port, without it, as the specification says.

        Anything but a homeserver's address counts as nothing: the port's own server is asked then.
        """
        if own.port is None or own.loopback:  # on loopback, a port is another server's
            return None
        try:
            return await self._well_known(name, replace(own, port=None))
        except LatchkeyError:
            return None

    async def _well_known(self, name: str, own: Origin) -> tuple[Origin, float] | None:
        """Return the origin that .well-known names and for how long, or None for IGNORE."""
        try:
            reply = await self._fetch(own, requests.well_known_client())
        except (CertificateFault, HostNotFound):
            raise  # asking the server name itself would fail likewise
        except ConnectionFault:
            return None
        except RemoteProtocolError as error:
            raise FailPrompt(name, error) from None
        if reply.status == 404:
            return None
        if reply.status != 200:
            raise FailPrompt(name)
        try:
            body = decode(reply, WellKnown)
        except RemoteProtocolError as error:
            raise FailPrompt(name, error) from None
        if body.homeserver is None or not body.homeserver.base_url:
            raise FailPrompt(name)
        try:
            found = _allowed(base_url_of(body.homeserver.base_url), own)
            return found, _seconds(reply)
        except InvalidInput as fault:
            raise FailError(name, fault) from None

    async def _fetch(self, origin: Origin, request: Request[Any]) -> Reply:
        """Send a GET and follow its redirects, each with a new client that holds no token."""
        hops = 0
        while True:
            async with self._client(origin) as client:
                try:
                    return await client.exchange(request)
                except Redirected as redirect:
                    last = redirect
            hops += 1
            if hops > MAX_REDIRECTS:
                raise last
            try:
                url = urljoin(f"{origin}{request.path}", last.location)
                origin = _allowed(origin_of(url), origin)
            except (InvalidInput, ValueError):  # urllib's own, of brackets that hold no address
                raise last from None
            parts = urlsplit(url)
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            request = replace(request, path=path)

    async def _probe(self, name: str, origin: Origin, pointed_for: float | None) -> _Known:
        """Ask for versions, ways to sign in and the OAuth 2.0 API, at the same time.

        Args:
            name: name of the server.
            origin: origin to ask.
            pointed_for: seconds for which .well-known names the origin; None if it does not.
        """
        async with self._client(origin) as client:
            asked = await asyncio.gather(
                client.call(requests.versions()),
                client.call(requests.login_flows()),
                self._oauth(client),
                return_exceptions=True,
            )
        versions, flows, metadata = asked
        if isinstance(versions, RemoteProtocolError | Unrecognized):
            raise NoHomeserver(name, versions)
        if isinstance(versions, BaseException):
            raise versions
        oauth: OAuthApi | LatchkeyError | None = None
        seconds = DAY if pointed_for is None else pointed_for
        if isinstance(metadata, LatchkeyError):
            oauth, seconds = metadata, 0.0  # not cached: a later request may succeed
        elif isinstance(metadata, BaseException):
            raise metadata
        elif metadata is not None:
            oauth = metadata[0]
            seconds = min(seconds, metadata[1])
        legacy = not isinstance(flows, Unrecognized)
        usable = isinstance(oauth, OAuthApi) and isinstance(oauth.server, OAuthServer)
        if isinstance(flows, LatchkeyError) and legacy and usable:
            legacy, seconds = False, 0.0  # OAuth 2.0 will do; GET /login may work later
        elif isinstance(flows, BaseException) and legacy:
            raise flows
        ways = () if isinstance(flows, BaseException) else tuple(flows.flows)
        found = Homeserver(
            server_name=name,
            origin=origin,
            well_known=pointed_for is not None,
            versions=tuple(versions.versions),
            login_types=tuple(flow.type for flow in ways),
            sso=single_sign_on_of(ways),
            oauth=oauth,
            legacy=legacy,
        )
        return _Known(found, self._now() + seconds)

    async def _oauth(self, client: HttpClient) -> tuple[OAuthApi, float] | None:
        """Ask for the OAuth 2.0 metadata at the stable path, then at the one of MSC2965.

        Returns:
            The API and the seconds for which it is valid; None if the server has none.
        """
        for stable in (True, False):
            reply = await client.exchange(requests.auth_metadata(stable=stable))
            try:
                metadata = read(reply, AuthMetadata)
            except (Unrecognized, NotFound):
                continue
            except WrongShape as fault:
                if not _names_issuer(reply):
                    raise
                found = MetadataFault(client.origin.name, fault.where.removeprefix("$."))
                return OAuthApi(found, None), _seconds(reply)
            return api_of(metadata, client.origin), _seconds(reply)
        return None

    @asynccontextmanager
    async def _client(self, origin: Origin) -> AsyncIterator[HttpClient]:
        client = self._open(origin)
        try:
            yield client
        finally:
            await client.close()


def _names_issuer(reply: Reply) -> bool:
    """Return whether an answer is meant as OAuth 2.0 metadata: whether it names an issuer."""
    try:
        return "issuer" in decode(reply, dict[str, Any])
    except RemoteProtocolError:
        return False


def _allowed(found: Origin, here: Origin) -> Origin:
    """Return an origin that a server gave.

    Raises:
        InvalidInput: it is on loopback, though `here` is not.
    """
    if found.loopback and not here.loopback:
        raise InvalidInput(InputFault.BAD_SERVER_NAME)
    return found


def _seconds(reply: Reply) -> float:
    """Return for how many seconds an answer may be cached: a day at most."""
    return DAY if reply.fresh_for is None else min(reply.fresh_for, DAY)


def _bounded(found: Support) -> Support | None:
    """Drop an invalid support page and surplus contacts; return None if nothing is left."""
    page = found.support_page
    if page is not None:
        try:
            link_of(page)
        except InvalidInput:
            page = None
    contacts = [each for each in found.contacts or () if each.matrix_id or each.email_address]
    if not contacts and page is None:
        return None
    return Support(contacts=Listed(contacts[:MAX_CONTACTS]), support_page=page)
