"""Texts of the page that the callback server shows in the browser."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.core.oauth.callback import Answer, Approved

translate = QCoreApplication.translate


def callback_page_words(answer: Answer | None) -> tuple[str, str]:
    """Return title and sentence of the callback page.

    Args:
        answer: what the callback request carried; None if it was not meant for Latchkey.
    """
    if answer is None:
        return (
            translate("BrowserCallback", "This is not for Latchkey"),
            translate("BrowserCallback", "Nothing was done. You can close this tab."),
        )
    if isinstance(answer, Approved):
        return (
            translate("BrowserCallback", "Back to Latchkey"),
            translate("BrowserCallback", "You can close this tab. Latchkey goes on by itself."),
        )
    return (
        translate("BrowserCallback", "Not signed in"),
        translate("BrowserCallback", "You can close this tab. Latchkey says what happened."),
    )
