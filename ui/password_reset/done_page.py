"""What came of a reset."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale, Signal
from PySide6.QtWidgets import QPushButton

from app.operations.account.reset_password import WasReset
from ui.password_reset.texts import devices_words
from ui.widgets.action_row import Actions
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.label import Label, Role
from ui.widgets.page import Page


class ResetDonePage(Page):
    """Say that the password was changed, and what that means; nobody is signed in unasked.

    Args:
        found: what is known. For somebody else's reset, nothing of theirs is shown.

    Signals:
        enter: the person wants to sign in.
        read: the person has read it.
    """

    enter = Signal()
    read = Signal()

    def __init__(self, found: WasReset) -> None:
        super().__init__()
        self.setObjectName("page.reset-done")
        self.sentence.setObjectName("reset.sentence")
        pending = found.pending
        self.title.setText(self.tr("Password changed"))
        when = QDateTime.fromSecsSinceEpoch(round(found.at)).time()
        at = QLocale().toString(when, QLocale.FormatType.ShortFormat)
        text = self.tr("{server} set the new password at {time}.")
        self.sentence.say(text.format(server=pending.server_name, time=at))
        became, history = devices_words(signed_out=pending.logout_devices, helping=pending.helping)
        card = Card()
        for name, role, words in (
            ("reset.devices", Role.STRONG, became),
            ("reset.history", Role.BODY, history),
        ):
            line = Label(role, words)
            line.setObjectName(name)
            card.rows.addWidget(line)
        if pending.helping:
            told = self.tr(
                "Tell the person to sign in now, and to change the password once more: you know it."
            )
            card.rows.addWidget(Label(Role.BODY, told))
        self.rows.addWidget(card)
        self.done = Button(self.tr("Close"), "reset.close")
        self.done.clicked.connect(self.read)
        self.sign_in = Button(self.tr("Sign in now"), "reset.sign-in", "primary")
        self.sign_in.clicked.connect(self.enter)
        self.rows.addWidget(Actions(self.done, self.sign_in))
        self.sign_in.setVisible(not pending.helping)
        self.rows.addStretch(1)

    def primary(self) -> QPushButton | None:
        """Return the button that goes on."""
        return self.done if self.sign_in.isHidden() else self.sign_in

    def begin(self) -> None:
        """Let Return go on."""
        button = self.primary()
        if button is not None:
            button.setFocus()
