"""What a reset is to do, as its form says; of an earlier try, what still holds of it."""

from __future__ import annotations

import secrets
from dataclasses import replace

from app.core.homeserver import Homeserver
from app.core.pending_reset import PendingReset
from app.core.uia.requests import PASSWORD_TOKENS
from app.core.uia.threepid import Validations
from ui.password_reset.form_page import ResetFormPage


def planned_reset(
    form: ResetFormPage,
    homeserver: Homeserver,
    before: PendingReset | None,
    validations: Validations,
    now: float,
) -> PendingReset:
    """Return what is to be done.

    Another choice or password is another session; the same contact is the same validation, for
    which no second mail is sent.

    Args:
        form: says where the mail goes, and what becomes of the devices; it has no fault.
        homeserver: of the account.
        before: the earlier try.
        validations: what was asked for at this homeserver so far.
        now: in seconds since the epoch.
    """
    helping = form.help.on
    if form.going_on and before is not None:
        return replace(before, helping=helping)
    contact = form.contact
    assert contact is not None  # noqa: S101  # find_fault has looked
    return PendingReset(
        key=secrets.token_hex(8) if before is None else before.key,
        server_name=homeserver.server_name,
        origin=homeserver.origin,
        contact=contact,
        logout_devices=bool(form.devices.sign_out),
        helping=helping,
        begun=now,
        validation=validations.find(PASSWORD_TOKENS, contact, now),
    )
