"""Remove everything that this computer holds of an account that was closed."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.errors import SettingsFault, VaultFault
from app.core.homeserver import Session
from app.core.uia.threepid import Contact, Email
from app.operations.account.pending_resets import PendingResets
from app.operations.ports.storage import AccountIndex, Vault
from app.operations.session.storage import forget


@dataclass(frozen=True, slots=True)
class Leftover:
    """What of an account may still be on this computer.

    Attributes:
        fault: why its session, or a reset of it, may still be here; None if neither is.
        resets: whether pending resets may be this account's, since its contacts are unknown.
    """

    fault: VaultFault | SettingsFault | None = None
    resets: bool = False


async def forget_account(
    session: Session,
    contacts: tuple[Contact, ...] | None,
    index: AccountIndex,
    vault: Vault | None,
    resets: PendingResets | None,
) -> Leftover:
    """Remove an account's sessions and pending resets; an error does not stop the rest.

    Args:
        session: the account's, in memory or stored.
        contacts: its emails and phones, which tell its resets from those of others; None where
            they could not be read.
        index: the list of kept sessions.
        vault: where tokens lie, if there is a vault.
        resets: those that are pending, if there is a vault.

    Returns:
        What may be left.
    """
    fault: VaultFault | SettingsFault | None = None
    theirs = {_plain(each) for each in contacts or ()}
    unknown = False
    kept = [each for each in index.sessions() if each.account == session.account]
    for each in [session, *kept]:
        try:
            await forget(each, index, vault)
        except (VaultFault, SettingsFault) as found:
            fault = found
    if resets is None:
        return Leftover(fault)
    try:
        for pending in await resets.all():
            if pending.origin != session.origin:
                continue
            if contacts is None:
                unknown = True
            elif _plain(pending.contact) in theirs:
                await resets.drop(pending.key)
    except (VaultFault, SettingsFault) as found:
        fault = found
    return Leftover(fault, unknown)


def _plain(contact: Contact) -> str:
    """Return a form of a contact that is the same however it was typed, for comparison."""
    if isinstance(contact, Email):
        return contact.address.casefold()
    return "".join(each for each in contact.international if each.isdigit())
