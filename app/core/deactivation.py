"""Account deactivation: the person's choices, and how the server's answers are read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from app.core.errors import InputFault, InvalidInput, LatchkeyError, MatrixError
from app.core.identifiers import server_name_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Deactivation:
    """The person's choices; every request of one deactivation is built from the same ones.

    Attributes:
        erase: whether the server is asked to erase what the account wrote. Always sent, as
            servers take a missing value for no.
        id_server: host, with an optional port, of the identity server that is to forget the
            account's emails and phones; None lets the homeserver ask those that it knows of.
    """

    erase: bool
    id_server: str | None


class Unbind(Enum):
    """Result of removing emails and phones from identity servers (``id_server_unbind_result``).

    SUCCESS and NO_SUPPORT are the specification's. A missing value (MISSING) or an unknown one
    (OTHER) allows no conclusion.
    """

    SUCCESS = "success"
    NO_SUPPORT = "no-support"
    MISSING = ""
    OTHER = "other"


def unbind_of(value: object) -> Unbind:
    """Parse ``id_server_unbind_result`` ("Account deactivation", POST /account/deactivate).

    Args:
        value: the field's value, unvalidated; None if the answer does not have it.
    """
    match value:
        case None:
            return Unbind.MISSING
        case "success":
            return Unbind.SUCCESS
        case "no-support":
            return Unbind.NO_SUPPORT
        case _:
            return Unbind.OTHER


_IDENTITY_SERVER = re.compile(r"\bid(entity)?[ _-]?server\b", re.IGNORECASE)
_UNBINDING = re.compile(r"\b(remov|unbind|unbound|delet|disassociat)", re.IGNORECASE)


def unbind_failed(error: LatchkeyError) -> bool:
    """Return whether deactivation failed at an identity server, so that the account is open.

    There is no errcode for this: Synapse answers 400 M_UNKNOWN "Failed to remove threepid from ID
    server".
    """
    if not isinstance(error, MatrixError) or error.status != 400:
        return False
    return all(each.search(error.text) is not None for each in (_IDENTITY_SERVER, _UNBINDING))


def id_server_of(text: str) -> str | None:
    """Parse what was typed as the identity server.

    Returns:
        Host and optional port, in ASCII; None if nothing was typed.

    Raises:
        InvalidInput: it is an address with a scheme or a path, or no host at all.
    """
    typed = text.strip()
    if not typed:
        return None
    if any(c.isspace() for c in typed):
        raise InvalidInput(InputFault.SPACES)
    if "/" in typed or "@" in typed:
        raise InvalidInput(InputFault.BAD_SERVER_NAME)
    return server_name_of(typed)
