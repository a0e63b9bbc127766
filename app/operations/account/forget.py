"""Forget everything that this computer holds of an account that was closed."""

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
        fault: why its session, or a reset of it, may be; None if neither is.
        resets: whether resets wait that may be this account's: nobody knows its contacts.
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
    """Forget tokens, settings and pending resets of an account, as much of it as can be.

    Args:
        session: the account's; in memory or kept.
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
    """Return a contact as it is compared, however it was typed."""
    if isinstance(contact, Email):
        return contact.address.casefold()
    return "".join(each for each in contact.international if each.isdigit())
