"""Look-up of the server of a password reset, its password policy and its website."""

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
"""Path of the server's own page for signing in ("Login fallback")."""


class ResetServerLookup(QObject):
    """Look up the server that is typed in the form of a reset.

    Args:
        form: the form; becomes the parent of this object.
        services: the program's services.
        cancellable: runs the requests to the server that may be cancelled.
        hold: called with the error if the server limits the rate of requests.

    Attributes:
        found: the server that was looked up last, or that of a resumed reset; None before that.
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
        """Begin with the server of a new reset, and read its policy if it was looked up already.

        Args:
            typed: the server as it was typed.
            found: the same server, if it was looked up already.
        """
        self._typed, self.found = typed, found
        if found is not None:
            self._learning = self._cancellable.start(self.learn(found), "look at the server")

    def know(self, pending: PendingReset) -> None:
        """Begin with the server of a pending reset: it took the reset, so it takes passwords."""
        self._typed = pending.server_name
        self.found = Homeserver(pending.server_name, pending.origin, False, (), (LOGIN_PASSWORD,))

    async def find(self) -> Homeserver | None:
        """Look up the server that is typed in the form.

        Returns:
            The server; None if it could not be looked up, with the error shown in the form.
        """
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
        """Read the server's password policy into the form, or say that it resets no passwords."""
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
        """Cancel the reading of the password policy."""
        if self._learning is not None:
            self._learning.cancel()

    def _other(self) -> None:
        """Forget the password policy: the person edits the server."""
        self.stop()
        self._form.new.set_policy(None)

    def _open_elsewhere(self) -> None:
        if self.found is not None:
            open_url(QUrl(self._page_of(self.found).url))

    def _page_of(self, homeserver: Homeserver) -> Link:
        """Return the link to the server's account management, or to its page for signing in."""
        management = homeserver.management
        if management is not None:
            return management.link
        return link_of(f"{homeserver.origin}{LOGIN_PAGE}")


def _why_not_found(error: LatchkeyError) -> str:
    found = explain(error)
    rest = found.next_step
    if isinstance(error, AnswerLost):  # a look-up changes nothing: it can be repeated
        rest = translate("ResetServerLookup", "Try again in a minute, or check your connection.")
    return f"{found.sentence} {rest}".strip()
