"""The server of a reset: looked up, its rules for passwords learnt, its own page opened."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QUrl

from app.concurrency import TaskScope
from app.core import requests
from app.core.errors import AnswerLost, InvalidInput, LatchkeyError, RateLimited
from app.core.homeserver import LOGIN_PASSWORD, Homeserver
from app.core.identifiers import Link, link_of, target_of
from app.core.pending_reset import PendingReset
from ui.account.services import Services
from ui.password_reset.form_page import ResetFormPage
from ui.platform.web_browser import open_url
from ui.text.errors import explain
from ui.text.fields import input_sentence
from ui.text.support import who_helps

translate = QCoreApplication.translate

LOGIN_PAGE = "/_matrix/static/client/login/"
"""The server's own page for signing in ("Login fallback"), which leads to what it offers."""


class ResetServerLookup(QObject):
    """Know the server that a form names.

    Args:
        form: names it.
        services: the program's parts.
        cancellable: owns what is asked of it.
        hold: hears that the server wants to be left alone for a while.

    Attributes:
        found: the server, once it was looked up.
    """

    def __init__(
        self,
        form: ResetFormPage,
        services: Services,
        cancellable: TaskScope,
        hold: Callable[[RateLimited], None],
    ) -> None:
        super().__init__(form)
        self._form = form
        self._services = services
        self._cancellable = cancellable
        self._hold = hold
        self._typed = ""
        self._learning: asyncio.Task[Any] | None = None
        self.found: Homeserver | None = None
        form.edited.connect(self._other)
        form.elsewhere.connect(self._open_elsewhere)

    def begin(self, typed: str, found: Homeserver | None) -> None:
        """Begin with what is known already."""
        self._typed, self.found = typed, found
        if found is not None:
            self._learning = self._cancellable.start(self.learn(found), "look at the server")

    def know(self, pending: PendingReset) -> None:
        """Begin with the server of a pending reset: it took the reset, so it takes passwords."""
        self._typed = pending.server_name
        self.found = Homeserver(pending.server_name, pending.origin, False, (), (LOGIN_PASSWORD,))

    async def find(self) -> Homeserver | None:
        """Return the server that is typed; None where what is wrong stands beside it."""
        typed = self._form.where.text
        if self.found is not None and typed == self._typed:
            return self.found
        try:
            found = await self._services.discovery.find(target_of(typed))
        except InvalidInput as error:
            self._form.show_server_fault(partial(input_sentence, error.fault))
            return None
        except RateLimited as error:
            self._hold(error)
            return None
        except LatchkeyError as error:
            self._form.show_server_fault(partial(_why_not_found, error))
            return None
        self.found, self._typed = found, typed
        self._form.know_host(self._page_of(found).host)
        return found

    async def learn(self, homeserver: Homeserver) -> None:
        """Learn the server's rules for passwords, and whether it has any."""
        name = homeserver.server_name
        self._form.know_host(self._page_of(homeserver).host)
        if not homeserver.resets_password:
            support = await self._services.discovery.support(name)
            self._form.show_no_way(
                lambda: f"{self._why_not_here(homeserver)} {who_helps(name, support)}"
            )
            return
        api = self._services.open_api(homeserver.origin, None)
        try:
            with contextlib.suppress(LatchkeyError):
                self._form.new.set_policy(await api.call(requests.password_policy()))
        finally:
            await api.close()

    def _why_not_here(self, homeserver: Homeserver) -> str:
        text = self.tr("{server} keeps no passwords: its own website signs people in.")
        if homeserver.takes_password:
            text = self.tr("{server} sets passwords anew on its own website.")
        return text.format(server=homeserver.server_name)

    def stop(self) -> None:
        """Ask it nothing more: the form goes away."""
        if self._learning is not None:
            self._learning.cancel()

    def _other(self) -> None:
        """Forget the rules of a server that is not meant any more."""
        self.stop()
        self._form.new.set_policy(None)

    def _open_elsewhere(self) -> None:
        if self.found is not None:
            open_url(QUrl(self._page_of(self.found).url))

    def _page_of(self, homeserver: Homeserver) -> Link:
        """Return the server's own page: where accounts are kept, or where people sign in."""
        management = homeserver.management
        if management is not None:
            return management.link
        return link_of(f"{homeserver.origin}{LOGIN_PAGE}")


def _why_not_found(error: LatchkeyError) -> str:
    found = explain(error)
    rest = found.next_step
    if isinstance(error, AnswerLost):  # nothing was asked to be done
        rest = translate("ResetServerLookup", "Try again in a minute, or check your connection.")
    return f"{found.sentence} {rest}".strip()
