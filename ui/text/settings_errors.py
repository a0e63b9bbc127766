"""Texts for a settings file that is damaged, or cannot be read or written."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import QCoreApplication

from app.core.errors import SettingsFault, SettingsTrouble
from ui.text.message import Message

translate = QCoreApplication.translate


def settings_words(fault: SettingsFault) -> tuple[str, str]:
    """Return why something was not saved, and what to do about it."""
    return _reason(fault.trouble), _remedy(fault.trouble).format(path=fault.path)


def trouble_words(trouble: SettingsTrouble, path: str) -> Message:
    """Return the message at the start of the program about a settings file that has a problem.

    Args:
        trouble: what is wrong with the file.
        path: of the file.
    """
    match trouble:
        case SettingsTrouble.UNWRITABLE | SettingsTrouble.BUSY:
            effect = translate("Settings", "Nothing is saved until that is fixed.")
        case SettingsTrouble.DAMAGED:
            effect = translate("Settings", "The accounts saved in it can't be listed.")
        case SettingsTrouble.UNREADABLE | SettingsTrouble.NEWER:
            effect = translate(
                "Settings", "The accounts saved in it aren't listed, and nothing is saved."
            )
        case _:
            assert_never(trouble)
    remedy = _remedy(trouble).format(path=path)
    return Message(_reason(trouble), f"{effect} {remedy}", code=f"Settings: {trouble.value}")


def moved_words(path: str) -> Message:
    """Say where a damaged file is now.

    Args:
        path: the damaged file's new path.
    """
    return Message(
        translate("Settings", "Your damaged settings file was replaced with a new one."),
        translate("Settings", "The old one is still there: {path}").format(path=path),
    )


def _reason(trouble: SettingsTrouble) -> str:
    match trouble:
        case SettingsTrouble.DAMAGED:
            return translate("Settings", "Latchkey's settings file is damaged.")
        case SettingsTrouble.UNREADABLE:
            return translate("Settings", "Latchkey's settings file can't be opened.")
        case SettingsTrouble.NEWER:
            return translate("Settings", "Your settings are from a newer version of Latchkey.")
        case SettingsTrouble.UNWRITABLE:
            return translate("Settings", "Latchkey can't save its settings.")
        case SettingsTrouble.BUSY:
            return translate("Settings", "Another program is using Latchkey's settings file.")
        case _:
            assert_never(trouble)


def _remedy(trouble: SettingsTrouble) -> str:
    match trouble:
        case SettingsTrouble.DAMAGED:
            return translate(
                "Settings", "Sign in to them again. The damaged file won't be deleted: {path}"
            )
        case SettingsTrouble.UNREADABLE:
            return translate(
                "Settings",
                "Make sure that this is a file of yours, and that you can open it: {path}",
            )
        case SettingsTrouble.NEWER:
            return translate("Settings", "Update Latchkey. It left the file as it is: {path}")
        case SettingsTrouble.UNWRITABLE:
            return translate(
                "Settings", "Check the folder's permissions, and for free space on the disk: {path}"
            )
        case SettingsTrouble.BUSY:
            return translate("Settings", "Try again in a minute.")
        case _:
            assert_never(trouble)
