from __future__ import annotations

import asyncio
import threading

import pytest

from app.concurrency import TaskScope, in_thread


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
