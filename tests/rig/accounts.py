"""Users of the scripted homeserver: devices, and tokens that behave like Synapse's."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from starlette.requests import Request

from tests.rig.stages import Refusal

LIFETIME_MS = 300_000


@dataclass
class Pair:
    """An access token, and the refresh token that came with it."""

    access: str
    refresh: str | None
    used: bool = False
    expired: bool = False


@dataclass
class Device:
    """A signed-in device.

    Attributes:
        pairs: its tokens, the newest last; older ones work until they expire or are replaced.
    """

    device_id: str
    name: str | None
    pairs: list[Pair] = field(default_factory=list)

    @property
    def tokens(self) -> list[str]:
        """Every token that was ever given out."""
        return [each for pair in self.pairs for each in (pair.access, pair.refresh) if each]


@dataclass
class Account:
    """A user: password, devices, contacts, and whether it is locked, suspended or closed."""

    user_id: str
    password: str
    devices: list[Device] = field(default_factory=list)
    threepids: list[dict[str, str]] = field(default_factory=list)
    locked: bool = False
    suspended: bool = False
    closed: bool = False
    erased: bool = False


@dataclass
class Accounts:
    """All users of a homeserver.

    Attributes:
        by_id: the users, by full user ID.
        lifetime_ms: ``expires_in_ms`` of a refreshable token, of any type; None to omit it.
        refreshable: whether there are refresh tokens.
    """

    by_id: dict[str, Account] = field(default_factory=dict)
    lifetime_ms: object = LIFETIME_MS
    refreshable: bool = True

    # --- what a test says -----------------------------------------------------------------------

    def expire(self, user_id: str) -> None:
        """Expire every access token of a user, but no refresh tokens."""
        for device in self.by_id[user_id].devices:
            for pair in device.pairs:
                pair.expired = True

    def drop_refresh_tokens(self, user_id: str) -> None:
        """Forget every refresh token of a user, as Synapse does when a password is changed."""
        for device in self.by_id[user_id].devices:
            for pair in device.pairs:
                pair.refresh = None

    def close(self, account: Account, *, erase: bool) -> None:
        """Close an account: remove its devices and contacts, and set a random password."""
        account.closed, account.erased = True, erase
        account.devices, account.threepids = [], []
        account.password = secrets.token_urlsafe(24)

    # --- tokens ---------------------------------------------------------------------------------

    def enter(self, account: Account, device_id: str | None, name: str | None) -> Device:
        """Sign in a device and return it; a known device keeps its name and its older tokens."""
        known = next((each for each in account.devices if each.device_id == device_id), None)
        if known is not None:
            return known
        device = Device(device_id or secrets.token_hex(5).upper(), name)
        account.devices.append(device)
        return device

    def give(self, device: Device, *, refreshable: bool) -> dict[str, object]:
        """Give a device new tokens, and return them as part of an answer's JSON."""
        refresh = f"scripted-r-{secrets.token_urlsafe(24)}" if refreshable else None
        pair = Pair(f"scripted-{secrets.token_urlsafe(24)}", refresh)
        device.pairs.append(pair)
        found: dict[str, object] = {"access_token": pair.access}
        if refresh is not None:
            found["refresh_token"] = refresh
            if self.lifetime_ms is not None:
                found["expires_in_ms"] = self.lifetime_ms
        return found

    def renew(self, refresh: object) -> dict[str, object]:
        """Return a new pair for a refresh token; the old pair works until the new one is used.

        Raises:
            Refusal: there is no such token, or a later pair has been used.
        """
        for account in self.by_id.values():
            for device in account.devices:
                for at, pair in enumerate(device.pairs):
                    if pair.refresh is None or pair.refresh != refresh:
                        continue
                    if any(later.used for later in device.pairs[at + 1 :]):
                        raise Refusal(403, "M_FORBIDDEN", "refresh token isn't valid anymore")
                    pair.used = True
                    del device.pairs[at + 1 :]
                    return self.give(device, refreshable=True)
        raise Refusal(401, "M_UNKNOWN_TOKEN", "refresh token does not exist")

    def whose(self, request: Request, *, even_dead: bool = False) -> tuple[Account, Device]:
        """Return the account and device whose access token a request carries.

        Args:
            request: the request.
            even_dead: whether the token may have expired, and the account may be locked.

        Raises:
            Refusal: the token is missing, unknown or expired, or the account is locked.
        """
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        if not token:
            raise Refusal(401, "M_MISSING_TOKEN", "Missing access token")
        for account in self.by_id.values():
            for device in account.devices:
                for pair in device.pairs:
                    if pair.access == token:
                        if not even_dead:
                            _admit(account, pair)
                        pair.used = True
                        return account, device
        text = "Invalid access token passed."
        raise Refusal(401, "M_UNKNOWN_TOKEN", text, soft_logout=False)


def locked() -> Refusal:
    """Return the answer to a request of a locked account."""
    return Refusal(401, "M_USER_LOCKED", "User account has been locked", soft_logout=True)


def _admit(account: Account, pair: Pair) -> None:
    if pair.expired:
        raise Refusal(401, "M_UNKNOWN_TOKEN", "Access token has expired", soft_logout=True)
    if account.locked:
        pair.used = True
        raise locked()
