"""What a person decides about the end of an account, and what the server says of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from app.core.errors import InputFault, InvalidInput, LatchkeyError, MatrixError
from app.core.identifiers import server_name_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Deactivation:
    """What the person decided; every request of the act is built from the same one.

    Attributes:
        erase: whether the server is asked to erase what the account wrote. A request that leaves
            it out says no, so it is always sent.
        id_server: host, with an optional port, of the identity server that is to forget the
            account's emails and phones; None lets the homeserver ask those that it knows of.
    """

    erase: bool
    id_server: str | None


class Unbind(Enum):
    """What became of emails and phones at identity servers.

    SUCCESS and NO_SUPPORT are the specification's. Of what a server leaves out (MISSING) or makes
    up (OTHER) nothing can be concluded.
    """

    SUCCESS = "success"
    NO_SUPPORT = "no-support"
    MISSING = ""
    OTHER = "other"


def unbind_of(value: object) -> Unbind:
    """Judge ``id_server_unbind_result`` ("Account deactivation", POST /account/deactivate).

    Args:
        value: whatever the answer holds; None where it holds nothing.
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
    """Whether a refusal means that an identity server did not do its part: the account is open.

    There is no errcode for it: Synapse says 400 M_UNKNOWN "Failed to remove threepid from ID
    server".
    """
    if not isinstance(error, MatrixError) or error.status != 400:
        return False
    return all(each.search(error.text) is not None for each in (_IDENTITY_SERVER, _UNBINDING))


def id_server_of(text: str) -> str | None:
    """Read the field for an identity server.

    Returns:
        Host and optional port, in ASCII; None where nothing was typed.

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
