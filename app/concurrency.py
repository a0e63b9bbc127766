"""Background tasks with an owner, serial reads, work to its end, blocking calls in threads."""

from __future__ import annotations

import asyncio
import concurrent.futures
import threading
from collections.abc import Callable, Coroutine
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class TaskScope:
    """Own background tasks: keep them alive, cancel them together, miss no error.

    asyncio keeps weak references to tasks, and Qt's slots keep none, so a task without an owner can
    be garbage-collected while it runs. Tasks are started here, unless whoever starts one awaits it.

    Args:
        on_error: called with whatever a task raised, once for each.
    """

    def __init__(self, on_error: Callable[[BaseException], None]) -> None:
        self._on_error = on_error
        self._tasks: set[asyncio.Task[Any]] = set()
        self._closed = False

    def __len__(self) -> int:
        return len(self._tasks)

    @property
    def closed(self) -> bool:
        """Whether no more tasks are taken."""
        return self._closed

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
        """Take no more tasks, wait for the running ones, and cancel those that take too long.

        Args:
            seconds: how long to wait before cancelling.
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


class SerialReader(Generic[T]):
    """Read the same thing again and again, one read at a time, so that the newest answer wins.

    Requests during a read cause one more read afterwards, however many they are. Each request
    waits for a read that began after it.

    Args:
        read: reads once.
        take: called with what was read.
        drop: called instead with what was read and overtaken; it is read again.
        tasks: runs the reads; it may cancel them, and its `on_error` gets what they raise.
        name: name of the reads' tasks, shown in traces.
    """

    def __init__(
        self,
        read: Callable[[], Coroutine[Any, Any, T]],
        take: Callable[[T], None],
        drop: Callable[[T], None],
        tasks: TaskScope,
        name: str,
    ) -> None:
        self._read = read
        self._take = take
        self._drop = drop
        self._tasks = tasks
        self._name = name
        self._wishes: list[asyncio.Future[None]] = []
        self._reading = False
        self._overtaken = False

    async def again(self) -> None:
        """Request a read, and wait until one that began after this call has ended.

        If that read fails or is cancelled, this returns all the same, and raises nothing.
        """
        await self.wish()

    def wish(self) -> asyncio.Future[None]:
        """Request a read, without waiting for it.

        Returns:
            A future that is done once a read that began after this call has ended.
        """
        wish: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._wishes.append(wish)
        if not self._reading:
            self._begin()
        return wish

    def overtake(self) -> None:
        """Discard the result of the read under way, as newer data are known, and read again."""
        self._overtaken = self._reading

    def _begin(self) -> None:
        wishes, self._wishes = self._wishes, []
        self._reading, self._overtaken = True, False
        task = self._tasks.start(self._once(), self._name)
        if task is None:
            self._end(wishes)
        else:
            task.add_done_callback(lambda task: self._ended(task, wishes))

    async def _once(self) -> None:
        found = await self._read()
        if self._overtaken:
            self._drop(found)
        else:
            self._take(found)

    def _ended(self, task: asyncio.Task[None], wishes: list[asyncio.Future[None]]) -> None:
        broken = task.cancelled() or task.exception() is not None
        if self._overtaken and not broken:
            self._wishes = [*wishes, *self._wishes]
            wishes = []
        self._end(wishes)

    def _end(self, wishes: list[asyncio.Future[None]]) -> None:
        self._reading = False
        for wish in wishes:
            if not wish.done():
                wish.set_result(None)
        if self._wishes:
            self._begin()


async def to_its_end(work: Coroutine[Any, Any, T]) -> T:
    """Run short work to its end, even if the calling task is cancelled meanwhile.

    Args:
        work: what must not be left half done, such as closing connections; it takes no time that
            a person would notice.

    Raises:
        asyncio.CancelledError: the calling task was cancelled; the work has ended.
    """
    task = asyncio.get_running_loop().create_task(work, name="to its end")
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.wait({task})
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled is not None:
        task.exception()  # asyncio would log one that nobody looked at
        raise cancelled
    return task.result()


def for_a_thread(call: Callable[[], T]) -> tuple[asyncio.Future[T], Callable[[], None]]:
    """Prepare a blocking call to be run in another thread.

    Args:
        call: what to run.

    Returns:
        A future of the running loop for what the call returns or raises; and a function for the
        other thread, which runs the call and settles the future.
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
            return  # the loop is closed, so no caller is waiting

    return future, body


async def in_thread(call: Callable[[], T], seconds: float | None = None) -> T:
    """Run a blocking call in a daemon thread.

    Unlike an executor's thread, it never delays the program's exit: a keyring that waits for a
    person, or a resolver that waits for a dead server, is abandoned.

    Args:
        call: what to run.
        seconds: how long to wait for it; the thread itself cannot be stopped.

    Raises:
        TimeoutError: the call took longer than `seconds`.
    """
    future, body = for_a_thread(call)
    threading.Thread(target=body, name="latchkey-blocking", daemon=True).start()
    async with asyncio.timeout(seconds):
        return await future
