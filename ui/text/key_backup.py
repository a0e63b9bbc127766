"""Text about key backup and encrypted history, for when devices are signed out."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.core.errors import LatchkeyError
from app.core.responses import BackupVersion
from app.operations.account.read import OrError

translate = QCoreApplication.translate


def backup_words(backup: OrError[BackupVersion | None]) -> str:
    """Say what signing a device out does to encrypted history.

    Args:
        backup: the newest key backup; None if there is none, an error if it could not be read.
    """
    if isinstance(backup, LatchkeyError):
        return translate(
            "KeyBackup",
            "Whether a key backup exists could not be read. A device that is signed out may "
            "lose the keys to its encrypted history.",
        )
    if backup is None:
        return translate(
            "KeyBackup",
            "No key backup was found. A device that is signed out may lose the keys to its "
            "encrypted history.",
        )
    return translate(
        "KeyBackup",
        "A key backup was found. A device that is signed out needs your recovery key to read "
        "its encrypted history again.",
    )
