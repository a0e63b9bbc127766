"""The program from start to end: restore or sign in, the open account, signing out, closing."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from app.core.errors import LatchkeyError, SettingsFault, VaultFault
from app.core.homeserver import Opened, Session
from app.flows.ports import AccountIndex
from app.flows.sign_in import SignedIn
from app.flows.sign_out import forget, revoke
from app.tasks import TaskScope
from ui.clipboard import SecretClipboard
from ui.context import AccountContext, Services
from ui.entrance import Entrance, end_on_server
from ui.explanation import Explanation
from ui.facts import AccountFacts
from ui.messages import explain, explain_as, translate, unlock_sentence
from ui.opening import Opening
from ui.pages.account import AccountPage
from ui.pages.password import PasswordPage
from ui.pages.sign_in import SignInPage
from ui.patience import Patience
from ui.prompts import QtStagePrompt
from ui.widgets.banner import Banner
from ui.widgets.card import Column
from ui.window import MainWindow

log = logging.getLogger("latchkey")

GOODBYE_SECONDS = 5.0
"""How long what has left may take to end when the window closes, and a session in memory to be
signed out."""

HURRY_SECONDS = 0.8
"""Likewise when the system ends the program."""


class Shell:
    """Carry one window from its first paint to its end.

    Args:
        window: the window, shown or about to be.
        index: which sessions the vault holds.
        load: builds the services; slow, so it runs while the window is already there.
        where: a server or Matrix ID to begin with.
        user: whose kept session to open; empty for the one used last.
        first: the page that the window shows already, if it does.
    """

    def __init__(
        self,
        window: MainWindow,
        index: AccountIndex,
        load: Callable[[], Awaitable[Services]],
        *,
        where: str = "",
        user: str = "",
        first: AccountPage | SignInPage | None = None,
    ) -> None:
        self._window = window
        self._index = index
        self._load = load
        self._where = where or user
        self._user = user
        self._grace = GOODBYE_SECONDS
        self._closed = asyncio.Event()
        self._services: asyncio.Task[Services] | None = None
        self._scope = TaskScope(self._unexpected)
        self._acts = TaskScope(self._unexpected)
        self._clipboard = SecretClipboard(window)
        self._prompt = QtStagePrompt(window, self._clipboard)
        self._context: AccountContext | None = None
        self._ended: Session | None = None
        self._leaving: AccountContext | None = None
        self._ended_meanwhile: Explanation | None = None
        # Not looked up in the window: a page that was left is there until it is put away.
        self._account: AccountPage | None = None
        self._goodbyes: set[asyncio.Task[None]] = set()
        self._patience = Patience()
        self._opening = Opening(
            window,
            index,
            self._services_ready,
            user,
            self._scope,
            self._patience,
            first if isinstance(first, AccountPage) else None,
            self._open,
            self._not_opened,
        )
        self.sign_in = first if isinstance(first, SignInPage) else SignInPage()
        self._entrance = Entrance(
            self.sign_in,
            self._services_ready,
            index,
            self._scope,
            self._acts,
            self._patience,
            self._signed_in,
        )
        self._prompt.shown.connect(window.scrim.cover)
        self._prompt.gone.connect(window.scrim.hide)
        window.sidebar.chip.clicked.connect(self._open_menu)
        window.closing.connect(self._closed.set)
        if window.wants_end:
            self._closed.set()

    @property
    def context(self) -> AccountContext | None:
        """The account that is open."""
        return self._context

    @property
    def prompt(self) -> QtStagePrompt:
        """What asks for proofs."""
        return self._prompt

    def close_quickly(self) -> None:
        """Ask for the end as a system does that is shutting down."""
        self._grace = HURRY_SECONDS
        self._closed.set()

    def wake(self, where: str) -> None:
        """Come to the front: the program was started again.

        Args:
            where: a server or Matrix ID to begin with, if nobody is signed in.
        """
        log.info("woken by another start")
        if where and self._context is None and not self.sign_in.where.text:
            self.sign_in.prefill(where)
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    def sign_out(self) -> None:
        """Sign the open account out: on the server, then here; once at a time."""
        context, account = self._context, self._account
        if context is None or account is None or len(self._acts):
            return
        if len(context.acts):
            text = translate("Shell", "The password is being changed. Sign out when that is done.")
            page = self._window.stack.currentWidget()
            if isinstance(page, AccountPage | PasswordPage):
                page.messages.show(Banner("warn", Explanation(text)))
            return
        self._start_act(self._sign_out(context, account))

    async def run(self) -> None:
        """Live until the window is closed."""
        self._begin()
        self._window.show()
        try:
            await self._closed.wait()
        finally:
            await self._put_away()

    # --- beginning ------------------------------------------------------------------------------

    def _begin(self) -> None:
        self._services = asyncio.get_running_loop().create_task(self._loaded(), name="load")
        self._entrance.catch_up()
        if self._opening.wanted() is not None:
            self._opening.begin()
        elif self._opening.under_way or not self.sign_in.isVisible():
            self._opening.stop()
            self._show_sign_in()

    async def _loaded(self) -> Services:
        services = await self._load()
        self._entrance.services_are(services)
        return services

    async def _services_ready(self) -> Services:
        assert self._services is not None  # noqa: S101  # made in _begin, before any task
        return await asyncio.shield(self._services)

    def _not_opened(self, user: str, fault: VaultFault | None) -> None:
        self._show_sign_in(user)
        if fault is not None:
            banner = self._opening.explain_failure(fault, self._try_again)
            self.sign_in.messages.show(banner)

    def _try_again(self) -> None:
        """Look into the vault anew; one that could not be opened at all is opened anew."""
        if self._opening.wanted() is None or self._context is not None:
            return
        self.sign_in.messages.clear()
        loaded = self._services
        if loaded is not None and loaded.done() and isinstance(loaded.result().vault, VaultFault):
            self._services = asyncio.get_running_loop().create_task(self._loaded(), name="load")
        self._opening.begin()

    # --- signing in -----------------------------------------------------------------------------

    def _show_sign_in(self, where: str = "") -> None:
        self.sign_in.prefill(where or self._where)
        self._window.show_alone(self.sign_in)
        self.sign_in.focus_first()

    def _signed_in(self, signed_in: SignedIn, services: Services) -> None:
        account = AccountPage()
        self._open(signed_in.opened, services, account)
        if signed_in.not_kept is not None:
            account.messages.show(Banner("warn", explain(signed_in.not_kept)))
        ended, self._ended = self._ended, None
        if ended is not None and ended.user_id == signed_in.opened.session.user_id:
            self._start(self._forget_ended(ended, services))

    async def _forget_ended(self, ended: Session, services: Services) -> None:
        """Drop the session that the server had ended, now that it has a successor."""
        with contextlib.suppress(VaultFault, SettingsFault):
            await forget(ended, self._index, services.safe)

    # --- the open account -----------------------------------------------------------------------

    def _open(self, opened: Opened, services: Services, account: AccountPage) -> None:
        session = opened.session
        api = services.open_api(session.origin, opened.token)
        scope, acts = TaskScope(self._unexpected), TaskScope(self._unexpected)
        context = AccountContext(api, session, services, scope, acts, self._prompt, self._clipboard)
        context.ended.connect(partial(self._session_ended, context))
        self._context = context
        self._window.sidebar.show_session(session)
        self._account = account
        account.messages.clear()
        account.sign_out.connect(self.sign_out)
        AccountFacts(account, context)
        pages: dict[str, Column] = {"account": account, "password": PasswordPage(context)}
        self._window.show_account(pages, "account")
        scope.start(context.refresh(), "read account")

    def _open_menu(self) -> None:
        chip = self._window.sidebar.chip
        menu = QMenu(chip)
        menu.setObjectName("chip.menu")
        menu.setMinimumWidth(chip.width())
        menu.addAction(translate("Shell", "Sign out")).triggered.connect(self.sign_out)
        menu.aboutToHide.connect(menu.deleteLater)
        above = QPoint(0, menu.sizeHint().height() + 4)
        menu.popup(chip.mapToGlobal(chip.rect().topLeft()) - above)

    async def _sign_out(self, context: AccountContext, account: AccountPage) -> None:
        services = await self._services_ready()
        account.signing_out(True)
        self._leaving = context
        try:
            await revoke(context.api)
            forgotten = forget(context.session, self._index, services.safe)
            await self._patience.wait_for(forgotten, lambda: _say_forgetting(account))
        except (VaultFault, SettingsFault) as fault:
            self._leave(context, _still_kept(fault))
        except LatchkeyError as error:
            ended, self._ended_meanwhile = self._ended_meanwhile, None
            if ended is not None:
                self._leave_ended(context, ended)
                return
            account.signing_out(False)
            self._window.show_page("account")
            what = explain_as(translate("Shell", "You are still signed in."), error)
            forget_it = partial(self._start_forgetting, context, services)
            action = (translate("Shell", "Forget the session here"), forget_it)
            account.messages.show(Banner("bad", what, action=action))
        else:
            text = translate("Shell", "You are signed out, and nothing is kept on this computer.")
            self._leave(context, Banner("good", Explanation(text)))
        finally:
            self._leaving = self._ended_meanwhile = None

    def _start_forgetting(self, context: AccountContext, services: Services) -> None:
        self._start_act(self._forget(context, services))

    async def _forget(self, context: AccountContext, services: Services) -> None:
        try:
            await forget(context.session, self._index, services.safe)
        except (VaultFault, SettingsFault) as fault:
            self._leave(context, _still_kept(fault))
            return
        text = translate("Shell", "The session is forgotten here. The server may still list it.")
        rest = translate("Shell", "Remove the device “{device}” in another client.")
        rest = rest.format(device=context.session.device_id)
        self._leave(context, Banner("warn", Explanation(text, rest)))

    def _session_ended(self, context: AccountContext, found: Explanation) -> None:
        if self._leaving is context:
            self._ended_meanwhile = found  # most likely because it is being signed out
        else:
            self._leave_ended(context, found)

    def _leave_ended(self, context: AccountContext, found: Explanation) -> None:
        # Nothing is wiped on the server's word alone: some answer so for a locked account.
        self._ended = context.session
        self._leave(context, Banner("warn", found), context.session.user_id)

    def _leave(self, context: AccountContext, banner: Banner, user: str = "") -> None:
        """Leave an account for the sign-in page; nothing happens if it is left already."""
        if self._context is not context:
            return
        self._context, self._account = None, None
        self._prompt.withdraw_all()
        pages = self._window.take_account()
        self._show_sign_in(user)
        self.sign_in.messages.show(banner)
        # A task of its own: cut off half-way, it would leave connections open.
        task = asyncio.get_running_loop().create_task(_retire(context, pages), name="retire")
        self._goodbyes.add(task)
        task.add_done_callback(self._goodbyes.discard)

    # --- the end --------------------------------------------------------------------------------

    async def _put_away(self) -> None:
        self._prompt.withdraw_all()
        self._window.hide()
        # What may not be cut off gets a while: a sign-in or a change whose request has left.
        acts = [self._acts] if self._context is None else [self._acts, self._context.acts]
        await asyncio.gather(*(scope.finish(self._grace) for scope in acts))
        await self._scope.close()
        if self._services is not None:
            self._services.cancel()
            await asyncio.wait({self._services})
        if self._goodbyes:
            await asyncio.wait(self._goodbyes)
        self._clipboard.clear()
        context = self._context
        if context is None:
            return
        await context.scope.close()
        await context.acts.close()
        for page in self._window.take_account():
            page.put_away()
        if not context.session.kept:
            await end_on_server(context.api, self._grace)
        await context.api.close()

    # --- tasks ----------------------------------------------------------------------------------

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self._scope.start(work, getattr(work, "__qualname__", "task"))

    def _start_act(self, work: Coroutine[Any, Any, None]) -> None:
        self._acts.start(work, getattr(work, "__qualname__", "task"))

    def _unexpected(self, error: BaseException) -> None:
        """Say that something broke; the one place where a task's error ends up."""
        log.error("unexpected %s", type(error).__name__, exc_info=_without_text(error))
        self._entrance.idle()
        found = explain(error if isinstance(error, LatchkeyError) else LatchkeyError())
        if self._opening.under_way:  # it broke on the way
            self._opening.stop()
            self._show_sign_in()
        page = self._window.stack.currentWidget()
        assert isinstance(page, AccountPage | PasswordPage | SignInPage)  # noqa: S101  # all it has
        page.messages.show(Banner("bad", found))


async def _retire(context: AccountContext, pages: list[Column]) -> None:
    """Put an account away, its tasks first: they use both its client and its pages."""
    await context.scope.close()
    await context.acts.close()
    await context.api.close()
    for page in pages:
        page.put_away()
        page.deleteLater()
    context.deleteLater()


def _say_forgetting(account: AccountPage) -> None:
    text = translate("Shell", "You are signed out on the server. Waiting for your keyring…")
    account.messages.show(Banner("info", Explanation(text, unlock_sentence())))


def _still_kept(fault: VaultFault | SettingsFault) -> Banner:
    text = translate("Shell", "You are signed out, but the keyring may still hold a dead token.")
    return Banner("warn", Explanation(text, explain(fault).sentence))


def _without_text(error: BaseException) -> BaseException:
    """Return an error of the same place in the code without its text, which may hold anything."""
    return RuntimeError(type(error).__name__).with_traceback(error.__traceback__)
