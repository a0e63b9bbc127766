"""One start of a window, for `tests.rig.bench`: prints when it is painted, and how large it is.

python -m tests.rig.bench_child bare|sign-in|restored
"""

from __future__ import annotations

import os
import resource
import sys


def painted() -> None:
    """Report to the parent that the window is painted, and end at once."""
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"painted {kilobytes}", flush=True)
    os._exit(0)


def bare() -> None:
    """Show a window with one label."""
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QLabel

    class Label(QLabel):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            painted()

    app = QApplication([])
    label = Label("Hello")
    label.show()
    app.exec()


def latchkey(page: str) -> None:
    """Start Latchkey as a person does, and report when one of its pages is painted."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    import ui.main
    import ui.window.main_window

    window_class = ui.window.main_window.MainWindow

    class Watched(window_class):  # type: ignore[misc, valid-type]  # the class under the name
        """The main window; calls `painted` when the wanted page has been painted."""

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                QTimer.singleShot(0, painted)
            return False

        def showEvent(self, event: object) -> None:
            self.stack.currentChanged.connect(self._watch)
            self._watch()

        def _watch(self) -> None:
            current = self.stack.currentWidget()
            if current is not None and current.objectName() == page:
                current.viewport().installEventFilter(self)

    setattr(ui.main, "MainWindow", Watched)  # noqa: B010  # not exported, on purpose
    ui.main.main([])


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        latchkey({"sign-in": "page.sign-in", "restored": "page.account"}[sys.argv[1]])
