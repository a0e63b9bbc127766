"""Tasks that somebody owns, and blocking calls that cannot hold the program up."""

from __future__ import annotations

import asyncio
import concurrent.futures
import threading
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class TaskScope:
    """Own background tasks: keep them alive, cancel them together, miss no error.

    asyncio holds tasks weakly, and Qt's slots hold nothing; a task that nobody owns is collected
    half-way. Every task of the program is started here.

    Args:
        on_error: called with whatever a task raised, once for each.
    """

    def __init__(self, on_error: Callable[[BaseException], None]) -> None:
        self._on_error = on_error
        self._tasks: set[asyncio.Task[Any]] = set()
        self._closed = False

    def __len__(self) -> int:
        return len(self._tasks)

    def start(self, work: Coroutine[Any, Any, Any], name: str) -> asyncio.Task[Any] | None:
        """Start a coroutine as a task of this scope.

        Args:
            work: what to run.
            name: shown in traces.

        Returns:
            The task, or None once the scope is closed: then nothing is started.
        """
        if self._closed:
            work.close()
            return None
        task = asyncio.get_running_loop().create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    async def finish(self, seconds: float) -> None:
        """Take no more tasks, give those there are a while to end, and cancel the rest.

        Args:
            seconds: the while.
        """
        self._closed = True
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=seconds)
        await self.close()

    async def close(self) -> None:
        """Cancel every task and wait until each has ended."""
        self._closed = True
        while self._tasks:
            for task in self._tasks:
                task.cancel()
            await asyncio.wait(set(self._tasks))

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self._on_error(error)


async def in_thread(call: Callable[[], T], seconds: float | None = None) -> T:
    """Run a blocking call in a daemon thread.

    Unlike an executor's, such a thread never holds up the program's end: a keyring that waits for
    a person, or a resolver that waits for a dead server, is left behind.

    Args:
        call: what to run.
        seconds: how long to wait for it; the thread itself cannot be stopped.

    Raises:
        TimeoutError: it took longer.
    """
    loop = asyncio.get_running_loop()
    future: asyncio.Future[T] = loop.create_future()

    done: concurrent.futures.Future[T] = concurrent.futures.Future()

    def settle() -> None:
        if future.done():
            return
        error = done.exception()
        if error is not None:
            future.set_exception(error)
        else:
            future.set_result(done.result())

    def body() -> None:
        try:
            done.set_result(call())
        except BaseException as error:  # handed to the caller, all of it
            done.set_exception(error)
        try:
            # Without arguments: a loop in debug mode logs them.
            loop.call_soon_threadsafe(settle)
        except RuntimeError:
            return  # the loop is closed: nobody waits any more

    threading.Thread(target=body, name="latchkey-blocking", daemon=True).start()
    async with asyncio.timeout(seconds):
        return await future
