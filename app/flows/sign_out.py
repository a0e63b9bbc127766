"""End a session: on the server first, then here."""

from __future__ import annotations

import contextlib

from app.core import requests
from app.core.errors import MissingToken, UnknownToken
from app.core.homeserver import Session
from app.flows.ports import AccountIndex, Api, Vault


async def sign_out(api: Api, session: Session, index: AccountIndex, vault: Vault | None) -> None:
    """Revoke the session on the server, then forget it here ("Logout", POST /logout).

    A server that does not know the session any more has ended it already.

    Args:
        api: with the session's token.
        session: which.
        index: the list of kept sessions.
        vault: where its token lies, if there is a vault.

    Raises:
        ConnectionFault, RemoteProtocolError, MatrixError: it may still be open on the server, and
            is still here.
        VaultFault: it is closed on the server, but its dead token may still be in the vault.
        SettingsFault: likewise, but this computer still lists it.
    """
    with contextlib.suppress(UnknownToken, MissingToken):
        await api.call(requests.logout())
    await forget(session, index, vault)


async def forget(session: Session, index: AccountIndex, vault: Vault | None) -> None:
    """Remove a session from this computer.

    Raises:
        VaultFault: its token may still be in the vault; the index still names it.
        SettingsFault: the index still names it.
    """
    if not session.kept:
        return
    if vault is not None:
        await vault.forget(session.vault_key)
    index.remove(session)
