"""From what a person typed to a homeserver that answers.

Section: "Server Discovery, Well-known URIs". IGNORE, FAIL_PROMPT and FAIL_ERROR of the
specification are told apart: IGNORE goes on with the server name itself, the other two end in
`FailPrompt` and `FailError`. The addresses are validated before they are used, and nothing here
ever holds a token.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any, TypeAlias
from urllib.parse import urljoin, urlsplit

from app.core import requests
from app.core.errors import (
    CertificateFault,
    ConnectionFault,
    FailError,
    FailPrompt,
    HostNotFound,
    InvalidInput,
    LatchkeyError,
    MatrixError,
    NoHomeserver,
    Redirected,
    RemoteProtocolError,
    Unrecognized,
)
from app.core.homeserver import Homeserver
from app.core.identifiers import Origin, Target, origin_of, origin_of_server
from app.core.reply import Reply, decode
from app.core.requests import Request
from app.core.responses import Support, WellKnown
from app.net.client import HttpClient

MAX_REDIRECTS = 5
MAX_CONTACTS = 10

OpenClient: TypeAlias = Callable[[Origin], HttpClient]
"""Open a client that holds no token."""


class ServerDiscovery:
    """Find homeservers with clients that hold no token.

    Args:
        open_client: opens a client for an origin.
    """

    def __init__(self, open_client: OpenClient) -> None:
        self._open = open_client

    async def find(self, target: Target) -> Homeserver:
        """Look a server up.

        Args:
            target: as read by `app.core.identifiers.target_of`.

        Raises:
            FailPrompt: .well-known is there but broken.
            FailError: .well-known leads to something that is no homeserver.
            NoHomeserver: what answers does not speak Matrix.
            ConnectionFault: nothing answers.
        """
        if target.origin is not None:
            return await self._probe(target.origin.name, target.origin, well_known=False)
        name = target.server_name or ""
        own = origin_of_server(name)
        found = await self._well_known(name, own)
        if found is None:
            return await self._probe(name, own, well_known=False)
        try:
            return await self._probe(name, found, well_known=True)
        except (NoHomeserver, MatrixError, ConnectionFault) as error:
            raise FailError(name, error) from None

    async def support(self, server_name: str) -> Support | None:
        """Return whom to write to ("Support Discovery"), or None where nobody says."""
        try:
            reply = await self._fetch(origin_of_server(server_name), requests.well_known_support())
            found = decode(reply, Support) if reply.status == 200 else None
        except (LatchkeyError, InvalidInput):
            return None
        return None if found is None else _bounded(found)

    async def _well_known(self, name: str, own: Origin) -> Origin | None:
        """Return the origin that .well-known names, or None for IGNORE."""
        try:
            reply = await self._fetch(own, requests.well_known_client())
        except (CertificateFault, HostNotFound):
            raise  # the name itself would fare no better
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
        if body.homeserver is None or body.homeserver.base_url is None:
            raise FailPrompt(name)
        try:
            return origin_of(body.homeserver.base_url)
        except InvalidInput as fault:
            raise FailError(name, fault) from None

    async def _fetch(self, origin: Origin, request: Request[Any]) -> Reply:
        """GET with redirects: the one place where they are followed, by clients without token."""
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
            url = urljoin(f"{origin}{request.path}", last.location)
            try:
                origin = origin_of(url)
            except InvalidInput:
                raise last from None
            parts = urlsplit(url)
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            request = replace(request, path=path)

    async def _probe(self, name: str, origin: Origin, *, well_known: bool) -> Homeserver:
        """Ask for versions and ways to sign in, at the same time."""
        async with self._client(origin) as client:
            asked = await asyncio.gather(
                client.call(requests.versions()),
                client.call(requests.login_flows()),
                return_exceptions=True,
            )
        versions, flows = asked
        if isinstance(versions, RemoteProtocolError | Unrecognized):
            raise NoHomeserver(name, versions)
        if isinstance(versions, BaseException):
            raise versions
        if isinstance(flows, Unrecognized):
            login_types: tuple[str, ...] = ()
        elif isinstance(flows, BaseException):
            raise flows
        else:
            login_types = tuple(flow.type for flow in flows.flows)
        return Homeserver(name, origin, well_known, tuple(versions.versions), login_types)

    @asynccontextmanager
    async def _client(self, origin: Origin) -> AsyncIterator[HttpClient]:
        client = self._open(origin)
        try:
            yield client
        finally:
            await client.close()


def _bounded(found: Support) -> Support | None:
    """Keep a page that can be opened, and a number of contacts that can be shown."""
    page = found.support_page
    if page is not None and urlsplit(page).scheme not in ("https", "http"):
        page = None
    contacts = [each for each in found.contacts if each.matrix_id or each.email_address]
    if not contacts and page is None:
        return None
    return Support(contacts=contacts[:MAX_CONTACTS], support_page=page)
