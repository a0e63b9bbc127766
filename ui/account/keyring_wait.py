"""Waiting for the keyring, which in turn may wait for a person."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

LATE_SECONDS = 0.8
"""A keyring that takes longer is most likely asking for its password."""


class GivenUp(Exception):
    """The person does not want to wait any longer."""


class KeyringWait:
    """Wait for one thing at a time, say so when it takes long, and offer a way out."""

    def __init__(self) -> None:
        self._waiting: asyncio.Task[Any] | None = None
        self._given_up = False

    async def wait_for(self, work: Coroutine[Any, Any, T], late: Callable[[], None]) -> T:
        """Run something that may take long.

        Args:
            work: what to run.
            late: called once if it does take long.

        Raises:
            GivenUp: the person gave up, and the work was cancelled.
        """
        task = asyncio.get_running_loop().create_task(work, name="keyring")
        self._waiting, self._given_up = task, False
        try:
            await asyncio.wait({task}, timeout=LATE_SECONDS)
            if not task.done():
                late()
                await asyncio.wait({task})
        finally:
            self._waiting = None
            if not task.done():
                task.cancel()
                await asyncio.wait({task})
        if self._given_up and task.cancelled():
            raise GivenUp
        return task.result()

    def give_up(self) -> None:
        """Wait no longer."""
        if self._waiting is not None:
            self._given_up = True
            self._waiting.cancel()
