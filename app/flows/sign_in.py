"""Sign in with a password, keep the session, find it again at the next start."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, field, replace

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
        device_name: what the new device is called in other clients.
    """

    def __init__(self, open_api: OpenApi, device_name: str) -> None:
        self._open_api = open_api
        self._device_name = device_name

    async def run(self, homeserver: Homeserver, credentials: Credentials) -> Opened:
        """Sign in ("Login", POST /login), once; the session is in memory alone (see `keep`).

        Args:
            homeserver: as found by discovery.
            credentials: who, and the password.

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
        session = Session(logged_in.user_id, logged_in.device_id, homeserver.origin, kept=False)
        return Opened(session, logged_in.access_token)


async def keep(opened: Opened, index: AccountIndex, vault: Vault) -> SignedIn:
    """Keep a session for the next start. Cancelled, it leaves nothing behind.

    Args:
        opened: in memory so far.
        index: the list of sessions that the vault holds.
        vault: where its token is to lie.
    """
    session = replace(opened.session, kept=True)
    # The index first: an entry without a token heals itself, a token without one never would.
    try:
        index.add(session)
        await vault.put(session.vault_key, opened.token)
    except asyncio.CancelledError:
        _drop(session, index)
        raise
    except (VaultFault, SettingsFault) as fault:
        _drop(session, index)
        return SignedIn(opened, fault)
    return SignedIn(Opened(session, opened.token))


def _drop(session: Session, index: AccountIndex) -> None:
    with contextlib.suppress(SettingsFault):
        index.remove(session)


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
