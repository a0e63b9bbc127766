"""`m.login.password`: the password in use now."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.core.errors import LatchkeyError, StageRefused
from app.core.identifiers import UserId
from app.core.password_rules import MAX_CHARS, PasswordFault
from app.core.stages import AnyAnswer, PasswordAnswer
from app.flows.ports import Act
from ui.messages import password_sentence, purpose
from ui.stages.frame import StageDialog
from ui.widgets.field import SecretLine
from ui.widgets.text import Role, Text

translate = QCoreApplication.translate


class PasswordDialog(StageDialog):
    """Ask for the current password of a known user."""

    def __init__(self, parent: QWidget, act: Act) -> None:
        super().__init__(
            parent,
            act,
            translate("PasswordDialog", "Confirm it is you"),
            translate("PasswordDialog", "{purpose}, enter the password you use now.").format(
                purpose=purpose(act)
            ),
        )
        self._user_id = act.user_id
        self.line = SecretLine("stage.password")
        label = Text(Role.CAPTION, self.tr("Current password"), tone="muted")
        label.setBuddy(self.line)
        self.line.setObjectName("stage.password")
        self.line.setAccessibleName(label.text())
        self.content.addWidget(label)
        self.content.addWidget(self.line)
        self.line.textEdited.connect(lambda: self._mark(""))
        self.setTabOrder(self.line, self.line.show_button)
        self.setTabOrder(self.line.show_button, self.cancel)
        self.setTabOrder(self.cancel, self.go_on)

    def take_answer(self) -> AnyAnswer | None:
        """Return the password, or None after saying what is missing."""
        if not self.line.text():
            self._mark(self.tr("Enter your current password."))
        elif len(self.line.text()) > MAX_CHARS:
            self._mark(password_sentence(PasswordFault.TOO_LONG))
        else:
            self._mark("")
            return PasswordAnswer(UserId(self._user_id), self.line.secret)
        self.focus_field()
        return None

    def focus_field(self) -> None:
        """Select the password, so that typing replaces it."""
        self.line.setFocus()
        self.line.selectAll()

    def explain_refusal(self, error: LatchkeyError) -> str:
        """Say that the password is wrong where the server refused it."""
        if isinstance(error, StageRefused):
            return self.tr("That is not the current password. Try again.")
        return super().explain_refusal(error)

    def show_reason(self, sentence: str) -> None:
        """Mark the line as well."""
        super().show_reason(sentence)
        self.line.setProperty("wrong", bool(sentence))
        self.line.style().unpolish(self.line)
        self.line.style().polish(self.line)
        self.line.setAccessibleDescription(sentence)

    def _mark(self, sentence: str) -> None:
        self.show_reason(sentence)
        if not sentence:
            self.said.say("")
