"""Form of a password reset: server, email or phone, new password, and devices."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QRadioButton

from app.adapters.emails import looks_wrong
from app.concurrency import TaskScope
from app.core.uia.threepid import Contact, Email, Phone, email_of
from ui.new_password.card import NewPasswordCard
from ui.new_password.password_helpers import PasswordHelpers
from ui.password_reset.devices_choice import DevicesChoice
from ui.password_reset.helping_card import HelpingCard
from ui.platform.secret_clipboard import SecretClipboard
from ui.text.message import Message
from ui.text.words import Words
from ui.widgets.action_row import Actions
from ui.widgets.banner import Banners, Note
from ui.widgets.buttons import BusyButton, Button
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.page import Page
from ui.widgets.phone_field import PhoneField
from ui.widgets.retry_countdown import RetryCountdown


class ResetFormPage(Page):
    """Ask for everything that a reset needs, before anything is sent.

    Args:
        passwords: estimate the strength of a password, and suggest one.
        clipboard: holds a suggested password for a minute.
        cancellable: runs the strength estimates, which may be cancelled.

    Attributes:
        where: field for the server.
        email: field for the email address.
        phone: field for the phone number.
        new: card for the new password.
        devices: card for the choice about the account's devices.
        send: the button that sends the form.
        hold: disables that button while the server limits the rate of requests; at the end of the
            countdown the form is sent again.

    Signals:
        wanted: the person wants the mail or message sent.
        back: the person wants to go back to the sign-in page.
        elsewhere: the person wants the server's website opened.
        edited: the person edited the field for the server.
    """

    wanted = Signal()
    back = Signal()
    elsewhere = Signal()
    edited = Signal()

    def __init__(
        self, passwords: PasswordHelpers, clipboard: SecretClipboard, cancellable: TaskScope
    ) -> None:
        super().__init__()
        self.setObjectName("page.reset")
        self._going_on: Contact | None = None
        self._shut = False
        self._host = ""
        self._as_sent: object = None
        self.messages = Banners(self.banners, self.to_top)
        self.go_back = Button("", "reset.back", "link")
        self.go_back.clicked.connect(self.back)
        self.rows.addWidget(self.go_back, 0, Qt.AlignmentFlag.AlignLeading)
        self._make_way()
        self.help = HelpingCard()
        self.help.toggled.connect(self._show_way)
        self.help.elsewhere.connect(self.elsewhere)
        self.rows.addWidget(self.help)
        self.no_way = Note("warn", "", "reset.no-way")
        self.elsewhere_button = Button("", "reset.elsewhere")
        self.elsewhere_button.clicked.connect(self.elsewhere)
        self._no_way_card = Card()
        self._no_way_card.rows.addWidget(self.no_way)
        self._no_way_card.rows.addWidget(Actions(self.elsewhere_button))
        self._no_way_card.hide()
        self.new = NewPasswordCard("@:", passwords, clipboard, cancellable)
        self.devices = DevicesChoice()
        for card in (self._no_way_card, self.new, self.devices):
            self.rows.addWidget(card)
        self.send = BusyButton("", "reset.send")
        self.send.clicked.connect(self._press)
        self.hold = RetryCountdown(self.send, self.messages)
        self.hold.over.connect(self._after_hold)
        self.rows.addWidget(Actions(self.send))
        self.rows.addStretch(1)
        self._show_way()

    def retranslate(self) -> None:
        """Write all words of the page."""
        self.go_back.setText(self.tr("Back to sign-in"))
        self.where.set_label(self.tr("&Server"))
        self.by_email.setText(self.tr("By &email"))
        self.by_phone.setText(self.tr("By text &message"))
        self.email.set_label(self.tr("Email a&ddress"))
        self.phone.set_label(self.tr("P&hone number"))
        self.elsewhere_button.setText(self.tr("Open {host}").format(host=self._host))
        if self._going_on is not None:
            self.title.setText(self.tr("A password reset is waiting"))
            text = self.tr(
                "{server} was asked to write to {contact}. Enter the new password again, which was "
                "not stored; no second mail is sent."
            )
            shown = self._going_on.masked
            self.sentence.say(text.format(contact=shown, server=self.where.text))
            self.send.setText(self.tr("Go on"))
            return
        self.title.setText(self.tr("Forgot your password?"))
        self.sentence.say(
            self.tr(
                "Set a new one with the email address or phone number that the server has of you."
            )
        )
        mail = self.by_email.isChecked()
        self.send.setText(self.tr("Send the mail") if mail else self.tr("Send the message"))

    def primary(self) -> QPushButton | None:
        """Return the button that sends the form."""
        return self.send if self.send.isVisible() else None

    def begin(self) -> None:
        """Focus the new password if only that is asked for; else the server or the contact."""
        if self._going_on is not None:
            self.new.begin()
        elif not self.where.text:
            self.where.editor.setFocus()
        elif self.email.isVisible():
            self.email.editor.setFocus()
        else:
            self.phone.line.setFocus()

    def put_away(self) -> None:
        """Empty the fields for the password, the email address and the phone number."""
        self.new.forget()
        for line in (self.email.editor, self.phone.line):
            line.setText("")

    # --- what the program tells the page --------------------------------------------------------

    def ask(self, where: str, contact: Contact | None) -> None:
        """Show the whole form.

        Args:
            where: the server to fill in; may be empty.
            contact: the email address or phone number to fill in, if one was typed already.
        """
        self._going_on, self._shut = None, False
        self.where.editor.setText(where)
        match contact:
            case Email(address):
                self.email.editor.setText(address)
                self.by_email.setChecked(True)
            case Phone():
                self.phone.show_contact(contact)
                self.by_phone.setChecked(True)
            case None:
                pass
        self._show_way()

    def ask_again(self, where: str, contact: Contact, *, sign_out: bool, helping: bool) -> None:
        """Show the form of a reset that was begun before: ask for the password only.

        Args:
            where: the server's name.
            contact: the email address or phone number of the reset.
            sign_out: whether the reset signs the account's devices out.
            helping: whether the reset is for somebody else.
        """
        self.ask(where, contact)
        self._going_on = contact
        self.devices.choose(sign_out=sign_out)
        self.help.choice.button.setChecked(helping)
        self._show_way()

    @property
    def going_on(self) -> bool:
        """Whether the form asks for the password only, to go on with an earlier reset."""
        return self._going_on is not None

    @property
    def contact(self) -> Contact | None:
        """The email address or phone number of the reset; None if what is typed is not valid."""
        if self._going_on is not None:
            return self._going_on
        return email_of(self.email.text) if self.by_email.isChecked() else self.phone.contact

    def find_fault(self) -> bool:
        """Show the first error of the form and focus its field; return whether there is one."""
        if self.contact is None:
            self.show_contact_fault(partial(self._no_contact, mail=self.by_email.isChecked()))
            return True
        return self.new.find_fault() or self.devices.find_fault()

    def _no_contact(self, *, mail: bool) -> str:
        if mail:
            return self.tr("Enter an email address, such as you@example.org.")
        return self.tr("This is no phone number there. Choose the country, or begin with +.")

    def show_contact_fault(self, words: Words) -> None:
        """Show an error beside the email address or phone number, and focus the field."""
        if self.by_email.isChecked():
            self.email.show_error(words)
            self.email.editor.setFocus()
            self.email.editor.selectAll()
        else:
            self.phone.show_error(words)
            self.phone.line.setFocus()
            self.phone.line.selectAll()

    def know_host(self, host: str) -> None:
        """Offer to open the server's website, which is on this host."""
        self._host = host
        self._show_way()

    def show_server_fault(self, words: Words) -> None:
        """Show an error beside the server, and focus the field."""
        self.where.show_error(words)
        self.where.editor.setFocus()
        self.where.editor.selectAll()

    def hold_back(self, seconds: float, words: Callable[[int], Message]) -> None:
        """Disable the button for a while, then send the form again.

        The form is not sent again if it was edited meanwhile.

        Args:
            seconds: how long the button is disabled.
            words: returns the banner's text for the number of seconds that are left.
        """
        self._as_sent = self._typed()
        self.hold.begin(seconds, words)

    def show_no_way(self, why: Words) -> None:
        """Replace the form by a note that the server resets no passwords through Latchkey.

        The note has a button that opens the server's website.

        Args:
            why: why the server cannot do so, and who can help.
        """
        self.no_way.text.say(why)
        self._shut = True
        self._show_way()
        self.to_top()

    def set_busy(self, busy: bool) -> None:
        """Make the form read-only while the reset is being sent."""
        self.send.set_busy(busy)
        for line in (self.where.editor, self.email.editor, self.phone.line):
            line.setReadOnly(busy)
        for part in (self.by_email, self.by_phone, self.phone.country, self.help.choice.button):
            part.setEnabled(not busy)
        self.new.set_busy(busy)
        self.devices.set_busy(busy)

    # --- the parts ------------------------------------------------------------------------------

    def _make_way(self) -> None:
        self._way = Card()
        self.where = Field("reset.where")
        self.where.editor.setPlaceholderText("example.org")
        self.where.editor.textEdited.connect(self._other_server)
        self.by_email = QRadioButton()
        self.by_email.setObjectName("reset.by-email")
        self.by_phone = QRadioButton()
        self.by_phone.setObjectName("reset.by-phone")
        ways = QHBoxLayout()
        ways.setSpacing(24)
        self._ways = QButtonGroup(self)
        for way in (self.by_email, self.by_phone):
            self._ways.addButton(way)
            ways.addWidget(way)
        ways.addStretch(1)
        self.by_email.setChecked(True)
        self.email = Field("reset.email")
        self.email.editor.textEdited.connect(lambda: self.email.show_error(""))
        self.email.editor.editingFinished.connect(self._doubt)
        self.phone = PhoneField("reset.phone")
        self._way.rows.addWidget(self.where)
        self._way.rows.addLayout(ways)
        self._way.rows.addWidget(self.email)
        self._way.rows.addWidget(self.phone)
        self.rows.addWidget(self._way)
        self._ways.buttonToggled.connect(lambda *_: self._show_way())

    def _show_way(self) -> None:
        """Show the parts of the form that fit its state, such as the field for email or phone."""
        mail, on = self.by_email.isChecked(), self._going_on
        shut, helping = self._shut, self.help.on
        self._no_way_card.setVisible(shut)
        self._way.setVisible(on is None)
        self.devices.setVisible(on is None and not shut)
        for part in (self.new, self.send, self.by_email, self.by_phone):
            part.setVisible(not shut)
        self.email.setVisible(mail and not shut)
        self.phone.setVisible(not mail and not shut)
        self.help.setVisible(not shut and (on is None or helping))
        self.help.show_way(self.where.text, mail=mail, host=self._host)
        self.new.guard(guarded=helping)
        self.retranslate()

    # --- what the person does -------------------------------------------------------------------

    def _press(self) -> None:
        if not self.send.busy:
            self.wanted.emit()

    def _after_hold(self) -> None:
        """Send the form again after the countdown, unless it was edited meanwhile."""
        if self._typed() == self._as_sent:
            self._press()

    def _typed(self) -> object:
        return (
            self.where.text,
            self.contact,
            self.new.secret,
            self.new.again_line.secret,
            self.devices.sign_out,
        )

    def _doubt(self) -> None:
        found = email_of(self.email.text)
        if found is None or self.email.wrong:
            return
        doubted = looks_wrong(found.address)
        self.email.show_hint(self._doubt_words if doubted else "")

    def _doubt_words(self) -> str:
        return self.tr("Is that right? It does not look like an address that mail reaches.")

    def _other_server(self) -> None:
        self.where.show_error("")
        self.hold.end()
        self._shut, self._host = False, ""
        self._show_way()
        self.edited.emit()
