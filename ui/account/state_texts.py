"""Sentences about an account's state: what it is, what it means, and what to do."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.core.account_state import AccountState
from app.core.errors import UserDeactivated
from app.core.homeserver import Session
from ui.account.context import AccountContext
from ui.text.support import who_helps

translate = QCoreApplication.translate


def title(context: AccountContext) -> str:
    """Name the state of an account that cannot be used now."""
    match context.state:
        case AccountState.LOCKED:
            return translate("AccountStates", "This account is locked")
        case AccountState.EXPIRED:
            return translate("AccountStates", "This account has expired")
        case AccountState.SIGNED_OUT:
            return translate("AccountStates", "Sign in again")
        case _ if isinstance(context.why, UserDeactivated):
            return translate("AccountStates", "This account was closed")
        case _:
            return translate("AccountStates", "This session has ended")


def meaning(context: AccountContext) -> str:
    """Say what the state means, as far as it is known, and what the person can do."""
    session = context.session
    match context.state:
        case AccountState.LOCKED:
            text = translate(
                "AccountStates",
                "{server} has locked {user}. Nothing was removed, neither there nor here. "
                "Latchkey looks again by itself, and shows the account when the lock is gone.",
            )
        case AccountState.EXPIRED:
            text = translate(
                "AccountStates",
                "{server} says that {user} has expired. Look for a mail from the server: its link "
                "renews the account. Nothing was removed. Latchkey looks again by itself.",
            )
        case AccountState.SIGNED_OUT:
            text = translate(
                "AccountStates",
                "{server} wants you to sign in again as {user}. Nothing is lost: this stays the "
                "same device, and the page that you were on comes back.",
            )
        case _ if isinstance(context.why, UserDeactivated):
            text = translate("AccountStates", "{server} says that {user} was closed for good.")
        case _:
            text = translate(
                "AccountStates",
                "{server} does not know this session of {user} any more. It may have been signed "
                "out on another device, the password may have been reset, or the account was "
                "locked or closed: the server does not say which. Nothing was removed here. If "
                "your password still works, you can go on.",
            )
    return text.format(server=session.server_name, user=session.user_id)


def refused(state: AccountState, session: Session) -> str:
    """Say what it means that a password does not sign in again."""
    if state is AccountState.SIGNED_OUT:
        return translate("AccountStates", "That is not the password. Try again.")
    text = translate(
        "AccountStates",
        "That is not the password, or the account was closed: {server} does not tell which.",
    )
    return text.format(server=session.server_name)


def suspension(context: AccountContext) -> str:
    """Say what a suspended account may do, what not, and whom to ask."""
    server = context.session.server_name
    text = translate(
        "AccountStates",
        "{server} has suspended this account. You can still change the password, sign out, close "
        "the account, and add an email address or phone number. You cannot send messages, join "
        "or create rooms, or change your profile.",
    )
    help_ = who_helps(server, context.support)
    return f"{text.format(server=server)}\n{help_}"


def no_password(session: Session) -> str:
    """Say that the server does not let anybody sign in with a password."""
    text = translate("AccountStates", "{server} does not sign in with a password.")
    return text.format(server=session.server_name)
