"""Data about a closed account, for the page that confirms that it is closed."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.account_export import AccountExport
from app.operations.account.deactivate import Closed
from app.operations.account.forget import Leftover


@dataclass(frozen=True, slots=True)
class ClosedAccount:
    """A closed account, and what its last page says.

    Attributes:
        user_id: the account's Matrix ID.
        server_name: name of the homeserver that closed it.
        outcome: what the server confirmed.
        record: the export of what had been read of the account.
        left: what this computer may still hold of the account.
    """

    user_id: str
    server_name: str
    outcome: Closed
    record: AccountExport
    left: Leftover
