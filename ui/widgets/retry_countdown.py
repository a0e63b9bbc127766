"""Waiting for as long as a server wants, where a person can see how long that still is."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QDeadlineTimer, QObject, QTimer, Signal
from PySide6.QtWidgets import QPushButton

from ui.text.message import Message
from ui.widgets.banner import Banner, Banners

LOOK_EVERY_MS = 250
LEAST_SECONDS = 1.0
"""Servers say "in no time" as well; what flashes up cannot be read."""


class Countdown(QObject):
    """Count seconds down against a clock that nobody can set.

    Signals:
        ticked: the seconds that are left, from the start on.
        over: none is left.
    """

    ticked = Signal(int)
    over = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._until = QDeadlineTimer()
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)

    def start(self, seconds: float) -> None:
        """Begin, or begin anew."""
        self._until = QDeadlineTimer(round(max(seconds, LEAST_SECONDS) * 1000))
        self._timer.start()
        self._look()

    @property
    def running(self) -> bool:
        """Whether it counts."""
        return self._timer.isActive()

    def stop(self) -> None:
        """End without a signal."""
        self._timer.stop()

    def _look(self) -> None:
        left = -(-self._until.remainingTime() // 1000)
        if left > 0:
            self.ticked.emit(left)
            return
        self._timer.stop()
        self.over.emit()


class RetryCountdown(QObject):
    """Hold a button back for as long as a server wants, with a banner that counts down.

    It ends by itself, and takes its banner along; dismissing the banner ends it as well.

    Args:
        button: what is held back.
        banners: where the banner goes.

    Signals:
        over: it ended by itself: the server takes the next try.
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
        """Hold the button back.

        Args:
            seconds: how long.
            words: what the banner says when so many seconds are left.
        """
        self.end()
        self._words = words
        self._banner = Banner("warn", words(math.ceil(max(seconds, LEAST_SECONDS))))
        self._banner.dismissed.connect(self.end)
        had_focus = self._button.hasFocus()
        self._button.setProperty("held", True)
        self._button.setEnabled(False)
        self._banners.show(self._banner)
        if had_focus:  # Qt would give it to whatever comes next, and scroll there
            self._banner.dismiss.setFocus()
        self._countdown.start(seconds)

    def end(self) -> None:
        """Let the button go, and take the banner down."""
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
