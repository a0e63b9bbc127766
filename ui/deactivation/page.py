"""Widgets of the Deactivate page: the consequences, the choices and the confirmation."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.deactivation import Deactivation, id_server_of
from app.core.errors import InvalidInput
from ui.account.website_card import WebsiteCard
from ui.deactivation.fact_row import FactRow
from ui.deactivation.rooms_card import RoomsCard
from ui.deactivation.toggle import ToggleRow
from ui.text.words import Words
from ui.widgets.action_row import Actions, StackedActions
from ui.widgets.banner import Banners, Note
from ui.widgets.buttons import BusyButton, Button, Disclosure
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.label import Label, Role
from ui.widgets.page import Page
from ui.widgets.retry_countdown import RetryCountdown


class DeactivationPage(Page):
    """Say what closing the account does, ask for the choices, and have the person confirm.

    Args:
        user_id: Matrix ID of the account.
        server_name: name of its homeserver.

    Attributes:
        gone, devices, contacts, history: rows that say what becomes of the ID, of the devices, of
            emails and phones, and of messages.
        rooms: card with the rooms that nobody else could run.
        erase: switch that asks the server to erase messages.
        helping: switch for somebody who closes the account of another person.
        id_server: field for an identity server, under "Advanced".
        typed: field in which the person types the Matrix ID to confirm.
        close_it: the red button that closes the account.

    Signals:
        begun: the page was shown.
        wanted: the person confirmed, and pressed the red button.
        keep: the person pressed the button that keeps the account.
        save: the person wants to save an export of the account.
    """

    begun = Signal()
    wanted = Signal()
    keep = Signal()
    save = Signal()

    def __init__(self, user_id: str, server_name: str) -> None:
        super().__init__()
        self.setObjectName("page.deactivate")
        self._user_id = user_id
        self._server_name = server_name
        self._facts_known = False
        self._busy = False
        self._here: list[QWidget] = []
        self.messages = Banners(self.banners, self.to_top)
        self.website = WebsiteCard("deactivate.website")
        self.rows.addWidget(self.website)
        self._make_facts()
        self.rooms = RoomsCard()
        self.rows.addWidget(self.rooms)
        self.record = Button("", "deactivate.record")
        self.record.clicked.connect(self.save)
        self.rows.addWidget(Actions(self.record))
        self.saved = Label(Role.CAPTION)
        self.saved.setObjectName("deactivate.saved")
        self.saved.hide()
        self.rows.addWidget(self.saved)
        self._make_erase()
        self._make_helping()
        self._make_advanced()
        self._make_yes()
        self.rows.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        """Write the page's own words; the controller writes what was read of the account."""
        user = self._user_id
        self.title.setText(self.tr("Deactivate"))
        text = self.tr("Close {user} for good. This cannot be undone, by you or by anyone else.")
        self.sentence.say(text.format(user=user))
        self.website.title.say(self.tr("On the server's website"))
        text = self.tr("Nobody can use {user} again, not even you.")
        self.gone.say(self.tr("The ID is gone for ever"), text.format(user=user))
        if not self._facts_known:
            waiting = self.tr("Asking {server}…").format(server=self._server_name)
            for fact in (self.devices, self.contacts, self.history):
                fact.say(waiting)
        self.record.setText(self.tr("Save a record…"))
        self.erase.explain(
            self.tr("Ask the server to erase what I wrote"),
            self.tr(
                "People and servers that join a room later get empty copies of your messages, and "
                "your profile, account data and contacts go too. Who saw them before still can, "
                "and other servers are not told."
            ),
        )
        self.helping.explain(
            self.tr("I am helping someone"),
            self.tr("The account is not yours, and its owner is with you or on the phone."),
        )
        self.advanced.setText(self.tr("Advanced"))
        self.meaning.setText(
            self.tr(
                "Emails and phones may also be known to an identity server, by which others find "
                "you. Leave this empty: then the homeserver asks the ones that it knows of. Enter "
                "a host only if another one is to forget them."
            )
        )
        self.id_server.set_label(self.tr("&Identity server"))
        self.typed.set_label(self.tr("&Matrix ID"))
        self.keep_it.setText(self.tr("Keep my account"))
        self.close_it.setText(self.tr("Deactivate…"))
        self._say_along()
        self._help()

    def show_facts(
        self, devices: tuple[str, str], contacts: tuple[str, str], history: tuple[str, str]
    ) -> None:
        """Fill the rows about devices, contacts and history.

        Args:
            devices: the line of the row, and the text beneath.
            contacts: likewise.
            history: likewise.
        """
        self._facts_known = True
        for fact, said in (
            (self.devices, devices),
            (self.contacts, contacts),
            (self.history, history),
        ):
            fact.say(*said)

    @property
    def confirmed(self) -> bool:
        """Whether the Matrix ID is typed correctly; spaces around it do not count."""
        return self.typed.text.strip() == self._user_id

    def begin(self) -> None:
        """Leave the focus alone, so that nothing is typed by accident."""

    def put_away(self) -> None:
        """Empty the field for the Matrix ID: the account was put away or closed."""
        self.typed.editor.clear()

    def showEvent(self, event: object) -> None:
        """Emit `begun` (the name is Qt's)."""
        super().showEvent(event)  # type: ignore[arg-type]  # a QShowEvent
        self.begun.emit()

    def lead_elsewhere(self, *, elsewhere: bool) -> None:
        """Show either the link to the server's website or the form that closes the account.

        Args:
            elsewhere: whether the account is closed on the server's website, not by Latchkey.
        """
        for part in self._here:
            part.setVisible(not elsewhere)
        if elsewhere:
            self._advanced_card.hide()
        self.website.setVisible(elsewhere)

    def choices(self) -> Deactivation | None:
        """Return the choices; None if the identity server is no valid host, with an error shown."""
        try:
            id_server = id_server_of(self.id_server.text)
        except InvalidInput:
            self._open_advanced(open_=True)
            self._look_at_id_server()
            self.id_server.editor.setFocus()
            return None
        return Deactivation(erase=self.erase.on, id_server=id_server)

    def set_busy(self, busy: bool) -> None:
        """Make the form read-only while the account is being closed."""
        self._busy = busy
        self.close_it.set_busy(busy)
        self.erase.set_busy(busy)
        self.helping.set_busy(busy)
        self.keep_it.setEnabled(not busy)
        for field in (self.typed, self.id_server):
            field.editor.setReadOnly(busy)

    # --- building -------------------------------------------------------------------------------

    def _make_facts(self) -> None:
        card = Card()
        self.gone = FactRow("deactivate", "deactivate.gone")
        self.devices = FactRow("devices", "deactivate.devices")
        self.contacts = FactRow("mail", "deactivate.contacts")
        self.history = FactRow("key-backup", "deactivate.history")
        for fact in (self.gone, self.devices, self.contacts, self.history):
            card.rows.addWidget(fact)
        self.rows.addWidget(card)

    def _make_erase(self) -> None:
        card = Card()
        self.erase = ToggleRow("deactivate.erase")
        card.rows.addWidget(self.erase)
        self.rows.addWidget(card)
        self._here.append(card)

    def _make_helping(self) -> None:
        card = Card()
        self.helping = ToggleRow("deactivate.helping")
        self.read_out = Note("info", "", "deactivate.read-out")
        self.read_out.hide()
        self.helping.toggled.connect(self._help)
        self.helping.toggled.connect(lambda _: self.typed.editor.clear())
        self.erase.toggled.connect(self._help)
        card.rows.addWidget(self.helping)
        card.rows.addWidget(self.read_out)
        self.rows.addWidget(card)
        self._here.append(card)

    def _make_advanced(self) -> None:
        self.advanced = Disclosure("", "deactivate.advanced")
        self.advanced.toggled.connect(lambda on: self._open_advanced(open_=on))
        self.advanced.clicked.connect(self._bring_advanced)
        row = QHBoxLayout()
        row.addWidget(self.advanced)
        row.addStretch(1)
        self._here.append(self.advanced)
        self.rows.addLayout(row)
        self._advanced_card = Card()
        self.meaning = Label(Role.BODY, tone="muted")
        self._advanced_card.rows.addWidget(self.meaning)
        self.id_server = Field("deactivate.id-server")
        self.id_server.editor.setPlaceholderText("id.example.org")
        self.id_server.editor.textChanged.connect(self._id_server_typed)
        self.id_server.editor.editingFinished.connect(self._look_at_id_server)
        self._advanced_card.rows.addWidget(self.id_server)
        self._advanced_card.hide()
        self.rows.addWidget(self._advanced_card)

    def _make_yes(self) -> None:
        card = Card()
        self.typed = Field("deactivate.typed")
        self.typed.editor.setInputMethodHints(
            Qt.InputMethodHint.ImhNoAutoUppercase | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.typed.editor.textChanged.connect(self._judge)
        self.ask = Label(Role.BODY)
        self.ask.setObjectName("deactivate.ask")
        self.asked_too = Label(Role.BODY, tone="muted")
        self.asked_too.setObjectName("deactivate.asked-too")
        self.asked_too.hide()
        card.rows.addWidget(self.ask)
        card.rows.addWidget(self.typed)
        card.rows.addWidget(self.asked_too)
        self.rows.addWidget(card)
        self.keep_it = Button("", "deactivate.keep")
        self.keep_it.clicked.connect(self._keep)
        self.close_it = BusyButton("", "deactivate.close", "danger")
        self.close_it.clicked.connect(self._press)
        self.hold = RetryCountdown(self.close_it, self.messages)
        self.hold.over.connect(self._judge)
        actions = StackedActions(self.keep_it, self.close_it)
        self.rows.addWidget(actions)
        self._here += [card, actions]

    # --- what is turned and typed ---------------------------------------------------------------

    def _help(self) -> None:
        on = self.helping.on
        erased = self.tr(
            "Whoever joins a room later gets empty copies of what you wrote; whoever saw it before "
            "still can, and other servers are not told."
        )
        stays = self.tr("What you wrote stays with those who have it.")
        text = self.tr(
            "Read this to them: “Your Matrix account will be closed for good. Nobody can use its "
            "ID again, not even you, and nobody can undo it. You leave all rooms, and all your "
            "devices are signed out. {erase} Do you want that? Then tell me your whole Matrix ID.”"
        )
        self.read_out.text.setText(text.format(erase=erased if self.erase.on else stays))
        self.read_out.setVisible(on)
        ask = self.tr("To go on, type {user}").format(user=self._user_id)
        if on:
            ask = self.tr("To go on, type the Matrix ID as they say it, do not copy it.")
        self.ask.setText(ask)
        self._judge()

    def _id_server_typed(self) -> None:
        """Clear the field's error, and name the identity server beside the confirmation."""
        self.id_server.show_error("")
        self._say_along()

    def _say_along(self) -> None:
        host = self.id_server.text.strip()
        text = self.tr("The identity server {host} is asked to forget your emails and phones.")
        self.asked_too.say(text.format(host=host) if host else "")

    def _open_advanced(self, *, open_: bool) -> None:
        self.advanced.setChecked(open_)
        self._advanced_card.setVisible(open_)

    def _bring_advanced(self) -> None:
        """Focus the field under "Advanced", and scroll to it once it is laid out."""
        if self._advanced_card.isVisible():
            self.id_server.editor.setFocus()
            QTimer.singleShot(0, self, lambda: self.ensureWidgetVisible(self.id_server))

    def _keep(self) -> None:
        self.typed.editor.clear()
        self.keep.emit()

    def _look_at_id_server(self) -> None:
        try:
            id_server_of(self.id_server.text)
        except InvalidInput:
            self.id_server.show_error(self._no_host_words)

    def _no_host_words(self) -> str:
        return self.tr(
            "This is no host. Enter one such as id.example.org or id.example.org:8090, without "
            "https://, or leave it empty."
        )

    def _judge(self) -> None:
        """Enable the red button if the typed ID is right; show an error once it is wrong."""
        typed = self.typed.text.strip()
        way_off = not self._user_id.startswith(typed)
        wrong: Words = self._wrong_id_words if way_off else ""
        self.typed.show_error(wrong)
        if not wrong:  # let a screen reader read the sentence above with the field
            self.typed.editor.setAccessibleDescription(self.ask.text())
        if not self.close_it.property("held"):
            self.close_it.setEnabled(self.confirmed)

    def _wrong_id_words(self) -> str:
        return self.tr("This is not the ID of the account that is open.")

    def _press(self) -> None:
        if self.confirmed and not self._busy:
            self.wanted.emit()
