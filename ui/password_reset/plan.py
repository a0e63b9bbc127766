"""Build the `PendingReset` that a form describes, with what is valid of an earlier try."""

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
    """Return the reset that the form describes.

    A form that asks for the password only goes on with the earlier try. Any other form begins a new
    User-Interactive Authentication session. A contact that has a validation session keeps it, so
    that no second mail is sent.

    Args:
        form: the form, checked for errors already.
        homeserver: the homeserver of the account.
        before: the earlier try; None if this is the first.
        validations: the validation sessions that this homeserver has begun for this reset.
        now: the time, in seconds since the epoch.
    """
    helping = form.help.on
    if form.going_on and before is not None:
        return replace(before, helping=helping)
    contact = form.contact
    assert contact is not None  # noqa: S101  # find_fault has checked it
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
