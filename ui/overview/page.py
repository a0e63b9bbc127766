"""Widgets of the Account page: cards of facts about the account, refresh and sign-out.

Nothing of the core is imported here, so that the page is painted before the core is imported.
`ui/overview/controller.py` fills the cards.
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
"""Width of a card, in average characters, below which values stand beneath their names."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One row of a card: a name and its value."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class LinkButton:
    """A button beneath the values of a card.

    Attributes:
        text: the text on the button.
        name: its objectName.
        press: called when the button is pressed.
    """

    text: str
    name: str
    press: Callable[[], None]


class OverviewPage(Page):
    """Show an account; until `open` is called, say that it is being opened.

    Args:
        devices: the card that lists the account's devices; `ui.devices` fills it.

    Attributes:
        suspension: note about what a suspended account may and may not do.
        who: card with the Matrix ID, the homeserver, this device and this session.
        contacts: card with the account's emails and phone numbers.
        devices: card with the account's devices.
        history: card about the key backup of encrypted history.
        offers: card with what the server lets the account change.
        idle: card with the idle time of sessions in memory.

    Signals:
        refresh: the person wants the account read again.
        sign_out: the person wants to sign this session out.
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
        """Write the page's own words; the controllers write the contents of the cards."""
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
        self.again.setShortcut("F5")  # setText replaces the shortcut
        self.leave.setText(self.tr("Sign out…"))

    def _waiting_words(self) -> str:
        return self.tr("One moment…")

    def open(self, sentence: Words) -> None:
        """Enable the buttons: the account is open now.

        Args:
            sentence: the line beneath the title from now on.
        """
        self._opened = True
        self.sentence.say(sentence)
        for button in (self.again, self.leave):
            button.setEnabled(True)

    def reading(self, busy: bool) -> None:
        """Show on the Refresh button whether the account is being read."""
        self.again.set_busy(busy)

    def signing_out(self, busy: bool) -> None:
        """Show on the Sign out button whether the sign-out is under way."""
        self.leave.set_busy(busy)

    @property
    def after_devices(self) -> tuple[QWidget, ...]:
        """Widgets that follow the devices card in tab order."""
        return (self.idle.limit, self.again, self.leave)

    def fill(self, card: Card, rows: Sequence[Pair | LinkButton]) -> None:
        """Show rows in a card, in place of those before.

        If the card has the same kinds of rows in the same order already, its widgets are kept and
        only their words change. So selection and focus stay.
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
    """Show a name and its value; the value can be selected and copied."""

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
        """Replace the name and the value that are shown."""
        self._name.setText(pair.name)
        self._value.setText(pair.value)
        self._value.setAccessibleName(f"{pair.name}: {pair.value}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the value beside its name, or beneath it in a narrow card (the name is Qt's)."""
        super().resizeEvent(event)
        beside = self.width() >= BESIDE_CHARS * self.fontMetrics().averageCharWidth()
        way = QBoxLayout.Direction
        self._row.setDirection(way.LeftToRight if beside else way.TopToBottom)
        self._row.setSpacing(2 * STEP if beside else 0)
