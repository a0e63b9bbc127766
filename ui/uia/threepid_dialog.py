"""`m.login.email.identity` and `m.login.msisdn`: asks for a contact, then the link or code."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale
from PySide6.QtWidgets import (
    QButtonGroup,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.core.errors import LatchkeyError, StageRefused, Unrecognized
from app.core.secret import Secret
from app.core.uia.stages import MSISDN, AnyChallenge
from app.core.uia.threepid import Contact, email_of
from app.operations.ports.uia import (
    Act,
    CheckNow,
    Choosing,
    CodeTyped,
    OtherContact,
    Question,
    Response,
    SendTo,
    Waiting,
)
from ui.platform.theme import STEP
from ui.text.outcomes import purpose
from ui.uia.labelled_line import LabelledLine
from ui.uia.stage_dialog import StageDialog
from ui.uia.threepid_texts import email_words, phone_words
from ui.widgets.buttons import Button
from ui.widgets.field import mark_wrong
from ui.widgets.label import Label, Role, breakable
from ui.widgets.link_row import LinkRow
from ui.widgets.phone_field import PhoneField
from ui.widgets.retry_countdown import Countdown


class ThreepidDialog(StageDialog):
    """Ask for an email address or phone number, then wait for the link or take the code.

    Args:
        parent: the window.
        act: the user's action that the proof is for; holds the account's contacts.
        challenge: its stage decides between email and phone.
    """

    def __init__(self, parent: QWidget, act: Act, challenge: AnyChallenge) -> None:
        self._words = words = phone_words() if challenge.stage == MSISDN else email_words()
        super().__init__(parent, act, words.title, "")
        self._act = act
        self._known = tuple(each for each in act.known if each.medium == words.medium)
        self._waiting: Waiting | None = None
        self._choose = QWidget()
        box = QVBoxLayout(self._choose)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(STEP)
        self._group = QButtonGroup(self)
        self._radios: list[QRadioButton] = []
        for number, contact in enumerate(self._known):
            self._add_radio(box, contact.masked, f"stage.known.{number}")
        if self._known:
            self._add_radio(box, words.other, "stage.other")
            self._radios[0].setChecked(True)
        self._phone = PhoneField(words.line) if challenge.stage == MSISDN else None
        self.line = QLineEdit() if self._phone is None else self._phone.line
        self._line = self._phone or LabelledLine(words.label, self.line, words.line)
        if self._phone is not None:
            self._phone.set_label(words.label)
        box.addWidget(self._line)
        self._wait = QWidget()
        box = QVBoxLayout(self._wait)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(STEP)
        self.status = Label(Role.BODY)
        self.status.setObjectName("stage.status")
        self.hint = Label(Role.CAPTION, tone="muted")
        self.code = QLineEdit()
        self._code = LabelledLine(self.tr("Code from the message"), self.code, "stage.code")
        self.resend = Button(self.tr("Send again"), "stage.resend", "link")
        self.other = Button(words.wrong, "stage.change", "link")
        for part in (self.status, self._code, self.hint, LinkRow(self.resend, self.other)):
            box.addWidget(part)
        self.content.addWidget(self._choose)
        self.content.addWidget(self._wait)
        self._pause = Countdown(self)
        self._pause.ticked.connect(self._count_down)
        self._pause.over.connect(self._may_resend)
        self._group.buttonToggled.connect(lambda *_: self._show_line())
        for line in (self.line, self.code):
            line.textEdited.connect(self.edited)
        self.resend.clicked.connect(self._send_again)
        self.other.clicked.connect(lambda: self.wish(OtherContact()))
        self._show_line()

    # --- the question ---------------------------------------------------------------------------

    def show_progress(self, question: Question) -> None:
        """Show the form for the contact, or the wait for the link or code."""
        found, before = question.progress, self._waiting
        first = not self._choose.isVisible() and not self._wait.isVisible()
        if isinstance(found, Choosing):
            self._waiting = None
            self._ask_where(found)
            if before is not None or first:
                self.focus_field()
            return
        assert isinstance(found, Waiting)  # noqa: S101  # no other in this stage
        self._waiting = found
        self._show_waiting(found, question.now)
        if before is None:
            self.focus_field()

    def _ask_where(self, found: Choosing) -> None:
        text = self._words.choose
        self.sentence.say(text.format(server=self.server, purpose=purpose(self._act)))
        self._choose.show()
        self._wait.hide()
        self.go_on.setText(self._words.send)
        self._pause.stop()
        if found.contact is None or found.contact in self._known or self.line.text():
            return
        self.line.setText(found.contact.shown)

    def _show_waiting(self, found: Waiting, now: float) -> None:
        why = self.tr("{purpose}, {server} has to see that it is yours.")
        self.sentence.say(why.format(server=self.server, purpose=purpose(self._act)))
        self._choose.hide()
        self._wait.show()
        contact = found.contact
        where = contact.masked if contact in self._known else contact.shown
        status = self.tr("Enter the code that was sent to {where}, asked for at {time}.")
        if found.code_host is None:
            status = self._words.status
        text = status.format(where=breakable(where), time=_clock(found.since))
        if found.checked > 0:
            text = self.tr("{server} has not seen it yet.").format(server=self.server)
        elif found.over:
            text = self.tr("Latchkey has stopped looking. Press the button when it is done.")
        self.status.say(text)
        self._code.setVisible(found.code_host is not None)
        away = found.code_host not in (None, self.server)
        host = self.tr("The code goes to {host}.").format(host=breakable(found.code_host or ""))
        self.hint.say(host if away else "" if found.code_host is not None else self._words.hint)
        self.go_on.setText(self.tr("Continue") if found.code_host else self.tr("I have done it"))
        self._pause.stop()
        if found.resend_at > now:
            self._pause.start(found.resend_at - now)
        else:
            self._may_resend()

    def take_response(self) -> Response | None:
        """Return the contact to send to, the code, or `CheckNow`; None if something is missing."""
        self.said.say("")
        if self._waiting is None:
            contact = self._chosen()
            if contact is not None:
                self.show_reason("")
                return SendTo(contact)
            self.show_reason(self._words.fault)
            self.focus_field()
            return None
        if self._waiting.code_host is None:
            return CheckNow()
        code = self.code.text().strip()
        if code:
            self.show_reason("")
            return CodeTyped(Secret(code))
        self.show_reason(self.tr("Enter the code from the message."))
        self.focus_field()
        return None

    def focus_field(self) -> None:
        """Focus the control that is needed next, and select its text."""
        if self._waiting is not None:
            field: QWidget = self.code if self._waiting.code_host is not None else self.go_on
        elif self._line.isHidden() and self._radios:
            checked = self._group.checkedButton()
            field = checked if checked is not None else self._radios[0]
        else:
            field = self.line
        field.setFocus()
        if isinstance(field, QLineEdit):
            field.selectAll()

    def explain_refusal(self, error: LatchkeyError) -> str:
        """Say what is wrong with the address or the code."""
        if isinstance(error, Unrecognized):
            return self._words.cannot.format(server=self.server)
        if isinstance(error, StageRefused) and self._waiting is not None:
            return self.tr("That is not the code, or it is too old. Try again.")
        if isinstance(error, StageRefused):
            return self.tr("The server does not take it for this account. Try another.")
        return super().explain_refusal(error)

    def show_reason(self, sentence: str) -> None:
        """Show a reason beneath the fields, and outline the line that is in use as wrong."""
        super().show_reason(sentence)
        mark_wrong(self.line, sentence if self._waiting is None else "")
        mark_wrong(self.code, "" if self._waiting is None else sentence)

    # --- the form -------------------------------------------------------------------------------

    def _add_radio(self, box: QVBoxLayout, text: str, name: str) -> None:
        radio = QRadioButton(text)
        radio.setObjectName(name)
        self._group.addButton(radio, len(self._radios))
        self._radios.append(radio)
        box.addWidget(radio)

    def _show_line(self) -> None:
        other = self._group.checkedId() in (-1, len(self._known))
        self._line.setVisible(other)
        if other and self._known and self._choose.isVisible():
            self.line.setFocus()

    def _chosen(self) -> Contact | None:
        number = self._group.checkedId()
        if 0 <= number < len(self._known):
            return self._known[number]
        return email_of(self.line.text()) if self._phone is None else self._phone.contact

    def _send_again(self) -> None:
        if self._waiting is not None:
            self.wish(SendTo(self._waiting.contact))

    def _count_down(self, left: int) -> None:
        self.hold(self.resend)
        self.resend.setText(self.tr("Send again in {seconds} s").format(seconds=left))

    def _may_resend(self) -> None:
        self.resend.setEnabled(True)
        self.resend.setText(self.tr("Send again"))


def _clock(at: float) -> str:
    when = QDateTime.fromSecsSinceEpoch(round(at)).time()
    return QLocale().toString(when, QLocale.FormatType.ShortFormat)
