"""The pages of one reset: the form, the waiting, the end; one of them is to be shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.core.pending_reset import PendingReset
from app.operations.account.reset_password import WasReset
from app.operations.ports.uia import Question
from ui.password_reset.done_page import ResetDonePage
from ui.password_reset.form_page import ResetFormPage
from ui.password_reset.waiting_page import ResetWaitingPage
from ui.widgets.banner import Banner
from ui.widgets.page import Page


class ResetPages(QObject):
    """Turn from one page to the next, and say things on the one that is shown.

    Args:
        form: the first one; is the parent.
        now: tells the time, in seconds since the epoch.

    Attributes:
        form, waiting, done: the pages; None for those that were not needed so far.
        shown: which of them is to be shown.

    Signals:
        turned: it is another one.
        action: what the person wants on the waiting page; carries a `UserAction`.
        given_up: the person wants no reset any more.
        left: the person wants to do something else meanwhile.
        sign_in: the person wants to sign in after it.
        read: the person has read what came of it.
    """

    turned = Signal()
    action = Signal(object)
    given_up = Signal()
    left = Signal()
    sign_in = Signal()
    read = Signal()

    def __init__(self, form: ResetFormPage, now: Callable[[], float]) -> None:
        super().__init__(form)
        self._now = now
        self.form = form
        self.waiting: ResetWaitingPage | None = None
        self.done: ResetDonePage | None = None
        self.shown: Page = form

    def all(self) -> list[Page]:
        """Return those that there are."""
        return [each for each in (self.form, self.waiting, self.done) if each is not None]

    def turn(self, page: Page) -> None:
        """Show another one."""
        if page is not self.shown:
            self.shown = page
            self.turned.emit()

    def say(self, banner: Banner) -> None:
        """Say something on the page that is shown; the last one leads back by itself."""
        if self.shown is self.waiting and self.waiting is not None:
            self.waiting.messages.show(banner)
        elif self.shown is self.form:
            self.form.messages.show(banner)

    def quiet(self) -> None:
        """Take down what was said."""
        self.form.messages.clear()
        if self.waiting is not None:
            self.waiting.messages.clear()

    def show_waiting(self, pending: PendingReset, question: Question, *, again: bool) -> None:
        """Show what is being waited for.

        Args:
            pending: the reset.
            question: what is asked of the person.
            again: it is the same as last time, which changes nothing but for who has pressed.
        """
        if self.waiting is None:
            self.waiting = ResetWaitingPage(pending.server_name, pending.origin.name, self._now)
            self.waiting.wish.connect(self.action)
            self.waiting.given_up.connect(self.given_up)
            self.waiting.back.connect(self.left)
        if again and not self.waiting.check.busy:
            return
        self.quiet()
        self.waiting.show_question(question)
        self.turn(self.waiting)

    def show_survival(self, *, survives: bool) -> None:
        """Say on the waiting page whether the window may be closed."""
        if self.waiting is not None:
            self.waiting.show_survival(survives=survives)

    def back_to_form(self, banner: Banner | None = None) -> None:
        """Go back to the form, with everything that was typed."""
        self.quiet()
        self.form.set_busy(False)
        self.turn(self.form)
        if banner is not None:
            self.form.messages.show(banner)  # last: a page that comes scrolls to its field

    def show_done(self, outcome: WasReset) -> None:
        """Show what came of it, and empty the other pages."""
        self.done = ResetDonePage(outcome)
        self.done.enter.connect(self.sign_in)
        self.done.read.connect(self.read)
        self.turn(self.done)
        self.form.put_away()
        if self.waiting is not None:
            self.waiting.put_away()

    def put_away(self) -> None:
        """Delete them, and what was typed in them."""
        for page in self.all():
            page.put_away()
            page.deleteLater()
