"""Texts for errors that a homeserver answers with; `ui.text.errors` uses them."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication

from app.core.errors import (
    AccountExpired,
    BadRequest,
    Forbidden,
    LimitExceeded,
    MatrixError,
    MissingToken,
    NeedsSession,
    PolicyRefused,
    RateLimited,
    StageRefused,
    ThreepidRefused,
    UnknownToken,
    Unrecognized,
    UserDeactivated,
    UserLocked,
    UserSuspended,
)
from ui.text.fields import policy_sentence
from ui.text.message import wait_text

translate = QCoreApplication.translate


def matrix_words(error: MatrixError) -> tuple[str, str]:
    """Return what a homeserver's error means, and what to do now."""
    host = error.host
    match error:
        case RateLimited():
            wait = wait_text(math.ceil(error.retry_after))
            return (
                translate("Refusals", "{host} has had too many tries.").format(host=host),
                translate("Refusals", "It takes the next one in {wait}.").format(wait=wait),
            )
        case UnknownToken() if error.soft_logout:
            return (
                translate("Refusals", "{host} wants you to sign in again.").format(host=host),
                translate("Refusals", "Sign in again."),
            )
        case UnknownToken() | MissingToken():
            return (
                translate("Refusals", "{host} has ended this session.").format(host=host),
                translate("Refusals", "Sign in again."),
            )
        case NeedsSession():
            return (
                translate("Refusals", "{host} does this for signed-in people only.").format(
                    host=host
                ),
                translate("Refusals", "Ask whoever runs the server."),
            )
        case AccountExpired():
            return (
                translate("Refusals", "{host} says that this account has expired.").format(
                    host=host
                ),
                translate("Refusals", "Look for a mail from the server: its link renews it."),
            )
        case LimitExceeded():
            rest = translate("Refusals", "Ask whoever runs the server.")
            if error.contact:
                rest = translate("Refusals", "Ask {contact}.").format(contact=error.contact)
            return translate("Refusals", "{host} has reached a limit.").format(host=host), rest
        case UserLocked():
            return (
                translate("Refusals", "{host} has locked this account.").format(host=host),
                translate("Refusals", "Ask whoever runs the server. Nothing was removed here."),
            )
        case UserSuspended():
            return (
                translate("Refusals", "This account is suspended, and may not do this."),
                translate("Refusals", "Ask whoever runs the server."),
            )
        case UserDeactivated():
            return translate("Refusals", "This account was closed for good."), ""
        case Forbidden():
            return translate("Refusals", "{host} does not allow this.").format(host=host), ""
        case PolicyRefused():
            return (
                policy_sentence(error.errcode),
                translate("Refusals", "Choose another new password."),
            )
        case StageRefused():
            return translate("Refusals", "{host} did not accept this.").format(host=host), ""
        case ThreepidRefused():
            return _threepid_sentence(error.errcode).format(host=host), ""
        case BadRequest():
            return (
                translate("Refusals", "{host} could not read what was sent.").format(host=host),
                translate("Refusals", "Nothing was changed. Send the report to the developers."),
            )
        case Unrecognized():
            return (
                translate("Refusals", "{host} does not offer this.").format(host=host),
                translate("Refusals", "Look on the server's website."),
            )
        case _ if error.status >= 500:
            return (
                translate("Refusals", "{host} has a fault of its own.").format(host=host),
                translate("Refusals", "Try again later, or tell whoever runs the server."),
            )
        case _:
            return translate("Refusals", "{host} refused.").format(host=host), ""


def _threepid_sentence(errcode: str) -> str:
    texts = {
        "M_THREEPID_NOT_FOUND": translate("Refusals", "{host} knows no account with this contact."),
        "M_THREEPID_IN_USE": translate("Refusals", "{host} has this contact in another account."),
        "M_THREEPID_DENIED": translate("Refusals", "{host} does not allow this contact."),
        "M_THREEPID_MEDIUM_NOT_SUPPORTED": translate(
            "Refusals", "{host} does not support this kind of contact."
        ),
        "M_SERVER_NOT_TRUSTED": translate(
            "Refusals", "{host} does not trust the server that would confirm this contact."
        ),
    }
    return texts.get(errcode, translate("Refusals", "{host} refused this contact."))
