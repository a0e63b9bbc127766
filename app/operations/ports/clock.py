"""Time, as operations see it."""

from __future__ import annotations

from typing import Protocol


class Clock(Protocol):
    """Time that tests can set."""

    def now(self) -> float:
        """Return seconds since the epoch."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Let some time pass."""
        ...
