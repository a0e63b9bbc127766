"""Grammar of host names, IP addresses and ports ("Appendices, Server Name")."""

from __future__ import annotations

import ipaddress
import re

import idna

from app.core.errors import InputFault, InvalidInput


def is_loopback(host: str) -> bool:
    """Whether a host in ASCII, without brackets, is this computer."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")


def host_and_port(text: str) -> tuple[str, int | None]:
    """Take a host with an optional port apart.

    Returns:
        The host in ASCII and small letters, an IPv6 address without brackets; and the port, None if
        there is none.

    Raises:
        InvalidInput: it cannot be a host.
    """
    bad = InvalidInput(InputFault.BAD_SERVER_NAME)
    if text.startswith("["):
        inside, bracket, rest = text[1:].partition("]")
        if not bracket:
            raise bad
        try:
            host = str(ipaddress.IPv6Address(inside))
        except ValueError:
            raise bad from None
    else:
        host, colon, digits = text.partition(":")
        rest = colon + digits
        host = _ascii_host(host)
    if not rest:
        return host, None
    if re.fullmatch(r":[0-9]{1,5}", rest) is None or not 0 < int(rest[1:]) < 65536:
        raise bad
    return host, int(rest[1:])


def _ascii_host(host: str) -> str:
    bad = InvalidInput(InputFault.BAD_SERVER_NAME)
    try:
        # IDNA 2008, as the HTTP client does it. Python's own codec is IDNA 2003, under which some
        # names become another host's.
        ascii_host = idna.encode(host.lower(), uts46=True).decode("ascii").rstrip(".")
    except idna.IDNAError:
        ascii_host = host.lower().rstrip(".") if host.isascii() else ""
    labels = ascii_host.split(".")
    if len(ascii_host) > 230 or not all(_LABEL.fullmatch(label) for label in labels):
        raise bad
    if labels[-1].isdigit():
        try:
            ipaddress.IPv4Address(ascii_host)
        except ValueError:
            raise bad from None
    return ascii_host
