"""A password reset that waits for a mail or a message: what of it outlives the window.

Section: "Password management" (POST /account/password and its requestToken endpoints). The new
password is not among it: it is typed anew.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import assert_never

import msgspec

from app.core.errors import InvalidInput
from app.core.identifiers import Link, Origin, link_of, origin_of
from app.core.secret import Secret
from app.core.uia.threepid import LIFE_SECONDS, Contact, Email, Phone, Ticket, Validation


@dataclass(frozen=True, slots=True)
class PendingReset:
    """A reset, but for its new password.

    Attributes:
        key: names it in the index; says nothing about it.
        server_name: the homeserver's.
        origin: the homeserver's.
        contact: where the mail or message goes.
        logout_devices: whether every device is to be signed out.
        helping: whether it is done for somebody else.
        begun: when, in seconds since the epoch.
        session: the server's key of the User-Interactive Authentication session, once there is one.
        validation: of the contact, once its client_secret is there.
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
        """Whether it is worth going on with; a clock that was set back does no harm."""
        return now - self.asked < LIFE_SECONDS

    def with_session(self, session: Secret | None) -> PendingReset:
        """Return it with the newest session key."""
        return replace(self, session=session)

    def with_validation(self, found: Validation) -> PendingReset:
        """Return it with what is known of a contact, which may be another one than before."""
        return replace(self, contact=found.contact, validation=found)


class _Ticket(msgspec.Struct, frozen=True, omit_defaults=True):
    sid: str
    submit_url: str | None = None


class _Written(msgspec.Struct, frozen=True, omit_defaults=True):
    """A pending reset as it lies in the vault."""

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
    """Return a pending reset as one text for the vault."""
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
    """Return the pending reset of a text from the vault; None where it holds none.

    Args:
        key: under which the index names it.
        text: what lay there, if anything did.
    """
    if text is None:
        return None
    try:
        found = msgspec.json.decode(text.reveal(), type=_Written)
        origin = origin_of(found.homeserver)
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
