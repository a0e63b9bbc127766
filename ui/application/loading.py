"""The program's parts, loaded while the window is there already; anew where that failed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from app.core.errors import LoadFailed
from ui.account.services import Services
from ui.text.message import kind_of


class Loading:
    """Load the services once for everybody who waits for them, and again after a failure.

    Args:
        load: builds them; slow.
        loaded: hears of them before anybody who waits.
        failed: hears why there are none, once for each attempt.
    """

    def __init__(
        self,
        load: Callable[[], Awaitable[Services]],
        loaded: Callable[[Services], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        self._load = load
        self._loaded = loaded
        self._failed = failed
        self._task: asyncio.Task[Services] | None = None

    @property
    def found(self) -> Services | None:
        """The services, if they are loaded."""
        task = self._task
        if task is None or not task.done() or task.cancelled() or task.exception() is not None:
            return None
        return task.result()

    def begin(self) -> None:
        """Load, unless that is under way; what was loaded before is replaced."""
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._run(), name="load")
            self._task.add_done_callback(self._ended)

    async def ready(self) -> Services:
        """Wait for the services. Where the last attempt has failed, this makes another one.

        Raises:
            LoadFailed: they cannot be loaded; `failed` has heard of it.
        """
        if self.found is None:
            self.begin()
        assert self._task is not None  # noqa: S101  # it was begun
        try:
            return await asyncio.shield(self._task)
        except Exception as error:
            raise LoadFailed(kind_of(error)) from None

    async def close(self) -> None:
        """Stop loading."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait({self._task})

    async def _run(self) -> Services:
        services = await self._load()
        self._loaded(services)
        return services

    def _ended(self, task: asyncio.Task[Services]) -> None:
        if not task.cancelled() and (error := task.exception()) is not None:
            self._failed(error)
