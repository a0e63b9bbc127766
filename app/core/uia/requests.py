"""Request builders for authentication stages: validation mails, codes, fallback pages.

Section names are those of the Client-Server API, but for `submit_code`.
"""

from __future__ import annotations

from typing import assert_never
from urllib.parse import quote

import msgspec

from app.core import responses
from app.core.errors import LocalProtocolError
from app.core.requests import CLIENT, Request, segment
from app.core.secret import Secret
from app.core.uia.threepid import Email, Phone, Ticket, Validation

PASSWORD_TOKENS = f"{CLIENT}/account/password"
"""Path above the requestToken endpoints for an existing account, whatever the operation: the
specification names none for other operations, and this one accepts the account's own addresses."""


class EmailTokenBody(msgspec.Struct, frozen=True):
    """Body of POST …/email/requestToken."""

    client_secret: Secret
    email: str
    send_attempt: int


class PhoneTokenBody(msgspec.Struct, frozen=True):
    """Body of POST …/msisdn/requestToken."""

    client_secret: Secret
    country: str
    phone_number: str
    send_attempt: int


def request_token(under: str, validation: Validation) -> Request[responses.TokenRequested]:
    """Ask the server for a mail or message ("Password management", POST …/requestToken).

    Args:
        under: path above the endpoint, such as `PASSWORD_TOKENS`.
        validation: validation session of the contact; its next ``send_attempt`` is used.
    """
    attempt = validation.attempts + 1
    body: EmailTokenBody | PhoneTokenBody
    match validation.contact:
        case Email(address):
            body = EmailTokenBody(validation.client_secret, address, attempt)
        case Phone(country, number):
            body = PhoneTokenBody(validation.client_secret, country, number, attempt)
        case _:
            assert_never(validation.contact)
    path = f"{under}/{validation.contact.medium}/requestToken"
    return Request("POST", path, responses.TokenRequested, body)


class CodeBody(msgspec.Struct, frozen=True):
    """Body of a POST to ``submit_url``."""

    sid: Secret
    client_secret: Secret
    token: Secret


def submit_code(
    validation: Validation, ticket: Ticket, code: Secret
) -> Request[responses.CodeSubmitted]:
    """Submit a validation code ("Identity Service API", POST /validate/msisdn/submitToken).

    The request is for the host of ``submit_url``, which need not be the homeserver's.

    Raises:
        LocalProtocolError: the ticket takes no code.
    """
    if ticket.submit is None:
        raise LocalProtocolError("this validation takes no code")
    body = CodeBody(ticket.sid, validation.client_secret, code)
    path = ticket.submit.url.split("/", 3)[3]
    return Request("POST", f"/{path}", responses.CodeSubmitted, body)


def fallback_page(stage: str, session: Secret) -> Request[responses.Empty]:
    """Get the fallback page of a stage ("User-Interactive Authentication API, Fallback").

    Its address holds the session key, as the specification demands, so it is never shown.
    """
    path = f"{CLIENT}/auth/{segment(stage)}/fallback/web"
    return Request("GET", f"{path}?session={quote(session.reveal(), safe='')}", responses.Empty)
