"""Waiting for a person's browser to come back."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from app.core.errors import BrowserNotBack, LatchkeyError
from app.core.oauth.callback import Answer
from app.core.secret import Secret
from app.operations.ports.browser import CallbackServer, OpenCallbackServer

T = TypeVar("T")

BACK_SECONDS = 300.0
"""How long a browser may take to come back."""


@asynccontextmanager
async def opened(
    open_door: OpenCallbackServer, state: Secret, wants: str
) -> AsyncIterator[CallbackServer]:
    """Hold a door open; arguments as for `OpenCallbackServer`.

    Raises:
        ListenFailed: the system gives no port.
    """
    door = await open_door(state, wants)
    try:
        yield door
    finally:
        await door.close()


async def answer_at(door: CallbackServer) -> Answer:
    """Return what the browser brings back.

    Raises:
        BrowserNotBack: nobody came back within `BACK_SECONDS`.
    """
    try:
        async with asyncio.timeout(BACK_SECONDS):
            return await door.answer()
    except TimeoutError:
        raise BrowserNotBack from None


LAST_SECONDS = 3.0
"""How long what has left is waited for, once nobody wants it any more."""


async def seen_through(
    work: Coroutine[Any, Any, T], give_back: Callable[[T], Awaitable[object]]
) -> T:
    """Do what may open a session; cut off, wait a moment for it, and give it back.

    Args:
        work: sends a request that is good once.
        give_back: ends what it opened.
    """
    task = asyncio.get_running_loop().create_task(work, name="see a sign-in through")
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await to_its_end(_give_back(task, give_back))
        raise


async def to_its_end(work: Coroutine[Any, Any, None]) -> None:
    """Do what is short and has to be done, however often its task is cancelled meanwhile."""
    task = asyncio.get_running_loop().create_task(work, name="give back")
    while not task.done():
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.wait({task})
    task.result()


async def _give_back(task: asyncio.Task[T], give_back: Callable[[T], Awaitable[object]]) -> None:
    with contextlib.suppress(LatchkeyError, TimeoutError, asyncio.CancelledError):
        async with asyncio.timeout(LAST_SECONDS):
            await give_back(await task)
