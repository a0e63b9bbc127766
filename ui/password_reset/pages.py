"""The pages of one password reset (form, waiting, done), and which of them is shown."""

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
    """Create the pages of one reset, switch between them, and show banners on them.

    Args:
        form: the form, which is shown first; becomes the parent of this object.
        now: returns the time, in seconds since the epoch.

    Attributes:
        form: the form.
        waiting: the waiting page; None until it is needed.
        done: the page with the outcome; None until it is needed.
        shown: the page that is to be shown.

    Signals:
        turned: `shown` is another page now.
        action: the person did something on the waiting page; carries a `UserAction`.
        given_up: the person gave the reset up on the waiting page.
        left: the person left the waiting page; the reset goes on.
        sign_in: the person wants to sign in with the new password.
        read: the person closed the page with the outcome.
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
        """Return the pages that exist."""
        return [each for each in (self.form, self.waiting, self.done) if each is not None]

    def turn(self, page: Page) -> None:
        """Make this the page that is to be shown."""
        if page is not self.shown:
            self.shown = page
            self.turned.emit()

    def say(self, banner: Banner) -> None:
        """Show a banner on the form or the waiting page; the last page shows none."""
        if self.shown is self.waiting and self.waiting is not None:
            self.waiting.messages.show(banner)
        elif self.shown is self.form:
            self.form.messages.show(banner)

    def quiet(self) -> None:
        """Remove the banners from the form and the waiting page."""
        self.form.messages.clear()
        if self.waiting is not None:
            self.waiting.messages.clear()

    def show_waiting(self, pending: PendingReset, question: Question, *, again: bool) -> None:
        """Show the waiting page with a question.

        Args:
            pending: the reset that waits.
            question: what the person is asked.
            again: whether the question is the same as last time. Then nothing happens unless the
                person has pressed the button that asks the server.
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
        """Say on the waiting page whether the window may be closed.

        Args:
            survives: whether the next start will find the reset in the vault.
        """
        if self.waiting is not None:
            self.waiting.show_survival(survives=survives)

    def back_to_form(self, banner: Banner | None = None) -> None:
        """Show the form again, with everything that was typed, and a banner if there is one."""
        self.quiet()
        self.form.set_busy(False)
        self.turn(self.form)
        if banner is not None:
            self.form.messages.show(banner)  # last: showing the form scrolls to a field

    def show_done(self, outcome: WasReset) -> None:
        """Show the page with the outcome, and empty the fields of the other pages."""
        self.done = ResetDonePage(outcome)
        self.done.enter.connect(self.sign_in)
        self.done.read.connect(self.read)
        self.turn(self.done)
        self.form.put_away()
        if self.waiting is not None:
            self.waiting.put_away()

    def put_away(self) -> None:
        """Delete all pages, and empty their fields."""
        for page in self.all():
            page.put_away()
            page.deleteLater()
