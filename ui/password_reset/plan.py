"""Build the `PendingReset` that a form describes, with what is valid of an earlier try."""

from __future__ import annotations

import secrets
from dataclasses import replace

from app.core.homeserver import Homeserver
from app.core.pending_reset import PendingReset
from app.core.uia.requests import PASSWORD_TOKENS
from app.core.uia.threepid import Validations
from ui.password_reset.form_page import ResetFormPage


class ResetPlanner:
    """Say what a reset is to do, and remember for which contacts mails or messages were sent.

    The validations of one homeserver are remembered: the same contact is the same validation, for
    which no second mail is sent.
    """

    def __init__(self) -> None:
        self._validations = Validations()

    def plan(
        self,
        form: ResetFormPage,
        homeserver: Homeserver,
        before: PendingReset | None,
        now: float,
    ) -> PendingReset:
        """Return the reset that the form describes; another choice or password is a new session.

        Args:
            form: says where the mail goes, and what becomes of the devices; it has no fault.
            homeserver: of the account.
            before: the earlier try of the same reset, if there was one.
            now: in seconds since the epoch.
        """
        if before is not None and before.origin != homeserver.origin:
            self._validations = Validations()
        if form.going_on and before is not None:
            return replace(before, helping=form.help.on)
        contact = form.contact
        assert contact is not None  # noqa: S101  # find_fault has looked
        return PendingReset(
            key=secrets.token_hex(8) if before is None else before.key,
            server_name=homeserver.server_name,
            origin=homeserver.origin,
            contact=contact,
            logout_devices=bool(form.devices.sign_out),
            helping=form.help.on,
            begun=now,
            validation=self._validations.find(PASSWORD_TOKENS, contact, now),
        )

    def remember(self, pending: PendingReset) -> None:
        """Remember the validation of a reset as it is now."""
        if pending.validation is not None:
            self._validations.keep(PASSWORD_TOKENS, pending.validation)
