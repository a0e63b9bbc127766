"""What is shown while a kept session is being opened."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.core.homeserver import Session
from ui.widgets.buttons import Button
from ui.widgets.card import Actions, Card, Column
from ui.widgets.text import Role, Text


class OpeningPage(Column):
    """Say whose account is being opened, and what that waits for.

    Signals:
        sign_in_instead: the person does not want to wait for the keyring.
    """

    sign_in_instead = Signal()

    def __init__(self) -> None:
        super().__init__("", self.tr("Opening your account…"))
        self.setObjectName("page.opening")
        self.waiting = Card(self.tr("Waiting for your keyring"))
        self.waiting.rows.addWidget(
            Text(
                Role.BODY,
                self.tr("It may be asking for its password in a window of its own. Unlock it."),
            )
        )
        instead = Button(self.tr("Sign in instead"), "opening.sign-in")
        instead.clicked.connect(self.sign_in_instead)
        self.waiting.rows.addWidget(Actions(instead))
        self.waiting.setObjectName("opening.waiting")
        self.rows.addWidget(self.waiting)
        self.rows.addStretch(1)
        self.waiting.hide()

    def begin_with(self, session: Session | None) -> None:
        """Begin to open a session."""
        self.title.setText("" if session is None else session.user_id)
        self.waiting.hide()

    def say_waiting(self) -> None:
        """Say that the keyring takes its time."""
        self.waiting.show()
