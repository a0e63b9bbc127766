"""The page shown while an account cannot be used: says why, and how to use it again."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton

from ui.browser.waiting_card import BrowserWaitingCard
from ui.text.fields import goes_to
from ui.widgets.action_row import Actions
from ui.widgets.banner import Banners
from ui.widgets.buttons import BusyButton
from ui.widgets.card import Card
from ui.widgets.field import Field, SecretLine
from ui.widgets.label import Label, Role, breakable
from ui.widgets.page import Page


class ReauthPage(Page):
    """Shows an account's state; takes its password, or lets the person ask the server again.

    Attributes:
        password: the password field.
        enter, again, leave: the buttons to sign in, to ask the server again, and to sign out.

    Signals:
        sign_in: the person wants to sign in again with what is in the field.
        look_again: the person wants the server asked whether the account can be used again.
        sign_out: the person wants to sign out.
        continue_: the person wants to sign in again in a browser.
    """

    sign_in = Signal()
    look_again = Signal()
    sign_out = Signal()
    continue_ = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page.reauth")
        self.messages = Banners(self.banners, self.to_top)
        self.why = Card()
        self.said = Label(Role.BODY)
        self.said.setObjectName("reauth.server")
        self.help = Label(Role.BODY)
        self.help.setObjectName("reauth.help")
        self.looks = Label(Role.CAPTION, tone="muted")
        self.looks.setObjectName("reauth.looks")
        for text in (self.said, self.help, self.looks):
            self.why.rows.addWidget(text)
        self.prove = Card()
        self.line = SecretLine("reauth.password")
        self.password = Field("reauth.password", self.line)
        self.line.textEdited.connect(lambda: self.password.show_error(""))
        self.prove.rows.addWidget(self.password)
        self.goes_to = Label(Role.CAPTION, tone="muted")
        self.goes_to.setObjectName("reauth.goes-to")
        self.prove.rows.addWidget(self.goes_to)
        self.leave = BusyButton("", "reauth.sign-out", "plain")
        self.again = BusyButton("", "reauth.look-again", "plain")
        self.enter = BusyButton("", "reauth.enter")
        self.browser = Card()
        self.browser.setObjectName("reauth.browser")
        self.browser_words = Label(Role.BODY)
        self.browser_words.setObjectName("reauth.browser.words")
        self.go_on = BusyButton("", "reauth.continue")
        self.browser.rows.addWidget(self.browser_words)
        self.browser.rows.addWidget(self.go_on, 0, Qt.AlignmentFlag.AlignLeading)
        self.wait = BrowserWaitingCard("reauth.wait")
        for card in (self.why, self.prove, self.browser, self.wait):
            self.rows.addWidget(card)
        self.rows.addWidget(Actions(self.again, self.enter))
        self.rows.addWidget(Actions(self.leave))
        self.rows.addStretch(1)
        self.leave.clicked.connect(self._sign_out)
        self.again.clicked.connect(self._look_again)
        self.enter.clicked.connect(self._enter)
        self.go_on.clicked.connect(self.continue_)
        self.retranslate()

    def retranslate(self) -> None:
        """Write the page's own words; the controller writes those about the account."""
        self.password.set_label(self.tr("&Password"))
        self.again.setText(self.tr("Look again"))
        self.enter.setText(self.tr("Sign in"))
        self.go_on.setText(self.tr("Continue"))

    def say(self, title: str, meaning: str, said: str, help_: str, looks: str) -> None:
        """Show the state of the account.

        Args:
            title: the name of the state.
            meaning: what the state means, and what the person can do.
            said: the server's words; may be empty.
            help_: whom to ask for help; may be empty.
            looks: when Latchkey asks the server again; may be empty.
        """
        self.title.setText(title)
        self.sentence.say(meaning)
        self.said.say(said)
        self.help.say(help_)
        self.looks.say(looks)
        self.why.setVisible(bool(said or help_ or looks))

    def offer(self, *, password: bool, browser: str, leave: str, host: str) -> None:
        """Show the ways to sign in again, and the button to sign out.

        Args:
            password: whether to show the password field.
            browser: a sentence on where to sign in again in a browser; empty if not offered.
            leave: the text of the button to sign out.
            host: the host that gets the password.
        """
        self.goes_to.setText(goes_to(breakable(host)))
        here = self.wait.isHidden()
        self.prove.setVisible(password and here)
        self.enter.setVisible(password and here)
        self.browser_words.setText(browser)
        self.browser.setVisible(bool(browser) and here)
        self.leave.setText(leave)

    def asked_elsewhere(self) -> None:
        """Hide the ways to sign in while the person is in the browser; `offer` shows them again."""
        for part in (self.prove, self.enter, self.browser):
            part.hide()

    def primary(self) -> QPushButton | None:
        """Return "Sign in" or "Continue", or "Look again" where neither is shown."""
        ways = (self.enter, self.go_on, self.again)
        return next(each for each in ways if each.isVisible() or each is self.again)

    def begin(self) -> None:
        """Focus the password field, or else the main button."""
        if self.prove.isVisible():
            self.line.setFocus()
            self.line.selectAll()
        else:
            (self.go_on if self.go_on.isVisible() else self.again).setFocus()

    def put_away(self) -> None:
        """Forget the typed password."""
        self.line.forget()

    def busy(self, busy: bool) -> None:
        """Show that the sign-in is under way; what was typed can be read, not changed."""
        self.enter.set_busy(busy)
        self.line.setReadOnly(busy)

    def _sign_out(self) -> None:
        if not self.leave.busy:
            self.sign_out.emit()

    def _look_again(self) -> None:
        if not self.again.busy:
            self.again.set_busy(True)
            self.look_again.emit()

    def _enter(self) -> None:
        if not self.enter.busy:
            self.messages.clear()
            self.busy(True)
            self.sign_in.emit()
