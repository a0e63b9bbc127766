"""Forget everything that this computer holds of an account that was closed."""

from __future__ import annotations

from app.core.errors import SettingsFault, VaultFault
from app.core.homeserver import Session
from app.core.threepid import Contact, Email
from app.flows.keeping import forget
from app.flows.pending_resets import PendingResets
from app.flows.ports import AccountIndex, Vault


async def forget_account(
    session: Session,
    contacts: tuple[Contact, ...],
    index: AccountIndex,
    vault: Vault | None,
    resets: PendingResets | None,
) -> VaultFault | SettingsFault | None:
    """Forget tokens, settings and pending resets of an account, as much of it as can be.

    Args:
        session: the account's; in memory or kept.
        contacts: its emails and phones, which tell its resets from those of others.
        index: the list of kept sessions.
        vault: where tokens lie, if there is a vault.
        resets: those that are pending, if there is a vault.

    Returns:
        Why something may be left; None if nothing is.
    """
    fault: VaultFault | SettingsFault | None = None
    theirs = {_plain(each) for each in contacts}
    kept = [each for each in index.sessions() if each.account == session.account]
    for each in [session, *kept]:
        try:
            await forget(each, index, vault)
        except (VaultFault, SettingsFault) as found:
            fault = found
    if resets is None:
        return fault
    try:
        for pending in await resets.all():
            if pending.origin == session.origin and _plain(pending.contact) in theirs:
                await resets.drop(pending.key)
    except (VaultFault, SettingsFault) as found:
        fault = found
    return fault


def _plain(contact: Contact) -> str:
    """Return a contact as it is compared, however it was typed."""
    if isinstance(contact, Email):
        return contact.address.casefold()
    return "".join(each for each in contact.international if each.isdigit())
