"""Errors of local storage: the secrets vault, the settings file, other files."""

from __future__ import annotations

from enum import Enum

from app.core.errors.base import LatchkeyError


class VaultFault(LatchkeyError):
    """The system's vault cannot be used right now."""


class VaultAbsent(VaultFault):
    """There is no vault on this system."""


class VaultLocked(VaultFault):
    """The vault is locked, and was not unlocked."""


class VaultUnsafe(VaultFault):
    """The keyring backend in use is not trusted: it may store plain text, or nothing.

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
    """The settings file cannot be used, or was not saved; its content is unchanged.

    Args:
        trouble: what is wrong with the file.
        path: path of the file, to be shown.
    """

    def __init__(self, trouble: SettingsTrouble, path: str) -> None:
        super().__init__()
        self.trouble = trouble
        self.path = path


class SaveFault(LatchkeyError):
    """A file could not be written; its previous content is unchanged."""
