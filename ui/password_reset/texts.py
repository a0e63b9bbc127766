"""Sentences about resets: how old one is, what stands in its way, what came of it."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QCoreApplication

from app.core.errors import (
    LatchkeyError,
    MatrixError,
    NotFound,
    StageRefused,
    ThreepidRefused,
)
from app.core.pending_reset import PendingReset
from app.core.uia.threepid import Contact, Email

translate = QCoreApplication.translate


def age_text(seconds: float) -> str:
    """Say how long ago something was; a clock that was set back says "just now"."""
    minutes = int(seconds // 60)
    if minutes < 1:
        return translate("PasswordReset", "just now")
    if minutes < 60:
        return translate("PasswordReset", "%n min ago", None, minutes)
    text = translate("PasswordReset", "{hours} h {minutes} min ago")
    return text.format(hours=minutes // 60, minutes=minutes % 60)


def cannot_words(server_name: str, contact: Contact) -> str:
    """Say that a server does not reset passwords this way, and name the other."""
    if isinstance(contact, Email):
        text = translate(
            "PasswordReset", "{server} cannot reset passwords by email. Try a text message."
        )
    else:
        text = translate(
            "PasswordReset", "{server} cannot reset passwords by text message. Try email."
        )
    return text.format(server=server_name)


def contact_words(server_name: str, contact: Contact, error: LatchkeyError, *, sent: bool) -> str:
    """Say what a server has against a contact; empty where the error is about something else.

    Args:
        server_name: who said it.
        contact: an address or number.
        error: what it said.
        sent: whether a mail or message went out before that.
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
    """Whether a server could make nothing of an address or number."""
    codes = ("M_INVALID_PARAM", "M_MISSING_PARAM", "M_INVALID_EMAIL", "M_UNKNOWN")
    return isinstance(error, MatrixError) and error.status == 400 and error.errcode in codes


class ResetStatus(Enum):
    """How a reset stands, in a list."""

    SENDING = "sending"
    WAITING = "waiting"
    DONE = "done"
    HELD_UP = "held-up"


def line_of(pending: PendingReset, stand: ResetStatus, now: float) -> str:
    """Name a reset in a list: whose, where, and how it stands."""
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
    """Say what became of the devices, as it was asked for, and what to do about history.

    Args:
        signed_out: whether they were.
        helping: whether it is somebody else's account.
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
