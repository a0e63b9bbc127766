"""Resets that wait for a mail or a message: in the vault, until they are over or two hours old."""

from __future__ import annotations

import contextlib

from app.core.errors import SettingsFault, VaultFault
from app.core.pending_reset import PendingReset, read_pending, written
from app.operations.ports.clock import Clock
from app.operations.ports.storage import ResetIndex, Vault


class PendingResets:
    """Keep, find and drop pending resets.

    Args:
        index: names them, since a vault cannot list.
        vault: where they lie.
        clock: the time.
    """

    def __init__(self, index: ResetIndex, vault: Vault, clock: Clock) -> None:
        self._index = index
        self._vault = vault
        self._clock = clock

    async def keep(self, pending: PendingReset) -> None:
        """Keep one as it is now.

        Raises:
            VaultFault, SettingsFault: the next start would not find it.
        """
        # The index first: an entry without a text heals itself, a text without one never would.
        await self._index.add_reset(pending.key)
        await self._vault.put(_place(pending.key), written(pending))

    async def all(self) -> list[PendingReset]:
        """Return those that are worth going on with, the newest first; the others are dropped.

        Raises:
            VaultFault: the vault does not say.
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
        """Forget one: it is done, given up, or too old.

        Raises:
            VaultFault, SettingsFault: it may still be there; the index still names it.
        """
        await self._vault.forget(_place(key))
        await self._index.remove_reset(key)


def _place(key: str) -> str:
    return f"reset {key}"
