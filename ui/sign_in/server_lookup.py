"""Look-up of the server that is typed on the sign-in page, and its errors."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from app.concurrency import TaskScope
from app.core.errors import AnswerLost, InvalidInput, LatchkeyError, RateLimited
from app.core.homeserver import Homeserver
from app.core.identifiers import MatrixId, Target, target_of
from app.core.responses import Support
from app.core.sign_in_methods import SignInMethods, ways_into
from ui.account.services import Services
from ui.sign_in.page import SignInPage
from ui.sign_in.texts import no_way_words
from ui.text.errors import explain, waiting
from ui.text.fields import input_sentence, unusual_name_sentence
from ui.text.support import who_helps
from ui.text.words import Words
from ui.widgets.retry_countdown import RetryCountdown


class ServerLookup(QObject):
    """Look up the homeserver of the Matrix ID or server that is typed on the sign-in page.

    Args:
        page: the sign-in page; becomes the parent of this object.
        services: returns the program's services once they are loaded.
        cancellable: runs the look-up, which may be cancelled.
        found: called with the server, its sign-in methods, and why there are none; that is empty
            if there are some.

    Attributes:
        matrix_id: the Matrix ID that was typed; None if it was a server name.
    """

    def __init__(
        self,
        page: SignInPage,
        services: Callable[[], Awaitable[Services]],
        cancellable: TaskScope,
        found: Callable[[Homeserver, SignInMethods, Words], None],
    ) -> None:
        super().__init__(page)
        self._page = page
        self._services = services
        self._cancellable = cancellable
        self._found = found
        self._task: asyncio.Task[Any] | None = None
        self._target: Target | None = None
        self._hold = RetryCountdown(page.go_on, page.messages)
        self.matrix_id: MatrixId | None = None
        page.look_up.connect(self.begin)
        page.never_mind.connect(self.stop)
        page.edited.connect(self._hold.end)  # the countdown is another server's

    def begin(self) -> None:
        """Look up the typed server; cancel a look-up that is under way."""
        page = self._page
        try:
            target = target_of(page.where.text)
        except InvalidInput as error:
            page.looking_up(False)
            page.where.show_error(partial(input_sentence, error.fault))
            page.focus(page.where)
            return
        self.matrix_id = target.matrix_id
        unusual = target.matrix_id is not None and target.matrix_id.unusual
        page.where.show_hint(unusual_name_sentence if unusual else "")
        self.stop()
        page.looking_up(True)
        self._task = self._cancellable.start(self._look_up(target), "look up")

    def stop(self) -> None:
        """Cancel the look-up that is under way, if there is one."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._page.looking_up(False)

    async def _look_up(self, target: Target) -> None:
        services = await self._services()
        # The same server twice in a row: bypass the cache.
        again, self._target = target == self._target, target
        try:
            homeserver = await services.discovery.find(target, fresh=again)
        except LatchkeyError as error:
            self._page.looking_up(False)
            self._failed(error)
            return
        ways = ways_into(homeserver)
        why: Words = ""
        if not ways.any:
            support = await services.discovery.support(homeserver.server_name)
            why = partial(_no_way_and_who_helps, homeserver, support)
        self._page.looking_up(False)
        self._found(homeserver, ways, why)

    def _failed(self, error: LatchkeyError) -> None:
        """Show why the look-up failed: beside the field, or as a countdown if rate-limited."""
        if isinstance(error, RateLimited):
            self._hold.begin(error.retry_after, lambda left: explain(waiting(error, left)))
            return
        self._page.where.show_error(partial(self._why_not_found, error))
        self._page.focus(self._page.where)

    def _why_not_found(self, error: LatchkeyError) -> str:
        found = explain(error)
        next_step = found.next_step
        if isinstance(error, AnswerLost):  # a look-up changes nothing: it can be repeated
            next_step = self.tr("Try again in a minute, or check your connection.")
        return f"{found.sentence} {next_step}".strip()


def _no_way_and_who_helps(homeserver: Homeserver, support: Support | None) -> str:
    return f"{no_way_words(homeserver)} {who_helps(homeserver.server_name, support)}"
