"""Card on the sign-in page with the sign-in methods that open a browser."""

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
    """The words and buttons of a `MethodsCard`.

    Attributes:
        words: the text above the buttons; names the host that the browser opens.
        buttons: the text of each button, one for each method.
        code: whether to offer a code for another device.
        primary: whether the first button is the page's primary one.
    """

    words: Words
    buttons: Sequence[Words]
    code: bool
    primary: bool


class MethodsCard(Card):
    """Offer a button for each sign-in method that opens a browser.

    Signals:
        chosen: the person pressed the button of a method; carries its index, from 0.
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
        """Show the card with these methods, in place of those before."""
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
        """Show the icon of a provider on the button with this index."""
        if number < len(self.buttons):
            self.buttons[number].setIcon(icon)

    def set_busy(self, number: int | None) -> None:
        """Disable all methods but the one that is under way, and show that it is.

        Args:
            number: index of the method that is under way; None for the code.
        """
        for at, button in enumerate(self.buttons):
            button.set_busy(at == number)
            button.setEnabled(at == number)
        self.by_code.setEnabled(False)

    def set_idle(self) -> None:
        """Enable all buttons: no sign-in method is under way."""
        for button in self.buttons:
            button.set_busy(False)
            button.setEnabled(True)
        self.by_code.setEnabled(True)
