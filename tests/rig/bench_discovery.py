"""Counts the round trips of server discovery, for `tests.rig.bench`."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import httpx

from tests.rig.homeserver import ScriptedHomeserver


class Trips:
    """Count round trips after .well-known; requests that overlap count as one."""

    def __init__(self) -> None:
        self.count = 0
        self._under_way = 0

    def noting(
        self, send: Callable[..., Awaitable[httpx.Response]]
    ) -> Callable[..., Awaitable[httpx.Response]]:
        """Return a wrapper of httpx's `send` that counts round trips."""

        async def noted(
            client: httpx.AsyncClient, request: httpx.Request, **more: Any
        ) -> httpx.Response:
            if request.url.path.startswith("/.well-known/"):
                return await send(client, request, **more)
            self.count += self._under_way == 0
            self._under_way += 1
            try:
                return await send(client, request, **more)
            finally:
                self._under_way -= 1

        return noted


async def discovery() -> dict[str, float]:
    """Return the round trips for a server with the legacy API, which needs the most."""
    from app.core.identifiers import target_of
    from app.net.client import HttpClient
    from app.net.discovery import ServerDiscovery
    from app.net.tls import system_context

    trips, send = Trips(), httpx.AsyncClient.send
    tls = system_context()
    httpx.AsyncClient.send = trips.noting(send)  # type: ignore[method-assign, assignment]  # for a while
    try:
        with ScriptedHomeserver() as server:
            found = ServerDiscovery(lambda origin: HttpClient(origin, tls=tls))
            await found.find(target_of(server.server_name))
            await asyncio.sleep(0)
    finally:
        httpx.AsyncClient.send = send  # type: ignore[method-assign]
    return {"discovery_round_trips": float(trips.count)}
