from __future__ import annotations

import asyncio
import threading

import pytest

from app.concurrency import SerialReader, TaskScope, in_thread, to_its_end


async def forever() -> None:
    await asyncio.Event().wait()


async def test_a_scope_holds_its_tasks_until_they_end():
    scope = TaskScope(lambda error: None)
    done = asyncio.Event()

    async def work() -> None:
        done.set()

    scope.start(work(), "work")
    assert len(scope) == 1
    await done.wait()
    await scope.close()
    assert len(scope) == 0


async def test_closing_cancels_and_waits():
    scope = TaskScope(lambda error: None)
    ended = []

    async def stubborn() -> None:
        try:
            await forever()
        finally:
            await asyncio.sleep(0)
            ended.append(True)

    scope.start(stubborn(), "stubborn")
    await asyncio.sleep(0)
    await scope.close()
    assert ended == [True]


async def test_a_closed_scope_starts_nothing():
    scope = TaskScope(lambda error: None)
    await scope.close()
    assert scope.start(forever(), "late") is None


async def test_every_error_is_heard_of_once():
    heard: list[BaseException] = []
    scope = TaskScope(heard.append)

    async def fail() -> None:
        raise ValueError("x")

    task = scope.start(fail(), "fail")
    assert task is not None
    await asyncio.wait([task])
    await asyncio.sleep(0)
    assert [type(error) for error in heard] == [ValueError]


async def test_a_thread_hands_over_what_it_found():
    assert await in_thread(threading.get_ident) != threading.get_ident()


async def test_what_a_thread_found_is_not_handed_through_the_loops_log(caplog):
    loop = asyncio.get_running_loop()
    seen: list[tuple[object, ...]] = []
    hand_over = loop.call_soon_threadsafe
    loop.call_soon_threadsafe = lambda call, *args: seen.append(args) or hand_over(call, *args)
    assert await in_thread(lambda: "canary") == "canary"
    assert seen == [()]


async def test_a_scope_gives_its_tasks_a_while():
    scope = TaskScope(lambda error: None)
    ended = []

    async def brief() -> None:
        await asyncio.sleep(0)
        ended.append("brief")

    async def endless() -> None:
        try:
            await forever()
        finally:
            ended.append("endless")

    scope.start(brief(), "brief")
    scope.start(endless(), "endless")
    await scope.finish(0.05)
    assert ended == ["brief", "endless"]


async def test_a_thread_hands_over_what_it_raised():
    with pytest.raises(KeyError):
        await in_thread(lambda: {}["missing"])


async def test_a_thread_that_takes_too_long_is_left_behind():
    never = threading.Event()
    with pytest.raises(TimeoutError):
        await in_thread(never.wait, 0.01)
    never.set()


def test_a_thread_that_outlives_its_loop_bothers_nobody():
    go_on, ended = threading.Event(), threading.Event()

    def slow() -> None:
        go_on.wait()
        ended.set()

    async def leave() -> None:
        with pytest.raises(TimeoutError):
            await in_thread(slow, 0.01)

    asyncio.run(leave())
    go_on.set()
    assert ended.wait(5)


class Source:
    """Answers each read when it is told to, with the number of the read."""

    def __init__(self) -> None:
        self.begun: list[asyncio.Future[None]] = []
        self.taken: list[int] = []
        self.broken: list[BaseException] = []
        self.tasks = TaskScope(self.broken.append)
        self.dropped: list[int] = []
        self.reader = SerialReader(
            self._read, self.taken.append, self.dropped.append, self.tasks, "read"
        )

    async def _read(self) -> int:
        answer: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.begun.append(answer)
        number = len(self.begun)
        await answer
        return number

    async def settle(self) -> None:
        for _ in range(5):
            await asyncio.sleep(0)


async def test_one_read_at_a_time_and_one_more_for_all_who_wished_meanwhile():
    source = Source()
    first = asyncio.ensure_future(source.reader.again())
    await source.settle()
    later = [asyncio.ensure_future(source.reader.again()) for _ in range(3)]
    await source.settle()
    assert len(source.begun) == 1
    source.begun[0].set_result(None)
    await first
    await source.settle()
    assert len(source.begun) == 2
    assert not any(each.done() for each in later)  # what they wait for began after their wish
    source.begun[1].set_result(None)
    await asyncio.gather(*later)
    assert source.taken == [1, 2]
    await source.settle()
    assert len(source.begun) == 2


async def test_an_answer_that_was_overtaken_is_dropped_and_read_again():
    source = Source()
    waiting = asyncio.ensure_future(source.reader.again())
    await source.settle()
    source.reader.overtake()
    source.begun[0].set_result(None)
    await source.settle()
    assert source.taken == []
    assert source.dropped == [1]
    assert not waiting.done()
    source.begun[1].set_result(None)
    await waiting
    assert source.taken == [2]


async def test_nothing_is_overtaken_where_nothing_is_read():
    source = Source()
    source.reader.overtake()
    waiting = asyncio.ensure_future(source.reader.again())
    await source.settle()
    source.begun[0].set_result(None)
    await waiting
    assert source.taken == [1]


async def test_a_read_that_breaks_holds_nobody_up_and_the_next_one_is_made():
    source = Source()
    first = asyncio.ensure_future(source.reader.again())
    await source.settle()
    second = asyncio.ensure_future(source.reader.again())
    await source.settle()
    source.begun[0].set_exception(ZeroDivisionError())
    await first
    await source.settle()
    source.begun[1].set_result(None)
    await second
    assert [type(each) for each in source.broken] == [ZeroDivisionError]
    assert source.taken == [2]


async def test_nobody_waits_for_a_read_that_is_cancelled_or_cannot_begin():
    source = Source()
    waiting = [asyncio.ensure_future(source.reader.again()) for _ in range(2)]
    await source.settle()
    await source.tasks.close()
    await asyncio.gather(*waiting)
    await source.reader.again()
    assert source.taken == []
    assert source.broken == []


async def test_work_runs_to_its_end_and_the_cancel_is_not_lost():
    go, ended = asyncio.Event(), []

    async def work() -> None:
        await go.wait()
        ended.append(True)

    task = asyncio.create_task(to_its_end(work()))
    for _ in range(2):  # a second cancel breaks nothing either
        await asyncio.sleep(0)
        task.cancel()
    await asyncio.sleep(0)
    assert not task.done()
    go.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert ended == [True]


async def test_what_work_to_its_end_returns_or_raises_is_handed_on():
    async def work(number: int) -> int:
        await asyncio.sleep(0)
        return 1 // number

    assert await to_its_end(work(1)) == 1
    with pytest.raises(ZeroDivisionError):
        await to_its_end(work(0))
