"""Stores pending password resets in the vault, until they are over or two hours old."""

from __future__ import annotations

import contextlib

from app.core.errors import SettingsFault, VaultFault
from app.core.pending_reset import PendingReset, read_pending, written
from app.operations.ports.clock import Clock
from app.operations.ports.storage import ResetIndex, Vault


class PendingResets:
    """Store, list and remove pending resets.

    Args:
        index: lists their keys, since a vault cannot list.
        vault: holds them.
        clock: the time.
    """

    def __init__(self, index: ResetIndex, vault: Vault, clock: Clock) -> None:
        self._index = index
        self._vault = vault
        self._clock = clock

    async def keep(self, pending: PendingReset) -> None:
        """Store the current state of a reset.

        Raises:
            VaultFault, SettingsFault: it is not stored: the next start would not find it.
        """
        # The index first: `all` drops a key without a reset; nothing finds a reset without a key.
        await self._index.add_reset(pending.key)
        await self._vault.put(_place(pending.key), written(pending))

    async def all(self) -> list[PendingReset]:
        """Return the resets that can still go on, the newest first; remove the others.

        Raises:
            VaultFault: the vault could not be read.
        """
        found = []
        for key in self._index.resets():
            pending = read_pending(key, await self._vault.get(_place(key)))
            if pending is not None and pending.alive(self._clock.now()):
                found.append(pending)
            else:
                with contextlib.suppress(VaultFault, SettingsFault):
                    await self.drop(key)
        return found

    async def drop(self, key: str) -> None:
        """Remove a reset from vault and index: it is done, given up, or too old.

        Raises:
            VaultFault, SettingsFault: the reset may still be there; the index still lists it.
        """
        await self._vault.forget(_place(key))
        await self._index.remove_reset(key)


def _place(key: str) -> str:
    return f"reset {key}"
