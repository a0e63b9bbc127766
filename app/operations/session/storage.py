"""Store, restore and forget sessions: the index lists them, the vault holds their tokens.

A session has two places in the vault, used by turns: a new pair of tokens is written beside the old
one, which is removed afterwards. Whenever a process is killed, at least one pair is there, and of
two the newer one counts.
"""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, replace

from app.core.errors import SettingsFault, VaultFault
from app.core.homeserver import VAULT_PLACES, Account, Opened, Session
from app.core.tokens import Tokens, newest, read_tokens, written
from app.operations.ports.storage import AccountIndex, Vault


@dataclass(frozen=True, slots=True)
class Kept:
    """The result of storing a session.

    Attributes:
        opened: the session and its tokens.
        not_kept: why it is in memory alone although it was to be stored; else None.
    """

    opened: Opened
    not_kept: VaultFault | SettingsFault | None = None


async def keep(opened: Opened, index: AccountIndex, vault: Vault) -> Kept:
    """Store a session for the next start, in place of other stored sessions of its account.

    If this fails or is cancelled, a new entry in the index is removed again.

    Args:
        opened: the session, in memory so far.
        index: the list of sessions that the vault holds.
        vault: takes the tokens.
    """
    session = replace(opened.session, kept=True)
    new = session not in index.sessions()
    # The index first: `restore` drops an entry without tokens; nothing finds tokens without one.
    try:
        before = newest(*await _read(session, vault))
        tokens = opened.tokens
        if before is not None:
            tokens = replace(tokens, serial=before.serial + 1)
        await index.add(session)
        await write_tokens(session, tokens, vault)
        # Once more: a `restore` in between may have found no tokens, and dropped the entry.
        await index.add(session)
    except asyncio.CancelledError:
        if new:
            await _drop(session, index)
        raise
    except (VaultFault, SettingsFault) as fault:
        if new:
            await _drop(session, index)
        return Kept(opened, fault)
    await forget_others(session, index, vault)
    return Kept(Opened(session, tokens))


async def forget_others(session: Session, index: AccountIndex, vault: Vault | None) -> None:
    """Forget the other stored sessions of an account; all of them if `session` is in memory.

    What cannot be forgotten stays in the index, from which the person can remove it.
    """
    for other in index.sessions():
        if other.account == session.account and not (session.kept and other == session):
            with contextlib.suppress(VaultFault, SettingsFault):
                await forget(other, index, vault)


async def write_tokens(session: Session, tokens: Tokens, vault: Vault) -> None:
    """Put a pair of tokens into the vault, then drop the one before.

    Args:
        session: a stored one.
        tokens: the new pair.
        vault: takes them.

    Raises:
        VaultFault: the new pair is not stored.
    """
    await vault.put(session.vault_key(tokens.serial), written(tokens))
    with contextlib.suppress(VaultFault):  # the older of two does not count
        await vault.forget(session.vault_key(tokens.serial + 1))


async def restore(session: Session, index: AccountIndex, vault: Vault) -> Opened | None:
    """Return a kept session with its tokens, or None if the vault has none.

    An entry of the index whose tokens are gone from the vault is dropped.

    Args:
        session: as the index has it.
        index: the list of kept sessions.
        vault: where their tokens lie.

    Raises:
        VaultFault: the vault could not be read.
    """
    tokens = newest(*await _read(session, vault))
    if tokens is not None:
        return Opened(session, tokens)
    await _drop(session, index)
    return None


async def forget(session: Session, index: AccountIndex, vault: Vault | None) -> None:
    """Remove a session from this computer.

    Args:
        session: which.
        index: the list of kept sessions.
        vault: where its tokens lie, if there is a vault.

    Raises:
        VaultFault: its tokens may still be in the vault; the index still names it.
        SettingsFault: the index still names it.
    """
    if not session.kept:
        return
    if vault is not None:
        for place in range(VAULT_PLACES):
            await vault.forget(session.vault_key(place))
    await index.remove(session)


async def forget_anyway(session: Session, index: AccountIndex, vault: Vault | None) -> bool:
    """Remove a stored session from the index, even if the vault refuses.

    Args:
        session: a kept one that the vault does not give out.
        index: the list of kept sessions.
        vault: where its tokens lie, if there is a vault.

    Returns:
        Whether its tokens are gone from the vault as well.

    Raises:
        SettingsFault: the index still names it.
    """
    if vault is not None:
        with contextlib.suppress(VaultFault):
            await forget(session, index, vault)
            return True
    await index.remove(session)
    return False


def session_of(account: Account, index: AccountIndex) -> Session | None:
    """Return the kept session of an account, if there is one."""
    return next((each for each in index.sessions() if each.account == account), None)


async def _read(session: Session, vault: Vault) -> list[Tokens | None]:
    keys = [session.vault_key(place) for place in range(VAULT_PLACES)]
    return [read_tokens(await vault.get(key)) for key in keys]


async def _drop(session: Session, index: AccountIndex) -> None:
    with contextlib.suppress(SettingsFault):
        await index.remove(session)
