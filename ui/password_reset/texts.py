"""Sentences about password resets: age, status, errors, and what happened to devices."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QCoreApplication

from app.core.errors import (
    LatchkeyError,
    MatrixError,
    NeedsSession,
    NotFound,
    StageRefused,
    ThreepidRefused,
)
from app.core.pending_reset import PendingReset
from app.core.uia.threepid import Contact, Email

translate = QCoreApplication.translate


def age_text(seconds: float) -> str:
    """Return how long ago something was, given in seconds; "just now" for a negative age."""
    minutes = int(seconds // 60)
    if minutes < 1:
        return translate("PasswordReset", "just now")
    if minutes < 60:
        return translate("PasswordReset", "%n min ago", None, minutes)
    text = translate("PasswordReset", "{hours} h {minutes} min ago")
    return text.format(hours=minutes // 60, minutes=minutes % 60)


def cannot_words(server_name: str, contact: Contact, error: LatchkeyError) -> str:
    """Return a sentence that the server cannot use this kind of contact, and to try the other.

    Args:
        server_name: name of the server.
        contact: the email address or phone number.
        error: what the server said; one that wants a session means that it resets no passwords.
    """
    if isinstance(error, NeedsSession):
        text = translate("PasswordReset", "{server} can't reset a forgotten password.")
    elif isinstance(contact, Email):
        text = translate(
            "PasswordReset", "{server} cannot reset passwords by email. Try a text message."
        )
    else:
        text = translate(
            "PasswordReset", "{server} cannot reset passwords by text message. Try email."
        )
    return text.format(server=server_name)


def contact_words(server_name: str, contact: Contact, error: LatchkeyError, *, sent: bool) -> str:
    """Return why a server refuses an email address or phone number.

    Args:
        server_name: name of the server.
        contact: the email address or phone number.
        error: the server's error.
        sent: whether a mail or message was sent before the error.

    Returns:
        A sentence; empty if the error is not about the contact.
    """
    mail = isinstance(contact, Email)
    text = ""
    if isinstance(error, StageRefused):
        text = translate(
            "PasswordReset",
            "{server} does not take what was confirmed: it may be too old. Ask anew.",
        )
    elif isinstance(error, NotFound) or (
        isinstance(error, ThreepidRefused) and error.errcode == "M_THREEPID_NOT_FOUND"
    ):
        text = (
            translate("PasswordReset", "{server} has no account with this address.")
            if mail
            else translate("PasswordReset", "{server} has no account with this number.")
        )
    elif isinstance(error, ThreepidRefused) and error.errcode == "M_THREEPID_DENIED":
        text = (
            translate("PasswordReset", "{server} does not allow this address.")
            if mail
            else translate("PasswordReset", "{server} does not allow this number.")
        )
    elif isinstance(error, ThreepidRefused) and error.errcode == "M_SERVER_NOT_TRUSTED":
        text = translate(
            "PasswordReset", "{server} does not trust the server that would confirm this."
        )
    elif isinstance(error, ThreepidRefused) or (not sent and _not_taken(error)):
        text = (
            translate("PasswordReset", "{server} does not take this address. Look at it again.")
            if mail
            else translate("PasswordReset", "{server} does not take this number. Look at it again.")
        )
    return text.format(server=server_name)


def _not_taken(error: LatchkeyError) -> bool:
    """Whether the error says that the server found an address or number malformed."""
    codes = ("M_INVALID_PARAM", "M_MISSING_PARAM", "M_INVALID_EMAIL", "M_UNKNOWN")
    return isinstance(error, MatrixError) and error.status == 400 and error.errcode in codes


class ResetStatus(Enum):
    """Status of a reset in the list on the sign-in page.

    SENDING: no mail or message was sent yet. WAITING: one was sent and is waited for, or the reset
    is kept in the vault. DONE: the password is changed. HELD_UP: the reset needs the person.
    """

    SENDING = "sending"
    WAITING = "waiting"
    DONE = "done"
    HELD_UP = "held-up"


def line_of(pending: PendingReset, stand: ResetStatus, now: float) -> str:
    """Return the line of a reset in the list: its contact, its server and its status."""
    ago = age_text(now - pending.asked)
    state_changed = {
        ResetStatus.SENDING: translate("PasswordReset", "being sent"),
        ResetStatus.WAITING: translate("PasswordReset", "asked {ago}").format(ago=ago),
        ResetStatus.DONE: translate("PasswordReset", "the password is changed"),
        ResetStatus.HELD_UP: translate("PasswordReset", "asked {ago}, needs you").format(ago=ago),
    }
    text = translate("PasswordReset", "{contact} at {server} · {stand}")
    return text.format(
        contact=pending.contact.masked, server=pending.server_name, stand=state_changed[stand]
    )


def devices_words(*, signed_out: bool, helping: bool) -> tuple[str, str]:
    """Return two sentences: what happened to the devices, and to encrypted history.

    Args:
        signed_out: whether the reset was to sign the devices out.
        helping: whether the account is somebody else's.
    """
    if helping:
        return _their_devices(signed_out=signed_out)
    if signed_out:
        return (
            translate("PasswordReset", "Every device is signed out, as you asked."),
            translate(
                "PasswordReset",
                "After signing in, your client asks for your recovery key or for another way to "
                "prove who you are: with it, the encrypted history comes back.",
            ),
        )
    return (
        translate("PasswordReset", "Your devices stay signed in, as you asked."),
        translate(
            "PasswordReset",
            "Your encrypted history is untouched, and your recovery key is the same as before.",
        ),
    )


def _their_devices(*, signed_out: bool) -> tuple[str, str]:
    if signed_out:
        return (
            translate("PasswordReset", "Every device of the account is signed out, as chosen."),
            translate(
                "PasswordReset",
                "After signing in, their client asks for their recovery key or for another way to "
                "prove who they are: with it, the encrypted history comes back.",
            ),
        )
    return (
        translate("PasswordReset", "The devices of the account stay signed in, as chosen."),
        translate(
            "PasswordReset",
            "Their encrypted history is untouched, and their recovery key is the same as before.",
        ),
    )
