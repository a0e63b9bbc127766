"""Read an account from its server: devices, contacts, capabilities, key backup, rules."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from app.core import requests
from app.core.account_state import state_of
from app.core.errors import (
    ConnectionFault,
    LatchkeyError,
    NotFound,
    NotRenewed,
    RemoteProtocolError,
    Unrecognized,
    UserSuspended,
)
from app.core.requests import Request
from app.core.responses import (
    BackupVersion,
    CapabilityMap,
    Device,
    PasswordPolicy,
    Threepid,
    WhoAmI,
)
from app.core.untrusted_text import clean
from app.operations.ports.http import Api

T = TypeVar("T")

MOST_THREEPIDS = 200
"""Emails and phones of an account; the rest of a longer list is dropped."""

OrError: TypeAlias = T | LatchkeyError
"""A part of the account, or why it could not be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountView:
    """What the server says of an account; each part is a value, or why it could not be read.

    Attributes:
        who: user ID and device.
        devices: all of them, the last seen first.
        threepids: emails and phones.
        capabilities: what the server lets this user do.
        backup: the newest key backup; None if there is none.
        policy: the server's rules for a new password; None if it does not tell them.
        suspended: the error that says that the account is suspended; None if none does.
    """

    who: OrError[WhoAmI]
    devices: OrError[tuple[Device, ...]]
    threepids: OrError[tuple[Threepid, ...]]
    capabilities: OrError[CapabilityMap]
    backup: OrError[BackupVersion | None]
    policy: OrError[PasswordPolicy | None]
    suspended: UserSuspended | None = None

    @classmethod
    def unread(cls, error: LatchkeyError) -> AccountView:
        """Return a view in which no part could be read, because of one error."""
        return cls(
            who=error,
            devices=error,
            threepids=error,
            capabilities=error,
            backup=error,
            policy=error,
        )

    def completed_by(self, before: AccountView) -> AccountView:
        """Return this view; parts for which no answer came are taken from an older view.

        Args:
            before: an older view of the same account.
        """

        def newest(part: OrError[T], known: OrError[T]) -> OrError[T]:
            return known if isinstance(part, ConnectionFault | RemoteProtocolError) else part

        return AccountView(
            who=newest(self.who, before.who),
            devices=newest(self.devices, before.devices),
            threepids=newest(self.threepids, before.threepids),
            capabilities=newest(self.capabilities, before.capabilities),
            backup=newest(self.backup, before.backup),
            policy=newest(self.policy, before.policy),
            suspended=self.suspended,
        )


async def read_account(api: Api, *, managed_elsewhere: bool = False) -> AccountView:
    """Read all parts of an account at the same time.

    Args:
        api: the session's.
        managed_elsewhere: whether the server has the OAuth 2.0 API; then the rules for passwords
            are not read.

    Raises:
        UnknownToken, MissingToken, UserDeactivated: the server has ended the session.
        UserLocked: the account is locked; the session is to be kept.
        NotRenewed: nothing can be read before the tokens are renewed.
    """
    parts, forbidden = await asyncio.gather(
        asyncio.gather(
            _try(api, requests.whoami()),
            _try(api, requests.devices()),
            _try(api, requests.threepids()),
            _try(api, requests.capabilities()),
            _try(api, requests.backup_version()),
            _nothing() if managed_elsewhere else _try(api, requests.password_policy()),
        ),
        _try(api, requests.try_forbidden()),
    )
    who, devices, threepids, capabilities, backup, policy = parts
    for part in (who, devices, threepids, capabilities, backup):
        if isinstance(part, LatchkeyError) and _concerns_all(part):
            raise part
    return AccountView(
        who=who,
        devices=devices if isinstance(devices, LatchkeyError) else by_last_seen(devices.devices),
        threepids=(
            threepids
            if isinstance(threepids, LatchkeyError)
            else threepids.threepids[:MOST_THREEPIDS]
        ),
        capabilities=(
            capabilities
            if isinstance(capabilities, LatchkeyError)
            else capabilities.capabilities or CapabilityMap()
        ),
        backup=None if isinstance(backup, NotFound | Unrecognized) else backup,
        policy=None if isinstance(policy, Unrecognized | NotFound) else policy,
        suspended=forbidden if isinstance(forbidden, UserSuspended) else None,
    )


async def read_devices(api: Api) -> OrError[tuple[Device, ...]]:
    """Read the device list alone, the last seen first."""
    found = await _try(api, requests.devices())
    return found if isinstance(found, LatchkeyError) else by_last_seen(found.devices)


def by_last_seen(devices: Sequence[Device]) -> tuple[Device, ...]:
    """Sort devices, the last seen first; what was never seen comes last, by ID."""
    return tuple(sorted(devices, key=lambda each: (-(each.last_seen_ts or 0), each.device_id)))


def label(device: Device) -> str:
    """Return what to call a device: its name, cleaned, or its ID where it has none."""
    return device.display_name or clean(device.device_id)


def others(devices: tuple[Device, ...], own: str) -> tuple[Device, ...]:
    """Return the devices other than the one with the ID `own`."""
    return tuple(device for device in devices if device.device_id != own)


def _concerns_all(error: LatchkeyError) -> bool:
    """Whether an error concerns the whole session, not only the part that was read."""
    state = state_of(error)
    return isinstance(error, NotRenewed) or (state is not None and not state.usable)


async def _nothing() -> None:
    """Return None, in place of a request that is not sent."""


async def _try(api: Api, request: Request[T]) -> T | LatchkeyError:
    try:
        return await api.call(request)
    except LatchkeyError as error:
        return error
