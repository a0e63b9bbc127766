"""`PollSchedule`: when to poll the server for a stage, and what the last poll said.

Whether a person has opened a mail's link or finished a web page is found out by giving the stage's
answer once more. The attendants of such stages share this schedule.
"""

from __future__ import annotations

from app.core.errors import CertificateFault, LatchkeyError, RateLimited
from app.core.uia.threepid import poll_pause
from app.operations.ports.clock import Clock
from app.operations.uia.attendant import comes_back, retry_pause, same


class PollSchedule:
    """The polls of one stage.

    Args:
        clock: the time.

    Attributes:
        since: when the person was given something to do, in seconds since the epoch; None before.
        refusal: why the server refused the last poll; None for "not yet".
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
        """Whether the automatic polls have ended."""
        return self.since is not None and self._schedule() is None

    def demand(self) -> None:
        """Record that the person asked for the next poll."""
        self.checked += 1
        self._demanded = True

    def judge(self, refusal: LatchkeyError | None) -> LatchkeyError | None:
        """Take in what the server said to the last poll.

        Args:
            refusal: None for "not yet". A throttle is no refusal: it delays the next poll, and
                also the person's button if the person asked for this poll.

        Returns:
            The refusal; None for "not yet" and for a throttle.
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
        """Return the seconds until the next automatic poll; None if there will be none.

        Args:
            reason: the error of the last attempt, if there was one.
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
