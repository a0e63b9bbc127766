"""The ways into a server that lead through a browser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QVBoxLayout

from ui.platform.theme import STEP
from ui.text.words import Words, said
from ui.widgets.buttons import BusyButton, Button
from ui.widgets.card import Card
from ui.widgets.label import Label, Role

ICON_SIDE = 20


@dataclass(frozen=True, slots=True)
class MethodsShown:
    """The ways that are offered, in words.

    Attributes:
        words: where the person signs in; its host is named before a browser opens.
        buttons: of each way its text; the first one is the primary one, if there is no password.
        code: whether a code on another device is offered.
        primary: whether the first button is the page's primary one.
    """

    words: Words
    buttons: Sequence[Words]
    code: bool
    primary: bool


class MethodsCard(Card):
    """Offer ways that lead through a browser.

    Signals:
        chosen: the person wants to go by one of the buttons; carries its number.
        code: the person wants a code for another device.
    """

    chosen = Signal(int)
    code = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sign-in.ways")
        self.words = Label(Role.BODY)
        self.words.setObjectName("sign-in.ways.words")
        self.rows.addWidget(self.words)
        self._list = QVBoxLayout()
        self._list.setSpacing(STEP)
        self.rows.addLayout(self._list)
        self.by_code = Button("", "sign-in.code", "link")
        self.by_code.clicked.connect(self.code)
        self.rows.addWidget(self.by_code, 0, Qt.AlignmentFlag.AlignLeading)
        self.buttons: list[BusyButton] = []
        self._shown = MethodsShown("", (), code=False, primary=False)
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        """Write what is on the buttons."""
        self.by_code.setText(self.tr("Use a code on another device"))
        for button, text in zip(self.buttons, self._shown.buttons, strict=True):
            button.setText(said(text).replace("&", "&&"))

    def offer(self, ways: MethodsShown) -> None:
        """Offer other ways than before."""
        for button in self.buttons:
            self._list.removeWidget(button)
            button.deleteLater()
        self.buttons = []
        self._shown = ways
        for number in range(len(ways.buttons)):
            first = ways.primary and number == 0
            name = f"sign-in.way.{number}"
            button = BusyButton("", name, "primary" if first else "plain")
            button.setIconSize(QSize(ICON_SIDE, ICON_SIDE))
            button.clicked.connect(lambda *_, number=number: self.chosen.emit(number))
            self._list.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
            self.buttons.append(button)
        self.words.say(ways.words)
        self.retranslate()
        self.by_code.setVisible(ways.code)
        self.show()

    def show_icon(self, number: int, icon: QIcon) -> None:
        """Show the picture of a provider on its button."""
        if number < len(self.buttons):
            self.buttons[number].setIcon(icon)

    def set_busy(self, number: int | None) -> None:
        """Show that one of the ways is under way; None for the code."""
        for at, button in enumerate(self.buttons):
            button.set_busy(at == number)
            button.setEnabled(at == number)
        self.by_code.setEnabled(False)

    def set_idle(self) -> None:
        """Show that none is."""
        for button in self.buttons:
            button.set_busy(False)
            button.setEnabled(True)
        self.by_code.setEnabled(True)
