"""`Services`: the clients, stores and helpers that pages and controllers are given."""

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
from app.operations.sign_in.oauth import OAuthServices
from ui.new_password.password_helpers import PasswordHelpers


@dataclass(frozen=True, slots=True)
class Services:
    """The implementations of the ports, as `ui/application/composition.py` builds them.

    Attributes:
        open_api: opens a client for an origin.
        discovery: finds homeservers.
        index: which sessions the vault holds.
        choices: the settings for all accounts on this computer.
        resets: which pending resets the vault holds.
        settings: tells whether index, choices and resets can be saved.
        vault: the system's vault, or why there is none.
        clock: the time.
        passwords: strength and suggestions.
        device_name: what this device is called in other clients.
        save: writes a file that the person chose, whole or not at all; it blocks, and raises
            `SaveFault`.
        oauth: the services of an OAuth 2.0 sign-in; its issuer renews and ends sessions.
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
    oauth: OAuthServices

    async def end(self, opened: Opened) -> None:
        """End a session on its server that was opened but is not used.

        Raises:
            OAuthFault, ConnectionFault, RemoteProtocolError, MatrixError: the session may still be
                open there.
        """
        api = self.open_api(opened.session.origin, opened.tokens.access)
        try:
            await self.oauth.issuer.end(opened.session, opened.tokens, api)
        finally:
            await api.close()

    def pending_resets(self) -> PendingResets | None:
        """Return the store of pending password resets; None where there is no vault."""
        safe = self.safe
        return None if safe is None else PendingResets(self.resets, safe, self.clock)

    @property
    def safe(self) -> Vault | None:
        """The vault, if there is one."""
        return None if isinstance(self.vault, VaultFault) else self.vault
