"""The Account page: who, where, what the server knows, and the way out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.core.errors import LatchkeyError
from app.core.responses import Device, Threepid
from app.flows.account import AccountView
from ui.context import AccountContext
from ui.messages import explain, explain_as
from ui.theme import STEP
from ui.widgets.banner import Banner, Banners
from ui.widgets.buttons import BusyButton
from ui.widgets.card import Actions, Card, Column
from ui.widgets.icon import Icon
from ui.widgets.text import Role, Text

translate = QCoreApplication.translate

HEADING_ROWS = 2
"""Rows of a card that stay: its title and its sentence."""

BESIDE_CHARS = 50
"""A card that is narrower than so many characters has names above their values."""


class AccountPage(Column):
    """Show the account as its server tells it.

    Args:
        context: the account that is open.

    Signals:
        sign_out: the person wants to sign out here.
    """

    sign_out = Signal()

    def __init__(self, context: AccountContext) -> None:
        super().__init__()
        self.setObjectName("page.account")
        self._context = context
        session = context.session
        self.title.setText(self.tr("Account"))
        text = self.tr("What {server} knows about {user}.")
        self.sentence.say(text.format(server=session.server_name, user=session.user_id))
        self.messages = Banners(self.banners, self.to_top)
        self.who = Card(self.tr("You"))
        self.contacts = Card(
            self.tr("Email and phone"),
            self.tr("With these you can get back in when the password is forgotten."),
        )
        self.devices = Card(self.tr("Devices"))
        self.history = Card(self.tr("Encrypted history"))
        self.offers = Card(self.tr("What the server offers"))
        for card in (self.who, self.contacts, self.devices, self.history, self.offers):
            self.rows.addWidget(card)
        self.again = BusyButton(self.tr("Refresh"), "account.read-again", "plain")
        self.again.setShortcut("F5")
        self.again.clicked.connect(self._read_again)
        self.leave = BusyButton(self.tr("Sign out"), "account.sign-out", "plain")
        self.leave.clicked.connect(self._sign_out)
        self.rows.addWidget(Actions(self.again, self.leave))
        self.rows.addStretch(1)
        context.changed.connect(self._show)
        self._show()

    def sign_out_failed(self, error: LatchkeyError, forget: Callable[[], None]) -> None:
        """Say that the session is still open on the server, and offer to forget it here."""
        what = explain_as(self.tr("You are still signed in."), error)
        action = (self.tr("Forget the session here"), forget)
        self.messages.show(Banner("bad", what, action=action))

    def signing_out(self, busy: bool) -> None:
        """Show that the sign-out is under way."""
        self.leave.set_busy(busy)

    def _sign_out(self) -> None:
        if not self.leave.busy:
            self.sign_out.emit()

    def _read_again(self) -> None:
        if not self.again.busy:
            self.again.set_busy(True)
            self._context.scope.start(self._context.refresh(), "read account")

    def _show(self) -> None:
        self.again.set_busy(False)
        view = self._context.view
        session = self._context.session
        self._fill(
            self.who,
            [
                (self.tr("Matrix ID"), session.user_id),
                (self.tr("Homeserver"), str(session.origin)),
                (self.tr("This device"), session.device_id),
                (
                    self.tr("This session"),
                    self._vault_name() if session.kept else self.tr("in memory until you close"),
                ),
            ],
        )
        if view is None:
            waiting = self.tr("Asking {server}…").format(server=session.server_name)
            for card in (self.contacts, self.devices, self.history, self.offers):
                self._say(card, waiting)
            return
        self._show_contacts(view)
        self._show_devices(view)
        self._show_history(view)
        self._show_offers(view)

    def _show_contacts(self, view: AccountView) -> None:
        if isinstance(view.threepids, LatchkeyError):
            self._say(self.contacts, explain(view.threepids).sentence)
        elif not view.threepids:
            self._say(self.contacts, self.tr("None. Without one, nobody can reset your password."))
        else:
            self._fill(self.contacts, [self._contact(each) for each in view.threepids])

    def _show_devices(self, view: AccountView) -> None:
        if isinstance(view.devices, LatchkeyError):
            self._say(self.devices, explain(view.devices).sentence)
            return
        self.devices.clear_from(HEADING_ROWS)
        for device in view.devices:
            self.devices.rows.addWidget(self._device_row(device))

    def _show_history(self, view: AccountView) -> None:
        if isinstance(view.backup, LatchkeyError):
            self._say(self.history, explain(view.backup).sentence)
        elif view.backup is None:
            text = self.tr("No key backup was found. If your last device is lost, so are its keys.")
            self._say(self.history, text)
        elif view.backup.count == 1:
            self._say(self.history, self.tr("A key backup exists, with one key."))
        else:
            n = view.backup.count
            text = translate("AccountPage", "A key backup exists, with %n keys.", None, n)
            self._say(self.history, text)

    def _show_offers(self, view: AccountView) -> None:
        if isinstance(view.capabilities, LatchkeyError):
            self._say(self.offers, explain(view.capabilities).sentence)
            return
        yes, no = self.tr("yes"), self.tr("no")
        found = view.capabilities
        self._fill(
            self.offers,
            [
                (self.tr("Change the password"), yes if found.change_password.enabled else no),
                (self.tr("Change email and phone"), yes if found.threepid_changes.enabled else no),
            ],
        )

    def _vault_name(self) -> str:
        vault = self._context.services.safe
        return self.tr("kept in {vault}").format(vault="" if vault is None else vault.name)

    def _contact(self, threepid: Threepid) -> tuple[str, str]:
        if threepid.medium == "email":
            return self.tr("Email"), threepid.address
        return self.tr("Phone"), f"+{threepid.address}"

    def _device_row(self, device: Device) -> QWidget:
        row = QWidget()
        box = QHBoxLayout(row)
        box.setContentsMargins(0, 2, 0, 2)
        box.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(1)
        name = Text(Role.STRONG, device.display_name or device.device_id)
        words.addWidget(name)
        words.addWidget(Text(Role.CAPTION, self._seen(device), tone="muted"))
        box.addWidget(Icon("devices", "muted", 20), 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(words, 1)
        return row

    def _seen(self, device: Device) -> str:
        parts = [device.device_id]
        if device.device_id == self._context.session.device_id:
            parts.append(self.tr("this one"))
        if device.last_seen_ts is not None:
            when = QDateTime.fromMSecsSinceEpoch(device.last_seen_ts)
            shown = QLocale().toString(when, QLocale.FormatType.ShortFormat)
            parts.append(self.tr("last seen {when}").format(when=shown))
        if device.last_seen_ip:
            parts.append(device.last_seen_ip)
        return " · ".join(parts)

    def _say(self, card: Card, sentence: str) -> None:
        card.clear_from(HEADING_ROWS)
        card.rows.addWidget(Text(Role.BODY, sentence))

    def _fill(self, card: Card, pairs: list[tuple[str, str]]) -> None:
        card.clear_from(HEADING_ROWS)
        for name, value in pairs:
            card.rows.addWidget(Pair(name, value))


class Pair(QWidget):
    """A name and its value, which can be selected and copied."""

    def __init__(self, name: str, value: str) -> None:
        super().__init__()
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(0, 0, 0, 0)
        label = Text(Role.BODY, name, tone="muted")
        shown = Text(Role.BODY, value)
        shown.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        shown.setAccessibleName(f"{name}: {value}")
        row.addWidget(label, 2, Qt.AlignmentFlag.AlignTop)
        row.addWidget(shown, 5)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the value beside its name or beneath it (the name is Qt's)."""
        super().resizeEvent(event)
        beside = self.width() >= BESIDE_CHARS * self.fontMetrics().averageCharWidth()
        way = QBoxLayout.Direction
        self._row.setDirection(way.LeftToRight if beside else way.TopToBottom)
        self._row.setSpacing(2 * STEP if beside else 0)
