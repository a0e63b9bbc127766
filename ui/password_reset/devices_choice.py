"""Card on the reset form: keep the account's devices signed in, or sign them out."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QRadioButton

from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.label import Label, Role


class DevicesChoice(Card):
    """Ask whether the reset signs the account's devices out; nothing is chosen at first."""

    def __init__(self) -> None:
        super().__init__()
        self.keep = Choice(QRadioButton(), "reset.devices.keep")
        self.drop = Choice(QRadioButton(), "reset.devices.sign-out")
        self._group = QButtonGroup(self)
        for choice in (self.keep, self.drop):
            self._group.addButton(choice.button)
            self.rows.addWidget(choice)
        self.fault = Label(Role.CAPTION, tone="bad")
        self.fault.setObjectName("reset.devices.note")
        self.fault.hide()
        self.rows.addWidget(self.fault)
        self._group.buttonClicked.connect(lambda: self.fault.say(""))
        self.retranslate()

    def retranslate(self) -> None:
        """Write all words of the card."""
        self.title.say(self.tr("Devices that are signed in"))
        self.keep.button.setText(self.tr("&Keep them signed in"))
        self.keep.explain(self.tr("They go on reading your encrypted history."))
        self.drop.button.setText(self.tr("Sign &all of them out"))
        self.drop.explain(
            self.tr(
                "Choose this if someone else may know the old password. A device that is signed "
                "out loses the keys to its encrypted history; without your recovery key or another "
                "copy they are gone."
            )
        )

    @property
    def sign_out(self) -> bool | None:
        """Whether the person chose to sign the devices out; None if nothing is chosen."""
        chosen = self._group.checkedButton()
        return None if chosen is None else chosen is self.drop.button

    def choose(self, *, sign_out: bool) -> None:
        """Select the choice that was made for this reset before."""
        (self.drop if sign_out else self.keep).button.setChecked(True)

    def find_fault(self) -> bool:
        """Show an error if nothing is chosen; return whether that is so."""
        missing = self.sign_out is None
        self.fault.say(self._missing_words if missing else "")
        if missing:
            self.keep.button.setFocus()
        return missing

    def _missing_words(self) -> str:
        return self.tr("Choose one of the two.")

    def set_busy(self, busy: bool) -> None:
        """Disable the choice while the reset is being sent."""
        for choice in (self.keep, self.drop):
            choice.button.setEnabled(not busy)
