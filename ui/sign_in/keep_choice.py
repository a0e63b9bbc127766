"""Check box on the sign-in page: keep the session on this computer or not.

Nothing of the core is imported here: the sign-in page is painted before the core is.
"""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox

from ui.text.words import Words
from ui.widgets.choice import Choice


class KeepChoice(Choice):
    """Ask whether to keep the session; disabled until `offer` is called."""

    def __init__(self) -> None:
        super().__init__(QCheckBox(), "sign-in.keep")
        self._vault_name = ""
        self._why_not: Words = ""
        self.button.setEnabled(False)
        self.button.toggled.connect(self.retranslate)
        self.retranslate()

    def offer(self, vault_name: str) -> None:
        """Enable the check box and turn it on; the session is kept in the vault of this name."""
        self._vault_name, self._why_not = vault_name, ""
        self.button.setEnabled(True)
        self.button.setChecked(True)
        self.retranslate()

    def refuse(self, why: Words) -> None:
        """Disable the check box, turn it off, and say why the session cannot be kept."""
        self._vault_name, self._why_not = "", why
        self.button.setChecked(False)
        self.button.setEnabled(False)
        self.retranslate()

    def retranslate(self) -> None:
        """Write the label, and what the current choice means for the session."""
        self.button.setText(self.tr("&Keep me signed in on this computer"))
        if self._why_not:
            self.explain(self._why_not)
            return
        if not self._vault_name:
            text = self.tr("Looking for your keyring…")
        elif self.button.isChecked():
            text = self.tr("Your password is not stored. The session is kept in {vault}.")
        else:
            text = self.tr("Nothing is stored. You are signed out when the window closes.")
        self.explain(text.format(vault=self._vault_name))
