"""Sentences about a change of password: its outcome, and why it is not allowed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from app.core.errors import LatchkeyError
from app.operations.account.change_password import Changed
from ui.text.errors import explain
from ui.text.message import Message

translate = QCoreApplication.translate


def changed_message(outcome: Changed, devices: str) -> Message:
    """Return a message that the password is changed: when, and what it did to other devices.

    Args:
        outcome: the result of the operation.
        devices: a sentence about the other devices; empty if their list could not be read.
    """
    when = QDateTime.fromSecsSinceEpoch(round(outcome.at)).time()
    clock = QLocale().toString(when, QLocale.FormatType.ShortFormat)
    sentence = translate("ChangePassword", "Password changed at {time}.").format(time=clock)
    if outcome.session_ended:
        rest = translate(
            "ChangePassword",
            "The server has ended this session as well. Sign in with the new password.",
        )
        return Message(sentence, rest)
    if isinstance(outcome.devices, LatchkeyError):
        rest = translate(
            "ChangePassword", "What became of your other devices could not be read: {why}"
        )
        return Message(sentence, rest.format(why=explain(outcome.devices).sentence))
    if outcome.signed_in_again:
        again = translate(
            "ChangePassword", "The server had signed this one out too: it is signed in again."
        )
        devices = f"{devices} {again}"
    return Message(sentence, devices)


def finding_out_message() -> Message:
    """Return a message that the answer was lost, and that Latchkey checks what was done."""
    return Message(
        translate("ChangePassword", "The server's answer did not arrive."),
        translate(
            "ChangePassword",
            "Finding out whether the password was changed; this takes some seconds.",
        ),
    )


def not_allowed_sentence(server_name: str) -> str:
    """Return a sentence that says why this server does not allow the change from here."""
    text = translate(
        "ChangePassword",
        "{server} keeps passwords elsewhere, or does not let you change yours. Where you signed "
        "up, or sign in with a website, is where the password is changed.",
    )
    return text.format(server=server_name)
