"""The sign-in page: one field, then the server, then the ways in."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout

from app.core.errors import (
    AnswerLost,
    Forbidden,
    InputFault,
    InvalidInput,
    LatchkeyError,
    RateLimited,
    UserDeactivated,
    VaultFault,
)
from app.core.homeserver import LOGIN_SSO, Homeserver
from app.core.identifiers import MatrixId, Origin, UserId, UserIdentifier, identifier_of, target_of
from app.core.password_rules import MAX_CHARS, PasswordFault
from app.flows.ports import Discovery, Vault
from app.flows.sign_in import Credentials
from ui.messages import (
    explain,
    input_sentence,
    password_sentence,
    unusual_name_sentence,
    vault_words,
    waiting,
    who_helps,
)
from ui.widgets.banner import Banner, Banners, Note
from ui.widgets.buttons import BusyButton, Button
from ui.widgets.card import Actions, Card, Column
from ui.widgets.choice import Choice
from ui.widgets.countdown import Hold
from ui.widgets.field import Field, SecretLine
from ui.widgets.icon import Icon
from ui.widgets.text import Elided, Role, Text


class SignInPage(Column):
    """Ask where and who, then for the password.

    Signals:
        look_up: the person wants the typed server looked up.
        never_mind: the person types on, or presses Escape, while it is being looked up.
        sign_in: homeserver, credentials, whether to keep the session.
    """

    look_up = Signal(object)
    never_mind = Signal()
    sign_in = Signal(object, object, bool)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page.sign-in")
        self.title.setText(self.tr("Sign in"))
        self.sentence.say(
            self.tr("Latchkey looks after your Matrix account: its password, and what it holds.")
        )
        self.messages = Banners(self.banners, self.to_top)
        self._homeserver: Homeserver | None = None
        self._matrix_id: MatrixId | None = None
        self._password_for: Origin | None = None
        self._make_where()
        self._make_server()
        self._make_who()
        self._holds = (Hold(self.go_on, self.messages), Hold(self.enter, self.messages))
        self.rows.addStretch(1)
        self._show_server(None)

    # --- what the program tells the page --------------------------------------------------------

    def focus_first(self) -> None:
        """Put the focus where typing begins."""
        self.where.editor.setFocus()

    def primary(self) -> QPushButton | None:
        """Return "Continue" or "Sign in", whichever is there."""
        return next((each for each in (self.enter, self.go_on) if each.isVisible()), None)

    def prefill(self, where: str, user: str = "") -> None:
        """Begin anew, with what is known filled in."""
        self._matrix_id = None
        self._show_server(None)
        for field in (self.where, self.who, self.password):
            field.show_error("")
        self.where.editor.setText(where)
        self.who.editor.setText(user)

    def vault_is(self, vault: Vault | VaultFault) -> None:
        """Offer to keep the session where there is a safe place, and name it."""
        if isinstance(vault, VaultFault):
            reason, means = vault_words(vault)
            self.keep.button.setChecked(False)
            self.keep.button.setEnabled(False)
            self.keep.explain(f"{reason} {means}")
            return
        self._vault_name = vault.name
        self.keep.button.setEnabled(True)
        self.keep.button.setChecked(True)

    def device_is(self, name: str) -> None:
        """Say under what name the new device will appear elsewhere."""
        text = self.tr("Your other clients will show a new sign-in: “{name}”.")
        self.new_device.setText(text.format(name=name))

    def looking_up(self, busy: bool) -> None:
        """Show that the server is being looked up; typing on takes that back."""
        self.go_on.set_busy(busy)

    def busy(self, busy: bool) -> None:
        """Show that the sign-in is under way; what was typed can be read, not changed."""
        self.enter.set_busy(busy)
        for field in (self.where, self.who, self.password):
            field.editor.setReadOnly(busy)

    def show_server(self, homeserver: Homeserver, help_text: str) -> None:
        """Show the server that was found, and the ways in."""
        if homeserver.origin != self._password_for:
            # What was typed for one server is not offered to another.
            self._password_for = homeserver.origin
            self.forget_password()
            self.password.show_error("")
        self._show_server(homeserver, help_text)
        if homeserver.takes_password:
            field = self.password if self._matrix_id is not None else self.who
            field.editor.setFocus()
            field.editor.selectAll()

    def look_up_failed(self, error: LatchkeyError) -> None:
        """Say beside the field why there is no server."""
        if isinstance(error, RateLimited):
            self._holds[0].begin(error.retry_after, lambda left: explain(waiting(error, left)))
            return
        found = explain(error)
        next_step = found.next_step
        if isinstance(error, AnswerLost):  # nothing was asked to be done
            next_step = self.tr("Try again in a minute, or check your connection.")
        self.where.show_error(f"{found.sentence} {next_step}".strip())
        self._focus(self.where)

    def sign_in_failed(self, error: LatchkeyError) -> None:
        """Say why nobody is signed in, beside the field where it can be mended."""
        if isinstance(error, Forbidden | UserDeactivated) and error.status == 403:
            sentence = explain(error).sentence
            if isinstance(error, Forbidden):
                sentence = self.tr("The name or the password is wrong. Try again.")
            if error.text:
                said = self.tr("The server says: {text}").format(text=error.text)
                sentence = f"{sentence}\n{said}"
            self.password.show_error(sentence)
            self._focus(self.password)
            return
        if isinstance(error, RateLimited):
            self._holds[1].begin(error.retry_after, lambda left: explain(waiting(error, left)))
            return
        self.messages.show(Banner("bad", explain(error)))

    def forget_password(self) -> None:
        """Empty the password, beyond undo."""
        self.line.forget()

    # --- the parts ------------------------------------------------------------------------------

    def _make_where(self) -> None:
        card = Card()
        self.where = Field(self.tr("Matrix &ID or homeserver"), "sign-in.where")
        self.where.editor.setPlaceholderText("@you:example.org")
        self.where.editor.textEdited.connect(self._edited)
        card.rows.addWidget(self.where)
        self.go_on = BusyButton(self.tr("Continue"), "sign-in.continue")
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
        self.server_name = Elided(Role.STRONG)
        self.server_name.setObjectName("sign-in.server.name")
        self.server_how = Text(Role.CAPTION, tone="muted")
        self.server_how.setObjectName("sign-in.server.how")
        words.addWidget(self.server_name)
        words.addWidget(self.server_how)
        change = Button(self.tr("Change"), "sign-in.change", "link")
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
        self.who = Field(self.tr("&Name, email or phone"), "sign-in.who")
        self.line = SecretLine("sign-in.password")
        self.password = Field(self.tr("&Password"), "sign-in.password", self.line)
        for field in (self.who, self.password):
            field.editor.textEdited.connect(lambda _, field=field: field.show_error(""))
        self.keep = Choice(
            QCheckBox(self.tr("&Keep me signed in on this computer")),
            self.tr("Looking for your keyring…"),
            "sign-in.keep",
        )
        self.keep.button.setEnabled(False)
        self._vault_name = ""
        self.keep.button.toggled.connect(self._explain_keeping)
        self.new_device = Text(Role.CAPTION, tone="muted")
        self.new_device.setObjectName("sign-in.new-device")
        for row in (self.who, self.password, self.keep, self.new_device):
            self.who_card.rows.addWidget(row)
        self.enter = BusyButton(self.tr("Sign in"), "sign-in.enter")
        self.enter.clicked.connect(self._sign_in)
        self._enter_row = Actions(self.enter)
        self.rows.addWidget(self.who_card)
        self.rows.addWidget(self._enter_row)

    # --- what the person does -------------------------------------------------------------------

    def _explain_keeping(self, keep: bool) -> None:
        if keep:
            text = self.tr("Your password is not stored. The session is kept in {vault}.")
        else:
            text = self.tr("Nothing is stored. You are signed out when the window closes.")
        self.keep.explain(text.format(vault=self._vault_name))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Stop looking up on Escape (the name is Qt's)."""
        if event.key() == Qt.Key.Key_Escape and self.go_on.busy:
            self.never_mind.emit()
        else:
            super().keyPressEvent(event)

    def _edited(self) -> None:
        if self.go_on.busy:
            self.never_mind.emit()
        for hold in self._holds:
            hold.end()  # another server may have time
        self.where.show_error("")
        self._show_server(None)

    def _change_server(self) -> None:
        self._show_server(None)
        self._focus(self.where)

    def _look_up(self) -> None:
        if self.go_on.busy:
            return
        self.messages.clear()
        try:
            target = target_of(self.where.text)
        except InvalidInput as error:
            self.where.show_error(input_sentence(error.fault))
            self._focus(self.where)
            return
        self._matrix_id = target.matrix_id
        unusual = target.matrix_id is not None and target.matrix_id.unusual
        self.where.show_hint(unusual_name_sentence() if unusual else "")
        self.looking_up(True)
        self.look_up.emit(target)

    def _sign_in(self) -> None:
        if self.enter.busy or self._homeserver is None:
            return
        self.messages.clear()
        identifier = self._identifier()
        fault = self._password_fault()
        self.password.show_error("" if fault is None else fault)
        wrong = [field for field in (self.who, self.password) if field.wrong]
        if wrong or identifier is None:
            self._focus(wrong[0])
            return
        credentials = Credentials(identifier, self.line.secret)
        self.busy(True)
        self.sign_in.emit(self._homeserver, credentials, self.keep.button.isChecked())

    def _identifier(self) -> UserIdentifier | None:
        if self._matrix_id is not None:
            self.who.show_error("")
            return UserId(str(self._matrix_id))
        try:
            identifier = identifier_of(self.who.text)
        except InvalidInput as error:
            sentence = input_sentence(error.fault)
            if error.fault is InputFault.EMPTY:
                sentence = self.tr("Enter your name on this server, your email or phone number.")
            self.who.show_error(sentence)
            return None
        self.who.show_error("")
        return identifier

    def _password_fault(self) -> str | None:
        if not self.line.text():
            return self.tr("Enter your password.")
        if len(self.line.text()) > MAX_CHARS:
            return password_sentence(PasswordFault.TOO_LONG)
        return None

    def _show_server(self, homeserver: Homeserver | None, help_text: str = "") -> None:
        self._homeserver = homeserver
        known = homeserver is not None
        usable = homeserver is not None and homeserver.takes_password
        self._go_on_row.setVisible(not known)
        self.server_card.setVisible(known)
        self.who_card.setVisible(usable)
        self._enter_row.setVisible(usable)
        self.who.setVisible(self._matrix_id is None)
        if homeserver is None:
            return
        self.server_name.setText(homeserver.server_name)
        where = homeserver.origin.name
        if homeserver.well_known and where != homeserver.server_name:
            text = self.tr("Its homeserver is {host}, as {server} says.")
        elif homeserver.well_known:
            text = self.tr("Found through .well-known.")
        else:
            text = self.tr("Found directly at {host}.")
        how = text.format(host=where, server=homeserver.server_name)
        offers = self.tr("It takes a password.") if usable else ""
        self.server_how.setText(f"{how} {offers}".strip())
        self.no_way.setVisible(not usable)
        if not usable:
            self.no_way.text.setText(self._why_no_way(homeserver) + " " + help_text)

    def _why_no_way(self, homeserver: Homeserver) -> str:
        if LOGIN_SSO in homeserver.login_types:
            text = self.tr("{server} signs in on its own website only, not with a password.")
        else:
            text = self.tr("{server} does not sign in with a password.")
        return text.format(server=homeserver.server_name)

    def _focus(self, field: Field) -> None:
        field.editor.setFocus()
        field.editor.selectAll()


async def help_for(discovery: Discovery, homeserver: Homeserver) -> str:
    """Return whom to ask about a server that offers no way in."""
    support = await discovery.support(homeserver.server_name)
    return who_helps(homeserver.server_name, support)
