"""What is left to be said of an account that is closed."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.account_export import AccountExport
from app.operations.account.deactivate import Closed
from app.operations.account.forget import Leftover


@dataclass(frozen=True, slots=True)
class ClosedAccount:
    """An account that is closed, and what is to be said of it.

    Attributes:
        user_id: whose it was.
        server_name: who closed it.
        outcome: what the server confirmed.
        record: what was known of it.
        left: what of it this computer may still hold.
    """

    user_id: str
    server_name: str
    outcome: Closed
    record: AccountExport
    left: Leftover
