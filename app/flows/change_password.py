"""Change the password of a signed-in account, and find out what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from app.core import requests
from app.core.errors import LatchkeyError, MissingToken, UnknownToken, may_have_happened
from app.core.homeserver import Session
from app.core.requests import PasswordChange
from app.core.responses import Device
from app.core.threepid import Contact
from app.core.uia import Failed
from app.flows.account import OrError, read_devices
from app.flows.ports import Act, Api, Cancelled, Means, StagePrompt, Withdrawn
from app.flows.probe import signs_in
from app.flows.uia_runner import Done, UiaRunner

ACT = "change-password"


@dataclass(frozen=True, slots=True)
class Changed:
    """The server changed the password.

    Attributes:
        at: when the answer came, in seconds since the epoch.
        devices: all that are signed in now, read again afterwards.
        session_ended: the server has ended this session as well.
    """

    at: float
    devices: OrError[tuple[Device, ...]]
    session_ended: bool


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The password is the old one.

    Attributes:
        reason: what the server said, or that the person, or the program, took it back.
    """

    reason: LatchkeyError | Cancelled | Withdrawn


@dataclass(frozen=True, slots=True)
class Unclear:
    """The request may have been carried out, the answer is lost, and the server does not say.

    Attributes:
        error: how it got lost.
    """

    error: LatchkeyError


Outcome: TypeAlias = Changed | Unchanged | Unclear


class ChangePassword:
    """Change passwords, each in one act.

    Args:
        api: with the session's token.
        session: whose password.
        prompt: asks for the proofs.
        means: the clock tells when it happened; its clients ask what did when an answer is lost.
        known: the account's emails and phones, for servers that ask for one.
    """

    def __init__(
        self,
        api: Api,
        session: Session,
        prompt: StagePrompt,
        means: Means,
        known: tuple[Contact, ...] = (),
    ) -> None:
        self._api = api
        self._session = session
        self._runner = UiaRunner(api, prompt, means)
        self._means = means
        self._known = known

    async def run(self, change: PasswordChange, on_lost: Callable[[], None]) -> Outcome:
        """Change the password ("Password management", POST /account/password).

        Args:
            change: the choices, the same in every request of the act.
            on_lost: called when an answer is lost, before finding out takes its time.

        Returns:
            What is true on the server now, as far as it can be known.
        """
        session = self._session
        act = Act(ACT, session.user_id, session.server_name, known=self._known)
        ending = await self._runner.run(
            act,
            lambda auth: requests.change_password(change, auth),
            lambda: self._not_done(change),
        )
        match ending:
            case Done():
                return await self._look_around()
            case Cancelled() | Withdrawn():
                return Unchanged(ending)
            case Failed(error) if may_have_happened(error):
                on_lost()
                return await self._find_out(change, error)
            case Failed(error):
                return Unchanged(error)
            case _:
                assert_never(ending)

    async def _find_out(self, change: PasswordChange, error: LatchkeyError) -> Outcome:
        """Ask whether the new password is in force; the act itself is never sent again."""
        found = await self._in_force(change)
        if found is None:
            return Unclear(error)
        return await self._look_around() if found else Unchanged(error)

    async def _not_done(self, change: PasswordChange) -> bool | None:
        found = await self._in_force(change)
        return None if found is None else not found

    async def _in_force(self, change: PasswordChange) -> bool | None:
        sleep = self._means.clock.sleep
        new = change.new_password
        return await signs_in(self._means.open_api, self._session, new, sleep=sleep)

    async def _look_around(self) -> Changed:
        at = self._means.clock.now()
        devices = await read_devices(self._api)
        if isinstance(devices, LatchkeyError):
            return Changed(at, devices, isinstance(devices, UnknownToken | MissingToken))
        return Changed(at, devices, session_ended=False)
