"""Signs an account in again through the browser, on the same device."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from app.core.errors import LatchkeyError
from app.core.homeserver import Homeserver, Opened
from app.core.identifiers import Link
from app.core.sign_in_methods import SignInMethods
from app.operations.sign_in.oauth import OAuthSignIn
from app.operations.sign_in.sso import SsoSignIn
from ui.account.context import AccountContext
from ui.browser.launcher import BrowserLauncher
from ui.reauth.page import ReauthPage
from ui.widgets.label import breakable


class BrowserReauthController(QObject):
    """Control the browser sign-in on the reauth page.

    Args:
        page: the reauth page; becomes the parent.
        context: the account.
        over: called at the end of a sign-in with its error; with None if it worked or was
            cancelled.
    """

    def __init__(
        self,
        page: ReauthPage,
        context: AccountContext,
        over: Callable[[LatchkeyError | None], None],
    ) -> None:
        super().__init__(page)
        self._page = page
        self._context = context
        self._over = over
        self._homeserver: Homeserver | None = None
        self._task: asyncio.Task[Any] | None = None
        self._launcher = BrowserLauncher(page.wait, context.clipboard)
        page.continue_.connect(self._begin)
        page.wait.cancel.connect(self._cancel)

    def server_is(self, homeserver: Homeserver) -> None:
        """Set the homeserver as it is now: its API may have changed since the session began."""
        self._homeserver = homeserver

    def words(self, ways: SignInMethods) -> str:
        """Return a sentence on where to sign in again; empty if that is not done in a browser."""
        found = self._homeserver
        if found is None or not (ways.oauth or ways.sso):
            return ""
        server = found.oauth_server
        host = found.origin.name if server is None else server.authorization.host
        return self.tr("You sign in again on {host}, in your browser.").format(host=breakable(host))

    def stop(self) -> None:
        """Cancel the sign-in in the browser, if one is under way."""
        task, self._task = self._task, None
        if task is not None and task is not asyncio.current_task():
            task.cancel()
        self._launcher.end()
        self._page.go_on.set_busy(False)

    def _begin(self) -> None:
        if self._homeserver is None or (self._task is not None and not self._task.done()):
            return
        self._page.messages.clear()
        self._page.go_on.set_busy(True)
        self._task = self._context.cancellable.start(self._run(self._homeserver), "sign in again")

    async def _run(self, homeserver: Homeserver) -> None:
        try:
            opened = await self._sign_in(homeserver)
        except LatchkeyError as error:
            self.stop()
            self._over(error)
            return
        self._task = None  # what follows must not be cancelled
        self._launcher.end()
        self._context.must_finish.start(self._resume(opened), "sign in again")

    async def _resume(self, opened: Opened) -> None:
        failure: LatchkeyError | None = None
        try:
            await self._context.resume_as(opened)
        except LatchkeyError as error:
            failure = error
        finally:
            self.stop()
        self._over(failure)

    async def _sign_in(self, homeserver: Homeserver) -> Opened:
        context, server = self._context, homeserver.oauth_server
        device_id, services = context.session.device_id, context.services
        if server is not None:
            operation = OAuthSignIn(homeserver.origin, server, services.oauth)
            return await operation.in_browser(self._go, device_id)
        sso = SsoSignIn(services.oauth.open_callback_server, context.sign_in, services.end)
        return await sso.run(homeserver.origin, None, self._go, device_id)

    def _go(self, link: Link) -> None:
        self._launcher.go(link, self._context.services.clock.now())
        self._page.asked_elsewhere()

    def _cancel(self) -> None:
        self.stop()
        self._over(None)
        self._page.go_on.setFocus()
