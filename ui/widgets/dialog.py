"""A dialog over the window: a question, its fields, what is wrong, and two buttons."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.platform.theme import BODY_POINTS, STEP
from ui.widgets.buttons import BusyButton, Button
from ui.widgets.label import Label, Role

WIDTH = 460
MARGIN = 22


class Dialog(QDialog):
    """A dialog over a window, as high as its texts need; it scrolls if the window is too small.

    A subclass adds its fields to `content`, and overrides `press`.

    Args:
        parent: the window that the dialog belongs to.
        name: objectName, and first part of the objectNames inside.
        title: the question.
        sentence: why it is asked, and what to do.
    """

    def __init__(self, parent: QWidget, name: str, title: str, sentence: str) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._window = parent
        self.eyebrow = Label(Role.EYEBROW, tone="muted")
        self.eyebrow.setObjectName(f"{name}.who")
        self.title = Label(Role.DIALOG_TITLE, title)
        self.sentence = Label(Role.BODY, sentence, tone="muted")
        self.sentence.setObjectName(f"{name}.sentence")
        self.content = QVBoxLayout()
        self.content.setSpacing(STEP)
        self.reason = Label(Role.CAPTION, tone="bad")
        self.reason.setObjectName(f"{name}.reason")
        self.said = Label(Role.CAPTION, tone="muted")
        self.said.setObjectName(f"{name}.server")
        for part in (self.reason, self.said):
            part.hide()
        self.cancel = Button(self.tr("Cancel"), f"{name}.cancel")
        self.go_on = BusyButton(self.tr("Continue"), f"{name}.continue")
        self.go_on.setDefault(True)
        self._settled = QTimer(self, singleShot=True, interval=0)  # runs when the layout is done
        self._settled.timeout.connect(self._see_reason)
        self._lay_out()
        self.cancel.clicked.connect(self.reject)
        self.go_on.clicked.connect(self.press)

    def _lay_out(self) -> None:
        inner = QWidget()
        self._inner = QVBoxLayout(inner)
        self._inner.setContentsMargins(MARGIN, 20, MARGIN, STEP)
        self._inner.setSpacing(STEP)
        for part in (self.eyebrow, self.title, self.sentence):
            self._inner.addWidget(part)
        self._inner.addLayout(self.content)
        for part in (self.reason, self.said):
            self._inner.addWidget(part)
        self._inner.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inner)
        inner.installEventFilter(self)
        self._buttons = QWidget()
        self.row = QHBoxLayout(self._buttons)
        self.row.setContentsMargins(MARGIN, STEP, MARGIN, 20)
        self.row.setSpacing(STEP + 2)
        self.row.addStretch(1)
        self.row.addWidget(self.cancel)
        self.row.addWidget(self.go_on)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._scroll, 1)
        box.addWidget(self._buttons)

    def press(self) -> None:
        """Do what the primary button does; every subclass overrides it."""
        raise AssertionError  # pragma: no cover  # every subclass has its own

    def show_reason(self, sentence: str) -> None:
        """Show what is wrong, beneath the fields."""
        self.reason.say(sentence)
        self._settled.start()

    def hold(self, button: QPushButton) -> None:
        """Disable a button; its focus does not go to another one, which Return would press."""
        if button.hasFocus():
            self._scroll.setFocus()
        button.setEnabled(False)

    def fit_content(self, width: int) -> None:
        """Arrange the content for a width in pixels; called before its height is computed."""

    def open_over(self, window: QWidget) -> None:
        """Open the dialog in the middle of a window."""
        self._fit()
        middle = window.mapToGlobal(window.rect().center())
        self.move(middle - self.rect().center())
        self.open()

    def reject(self) -> None:
        """Cancel, unless Cancel is disabled because an answer is being sent (the name is Qt's)."""
        if self.cancel.isEnabled():
            super().reject()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Resize the dialog when the layout of its content changes (the name is Qt's)."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)  # type: ignore[arg-type]  # a QObject

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Return press what has the focus, or the primary button (the name is Qt's)."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, QPushButton) and focused is not self.go_on:
                focused.click()
            else:
                self.press()
            return
        super().keyPressEvent(event)

    def _fit(self) -> None:
        """Resize to the height that the texts need, at most the window's; scroll beyond that."""
        for part in self.findChildren(QWidget):
            part.ensurePolished()
        buttons = self._buttons.sizeHint()
        larger = QApplication.font().pointSizeF() / BODY_POINTS
        wanted = min(round(WIDTH * max(1.0, larger)), self._window.width() - 2 * STEP)
        width = max(wanted, buttons.width(), self.width() if self.isVisible() else 0)
        self.fit_content(width - 2 * MARGIN)
        self._inner.activate()
        room = max(self._window.height() - 2 * STEP, 240)
        text = self._inner.totalHeightForWidth(width)
        if text + buttons.height() > room:
            bar = self._scroll.verticalScrollBar().sizeHint().width()
            text = self._inner.totalHeightForWidth(width - bar)
        height = min(text + buttons.height(), room)
        self.setMinimumSize(width, height)
        self.resize(width, height)
        self._settled.start()

    def _see_reason(self) -> None:
        if not self.reason.isHidden():
            self._scroll.ensureWidgetVisible(self.reason, 0, 0)
