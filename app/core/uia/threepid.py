"""Validation sessions of email addresses and phone numbers, and the pauses of their polls.

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
"""How long a validation session is polled, in seconds; servers do not state its lifetime."""

POLLS = ((120.0, 2.0), (600.0, 5.0), (LIFE_SECONDS, 15.0))
"""Pairs of seconds: until how long after the mail was asked for, and the pause between polls."""

MASK = "•••"


@dataclass(frozen=True, slots=True)
class Email:
    """An email address, in the form that is sent to the server."""

    address: str

    @property
    def medium(self) -> str:
        """``email``."""
        return "email"

    @property
    def shown(self) -> str:
        """The whole address, to show to the person who typed it."""
        return self.address

    @property
    def masked(self) -> str:
        """The address with most letters hidden, such as ``a•••@e•••.org``."""
        name, _, domain = self.address.rpartition("@")
        host, dot, top = domain.rpartition(".")
        return f"{name[:1]}{MASK}@{(host or top)[:1]}{MASK}" + (f".{top}" if dot else "")


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone number.

    Attributes:
        country: two capital letters (ISO 3166).
        number: the number as dialled in that country.
        international: the number with ``+`` and the country's prefix, with spaces.
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
        """The whole number, to show to the person who typed it."""
        return self.international

    @property
    def masked(self) -> str:
        """The number with most digits hidden, such as ``+49 ••• 567``."""
        prefix = self.international.partition(" ")[0]
        return f"{prefix[:4]} {MASK} {self.international[-3:]}"


Contact: TypeAlias = Email | Phone
"""Where a code or a link goes."""

_MAIL = re.compile(r"[^@\s]+@[^@\s]+")


def email_of(text: str) -> Email | None:
    """Parse an email address as a person types it; None if it cannot be one.

    It is never stricter than a server: text, an ``@``, more text, and no spaces. A
    display name that was pasted along is dropped.
    """
    typed = text.strip()
    inside = re.search(r"<([^<>]*)>\s*$", typed)
    address = inside.group(1).strip() if inside else typed
    return Email(address) if _MAIL.fullmatch(address) else None


@dataclass(frozen=True, slots=True)
class Ticket:
    """The server's answer to one requestToken, validated.

    Attributes:
        sid: session ID; 1 to 255 characters of ``[0-9a-zA-Z.=_-]``.
        submit: address to post the code to; None if the client takes no code.
    """

    sid: Secret
    submit: Link | None = field(default=None, repr=False)


_SID = re.compile(r"[0-9a-zA-Z.=_-]{1,255}")


def ticket_of(found: TokenRequested, host: str) -> Ticket:
    """Validate a server's answer to requestToken.

    Args:
        found: the answer.
        host: host that answered.

    Raises:
        WrongShape: the ``sid`` is malformed, or ``submit_url`` is not an address with https, or
            with http on loopback.
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
        contact: email or phone that mails or messages go to.
        client_secret: 1 to 255 characters of ``[0-9a-zA-Z.=_-]``; never changes.
        attempts: the highest ``send_attempt`` that the server has answered.
        tickets: all tickets that the server gave, the oldest first.
        since: when the last mail or message was asked for, or when the session began if none was,
            in seconds since the epoch.
    """

    contact: Contact
    client_secret: Secret
    attempts: int = 0
    tickets: tuple[Ticket, ...] = ()
    since: float = 0.0

    def sent(self, ticket: Ticket, at: float) -> Validation:
        """Return a copy that holds one more ticket; its next request asks for another mail.

        Call it only if the server answered: with the same ``send_attempt``, a repeated request
        sends no second mail.

        Args:
            ticket: the server's answer to requestToken.
            at: when the mail or message was asked for, in seconds since the epoch.
        """
        tickets = tuple(each for each in self.tickets if each.sid != ticket.sid)
        return replace(self, attempts=self.attempts + 1, tickets=(*tickets, ticket), since=at)

    def answer(self, turn: int) -> ThreepidAnswer:
        """Return the credentials of one ticket, chosen by `turn` modulo their number."""
        ticket = self.tickets[turn % len(self.tickets)]
        return ThreepidAnswer(ticket.sid, self.client_secret)

    @property
    def submit(self) -> Ticket | None:
        """The newest ticket that takes a code."""
        return next((each for each in reversed(self.tickets) if each.submit is not None), None)

    def alive(self, now: float) -> bool:
        """Return whether the last mail or message is younger than `LIFE_SECONDS`.

        Args:
            now: seconds since the epoch; a clock that was set back ends no session.
        """
        return now - self.since < LIFE_SECONDS


class Validations:
    """The validation sessions of one account, kept in memory between dialogs and operations."""

    def __init__(self) -> None:
        self._known: list[tuple[str, Validation]] = []

    def keep(self, under: str, found: Validation) -> None:
        """Store a validation session as the newest, replacing the one of its contact.

        Args:
            under: path above the requestToken endpoint, such as `PASSWORD_TOKENS`.
            found: the session to store.
        """
        self.drop(under, found.contact)
        self._known.append((under, found))

    def drop(self, under: str, contact: Contact) -> None:
        """Remove the validation session of a contact."""
        self._known = [
            each for each in self._known if (each[0], each[1].contact) != (under, contact)
        ]

    def find(self, under: str, contact: Contact, now: float) -> Validation | None:
        """Return the validation session of a contact, if it is alive."""
        found = (each for where, each in self._known if (where, each.contact) == (under, contact))
        return next((each for each in found if each.alive(now)), None)

    def newest(self, under: str, medium: str, now: float) -> Validation | None:
        """Return the newest live session of a medium that a mail or message was sent for."""
        for where, each in reversed(self._known):
            there = where == under and each.contact.medium == medium
            if there and each.tickets and each.alive(now):
                return each
        return None


def poll_pause(waited: float) -> float | None:
    """Return the pause before the next poll of the server, in seconds.

    Args:
        waited: seconds since the person was given something to do.

    Returns:
        The pause; None once polling ends, and only the person can make the app ask again.
    """
    return next((pause for until, pause in POLLS if waited < until), None)
