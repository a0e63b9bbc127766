"""Keeping one reset in the vault, with patience for a keyring that asks."""

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
    """Keep a reset as it goes on, and drop it.

    Args:
        services: the program's.
        late: called when the keyring takes long.
        settled: called when it has answered, or is not waited for any more.

    Attributes:
        survives: whether the next start will find it.
        keyring_wait: waits for the keyring; it can be given up.
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
        """Whether something of it was put into the vault, and not dropped since."""
        return self._kept

    async def keep(self, pending: PendingReset) -> None:
        """Keep it as it is now; where that does not work, `survives` says so from then on."""
        if self._store is None or not self.survives:
            return
        try:
            await self.keyring_wait.wait_for(self._put(self._store, pending), self._late)
        except (VaultFault, SettingsFault, GivenUp) as fault:
            log.warning("a pending reset is not kept: %s", type(fault).__name__)
            self.survives = False
        self._settled()

    async def drop(self, key: str) -> None:
        """Forget it; nothing happens if nothing of it was ever kept."""
        if self._store is None or not self._kept:
            return
        async with self._one_at_a_time:
            with contextlib.suppress(VaultFault, SettingsFault):
                await self._store.drop(key)
                self._kept = False

    def was_kept(self) -> None:
        """Take note that it was kept before this start."""
        self._kept = True

    async def _put(self, store: PendingResets, pending: PendingReset) -> None:
        async with self._one_at_a_time:
            self._kept = True
            await store.keep(pending)
