"""Storage of one pending reset in the vault, with a wait for a slow keyring."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable

from app.core.errors import SettingsFault, VaultFault
from app.core.pending_reset import PendingReset
from app.operations.account.pending_resets import PendingResets
from ui.account.keyring_wait import GivenUp, KeyringWait
from ui.account.services import Services

log = logging.getLogger("latchkey")


class ResetStorage:
    """Store one reset in the vault, update it, and delete it.

    Args:
        services: the program's services.
        late: called when the keyring takes long.
        settled: called when the keyring has answered or the wait for it was given up.

    Attributes:
        survives: whether the next start will find the reset.
        keyring_wait: the wait for the keyring, which can be given up.
    """

    def __init__(
        self, services: Services, late: Callable[[], None], settled: Callable[[], None]
    ) -> None:
        self._store = services.pending_resets()
        self._late = late
        self._settled = settled
        self._kept = False
        self._one_at_a_time = asyncio.Lock()
        self.survives = self._store is not None
        self.keyring_wait = KeyringWait()

    @property
    def kept(self) -> bool:
        """Whether the reset was written to the vault, or may have been, and not deleted since."""
        return self._kept

    async def keep(self, pending: PendingReset) -> None:
        """Store this version of the reset; on a failure set `survives` to False and stop trying."""
        if self._store is None or not self.survives:
            return
        try:
            await self.keyring_wait.wait_for(self._put(self._store, pending), self._late)
        except (VaultFault, SettingsFault, GivenUp) as fault:
            log.warning("a pending reset is not kept: %s", type(fault).__name__)
            self.survives = False
        self._settled()

    async def drop(self, key: str) -> None:
        """Delete the reset with this key from the vault; do nothing if it was never stored."""
        if self._store is None or not self._kept:
            return
        async with self._one_at_a_time:
            with contextlib.suppress(VaultFault, SettingsFault):
                await self._store.drop(key)
                self._kept = False

    def was_kept(self) -> None:
        """Mark the reset as stored: it was read from the vault at this start."""
        self._kept = True

    async def _put(self, store: PendingResets, pending: PendingReset) -> None:
        async with self._one_at_a_time:
            self._kept = True
            await store.keep(pending)
