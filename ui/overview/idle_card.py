"""Card on the Account page: the idle time after which a session in memory is signed out.

Nothing of the core is imported here: the Account page is painted before the core is.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox

from ui.widgets.card import Card

translate = QCoreApplication.translate

CHOICES = (0, 5, 10, 15, 30, 60)
"""Idle times on offer, in minutes; 0 for never."""


class IdleCard(Card):
    """Let the person choose after how long without input to sign out.

    Signals:
        chosen: the person chose an idle time; carries it in minutes, 0 for never.
    """

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.limit = QComboBox()
        self.limit.setObjectName("account.idle")
        for minutes in CHOICES:
            self.limit.addItem("", minutes)
        self.limit.activated.connect(lambda at: self.chosen.emit(CHOICES[at]))
        self.rows.addWidget(self.limit)
        self.retranslate()

    def retranslate(self) -> None:
        """Write all words of the card."""
        self.title.say(self.tr("When nobody is here"))
        self.sentence.say(
            self.tr(
                "This session is in memory only. After so long without a key or the mouse it is "
                "signed out, with a minute's warning. The choice is for all such sessions."
            )
        )
        self.limit.setAccessibleName(self.tr("Sign out when nobody is here"))
        for at, minutes in enumerate(CHOICES):
            text = translate("IdleCard", "after %n minutes", None, minutes)
            self.limit.setItemText(at, text if minutes else self.tr("never"))

    def show_limit(self, minutes: int) -> None:
        """Select the idle time in force, or the next longer one on offer; in minutes."""
        known = [each for each in CHOICES if each >= minutes] or [CHOICES[-1]]
        self.limit.setCurrentIndex(CHOICES.index(known[0]))
