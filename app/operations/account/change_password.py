"""Change the password of a signed-in account, and find out whether that was done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from app.core import requests
from app.core.account_state import AccountState, state_of
from app.core.errors import LatchkeyError, may_have_happened
from app.core.identifiers import UserId
from app.core.requests import PasswordChange
from app.core.responses import Device
from app.core.uia.session import Failed
from app.core.uia.threepid import Contact
from app.operations.account.password_probe import signs_in
from app.operations.account.read import OrError, read_devices
from app.operations.ports.uia import Act, ActKind, Cancelled, StagePrompt, UiaServices, Withdrawn
from app.operations.session.api import SessionApi
from app.operations.sign_in.password import SignIn
from app.operations.uia.runner import Done, UiaRunner


@dataclass(frozen=True, slots=True)
class Changed:
    """The server changed the password.

    Attributes:
        at: when the answer came, in seconds since the epoch.
        devices: all that are signed in now, read again afterwards.
        session_ended: the server has ended this session as well, and signing in again failed.
        signed_in_again: the server had ended this session, and this device is signed in again.
    """

    at: float
    devices: OrError[tuple[Device, ...]]
    session_ended: bool = False
    signed_in_again: bool = False


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The password is the old one.

    Attributes:
        reason: the error, or that the person or the program cancelled the act.
    """

    reason: LatchkeyError | Cancelled | Withdrawn


@dataclass(frozen=True, slots=True)
class ChangeUnclear:
    """The request may have been carried out, the answer is lost, and the server does not say.

    Attributes:
        error: how the answer got lost.
    """

    error: LatchkeyError


ChangeOutcome: TypeAlias = Changed | Unchanged | ChangeUnclear


class ChangePassword:
    """Change passwords, each in one act.

    Args:
        api: the session's.
        sign_in: signs this device in again, where the change has signed it out.
        prompt: asks for the proofs.
        uia_services: the services that the proofs use; also for the check after a lost answer.
        known: the account's emails and phones, for servers that ask for one.
    """

    def __init__(
        self,
        api: SessionApi,
        sign_in: SignIn,
        prompt: StagePrompt,
        uia_services: UiaServices,
        known: tuple[Contact, ...] = (),
    ) -> None:
        self._api = api
        self._sign_in = sign_in
        self._runner = UiaRunner(api, prompt, uia_services)
        self._uia_services = uia_services
        self._known = known

    async def run(self, change: PasswordChange, on_lost: Callable[[], None]) -> ChangeOutcome:
        """Change the password ("Password management", POST /account/password).

        Args:
            change: the choices, the same in every request of the act.
            on_lost: called when an answer is lost, before the check, which takes a while.

        Returns:
            What is true on the server now, as far as it can be known.
        """
        session = self._api.session
        act = Act(
            ActKind.CHANGE_PASSWORD,
            session.user_id,
            session.server_name,
            known=self._known,
            host=session.origin.name,
        )
        ending = await self._runner.run(
            act,
            lambda auth: requests.change_password(change, auth),
            lambda: self._not_done(change),
        )
        match ending:
            case Done():
                return await self._look_around(change)
            case Cancelled() | Withdrawn():
                return Unchanged(ending)
            case Failed(error) if may_have_happened(error):
                on_lost()
                return await self._find_out(change, error)
            case Failed(error):
                return Unchanged(error)
            case _:
                assert_never(ending)

    async def _find_out(self, change: PasswordChange, error: LatchkeyError) -> ChangeOutcome:
        """Ask whether the new password is in force; the act itself is never sent again."""
        found = await self._in_force(change)
        if found is None:
            return ChangeUnclear(error)
        return await self._look_around(change) if found else Unchanged(error)

    async def _not_done(self, change: PasswordChange) -> bool | None:
        found = await self._in_force(change)
        return None if found is None else not found

    async def _in_force(self, change: PasswordChange) -> bool | None:
        sleep, session = self._uia_services.clock.sleep, self._api.session
        who, new = UserId(session.user_id), change.new_password
        return await signs_in(self._uia_services.open_api, session.origin, who, new, sleep=sleep)

    async def _look_around(self, change: PasswordChange) -> Changed:
        """Read the devices; sign in again before if the change has ended this session too.

        Synapse ends it where there are refresh tokens, but answers from a cache for a while as if
        it had not: only a renewal shows it.
        """
        at, api = self._uia_services.clock.now(), self._api
        with api.hold_notices():
            again = change.logout_devices and await self._ended() and await self._enter(change)
            devices = await read_devices(api)
            if not again and _over(devices) and await self._enter(change):
                again, devices = True, await read_devices(api)
        return Changed(at, devices, session_ended=_over(devices), signed_in_again=again)

    async def _ended(self) -> bool:
        """Whether the server will not renew this session."""
        try:
            await self._api.renew()
        except LatchkeyError as error:
            return _over(error)
        return False

    async def _enter(self, change: PasswordChange) -> bool:
        """Sign this device in again with the new password; return whether that worked."""
        try:
            opened = await self._sign_in.again(self._api.session, change.new_password)
        except LatchkeyError:
            return False
        await self._api.adopt(opened)
        return True


def _over(found: object) -> bool:
    over = (AccountState.SIGNED_OUT, AccountState.ENDED)
    return isinstance(found, LatchkeyError) and state_of(found) in over
