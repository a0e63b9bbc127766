"""Composition root: the only file that builds the implementations behind the ports."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import platform
import signal
import time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from app.concurrency import in_thread
from app.core.errors import VaultFault
from app.core.identifiers import Origin
from app.core.oauth.client import ClientMetadata
from app.core.responses import PasswordPolicy
from app.core.secret import Secret
from app.operations.ports.browser import CallbackServer, OAuthMessages
from app.operations.ports.clock import Clock
from app.operations.ports.http import Discovery, OpenApi
from app.operations.ports.storage import Vault
from app.operations.session.token_issuer import TokenIssuer
from app.operations.sign_in.oauth import OAuthServices
from app.passwords.types import Strength
from app.store.atomic_write import write_whole
from app.store.logfile import start_logging
from app.store.paths import config_file, log_file
from app.store.settings import Settings
from app.version import WEBSITE
from ui.account.services import Services
from ui.application.controller import AppController
from ui.browser.callback_texts import callback_page_words
from ui.new_password.password_helpers import PasswordHelpers
from ui.overview.page import OverviewPage
from ui.platform import event_loop
from ui.platform.command_line import Options
from ui.platform.single_instance import SingleInstance
from ui.sign_in.page import SignInPage
from ui.window.main_window import MainWindow

if TYPE_CHECKING:
    import ssl

log = logging.getLogger("latchkey")

SYSTEMS = {"Darwin": "macOS"}


class SystemClock:
    """The computer's clock."""

    def now(self) -> float:
        """Return seconds since the epoch."""
        return time.time()

    async def sleep(self, seconds: float) -> None:
        """Wait for a number of seconds."""
        await asyncio.sleep(seconds)


def device_name() -> str:
    """Return the device name for other clients: the program and the system, not the host."""
    system = platform.system()
    return f"Latchkey on {SYSTEMS.get(system, system)}"


async def build_services(index: Settings) -> Services:
    """Import and build the services, the slow ones in threads: httpx, TLS, the keyring.

    The password estimator and the suggestions are imported at their first use, in a thread as well.
    """
    tls, vault = await asyncio.gather(in_thread(_load_network), _open_vault())
    from app.net.client import HttpClient
    from app.net.discovery import ServerDiscovery

    def open_api(origin: Origin, token: Secret | None) -> HttpClient:
        return HttpClient(origin, token, tls=tls)

    clock = SystemClock()
    discovery = ServerDiscovery(lambda origin: open_api(origin, None), time.monotonic)
    return Services(
        open_api=open_api,
        discovery=discovery,
        index=index,
        choices=index,
        resets=index,
        settings=index,
        vault=vault,
        clock=clock,
        passwords=PasswordHelpers(_estimate, _passphrase, _random_password),
        device_name=device_name(),
        save=partial(write_whole, synced=True),
        oauth=oauth_services(open_api, discovery, clock),
    )


def oauth_services(open_api: OpenApi, discovery: Discovery, clock: Clock) -> OAuthServices:
    """Return the services that sign-ins in the browser use."""

    async def open_callback_server(state: Secret, wants: str) -> CallbackServer:
        from app.net.callback_server import open_callback_server

        return await open_callback_server(state, wants, callback_page_words)

    return OAuthServices(
        open_api=open_api,
        open_callback_server=open_callback_server,
        messages=_messages,
        issuer=TokenIssuer(open_api, discovery, _messages),
        clock=clock,
        client=ClientMetadata(client_name="Latchkey", client_uri=WEBSITE),
    )


async def _messages() -> OAuthMessages:
    return await in_thread(_load_messages)


def _load_messages() -> OAuthMessages:
    from app.adapters.oauth_messages import OAuthlibMessages

    return OAuthlibMessages()


def _load_network() -> ssl.SSLContext:
    from app.net import client, discovery, tls  # noqa: F401  # loaded here, used by name later

    client.warm_up()
    return tls.system_context()


def _load_vault() -> None:
    from app.store import keyring_vault  # noqa: F401  # loaded here, used by name later


async def _open_vault() -> Vault | VaultFault:
    await in_thread(_load_vault)
    from app.store.keyring_vault import open_system_vault

    found: Vault | VaultFault
    try:
        found = await open_system_vault()
    except VaultFault as fault:
        found = fault
    log.info("vault: %s", type(found).__name__)
    return found


def _estimate(password: Secret, about: tuple[str, ...]) -> Strength:
    from app.passwords.strength import estimate

    return estimate(password, about)


def _passphrase(policy: PasswordPolicy | None) -> Secret:
    from app.passwords.suggest import passphrase

    return passphrase(policy)


def _random_password(policy: PasswordPolicy | None) -> Secret:
    from app.passwords.suggest import random_password

    return random_password(policy)


def live(
    app: QApplication,
    window: MainWindow,
    first: OverviewPage | SignInPage,
    only: SingleInstance,
    options: Options,
) -> None:
    """Run the program until the window is closed.

    Args:
        app: the application, with its theme and language set.
        window: the window, already shown.
        first: the page that it shows.
        only: reports when the program is started again.
        options: the options of the command line.
    """
    start_logging(log_file(), debug=options.debug)
    event_loop.run(app, _live(window, first, only, options))


async def _live(
    window: MainWindow,
    first: OverviewPage | SignInPage,
    only: SingleInstance,
    options: Options,
) -> None:
    index = Settings(config_file())

    async def load() -> Services:
        services = await build_services(index)
        event_loop.collector().spare()  # all imports are done
        return services

    controller = AppController(
        window,
        index,
        load,
        where=options.server,
        user=options.user,
        first=first,
        beside=only.beside,
    )

    def end() -> None:
        only.stop_listening()
        controller.close_quickly()

    only.listen(controller.wake)
    window.closing.connect(only.stop_listening)  # before the program puts itself away
    if window.wants_end:
        only.stop_listening()
    loop = asyncio.get_running_loop()
    with contextlib.suppress(NotImplementedError):  # Windows has no signal handlers on a loop
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):  # the last is a terminal that is closed
            number = getattr(signal, name)
            if signal.getsignal(number) is not signal.SIG_IGN:  # as under nohup
                loop.add_signal_handler(number, end)
    await controller.run()
