"""Wait for the keyring, which may wait for its password, and let the person give up."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

LATE_SECONDS = 0.8
"""Seconds after which a keyring is most likely asking for its password."""


class GivenUp(Exception):
    """The person does not want to wait any longer."""


class KeyringWait:
    """Waits for one call of the keyring at a time; reports a long wait, and can be given up."""

    def __init__(self) -> None:
        self._waiting: asyncio.Task[Any] | None = None
        self._given_up = False

    async def wait_for(self, work: Coroutine[Any, Any, T], late: Callable[[], None]) -> T:
        """Run a call of the keyring, and return what it returns.

        Args:
            work: the call.
            late: called once if the call takes longer than `LATE_SECONDS`.

        Raises:
            GivenUp: the person gave up, and the call was cancelled.
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
        """Cancel the call that is waited for: `wait_for` raises `GivenUp`."""
        if self._waiting is not None:
            self._given_up = True
            self._waiting.cancel()
