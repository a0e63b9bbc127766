"""Validation of the requests that reach the callback server on loopback.

Any web page, and any program on this computer, can send requests there. One is accepted: a GET by
which a browser navigates to the exact address, with the state that this app generated. All others
are rejected, and the callback server stays open. Sections: "Authorisation code flow, Callback" and
"Client login via SSO"; RFC 8252 section 7.3.
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
    """Why a callback request is rejected, with the HTTP status of the answer."""

    METHOD = 405
    PATH = 404
    HOST = 421
    NOT_A_VISIT = 403
    MALFORMED = 400
    STATE = 409


@dataclass(frozen=True, slots=True)
class CallbackRequest:
    """One request to the callback server.

    Attributes:
        method: HTTP method.
        target: path and query, as sent.
        headers: by lower-case name. Several of one name are joined with ", " (RFC 9110 section
            5.3), so that a checked header that comes twice has no accepted value.
    """

    method: str
    target: str
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Approved:
    """A callback that grants the sign-in.

    Attributes:
        value: the authorization code, or the login token.
        query: the whole query string, for further checks.
    """

    value: Secret
    query: Secret


@dataclass(frozen=True, slots=True)
class Declined:
    """A callback with an error: the server, or the person, refused the sign-in.

    Attributes:
        query: the whole query string, as in `Approved`.
    """

    query: Secret


Answer: TypeAlias = Approved | Declined


def judge(request: CallbackRequest, host: str, state: Secret, wants: str) -> Answer | Rejection:
    """Validate a callback request.

    Args:
        request: the request.
        host: required value of the Host header, such as ``127.0.0.1:40123``.
        state: random value that this app generated for this one sign-in.
        wants: name of the parameter with the result: `CODE` or `LOGIN_TOKEN`.

    Returns:
        The answer of the sign-in, or why the request is rejected.
    """
    path, _, query = request.target.partition("?")
    if path != PATH:
        return Rejection.PATH
    if request.method != "GET":
        return Rejection.METHOD
    if request.headers.get("host") != host:  # another name for this address: DNS rebinding
        return Rejection.HOST
    if not _is_visit(request.headers):
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
    """Return whether a request is a navigation to a document, rather than a page's fetch.

    Browsers say so in headers ("Fetch Metadata"); a request without them may be an old browser's
    and passes.
    """
    mode = headers.get("sec-fetch-mode", "navigate")
    kind = headers.get("sec-fetch-dest", "document")
    return mode == "navigate" and kind == "document"
