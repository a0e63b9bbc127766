"""Loads the program's services while the window is already shown."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from app.core.errors import LoadFailed
from ui.account.services import Services
from ui.text.message import kind_of


class Loading:
    """Load the services once for all that wait for them, and again after a failure.

    Args:
        load: builds the services; slow.
        loaded: called with the services before `ready` returns them. What it raises is no failure
            of the load, and goes to the event loop's handler of exceptions.
        failed: called with the error of each attempt that fails.
        unexpected: called with what `loaded` raises: loading anew would not help.
    """

    def __init__(
        self,
        load: Callable[[], Awaitable[Services]],
        loaded: Callable[[Services], None],
        failed: Callable[[BaseException], None],
        unexpected: Callable[[BaseException], None],
    ) -> None:
        self._load = load
        self._loaded = loaded
        self._failed = failed
        self._unexpected = unexpected
        self._task: asyncio.Task[Services] | None = None

    @property
    def found(self) -> Services | None:
        """The services; None while they are not loaded."""
        task = self._task
        if task is None or not task.done() or task.cancelled() or task.exception() is not None:
            return None
        return task.result()

    def begin(self) -> None:
        """Start to load the services, unless that is under way; replace those loaded before."""
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._run(), name="load")
            self._task.add_done_callback(self._ended)

    async def ready(self) -> Services:
        """Wait for the services, and return them; if the last attempt has failed, make another.

        Raises:
            LoadFailed: they cannot be loaded; `failed` was called.
        """
        if self.found is None:
            self.begin()
        assert self._task is not None  # noqa: S101  # it was begun
        try:
            return await asyncio.shield(self._task)
        except Exception as error:
            raise LoadFailed(kind_of(error)) from None

    async def close(self) -> None:
        """Cancel the loading, and wait until it has ended."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait({self._task})

    async def _run(self) -> Services:
        services = await self._load()
        try:
            self._loaded(services)
        except Exception as error:
            self._unexpected(error)
        return services

    def _ended(self, task: asyncio.Task[Services]) -> None:
        if not task.cancelled() and (error := task.exception()) is not None:
            self._failed(error)
