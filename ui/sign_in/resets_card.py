"""Card on the sign-in page that lists pending password resets, to go on or give up.

Nothing of the core is imported here: the sign-in page is painted before the core is.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.buttons import Button
from ui.widgets.card import HEADING_ROWS, Card
from ui.widgets.label import Label, Role


class ResetsCard(Card):
    """List pending resets; it is hidden while there are none.

    Signals:
        resume: the person wants to go on with a reset; carries its key.
        forget: the person wants to give a reset up; carries its key.
    """

    resume = Signal(str)
    forget = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sign-in.resets")
        self._rows: dict[str, ResetRow] = {}
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        """Write the title; each row writes its own words."""
        self.title.say(self.tr("Password resets that are waiting"))

    def show_resets(self, waiting: Sequence[tuple[str, str]]) -> None:
        """List the pending resets.

        Args:
            waiting: for each reset its key, and a line that names it.
        """
        if [key for key, _ in waiting] == list(self._rows):  # a row may have the focus
            for key, line in waiting:
                self._rows[key].name(line)
            return
        self.clear_from(HEADING_ROWS)
        self._rows.clear()
        for number, (key, line) in enumerate(waiting):
            row = self._rows[key] = ResetRow(key, f"sign-in.reset.{number}")
            row.name(line)
            row.resume.connect(self.resume)
            row.forget.connect(self.forget)
            self.rows.addWidget(row)
        self.setVisible(bool(waiting))


class ResetRow(QWidget):
    """Show one pending reset, with a button to go on and one to give up.

    Args:
        key: the reset's key.
        name: objectName of the row's text; those of its buttons begin with it.

    Signals:
        resume: the person wants to go on with the reset; carries its key.
        forget: the person wants to give the reset up; carries its key.
    """

    resume = Signal(str)
    forget = Signal(str)

    def __init__(self, key: str, name: str) -> None:
        super().__init__()
        self._text = Label(Role.BODY)
        self._text.setObjectName(name)
        self._go_on = Button("", f"{name}.go-on", "link")
        self._go_on.clicked.connect(lambda: self.resume.emit(key))
        self._forget = Button("", f"{name}.forget", "link")
        self._forget.clicked.connect(lambda: self.forget.emit(key))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._text, 1)
        row.addWidget(self._go_on)
        row.addWidget(self._forget)
        self.retranslate()

    def name(self, line: str) -> None:
        """Show this line as the description of the reset."""
        self._text.setText(line)
        self.retranslate()

    def retranslate(self) -> None:
        """Write the buttons, and for screen readers which reset each button is about."""
        line = self._text.text()
        self._go_on.setText(self.tr("Go on"))
        self._go_on.setAccessibleName(self.tr("Go on: {reset}").format(reset=line))
        self._forget.setText(self.tr("Give up"))
        self._forget.setAccessibleName(self.tr("Give up: {reset}").format(reset=line))

    def changeEvent(self, event: QEvent) -> None:
        """Rewrite the row when the language changes (the name is Qt's)."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
