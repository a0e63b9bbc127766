"""Countdowns for a server's rate limit, with the remaining seconds shown to the person."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QDeadlineTimer, QObject, QTimer, Signal
from PySide6.QtWidgets import QPushButton

from ui.text.message import Message
from ui.widgets.banner import Banner, Banners

LOOK_EVERY_MS = 250
LEAST_SECONDS = 1.0
"""Shortest countdown: a server may send 0, and a banner that only flashes cannot be read."""


class Countdown(QObject):
    """Count seconds down by a monotonic clock.

    Signals:
        ticked: carries the seconds that are left; emitted from the start on, every 250 ms.
        over: no time is left.
    """

    ticked = Signal(int)
    over = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._until = QDeadlineTimer()
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)

    def start(self, seconds: float) -> None:
        """Start or restart the countdown; it lasts at least `LEAST_SECONDS`."""
        self._until = QDeadlineTimer(round(max(seconds, LEAST_SECONDS) * 1000))
        self._timer.start()
        self._look()

    @property
    def running(self) -> bool:
        """Whether the countdown is running."""
        return self._timer.isActive()

    def stop(self) -> None:
        """Stop the countdown without emitting `over`."""
        self._timer.stop()

    def _look(self) -> None:
        left = -(-self._until.remainingTime() // 1000)
        if left > 0:
            self.ticked.emit(left)
            return
        self._timer.stop()
        self.over.emit()


class RetryCountdown(QObject):
    """Disable a button for as long as a server demands, with a banner that counts down.

    At its end the banner is removed and the button enabled. Dismissing the banner ends it early.

    Args:
        button: the button to be disabled.
        banners: where the banner is shown.

    Signals:
        over: the time has passed, and the server accepts another try; not emitted if ended early.
    """

    over = Signal()

    def __init__(self, button: QPushButton, banners: Banners) -> None:
        super().__init__(button)
        self._button = button
        self._banners = banners
        self._banner: Banner | None = None
        self._words: Callable[[int], Message] | None = None
        self._countdown = Countdown(self)
        self._countdown.ticked.connect(self._tick)
        self._countdown.over.connect(self._let_go)

    def begin(self, seconds: float, words: Callable[[int], Message]) -> None:
        """Disable the button, and show the banner.

        Args:
            seconds: how long.
            words: returns the banner's message for the seconds that are left.
        """
        self.end()
        self._words = words
        self._banner = Banner("warn", words(math.ceil(max(seconds, LEAST_SECONDS))))
        self._banner.dismissed.connect(self.end)
        had_focus = self._button.hasFocus()
        self._button.setProperty("held", True)
        self._button.setEnabled(False)
        self._banners.show(self._banner)
        if had_focus:  # Qt would focus the next control, and scroll there
            self._banner.dismiss.setFocus()
        self._countdown.start(seconds)

    def end(self) -> None:
        """Enable the button, and remove the banner."""
        self._countdown.stop()
        banner, self._banner = self._banner, None
        if banner is None:
            return
        self._button.setProperty("held", False)
        self._button.setEnabled(True)
        if self._banners.shows(banner):
            if banner.dismiss.hasFocus():
                self._button.setFocus()
            self._banners.clear()

    def _let_go(self) -> None:
        self.end()
        self.over.emit()

    def _tick(self, left: int) -> None:
        if self._banner is None or not self._banners.shows(self._banner):
            self.end()  # another banner has taken its place
        elif self._words is not None:
            self._banner.say_next(self._words(left).next_step)
