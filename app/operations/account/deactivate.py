"""Deactivate an account, and find out after a lost answer whether that was done."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias, assert_never

from app.core import requests
from app.core.account_state import AccountState, state_of
from app.core.deactivation import Deactivation, Unbind, unbind_of
from app.core.errors import LatchkeyError, may_be_under_way, may_have_happened
from app.core.identifiers import UserId
from app.core.requests import Request
from app.core.responses import Deactivated
from app.core.uia.session import Failed
from app.core.uia.stages import AuthData
from app.core.uia.threepid import Contact
from app.operations.account.deactivation_watch import DeactivationApi, PasswordRecordingPrompt
from app.operations.account.password_probe import PAUSES, signs_in
from app.operations.ports.uia import Act, ActKind, Cancelled, StagePrompt, UiaServices, Withdrawn
from app.operations.session.api import SessionApi
from app.operations.uia.runner import Done, UiaRunner

LOOK_SECONDS = 10.0
"""Seconds for the check whether the session of a closed account is over."""


@dataclass(frozen=True, slots=True)
class Closed:
    """The server closed the account.

    Attributes:
        at: when the answer came, in seconds since the epoch.
        closing: the choices it was closed with.
        unbind: what the server says about identity servers.
        token_dead: whether the session is over, as `Deactivate.look` found; None if unknown.
    """

    at: float
    closing: Deactivation
    unbind: Unbind
    token_dead: bool | None = None


@dataclass(frozen=True, slots=True)
class StillOpen:
    """The account is open.

    Attributes:
        reason: the error, or that the person or the program cancelled the act.
        looked: whether this was found out by checks after a lost answer.
        session_ended: whether the server has ended this session; signing in works.
    """

    reason: LatchkeyError | Cancelled | Withdrawn
    looked: bool = False
    session_ended: bool = False


@dataclass(frozen=True, slots=True)
class ProbablyClosed:
    """The answer is lost, the session is dead, and the server refuses the password.

    Attributes:
        error: how the answer got lost.
    """

    error: LatchkeyError


@dataclass(frozen=True, slots=True)
class DeactivationUnclear:
    """The answer is lost, and the checks do not tell whether the account was closed.

    Attributes:
        error: how the answer got lost.
        session_ended: the session is dead, which may have other reasons.
        open_so_far: the account is open, but the request may still be under way.
    """

    error: LatchkeyError
    session_ended: bool = False
    open_so_far: bool = False


DeactivationOutcome: TypeAlias = Closed | StillOpen | ProbablyClosed | DeactivationUnclear


class Deactivate:
    """Close an account.

    Args:
        api: the session's.
        prompt: asks for the proofs.
        uia_services: the services that the proofs use; also for the checks after a lost answer.
        known: the account's emails and phones, for servers that ask for one.
    """

    def __init__(
        self,
        api: SessionApi,
        prompt: StagePrompt,
        uia_services: UiaServices,
        known: tuple[Contact, ...] = (),
    ) -> None:
        self._api = api
        self._prompt = PasswordRecordingPrompt(prompt)
        self._uia_services = uia_services
        self._known = known

    async def run(self, closing: Deactivation, on_lost: Callable[[], None]) -> DeactivationOutcome:
        """Close the account ("Account deactivation", POST /account/deactivate).

        The request that completes the act is sent once. If its answer is lost, the session and the
        password are tried to find out what happened. A refusal counts only while the session works.

        Args:
            closing: the choices, the same in every request of the act.
            on_lost: called when an answer is lost, before the checks, which take a while.
        """
        session = self._api.session
        act = Act(
            ActKind.DEACTIVATE,
            session.user_id,
            session.server_name,
            known=self._known,
            host=session.origin.name,
        )
        api = DeactivationApi(self._api)

        def build(auth: AuthData | None) -> Request[Deactivated]:
            return requests.deactivate(closing, auth)

        try:
            ending = await UiaRunner(api, self._prompt, self._uia_services).run(act, build)
            match ending:
                case Done(found):
                    at = self._uia_services.clock.now()
                    return Closed(at, closing, unbind_of(found.id_server_unbind_result))
                case Failed(error) if may_have_happened(error):
                    on_lost()
                    return await self._find_out(error)
                case Failed(error):
                    found_open = StillOpen(error)
                case Cancelled() | Withdrawn():
                    found_open = StillOpen(ending)
                case _:
                    assert_never(ending)
            return await self._if_open(found_open, on_lost) if api.undecided else found_open
        finally:
            self._prompt.password = None

    async def look(self, closed: Closed) -> Closed:
        """Check whether the session of a closed account is over; return it with `token_dead`."""
        client = self._uia_services.open_api(self._api.origin, self._api.tokens.access)
        dead: bool | None = None
        try:
            async with asyncio.timeout(LOOK_SECONDS):
                await client.call(requests.whoami())
            dead = False
        except LatchkeyError as error:
            dead = _dead(error)
        except TimeoutError:
            pass  # not known
        finally:
            await client.close()
        return replace(closed, token_dead=dead)

    async def _if_open(
        self, outcome: StillOpen, on_lost: Callable[[], None]
    ) -> DeactivationOutcome:
        """Return `outcome` if the session still works; otherwise find out what happened.

        A gateway may refuse a request that the server has carried out.
        """
        over = await self._end_of_session()
        dead = False if over is None else _dead(over)
        if over is None or dead is False:
            return outcome
        on_lost()
        if dead is None:
            dead = await self._settled()
        if dead is None:
            return DeactivationUnclear(over)
        return await self._judge_dead(over) if dead else outcome

    async def _find_out(self, error: LatchkeyError) -> DeactivationOutcome:
        dead = await self._settled()
        if dead is None:
            return DeactivationUnclear(error)
        if dead:
            return await self._judge_dead(error)
        if may_be_under_way(error):
            return DeactivationUnclear(error, open_so_far=True)
        return StillOpen(error, looked=True)

    async def _judge_dead(self, error: LatchkeyError) -> DeactivationOutcome:
        """Find out whether an account whose session is over is closed, by trying its password."""
        password = self._prompt.password
        if password is None:
            return DeactivationUnclear(error, session_ended=True)
        session, sleep = self._api.session, self._uia_services.clock.sleep
        who = UserId(session.user_id)
        entered = await signs_in(
            self._uia_services.open_api, session.origin, who, password, sleep=sleep
        )
        match entered:
            case None:
                return DeactivationUnclear(error, session_ended=True)
            case True:
                return StillOpen(error, looked=True, session_ended=True)
            case False:
                return ProbablyClosed(error)

    async def _settled(self) -> bool | None:
        """Check after each of `PAUSES` whether the session is dead; None if a check did not tell.

        A request whose answer was lost may still be under way.
        """
        alive = 0
        for pause in PAUSES:
            await self._uia_services.clock.sleep(pause)
            dead = await self._token_dead()
            if dead:
                return True
            alive += dead is False
        return False if alive == len(PAUSES) else None

    async def _token_dead(self) -> bool | None:
        """Return whether the server refuses the session; None if it does not say."""
        error = await self._end_of_session()
        return False if error is None else _dead(error)

    async def _end_of_session(self) -> LatchkeyError | None:
        """Call whoami with the session; return the error, or None if the session works.

        The tokens are renewed first, if possible: an expired access token is no dead session.
        """
        try:
            await self._api.renew()
            client = self._uia_services.open_api(self._api.origin, self._api.tokens.access)
        except LatchkeyError as error:
            return error
        try:
            await client.call(requests.whoami())
        except LatchkeyError as error:
            return error
        finally:
            await client.close()
        return None


def _dead(error: LatchkeyError) -> bool | None:
    """Whether an error says that the session is over; None if it does not tell."""
    match state_of(error):
        case AccountState.ENDED | AccountState.SIGNED_OUT:
            return True
        case AccountState.LOCKED | AccountState.EXPIRED | AccountState.SUSPENDED:
            return False
        case _:
            return None
