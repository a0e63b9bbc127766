"""Widgets of the Password page: the new password and the choice about other devices."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from app.concurrency import TaskScope
from ui.account.website_card import WebsiteCard
from ui.change_password.other_devices import OtherDevicesCard
from ui.new_password.card import NewPasswordCard
from ui.new_password.password_helpers import PasswordHelpers
from ui.platform.secret_clipboard import SecretClipboard
from ui.text.words import Words
from ui.widgets.action_row import Actions
from ui.widgets.banner import Banners
from ui.widgets.buttons import BusyButton
from ui.widgets.card import HEADING_ROWS, Card
from ui.widgets.label import Label, Role
from ui.widgets.page import Page
from ui.widgets.retry_countdown import RetryCountdown


class ChangePasswordPage(Page):
    """Ask for a new password, and whether to sign the other devices out.

    Args:
        user_id: Matrix ID of the account whose password is changed.
        helpers: estimate the strength of a password, and suggest one.
        clipboard: holds a suggested password for a minute.
        cancellable: runs the strength estimates, which may be cancelled.

    Attributes:
        website: card that leads to the server's website, if the password is changed there.
        refusal: card that says why the password cannot be changed.
        new: card for the new password.
        devices: card for the choice about the other devices.
        change: the button that changes the password.
        hold: disables that button while the server limits the rate of requests.

    Signals:
        wanted: the person pressed the button that changes the password.
    """

    wanted = Signal()

    def __init__(
        self,
        user_id: str,
        helpers: PasswordHelpers,
        clipboard: SecretClipboard,
        cancellable: TaskScope,
    ) -> None:
        super().__init__()
        self.setObjectName("page.password")
        self._user_id = user_id
        self._elsewhere = False
        self.messages = Banners(self.banners, self.to_top)
        self.refusal = Card()
        self.refusal.setObjectName("password.refusal")
        self.refusal.hide()
        self.website = WebsiteCard("password.website")
        self.rows.addWidget(self.website)
        self.new = NewPasswordCard(user_id, helpers, clipboard, cancellable)
        self.devices = OtherDevicesCard()
        for card in (self.refusal, self.new, self.devices):
            self.rows.addWidget(card)
        self.change = BusyButton("", "password.change")
        self.change.clicked.connect(self._press)
        self.hold = RetryCountdown(self.change, self.messages)
        self.rows.addWidget(Actions(self.change))
        self.rows.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        """Write all words of the page."""
        self.title.setText(self.tr("Password"))
        text = self.tr(
            "Change the password of {user}. The server will ask for your current one before it "
            "agrees."
        )
        if self._elsewhere:
            text = self.tr("The password of {user}.")
        self.sentence.say(text.format(user=self._user_id))
        self.refusal.title.say(self.tr("The password cannot be changed here"))
        self.website.title.say(self.tr("On the server's website"))
        self.change.setText(self.tr("Change password…"))

    def primary(self) -> QPushButton | None:
        """Return the button that changes the password."""
        return self.change if self.change.isVisible() else None

    def begin(self) -> None:
        """Put the focus into the field for the new password."""
        self.new.begin()

    def put_away(self) -> None:
        """Empty the password fields, so that no secret outlives the page."""
        self.new.forget()

    def allow(self, *, allowed: bool) -> None:
        """Show the form if the server allows the change, or else the card that says why not."""
        self.website.hide()
        self.refusal.setVisible(not allowed)
        for part in (self.new, self.devices, self.change):
            part.setVisible(allowed)

    def lead_elsewhere(self) -> None:
        """Hide the form: the password is changed on the website that the card leads to."""
        for part in (self.refusal, self.new, self.devices, self.change):
            part.hide()
        self._elsewhere = True
        self.retranslate()

    def say_why_not(self, *sentences: Words) -> None:
        """Write on the refusal card why the password cannot be changed, and who can help."""
        self.refusal.clear_from(HEADING_ROWS)
        for sentence in sentences:
            text = Label(Role.BODY)
            self.refusal.rows.addWidget(text)
            text.say(sentence)

    def set_busy(self, busy: bool) -> None:
        """Make the form read-only while the password is being changed."""
        for part in (self.change, self.new, self.devices):
            part.set_busy(busy)

    def _press(self) -> None:
        if not self.change.busy:
            self.messages.clear()
            self.wanted.emit()
