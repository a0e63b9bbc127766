"""What cannot be kept on this computer: secrets, settings, files."""

from __future__ import annotations

from app.core.errors.base import LatchkeyError


class VaultFault(LatchkeyError):
    """The system's vault is of no use right now."""


class VaultAbsent(VaultFault):
    """There is no vault on this system."""


class VaultLocked(VaultFault):
    """The vault is locked, and was not unlocked."""


class VaultUnsafe(VaultFault):
    """The vault in force is no safe place: plain text, or one that keeps nothing.

    Args:
        name: the backend's name.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class VaultBroken(VaultFault):
    """The vault failed, or did not give back what it was given."""


class SettingsFault(LatchkeyError):
    """The settings file cannot be written."""


class SaveFault(LatchkeyError):
    """A file cannot be written; what was there before is there still."""
