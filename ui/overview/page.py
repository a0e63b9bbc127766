"""The Account page: who, where, what the server knows, and the way out.

It shows what it is told and knows nothing of the core, so that it is painted before the core is
imported; `ui/overview/controller.py` tells it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.overview.idle_card import IdleCard
from ui.platform.theme import STEP
from ui.text.words import Words
from ui.widgets.action_row import Actions
from ui.widgets.banner import Banners, Note
from ui.widgets.buttons import BusyButton, Button
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


@dataclass(frozen=True, slots=True)
class LinkButton:
    """A button beneath the values of a card.

    Attributes:
        text: on it.
        name: its objectName.
        press: what it does.
    """

    text: str
    name: str
    press: Callable[[], None]


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
        self._opened = False
        self.messages = Banners(self.banners, self.to_top)
        self.suspension = Note("warn", "", "account.suspended")
        self.suspension.hide()
        self.rows.addWidget(self.suspension)
        self.who = Card()
        self.contacts = Card()
        self.devices = devices
        self.history = Card()
        self.offers = Card()
        self.idle = IdleCard()
        self.idle.hide()
        for card in (self.who, self.contacts, self.devices, self.history, self.offers):
            self.rows.addWidget(card)
            card.say(self._waiting_words)
        self.rows.addWidget(self.idle)
        self.again = BusyButton("", "account.read-again", "plain")
        self.again.clicked.connect(self._read_again)
        self.leave = BusyButton("", "account.sign-out", "plain")
        self.leave.clicked.connect(self._sign_out)
        for button in (self.again, self.leave):
            button.setEnabled(False)
        self.rows.addWidget(Actions(self.again, self.leave))
        self.rows.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        """Write all words of the page; whoever fills the cards writes what is in them."""
        self.title.setText(self.tr("Account"))
        if not self._opened:
            self.sentence.say(self.tr("Opening your account…"))
        self.who.title.say(self.tr("You"))
        self.contacts.title.say(self.tr("Email and phone"))
        self.contacts.sentence.say(
            self.tr("With these you can get back in when the password is forgotten.")
        )
        self.history.title.say(self.tr("Encrypted history"))
        self.offers.title.say(self.tr("What the server offers"))
        self.again.setText(self.tr("Refresh"))
        self.again.setShortcut("F5")  # a button takes the key of a new text
        self.leave.setText(self.tr("Sign out…"))

    def _waiting_words(self) -> str:
        return self.tr("One moment…")

    def open(self, sentence: Words) -> None:
        """Let the account be used: it is open now."""
        self._opened = True
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

    def fill(self, card: Card, rows: Sequence[Pair | LinkButton]) -> None:
        """Let a card show these rows; as many rows of the same kinds stay, with other words.

        So what is selected in them, or has the focus, stays too.
        """
        there = card.body()
        wanted = [PairRow if isinstance(row, Pair) else Button for row in rows]
        if [type(each) for each in there] != wanted:
            card.clear_from(HEADING_ROWS)
            there = [self._make_row(row) for row in rows]
            for made in there:
                card.rows.addWidget(made)
        for widget, row in zip(there, rows, strict=True):
            if isinstance(widget, PairRow) and isinstance(row, Pair):
                widget.show_pair(row)
            elif isinstance(widget, Button) and isinstance(row, LinkButton):
                widget.setText(row.text)

    def _make_row(self, row: Pair | LinkButton) -> QWidget:
        if isinstance(row, Pair):
            return PairRow()
        button = Button("", row.name, "link")
        press = row.press
        button.clicked.connect(lambda: press())
        return button

    def _read_again(self) -> None:
        if not self.again.busy:
            self.again.set_busy(True)
            self.refresh.emit()

    def _sign_out(self) -> None:
        if not self.leave.busy:
            self.sign_out.emit()


class PairRow(QWidget):
    """A name and its value, which can be selected and copied."""

    def __init__(self) -> None:
        super().__init__()
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(0, 0, 0, 0)
        self._name = Label(Role.BODY, tone="muted")
        self._value = Label(Role.BODY)
        self._value.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        row.addWidget(self._name, 2, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._value, 5)

    def show_pair(self, pair: Pair) -> None:
        """Show a name and its value."""
        self._name.setText(pair.name)
        self._value.setText(pair.value)
        self._value.setAccessibleName(f"{pair.name}: {pair.value}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the value beside its name or beneath it (the name is Qt's)."""
        super().resizeEvent(event)
        beside = self.width() >= BESIDE_CHARS * self.fontMetrics().averageCharWidth()
        way = QBoxLayout.Direction
        self._row.setDirection(way.LeftToRight if beside else way.TopToBottom)
        self._row.setSpacing(2 * STEP if beside else 0)
