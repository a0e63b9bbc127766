"""Widgets of the sign-in page: a field for the server, then the server and its methods.

The page checks nothing: `ui/sign_in/controller.py` decides what is valid and what to offer. Nothing
of the core is imported here, so that the page is painted before the core is imported.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from ui.platform.theme import STEP
from ui.sign_in.keep_choice import KeepChoice
from ui.sign_in.resets_card import ResetsCard
from ui.text.tip import tip
from ui.text.words import Words
from ui.widgets.action_row import Actions
from ui.widgets.banner import Banners, Note
from ui.widgets.buttons import BusyButton, Button
from ui.widgets.card import Card
from ui.widgets.field import Field, SecretLine
from ui.widgets.icon import Icon
from ui.widgets.label import ElidedLabel, Label, Role
from ui.widgets.page import Page

LONGEST_SHOWN = 24
"""Longest Matrix ID on a button, in characters; a longer one is cut in the middle."""


class SignInPage(Page):
    """Ask for a Matrix ID or a server, then for the password or another method.

    Attributes:
        where: field for a Matrix ID or a homeserver.
        who: field for the name, email or phone number on the server.
        password: field for the password.
        go_on: "Continue", the button that looks the server up.
        enter: "Sign in", the button that signs in with the password.
        keep: check box that decides whether the session is kept on this computer.

    Signals:
        look_up: the person wants the typed server looked up.
        never_mind: the person edited the field or pressed Escape during the look-up.
        edited: the person edited the field for the server.
        left: the server that was shown is hidden; a sign-in by browser to it must stop.
        sign_in: the person wants to sign in with the password.
        back: the person wants to go back to the open account.
        forgot: the person pressed "Forgot your password?".
        resume: the person wants to go on with a pending reset; carries its key.
        forget_reset: the person wants to give a pending reset up; carries its key.
    """

    look_up = Signal()
    never_mind = Signal()
    edited = Signal()
    left = Signal()
    sign_in = Signal()
    back = Signal()
    forgot = Signal()
    resume = Signal(str)
    forget_reset = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page.sign-in")
        self._back_to = ""
        self._device_name = ""
        self.messages = Banners(self.banners, self.to_top)
        self.go_back = Button("", "sign-in.back", "link")
        self.go_back.clicked.connect(self.back)
        self.go_back.hide()
        self.rows.addWidget(self.go_back, 0, Qt.AlignmentFlag.AlignLeading)
        self.resets = ResetsCard()
        self.resets.resume.connect(self.resume)
        self.resets.forget.connect(self.forget_reset)
        self.rows.addWidget(self.resets)
        self._make_where()
        self._make_server()
        self._make_who()
        self.forgotten = Button("", "sign-in.forgot", "link")
        self.forgotten.clicked.connect(self.forgot)
        self.rows.addWidget(self.forgotten, 0, Qt.AlignmentFlag.AlignLeading)
        self.rows.addStretch(1)
        self._close()
        self.retranslate()

    def retranslate(self) -> None:
        """Write all words of the page."""
        self.title.setText(self.tr("Sign in"))
        self.sentence.say(
            self.tr("Latchkey looks after your Matrix account: its password, and what it holds.")
        )
        user = self._back_to
        if len(user) > LONGEST_SHOWN:
            user = f"{user[: LONGEST_SHOWN // 2]}…{user[-LONGEST_SHOWN // 2 :]}"
        self.go_back.setText(self.tr("Back to {user}").format(user=user).replace("&", "&&"))
        self.where.set_label(self.tr("Matrix &ID or homeserver"))
        self.go_on.setText(self.tr("Continue"))
        self.change.setText(self.tr("Change"))
        self.who.set_label(self.tr("&Name, email or phone"))
        self.password.set_label(self.tr("&Password"))
        text = self.tr("Your other clients will show a new sign-in: “{name}”.")
        self.new_device.setText(text.format(name=self._device_name) if self._device_name else "")
        self.enter.setText(self.tr("Sign in"))
        self.forgotten.setText(self.tr("Forgot your password?"))

    # --- what the program tells the page --------------------------------------------------------

    def focus_first(self) -> None:
        """Put the focus into the field for the server."""
        self.where.editor.setFocus()

    def primary(self) -> QPushButton | None:
        """Return "Sign in", "Continue" or the primary browser button, the first that is visible."""
        ways = self.findChildren(QPushButton)
        first = [each for each in ways if each.property("look") == "primary" and each.isVisible()]
        return next((each for each in (self.enter, self.go_on, *first) if each.isVisible()), None)

    def prefill(self, where: str) -> None:
        """Fill in this Matrix ID or server; hide the server, and clear the name and all errors."""
        self._close()
        for field in (self.where, self.who, self.password):
            field.show_error("")
        self.where.editor.setText(where)
        self.who.editor.setText("")

    def offer_back(self, user_id: str) -> None:
        """Show a button that leads back to this account; hide it for an empty ID."""
        self._back_to = user_id
        self.retranslate()
        self.go_back.setToolTip(tip(user_id))
        self.go_back.setVisible(bool(user_id))

    def show_resets(self, waiting: Sequence[tuple[str, str]]) -> None:
        """List the pending resets.

        Args:
            waiting: for each reset its key, and a line that names it.
        """
        self.resets.show_resets(waiting)

    def offer_to_keep(self, vault_name: str) -> None:
        """Offer to keep the session in the vault of this name."""
        self.keep.offer(vault_name)

    def keep_nothing(self, why: Words) -> None:
        """Say why the session cannot be kept."""
        self.keep.refuse(why)

    def device_is(self, name: str) -> None:
        """Show the name that the new device will have in the person's other clients."""
        self._device_name = name
        self.retranslate()

    def looking_up(self, busy: bool) -> None:
        """Show on "Continue" whether the server is being looked up."""
        self.go_on.set_busy(busy)

    def busy(self, busy: bool) -> None:
        """Make the page read-only while the sign-in is under way, and show that it is."""
        self.enter.set_busy(busy)
        self.change.setEnabled(not busy)
        self.forgotten.setEnabled(not busy)
        for card in self._way_cards:
            card.setEnabled(not busy)
        for field in (self.where, self.who, self.password):
            field.editor.setReadOnly(busy)

    def show_server(self, name: str, how: Words, *, ask_who: bool, password: bool = True) -> None:
        """Show the server that was found, and ask for the password if it takes one.

        Args:
            name: the server's name.
            how: a sentence about how it was found and what it offers.
            ask_who: whether to ask for the name on the server too.
            password: whether the server takes a password.
        """
        self._open(name, how)
        self._takes_password = password
        self.who_card.show()
        self._enter_row.setVisible(password)
        self.password.setVisible(password)
        self.who.setVisible(ask_who and password)
        if password:
            self.focus(self.who if ask_who else self.password)

    def put_way(self, card: Card) -> None:
        """Add a card about sign-in by browser beneath the password."""
        self._ways.addWidget(card)
        self._way_cards.append(card)

    def asked_elsewhere(self, waiting: bool) -> None:
        """Hide the password form while a sign-in by browser or code is waited for."""
        self.who_card.setVisible(not waiting)
        self._enter_row.setVisible(not waiting and self._takes_password)
        self.change.setEnabled(not waiting)
        self.forgotten.setEnabled(not waiting)
        self.where.editor.setReadOnly(waiting)

    def show_no_way(self, name: str, how: Words, why: Words) -> None:
        """Show the server that was found, and why Latchkey cannot sign in to it."""
        self._open(name, how)
        self.no_way.text.say(why)
        self.no_way.show()

    def focus(self, field: Field) -> None:
        """Put the focus into a field, and select its text so that typing replaces it."""
        field.editor.setFocus()
        field.editor.selectAll()

    def forget_password(self) -> None:
        """Empty the password field, so that undo cannot bring the password back."""
        self.line.forget()

    # --- the parts ------------------------------------------------------------------------------

    def _make_where(self) -> None:
        card = Card()
        self.where = Field("sign-in.where")
        self.where.editor.setPlaceholderText("@you:example.org")
        self.where.editor.textEdited.connect(self._edited)
        card.rows.addWidget(self.where)
        self.go_on = BusyButton("", "sign-in.continue")
        self.go_on.clicked.connect(self._look_up)
        self.rows.addWidget(card)
        self._go_on_row = Actions(self.go_on)
        self.rows.addWidget(self._go_on_row)

    def _make_server(self) -> None:
        self.server_card = Card()
        self.server_card.setObjectName("sign-in.server")
        row = QHBoxLayout()
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.server_name = ElidedLabel(Role.STRONG)
        self.server_name.setObjectName("sign-in.server.name")
        self.server_how = Label(Role.CAPTION, tone="muted")
        self.server_how.setObjectName("sign-in.server.how")
        words.addWidget(self.server_name)
        words.addWidget(self.server_how)
        self.change = change = Button("", "sign-in.change", "link")
        change.clicked.connect(self._change_server)
        row.addWidget(Icon("server", "muted", 22), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(change, 0, Qt.AlignmentFlag.AlignTop)
        self.server_card.rows.addLayout(row)
        self.no_way = Note("warn", "", "sign-in.no-way")
        self.server_card.rows.addWidget(self.no_way)
        self.rows.addWidget(self.server_card)

    def _make_who(self) -> None:
        self.who_card = Card()
        self.who = Field("sign-in.who")
        self.line = SecretLine("sign-in.password")
        self.password = Field("sign-in.password", self.line)
        for field in (self.who, self.password):
            field.editor.textEdited.connect(lambda _, field=field: field.show_error(""))
        self.keep = KeepChoice()
        self._takes_password = False
        self.new_device = Label(Role.CAPTION, tone="muted")
        self.new_device.setObjectName("sign-in.new-device")
        for row in (self.who, self.password, self.keep, self.new_device):
            self.who_card.rows.addWidget(row)
        self.enter = BusyButton("", "sign-in.enter")
        self.enter.clicked.connect(self._sign_in)
        self._enter_row = Actions(self.enter)
        self.rows.addWidget(self.who_card)
        self.rows.addWidget(self._enter_row)
        self._ways = QVBoxLayout()
        self._ways.setSpacing(2 * STEP)
        self._way_cards: list[Card] = []
        self.rows.addLayout(self._ways)

    # --- what the person does -------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Cancel the look-up of the server on Escape (the name is Qt's)."""
        if event.key() == Qt.Key.Key_Escape and self.go_on.busy:
            self._never_mind()
        else:
            super().keyPressEvent(event)

    def _edited(self) -> None:
        if self.go_on.busy:
            self._never_mind()
        self.edited.emit()
        self.where.show_error("")
        self._close()

    def _never_mind(self) -> None:
        self.looking_up(False)  # the controller may not exist yet
        self.never_mind.emit()

    def _change_server(self) -> None:
        self._close()
        self.focus(self.where)

    def _look_up(self) -> None:
        if not self.go_on.busy:
            self.messages.clear()
            self.looking_up(True)
            self.look_up.emit()

    def _sign_in(self) -> None:
        if not self.enter.busy:
            self.messages.clear()
            self.busy(True)
            self.sign_in.emit()

    def _open(self, name: str, how: Words) -> None:
        self._close()
        self._go_on_row.hide()
        self.server_name.setText(name)
        self.server_how.say(how)
        self.server_card.show()

    def _close(self) -> None:
        """Hide the server and its methods, and show "Continue" again."""
        cards = (self.server_card, self.no_way, self.who_card, self._enter_row)
        self.left.emit()
        self.asked_elsewhere(waiting=False)
        for part in (*cards, *self._way_cards):
            part.hide()
        self._go_on_row.show()
