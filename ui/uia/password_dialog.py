"""`m.login.password`: asks for the current password, and for the user if nobody is signed in."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from app.core.errors import InputFault, InvalidInput, LatchkeyError, StageRefused
from app.core.identifiers import UserId, UserIdentifier, identifier_of
from app.core.password_policy import MAX_CHARS, PasswordFault
from app.core.uia.stages import AnyAnswer, AnyChallenge, PasswordAnswer
from app.operations.ports.uia import Act
from ui.text.fields import goes_to, input_sentence, password_sentence
from ui.text.outcomes import purpose
from ui.uia.labelled_line import LabelledLine
from ui.uia.stage_dialog import StageDialog
from ui.widgets.field import SecretLine, mark_wrong
from ui.widgets.label import Label, Role, breakable

translate = QCoreApplication.translate


class PasswordDialog(StageDialog):
    """Ask for the current password, and for the user as well if the act names none."""

    def __init__(self, parent: QWidget, act: Act, challenge: AnyChallenge) -> None:
        super().__init__(
            parent,
            act,
            translate("PasswordDialog", "Confirm it is you"),
            translate("PasswordDialog", "{purpose}, enter the password you use now.").format(
                purpose=purpose(act)
            ),
        )
        self._user_id = act.user_id
        self.who: QLineEdit | None = None
        if not act.user_id:
            self.who = QLineEdit()
            self.who.textEdited.connect(self.edited)
            whose = self.tr("Matrix ID, email or phone")
            self.content.addWidget(LabelledLine(whose, self.who, "stage.user"))
        self.line = SecretLine("stage.password")
        labelled = LabelledLine(self.tr("Current password"), self.line, "stage.password")
        self.content.addWidget(labelled)
        if act.host:
            where = Label(Role.CAPTION, goes_to(breakable(act.host)), tone="muted")
            where.setObjectName("stage.goes-to")
            self.content.addWidget(where)
        self.line.textEdited.connect(self.edited)
        self.setTabOrder(self.line, self.line.show_button)
        self.setTabOrder(self.line.show_button, self.another)

    def take_answer(self) -> AnyAnswer | None:
        """Return the user and the password, or None after showing what is missing or wrong."""
        identifier = self._identifier()
        if identifier is None:
            return None
        if not self.line.text():
            self.show_reason(self.tr("Enter your current password."))
        elif len(self.line.text()) > MAX_CHARS:
            self.show_reason(password_sentence(PasswordFault.TOO_LONG))
        else:
            self.show_reason("")
            return PasswordAnswer(identifier, self.line.secret)
        self.said.say("")
        self._select(self.line)
        return None

    def focus_field(self) -> None:
        """Focus the user's line if it is shown and empty, else the password; select its text."""
        empty = self.who is not None and not self.who.text()
        self._select(self.who if self.who is not None and empty else self.line)

    def explain_refusal(self, error: LatchkeyError) -> str:
        """Say that the password is wrong where the server refused it."""
        if not isinstance(error, StageRefused):
            return super().explain_refusal(error)
        if self.who is not None:
            return self.tr("The server knows no such user with this password. Try again.")
        return self.tr("That is not the current password. Try again.")

    def show_reason(self, sentence: str) -> None:
        """Show a reason beneath the fields, and outline the password line as wrong."""
        super().show_reason(sentence)
        mark_wrong(self.line, sentence)
        if self.who is not None:
            mark_wrong(self.who, "")

    def _identifier(self) -> UserIdentifier | None:
        if self.who is None:
            return UserId(self._user_id)
        try:
            return identifier_of(self.who.text())
        except InvalidInput as found:
            sentence = input_sentence(found.fault)
            if found.fault is InputFault.EMPTY:
                sentence = self.tr("Enter your Matrix ID, email or phone number.")
            self.show_reason("")
            super().show_reason(sentence)
            mark_wrong(self.who, sentence)
            self._select(self.who)
            return None

    def _select(self, line: QLineEdit) -> None:
        line.setFocus()
        line.selectAll()
