"""Ends sessions in memory after a time without input, with a minute's warning."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.platform.theme import STEP
from ui.text.message import wait_text
from ui.widgets.icon import Icon
from ui.widgets.label import Label, Role

LOOK_EVERY_MS = 500
WARNING_SECONDS = 60.0

SIGNS_OF_LIFE = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress,
}


class IdleTimeout(QObject):
    """Watch for input while there are sessions in memory, and end them when there is none.

    A computer that sleeps stops one of its clocks, and the other one can be set: the clock by which
    more time has passed counts.

    Args:
        window: shows the warning.
        limit: returns the minutes that may pass without input; 0 for any number.
        guarded: returns whether there is a session to be ended.
        end: ends the sessions; called again while there are any left.
        wall, steady: clocks, in seconds.
    """

    def __init__(
        self,
        window: QWidget,
        limit: Callable[[], int],
        guarded: Callable[[], bool],
        end: Callable[[], None],
        wall: Callable[[], float] = time.time,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(window)
        self._limit = limit
        self._guarded = guarded
        self._end = end
        self._clocks = (wall, steady)
        self._seen = self._now()
        self.warning = IdleWarning(window)
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self._watching = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Restart the time and hide the warning on input (the name is Qt's)."""
        if event.type() in SIGNS_OF_LIFE:
            self._seen = self._now()
            self.warning.hide()
        return False

    def look(self) -> None:
        """Check how long there was no input, and show the warning or end the sessions."""
        limit = 60.0 * self._limit()
        self._watch(bool(limit) and self._guarded())
        if not self._watching:
            return
        left = limit - max(now - then for now, then in zip(self._now(), self._seen, strict=True))
        if left > min(WARNING_SECONDS, limit / 2):
            self.warning.hide()
        elif left > 0:
            self.warning.say(left)
        else:
            self.warning.hide()
            self._end()  # until nothing is left to be guarded

    def _watch(self, watch: bool) -> None:
        """Watch the events of the whole application, or stop watching them."""
        if watch == self._watching:
            return
        self._watching = watch
        app = QCoreApplication.instance()
        assert app is not None  # noqa: S101  # the window could not exist without it
        if watch:
            self._seen = self._now()
            app.installEventFilter(self)
        else:
            app.removeEventFilter(self)
            self.warning.hide()

    def _now(self) -> tuple[float, float]:
        wall, steady = self._clocks
        return wall(), steady()


class IdleWarning(QFrame):
    """A warning above everything else in the window that sessions will be ended soon.

    Args:
        window: its top is covered by the warning.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("idle")
        self._window = window
        self._left = 0.0
        self.hide()
        box = QHBoxLayout(self)
        box.setContentsMargins(2 * STEP, STEP + 4, 2 * STEP, STEP + 4)
        box.setSpacing(12)
        self.text = Label(Role.STRONG)
        self.text.setObjectName("idle.text")
        box.addWidget(Icon("warn", "warn", 20))
        box.addWidget(self.text, 1)

    def retranslate(self) -> None:
        """Write how much time is left."""
        text = self.tr(
            "Is somebody here? You will be signed out in {wait}, unless you press a key."
        )
        self.text.setText(text.format(wait=wait_text(max(1, round(self._left)))))
        self.setAccessibleName(self.text.text())

    def changeEvent(self, event: QEvent) -> None:
        """Update a shown text when the application's language changes (the name is Qt's)."""
        if event.type() == QEvent.Type.LanguageChange and not self.isHidden():
            self.say(self._left)
        super().changeEvent(event)

    def say(self, left: float) -> None:
        """Show the warning.

        Args:
            left: seconds until the sessions are ended.
        """
        self._left = left
        self.retranslate()
        margin = 2 * STEP
        width = min(self._window.width() - 2 * margin, 560)
        layout = self.layout()
        assert layout is not None  # noqa: S101  # set above
        height = max(layout.totalHeightForWidth(width), layout.sizeHint().height()) + STEP
        self.setGeometry((self._window.width() - width) // 2, margin, width, height)
        if self.isHidden():
            self.show()
            self.raise_()
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
