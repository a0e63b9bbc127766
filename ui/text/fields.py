"""Texts for invalid input, and for the rules of a server's password policy."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.core.errors import (
    InputFault,
)
from app.core.password_policy import MAX_CHARS, MIN_CHARS, PasswordFault, Rule, RuleState

translate = QCoreApplication.translate


def input_sentence(fault: InputFault) -> str:
    """Say why what was typed cannot be used, and what to type instead."""
    texts = {
        InputFault.EMPTY: translate("Fields", "Enter your Matrix ID, or your server."),
        InputFault.SPACES: translate("Fields", "There is a space in it. Take it out."),
        InputFault.NO_SERVER: translate(
            "Fields", "The server is missing. A Matrix ID looks like @you:example.org."
        ),
        InputFault.NO_LOCALPART: translate(
            "Fields", "The name is missing. A Matrix ID looks like @you:example.org."
        ),
        InputFault.BAD_SERVER_NAME: translate("Fields", "This is no name of a server."),
        InputFault.BAD_SCHEME: translate("Fields", "An address has to begin with https://."),
        InputFault.NOT_LOOPBACK: translate(
            "Fields", "Without https, anyone could read your password. Use https://."
        ),
        InputFault.TOO_LONG: translate("Fields", "This is too long for a Matrix ID."),
        InputFault.EMAIL: translate(
            "Fields",
            "This looks like an email address. Enter your server first, such as example.org; "
            "the address comes next.",
        ),
    }
    return texts[fault]


def password_sentence(fault: PasswordFault) -> str:
    """Say why a new password is refused before it is sent."""
    texts = {
        PasswordFault.EMPTY: translate("Fields", "Enter a new password."),
        PasswordFault.TOO_SHORT: translate("Fields", "Use at least {n} characters."),
        PasswordFault.TOO_LONG: translate(
            "Fields", "Use at most {most} characters. This one was not sent."
        ),
        PasswordFault.IS_NAME: translate(
            "Fields", "Your name and your server are guessed first. Use something else."
        ),
        PasswordFault.POLICY: translate("Fields", "It does not meet the server's rules yet."),
    }
    return texts[fault].format(n=MIN_CHARS, most=MAX_CHARS)


def unusual_name_sentence() -> str:
    """Return the hint for a Matrix ID with capital letters and the like."""
    return translate(
        "Fields", "Most Matrix IDs have small letters only. If it is not found, look at that."
    )


def policy_sentence(errcode: str) -> str:
    """Say which rule of the server a new password breaks."""
    texts = {
        "M_PASSWORD_TOO_SHORT": translate("Fields", "The server wants a longer password."),
        "M_PASSWORD_NO_DIGIT": translate("Fields", "The server wants a digit in the password."),
        "M_PASSWORD_NO_SYMBOL": translate("Fields", "The server wants a symbol in the password."),
        "M_PASSWORD_NO_UPPERCASE": translate(
            "Fields", "The server wants a capital letter in the password."
        ),
        "M_PASSWORD_NO_LOWERCASE": translate(
            "Fields", "The server wants a small letter in the password."
        ),
        "M_PASSWORD_IN_DICTIONARY": translate(
            "Fields", "The server knows this password from a dictionary."
        ),
    }
    return texts.get(errcode, translate("Fields", "The server finds this password too weak."))


def rule_text(state: RuleState) -> str:
    """Name a rule of the server's policy."""
    texts = {
        Rule.LENGTH: translate("Fields", "at least {n} characters"),
        Rule.DIGIT: translate("Fields", "a digit"),
        Rule.SYMBOL: translate("Fields", "a symbol"),
        Rule.LOWERCASE: translate("Fields", "a small letter"),
        Rule.UPPERCASE: translate("Fields", "a capital letter"),
    }
    return texts[state.rule].format(n=state.minimum)


def goes_to(host: str) -> str:
    """Return the line beneath a field for a password: the host that gets it."""
    return translate("Fields", "Your password goes to {host}.").format(host=host)
