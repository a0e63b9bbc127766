"""Texts for a keyring that cannot store secrets, or that is slow to answer."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.core.errors import VaultAbsent, VaultFault, VaultLocked, VaultUnsafe

translate = QCoreApplication.translate


def vault_words(error: VaultFault) -> tuple[str, str]:
    """Say why secrets cannot be kept, and what that means."""
    memory = translate("StorageErrors", "The session stays in memory, until the window closes.")
    match error:
        case VaultAbsent():
            return translate("StorageErrors", "This system has no vault for passwords."), memory
        case VaultLocked():
            return translate("StorageErrors", "Your keyring is locked."), memory
        case VaultUnsafe():
            sentence = translate("StorageErrors", "The keyring set up here ({name}) is not safe.")
            return sentence.format(name=error.name), memory
        case _:
            return translate("StorageErrors", "Your keyring does not work."), memory


def unlock_sentence() -> str:
    """Say what a keyring that is slow to answer probably waits for."""
    return translate(
        "StorageErrors", "It may be asking for its password in a window of its own. Unlock it."
    )
