"""Sentences about OAuth 2.0 and the way through the browser; `ui.messages` passes them on."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.core.errors import (
    AccessDenied,
    BrowserNotBack,
    CodeExpired,
    DeviceCodeUnusable,
    GrantRefused,
    ListenFailed,
    MetadataFault,
    OAuthFault,
    OAuthRefused,
    SlowDown,
    StillPending,
    WrongIssuer,
    WrongSession,
)

translate = QCoreApplication.translate


def oauth_words(error: OAuthFault) -> tuple[str, str]:
    """Return what happened, and what to do now."""
    again = translate("OAuth", "Begin again.")
    tell = translate("OAuth", "Tell whoever runs the server.")
    match error:
        case MetadataFault():
            text = translate("OAuth", "{host} does not say properly where it signs people in.")
            return text.format(host=error.host), tell
        case OAuthRefused():
            return _refused(error, again)
        case WrongIssuer():
            text = translate(
                "OAuth",
                "{host} is not, or not any more, who signed you in. Nothing was sent to it.",
            )
            return text.format(host=error.host), again
        case WrongSession():
            text = translate("OAuth", "{host} gave another session than was asked for.")
            return text.format(host=error.host), translate("OAuth", "It is not used. Try again.")
        case DeviceCodeUnusable():
            text = translate("OAuth", "{host} gave a code that cannot be used.")
            return text.format(host=error.host), translate("OAuth", "Sign in with your browser.")
        case ListenFailed():
            return (
                translate("OAuth", "No browser could come back: this computer gives no port."),
                translate("OAuth", "Sign in with a code, or close other programs and try again."),
            )
        case BrowserNotBack():
            return (
                translate("OAuth", "Nobody came back from the browser within five minutes."),
                translate("OAuth", "Nothing was done. Begin again."),
            )
        case _:
            return translate("OAuth", "The sign-in in the browser did not work."), again


def _refused(error: OAuthRefused, again: str) -> tuple[str, str]:
    match error:
        case AccessDenied():
            text = translate("OAuth", "{host} was told no: you are not signed in.")
        case GrantRefused():
            text = translate("OAuth", "{host} does not take this sign-in any more.")
        case CodeExpired():
            text = translate("OAuth", "The code of {host} has run out: nobody typed it in time.")
            again = translate("OAuth", "Ask for another one.")
        case StillPending() | SlowDown():
            text = translate("OAuth", "{host} still waits for the code to be typed.")
        case _:
            text = translate("OAuth", "{host} refused the sign-in.")
    return text.format(host=error.host), again
