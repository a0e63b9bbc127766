"""Base class of the dialogs that ask for one stage of User-Interactive Authentication."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.core.errors import LatchkeyError
from app.core.uia.stages import AnyAnswer
from app.operations.ports.uia import Act, ActKind, Answered, Edited, Question, Response, TakeFlow
from ui.text.errors import explain
from ui.text.message import wait_text
from ui.uia.stage_texts import other_ways
from ui.widgets.buttons import Button
from ui.widgets.dialog import Dialog
from ui.widgets.link_row import LinkRow
from ui.widgets.retry_countdown import Countdown


class StageDialog(Dialog):
    """Ask for one proof, showing the server, the step, and the reason of a refusal.

    A subclass adds its fields to `content`, and overrides `take_answer` or `take_response`. It
    makes no requests.

    Args:
        parent: the window that the dialog belongs to.
        act: the user's action that the proof is for.
        title: the question.
        sentence: why it is asked, and what to do.

    Signals:
        responded: the person did something; carries a `Response`.
        open_requested: the person wants to open a page; carries a `Link`.
        copy_requested: the person wants to copy an address; carries a `Secret`.
    """

    responded = Signal(object)
    open_requested = Signal(object)
    copy_requested = Signal(object)

    def __init__(self, parent: QWidget, act: Act, title: str, sentence: str) -> None:
        super().__init__(parent, "stage", title, sentence)
        self.server = act.server_name
        self._act = act
        self._resumes = False
        self._countdown = Countdown(self)
        self._countdown.ticked.connect(self._hold_back)
        self._countdown.over.connect(self._let_go)
        self.another = Button(self.tr("Another way"), "stage.another", "link")
        self.another.hide()
        self.row.insertWidget(0, self.another)
        self.another.clicked.connect(self._show_ways)
        self._question: Question | None = None

    # --- for subclasses -------------------------------------------------------------------------

    def take_answer(self) -> AnyAnswer | None:
        """Return the answer that was entered, or None after showing what is missing."""
        raise AssertionError  # pragma: no cover  # overridden, or take_response is

    def take_response(self) -> Response | None:
        """Return the response to a press of the primary button, or None if something is missing."""
        answer = self.take_answer()
        return None if answer is None else Answered(answer)

    def focus_field(self) -> None:
        """Focus the field for the answer and select its text; does nothing by default."""

    def explain_refusal(self, error: LatchkeyError) -> str:
        """Return why the server refused the proof; a subclass explains its own stage's refusals."""
        found = explain(error)
        return f"{found.sentence} {found.next_step}".strip()

    def browser_started(self, *, started: bool) -> None:
        """Show a reason if the person's browser could not be started."""
        if not started:
            self.show_reason(
                self.tr("No browser could be started. Copy the address, and open it yourself.")
            )

    def show_progress(self, question: Question) -> None:
        """Show the progress of a stage that has several steps; does nothing by default."""

    def wish(self, response: Response) -> None:
        """Emit `responded` and show the primary button as busy, unless it is busy already."""
        if not self.go_on.busy:
            self.go_on.set_busy(True)
            self.responded.emit(response)

    def edited(self) -> None:
        """Clear the reason, because a field was edited; a countdown stays.

        If Latchkey was to send the answer again by itself, `Edited` is emitted, too.
        """
        if self._resumes:
            self._resumes = False
            self.responded.emit(Edited())
        if not self._countdown.running:
            self.show_reason("")
            self.said.say("")

    # --- the question ---------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        """Whether a response is being processed."""
        return self.go_on.busy

    def ask(self, question: Question) -> None:
        """Show a question, or show it again with a reason; the fields keep their text."""
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
        if self._act.kind is ActKind.DEACTIVATE and need.step == need.steps:
            self._warn_of_the_end()
        self.another.setVisible(bool(other_ways(need)))
        self._countdown.stop()
        self.go_on.setEnabled(True)
        self.show_progress(question)
        self._show_reason_of(question)
        wrong = question.reason is not None and not question.resumes
        if not begun or question.progress is None or wrong:
            self.focus_field()

    def _warn_of_the_end(self) -> None:
        """Label the primary button as the one that closes the account, in the danger style."""
        if self.go_on.property("look") != "danger":
            self.go_on.setText(self.tr("Close the account"))
            self.go_on.setProperty("look", "danger")
            self.go_on.style().unpolish(self.go_on)
            self.go_on.style().polish(self.go_on)

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

    # --- the window -----------------------------------------------------------------------------

    def fit_content(self, width: int) -> None:
        """Arrange rows of links for a content width in pixels."""
        for links in self.findChildren(LinkRow):
            links.fit(width)

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
        assert self._question is not None  # noqa: S101  # `ask` shows the button
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
