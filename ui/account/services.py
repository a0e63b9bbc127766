"""The program's real parts, as pages and controllers are given them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.core.errors import VaultFault
from app.core.homeserver import Opened
from app.operations.account.pending_resets import PendingResets
from app.operations.ports.clock import Clock
from app.operations.ports.http import Discovery, OpenApi
from app.operations.ports.storage import AccountIndex, Choices, ResetIndex, SettingsHealth, Vault
from app.operations.sign_in.oauth import OAuthMeans
from ui.new_password.password_helpers import PasswordHelpers


@dataclass(frozen=True, slots=True)
class Services:
    """The real parts behind the ports, as `ui/application/composition.py` builds them.

    Attributes:
        open_api: opens a client for an origin.
        discovery: finds homeservers.
        index: which sessions the vault holds.
        choices: what holds for all accounts here.
        resets: which pending resets the vault holds.
        settings: whether these three can be saved.
        vault: the system's vault, or why there is none.
        clock: the time.
        passwords: strength and suggestions.
        device_name: what this device is called in other clients.
        save: writes a file that the person chose, whole or not at all; it blocks, and raises
            `SaveFault`.
        oauth: what a sign-in in the browser takes; its issuer renews and ends sessions.
    """

    open_api: OpenApi
    discovery: Discovery
    index: AccountIndex
    choices: Choices
    resets: ResetIndex
    settings: SettingsHealth
    vault: Vault | VaultFault
    clock: Clock
    passwords: PasswordHelpers
    device_name: str
    save: Callable[[Path, bytes], None]
    oauth: OAuthMeans

    async def end(self, opened: Opened) -> None:
        """Sign a session out on its server that nobody takes over.

        Raises:
            OAuthFault, ConnectionFault, RemoteProtocolError, MatrixError: it may be open there.
        """
        api = self.open_api(opened.session.origin, opened.tokens.access)
        try:
            await self.oauth.issuer.end(opened.session, opened.tokens, api)
        finally:
            await api.close()

    def pending_resets(self) -> PendingResets | None:
        """Return where resets that wait are kept; None where there is no vault."""
        safe = self.safe
        return None if safe is None else PendingResets(self.resets, safe, self.clock)

    @property
    def safe(self) -> Vault | None:
        """The vault, if there is one."""
        return None if isinstance(self.vault, VaultFault) else self.vault
