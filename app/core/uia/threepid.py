"""The life of a validation session: client_secret, send_attempt, and every sid that was given.

Sections: "Adding Account Administrative Contact Information", "Password management" (their
requestToken endpoints), and "Identity Service API, Establishing an association". A server may give
another ``sid`` for each mail; which of them will be validated is not known beforehand, so all are
kept and tried in turn, the oldest first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from app.core.errors import InvalidInput, WrongShape
from app.core.identifiers import Link, link_of, origin_of
from app.core.responses import TokenRequested
from app.core.secret import Secret
from app.core.uia.stages import ThreepidAnswer

LIFE_SECONDS = 2 * 3600.0
"""How long a validation session is asked about; no server says how long its own is."""

POLLS = ((120.0, 2.0), (600.0, 5.0), (LIFE_SECONDS, 15.0))
"""Until so many seconds after the mail was asked for, the server is asked every so many."""

MASK = "•••"


@dataclass(frozen=True, slots=True)
class Email:
    """An email address, as the server is to be told it."""

    address: str

    @property
    def medium(self) -> str:
        """``email``."""
        return "email"

    @property
    def shown(self) -> str:
        """The whole of it, for whoever typed it."""
        return self.address

    @property
    def masked(self) -> str:
        """Enough to be recognized by its owner: ``a•••@e•••.org``."""
        name, _, domain = self.address.rpartition("@")
        host, dot, top = domain.rpartition(".")
        return f"{name[:1]}{MASK}@{(host or top)[:1]}{MASK}" + (f".{top}" if dot else "")


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone number.

    Attributes:
        country: two capital letters (ISO 3166).
        number: as dialled in that country.
        international: ``+``, the country's prefix and the number, with spaces.
    """

    country: str
    number: str
    international: str

    @property
    def medium(self) -> str:
        """``msisdn``."""
        return "msisdn"

    @property
    def shown(self) -> str:
        """The whole of it, for whoever typed it."""
        return self.international

    @property
    def masked(self) -> str:
        """Enough to be recognized by its owner: ``+49 ••• 567``."""
        prefix = self.international.partition(" ")[0]
        return f"{prefix[:4]} {MASK} {self.international[-3:]}"


Contact: TypeAlias = Email | Phone
"""Where a code or a link goes."""

_MAIL = re.compile(r"[^@\s]+@[^@\s]+")


def email_of(text: str) -> Email | None:
    """Read an email address as a person types it; None if it cannot be one.

    Never stricter than a server: something before an ``@``, something after it, no spaces. A
    display name that was pasted along is dropped.
    """
    typed = text.strip()
    inside = re.search(r"<([^<>]*)>\s*$", typed)
    address = inside.group(1).strip() if inside else typed
    return Email(address) if _MAIL.fullmatch(address) else None


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a server gave for one requestToken.

    Attributes:
        sid: 1 to 255 of ``[0-9a-zA-Z.=_-]``.
        submit: where the code goes; None where there is no client step.
    """

    sid: Secret
    submit: Link | None = field(default=None, repr=False)


_SID = re.compile(r"[0-9a-zA-Z.=_-]{1,255}")


def ticket_of(found: TokenRequested, host: str) -> Ticket:
    """Check what a server gave.

    Args:
        found: its answer.
        host: who answered.

    Raises:
        WrongShape: the ``sid`` is none, or ``submit_url`` is no address that a code may go to:
            https, or http on loopback.
    """
    if _SID.fullmatch(found.sid.reveal()) is None:
        raise WrongShape(host, 200, "$.sid")
    if found.submit_url is None:
        return Ticket(found.sid)
    try:
        origin_of(found.submit_url)
        return Ticket(found.sid, link_of(found.submit_url))
    except InvalidInput:
        raise WrongShape(host, 200, "$.submit_url") from None


@dataclass(frozen=True, slots=True)
class Validation:
    """One validation session for one contact.

    Attributes:
        contact: where to.
        client_secret: 1 to 255 of ``[0-9a-zA-Z.=_-]``, the same for its whole life.
        attempts: the highest ``send_attempt`` that the server has answered.
        tickets: all that were given, the oldest first.
        since: when the last mail or message was asked for, or, before the first one was, when this
            began, in seconds since the epoch.
    """

    contact: Contact
    client_secret: Secret
    attempts: int = 0
    tickets: tuple[Ticket, ...] = ()
    since: float = 0.0

    def sent(self, ticket: Ticket, at: float) -> Validation:
        """Take note of an answer: the next request will ask for another mail.

        Without an answer the number stays, so that asking again sends no second mail.
        """
        tickets = tuple(each for each in self.tickets if each.sid != ticket.sid)
        return replace(self, attempts=self.attempts + 1, tickets=(*tickets, ticket), since=at)

    def answer(self, turn: int) -> ThreepidAnswer:
        """Return the credentials to try: each ticket in its turn, the oldest first."""
        ticket = self.tickets[turn % len(self.tickets)]
        return ThreepidAnswer(ticket.sid, self.client_secret)

    @property
    def submit(self) -> Ticket | None:
        """The newest ticket that takes a code."""
        return next((each for each in reversed(self.tickets) if each.submit is not None), None)

    def alive(self, now: float) -> bool:
        """Whether it is worth going on with; a clock that was set back does no harm."""
        return now - self.since < LIFE_SECONDS


class Validations:
    """The validation sessions of one account, in memory: they outlive a dialog and an act."""

    def __init__(self) -> None:
        self._known: list[tuple[str, Validation]] = []

    def keep(self, under: str, found: Validation) -> None:
        """Keep a validation as the newest, in place of what is known of its contact.

        Args:
            under: path of the endpoint that its tokens come from.
            found: what to keep.
        """
        self.drop(under, found.contact)
        self._known.append((under, found))

    def drop(self, under: str, contact: Contact) -> None:
        """Forget a contact's validation: it is used up, or of no use."""
        self._known = [
            each for each in self._known if (each[0], each[1].contact) != (under, contact)
        ]

    def find(self, under: str, contact: Contact, now: float) -> Validation | None:
        """Return what is known of a contact, if it is alive."""
        found = (each for where, each in self._known if (where, each.contact) == (under, contact))
        return next((each for each in found if each.alive(now)), None)

    def newest(self, under: str, medium: str, now: float) -> Validation | None:
        """Return the last one of a medium that a mail or message went out for, if it is alive."""
        for where, each in reversed(self._known):
            there = where == under and each.contact.medium == medium
            if there and each.tickets and each.alive(now):
                return each
        return None


def poll_pause(waited: float) -> float | None:
    """Return how many seconds to wait before the server is asked again.

    Args:
        waited: seconds since the person was given something to do.

    Returns:
        None once it has been too long: then only the person can ask.
    """
    return next((pause for until, pause in POLLS if waited < until), None)
