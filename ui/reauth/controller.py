"""Controls the reauth page: signs the account in again, or polls a locked one."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Any

from PySide6.QtCore import QDateTime, QLocale, QObject

from app.core.account_state import AccountState, look_pause, state_of
from app.core.errors import (
    Forbidden,
    LatchkeyError,
    MatrixError,
    RateLimited,
    UserDeactivated,
    UserLocked,
)
from app.core.identifiers import Target
from app.core.password_policy import MAX_CHARS, PasswordFault
from app.core.secret import Secret
from app.core.sign_in_methods import SignInMethods, ways_into
from ui.account import state_texts
from ui.account.context import AccountContext
from ui.reauth.browser_controller import BrowserReauthController
from ui.reauth.page import ReauthPage
from ui.text.errors import explain, waiting
from ui.text.fields import password_sentence
from ui.text.message import Message
from ui.text.support import who_helps
from ui.text.words import Words
from ui.widgets.banner import Banner
from ui.widgets.retry_countdown import RetryCountdown


class ReauthController(QObject):
    """Control the reauth page, which is shown while an account's own pages cannot be used.

    Args:
        page: the reauth page; becomes the parent.
        context: the account.
    """

    def __init__(self, page: ReauthPage, context: AccountContext) -> None:
        super().__init__(page)
        self._page = page
        self._context = context
        self._hold = RetryCountdown(page.enter, page.messages)
        self._looking: asyncio.Task[Any] | None = None
        self._next_look = 0.0
        self._spoken: Message | None = None
        self._asked_for_ways = False
        self._ways: SignInMethods | None = None
        self._away = BrowserReauthController(page, context, self._gone_on)
        page.sign_in.connect(self._sign_in)
        page.look_again.connect(self._look_again)
        context.state_changed.connect(self._show)
        page.retranslated.connect(self._say_anew)
        self._show()

    def _show(self) -> None:
        page, context = self._page, self._context
        if context.state.usable:
            self._stop_looking()
            self._away.stop()
            self._asked_for_ways = False
            page.put_away()
            page.password.show_error("")
            page.messages.clear()
            return
        locked = context.state.passes
        shut = locked or isinstance(context.why, UserDeactivated)
        if not shut and not self._asked_for_ways:
            self._asked_for_ways = True
            context.cancellable.start(self._look_for_ways(), "ways to sign in")
        self._say()
        if context.act_message is not None and context.act_message is not self._spoken:
            page.messages.show(Banner("warn", context.act_message))
        self._spoken = context.act_message
        if locked:
            self._start_looking()
        else:
            self._stop_looking()

    def _say_anew(self) -> None:
        if not self._context.state.usable:
            self._say()

    def _say(self) -> None:
        """Show the account's state, and the ways to use it again."""
        page, context = self._page, self._context
        locked = context.state.passes
        shut = locked or isinstance(context.why, UserDeactivated)
        said = context.why.text if isinstance(context.why, MatrixError) else ""
        if said:
            said = self.tr("The server says: {text}").format(text=said)
        ways = SignInMethods(password=True) if self._ways is None else self._ways
        asked = shut or not ways.any
        help_ = who_helps(context.session.server_name, context.support) if asked else ""
        if not ways.any and not shut:
            help_ = f"{state_texts.no_password(context.session)} {help_}"
        looks = self._when() if locked else ""
        page.say(state_texts.title(context), state_texts.meaning(context), said, help_, looks)
        leave = self.tr("Sign out…")
        if context.state is AccountState.ENDED:
            leave = self.tr("Remove from this computer…")
        browser = "" if shut else self._away.words(ways)
        host = context.session.origin.name
        page.offer(password=ways.password and not shut, browser=browser, leave=leave, host=host)

    async def _look_for_ways(self) -> None:
        """Look up the server's ways to sign in; without an answer, a password is still offered."""
        where = Target(origin=self._context.session.origin)
        try:
            found = await self._context.services.discovery.find(where, fresh=True)
        except LatchkeyError:
            self._asked_for_ways = False  # asked again when the page is next updated
            return
        self._ways = ways_into(found)
        self._away.server_is(found)
        self._show()
        if self._page.again.hasFocus():
            self._page.begin()  # a better control to focus may be shown now

    def withdraw(self) -> None:
        """Cancel a sign-in in the browser, if one is under way."""
        self._away.stop()

    def _gone_on(self, error: LatchkeyError | None) -> None:
        if error is not None:
            self._page.messages.show(Banner("bad", explain(error)))
        if not self._context.state.usable:
            self._show()

    # --- polling a locked account ---------------------------------------------------------------

    def _start_looking(self) -> None:
        if self._looking is None:
            self._looking = self._context.cancellable.start(self._keep_looking(), "look again")

    def _stop_looking(self) -> None:
        looking, self._looking = self._looking, None
        if looking is not None and looking is not asyncio.current_task():
            looking.cancel()

    async def _keep_looking(self) -> None:
        clock = self._context.services.clock
        looks = 0
        me = asyncio.current_task()
        while self._looking is me and self._context.state.passes:
            pause = look_pause(looks)
            self._next_look = clock.now() + pause
            self._show()
            await clock.sleep(pause)
            looks += 1
            await self._context.look()

    def _when(self) -> str:
        if not self._next_look:
            return ""
        at = QDateTime.fromSecsSinceEpoch(round(self._next_look)).time()
        shown = QLocale().toString(at, QLocale.FormatType.ShortFormat)
        return self.tr("Latchkey looks again at {time}.").format(time=shown)

    def _look_again(self) -> None:
        self._context.cancellable.start(self._look_now(), "look again now")

    async def _look_now(self) -> None:
        page, context = self._page, self._context
        try:
            error = await context.look()
        finally:
            page.again.set_busy(False)
        if error is None or context.state.usable:
            return
        self._show()
        found = explain(error)
        if state_of(error) is not None:
            when = QLocale().toString(
                QDateTime.fromSecsSinceEpoch(round(context.services.clock.now())).time(),
                QLocale.FormatType.ShortFormat,
            )
            text = self.tr("Nothing has changed: the server was asked at {time}.")
            found = Message(text.format(time=when))
        page.messages.show(Banner("info", found))

    # --- signing in -----------------------------------------------------------------------------

    def _sign_in(self) -> None:
        page = self._page
        length = len(page.line.text())
        fault: Words = ""
        if not length:
            fault = self._no_password_words
        elif length > MAX_CHARS:
            fault = partial(password_sentence, PasswordFault.TOO_LONG)
        if fault:
            self._refuse(fault)
            return
        self._context.must_finish.start(self._resume(page.line.secret), "sign in again")

    def _no_password_words(self) -> str:
        return self.tr("Enter your password.")

    async def _resume(self, password: Secret) -> None:
        try:
            await self._context.resume(password)
        except LatchkeyError as error:
            self._refused(error)
        finally:
            self._page.busy(False)

    def _refused(self, error: LatchkeyError) -> None:
        context = self._context
        if isinstance(error, UserLocked | UserDeactivated):
            context.noticed(error)
        elif isinstance(error, RateLimited):
            self._hold.begin(error.retry_after, lambda left: explain(waiting(error, left)))
        elif isinstance(error, Forbidden):
            self._refuse(partial(state_texts.refused, context.state, context.session))
        else:
            self._page.messages.show(Banner("bad", explain(error)))

    def _refuse(self, words: Words) -> None:
        self._page.busy(False)
        self._page.password.show_error(words)
        self._page.begin()
