"""The Account page: who, where, what the server knows, and the way out.

It shows what it is told and knows nothing of the core, so that it is painted before the core is
imported; `ui/overview/controller.py` tells it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.overview.idle_card import IdleCard
from ui.platform.theme import STEP
from ui.widgets.action_row import Actions
from ui.widgets.banner import Banners, Note
from ui.widgets.buttons import BusyButton
from ui.widgets.card import HEADING_ROWS, Card
from ui.widgets.label import Label, Role
from ui.widgets.page import Page

BESIDE_CHARS = 50
"""A card that is narrower than so many characters has names above their values."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A name and its value."""

    name: str
    value: str


class OverviewPage(Page):
    """Show an account; at first, that it is being opened.

    Args:
        devices: the card about them, which `ui.devices` fills.

    Attributes:
        suspension: what a suspended account may and may not do.
        who, contacts, devices, history, offers: the cards.
        idle: the limit for sessions in memory.

    Signals:
        refresh: the person wants it read again.
        sign_out: the person wants to sign out here.
    """

    refresh = Signal()
    sign_out = Signal()

    def __init__(self, devices: Card) -> None:
        super().__init__()
        self.setObjectName("page.account")
        self.title.setText(self.tr("Account"))
        self.sentence.say(self.tr("Opening your account…"))
        self.messages = Banners(self.banners, self.to_top)
        self.suspension = Note("warn", "", "account.suspended")
        self.suspension.hide()
        self.rows.addWidget(self.suspension)
        self.who = Card(self.tr("You"))
        self.contacts = Card(
            self.tr("Email and phone"),
            self.tr("With these you can get back in when the password is forgotten."),
        )
        self.devices = devices
        self.history = Card(self.tr("Encrypted history"))
        self.offers = Card(self.tr("What the server offers"))
        self.idle = IdleCard()
        self.idle.hide()
        for card in (self.who, self.contacts, self.devices, self.history, self.offers):
            self.rows.addWidget(card)
            card.say(self.tr("One moment…"))
        self.rows.addWidget(self.idle)
        self.again = BusyButton(self.tr("Refresh"), "account.read-again", "plain")
        self.again.setShortcut("F5")
        self.again.clicked.connect(self._read_again)
        self.leave = BusyButton(self.tr("Sign out…"), "account.sign-out", "plain")
        self.leave.clicked.connect(self._sign_out)
        for button in (self.again, self.leave):
            button.setEnabled(False)
        self.rows.addWidget(Actions(self.again, self.leave))
        self.rows.addStretch(1)

    def open(self, sentence: str) -> None:
        """Let the account be used: it is open now."""
        self.sentence.say(sentence)
        for button in (self.again, self.leave):
            button.setEnabled(True)

    def reading(self, busy: bool) -> None:
        """Show that the account is being read."""
        self.again.set_busy(busy)

    def signing_out(self, busy: bool) -> None:
        """Show that the sign-out is under way."""
        self.leave.set_busy(busy)

    @property
    def after_devices(self) -> tuple[QWidget, ...]:
        """What can have the focus after the devices' card, in order."""
        return (self.idle.limit, self.again, self.leave)

    def fill(self, card: Card, rows: Sequence[Pair | QWidget]) -> None:
        """Let a card show these rows."""
        card.clear_from(HEADING_ROWS)
        for row in rows:
            match row:
                case Pair():
                    card.rows.addWidget(PairRow(row))
                case _:
                    card.rows.addWidget(row)

    def _read_again(self) -> None:
        if not self.again.busy:
            self.again.set_busy(True)
            self.refresh.emit()

    def _sign_out(self) -> None:
        if not self.leave.busy:
            self.sign_out.emit()


class PairRow(QWidget):
    """A name and its value, which can be selected and copied."""

    def __init__(self, pair: Pair) -> None:
        super().__init__()
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(0, 0, 0, 0)
        label = Label(Role.BODY, pair.name, tone="muted")
        shown = Label(Role.BODY, pair.value)
        shown.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        shown.setAccessibleName(f"{pair.name}: {pair.value}")
        row.addWidget(label, 2, Qt.AlignmentFlag.AlignTop)
        row.addWidget(shown, 5)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the value beside its name or beneath it (the name is Qt's)."""
        super().resizeEvent(event)
        beside = self.width() >= BESIDE_CHARS * self.fontMetrics().averageCharWidth()
        way = QBoxLayout.Direction
        self._row.setDirection(way.LeftToRight if beside else way.TopToBottom)
        self._row.setSpacing(2 * STEP if beside else 0)
