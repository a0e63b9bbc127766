"""The dialog that says that the program cannot start, since an import has failed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from ui.text.message import Message, kind_of
from ui.widgets.banner import LEADING
from ui.widgets.buttons import Button
from ui.widgets.dialog import Dialog
from ui.widgets.label import Label, Role
from ui.window.main_window import MainWindow

translate = QCoreApplication.translate


def say_cannot_start(app: QApplication, window: MainWindow, error: BaseException) -> None:
    """Show why the program cannot start, and run Qt's event loop until that was read.

    Args:
        app: the application; its event loop does not run yet.
        window: the window, already shown; closing it also ends the loop.
        error: what the import raised. Its text is not shown.
    """
    sheet = CannotStart(window, error)
    sheet.finished.connect(lambda: QCoreApplication.exit(0))
    window.closing.connect(sheet.reject)
    window.open_dialog(sheet)
    app.exec()


class CannotStart(Dialog):
    """Say that a part of the program is missing, with a report to copy.

    Args:
        parent: the window.
        error: what the import raised.
    """

    def __init__(self, parent: MainWindow, error: BaseException) -> None:
        title = translate("CannotStart", "Latchkey can't start.")
        text = translate(
            "CannotStart",
            "A part of the program is missing or broken. Install Latchkey again. If that doesn't "
            "help, send us the report.",
        )
        super().__init__(parent, "cannot-start", title, text)
        self.eyebrow.hide()
        self._found = Message(title, code=f"CannotStart · {kind_of(error)}")
        code = Label(Role.CAPTION, self._found.code)
        code.setObjectName("cannot-start.code")
        copy = Button(self.tr("Copy report"), "cannot-start.copy", "link")
        copy.clicked.connect(self._copy)
        self.content.addWidget(code)
        self.content.addWidget(copy, 0, LEADING)
        self.cancel.hide()
        self.go_on.setText(self.tr("Quit"))
        self.go_on.setFocus()

    def press(self) -> None:
        """End the program."""
        self.accept()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._found.report())
