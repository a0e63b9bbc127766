"""The event loop of Qt and asyncio; no other module uses qasync.

Dialogs are opened with `open()` and awaited through a future; nothing calls `exec()` while this
loop runs, which under qasync would stop every other task.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import gc
import heapq
import itertools
import math
import sys
import threading
import time
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

import qasync  # isort: skip  # after PySide6: it would look for another binding otherwise

T = TypeVar("T")

COLLECT_EVERY_MS = 500


class DaemonExecutor(concurrent.futures.Executor):
    """Run each call in a daemon thread of its own.

    The loop's own executor starts ten threads for the first call and waits for all of them at the
    end: a host name that does not resolve would hold the closing window for half a minute.
    """

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Any:
        """Start a call and return its future."""
        future: concurrent.futures.Future[T] = concurrent.futures.Future()

        def body() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                future.set_result(fn(*args, **kwargs))
            except BaseException as error:  # raised where the future is awaited
                future.set_exception(error)

        threading.Thread(target=body, name="latchkey-lookup", daemon=True).start()
        return future


class Collector(QObject):
    """Collect garbage in the window's thread, and in no other.

    Python collects in whichever thread happens to allocate. A widget that is part of a cycle would
    be destroyed there, and Qt objects may be destroyed in their own thread only.

    Args:
        app: the application; owns the collector.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        gc.disable()
        timer = QTimer(self, interval=COLLECT_EVERY_MS)
        timer.timeout.connect(self.collect)
        timer.start()

    def spare(self) -> None:
        """Exempt all objects that exist now from garbage collection: they stay until the end.

        Otherwise a collection of the oldest generation blocks the window's thread for 100 ms.
        """
        gc.freeze()

    def collect(self) -> None:
        """Collect the oldest generation whose threshold is passed, as Python would."""
        pairs = list(zip(gc.get_count(), gc.get_threshold(), strict=True))
        due = [generation for generation, (count, most) in enumerate(pairs) if count > most]
        if due:
            gc.collect(due[-1])


def collector() -> Collector:
    """Return the application's collector, which is created with the first loop."""
    app = QApplication.instance()
    found = None if app is None else app.findChild(Collector)
    assert isinstance(found, Collector)  # noqa: S101  # see new_loop
    return found


class TimerQueue(QObject):
    """Run delayed callbacks, all with one Qt timer.

    qasync starts a timer for each call and lets it run to its end, cancelled or not. Every request
    leaves time limits of minutes behind, which Qt rounds to whole seconds: thousands of them came
    due at once, and blocked the window.
    """

    FEW = 64

    def __init__(self) -> None:
        super().__init__()
        self._waiting: list[tuple[float, int, asyncio.Handle]] = []
        self._numbers = itertools.count()
        self._sweep_at = self.FEW
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._due)

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, handle: asyncio.Handle, delay: float) -> None:
        """Run a handle after a delay in seconds, unless it is cancelled before."""
        if len(self._waiting) >= self._sweep_at:
            self._sweep()
        when = time.monotonic() + delay
        heapq.heappush(self._waiting, (when, next(self._numbers), handle))
        if self._waiting[0][2] is handle:
            self._wind()

    def stop(self) -> None:
        """Stop the timer, and forget all handles."""
        self._timer.stop()
        self._waiting.clear()

    def _sweep(self) -> None:
        self._waiting = [each for each in self._waiting if not each[2].cancelled()]
        heapq.heapify(self._waiting)
        self._sweep_at = max(self.FEW, 2 * len(self._waiting))

    def _wind(self) -> None:
        if self._waiting:
            left = max(0.0, self._waiting[0][0] - time.monotonic())
            self._timer.start(math.ceil(left * 1000))

    def _due(self) -> None:
        now = time.monotonic()
        due = []
        while self._waiting and (self._waiting[0][0] <= now or self._waiting[0][2].cancelled()):
            due.append(heapq.heappop(self._waiting)[2])
        self._wind()  # first: a handle may run Qt's loop, or raise
        for handle in due:
            if not handle.cancelled():
                handle._run()  # as every loop does with its handles


class EventLoop(qasync.QEventLoop):  # type: ignore[misc]  # qasync has no types
    """qasync's loop, with a `TimerQueue` and asyncio's hooks for asynchronous generators.

    A generator that is dropped before its end has to be closed by the loop, because closing may
    await: httpx drops generators where an answer is too large, or its reading is cancelled.
    """

    def __init__(self, app: QApplication) -> None:
        self._later = TimerQueue()
        super().__init__(app, already_running=False)

    def _add_callback(self, handle: asyncio.Handle, delay: float = 0) -> asyncio.Handle:
        if delay <= 0:
            found: asyncio.Handle = super()._add_callback(handle)
            return found
        self._later.add(handle, delay)
        return handle

    def close(self) -> None:
        """Close the loop, and forget delayed callbacks."""
        self._later.stop()
        super().close()

    def run_forever(self) -> Any:
        """Run until stopped, with the loop's hooks for asynchronous generators in force."""
        before = sys.get_asyncgen_hooks()
        sys.set_asyncgen_hooks(self._asyncgen_firstiter_hook, self._asyncgen_finalizer_hook)
        try:
            return super().run_forever()
        finally:
            sys.set_asyncgen_hooks(*before)


def new_loop(app: QApplication) -> asyncio.AbstractEventLoop:
    """Return an asyncio loop that runs inside Qt's."""
    app.setQuitOnLastWindowClosed(False)
    if app.findChild(Collector) is None:
        Collector(app)
    loop: asyncio.AbstractEventLoop = EventLoop(app)
    loop.set_default_executor(DaemonExecutor())
    return loop


def run(app: QApplication, work: Coroutine[Any, Any, T]) -> T:
    """Run the program's main coroutine to its end."""
    with asyncio.Runner(loop_factory=lambda: new_loop(app)) as runner:
        return runner.run(work)
