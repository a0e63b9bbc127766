"""The choice about the other devices, by name, with what it does to encrypted history."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QRadioButton

from app.core.responses import BackupVersion
from app.operations.account.read import OrError
from ui.text.key_backup import backup_words
from ui.text.outcomes import device_count
from ui.widgets.banner import Note
from ui.widgets.card import Card
from ui.widgets.choice import Choice


class OtherDevicesCard(Card):
    """Keep the other devices signed in, or sign them out."""

    def __init__(self) -> None:
        super().__init__()
        self.keep = Choice(
            QRadioButton(self.tr("&Keep them signed in")), "", "password.devices.keep"
        )
        self.drop = Choice(
            QRadioButton(self.tr("&Sign them out")),
            self.tr("Choose this if someone else may know your password."),
            "password.devices.sign-out",
        )
        group = QButtonGroup(self)
        for choice in (self.keep, self.drop):
            group.addButton(choice.button)
            self.rows.addWidget(choice)
        self.keep.button.setChecked(True)
        self.backup = Note("warn", "", "password.backup")
        self.rows.addWidget(self.backup)
        self.waiting()

    @property
    def sign_out(self) -> bool:
        """Whether they are to be signed out."""
        return self.drop.button.isChecked()

    def set_busy(self, busy: bool) -> None:
        """Hold the choice while it is on its way."""
        for choice in (self.keep, self.drop):
            choice.button.setEnabled(not busy)

    def waiting(self) -> None:
        """Say that the list is being read."""
        self.title.say(self.tr("Your other devices"))
        self.keep.explain(self.tr("Reading…"))
        self.backup.hide()

    def show_devices(
        self, names: tuple[str, ...] | None, backup: OrError[BackupVersion | None]
    ) -> None:
        """Show whom the choice is about.

        Args:
            names: of the other devices; None if they could not be read.
            backup: the newest key backup.
        """
        if names is None:
            self.title.say(self.tr("Your other devices"))
            self.keep.explain(self.tr("The list could not be read."))
        else:
            self.title.say(device_count(len(names)))
            self.keep.explain(" · ".join(names))
        some = names is None or bool(names)
        for part in (self.keep, self.drop, self.backup):
            part.setVisible(some)
        alone = self.tr("You are signed in here only: no other device is affected.")
        self.sentence.say("" if some else alone)
        self.backup.set_kind("info" if isinstance(backup, BackupVersion) else "warn")
        self.backup.text.setText(backup_words(backup))
