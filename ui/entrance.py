"""The way in: a server is looked up, a person signs in, the session is kept."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.core.errors import LatchkeyError
from app.core.homeserver import Homeserver, Opened
from app.core.identifiers import Target
from app.flows.ports import AccountIndex, Api, Vault
from app.flows.sign_in import Credentials, SignedIn, SignIn, keep
from app.flows.sign_out import revoke
from app.tasks import TaskScope
from ui.context import Services
from ui.messages import Explanation
from ui.pages.sign_in import SignInPage, help_for
from ui.patience import GivenUp, Patience
from ui.widgets.banner import Banner

log = logging.getLogger("latchkey")

CLEAN_UP_SECONDS = 3.0
"""How long the sign-out of a session that nobody will use may hold up the end."""


class Entrance(QObject):
    """Serve the sign-in page.

    Args:
        services: waits for the program's parts.
        index: which sessions the vault holds.
        scope: owns look-ups, which may be cut off.
        acts: owns sign-ins, which must not be.
        patience: waits for the keyring.

    Signals:
        signed_in: somebody has; carries the `SignedIn` and the `Services`.
    """

    signed_in = Signal(object, object)

    def __init__(
        self,
        services: Callable[[], Awaitable[Services]],
        index: AccountIndex,
        scope: TaskScope,
        acts: TaskScope,
        patience: Patience,
    ) -> None:
        super().__init__()
        self._services = services
        self._index = index
        self._scope = scope
        self._acts = acts
        self._patience = patience
        self._looking: asyncio.Task[Any] | None = None
        self.page = SignInPage()
        self.page.look_up.connect(self._begin_look_up)
        self.page.never_mind.connect(self._stop_look_up)
        self.page.sign_in.connect(lambda *what: acts.start(self._sign_in(*what), "sign in"))

    def idle(self) -> None:
        """Let the page be used again, after something broke."""
        self.page.busy(False)
        self.page.looking_up(False)

    def _begin_look_up(self, target: Target) -> None:
        self._stop_look_up()
        self.page.looking_up(True)
        self._looking = self._scope.start(self._look_up(target), "look up")

    def _stop_look_up(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None
        self.page.looking_up(False)

    async def _look_up(self, target: Target) -> None:
        services = await self._services()
        try:
            homeserver = await services.discovery.find(target)
        except LatchkeyError as error:
            self.page.looking_up(False)
            self.page.look_up_failed(error)
            return
        help_text = ""
        if not homeserver.takes_password:
            help_text = await help_for(services.discovery, homeserver)
        self.page.looking_up(False)
        self.page.show_server(homeserver, help_text)

    async def _sign_in(self, homeserver: Homeserver, credentials: Credentials, kept: bool) -> None:
        services = await self._services()
        flow = SignIn(services.open_api, services.device_name)
        try:
            opened = await flow.run(homeserver, credentials)
        except LatchkeyError as error:
            self.page.busy(False)
            self.page.sign_in_failed(error)
            return
        signed_in = SignedIn(opened)
        if kept and services.safe is not None:
            signed_in = await self._keep(opened, services, services.safe)
        self.page.busy(False)
        self.page.forget_password()
        self.page.messages.clear()
        self.signed_in.emit(signed_in, services)

    async def _keep(self, opened: Opened, services: Services, vault: Vault) -> SignedIn:
        """Keep a new session; closed meanwhile, leave none behind on the server either."""
        try:
            work = keep(opened, self._index, vault)
            return await self._patience.wait_for(work, self._say_keeping)
        except GivenUp:
            return SignedIn(opened)
        except asyncio.CancelledError:
            api = services.open_api(opened.session.origin, opened.token)
            await end_on_server(api, CLEAN_UP_SECONDS)
            await api.close()
            raise

    def _say_keeping(self) -> None:
        text = self.tr("You are signed in. Waiting for your keyring…")
        rest = self.tr("It may be asking for its password in a window of its own. Unlock it.")
        action = (self.tr("Do not keep the session"), self._patience.give_up)
        self.page.messages.show(Banner("info", Explanation(text, rest), action=action))


async def end_on_server(api: Api, seconds: float) -> None:
    """Sign a session in memory out, which nobody can open again.

    Args:
        api: with its token.
        seconds: how long that may take.
    """
    try:
        async with asyncio.timeout(seconds):
            await revoke(api)
    except (LatchkeyError, TimeoutError):
        log.warning("the session in memory could not be signed out on the server")
