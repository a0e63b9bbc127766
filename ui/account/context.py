"""`AccountContext`: the session, the data and the state of one open account."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from app.adapters.phones import phone_of_msisdn
from app.concurrency import TaskScope
from app.core import requests
from app.core.account_state import AccountState, state_of
from app.core.errors import LatchkeyError, SettingsFault, VaultFault, WrongSession
from app.core.homeserver import Homeserver, Opened, Session
from app.core.identifiers import Target
from app.core.responses import Device, Support
from app.core.secret import Secret
from app.core.uia.threepid import Contact, Email
from app.operations.account.read import AccountView, OrError
from app.operations.ports.uia import StagePrompt, UiaServices
from app.operations.session.api import SessionApi
from app.operations.session.storage import keep, write_tokens
from app.operations.sign_in.password import SignIn
from ui.account.account_reader import AccountRead, AccountReader
from ui.account.services import Services
from ui.platform.secret_clipboard import SecretClipboard
from ui.text.message import Message

T = TypeVar("T")


class AccountContext(QObject):
    """The session, the data and the state of one open account, shared by its pages.

    Args:
        opened: the session and its tokens.
        services: the program's.
        cancellable: owns tasks that may be cancelled: reading, estimating.
        must_finish: owns tasks that must not be: a change that is under way.
        prompt: asks for proofs.
        clipboard: for suggested passwords.

    Attributes:
        api: the homeserver, as the session sees it.
        sign_in: signs this device in again.
        uia_services: the services that proofs use; they keep this account's validation sessions.
        server: what is known of the homeserver; None before it was found, or if it cannot be.
        view: the account as last read; None before the first time.
        state: the state of the account.
        why: the error that the state follows from; None while it is open.
        act_message: the outcome of an act, for the reauth page, since the act's page is hidden.
        support: the server's support contacts, once they are known.

    Signals:
        changed: the view has changed, or a read of the account has ended.
        state_changed: `state`, `why` or `act_message` changed.
        not_kept: new tokens are in memory alone; carries the fault.
    """

    changed = Signal()
    state_changed = Signal()
    not_kept = Signal(object)

    def __init__(
        self,
        opened: Opened,
        services: Services,
        cancellable: TaskScope,
        must_finish: TaskScope,
        prompt: StagePrompt,
        clipboard: SecretClipboard,
    ) -> None:
        super().__init__()
        origin = opened.session.origin
        client = services.open_api(origin, None)
        self.api = SessionApi(
            client, opened, services.clock, self._keep, self.noticed, services.oauth.issuer
        )
        self.sign_in = SignIn(services.open_api, services.clock, services.device_name)
        self.services = services
        self.cancellable = cancellable
        self.must_finish = must_finish
        self.clipboard = clipboard
        self.prompt = prompt
        self.uia_services = UiaServices(services.open_api, services.discovery, services.clock)
        self.server: Homeserver | None = None
        self.view: AccountView | None = None
        self.state = AccountState.OPEN
        self.why: LatchkeyError | None = None
        self.act_message: Message | None = None
        self.support: Support | None = None
        self._asked_for_help = False
        self._reader = AccountReader(
            self.api,
            self._know_server,
            lambda: self.managed_elsewhere,
            self._take,
            self.changed.emit,  # pages that wait for this read stop waiting
            cancellable,
        )

    @property
    def session(self) -> Session:
        """User ID, device ID and homeserver of the session."""
        return self.api.session

    # --- reading ----------------------------------------------------------------------------------

    async def refresh(self, *, fresh: bool = False) -> None:
        """Read the account again, tell the pages, and return when that is done.

        This is the one place where an account is read, one read at a time: a call during a read
        causes one more afterwards, and the answer of an older read never replaces a newer one.

        Args:
            fresh: whether to look the homeserver up again too, whatever is known of it.
        """
        await self._reader.refresh(fresh=fresh)

    def _take(self, found: AccountRead) -> None:
        view, before = found.view, self.view
        if not self.state.usable and (found.outdated or isinstance(view, LatchkeyError)):
            pass  # only what was read after it was noticed may end that state
        elif isinstance(view, LatchkeyError):
            if found.asked or before is None:
                self.view = AccountView.unread(view)
        else:
            self.view = view if found.asked or before is None else view.completed_by(before)
            suspended = view.suspended
            self._set_state(
                AccountState.OPEN if suspended is None else AccountState.SUSPENDED, suspended
            )
        self.changed.emit()

    def take_devices(self, devices: OrError[tuple[Device, ...]]) -> None:
        """Show the devices that an act has read at its end; drop the answer of an older read."""
        self._reader.overtake()
        if self.view is not None:
            self.view = replace(self.view, devices=devices)
            self.changed.emit()

    def doubt_server(self) -> None:
        """Look the homeserver up again and read the account: an answer contradicts what we know."""
        self._reader.reread(fresh=True)

    # --- acts -------------------------------------------------------------------------------------

    def act(
        self,
        name: str,
        run: Callable[[], Coroutine[Any, Any, T]],
        report: Callable[[T], None],
        busy: Callable[[bool], None],
    ) -> None:
        """Start an act: an operation that changes the account. Every act is started here.

        ``busy(True)`` is called at once. The account is read first if it never was, for an act
        needs its contacts. Then `run` is awaited, ``busy(False)`` is called whatever became of it,
        and what it returned goes to `report`. At last the account is read again; the answer of a
        read from before is dropped, and a part that cannot be read just now stays as it was known.

        `run` must not write to `view`: that is done here, in order; where it has to know how the
        account stands in the middle of an act, it calls `look` or `refresh`. `report`
        may show the outcome, and hand devices that the act has read to `take_devices`. What
        either raises goes to the error handler of `must_finish`, after ``busy(False)``.

        Args:
            name: of the task, shown in traces.
            run: the operation. It is not cancelled when its page is hidden.
            report: shows the outcome.
            busy: shows whether the act is under way.
        """
        busy(True)
        if self.must_finish.start(self._act(run, report, busy), name) is None:
            busy(False)

    async def _act(
        self,
        run: Callable[[], Coroutine[Any, Any, T]],
        report: Callable[[T], None],
        busy: Callable[[bool], None],
    ) -> None:
        try:
            try:
                if self.view is None:
                    await self.refresh()
                outcome = await run()
            finally:
                busy(False)
            report(outcome)
        finally:
            self._reader.overtake()
            if self.state.usable and not self.must_finish.closed:  # else nobody would see it
                self._reader.reread()

    # --- the server -------------------------------------------------------------------------------

    @property
    def managed_elsewhere(self) -> bool:
        """Whether the account is managed on its server's website."""
        known = self.server is not None and self.server.managed_elsewhere
        return known or self.api.tokens.client is not None

    async def _know_server(self, fresh: bool) -> None:
        with contextlib.suppress(LatchkeyError):
            where = Target(origin=self.session.origin)
            self.server = await self.services.discovery.find(where, fresh=fresh)

    # --- the state --------------------------------------------------------------------------------

    async def resume(self, password: Secret) -> None:
        """Sign in again on this device with a password, and use the new session.

        Raises:
            Forbidden, UserLocked, UserDeactivated, ConnectionFault, RemoteProtocolError,
            MatrixError: see `SignIn.again`.
        """
        await self._go_on(await self.sign_in.again(self.session, password))

    async def resume_as(self, opened: Opened) -> None:
        """Use the session that a sign-in in the browser has opened, if it is the same user.

        Raises:
            WrongSession: it is another user; that session is ended, if possible.
        """
        session = self.session
        if opened.session.user_id != session.user_id:
            with contextlib.suppress(LatchkeyError):
                await self.services.end(opened)
            raise WrongSession(session.origin.name)
        await self._go_on(opened.in_place_of(session))

    async def _go_on(self, opened: Opened) -> None:
        await self.api.adopt(opened)
        self._come_back()
        self.cancellable.start(self.refresh(), "read account")

    async def look(self) -> LatchkeyError | None:
        """Ask the server whether the account can be used again, and read it if so.

        Returns:
            Why it cannot be used; None if it can.
        """
        try:
            await self.api.call(requests.whoami())
        except LatchkeyError as error:
            return error
        self._come_back()
        await self.refresh()
        return None

    def _come_back(self) -> None:
        """Set the state to open; if the account was not usable, drop the view from before."""
        if not self.state.usable:
            self._reader.overtake()
            self.view = None
            self.changed.emit()
        self._set_state(AccountState.OPEN, None)

    def say_on_reauth(self, words: Message) -> None:
        """Show the outcome of an act on the reauth page, since the act's own page is hidden."""
        self.act_message = words
        self.state_changed.emit()

    def contacts(self) -> tuple[Contact, ...]:
        """Return the account's emails and phones, as far as they are known and valid."""
        if self.view is None or isinstance(self.view.threepids, LatchkeyError):
            return ()
        found: list[Contact | None] = []
        for each in self.view.threepids:
            if each.medium == "email":
                found.append(Email(each.address))
            elif each.medium == "msisdn":
                found.append(phone_of_msisdn(each.address))
        return tuple(each for each in found if each is not None)

    async def _keep(self, opened: Opened) -> None:
        """Store new tokens, if the session is stored; emit `not_kept` if that fails."""
        vault = self.services.safe
        if not opened.session.kept or vault is None:
            return
        fault: VaultFault | SettingsFault | None = None
        if opened.session == self.session:
            try:
                await write_tokens(opened.session, opened.tokens, vault)
            except VaultFault as found:
                fault = found
        else:  # the server has given it another device
            fault = (await keep(opened, self.services.index, vault)).not_kept
        if fault is not None:
            self.not_kept.emit(fault)

    def noticed(self, error: LatchkeyError) -> None:
        """Set the account's state from an error.

        Args:
            error: any; one that says nothing about the account is ignored.
        """
        state = state_of(error)
        if state is not None:
            if not state.usable:
                self._reader.notice()
            self._set_state(state, error)

    def _set_state(self, state: AccountState, why: LatchkeyError | None) -> None:
        if state is self.state and state.usable:
            return
        if state.usable:
            self.act_message = None
        self.state, self.why = state, why
        self.state_changed.emit()
        helped = state.passes or state is AccountState.SUSPENDED
        if helped and not self._asked_for_help:
            self._asked_for_help = True
            self.cancellable.start(self._find_help(), "whom to ask")

    async def _find_help(self) -> None:
        name = self.session.server_name
        self.support = await self.services.discovery.support(name)
        if self.support is not None:
            self.state_changed.emit()
