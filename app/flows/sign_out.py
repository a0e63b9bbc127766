"""End a session: on the server first, then here."""

from __future__ import annotations

from app.core import requests
from app.core.errors import LatchkeyError, MissingToken, UnknownToken, may_have_happened
from app.core.homeserver import Session
from app.flows.ports import AccountIndex, Api, Vault

TRIES = 3


async def revoke(api: Api) -> None:
    """Revoke a session on its server ("Logout", POST /logout).

    Doing it twice does no harm, so it is tried again when the answer is lost: a server that does
    not know the session any more has ended it.

    Args:
        api: with the session's token.

    Raises:
        ConnectionFault, RemoteProtocolError, MatrixError: it may still be open there.
    """
    for left in reversed(range(TRIES)):
        try:
            await api.call(requests.logout())
        except (UnknownToken, MissingToken):
            return
        except LatchkeyError as error:
            if left == 0 or not may_have_happened(error):
                raise
        else:
            return


async def forget(session: Session, index: AccountIndex, vault: Vault | None) -> None:
    """Remove a session from this computer, once its server has ended it.

    Args:
        session: which.
        index: the list of kept sessions.
        vault: where its token lies, if there is a vault.

    Raises:
        VaultFault: its token may still be in the vault; the index still names it.
        SettingsFault: the index still names it.
    """
    if not session.kept:
        return
    if vault is not None:
        await vault.forget(session.vault_key)
    index.remove(session)
