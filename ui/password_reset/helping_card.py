"""Card on the reset form for a person who resets the password of somebody else."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox

from ui.widgets.banner import Note
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.label import Label, Role


class HelpingCard(Card):
    """Ask whether the account is somebody else's; if so, show what to read out to them.

    Attributes:
        choice: the check box.

    Signals:
        toggled: the check box was turned on or off.
        elsewhere: the person wants the server's website opened.
    """

    toggled = Signal()
    elsewhere = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._server = ""
        self._mail = True
        self._host = ""
        self.choice = Choice(QCheckBox(), "reset.helping")
        self.read_out = Note("info", "", "reset.read-out")
        self.plain = Label(Role.BODY)
        self.plain.setObjectName("reset.plain")
        self.instead = Button("", "reset.instead", "link")
        self.instead.clicked.connect(self.elsewhere)
        for row in (self.choice, self.read_out, self.plain):
            self.rows.addWidget(row)
        self.rows.addWidget(self.instead, 0, Qt.AlignmentFlag.AlignLeading)
        self.choice.button.toggled.connect(lambda: self.toggled.emit())
        self.retranslate()

    @property
    def on(self) -> bool:
        """Whether the check box says that the account is somebody else's."""
        return self.choice.button.isChecked()

    def show_way(self, server: str, *, mail: bool, host: str) -> None:
        """Update what to read out, and hide it if the check box is off.

        Args:
            server: name of the server that sends the mail or message; may be empty.
            mail: whether the server sends an email; if not, a text message.
            host: host of the server's website; empty if it is not known.
        """
        self._server, self._mail, self._host = server, mail, host
        self.read_out.setVisible(self.on)
        self.plain.setVisible(self.on)
        self.instead.setVisible(self.on and bool(host))
        self.retranslate()

    def retranslate(self) -> None:
        """Write all words of the card."""
        self.choice.button.setText(self.tr("&I am helping someone"))
        self.choice.explain(
            self.tr("For whoever does this for somebody else, at a help desk or on the phone.")
        )
        kind = (
            self.tr("Say: “{server} will send you an email. Open it and confirm it, and tell me.”")
            if self._mail
            else self.tr("Say: “{server} will send you a text message. Read me the code in it.”")
        )
        server = self._server or self.tr("your server")
        self.read_out.text.setText(kind.format(server=server))
        self.plain.setText(
            self.tr(
                "Whoever types the new password here knows it: have it changed again by the person "
                "it belongs to. Better still, let them do all of this themselves, in their own "
                "client or on the server's website."
            )
        )
        self.instead.setText(self.tr("Open {host} instead").format(host=self._host))
