"""What a person's browser shows when it comes back."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.core.oauth.callback import Answer, Approved

translate = QCoreApplication.translate


def door_words(answer: Answer | None) -> tuple[str, str]:
    """Return title and sentence of the page.

    Args:
        answer: what was taken; None where nothing was.
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
