"""What goes wrong between a request and its whole answer, one function a fault.

Each takes the exchange and the answer that a good server would give, and does something else. They
serve the scripted homeserver and the proxy before a real one alike.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeAlias

from tests.rig.serve import Answer, Exchange

Fault: TypeAlias = Callable[[Exchange, Answer], Awaitable[None]]

PAGE = b"<!DOCTYPE html><html><body><h1>502 Bad Gateway</h1></body></html>"
HTML = {"content-type": "text/html; charset=utf-8"}


async def reset(exchange: Exchange, answer: Answer) -> None:
    """Break the connection off."""
    await exchange.reset()


async def hang(exchange: Exchange, answer: Answer) -> None:
    """Say nothing until the other side goes."""
    await exchange.gone()


async def bad_gateway(exchange: Exchange, answer: Answer) -> None:
    """Say 502 with a Matrix error, as a proxy that speaks Matrix does."""
    await exchange.answer(Answer(502, b'{"errcode":"M_UNKNOWN","error":"Bad gateway"}'))


async def throttled(exchange: Exchange, answer: Answer) -> None:
    """Say that there were too many requests, for a moment."""
    body = b'{"errcode":"M_LIMIT_EXCEEDED","error":"Too Many Requests","retry_after_ms":20}'
    await exchange.answer(Answer(429, body))


async def web_page(exchange: Exchange, answer: Answer) -> None:
    """Say 200 with a web page, as a captive portal does."""
    await exchange.answer(Answer(200, PAGE, HTML))


async def empty(exchange: Exchange, answer: Answer) -> None:
    """Say the status, and no body."""
    await exchange.answer(replace(answer, body=b""))


async def truncated(exchange: Exchange, answer: Answer) -> None:
    """Announce the whole answer, send a byte of it, and close."""
    body = answer.body or b"{}"
    await exchange.start(answer.status, answer.headers, len(body))
    await exchange.send(body[:1])
    await exchange.close()


async def cut(exchange: Exchange, answer: Answer) -> None:
    """Send the first half of the body as if it were all."""
    await exchange.answer(replace(answer, body=answer.body[: len(answer.body) // 2]))


async def wrong_charset(exchange: Exchange, answer: Answer) -> None:
    """Send the answer in UTF-16, with a mark of its order."""
    headers = {"content-type": "application/json; charset=utf-16"}
    await exchange.answer(Answer(answer.status, answer.body.decode().encode("utf-16"), headers))


def late(seconds: float) -> Fault:
    """Let some time pass before the answer."""

    async def fault(exchange: Exchange, answer: Answer) -> None:
        await asyncio.sleep(seconds)
        await exchange.answer(answer)

    return fault


def dribbled(seconds: float) -> Fault:
    """Send the body byte by byte.

    Args:
        seconds: from one byte to the next.
    """

    async def fault(exchange: Exchange, answer: Answer) -> None:
        await exchange.start(answer.status, answer.headers, len(answer.body))
        for at in range(len(answer.body)):
            await exchange.send(answer.body[at : at + 1])
            await asyncio.sleep(seconds)

    return fault


def oversized(size: int) -> Fault:
    """Send that many bytes of well-formed JSON, without announcing how many.

    Args:
        size: in bytes.
    """

    async def fault(exchange: Exchange, answer: Answer) -> None:
        await exchange.start(200, answer.headers, None)
        await exchange.send(b'{"pad":"')
        piece = b"x" * 65536
        for _ in range(size // len(piece)):
            await exchange.send(piece)
        await exchange.send(b'"}', more=False)

    return fault
