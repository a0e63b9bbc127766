"""Texts for what a proof is needed for, and for what happened to other devices."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.operations.ports.uia import Act, ActKind
from ui.text.names import some

translate = QCoreApplication.translate


def purpose(act: Act) -> str:
    """Say what a proof is for, as the beginning of a sentence."""
    texts = {
        ActKind.CHANGE_PASSWORD: translate("Outcomes", "To change the password of {user}"),
        ActKind.RESET_PASSWORD: translate("Outcomes", "To set a new password"),
        ActKind.DEACTIVATE: translate("Outcomes", "To close the account {user} for good"),
        ActKind.SIGN_OUT_DEVICES: translate("Outcomes", "To sign devices of {user} out"),
    }
    return texts[act.kind].format(user=act.user_id or act.server_name)


def device_count(n: int) -> str:
    """Return the title of the card of other devices, with their number."""
    if n == 0:
        return translate("Outcomes", "No other devices")
    if n == 1:
        return translate("Outcomes", "Your other device")
    return translate("Outcomes", "Your %n other devices", None, n)


def outcome_of_devices(
    before: tuple[str, ...] | None, after: tuple[str, ...], *, signed_out: bool
) -> str:
    """Say what happened to the other devices, according to the server's list now.

    Args:
        before: their names before the change; None if they could not be read.
        after: the names that the server lists now.
        signed_out: whether they were to be signed out.
    """
    names = some(after, ", ")
    if not after and before is None:
        return translate("Outcomes", "No other device is signed in.")
    if not after:
        if not before:
            return translate("Outcomes", "There was no other device.")
        if len(before) == 1:
            return translate("Outcomes", "Your other device is signed out.")
        n = len(before)
        return translate("Outcomes", "Your %n other devices are signed out.", None, n)
    if signed_out:
        text = translate("Outcomes", "These devices are still signed in, unasked: {names}.")
    elif len(after) == 1:
        text = translate("Outcomes", "Your other device is still signed in: {names}.")
    else:
        n = len(after)
        text = translate("Outcomes", "Your %n other devices are still signed in: {names}.", None, n)
    return text.format(names=names)
