"""The frame that every stage's dialog stands on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.core.errors import LatchkeyError, RateLimited
from app.core.stages import AnyAnswer
from app.core.uia import NeedStage
from app.flows.ports import Act
from ui.explanation import wait_text
from ui.messages import explain
from ui.theme import STEP
from ui.widgets.buttons import BusyButton, Button
from ui.widgets.card import Actions
from ui.widgets.countdown import Countdown
from ui.widgets.text import Role, Text

WIDTH = 460


class StageDialog(QDialog):
    """Ask for one proof: who asks, why, which step, and the server's reason on a refusal.

    A subclass adds its fields to `content` and offers `take_answer`. It knows neither network nor
    flow.

    Args:
        parent: the window that it belongs to.
        act: what it is asked for.
        title: the question.
        sentence: why, and what to enter.
    """

    answered = Signal(object)

    def __init__(self, parent: QWidget, act: Act, title: str, sentence: str) -> None:
        super().__init__(parent)
        self.setObjectName("stage")
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(WIDTH)
        self._server = act.server_name
        self._countdown = Countdown(self)
        self._countdown.ticked.connect(self._hold_back)
        self._countdown.over.connect(self._let_go)
        self.eyebrow = Text(Role.EYEBROW, tone="muted")
        self.eyebrow.setObjectName("stage.who")
        self.title = Text(Role.DIALOG_TITLE, title)
        self.sentence = Text(Role.BODY, sentence, tone="muted")
        self.content = QVBoxLayout()
        self.content.setSpacing(STEP)
        self.reason = Text(Role.CAPTION, tone="bad")
        self.reason.setObjectName("stage.reason")
        self.said = Text(Role.CAPTION, tone="muted")
        self.said.setObjectName("stage.server")
        self.cancel = Button(self.tr("Cancel"), "stage.cancel")
        self.go_on = BusyButton(self.tr("Continue"), "stage.continue")
        self.go_on.setDefault(True)
        self._box = box = QVBoxLayout(self)
        box.setContentsMargins(22, 20, 22, 20)
        box.setSpacing(STEP)
        box.addWidget(self.eyebrow)
        box.addWidget(self.title)
        box.addWidget(self.sentence)
        box.addLayout(self.content)
        box.addWidget(self.reason)
        box.addWidget(self.said)
        box.addStretch(1)
        box.addSpacing(STEP)
        box.addWidget(Actions(self.cancel, self.go_on))
        self.cancel.clicked.connect(self.reject)
        self.go_on.clicked.connect(self._press)

    def take_answer(self) -> AnyAnswer | None:
        """Return what the person proved with, or None after showing what is missing."""
        raise AssertionError  # pragma: no cover  # every subclass has its own

    def focus_field(self) -> None:
        """Put the focus where the answer goes, and select what is there."""

    def explain_refusal(self, error: LatchkeyError) -> str:
        """Say why the proof did not do; a subclass knows better for its own refusals."""
        found = explain(error)
        return f"{found.sentence} {found.next_step}".strip()

    def ask(self, need: NeedStage) -> None:
        """Ask, or ask again with the reason; what was typed stays."""
        self.go_on.set_busy(False)
        self.cancel.setEnabled(True)
        if need.steps > 1:
            text = self.tr("Step {step} of {steps} · {server} asks")
            who = text.format(step=need.step, steps=need.steps, server=self._server)
        else:
            who = self.tr("{server} asks").format(server=self._server)
        self.eyebrow.setText(who.upper())
        self._countdown.stop()
        self.go_on.setEnabled(True)
        if isinstance(need.refusal, RateLimited):
            self._countdown.start(need.refusal.retry_after)
        elif need.refusal is not None:
            self.show_reason(self.explain_refusal(need.refusal))
        elif need.restarted:
            self.show_reason(self.tr("The server had forgotten this. It asks once more."))
        else:
            self.show_reason("")
        self.said.say(self._server_words(need.refusal))
        self.focus_field()

    def show_reason(self, sentence: str) -> None:
        """Say what is wrong, beneath the fields."""
        self.reason.say(sentence)

    def reject(self) -> None:
        """Cancel, unless the proof is on its way: then it is too late (the name is Qt's)."""
        if not self.go_on.busy:
            super().reject()

    def event(self, event: QEvent) -> bool:
        """Be as high as the texts need at this width (the name is Qt's).

        A window takes its layout's minimum, which for wrapped text is one line.
        """
        if event.type() != QEvent.Type.LayoutRequest:
            return super().event(event)
        done = super().event(event)
        self._fit()
        return done

    def open_over(self, window: QWidget) -> None:
        """Open in the middle of a window."""
        self._fit()
        middle = window.mapToGlobal(window.rect().center())
        self.move(middle - self.rect().center())
        self.open()

    def _fit(self) -> None:
        width = max(WIDTH, self.width() if self.isVisible() else 0)
        height = self._box.totalHeightForWidth(width)
        self.setMinimumHeight(height)
        self.resize(width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Return press the primary button from anywhere in the dialog (the name is Qt's)."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.cancel.hasFocus():
                self.reject()
            else:
                self._press()
            return
        super().keyPressEvent(event)

    def _press(self) -> None:
        if self.go_on.busy or not self.go_on.isEnabled():
            return
        answer = self.take_answer()
        if answer is None:
            return
        self.go_on.set_busy(True)
        self.cancel.setEnabled(False)
        self.answered.emit(answer)

    def _server_words(self, refusal: LatchkeyError | None) -> str:
        words = "" if refusal is None else explain(refusal).server_text
        return self.tr("The server says: {text}").format(text=words) if words else ""

    def _let_go(self) -> None:
        self.go_on.setEnabled(True)
        self.show_reason("")

    def _hold_back(self, left: int) -> None:
        self.go_on.setEnabled(False)
        text = self.tr("Too many tries. You can go on in {wait}.")
        self.show_reason(text.format(wait=wait_text(left)))
