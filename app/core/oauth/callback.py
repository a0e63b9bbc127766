"""What comes back from a person's browser to a door that this program holds open on loopback.

Any page, and any program on this computer, can knock there. One answer is taken: a GET by which a
browser goes to our very address, with the state that this program made up. Everything else is
turned away, and the door stays open. Sections: "Authorisation code flow, Callback" and "Client
login via SSO"; RFC 8252 section 7.3.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias
from urllib.parse import parse_qsl

from app.core.secret import Secret

PATH = "/callback"
STATE = "state"
CODE, LOGIN_TOKEN, ERROR = "code", "loginToken", "error"
MAX_QUERY = 8000
MAX_FIELDS = 20


class Rejection(Enum):
    """Why a knock is turned away, with the HTTP status that says so."""

    METHOD = 405
    PATH = 404
    HOST = 421
    NOT_A_VISIT = 403
    MALFORMED = 400
    STATE = 409


@dataclass(frozen=True, slots=True)
class CallbackRequest:
    """One request at the door.

    Attributes:
        method: HTTP method.
        target: path and query, as sent.
        headers: by lower-case name; several of one name are joined with ", ", as RFC 9110 section
            5.3 has it, so that a header that is judged and comes twice is none of those taken.
    """

    method: str
    target: str
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Approved:
    """The person has said yes.

    Attributes:
        value: a code, or a login token.
        query: all of the query, which may be read once more.
    """

    value: Secret
    query: Secret


@dataclass(frozen=True, slots=True)
class Declined:
    """The server, or the person, has said no.

    Attributes:
        query: all of the query, as in `Granted`.
    """

    query: Secret


Answer: TypeAlias = Approved | Declined


def judge(knock: CallbackRequest, host: str, state: Secret, wants: str) -> Answer | Rejection:
    """Judge a request.

    Args:
        knock: the request.
        host: what its Host header has to be, such as ``127.0.0.1:40123``.
        state: what this program made up for this one sign-in.
        wants: the parameter that holds the yes: `CODE` or `LOGIN_TOKEN`.
    """
    path, _, query = knock.target.partition("?")
    if path != PATH:
        return Rejection.PATH
    if knock.method != "GET":
        return Rejection.METHOD
    if knock.headers.get("host") != host:  # another name for this address: DNS rebinding
        return Rejection.HOST
    if not _is_visit(knock.headers):
        return Rejection.NOT_A_VISIT
    try:
        pairs = parse_qsl(
            query[: MAX_QUERY + 1],
            keep_blank_values=True,
            strict_parsing=True,
            max_num_fields=MAX_FIELDS,
            errors="strict",
        )
    except ValueError:
        return Rejection.MALFORMED
    fields = dict(pairs)
    if len(query) > MAX_QUERY or len(fields) != len(pairs):
        return Rejection.MALFORMED
    if Secret(fields.get(STATE, "")) != state:
        return Rejection.STATE
    whole = Secret(query)
    if fields.get(ERROR):
        return Declined(whole)
    if fields.get(wants):
        return Approved(Secret(fields[wants]), whole)
    return Rejection.MALFORMED


def _is_visit(headers: Mapping[str, str]) -> bool:
    """Whether a browser goes there with the whole window, rather than a page asking behind it.

    Browsers say so themselves ("Fetch Metadata"); what says nothing may be an old one.
    """
    mode = headers.get("sec-fetch-mode", "navigate")
    kind = headers.get("sec-fetch-dest", "document")
    return mode == "navigate" and kind == "document"
