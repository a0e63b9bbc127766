"""The only user of qasync: one loop for Qt and asyncio.

Dialogs are opened with `open()` and awaited through a future; nothing in Latchkey calls `exec()`,
which under qasync would stop every other task.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import threading
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from PySide6.QtWidgets import QApplication

import qasync  # isort: skip  # after PySide6: it would look for another binding otherwise

T = TypeVar("T")


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
            except BaseException as error:  # handed to whoever waits
                future.set_exception(error)

        threading.Thread(target=body, name="latchkey-lookup", daemon=True).start()
        return future


def new_loop(app: QApplication) -> asyncio.AbstractEventLoop:
    """Return an asyncio loop that turns inside Qt's."""
    app.setQuitOnLastWindowClosed(False)
    loop: asyncio.AbstractEventLoop = qasync.QEventLoop(app, already_running=False)
    loop.set_default_executor(DaemonExecutor())
    return loop


def run(app: QApplication, work: Coroutine[Any, Any, T]) -> T:
    """Run the program's main coroutine to its end."""
    with asyncio.Runner(loop_factory=lambda: new_loop(app)) as runner:
        return runner.run(work)
