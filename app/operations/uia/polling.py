"""Looking at a server again and again: when, and what came of it.

What is done elsewhere (a mail, a page) is noticed by giving the stage's answer once more. This is
the part that all attendants of such stages share.
"""

from __future__ import annotations

from app.core.errors import CertificateFault, LatchkeyError, RateLimited
from app.core.uia.threepid import poll_pause
from app.operations.ports.clock import Clock
from app.operations.uia.attendant import comes_back, retry_pause, same


class PollSchedule:
    """The looks of one stage.

    Args:
        clock: the time.

    Attributes:
        since: when the person was given something to do, in seconds since the epoch; None before.
        refusal: why the last look did not do; None for "not yet".
        checked: how often the person had the server asked.
        held_until: when the person may have it asked again, in seconds since the epoch.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.since: float | None = None
        self.refusal: LatchkeyError | None = None
        self.checked = 0
        self.held_until = 0.0
        self._not_before = 0.0
        self._demanded = False
        self._tries = 0

    @property
    def over(self) -> bool:
        """Whether nobody looks by itself any more."""
        return self.since is not None and self._schedule() is None

    def demand(self) -> None:
        """Take note that the next look is the person's wish."""
        self.checked += 1
        self._demanded = True

    def judge(self, refusal: LatchkeyError | None) -> LatchkeyError | None:
        """Take in what the server said to the last look.

        Args:
            refusal: None for "not yet". A throttle is no refusal: it holds the next look back,
                and the person's button if the look was the person's wish.

        Returns:
            The refusal, if it is one.
        """
        demanded, self._demanded = self._demanded, False
        self._not_before = 0.0
        if isinstance(refusal, RateLimited):
            self._not_before = self._clock.now() + refusal.retry_after
            if demanded:
                self.held_until = self._not_before
            refusal = None
        if refusal is None:
            self._tries = 0
        if not same(refusal, self.refusal):
            self.refusal = refusal
        return refusal

    def pause(self, reason: LatchkeyError | None) -> float | None:
        """Return the seconds until the next look; None if there will be none by itself.

        Args:
            reason: what stands in the way, if anything.
        """
        pause = self._schedule()
        if pause is None or isinstance(reason, CertificateFault):
            return None
        if comes_back(reason):
            self._tries += 1
            return retry_pause(self._tries - 1)
        return max(pause, self._not_before - self._clock.now())

    def _schedule(self) -> float | None:
        if self.since is None:
            return None
        return poll_pause(max(0.0, self._clock.now() - self.since))
