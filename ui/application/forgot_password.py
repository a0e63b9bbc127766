"""Leads from the sign-in page to a password reset, and back to a sign-in after it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLocale, QObject

from app.adapters.phones import phone_of
from app.core.uia.threepid import Contact, email_of
from ui.accounts.open_accounts import OpenAccounts
from ui.password_reset.controller import ResetController
from ui.password_reset.manager import ResetManager
from ui.sign_in.controller import SignInController
from ui.sign_in.page import SignInPage
from ui.text.message import Message
from ui.widgets.banner import Banner


class ForgotPassword(QObject):
    """Start password resets from the sign-in page, and sign in after them.

    Args:
        sign_in: the sign-in page.
        sign_in_controller: knows the server of that page, and signs in after a reset.
        resets: the manager of password resets.
        open_accounts: the accounts that are open.
        show_sign_in: shows the sign-in page as it was left.
        say: shows a banner on the page in front.
    """

    def __init__(
        self,
        sign_in: SignInPage,
        sign_in_controller: SignInController,
        resets: ResetManager,
        open_accounts: OpenAccounts,
        show_sign_in: Callable[[], None],
        say: Callable[[Banner], None],
    ) -> None:
        super().__init__(resets)
        self._sign_in = sign_in
        self._sign_in_controller = sign_in_controller
        self._resets = resets
        self._open_accounts = open_accounts
        self._show_sign_in = show_sign_in
        self._say = say
        sign_in.forgot.connect(self._begin)
        resets.back.connect(show_sign_in)
        resets.enter.connect(self._enter)
        resets.told.connect(self._tell)
        resets.helped.connect(self._forget_helped)

    def _begin(self) -> None:
        """Start a reset with the server, and the email or phone, typed on the sign-in page."""
        page, homeserver = self._sign_in, self._sign_in_controller.homeserver
        where = page.where.text if homeserver is None else homeserver.server_name
        contact = _contact_in(page.who.text) if page.who.isVisible() else None
        if homeserver is None and where.startswith("@"):
            where = where.partition(":")[2]
        elif homeserver is None and "@" in where:
            where, contact = "", contact or _contact_in(where)
        page.messages.clear()
        self._resets.begin(where, homeserver, contact)

    def _tell(self, sentence: str, text: str, go_on: Callable[[], bool]) -> None:
        """Show a banner about a reset; its button closes it and calls `go_on`."""

        def follow() -> None:
            banner.dismiss.click()
            if go_on():
                self._open_accounts.step_back()

        banner = Banner("info", Message(sentence), action=(text, follow))
        self._say(banner)

    def _forget_helped(self) -> None:
        """Clear the sign-in page after a reset that was done for somebody else."""
        self._sign_in.prefill("")

    def _enter(self, reset: ResetController) -> None:
        """Sign in with the contact and the new password of a reset."""
        homeserver, pending = reset.server.found, reset.pending
        assert homeserver is not None  # noqa: S101  # a reset that is done has both
        assert pending is not None  # noqa: S101
        who, password = pending.contact.shown, reset.password
        self._show_sign_in()
        if self._sign_in_controller.enter_as(homeserver, who, password):
            self._resets.forget(reset)


def _contact_in(text: str) -> Contact | None:
    """Return the email address or phone number that was typed as a name, if it is one."""
    if "@" in text.lstrip("@ "):
        return email_of(text)
    here = QLocale.territoryToCode(QLocale.system().territory())
    return phone_of(text, here) if any(each.isdigit() for each in text) else None
