"""Controller of sign-in by browser: OAuth 2.0, single sign-on, and a code on another device."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QDateTime, QLocale, QObject

from app.adapters.qr import qr_of
from app.concurrency import TaskScope, in_thread
from app.core.errors import LatchkeyError
from app.core.homeserver import Homeserver, Opened
from app.core.identifiers import Link
from app.core.oauth.device_code import DeviceCode
from app.core.oauth.metadata import akin
from app.core.secret import Secret
from app.core.sign_in_methods import SignInMethods
from app.operations.ports.clock import Clock
from app.operations.sign_in.oauth import OAuthSignIn
from app.operations.sign_in.password import SignIn
from app.operations.sign_in.sso import SsoSignIn
from ui.account.services import Services
from ui.browser.launcher import BrowserLauncher
from ui.browser.waiting_card import BrowserWaitingCard
from ui.platform.secret_clipboard import SecretClipboard
from ui.sign_in.device_code_card import DeviceCodeCard
from ui.sign_in.methods_card import MethodsCard, MethodsShown
from ui.sign_in.page import SignInPage
from ui.sign_in.provider_icons import provider_icon
from ui.text.message import Message
from ui.widgets.banner import Banner
from ui.widgets.label import breakable


class BrowserSignInController(QObject):
    """Offer and run the sign-in methods that need a browser.

    Args:
        page: the sign-in page; becomes the parent of this object.
        services: returns the program's services once they are loaded.
        cancellable: runs the sign-in until the session exists; its tasks may be cancelled.
        clipboard: takes addresses and codes that the person copies.
        opened: called with the new session and the services when the sign-in succeeds.
        failed: called with the error when the sign-in fails, and with whether OAuth 2.0 was tried.
    """

    def __init__(
        self,
        page: SignInPage,
        services: Callable[[], Awaitable[Services]],
        cancellable: TaskScope,
        clipboard: SecretClipboard,
        opened: Callable[[Opened, Services], None],
        failed: Callable[[LatchkeyError, bool], None],
    ) -> None:
        super().__init__(page)
        self._page = page
        self._services = services
        self._cancellable = cancellable
        self._clipboard = clipboard
        self._opened = opened
        self._failed = failed
        self._homeserver: Homeserver | None = None
        self._ways = SignInMethods()
        self._device_id: str | None = None
        self._task: asyncio.Task[Any] | None = None
        self._icons: asyncio.Task[Any] | None = None
        self._code: DeviceCode | None = None
        self._card: MethodsCard | None = None
        self._launcher: BrowserLauncher | None = None
        self._device: DeviceCodeCard | None = None

    @property
    def under_way(self) -> bool:
        """Whether a sign-in by browser or code has begun and not ended."""
        return self._task is not None and not self._task.done()

    def offer(self, homeserver: Homeserver, ways: SignInMethods, device_id: str | None) -> None:
        """Show the sign-in methods of a server that need a browser, if it has any.

        A sign-in that is under way is cancelled.

        Args:
            homeserver: the server to sign in to.
            ways: the sign-in methods that it offers.
            device_id: the device to sign in as again; None for a new one.
        """
        self.stop()
        self._homeserver, self._ways, self._device_id = homeserver, ways, device_id
        if not (ways.oauth or ways.sso):
            return
        card = self._make_card()
        card.offer(self._shown(homeserver, ways))
        if not ways.password and card.buttons:
            card.buttons[0].setFocus()
        if ways.providers:
            self._icons = self._cancellable.start(self._show_icons(homeserver), "icons")

    def stop(self) -> None:
        """Cancel the sign-in that is under way, and show the methods again."""
        for task in (self._task, self._icons):
            if task is not None:
                task.cancel()
        self._task = self._icons = None
        self._take_down()

    # --- what is offered ------------------------------------------------------------------------

    def _make_card(self) -> MethodsCard:
        if self._card is None:
            self._card = MethodsCard()
            self._card.chosen.connect(self._begin)
            self._card.code.connect(self._begin_code)
            wait = BrowserWaitingCard("sign-in.wait")
            wait.cancel.connect(self._cancel)
            self._launcher = launcher = BrowserLauncher(wait, self._clipboard)
            launcher.not_started.connect(self._say_no_browser)
            self._device = DeviceCodeCard("sign-in.device")
            self._device.copy.connect(self._copy_code)
            self._device.copy_address.connect(launcher.copy)
            self._device.open_here.connect(launcher.open)
            self._device.cancel.connect(self._cancel)
            for card in (self._card, wait, self._device):
                self._page.put_way(card)
        return self._card

    def _shown(self, homeserver: Homeserver, ways: SignInMethods) -> MethodsShown:
        server = homeserver.oauth_server
        host = homeserver.origin.name
        if ways.oauth and server is not None:
            host = server.authorization.host
        buttons = [partial(self._go_on_with, each.name) for each in ways.providers]
        return MethodsShown(
            partial(self._words, homeserver, ways, host),
            buttons or [lambda: self.tr("Continue")],
            ways.device,
            primary=not ways.password,
        )

    def _go_on_with(self, provider: str) -> str:
        return self.tr("Continue with {provider}").format(provider=provider)

    def _words(self, homeserver: Homeserver, ways: SignInMethods, host: str) -> str:
        """Return the text above the buttons: the host, with a warning if it is another site."""
        words = self.tr("You sign in on {host}, in your browser.")
        if ways.password:
            words = self.tr("Or sign in on {host}, in your browser.")
        name = homeserver.server_name
        if not (akin(host, name) or akin(host, homeserver.origin.host)):
            stranger = self.tr(
                "That is another site than {server}: go on only if you know that they belong "
                "together."
            )
            words = f"{words} {stranger}"
        return words.format(host=breakable(host), server=name)

    async def _show_icons(self, homeserver: Homeserver) -> None:
        services = await self._services()
        api = services.open_api(homeserver.origin, None)
        try:
            for number, provider in enumerate(self._ways.providers):
                found = await provider_icon(api, provider)
                if found is not None and self._card is not None:
                    self._card.show_icon(number, found)
        finally:
            await api.close()

    # --- signing in -----------------------------------------------------------------------------

    def _begin(self, number: int) -> None:
        if self._homeserver is None or not self._free():
            return
        self._prepare(number)
        self._task = self._cancellable.start(self._run(self._by_browser(number)), "browser sign-in")

    def _begin_code(self) -> None:
        if self._homeserver is None or not self._free():
            return
        self._prepare(None)
        self._task = self._cancellable.start(self._run(self._by_code()), "code sign-in")

    def _free(self) -> bool:
        """Whether no sign-in is under way, by browser, code or password."""
        return not (self.under_way or self._page.enter.busy)

    def _prepare(self, number: int | None) -> None:
        self._page.messages.clear()
        self._make_card().set_busy(number)

    async def _by_browser(self, number: int) -> Opened:
        services, homeserver = await self._services(), self._homeserver
        assert homeserver is not None  # noqa: S101  # it is offered with one
        server = homeserver.oauth_server
        if self._ways.oauth and server is not None:
            operation = OAuthSignIn(homeserver.origin, server, services.oauth)
            return await operation.in_browser(partial(self._go, services.clock), self._device_id)
        providers = self._ways.providers
        sign_in = SignIn(services.open_api, services.clock, services.device_name)
        sso = SsoSignIn(services.oauth.open_callback_server, sign_in, services.end)
        chosen = providers[number] if number < len(providers) else None
        go = partial(self._go, services.clock)
        return await sso.run(homeserver.origin, chosen, go, self._device_id)

    async def _by_code(self) -> Opened:
        services, homeserver = await self._services(), self._homeserver
        assert homeserver is not None  # noqa: S101  # it is offered with one
        server = homeserver.oauth_server
        assert server is not None  # noqa: S101  # likewise
        operation = OAuthSignIn(homeserver.origin, server, services.oauth)
        return await operation.by_code(self._show_code, self._device_id)

    async def _run(self, signing_in: Awaitable[Opened]) -> None:
        try:
            opened = await signing_in
        except LatchkeyError as error:
            self._take_down()
            self._failed(error, self._ways.oauth)
            return
        services = await self._services()
        self._task = None  # from here on nothing can be cancelled
        self._show_choices()
        self._opened(opened, services)

    def _go(self, clock: Clock, link: Link) -> None:
        """Open a page in the browser, and show the waiting card in place of the methods."""
        self._put_choices_away()
        if self._launcher is not None:
            self._launcher.go(link, clock.now())

    def _say_no_browser(self, host: str) -> None:
        text = self.tr("No browser could be started. The page is on {host}.")
        found = Message(text.format(host=host))
        self._page.messages.show(Banner("warn", found))

    def _put_choices_away(self) -> None:
        self._page.asked_elsewhere(waiting=True)
        if self._card is not None:
            self._card.hide()

    def _show_code(self, code: DeviceCode) -> None:
        self._code = code
        self._put_choices_away()
        if self._launcher is not None:
            self._launcher.know(code.complete or code.page)
        ends = QDateTime.fromSecsSinceEpoch(round(code.ends)).time()
        when = QLocale().toString(ends, QLocale.FormatType.ShortFormat)
        if self._device is not None:
            address = code.page.url.partition("://")[2].rstrip("/")
            self._device.show_code(code.code, address, when)
            self._cancellable.start(self._draw(code), "draw a code")

    async def _draw(self, code: DeviceCode) -> None:
        modules = await in_thread(lambda: qr_of((code.complete or code.page).url))
        if self._code is code and self._device is not None:
            self._device.draw(modules)

    def _copy_code(self) -> None:
        if self._code is not None:
            self._clipboard.copy(Secret(self._code.code))

    def _cancel(self) -> None:
        self.stop()
        card = self._card
        if card is not None:
            card.show()
            if card.buttons:
                card.buttons[0].setFocus()

    def set_idle(self) -> None:
        """Enable the buttons of the methods again."""
        if self._card is not None:
            self._card.set_idle()

    def _take_down(self) -> None:
        """Show the methods again in place of the waiting card or the code, and enable them."""
        self._show_choices()
        self.set_idle()

    def _show_choices(self) -> None:
        """Show the methods again in place of the waiting card or the code; do not enable them."""
        self._code = None
        if self._launcher is not None:
            self._launcher.end()
        if self._device is not None:
            self._device.hide()
        if self._card is not None:
            waited = not self._card.isVisible() and self._page.server_card.isVisible()
            if waited:
                self._page.asked_elsewhere(waiting=False)
                self._card.show()
