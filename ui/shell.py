"""The program from start to end: restore or sign in, the open account, signing out, closing."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from PySide6.QtWidgets import QMenu, QWidget

from app.core.errors import LatchkeyError, VaultFault
from app.core.homeserver import Homeserver, Opened, Session
from app.core.identifiers import Target
from app.flows.ports import AccountIndex
from app.flows.sign_in import Credentials, SignedIn, SignIn, restore
from app.flows.sign_out import forget, sign_out
from app.tasks import TaskScope
from ui.context import AccountContext, Services
from ui.messages import Explanation, explain, translate, vault_words
from ui.pages.account import AccountPage
from ui.pages.password import PasswordPage
from ui.pages.sign_in import SignInPage, help_for
from ui.prompts import QtStagePrompt
from ui.widgets.banner import Banner
from ui.widgets.card import Column
from ui.window import MainWindow

log = logging.getLogger("latchkey")

GOODBYE_SECONDS = 5.0
"""How long a session that is kept in memory may take to be signed out when the window closes."""


class Shell:
    """Carry one window from its first paint to its end.

    Args:
        window: the window, shown or about to be.
        index: which sessions the vault holds.
        load: builds the services; slow, so it runs while the window is already there.
        where: a server or Matrix ID to begin with.
    """

    def __init__(
        self,
        window: MainWindow,
        index: AccountIndex,
        load: Callable[[], Awaitable[Services]],
        *,
        where: str = "",
    ) -> None:
        self._window = window
        self._index = index
        self._load = load
        self._where = where
        self._closed = asyncio.Event()
        self._services: asyncio.Task[Services] | None = None
        self._scope = TaskScope(self._unexpected)
        self._prompt = QtStagePrompt(window)
        self._context: AccountContext | None = None
        self._opened: Opened | None = None
        self._ended: Session | None = None
        self._goodbyes: set[asyncio.Task[None]] = set()
        self.sign_in = SignInPage()
        self.sign_in.look_up.connect(lambda target: self._start(self._look_up(target)))
        self.sign_in.sign_in.connect(lambda *what: self._start(self._sign_in(*what)))
        self._prompt.shown.connect(window.scrim.cover)
        self._prompt.gone.connect(window.scrim.hide)
        window.sidebar.add("account", translate("Shell", "Account"), "account")
        window.sidebar.add("password", translate("Shell", "Password"), "password")
        window.sidebar.chip.clicked.connect(self._open_menu)
        window.closing.connect(self._closed.set)

    @property
    def context(self) -> AccountContext | None:
        """The account that is open."""
        return self._context

    def close(self) -> None:
        """Ask for the end; `run` returns when everything is put away."""
        self._closed.set()

    def sign_out(self) -> None:
        """Sign the open account out: on the server, then here."""
        self._start(self._sign_out())

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
        if self._index.sessions():
            self._window.show_alone(self._opening())
            self._start(self._restore())
        else:
            self._show_sign_in()

    async def _loaded(self) -> Services:
        services = await self._load()
        self.sign_in.vault_is(services.vault)
        self.sign_in.device_is(services.device_name)
        return services

    def _opening(self) -> QWidget:
        user = self._index.sessions()[0].user_id
        page = Column(user, translate("Shell", "Opening your account…"))
        page.setObjectName("page.opening")
        return page

    async def _services_ready(self) -> Services:
        assert self._services is not None  # noqa: S101  # made in _begin, before any task
        return await asyncio.shield(self._services)

    async def _restore(self) -> None:
        services = await self._services_ready()
        user = self._index.sessions()[0].user_id
        try:
            if isinstance(services.vault, VaultFault):
                raise services.vault
            opened = await restore(self._index, services.vault)
        except VaultFault as fault:
            self._show_sign_in(user)
            self._say_vault_trouble(fault)
            return
        if opened is None:
            self._show_sign_in()
        else:
            self._open(opened, services)

    def _say_vault_trouble(self, fault: VaultFault) -> None:
        sentence = translate("Shell", "You are signed in, but the keyring does not say so.")
        reason = vault_words(fault)[0]
        found = Explanation(sentence, reason, code=explain(fault).code)
        action = (translate("Shell", "Try again"), lambda: self._start(self._restore()))
        self.sign_in.messages.show(Banner("warn", found, action=action))

    # --- signing in -----------------------------------------------------------------------------

    def _show_sign_in(self, where: str = "") -> None:
        self.sign_in.prefill(where or self._where)
        self._window.show_alone(self.sign_in)
        self.sign_in.focus_first()

    async def _look_up(self, target: Target) -> None:
        self.sign_in.busy(True)
        services = await self._services_ready()
        try:
            homeserver = await services.discovery.find(target)
        except LatchkeyError as error:
            self.sign_in.busy(False)
            self.sign_in.look_up_failed(error)
            return
        help_text = ""
        if not homeserver.takes_password:
            help_text = await help_for(services.discovery, homeserver)
        self.sign_in.busy(False)
        self.sign_in.show_server(homeserver, help_text)

    async def _sign_in(self, homeserver: Homeserver, credentials: Credentials, keep: bool) -> None:
        self.sign_in.busy(True)
        services = await self._services_ready()
        flow = SignIn(services.open_api, self._index, services.device_name)
        try:
            signed_in = await flow.run(homeserver, credentials, services.safe if keep else None)
        except LatchkeyError as error:
            self.sign_in.busy(False)
            self.sign_in.sign_in_failed(error)
            return
        self.sign_in.busy(False)
        self.sign_in.forget_password()
        self.sign_in.messages.clear()
        await self._forget_ended(signed_in, services)
        self._open(signed_in.opened, services)
        if signed_in.vault_fault is not None and self._context is not None:
            sentence, means = vault_words(signed_in.vault_fault)
            banner = Banner("warn", Explanation(sentence, means))
            self._account_page().messages.show(banner)

    async def _forget_ended(self, signed_in: SignedIn, services: Services) -> None:
        """Drop the session that the server had ended, now that it has a successor."""
        ended, self._ended = self._ended, None
        if ended is not None and ended.user_id == signed_in.opened.session.user_id:
            with contextlib.suppress(VaultFault):
                await forget(ended, self._index, services.safe)

    # --- the open account -----------------------------------------------------------------------

    def _open(self, opened: Opened, services: Services) -> None:
        session = opened.session
        api = services.open_api(session.origin, opened.token)
        scope = TaskScope(self._unexpected)
        context = AccountContext(api, session, services, scope, self._prompt)
        context.ended.connect(self._session_ended)
        self._context, self._opened = context, opened
        self._window.sidebar.chip.show_session(session)
        account = AccountPage(context)
        account.sign_out.connect(self.sign_out)
        pages: dict[str, Column] = {"account": account, "password": PasswordPage(context)}
        self._window.show_account(pages, "account")
        scope.start(context.refresh(), "read account")

    def _account_page(self) -> AccountPage:
        page = self._window.stack.findChild(AccountPage)
        assert page is not None  # noqa: S101  # an account is open
        return page

    def _open_menu(self) -> None:
        chip = self._window.sidebar.chip
        menu = QMenu(chip)
        menu.setObjectName("chip.menu")
        menu.addAction(translate("Shell", "Sign out")).triggered.connect(self.sign_out)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(chip.mapToGlobal(chip.rect().topLeft()) - menu.rect().bottomLeft())

    async def _sign_out(self) -> None:
        services, context = await self._services_ready(), self._context
        if context is None:
            return
        self._prompt.withdraw_all()
        try:
            await sign_out(context.api, context.session, self._index, services.safe)
        except VaultFault as fault:
            self._leave(_still_in_vault(fault))
        except LatchkeyError as error:
            self._window.show_page("account")
            self._account_page().sign_out_failed(
                error, lambda: self._start(self._forget(context, services))
            )
        else:
            text = translate("Shell", "You are signed out, and nothing is kept on this computer.")
            self._leave(Banner("good", Explanation(text)))

    async def _forget(self, context: AccountContext, services: Services) -> None:
        try:
            await forget(context.session, self._index, services.safe)
        except VaultFault as fault:
            self._leave(_still_in_vault(fault))
            return
        text = translate("Shell", "The session is forgotten here. The server may still list it.")
        rest = translate("Shell", "Remove the device “{device}” in another client.")
        rest = rest.format(device=context.session.device_id)
        self._leave(Banner("warn", Explanation(text, rest)))

    def _session_ended(self, found: Explanation) -> None:
        if self._context is None:
            return
        # Nothing is wiped on the server's word alone: some answer so for a locked account.
        self._ended = self._context.session
        self._leave(Banner("warn", found), self._ended.user_id)

    def _leave(self, banner: Banner, user: str = "") -> None:
        context, self._context, self._opened = self._context, None, None
        self._prompt.withdraw_all()
        self._show_sign_in(user)
        pages = self._window.take_account()
        self.sign_in.messages.show(banner)
        if context is not None:
            # A task of its own: cut off half-way, it would leave connections open.
            task = asyncio.get_running_loop().create_task(_retire(context, pages), name="retire")
            self._goodbyes.add(task)
            task.add_done_callback(self._goodbyes.discard)

    # --- the end --------------------------------------------------------------------------------

    async def _put_away(self) -> None:
        self._prompt.withdraw_all()
        await self._scope.close()
        self._window.hide()
        if self._services is not None:
            self._services.cancel()
            with contextlib.suppress(asyncio.CancelledError, LatchkeyError):
                await self._services
        if self._goodbyes:
            await asyncio.wait(self._goodbyes)
        context = self._context
        if context is None:
            return
        await context.scope.close()
        for page in self._window.take_account():
            page.put_away()
        if not context.session.kept:
            try:
                async with asyncio.timeout(GOODBYE_SECONDS):
                    await sign_out(context.api, context.session, self._index, None)
            except (LatchkeyError, TimeoutError):
                log.warning("the session in memory could not be signed out on the server")
        await context.api.close()

    # --- tasks ----------------------------------------------------------------------------------

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self._scope.start(work, getattr(work, "__qualname__", "task"))

    def _unexpected(self, error: BaseException) -> None:
        """Say that something broke; the one place where a task's error ends up."""
        log.error("unexpected %s", type(error).__name__, exc_info=_without_text(error))
        self.sign_in.busy(False)
        found = explain(error if isinstance(error, LatchkeyError) else LatchkeyError())
        page = self._window.stack.currentWidget()
        messages = getattr(page, "messages", None)
        if messages is not None:
            messages.show(Banner("bad", found))


async def _retire(context: AccountContext, pages: list[Column]) -> None:
    """Put an account away, its tasks first: they use both its client and its pages."""
    await context.scope.close()
    await context.api.close()
    for page in pages:
        page.put_away()
        page.deleteLater()
    context.deleteLater()


def _still_in_vault(fault: VaultFault) -> Banner:
    text = translate("Shell", "You are signed out, but the keyring may still hold a dead token.")
    return Banner("warn", Explanation(text, vault_words(fault)[0]))


def _without_text(error: BaseException) -> BaseException:
    """Return an error of the same place in the code without its text, which may hold anything."""
    return RuntimeError(type(error).__name__).with_traceback(error.__traceback__)
