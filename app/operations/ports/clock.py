"""The clock port: the current time, and pauses."""

from __future__ import annotations

from typing import Protocol


class Clock(Protocol):
    """The current time, and pauses; tests replace it."""

    def now(self) -> float:
        """Return seconds since the epoch."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait for a number of seconds."""
        ...
