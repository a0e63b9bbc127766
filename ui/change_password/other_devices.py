"""Card on the Password page: keep the other devices signed in, or sign them out."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QRadioButton

from app.core.responses import BackupVersion
from app.operations.account.read import OrError
from ui.text.key_backup import backup_words
from ui.text.names import some
from ui.text.outcomes import device_count
from ui.widgets.banner import Note
from ui.widgets.card import Card
from ui.widgets.choice import Choice


class OtherDevicesCard(Card):
    """Ask whether a change of password signs the other devices out; list them by name."""

    def __init__(self) -> None:
        super().__init__()
        self._known = False
        self._names: tuple[str, ...] | None = None
        self._backup: OrError[BackupVersion | None] = None
        self.keep = Choice(QRadioButton(), "password.devices.keep")
        self.drop = Choice(QRadioButton(), "password.devices.sign-out")
        group = QButtonGroup(self)
        for choice in (self.keep, self.drop):
            group.addButton(choice.button)
            self.rows.addWidget(choice)
        self.keep.button.setChecked(True)
        self.backup = Note("warn", "", "password.backup")
        self.rows.addWidget(self.backup)
        self.backup.hide()
        self.retranslate()

    def retranslate(self) -> None:
        """Write all words of the card, with the names of the devices if they are known."""
        self.keep.button.setText(self.tr("&Keep them signed in"))
        self.drop.button.setText(self.tr("&Sign them out"))
        self.drop.explain(self.tr("Choose this if someone else may know your password."))
        names = self._names
        alone = self._known and names == ()
        self.title.say(self.tr("Your other devices"))
        if not self._known:
            self.keep.explain(self.tr("Reading…"))
        elif names is None:
            self.keep.explain(self.tr("The list could not be read."))
        else:
            self.title.say(device_count(len(names)))
            self.keep.explain(some(names))
        text = self.tr("You are signed in here only: no other device is affected.")
        self.sentence.say(text if alone else "")
        self.backup.text.setText(backup_words(self._backup) if self._known else "")

    @property
    def sign_out(self) -> bool:
        """Whether the person chose to sign the other devices out."""
        return self.drop.button.isChecked()

    def set_busy(self, busy: bool) -> None:
        """Disable the choice while the password is being changed."""
        for choice in (self.keep, self.drop):
            choice.button.setEnabled(not busy)

    def show_devices(
        self, names: tuple[str, ...] | None, backup: OrError[BackupVersion | None]
    ) -> None:
        """Show the names of the other devices and a note about the key backup.

        Args:
            names: names of the other devices; None if they could not be read.
            backup: the newest key backup; None if there is none, or why it could not be read.
        """
        self._known, self._names, self._backup = True, names, backup
        some = names is None or bool(names)
        for part in (self.keep, self.drop, self.backup):
            part.setVisible(some)
        self.backup.set_kind("info" if isinstance(backup, BackupVersion) else "warn")
        self.retranslate()
