"""What pages are given: the program's services, and the account that is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from app.core.errors import LatchkeyError, MissingToken, UnknownToken, VaultFault
from app.core.homeserver import Session
from app.core.responses import Device, PasswordPolicy
from app.core.secret import Secret
from app.core.threepid import Contact, Email
from app.flows.account import AccountView, OrError, read_account
from app.flows.ports import (
    AccountIndex,
    Api,
    Clock,
    Discovery,
    Means,
    OpenApi,
    StagePrompt,
    Vault,
)
from app.passwords.types import Strength
from app.phones import phone_of_msisdn
from app.tasks import TaskScope
from ui.clipboard import SecretClipboard
from ui.messages import explain


@dataclass(frozen=True, slots=True)
class Passwords:
    """What helps with a new password; the calls block, so they run in a thread.

    Attributes:
        estimate: strength of a password, given words that a guesser would try first.
        passphrase: a new one of words, for a server's policy.
        random: a new one of characters.
    """

    estimate: Callable[[Secret, tuple[str, ...]], Strength]
    passphrase: Callable[[PasswordPolicy | None], Secret]
    random: Callable[[PasswordPolicy | None], Secret]


@dataclass(frozen=True, slots=True)
class Services:
    """The real parts behind the ports, as `ui/live.py` builds them.

    Attributes:
        open_api: opens a client for an origin.
        discovery: finds homeservers.
        index: which sessions the vault holds.
        vault: the system's vault, or why there is none.
        clock: the time.
        passwords: strength and suggestions.
        device_name: what this device is called in other clients.
    """

    open_api: OpenApi
    discovery: Discovery
    index: AccountIndex
    vault: Vault | VaultFault
    clock: Clock
    passwords: Passwords
    device_name: str

    @property
    def safe(self) -> Vault | None:
        """The vault, if there is one."""
        return None if isinstance(self.vault, VaultFault) else self.vault


class AccountContext(QObject):
    """The account that is open: its client, what is known of it, and how it ends.

    Args:
        api: with the session's token.
        session: which device of which user.
        services: the program's.
        scope: owns what may be cut off: reading, estimating.
        acts: owns what must not be: a change that is under way.
        prompt: asks for proofs.
        clipboard: for suggested passwords.

    Attributes:
        means: what proofs need; it remembers what was asked for in this account.
        view: the account as last read; None before the first time.

    Signals:
        changed: the view was read again.
        ended: the server has ended the session; carries the `Explanation` to show.
    """

    changed = Signal()
    ended = Signal(object)

    def __init__(
        self,
        api: Api,
        session: Session,
        services: Services,
        scope: TaskScope,
        acts: TaskScope,
        prompt: StagePrompt,
        clipboard: SecretClipboard,
    ) -> None:
        super().__init__()
        self.api = api
        self.session = session
        self.services = services
        self.scope = scope
        self.acts = acts
        self.clipboard = clipboard
        self.prompt = prompt
        self.means = Means(services.open_api, services.discovery, services.clock)
        self.view: AccountView | None = None

    async def refresh(self) -> None:
        """Read the account again, and tell the pages."""
        try:
            self.view = await read_account(self.api)
        except (UnknownToken, MissingToken) as error:
            self.ended.emit(explain(error))
            return
        except LatchkeyError as error:
            self.view = AccountView(error, error, error, error, error, error)
        self.changed.emit()

    def contacts(self) -> tuple[Contact, ...]:
        """Return the account's emails and phones, as far as they are known and make sense."""
        if self.view is None or isinstance(self.view.threepids, LatchkeyError):
            return ()
        found: list[Contact | None] = []
        for each in self.view.threepids:
            if each.medium == "email":
                found.append(Email(each.address))
            elif each.medium == "msisdn":
                found.append(phone_of_msisdn(each.address))
        return tuple(each for each in found if each is not None)

    def devices_are(self, devices: OrError[tuple[Device, ...]]) -> None:
        """Take over a device list that was read on another way."""
        if self.view is not None:
            self.view = replace(self.view, devices=devices)
            self.changed.emit()
