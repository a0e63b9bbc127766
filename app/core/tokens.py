"""A session's tokens: their lifetime, when to renew them, how they are stored in the vault.

A computer's clock can be wrong, so a time here can cause an early renewal but never prevent one: a
token that a server refuses as unknown is renewed whatever the clock says.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import msgspec

from app.core.oauth.client import OAuthClient
from app.core.secret import Secret

LONGEST_LIFETIME = 366 * 24 * 3600.0
"""Seconds; a longer lifetime is ignored, and the token is used until the server refuses it."""

LARGEST_MARGIN = 60.0
"""New tokens are asked for so many seconds before the old one's end, if it lasts long enough."""

MARGIN_PART = 0.2
"""The margin of a token that lasts less, as a part of its lifetime."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The access token and refresh token of a session.

    Attributes:
        access: access token, sent with requests.
        refresh: refresh token; None if the server gives none.
        renew_at: when to renew the tokens, in seconds since the epoch; None if the lifetime is not
            known.
        serial: number of pairs that this session had before; the higher one of two is newer.
        client: client registration at the authorization server that gave the tokens; None with
            the legacy API. It is stored with them, as only that client can renew them.
    """

    access: Secret = field(repr=False)
    refresh: Secret | None = field(default=None, repr=False)
    renew_at: float | None = None
    serial: int = 0
    client: OAuthClient | None = None

    def due(self, now: float) -> bool:
        """Return whether it is time to renew the tokens.

        Args:
            now: seconds since the epoch.
        """
        return self.refresh is not None and self.renew_at is not None and now >= self.renew_at

    def followed_by(
        self, access: Secret, refresh: Secret | None, expires_in_ms: Any, now: float
    ) -> Tokens:
        """Return the tokens that replace these after a renewal ("Refreshing access tokens").

        Args:
            access: the new access token.
            refresh: the new refresh token; None if the old one stays in use.
            expires_in_ms: as the server wrote it, see `renewal_time`.
            now: in seconds since the epoch.
        """
        kept = self.refresh if refresh is None else refresh
        renew_at = renewal_time(expires_in_ms, now)
        return Tokens(access, kept, renew_at, self.serial + 1, self.client)


def renewal_time(expires_in_ms: Any, now: float) -> float | None:
    """Return when to renew a token, in seconds since the epoch; None if that is not known.

    Args:
        expires_in_ms: lifetime as the server wrote it, not validated. One that is no number, not
            above 0, or beyond `LONGEST_LIFETIME` is ignored.
        now: in seconds since the epoch.
    """
    if isinstance(expires_in_ms, bool) or not isinstance(expires_in_ms, int | float):
        return None
    if not 0 < expires_in_ms <= LONGEST_LIFETIME * 1000:
        return None
    lifetime = expires_in_ms / 1000
    return now + lifetime - min(LARGEST_MARGIN, lifetime * MARGIN_PART)


class _Written(msgspec.Struct, frozen=True, omit_defaults=True):
    """JSON form of tokens in the vault."""

    access: str
    refresh: str | None = None
    renew_at: float | None = None
    serial: int = 0
    issuer: str = ""
    client_id: str = ""
    origin: str = ""


def written(tokens: Tokens) -> Secret:
    """Encode tokens as JSON for the vault."""
    refresh = None if tokens.refresh is None else tokens.refresh.reveal()
    client = OAuthClient("", "", "") if tokens.client is None else tokens.client
    content = _Written(
        tokens.access.reveal(),
        refresh,
        tokens.renew_at,
        tokens.serial,
        client.issuer,
        client.client_id,
        client.origin,
    )
    return Secret(msgspec.json.encode(content).decode())


def read_tokens(text: Secret | None) -> Tokens | None:
    """Decode tokens from the vault; None if they are missing or malformed."""
    if text is None:
        return None
    try:
        found = msgspec.json.decode(text.reveal(), type=_Written)
    except msgspec.DecodeError:
        return None
    refresh = None if found.refresh is None else Secret(found.refresh)
    client = None
    if found.client_id:
        client = OAuthClient(found.issuer, found.client_id, found.origin)
    return Tokens(Secret(found.access), refresh, found.renew_at, found.serial, client)


def newest(*kept: Tokens | None) -> Tokens | None:
    """Return the tokens with the highest serial; None if there are none."""
    found = [each for each in kept if each is not None]
    return max(found, key=lambda each: each.serial, default=None)
