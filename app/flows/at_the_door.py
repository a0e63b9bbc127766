"""Waiting for a person's browser to come back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from app.core.errors import BrowserNotBack
from app.core.redirect import Answer
from app.core.secret import Secret
from app.flows.ports import Door, OpenDoor

BACK_SECONDS = 300.0
"""How long a browser may take to come back."""


@asynccontextmanager
async def opened(open_door: OpenDoor, state: Secret, wants: str) -> AsyncIterator[Door]:
    """Hold a door open; arguments as for `OpenDoor`.

    Raises:
        ListenFailed: the system gives no port.
    """
    door = await open_door(state, wants)
    try:
        yield door
    finally:
        await door.close()


async def answer_at(door: Door) -> Answer:
    """Return what the browser brings back.

    Raises:
        BrowserNotBack: nobody came back within `BACK_SECONDS`.
    """
    try:
        async with asyncio.timeout(BACK_SECONDS):
            return await door.answer()
    except TimeoutError:
        raise BrowserNotBack from None
