"""Stages that are done on a web page: captcha, single sign-on, OAuth, unknown stages."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.core.errors import LatchkeyError, StageRefused
from app.core.identifiers import Link
from app.core.secret import Secret
from app.core.uia.stages import OAUTH, RECAPTCHA, SSO, AnyChallenge
from app.operations.ports.uia import Act, Browsing, CheckNow, PageOpened, Question, Response
from ui.text.outcomes import purpose
from ui.text.support import who_helps
from ui.uia.stage_dialog import StageDialog
from ui.uia.stage_texts import other_ways, short
from ui.widgets.buttons import Button
from ui.widgets.label import Label, Role, breakable
from ui.widgets.link_row import LinkRow

translate = QCoreApplication.translate


class WebDialog(StageDialog):
    """Open a stage's page in the browser, and wait until the server reports the stage as done."""

    def __init__(self, parent: QWidget, act: Act, challenge: AnyChallenge) -> None:
        super().__init__(
            parent,
            act,
            translate("WebDialog", "Go on in your browser"),
            translate("WebDialog", "{purpose}, {what}").format(
                purpose=purpose(act), what=_what(challenge.stage, act.server_name)
            ),
        )
        self._server = act.server_name
        self._link: Link | None = None
        self._opened = False
        self.host = Label(Role.STRONG)
        self.host.setObjectName("stage.host")
        self.status = Label(Role.BODY)
        self.status.setObjectName("stage.status")
        self.again = Button(self.tr("Open again"), "stage.open-again", "link")
        self.copy = Button(self.tr("Copy address"), "stage.copy", "link")
        self._links = LinkRow(self.again, self.copy)
        for part in (self.host, self.status, self._links):
            self.content.addWidget(part)
        self.again.clicked.connect(self._open)
        self.copy.clicked.connect(self._copy)
        self.setTabOrder(self.again, self.copy)
        self.setTabOrder(self.copy, self.another)

    def show_progress(self, question: Question) -> None:
        """Show the host of the page, what to do now, and the buttons for it."""
        found = question.progress
        assert isinstance(found, Browsing)  # noqa: S101  # no other in this stage
        self._link, opened = found.link, found.opened
        nowhere = found.link is None or found.missing
        self.host.say("" if found.link is None else self._where(found.link))
        self.status.say(self._status_of(question, found))
        self.go_on.setVisible(not nowhere)
        self._links.setVisible(not nowhere)
        self.again.setVisible(opened)
        if found.link is not None:
            text = self.tr("I have done it") if opened else self.tr("Open in browser")
            self.go_on.setText(text)
        changed = opened != self._opened
        self._opened = opened
        if nowhere:
            ways = not self.another.isHidden()
            (self.another if ways else self.cancel).setFocus()
        elif changed:
            self.go_on.setFocus()

    def focus_field(self) -> None:
        """Focus the primary button, if it is shown."""
        if not self.go_on.isHidden():
            self.go_on.setFocus()

    def take_response(self) -> Response | None:
        """Return `CheckNow` if the page has been opened; else open it and return None."""
        if self._opened:
            return CheckNow()
        self._open()
        return None

    def explain_refusal(self, error: LatchkeyError) -> str:
        """Say that the server does not accept what was done on the page."""
        if isinstance(error, StageRefused):
            return self.tr("The server does not accept what was done there. Try once more.")
        return super().explain_refusal(error)

    def _where(self, link: Link) -> str:
        return self.tr("Page on {host}").format(host=breakable(link.host))

    def _status_of(self, question: Question, found: Browsing) -> str:
        others = bool(other_ways(question.need))
        if found.link is None or found.missing:
            text = self.tr("{server} has no page for this.").format(server=self._server)
            return f"{text} {self._way_out(found, others=others)}"
        if found.checked > 0 and not isinstance(question.reason, StageRefused):
            text = self.tr("{server} has not seen it yet.").format(server=self._server)
            return f"{text} {self._way_out(found, others=others)}"
        if found.over:
            text = self.tr("Latchkey has stopped looking. Press the button when it is done.")
            return f"{text} {self._way_out(found, others=others)}"
        if found.opened:
            return self.tr("Do there what is asked. Latchkey notices by itself when it is done.")
        return self.tr("Your browser opens; come back here afterwards.")

    def _way_out(self, found: Browsing, *, others: bool) -> str:
        if others:
            return self.tr("There is another way below.")
        return who_helps(self._server, found.support)

    def browser_started(self, *, started: bool) -> None:
        """Respond with `PageOpened`, or show that no browser could be started."""
        super().browser_started(started=started)
        if started:
            self.responded.emit(PageOpened())

    def _open(self) -> None:
        if self._link is not None:
            self.open_requested.emit(self._link)

    def _copy(self) -> None:
        if self._link is not None:
            self.copy_requested.emit(Secret(self._link.url))
            self.responded.emit(PageOpened())


def _what(stage: str, server: str) -> str:
    texts = {
        RECAPTCHA: translate("WebDialog", "{server} wants to see that you are no robot."),
        SSO: translate("WebDialog", "{server} wants you to sign in as you usually do."),
        OAUTH: translate("WebDialog", "{server} wants you to agree on your account’s page."),
    }
    unknown = translate(
        "WebDialog", "{server} wants a step of its own ({stage}), which is done on a page."
    )
    return texts.get(stage, unknown).format(server=server, stage=short(stage))
