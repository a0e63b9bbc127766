"""Wait for the browser's callback in a sign-in, and give back a session that comes too late."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from app.concurrency import to_its_end
from app.core.errors import BrowserNotBack, LatchkeyError
from app.core.oauth.callback import Answer
from app.core.secret import Secret
from app.operations.ports.browser import CallbackServer, OpenCallbackServer

T = TypeVar("T")

BACK_SECONDS = 300.0
"""Seconds to wait for the browser to come back."""


@asynccontextmanager
async def opened(
    open_callback_server: OpenCallbackServer, state: Secret, wants: str
) -> AsyncIterator[CallbackServer]:
    """Run a callback server during a block; arguments as for `OpenCallbackServer`.

    Raises:
        ListenFailed: the system gives no port.
    """
    door = await open_callback_server(state, wants)
    try:
        yield door
    finally:
        await door.close()


async def answer_at(door: CallbackServer) -> Answer:
    """Wait for the browser's answer at a callback server, and return it.

    Raises:
        BrowserNotBack: no answer came within `BACK_SECONDS`.
    """
    try:
        async with asyncio.timeout(BACK_SECONDS):
            return await door.answer()
    except TimeoutError:
        raise BrowserNotBack from None


LAST_SECONDS = 3.0
"""Seconds after a cancel in which the answer may still come and be given back."""


async def seen_through(
    work: Coroutine[Any, Any, T], give_back: Callable[[T], Awaitable[object]]
) -> T:
    """Await `work`, which may open a session; if cancelled, wait briefly and end the session.

    Args:
        work: sends a request that works only once.
        give_back: ends what `work` has opened.
    """
    task = asyncio.get_running_loop().create_task(work, name="see a sign-in through")
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await to_its_end(_give_back(task, give_back))
        raise


async def _give_back(task: asyncio.Task[T], give_back: Callable[[T], Awaitable[object]]) -> None:
    with contextlib.suppress(LatchkeyError, TimeoutError, asyncio.CancelledError):
        async with asyncio.timeout(LAST_SECONDS):
            await give_back(await task)
