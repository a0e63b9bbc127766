"""The frame that every stage's dialog stands on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.core.errors import LatchkeyError
from app.core.stages import AnyAnswer
from app.flows.ports import Act, Answered, Edited, Question, Response, TakeFlow
from ui.explanation import wait_text
from ui.messages import explain
from ui.stages.links import Links
from ui.stages.words import other_ways
from ui.theme import BODY_POINTS, STEP
from ui.widgets.buttons import BusyButton, Button
from ui.widgets.countdown import Countdown
from ui.widgets.text import Role, Text

WIDTH = 460
MARGIN = 22


class StageDialog(QDialog):
    """Ask for one proof: who asks, why, which step, and the server's reason on a refusal.

    A subclass adds its fields to `content`, and offers `take_answer` or `take_response`. It knows
    neither network nor flow.

    Args:
        parent: the window that it belongs to.
        act: what it is asked for.
        title: the question.
        sentence: why, and what to do.

    Signals:
        responded: the person did something; carries a `Response`.
        open_requested: the person wants to go to a `Link`.
        copy_requested: the person wants an address on the clipboard; it is a `Secret`.
    """

    responded = Signal(object)
    open_requested = Signal(object)
    copy_requested = Signal(object)

    def __init__(self, parent: QWidget, act: Act, title: str, sentence: str) -> None:
        super().__init__(parent)
        self.setObjectName("stage")
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._window = parent
        self.server = act.server_name
        self._resumes = False
        self._countdown = Countdown(self)
        self._countdown.ticked.connect(self._hold_back)
        self._countdown.over.connect(self._let_go)
        self.eyebrow = Text(Role.EYEBROW, tone="muted")
        self.eyebrow.setObjectName("stage.who")
        self.title = Text(Role.DIALOG_TITLE, title)
        self.sentence = Text(Role.BODY, sentence, tone="muted")
        self.sentence.setObjectName("stage.sentence")
        self.content = QVBoxLayout()
        self.content.setSpacing(STEP)
        self.reason = Text(Role.CAPTION, tone="bad")
        self.reason.setObjectName("stage.reason")
        self.said = Text(Role.CAPTION, tone="muted")
        self.said.setObjectName("stage.server")
        self.another = Button(self.tr("Another way"), "stage.another", "link")
        self.another.hide()
        self.cancel = Button(self.tr("Cancel"), "stage.cancel")
        self.go_on = BusyButton(self.tr("Continue"), "stage.continue")
        self.go_on.setDefault(True)
        self._lay_out()
        self.another.clicked.connect(self._show_ways)
        self.cancel.clicked.connect(self.reject)
        self.go_on.clicked.connect(self.press)
        self._question: Question | None = None

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
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(MARGIN, STEP, MARGIN, 20)
        row.setSpacing(STEP + 2)
        row.addWidget(self.another)
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.go_on)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._scroll, 1)
        box.addWidget(self._buttons)

    # --- for subclasses -------------------------------------------------------------------------

    def take_answer(self) -> AnyAnswer | None:
        """Return what the person proved with, or None after showing what is missing."""
        raise AssertionError  # pragma: no cover  # every subclass has its own, or the next

    def take_response(self) -> Response | None:
        """Return what the primary button means, or None after showing what is missing."""
        answer = self.take_answer()
        return None if answer is None else Answered(answer)

    def focus_field(self) -> None:
        """Put the focus where the answer goes, and select what is there."""

    def explain_refusal(self, error: LatchkeyError) -> str:
        """Say why the proof did not do; a subclass knows better for its own refusals."""
        found = explain(error)
        return f"{found.sentence} {found.next_step}".strip()

    def browser_started(self, *, started: bool) -> None:
        """Hear whether the person's browser was started; if not, say so."""
        if not started:
            self.show_reason(
                self.tr("No browser could be started. Copy the address, and open it yourself.")
            )

    def show_progress(self, question: Question) -> None:
        """Show how it stands, where a stage takes more than one step."""

    def wish(self, response: Response) -> None:
        """Tell what the person wants, and show that it is under way."""
        if not self.go_on.busy:
            self.go_on.set_busy(True)
            self.responded.emit(response)

    def edited(self) -> None:
        """Hear that a field was edited: what was wrong with it is past."""
        if self._resumes:
            self._resumes = False
            self.responded.emit(Edited())
        if not self._countdown.running:
            self.show_reason("")
            self.said.say("")

    # --- the question ---------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        """Whether what the person did is under way."""
        return self.go_on.busy

    def ask(self, question: Question) -> None:
        """Ask, or ask again with the reason; what was typed stays."""
        need = question.need
        begun, self._question = self._question is not None, question
        self.go_on.set_busy(False)
        self.cancel.setEnabled(True)
        if need.steps > 1:
            text = self.tr("Step {step} of {steps} · {server} asks")
            who = text.format(step=need.step, steps=need.steps, server=self.server)
        else:
            who = self.tr("{server} asks").format(server=self.server)
        self.eyebrow.setText(who.upper())
        self.another.setVisible(bool(other_ways(need)))
        self._countdown.stop()
        self.go_on.setEnabled(True)
        self.show_progress(question)
        self._show_reason_of(question)
        wrong = question.reason is not None and not question.resumes
        if not begun or question.progress is None or wrong:
            self.focus_field()

    def _show_reason_of(self, question: Question) -> None:
        reason = question.reason
        self._resumes = question.resumes
        left = question.held_until - question.now
        if left > 0:
            self._countdown.start(left)
        elif reason is not None and question.resumes:
            text = self.tr("{why} Latchkey goes on by itself when that is over.")
            self.show_reason(text.format(why=explain(reason).sentence))
        elif reason is not None:
            self.show_reason(self.explain_refusal(reason))
        elif question.need.restarted:
            self.show_reason(self.tr("The server had forgotten this. It asks once more."))
        else:
            self.show_reason("")
        self.said.say(self._server_words(reason))

    def show_reason(self, sentence: str) -> None:
        """Say what is wrong, beneath the fields."""
        self.reason.say(sentence)

    def hold(self, button: QPushButton) -> None:
        """Disable a button; Return must not press what Qt would give the focus to instead."""
        if button.hasFocus():
            self._scroll.setFocus()
        button.setEnabled(False)

    # --- the window -----------------------------------------------------------------------------

    def reject(self) -> None:
        """Cancel, unless the proof is on its way: then it is too late (the name is Qt's)."""
        if self.cancel.isEnabled():
            super().reject()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Be as high as the texts need at this width (the name is Qt's)."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)  # type: ignore[arg-type]  # a QObject

    def open_over(self, window: QWidget) -> None:
        """Open in the middle of a window."""
        self._fit()
        middle = window.mapToGlobal(window.rect().center())
        self.move(middle - self.rect().center())
        self.open()

    def _fit(self) -> None:
        """Take the height that the texts need, and scroll beyond the window's."""
        for part in self.findChildren(QWidget):
            part.ensurePolished()
        buttons = self._buttons.sizeHint()
        larger = QApplication.font().pointSizeF() / BODY_POINTS
        wanted = min(round(WIDTH * max(1.0, larger)), self._window.width() - 2 * STEP)
        width = max(wanted, buttons.width(), self.width() if self.isVisible() else 0)
        for links in self.findChildren(Links):
            links.fit(width - 2 * MARGIN)
        self._inner.activate()
        room = max(self._window.height() - 2 * STEP, 240)
        text = self._inner.totalHeightForWidth(width)
        if text + buttons.height() > room:
            bar = self._scroll.verticalScrollBar().sizeHint().width()
            text = self._inner.totalHeightForWidth(width - bar)
        height = min(text + buttons.height(), room)
        self.setMinimumSize(width, height)
        self.resize(width, height)
        if not self.reason.isHidden():
            self._scroll.ensureWidgetVisible(self.reason, 0, 0)

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

    def press(self) -> None:
        """Do what the primary button does."""
        if self.go_on.busy or not self.go_on.isEnabled() or self.go_on.isHidden():
            return
        response = self.take_response()
        if response is None:
            return
        if isinstance(response, Answered):
            self.cancel.setEnabled(False)
        self.wish(response)

    def _show_ways(self) -> None:
        assert self._question is not None  # noqa: S101  # the button is there since it asks
        menu = QMenu(self)
        menu.setObjectName("stage.ways")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, flow in other_ways(self._question.need):
            menu.addAction(text.replace("&", "&&")).triggered.connect(
                lambda _=False, flow=flow: self.responded.emit(TakeFlow(flow))
            )
        menu.popup(self.another.mapToGlobal(self.another.rect().bottomLeft()))

    def _server_words(self, reason: LatchkeyError | None) -> str:
        words = "" if reason is None else explain(reason).server_text
        return self.tr("The server says: {text}").format(text=words) if words else ""

    def _let_go(self) -> None:
        self.go_on.setEnabled(True)
        self.show_reason("")

    def _hold_back(self, left: int) -> None:
        self.hold(self.go_on)
        text = self.tr("Too many tries. You can go on in {wait}.")
        self.show_reason(text.format(wait=wait_text(left)))
