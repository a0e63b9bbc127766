"""The loop under the window: garbage, look-ups, the end."""

from __future__ import annotations

import asyncio
import gc
import threading
import weakref
from collections.abc import AsyncIterator

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from app.concurrency import in_thread
from ui.platform.event_loop import Collector, DaemonExecutor, TimerQueue, collector


@pytest.fixture
async def later() -> TimerQueue:
    """What waits on the loop that runs."""
    found = asyncio.get_running_loop()._later
    assert isinstance(found, TimerQueue)
    return found


class Cycle(QObject):
    """A Qt object that only a garbage collector can free."""

    def __init__(self) -> None:
        super().__init__()
        self.me = self
        self.timer = QTimer(self, interval=10_000)
        self.timer.start()


def allocate() -> None:
    """Make as much garbage as would start a collection several times over."""
    for _ in range(50):
        kept: list[object] = [[] for _ in range(1_000)]
        kept.append(kept)


async def test_a_worker_thread_destroys_no_qt_object(qapp: QApplication):
    assert qapp.findChild(Collector) is not None
    cycle = weakref.ref(Cycle())
    await in_thread(allocate)
    assert cycle() is not None, "it was collected in the worker thread"

    gc.collect()
    assert cycle() is None


async def test_garbage_is_collected_when_python_would(qapp: QApplication):
    gc.collect()
    before = gc.get_stats()[0]["collections"]
    collector().collect()
    assert gc.get_stats()[0]["collections"] == before, "there was nothing to collect"
    kept = [[] for _ in range(gc.get_threshold()[0] + 100)]
    collector().collect()
    assert gc.get_stats()[0]["collections"] == before + 1
    assert len(kept) > 100


async def test_what_stays_is_not_looked_through_again(qapp: QApplication):
    before = len(gc.get_objects())
    collector().spare()
    try:
        assert len(gc.get_objects()) < before / 10
        cycle = weakref.ref(Cycle())
        gc.collect()
        assert cycle() is None, "what is new is collected as ever"
    finally:
        gc.unfreeze()


async def test_look_ups_run_in_threads_that_nobody_waits_for():
    loop = asyncio.get_running_loop()
    thread = await loop.run_in_executor(None, threading.current_thread)
    assert thread.daemon


def test_an_executor_hands_over_errors():
    executor = DaemonExecutor()
    failed = executor.submit(lambda: {}["missing"])
    assert isinstance(failed.exception(10), KeyError)


async def test_a_generator_that_is_let_go_half_read_is_closed():
    closed = asyncio.Event()

    async def numbers() -> AsyncIterator[int]:
        try:
            yield 1
            yield 2
        finally:
            await asyncio.sleep(0)
            closed.set()

    async def first() -> int:
        async for number in numbers():
            return number
        raise AssertionError

    assert await first() == 1
    await asyncio.wait_for(closed.wait(), 5)


async def test_what_waits_is_called_in_order_and_not_when_cancelled():
    loop = asyncio.get_running_loop()
    called: list[str] = []
    done = asyncio.Event()
    loop.call_later(0.03, done.set)
    loop.call_later(0.02, called.append, "second")
    loop.call_later(0.015, called.append, "never").cancel()
    loop.call_at(loop.time() + 0.01, called.append, "first")
    await done.wait()
    assert called == ["first", "second"]


async def test_time_limits_that_are_over_leave_nothing_behind(later: TimerQueue):
    before = len(later)
    for _ in range(1_000):
        async with asyncio.timeout(120):
            await asyncio.sleep(0)
    assert len(later) <= max(TimerQueue.FEW, 2 * before) + 1


async def test_nothing_is_called_before_its_time(qapp: QApplication):
    loop = asyncio.get_running_loop()
    began = loop.time()
    await asyncio.sleep(0.01)
    assert loop.time() - began >= 0.01


async def test_a_closed_loop_calls_nothing(qapp: QApplication):
    later, called = TimerQueue(), []
    later.add(asyncio.Handle(called.append, ("late",), asyncio.get_running_loop()), 0.001)
    later.stop()
    await asyncio.sleep(0.01)
    assert called == []
    assert len(later) == 0
