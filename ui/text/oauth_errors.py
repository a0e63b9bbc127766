"""Texts for errors of OAuth 2.0 and of browser sign-in; `ui.text.errors` uses them."""

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
    """Return what an error of OAuth 2.0 means, and what to do now."""
    again = translate("OAuthErrors", "Begin again.")
    tell = translate("OAuthErrors", "Tell whoever runs the server.")
    match error:
        case MetadataFault():
            text = translate(
                "OAuthErrors", "{host} does not say properly where it signs people in."
            )
            return text.format(host=error.host), tell
        case OAuthRefused():
            return _refused(error, again)
        case WrongIssuer():
            text = translate(
                "OAuthErrors",
                "{host} is not, or not any more, who signed you in. Nothing was sent to it.",
            )
            return text.format(host=error.host), again
        case WrongSession():
            text = translate("OAuthErrors", "{host} gave another session than was asked for.")
            return text.format(host=error.host), translate(
                "OAuthErrors", "It is not used. Try again."
            )
        case DeviceCodeUnusable():
            text = translate("OAuthErrors", "{host} gave a code that cannot be used.")
            return text.format(host=error.host), translate(
                "OAuthErrors", "Sign in with your browser."
            )
        case ListenFailed():
            return (
                translate(
                    "OAuthErrors", "No browser could come back: this computer gives no port."
                ),
                translate(
                    "OAuthErrors", "Sign in with a code, or close other programs and try again."
                ),
            )
        case BrowserNotBack():
            return (
                translate("OAuthErrors", "Nobody came back from the browser within five minutes."),
                translate("OAuthErrors", "Nothing was done. Begin again."),
            )
        case _:
            return translate("OAuthErrors", "The sign-in in the browser did not work."), again


def _refused(error: OAuthRefused, again: str) -> tuple[str, str]:
    match error:
        case AccessDenied():
            text = translate("OAuthErrors", "{host} was told no: you are not signed in.")
        case GrantRefused():
            text = translate("OAuthErrors", "{host} does not take this sign-in any more.")
        case CodeExpired():
            text = translate(
                "OAuthErrors", "The code of {host} has run out: nobody typed it in time."
            )
            again = translate("OAuthErrors", "Ask for another one.")
        case StillPending() | SlowDown():
            text = translate("OAuthErrors", "{host} still waits for the code to be typed.")
        case _:
            text = translate("OAuthErrors", "{host} refused the sign-in.")
    return text.format(host=error.host), again
