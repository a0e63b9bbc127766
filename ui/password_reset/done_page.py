"""Page of a password reset that confirms that the password was changed."""

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
    """Say that the password was changed, and what happened to devices and history.

    Args:
        found: the outcome. If the reset was for somebody else, there is no button to sign in.

    Signals:
        enter: the person pressed "Sign in now".
        read: the person pressed "Close".
    """

    enter = Signal()
    read = Signal()

    def __init__(self, found: WasReset) -> None:
        super().__init__()
        self.setObjectName("page.reset-done")
        self.sentence.setObjectName("reset.sentence")
        self._found = found
        self.became = Label(Role.STRONG)
        self.became.setObjectName("reset.devices")
        self.history = Label(Role.BODY)
        self.history.setObjectName("reset.history")
        self.told = Label(Role.BODY)
        card = Card()
        for line in (self.became, self.history, self.told):
            card.rows.addWidget(line)
        self.rows.addWidget(card)
        self.done = Button("", "reset.close")
        self.done.clicked.connect(self.read)
        self.sign_in = Button("", "reset.sign-in", "primary")
        self.sign_in.clicked.connect(self.enter)
        self.rows.addWidget(Actions(self.done, self.sign_in))
        self.sign_in.setVisible(not found.pending.helping)
        self.rows.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        """Write all words of the page."""
        pending = self._found.pending
        self.title.setText(self.tr("Password changed"))
        when = QDateTime.fromSecsSinceEpoch(round(self._found.at)).time()
        at = QLocale().toString(when, QLocale.FormatType.ShortFormat)
        text = self.tr("{server} set the new password at {time}.")
        self.sentence.say(text.format(server=pending.server_name, time=at))
        became, history = devices_words(signed_out=pending.logout_devices, helping=pending.helping)
        self.became.setText(became)
        self.history.setText(history)
        told = self.tr(
            "Tell the person to sign in now, and to change the password once more: you know it."
        )
        self.told.say(told if pending.helping else "")
        self.done.setText(self.tr("Close"))
        self.sign_in.setText(self.tr("Sign in now"))

    def primary(self) -> QPushButton | None:
        """Return "Sign in now"; "Close" if the reset was for somebody else."""
        return self.done if self.sign_in.isHidden() else self.sign_in

    def begin(self) -> None:
        """Focus the primary button, so that Return presses it."""
        button = self.primary()
        if button is not None:
            button.setFocus()
