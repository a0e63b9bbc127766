"""Page of a password reset that waits for a mail to be confirmed, or for a code."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from app.core.errors import LatchkeyError, StageRefused
from app.core.secret import Secret
from app.core.uia.threepid import Email
from app.operations.ports.uia import (
    CheckNow,
    CodeTyped,
    OtherContact,
    Question,
    SendTo,
    UserAction,
    Waiting,
)
from ui.password_reset.resend_card import ResendCard
from ui.password_reset.texts import age_text
from ui.text.errors import explain
from ui.text.message import wait_text
from ui.widgets.action_row import Actions
from ui.widgets.banner import Banners
from ui.widgets.buttons import BusyButton, Button
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.icon import Icon
from ui.widgets.label import Label, Role, breakable
from ui.widgets.page import Page
from ui.widgets.retry_countdown import Countdown

TICK_MS = 5000


class ResetWaitingPage(Page):
    """Say what the reset waits for, since when, and what the person has to do.

    Args:
        server_name: name of the server that sends the mail or message.
        host: host of that server, which may differ from its name.
        now: returns the time, in seconds since the epoch.

    Signals:
        wish: the person did something; carries an `app.operations.ports.uia.UserAction`.
        given_up: the person pressed "Give up".
        back: the person wants to leave the page; the reset goes on.
    """

    wish = Signal(object)
    given_up = Signal()
    back = Signal()

    def __init__(self, server_name: str, host: str, now: Callable[[], float]) -> None:
        super().__init__()
        self.setObjectName("page.reset-wait")
        self.sentence.setObjectName("reset.sentence")
        self._server = server_name
        self._host = host
        self._now = now
        self._waiting: Waiting | None = None
        self._survives = True
        self._hold_left = 0
        self.messages = Banners(self.banners, self.to_top)
        self.go_back = Button("", "reset.leave", "link")
        self.go_back.clicked.connect(self.back)
        self.rows.addWidget(self.go_back, 0, Qt.AlignmentFlag.AlignLeading)
        self._make_task()
        self.nothing = ResendCard()
        self.nothing.resend.connect(self._send_again)
        self.nothing.other.connect(lambda: self.wish.emit(OtherContact()))
        self.rows.addWidget(self.nothing)
        self.give_up = Button("", "reset.give-up")
        self.give_up.clicked.connect(self.given_up)
        self.check = BusyButton("", "reset.check")
        self.check.clicked.connect(self._check)
        self.rows.addWidget(Actions(self.give_up, self.check))
        self.rows.addStretch(1)
        self._clock = QTimer(self, interval=TICK_MS)
        self._clock.timeout.connect(self._say_since)
        self._held = Countdown(self)
        self._held.ticked.connect(self._count_hold)
        self._held.over.connect(self._let_go)
        self.retranslate()

    def retranslate(self) -> None:
        """Write all words of the page but the errors, whose labels follow the language."""
        self.go_back.setText(self.tr("Go back and let it wait"))
        self.give_up.setText(self.tr("Give up"))
        self.code.set_label(self.tr("&Code"))
        if (found := self._waiting) is not None:
            text = self.tr("Continue") if found.code_host else self.tr("I have done it")
            self.check.setText(text)
            self._say_what(found)
            self._say_host(found)
            self._say_since()

    def primary(self) -> QPushButton | None:
        """Return the button that sends the code, or asks the server whether it is confirmed."""
        return self.check

    def begin(self) -> None:
        """Focus the field for the code if there is one; else the button, and scroll to the top."""
        if self.code.isVisible():
            self.code.editor.setFocus()
        else:
            self.check.setFocus()
            self.to_top()

    def put_away(self) -> None:
        """Stop the clock, and empty the field for the code."""
        self._clock.stop()
        self.code.editor.setText("")

    # --- what the program tells the page --------------------------------------------------------

    def show_question(self, question: Question) -> None:
        """Show the state of the wait: its contact, errors, and pauses that the server asks for."""
        found = question.progress
        assert isinstance(found, Waiting)  # noqa: S101  # the form asks everything else
        before, self._waiting = self._waiting, found
        takes_code = found.code_host is not None
        mail = isinstance(found.contact, Email)
        self._icon.change("mail" if mail else "phone", "muted")
        self.nothing.show_medium(mail=mail)
        self.code.setVisible(takes_code)
        self.retranslate()
        asked = self.check.busy
        self.check.set_busy(False)
        self._show_reason(question.reason, takes_code=takes_code, asked=asked)
        self._clock.start()
        self._show_pauses(question, found)
        if before is None:
            self.begin()

    def show_survival(self, *, survives: bool) -> None:
        """Say whether the window may be closed.

        Args:
            survives: whether the next start will find the reset in the vault.
        """
        self._survives = survives
        self.retranslate()

    # --- the parts ------------------------------------------------------------------------------

    def _make_task(self) -> None:
        card = Card()
        row = QHBoxLayout()
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(4)
        self.task = Label(Role.STRONG)
        self.task.setObjectName("reset.task")
        self.then = Label(Role.BODY, tone="muted")
        self.then.setObjectName("reset.then")
        words.addWidget(self.task)
        words.addWidget(self.then)
        self._icon = Icon("mail", "muted", 20)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        card.rows.addLayout(row)
        self.code = Field("reset.code")
        self.code.editor.textEdited.connect(lambda: self.code.show_error(""))
        self.host = Label(Role.CAPTION, tone="muted")
        self.host.setObjectName("reset.host")
        self.status = Label(Role.CAPTION, tone="muted")
        self.status.setObjectName("reset.status")
        self.reason = Label(Role.CAPTION, tone="bad")
        self.reason.setObjectName("reset.reason")
        self.said = Label(Role.CAPTION, tone="muted")
        self.said.setObjectName("reset.said")
        for part in (self.code, self.host, self.status, self.reason, self.said):
            card.rows.addWidget(part)
        for part in (self.code, self.host, self.reason, self.said):
            part.hide()
        self.rows.addWidget(card)

    # --- the words ------------------------------------------------------------------------------

    def _say_what(self, found: Waiting) -> None:
        where = breakable(found.contact.masked)
        if isinstance(found.contact, Email):
            title = self.tr("Check your email")
            what = self.tr(
                "We have asked {server} to write to {where}. If the address belongs to an "
                "account, the mail arrives within a few minutes."
            )
            task = self.tr("Open the mail and confirm it")
        else:
            title = self.tr("Check your phone")
            what = self.tr(
                "We have asked {server} to send a message to {where}. If the number belongs to an "
                "account, it arrives within a few minutes."
            )
            task = self.tr("Do what the message says")
        if found.code_host is not None:
            task = self.tr("Enter the code from the message")
        self.title.setText(title)
        self.sentence.say(what.format(server=self._server, where=where))
        self.task.say(task)
        then = self.tr("Your new password takes effect by itself the moment you do.")
        rest = (
            self.tr(
                "You may close this window: Latchkey goes on at its next start, and asks for the "
                "new password again."
            )
            if self._survives
            else self.tr("Keep this window open until then: a new start would not know of it.")
        )
        self.then.say(f"{then} {rest}")

    def _say_host(self, found: Waiting) -> None:
        away = found.code_host not in (None, self._server, self._host)
        text = self.tr("The code goes to {host}.").format(host=breakable(found.code_host or ""))
        self.host.say(text if away else "")

    def _say_since(self) -> None:
        found = self._waiting
        if found is None:
            return
        ago = age_text(self._now() - found.since)
        if found.over:
            text = self.tr("Asked {ago}. Latchkey has stopped looking; press the button to look.")
        elif isinstance(found.contact, Email):
            text = self.tr(
                "Waiting for your confirmation · asked {ago} · most links last 15 minutes to an "
                "hour"
            )
        else:
            text = self.tr("Waiting · asked {ago}")
        self.status.say(text.format(ago=ago))

    def _show_reason(self, reason: LatchkeyError | None, *, takes_code: bool, asked: bool) -> None:
        """Show why the last try failed.

        Args:
            reason: the error; None if there is none.
            takes_code: whether the person has to type a code.
            asked: whether the person has just pressed the button; else a wrong code is not shown.
        """
        wrong_code = takes_code and isinstance(reason, StageRefused)
        not_seen = self._waiting is not None and self._waiting.checked > 0 and reason is None
        self.reason.say("")
        self.said.say("")
        if reason is not None and not wrong_code:
            self.reason.say(partial(_reason_words, reason))
            if explain(reason).server_text:
                self.said.say(partial(self._said_words, reason))
        elif not_seen:
            self.reason.say(self._not_seen_words)
        if wrong_code and asked:
            self.code.show_error(self._wrong_code_words)
            self.code.editor.setFocus()
            self.code.editor.selectAll()

    def _said_words(self, reason: LatchkeyError) -> str:
        return self.tr("The server says: {text}").format(text=explain(reason).server_text)

    def _not_seen_words(self) -> str:
        return self.tr("{server} has not seen it yet.").format(server=self._server)

    def _wrong_code_words(self) -> str:
        return self.tr("That is not the code, or it is too old. Try again.")

    def _held_words(self) -> str:
        text = self.tr("{server} has had too many tries. It takes the next one in {wait}.")
        return text.format(server=self._server, wait=wait_text(self._hold_left))

    def _show_pauses(self, question: Question, found: Waiting) -> None:
        self.nothing.hold(found.resend_at - question.now, focus_after=self.check)
        self._held.stop()
        if question.held_until > question.now:
            self._held.start(question.held_until - question.now)
        else:
            self._let_go()

    # --- what the person does -------------------------------------------------------------------

    def _check(self) -> None:
        if self._waiting is None or self.check.busy:
            return
        action: UserAction = CheckNow()
        if self._waiting.code_host is not None:
            code = self.code.text.strip()
            if not code:
                self.code.show_error(lambda: self.tr("Enter the code from the message."))
                self.code.editor.setFocus()
                return
            action = CodeTyped(Secret(code))
        self.check.set_busy(True)
        self.wish.emit(action)

    def _send_again(self) -> None:
        if self._waiting is not None:
            self.wish.emit(SendTo(self._waiting.contact))

    def _count_hold(self, left: int) -> None:
        self.check.setEnabled(False)
        self._hold_left = left
        self.reason.say(self._held_words)

    def _let_go(self) -> None:
        if not self.check.isEnabled():
            self.check.setEnabled(True)
            self.reason.say("")


def _reason_words(reason: LatchkeyError) -> str:
    found = explain(reason)
    return f"{found.sentence} {found.next_step}".strip()
