"""A proxy on loopback that forwards requests, and breaks those that a test names."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from types import TracebackType
from typing import Literal, TypeAlias

import httpx

from tests.rig.faults import Fault
from tests.rig.serve import Answer, Exchange, Served

When: TypeAlias = Literal["before", "after"]
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""The upstream server speaks plain http; a context with certificates costs 40 ms a client."""
HOP_BY_HOP = ("connection", "keep-alive", "transfer-encoding", "content-length", "host")


@dataclass
class Break:
    """One request to be broken.

    Attributes:
        key: method and path.
        left: how many such requests pass before it.
        fault: what happens to its answer.
        when: whether the request reaches the server first.
    """

    key: str
    left: int
    fault: Fault
    when: When


class FaultyProxy:
    """Forward requests to a real homeserver, with faults where a test wants them.

    Args:
        upstream: the homeserver's address.

    Attributes:
        base_url: the proxy's address, for clients.
        seen: method and path of each request, in order.
        broken: method and path of each request that was broken.
    """

    def __init__(self, upstream: str) -> None:
        self.seen: list[str] = []
        self.broken: list[str] = []
        self._upstream = upstream
        self._breaks: list[Break] = []
        self._served = Served(self._handle)
        self.base_url = self._served.base_url

    def __enter__(self) -> FaultyProxy:
        self._served.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._served.__exit__(kind, error, trace)

    def break_next(self, key: str, fault: Fault, when: When, *, after: int = 0) -> None:
        """Break one of the next requests to an endpoint.

        Args:
            key: method and path.
            fault: what happens to its answer.
            when: ``before`` or ``after`` it reached the server.
            after: how many such requests pass before.
        """
        self._breaks.append(Break(key, after, fault, when))

    async def _handle(self, exchange: Exchange) -> None:
        self.seen.append(exchange.key)
        due = self._due(exchange.key)
        if due is None:
            await exchange.answer(await self._pass_on(exchange))
            return
        self.broken.append(exchange.key)
        answer = Answer(200, b'{"never": "reached the server"}')
        if due.when == "after":
            answer = await self._pass_on(exchange)
        await due.fault(exchange, answer)

    def _due(self, key: str) -> Break | None:
        for each in self._breaks:
            if each.key == key:
                if each.left == 0:
                    self._breaks.remove(each)
                    return each
                each.left -= 1
        return None

    async def _pass_on(self, exchange: Exchange) -> Answer:
        headers = {n: v for n, v in exchange.headers.items() if n not in HOP_BY_HOP}
        target = f"{exchange.path}?{exchange.query}" if exchange.query else exchange.path
        async with httpx.AsyncClient(
            base_url=self._upstream, timeout=30, trust_env=False, verify=NO_TLS
        ) as http:
            reply = await http.request(
                exchange.method, target, headers=headers, content=exchange.body
            )
        kept = {n: v for n, v in reply.headers.items() if n not in HOP_BY_HOP}
        return Answer(reply.status_code, reply.content, kept)
