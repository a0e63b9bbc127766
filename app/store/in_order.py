"""Blocking calls in threads, one after the other."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from app.concurrency import in_thread

T = TypeVar("T")


class InOrder:
    """Run blocking calls in threads, in the order in which they were asked for.

    A call runs even if its caller is cancelled, and the next call waits for it: the last call
    always decides what a file holds.
    """

    def __init__(self) -> None:
        self._last = threading.Event()
        self._last.set()

    async def run(self, call: Callable[[], T]) -> T:
        """Run a call after those that were asked for before it.

        Raises:
            BaseException: what the call raised.
        """
        before, done = self._last, threading.Event()
        self._last = done

        def in_turn() -> T:
            before.wait()
            try:
                return call()
            finally:
                done.set()

        return await in_thread(in_turn)
