"""Blocking calls in a thread, one after the other."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections import deque
from collections.abc import Callable
from typing import TypeVar

from app.concurrency import for_a_thread

T = TypeVar("T")


class NotRun(Exception):
    """The call could not be made within the time limit, or has not ended by then."""


class InOrder:
    """Run blocking calls in one thread, in the order in which they were asked for.

    A call runs even if its caller is cancelled, and the next call waits for it: the last call
    always decides what a file holds. The thread ends when no call is left.

    Args:
        seconds: how long the caller waits for a call, with those before it.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._waiting: deque[Callable[[], None]] = deque()
        self._working = False

    async def run(self, call: Callable[[], T]) -> T:
        """Run a call after those that were asked for before it.

        Raises:
            NotRun: the time is up, or the system gave no thread. A call that had not begun is
                dropped; one that had begun may still come to its end.
            BaseException: what the call raised.
        """
        future, in_turn = for_a_thread(call)
        self._add(in_turn)
        limit = asyncio.timeout(self._seconds)
        try:
            async with limit:
                return await future
        except TimeoutError:
            if not limit.expired():
                raise
            self._drop(in_turn)
            raise NotRun from None

    def _add(self, job: Callable[[], None]) -> None:
        with self._lock:
            if not self._working:
                thread = threading.Thread(target=self._work, name="latchkey-in-order", daemon=True)
                try:
                    thread.start()
                except RuntimeError:
                    raise NotRun from None
                self._working = True
            self._waiting.append(job)

    def _drop(self, job: Callable[[], None]) -> None:
        with self._lock, contextlib.suppress(ValueError):  # it has begun
            self._waiting.remove(job)

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    self._working = False
                    return
                job = self._waiting.popleft()
            job()
