"""The only user of qasync: one loop for Qt and asyncio.

Dialogs are opened with `open()` and awaited through a future; nothing calls `exec()` while this
loop turns, which under qasync would stop every other task.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import gc
import sys
import threading
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer
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
            except BaseException as error:  # handed to whoever waits
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

    def collect(self) -> None:
        """Collect the oldest generation whose threshold is passed, as Python would."""
        pairs = list(zip(gc.get_count(), gc.get_threshold(), strict=True))
        due = [generation for generation, (count, most) in enumerate(pairs) if count > most]
        if due:
            gc.collect(due[-1])


class Loop(qasync.QEventLoop):  # type: ignore[misc]  # qasync has no types
    """qasync's loop, which forgets what asyncio's does for half-read generators.

    A generator that is let go before its end has to be closed by the loop, for closing may wait:
    httpx leaves such ones behind where an answer is too large, or its reading is cancelled.
    """

    def run_forever(self) -> Any:
        """Turn until stopped, with the loop's hooks for generators in force."""
        before = sys.get_asyncgen_hooks()
        sys.set_asyncgen_hooks(self._asyncgen_firstiter_hook, self._asyncgen_finalizer_hook)
        try:
            return super().run_forever()
        finally:
            sys.set_asyncgen_hooks(*before)


def new_loop(app: QApplication) -> asyncio.AbstractEventLoop:
    """Return an asyncio loop that turns inside Qt's."""
    app.setQuitOnLastWindowClosed(False)
    if app.findChild(Collector) is None:
        Collector(app)
    loop: asyncio.AbstractEventLoop = Loop(app, already_running=False)
    loop.set_default_executor(DaemonExecutor())
    return loop


def run(app: QApplication, work: Coroutine[Any, Any, T]) -> T:
    """Run the program's main coroutine to its end."""
    with asyncio.Runner(loop_factory=lambda: new_loop(app)) as runner:
        return runner.run(work)
