"""Parsing of Matrix IDs, server names, web addresses and sign-in identifiers.

Implements the grammar of "Appendices, 4.1 Server Name" and "4.2 Common Namespaced Identifier
Grammar" as far as a client needs it: hints about unusual IDs, never a refusal of one that a
server may accept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TypeAlias
from urllib.parse import SplitResult, quote, unquote, urlsplit

import msgspec

from app.core.errors import InputFault, InvalidInput
from app.core.host_names import host_and_port, is_loopback

MAX_USER_ID_BYTES = 255
MAX_LINK_CHARS = 4000


class UserId(msgspec.Struct, frozen=True, omit_defaults=True, tag="m.id.user"):
    """``m.id.user``: a full user ID, or its localpart."""

    user: str


class ThreepidIdentifier(msgspec.Struct, frozen=True, tag="m.id.thirdparty"):
    """``m.id.thirdparty``: an address that the server knows; ``medium`` as in `Threepid`."""

    medium: str
    address: str


class PhoneIdentifier(msgspec.Struct, frozen=True, tag="m.id.phone"):
    """``m.id.phone``: a number as dialled in ``country`` (two capital letters)."""

    country: str
    phone: str


UserIdentifier: TypeAlias = UserId | ThreepidIdentifier | PhoneIdentifier
"""The three identifier types of the specification ("Login", "Identifier types")."""

_LOOSE_PHONE = re.compile(r"\+[\d\s()./-]{6,24}")


def identifier_of(text: str) -> UserIdentifier:
    """Parse what was typed into "Matrix ID, username, email or phone".

    ``@a:b`` and a bare name are a user; ``name@host`` is an email address; what begins with ``+``
    and holds digits alone is an international phone number.

    Raises:
        InvalidInput: nothing was typed, or a space stands inside a name.
    """
    typed = text.strip()
    if not typed:
        raise InvalidInput(InputFault.EMPTY)
    if _LOOSE_PHONE.fullmatch(typed):
        return ThreepidIdentifier("msisdn", re.sub(r"\D", "", typed))
    if any(c.isspace() for c in typed) and not typed.startswith("@"):
        raise InvalidInput(InputFault.SPACES)
    if "@" in typed[1:] and not typed.startswith("@"):
        return ThreepidIdentifier("email", typed)
    return UserId(typed)


@dataclass(frozen=True, slots=True)
class MatrixId:
    """A user ID, taken apart.

    Attributes:
        localpart: the part between ``@`` and the first colon.
        server_name: the part after the first colon, as it was typed: IDs keep their capitals.
    """

    localpart: str
    server_name: str

    def __str__(self) -> str:
        return f"@{self.localpart}:{self.server_name}"

    @property
    def unusual(self) -> bool:
        """Whether the localpart has characters that new IDs may not have: show a hint."""
        return re.fullmatch(r"[a-z0-9._=/+-]+", self.localpart) is None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a server is: scheme, host, port, and for some homeservers a path; see `base_url_of`.

    An HTTP client sends to one origin only, and to nothing above its path.

    Attributes:
        scheme: ``https``, or ``http`` on loopback.
        host: in ASCII (IDNA), lower case; an IPv6 address without brackets.
        port: None for the scheme's default port.
        path: the path beneath which the server's endpoints are, percent-encoded, without a slash at
            its end; empty as a rule.
    """

    scheme: str
    host: str
    port: int | None = None
    path: str = ""

    @property
    def name(self) -> str:
        """Host and port as shown to a person, and as sent in a Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port is None else f"{host}:{self.port}"

    @property
    def place(self) -> str:
        """What a homeserver without another name is called: its host, or its URL if it has a path.

        It can be typed where a server is asked for.
        """
        return str(self) if self.path else self.name

    def __str__(self) -> str:
        return f"{self.scheme}://{self.name}{self.path}"

    @property
    def loopback(self) -> bool:
        """Whether the host is this computer, by name or by address."""
        return is_loopback(self.host)


@dataclass(frozen=True, slots=True)
class Link:
    """A web address that may be opened in a browser.

    Attributes:
        url: in ASCII; http or https.
        host: host to show, with the port if it is not the scheme's default; in ASCII, so that
            letters of another alphabet cannot imitate it.
    """

    url: str = field(repr=False)
    host: str


@dataclass(frozen=True, slots=True)
class Target:
    """The parsed text of the field "Matrix ID or homeserver".

    Attributes:
        matrix_id: the Matrix ID, if one was typed.
        server_name: name to look up by server discovery; None if a URL was typed.
        origin: homeserver to ask directly; None if a name was typed.
    """

    matrix_id: MatrixId | None = None
    server_name: str | None = None
    origin: Origin | None = None


def target_of(text: str) -> Target:
    """Parse the sign-in page's field "Matrix ID or homeserver".

    Raises:
        InvalidInput: with the fault to show beside the field.
    """
    typed = text.strip()
    if not typed:
        raise InvalidInput(InputFault.EMPTY)
    localpart, colon, rest = typed.partition(":")
    # A localpart may have some within ("Historical User IDs").
    historical = typed.startswith("@") and colon and localpart[1:] == localpart[1:].strip()
    if any(c.isspace() for c in (rest if historical else typed)):
        raise InvalidInput(InputFault.SPACES)
    if "://" in typed:
        return Target(origin=base_url_of(typed))
    if typed.startswith("@") or ("@" not in typed and _user_like(typed)):
        found = matrix_id_of(typed if typed.startswith("@") else f"@{typed}")
        return Target(matrix_id=found, server_name=server_name_of(found.server_name))
    if "@" in typed:
        raise InvalidInput(InputFault.EMAIL)
    return Target(server_name=server_name_of(typed))


def matrix_id_of(text: str) -> MatrixId:
    """Take a user ID apart ("Appendices, User Identifiers").

    Raises:
        InvalidInput: a part is missing, or the server name cannot be one.
    """
    localpart, colon, server = text.removeprefix("@").partition(":")
    if not localpart:
        raise InvalidInput(InputFault.NO_LOCALPART)
    if not colon or not server:
        raise InvalidInput(InputFault.NO_SERVER)
    if len(text.encode()) > MAX_USER_ID_BYTES:
        raise InvalidInput(InputFault.TOO_LONG)
    ascii_name = server_name_of(server)
    return MatrixId(localpart, server.rstrip("/") if server.isascii() else ascii_name)


def is_user_id(text: str) -> bool:
    """Return whether a text that a server gave can be a user ID ("Historical User IDs").

    Its localpart may be empty, and may hold spaces, capitals and other signs.
    """
    return (
        text.startswith("@")
        and bool(text.partition(":")[2])
        and len(text.encode()) <= MAX_USER_ID_BYTES
    )


def with_small_server(user_id: str) -> str:
    """Return a user ID as it is compared: server names are the same in capitals."""
    localpart, colon, server = user_id.partition(":")
    return f"{localpart}{colon}{server.lower()}"


def server_name_of(text: str) -> str:
    """Return a server name in ASCII: host, IPv4 or bracketed IPv6, with an optional port.

    Raises:
        InvalidInput: it cannot be a server name.
    """
    host, port = host_and_port(text.rstrip("/"))
    return Origin("https", host, port).name


def origin_of(text: str) -> Origin:
    """Return the origin of an address that was typed, or that .well-known gave.

    A path, query or fragment is not part of an origin and is dropped; a user name in it is
    refused.

    Raises:
        InvalidInput: not https (or http on loopback), or no host.
    """
    origin, _ = _web_address(text)
    if origin.scheme == "http" and not origin.loopback:
        raise InvalidInput(InputFault.NOT_LOOPBACK)
    return origin


def base_url_of(text: str) -> Origin:
    """Return the base URL of a homeserver, typed or given by .well-known ("Well-known URIs").

    Its path is kept; what follows ``/_matrix`` in it, a query and a fragment are dropped.

    Raises:
        InvalidInput: as for `origin_of`, or a path with ``..`` in it.
    """
    origin = origin_of(text)
    path = quote(urlsplit(text).path, safe=_IN_URL).partition("/_matrix")[0].rstrip("/")
    if {"", ".", ".."} & {*unquote(path).split("/")[1:]}:
        raise InvalidInput(InputFault.BAD_SERVER_NAME)
    return replace(origin, path=path)


def _web_address(text: str) -> tuple[Origin, SplitResult]:
    """Take an http or https address apart; one with a user name in it is refused."""
    try:
        parts = urlsplit(text)
    except ValueError:
        raise InvalidInput(InputFault.BAD_SERVER_NAME) from None
    scheme = parts.scheme.lower()
    if scheme not in ("https", "http"):
        raise InvalidInput(InputFault.BAD_SCHEME)
    if "@" in parts.netloc:
        raise InvalidInput(InputFault.BAD_SERVER_NAME)
    return _origin(scheme, *host_and_port(parts.netloc)), parts


def link_of(text: str) -> Link:
    """Return an address that a server gave, as one that may be opened in a browser.

    Raises:
        InvalidInput: not http or https, a user name in it, or no host.
    """
    if len(text) > MAX_LINK_CHARS:
        raise InvalidInput(InputFault.TOO_LONG)
    if not text.isprintable() or any(c.isspace() for c in text):
        raise InvalidInput(InputFault.SPACES)
    if "\\" in text:  # browsers take it for a slash
        raise InvalidInput(InputFault.BAD_SERVER_NAME)
    origin, parts = _web_address(text)
    path = quote(parts.path, safe=_IN_URL) or "/"
    query = f"?{quote(parts.query, safe=_IN_URL)}" if parts.query else ""
    fragment = f"#{quote(parts.fragment, safe=_IN_URL)}" if parts.fragment else ""
    return Link(f"{origin}{path}{query}{fragment}", origin.name)


_IN_URL = "%/:?@!$&'()*+,;=~-._[]"
"""What stays as it is in an address; everything else is percent-encoded."""


def origin_of_server(server_name: str) -> Origin:
    """Return the origin at which a server name's .well-known is requested.

    The scheme is https; on loopback, where Latchkey talks to test servers, plain http.
    """
    host, port = host_and_port(server_name)
    return _origin("http" if is_loopback(host) else "https", host, port)


def _origin(scheme: str, host: str, port: int | None) -> Origin:
    default = 443 if scheme == "https" else 80
    return Origin(scheme, host, None if port == default else port)


def _user_like(text: str) -> bool:
    """Whether ``name:server`` was typed without its ``@``, rather than a server with a port."""
    _, colon, rest = text.partition(":")
    return bool(colon) and not text.startswith("[") and not rest.rstrip("/").isdigit()
