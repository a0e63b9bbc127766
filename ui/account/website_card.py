"""A card for what is done on the server's website, with a button that opens it."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ui.text.words import Words, said
from ui.widgets.action_row import Actions
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.label import Label, Role


class WebsiteCard(Card):
    """Say that something is done on a website, name its host, and offer to open it.

    What is done there is the card's title, which its page writes.

    Args:
        name: objectName of the button.

    Signals:
        wanted: the button was pressed.
    """

    wanted = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._button_words: Words = ""
        self.setObjectName(f"{name}.card")
        self.words = Label(Role.BODY)
        self.words.setObjectName(f"{name}.words")
        self.button = Button("", name, "primary")
        self.button.clicked.connect(self.wanted)
        self._row = Actions(self.button)
        self.rows.addWidget(self.words)
        self.rows.addWidget(self._row)
        self.hide()

    def retranslate(self) -> None:
        """Write the button's text."""
        self.button.setText(said(self._button_words))

    def show_way(self, words: Words, button: Words) -> None:
        """Show the card.

        Args:
            words: what is done on the website, and at which host.
            button: the button's text; empty hides it, where there is no address to open.
        """
        self._button_words = button
        self.words.say(words)
        self.retranslate()
        self._row.setVisible(bool(button))
        self.show()
