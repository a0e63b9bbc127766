"""What cannot be kept on this computer: secrets, settings, files."""

from __future__ import annotations

from enum import Enum

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


class SettingsTrouble(Enum):
    """What is the matter with the settings file."""

    DAMAGED = "damaged"
    """It can be read, and makes no sense."""
    UNREADABLE = "unreadable"
    """It cannot be opened, belongs to somebody else, or is no file."""
    NEWER = "newer"
    """A newer version of the program wrote it."""
    UNWRITABLE = "unwritable"
    """Its folder or its disk takes no file."""
    BUSY = "busy"
    """Another process does not let go of it."""


class SettingsFault(LatchkeyError):
    """Something was not saved in the settings file, which is as it was.

    Args:
        trouble: why.
        path: the file, as it is to be shown.
    """

    def __init__(self, trouble: SettingsTrouble, path: str) -> None:
        super().__init__()
        self.trouble = trouble
        self.path = path


class SaveFault(LatchkeyError):
    """A file cannot be written; what was there before is there still."""
