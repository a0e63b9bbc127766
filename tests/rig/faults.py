"""Faults of the network and of proxies, one function for each.

Each takes the exchange and the answer that a good server would give, and does something else. The
scripted homeserver and the proxy before a real one use them alike.
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
    """Reset the connection without an answer."""
    await exchange.reset()


async def hang(exchange: Exchange, answer: Answer) -> None:
    """Send nothing until the client closes the connection."""
    await exchange.gone()


async def bad_gateway(exchange: Exchange, answer: Answer) -> None:
    """Answer 502 with a Matrix error, as a proxy that speaks Matrix does."""
    await exchange.answer(Answer(502, b'{"errcode":"M_UNKNOWN","error":"Bad gateway"}'))


async def throttled(exchange: Exchange, answer: Answer) -> None:
    """Answer 429 with a ``retry_after_ms`` of 20."""
    body = b'{"errcode":"M_LIMIT_EXCEEDED","error":"Too Many Requests","retry_after_ms":20}'
    await exchange.answer(Answer(429, body))


async def web_page(exchange: Exchange, answer: Answer) -> None:
    """Answer 200 with a web page, as a captive portal does."""
    await exchange.answer(Answer(200, PAGE, HTML))


async def empty(exchange: Exchange, answer: Answer) -> None:
    """Send the answer without its body."""
    await exchange.answer(replace(answer, body=b""))


async def truncated(exchange: Exchange, answer: Answer) -> None:
    """Announce the whole length, send one byte of the body, and close."""
    body = answer.body or b"{}"
    await exchange.start(answer.status, answer.headers, len(body))
    await exchange.send(body[:1])
    await exchange.close()


async def cut(exchange: Exchange, answer: Answer) -> None:
    """Send the first half of the body as if it were all."""
    await exchange.answer(replace(answer, body=answer.body[: len(answer.body) // 2]))


async def wrong_charset(exchange: Exchange, answer: Answer) -> None:
    """Send the answer in UTF-16 with a byte order mark."""
    headers = {"content-type": "application/json; charset=utf-16"}
    await exchange.answer(Answer(answer.status, answer.body.decode().encode("utf-16"), headers))


def late(seconds: float) -> Fault:
    """Delay the answer by some seconds."""

    async def fault(exchange: Exchange, answer: Answer) -> None:
        await asyncio.sleep(seconds)
        await exchange.answer(answer)

    return fault


def dribbled(seconds: float) -> Fault:
    """Send the body byte by byte.

    Args:
        seconds: pause between two bytes.
    """

    async def fault(exchange: Exchange, answer: Answer) -> None:
        await exchange.start(answer.status, answer.headers, len(answer.body))
        for at in range(len(answer.body)):
            await exchange.send(answer.body[at : at + 1])
            await asyncio.sleep(seconds)

    return fault


def oversized(size: int) -> Fault:
    """Send well-formed JSON of a given size, without announcing its length.

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
