"""Sign in with a password, keep the session, find it again at the next start."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, field

from app.core import requests
from app.core.errors import InvalidInput, SettingsFault, VaultFault, WrongShape
from app.core.homeserver import Homeserver, Opened, Session
from app.core.identifiers import UserIdentifier, matrix_id_of
from app.core.secret import Secret
from app.flows.ports import AccountIndex, OpenApi, Vault


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a person signs in with.

    Attributes:
        identifier: who.
        password: 1 to 512 characters.
    """

    identifier: UserIdentifier
    password: Secret = field(repr=False)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session.

    Attributes:
        opened: the session and its token.
        not_kept: why the session is in memory alone although it was to be kept.
    """

    opened: Opened
    not_kept: VaultFault | SettingsFault | None = None


class SignIn:
    """Open sessions.

    Args:
        open_api: opens a client for an origin.
        index: the list of sessions that the vault holds.
        device_name: what the new device is called in other clients.
    """

    def __init__(self, open_api: OpenApi, index: AccountIndex, device_name: str) -> None:
        self._open_api = open_api
        self._index = index
        self._device_name = device_name

    async def run(
        self, homeserver: Homeserver, credentials: Credentials, vault: Vault | None
    ) -> SignedIn:
        """Sign in ("Login", POST /login), once.

        Args:
            homeserver: as found by discovery.
            credentials: who, and the password.
            vault: where to keep the session; None to keep it in memory alone.

        Raises:
            Forbidden: wrong user or password.
            ConnectionFault, RemoteProtocolError, MatrixError: see `app.core.errors`. `AnswerLost`
                may leave a device behind that nobody holds the token of.
        """
        api = self._open_api(homeserver.origin, None)
        body = requests.PasswordLogin(
            identifier=credentials.identifier,
            password=credentials.password,
            initial_device_display_name=self._device_name,
        )
        try:
            logged_in = await api.call(requests.login(body))
        finally:
            await api.close()
        try:
            matrix_id_of(logged_in.user_id)
        except InvalidInput:
            raise WrongShape(homeserver.origin.name, 200, "$.user_id") from None
        session = Session(
            logged_in.user_id, logged_in.device_id, homeserver.origin, kept=vault is not None
        )
        if vault is None:
            return SignedIn(Opened(session, logged_in.access_token))
        return await self._keep(session, logged_in.access_token, vault)

    async def _keep(self, session: Session, token: Secret, vault: Vault) -> SignedIn:
        # The index first: an entry without a token heals itself, a token without one never would.
        try:
            self._index.add(session)
            await vault.put(session.vault_key, token)
        except asyncio.CancelledError:
            self._drop(session)
            raise
        except (VaultFault, SettingsFault) as fault:
            self._drop(session)
            in_memory = Session(session.user_id, session.device_id, session.origin, kept=False)
            return SignedIn(Opened(in_memory, token), fault)
        return SignedIn(Opened(session, token))

    def _drop(self, session: Session) -> None:
        with contextlib.suppress(SettingsFault):
            self._index.remove(session)


async def restore(index: AccountIndex, vault: Vault, user_id: str = "") -> Opened | None:
    """Return the session that was used last, or None if there is none.

    An entry of the index whose token is gone from the vault is dropped on the way.

    Args:
        index: the list of kept sessions.
        vault: where their tokens lie.
        user_id: whose session; empty for anybody's.

    Raises:
        VaultFault: there is a session, and the vault does not give its token.
    """
    for session in index.sessions():
        if user_id not in ("", session.user_id):
            continue
        token = await vault.get(session.vault_key)
        if token is not None:
            return Opened(session, token)
        with contextlib.suppress(SettingsFault):
            index.remove(session)
    return None
