"""`m.login.registration_token`: asks for a token that the server's administrator gave out."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.core.errors import LatchkeyError, StageRefused
from app.core.secret import Secret
from app.core.uia.stages import AnyAnswer, AnyChallenge, TokenAnswer, is_registration_token
from app.operations.ports.uia import Act
from ui.text.outcomes import purpose
from ui.uia.labelled_line import LabelledLine
from ui.uia.stage_dialog import StageDialog
from ui.widgets.field import SecretLine, mark_wrong

translate = QCoreApplication.translate


class TokenDialog(StageDialog):
    """Ask for a registration token."""

    def __init__(self, parent: QWidget, act: Act, challenge: AnyChallenge) -> None:
        super().__init__(
            parent,
            act,
            translate("TokenDialog", "Registration token"),
            translate(
                "TokenDialog",
                "{purpose}, enter the token that you got from whoever runs {server}.",
            ).format(purpose=purpose(act), server=act.server_name),
        )
        self.line = SecretLine("stage.token")
        self.line.reveal(True)
        self.content.addWidget(LabelledLine(self.tr("Token"), self.line, "stage.token"))
        self.line.textEdited.connect(self.edited)
        self.setTabOrder(self.line, self.line.show_button)
        self.setTabOrder(self.line.show_button, self.another)

    def take_answer(self) -> AnyAnswer | None:
        """Return the token, or None after saying what is wrong with it."""
        typed = self.line.text().strip()
        if is_registration_token(typed):
            self.show_reason("")
            return TokenAnswer(Secret(typed))
        self.said.say("")
        if not typed:
            self.show_reason(self.tr("Enter the token."))
        elif len(typed) > 64:
            self.show_reason(self.tr("A token has at most 64 characters."))
        else:
            self.show_reason(
                self.tr("A token has letters from A to Z, digits and . _ ~ - only, without spaces.")
            )
        self.focus_field()
        return None

    def focus_field(self) -> None:
        """Select the token, so that typing replaces it."""
        self.line.setFocus()
        self.line.selectAll()

    def explain_refusal(self, error: LatchkeyError) -> str:
        """Say that the token is wrong where the server refused it."""
        if isinstance(error, StageRefused):
            return self.tr("The server does not take this token. It may be used up.")
        return super().explain_refusal(error)

    def show_reason(self, sentence: str) -> None:
        """Show a reason beneath the field, and outline the field as wrong."""
        super().show_reason(sentence)
        mark_wrong(self.line, sentence)
