"""Pending password resets, and how they are stored in the vault between runs of the app.

Section: "Password management" (POST /account/password and its requestToken endpoints). The new
password is never stored: the person types it again.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import assert_never

import msgspec

from app.core.errors import InvalidInput
from app.core.identifiers import Link, Origin, base_url_of, link_of, origin_of
from app.core.secret import Secret
from app.core.uia.threepid import LIFE_SECONDS, Contact, Email, Phone, Ticket, Validation


@dataclass(frozen=True, slots=True)
class PendingReset:
    """A password reset that waits for a mail or a message; holds no new password.

    Attributes:
        key: ID of the reset in the settings file; reveals nothing about the reset.
        server_name: the homeserver's name.
        origin: the homeserver's origin.
        contact: email or phone that the mail or message goes to.
        logout_devices: whether every device is to be signed out.
        helping: whether the reset is done for another person.
        begun: time of the start, in seconds since the epoch.
        session: the server's key of the User-Interactive Authentication session, once there is one.
        validation: validation session of the contact; None before it was started.
    """

    key: str
    server_name: str
    origin: Origin
    contact: Contact
    logout_devices: bool
    helping: bool
    begun: float
    session: Secret | None = None
    validation: Validation | None = field(default=None, repr=False)

    @property
    def asked(self) -> float:
        """When the last mail or message was asked for, in seconds since the epoch."""
        return self.begun if self.validation is None else self.validation.since

    def alive(self, now: float) -> bool:
        """Return whether the last mail or message is younger than `LIFE_SECONDS`.

        Args:
            now: seconds since the epoch; a clock that was set back ends no reset.
        """
        return now - self.asked < LIFE_SECONDS

    def with_session(self, session: Secret | None) -> PendingReset:
        """Return a copy with another session key."""
        return replace(self, session=session)

    def with_validation(self, found: Validation) -> PendingReset:
        """Return a copy with a validation session and its contact, which may be a new one."""
        return replace(self, contact=found.contact, validation=found)


class _Ticket(msgspec.Struct, frozen=True, omit_defaults=True):
    sid: str
    submit_url: str | None = None


class _Written(msgspec.Struct, frozen=True, omit_defaults=True):
    """JSON form of a pending reset in the vault."""

    server_name: str
    homeserver: str
    logout_devices: bool
    begun: float
    helping: bool = False
    email: str | None = None
    phone: tuple[str, str, str] | None = None
    session: str | None = None
    client_secret: str | None = None
    attempts: int = 0
    tickets: tuple[_Ticket, ...] = ()
    since: float = 0.0


def written(pending: PendingReset) -> Secret:
    """Encode a pending reset as JSON for the vault."""
    contact, found = pending.contact, pending.validation
    email, phone = None, None
    match contact:
        case Email(address):
            email = address
        case Phone(country, number, international):
            phone = (country, number, international)
        case _:
            assert_never(contact)
    content = _Written(
        server_name=pending.server_name,
        homeserver=str(pending.origin),
        logout_devices=pending.logout_devices,
        begun=pending.begun,
        helping=pending.helping,
        email=email,
        phone=phone,
        session=None if pending.session is None else pending.session.reveal(),
        client_secret=None if found is None else found.client_secret.reveal(),
        attempts=0 if found is None else found.attempts,
        tickets=() if found is None else tuple(_write(each) for each in found.tickets),
        since=0.0 if found is None else found.since,
    )
    return Secret(msgspec.json.encode(content).decode())


def read_pending(key: str, text: Secret | None) -> PendingReset | None:
    """Decode a pending reset from the vault; None if it is missing or malformed.

    Args:
        key: the reset's key in the settings file.
        text: the vault's text; None if it has none.
    """
    if text is None:
        return None
    try:
        found = msgspec.json.decode(text.reveal(), type=_Written)
        origin = base_url_of(found.homeserver)
        tickets = tuple(_read(each) for each in found.tickets)
    except (msgspec.DecodeError, InvalidInput):
        return None
    contact: Contact
    if found.email is not None:
        contact = Email(found.email)
    elif found.phone is not None:
        contact = Phone(*found.phone)
    else:
        return None
    validation = None
    if found.client_secret is not None:
        secret = Secret(found.client_secret)
        validation = Validation(contact, secret, found.attempts, tickets, found.since)
    return PendingReset(
        key=key,
        server_name=found.server_name,
        origin=origin,
        contact=contact,
        logout_devices=found.logout_devices,
        helping=found.helping,
        begun=found.begun,
        session=None if found.session is None else Secret(found.session),
        validation=validation,
    )


def _write(ticket: Ticket) -> _Ticket:
    return _Ticket(ticket.sid.reveal(), None if ticket.submit is None else ticket.submit.url)


def _read(ticket: _Ticket) -> Ticket:
    submit: Link | None = None
    if ticket.submit_url is not None:
        origin_of(ticket.submit_url)
        submit = link_of(ticket.submit_url)
    return Ticket(Secret(ticket.sid), submit)
