"""The card for whoever got no mail or message: send it again, or use another way."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.text.message import wait_text
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.label import Label, Role
from ui.widgets.retry_countdown import Countdown


class ResendCard(Card):
    """Say where to look for a mail or message, and offer to send it again or another way.

    Signals:
        resend: the person wants it sent again.
        other: the person wants to use another address or number.
    """

    resend = Signal()
    other = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._mail = True
        self._left = 0
        self._after: QWidget | None = None
        self.look = Label(Role.BODY, tone="muted")
        self.look.setObjectName("reset.look")
        self.again = Button("", "reset.resend")
        self.again.clicked.connect(self._send_again)
        self.wrong = Label(Role.BODY, tone="muted")
        self.another = Button("", "reset.other", "link")
        self.another.clicked.connect(self.other)
        for text, button in ((self.look, self.again), (self.wrong, self.another)):
            row = QHBoxLayout()
            row.setSpacing(16)
            row.addWidget(text, 1)
            row.addWidget(button)
            self.rows.addLayout(row)
        self._countdown = Countdown(self)
        self._countdown.ticked.connect(self._count_down)
        self._countdown.over.connect(self._allow)
        self.retranslate()

    def retranslate(self) -> None:
        """Write all words of the card."""
        self.title.say(self.tr("Nothing there?"))
        self.another.setText(self.tr("Use another way"))
        if self._mail:
            self.look.say(self.tr("Look in the spam folder."))
            self.wrong.say(self.tr("Wrong address, or no access to it?"))
        else:
            self.look.say(self.tr("Messages sometimes take a while."))
            self.wrong.say(self.tr("Wrong number, or no access to it?"))
        self._say_again()

    def show_medium(self, *, mail: bool) -> None:
        """Speak of a mail, or of a text message."""
        self._mail = mail
        self.retranslate()

    def hold(self, seconds: float, focus_after: QWidget) -> None:
        """Allow no further mail or message for a while.

        Args:
            seconds: how long; 0 or less for not at all.
            focus_after: takes the focus if the button has it.
        """
        self._countdown.stop()
        self._after = focus_after
        if seconds > 0:
            self._countdown.start(seconds)
        else:
            self._allow()

    def _send_again(self) -> None:
        self.again.setEnabled(False)
        self.resend.emit()

    def _count_down(self, left: int) -> None:
        if self.again.hasFocus() and self._after is not None:
            self._after.setFocus()
        self.again.setEnabled(False)
        self._left = left
        self._say_again()

    def _allow(self) -> None:
        self.again.setEnabled(True)
        self._left = 0
        self._say_again()

    def _say_again(self) -> None:
        text = self.tr("Send again")
        if self._left:
            text = self.tr("Send again in {wait}").format(wait=wait_text(self._left))
        self.again.setText(text)
