"""Controller of the devices card: fills the list, renames devices, signs others out."""

from __future__ import annotations

from functools import partial
from typing import assert_never

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, QObject
from shiboken6 import isValid

from app.core.errors import LatchkeyError, MatrixError, RateLimited, Unrecognized
from app.core.oauth.metadata import ManagementAction
from app.core.responses import Device
from app.core.untrusted_text import clean
from app.operations.account.devices import (
    NotSignedOut,
    Renamed,
    SignedOut,
    SignOutDevices,
    SignOutOutcome,
    Unread,
    rename,
)
from app.operations.account.read import label
from app.operations.ports.uia import Cancelled, Withdrawn
from ui.account.context import AccountContext
from ui.account.server_website import ServerWebsite
from ui.devices.card import DeviceLine, DevicesCard
from ui.text.errors import explain, explain_as, explain_not_done, waiting
from ui.text.key_backup import backup_words
from ui.text.message import Message
from ui.text.names import some
from ui.widgets.banner import Banner, Banners
from ui.widgets.confirm_dialog import ConfirmDialog, NameDialog
from ui.widgets.retry_countdown import RetryCountdown
from ui.window.main_window import MainWindow

translate = QCoreApplication.translate

LONGEST_NAME = 100
"""Longest device name, in characters; Synapse takes no longer one."""

NAMED_AT_MOST = 8
"""How many devices a dialog lists by name before it counts the rest."""


class DevicesController(QObject):
    """Connect the devices card to the operations that rename devices and sign them out.

    Args:
        card: the card to fill and listen to; becomes the parent of this object.
        messages: the page's banners, for outcomes.
        context: the account whose devices are listed.
        window: the window over which dialogs open.
    """

    def __init__(
        self, card: DevicesCard, messages: Banners, context: AccountContext, window: MainWindow
    ) -> None:
        super().__init__(card)
        self._card = card
        self._messages = messages
        self._context = context
        self._window = window
        self._hold = RetryCountdown(card.drop, messages)
        card.rename.connect(self._ask_for_name)
        card.sign_out.connect(self._ask)
        self._website = ServerWebsite(self, context, messages)
        context.changed.connect(self._show)
        card.retranslated.connect(self._show)
        self._show()

    # --- the list -------------------------------------------------------------------------------

    def _show(self) -> None:
        view = self._context.view
        if view is None:
            waiting = self.tr("Asking {server}…").format(server=self._context.session.server_name)
            self._card.say(waiting)
        elif isinstance(view.devices, LatchkeyError):
            self._card.say(explain(view.devices).sentence)
        else:
            devices, own = view.devices, self._context.session.device_id
            self._card.show_devices(
                [(each.device_id, each.device_id == own) for each in devices],
                lambda at: self._line(devices[at]),
            )

    def _line(self, device: Device) -> DeviceLine:
        facts = [clean(device.device_id)]
        own = device.device_id == self._context.session.device_id
        if own:
            facts.append(self.tr("this one"))
        if device.last_seen_ts is not None:
            when = QDateTime.fromMSecsSinceEpoch(int(device.last_seen_ts))
            shown = QLocale().toString(when, QLocale.FormatType.ShortFormat)
            facts.append(self.tr("last seen {when}").format(when=shown))
        if device.last_seen_ip:
            text = self.tr("from {address}")
            facts.append(text.format(address=device.last_seen_ip))
        return DeviceLine(device.device_id, label(device), " · ".join(facts), own)

    def _device(self, device_id: str) -> Device | None:
        view = self._context.view
        if view is None or isinstance(view.devices, LatchkeyError):
            return None
        return next((each for each in view.devices if each.device_id == device_id), None)

    # --- names ----------------------------------------------------------------------------------

    def _ask_for_name(self, device_id: str) -> None:
        device = self._device(device_id)
        if device is None:
            return
        sentence = self.tr("Your other clients, and those you write to, may see this name.")
        ask = NameDialog(
            self._window,
            self.tr("Rename this device"),
            sentence,
            label(device),
            self._fault,
        )
        ask.named.connect(lambda name: self._rename(ask, device_id, name))
        self._window.open_dialog(ask)

    def _fault(self, name: str) -> str:
        if not name:
            return self.tr("Enter a name.")
        if len(name) > LONGEST_NAME:
            return self.tr("Use at most {n} characters.").format(n=LONGEST_NAME)
        return ""

    def _rename(self, ask: NameDialog, device_id: str, name: str) -> None:
        def busy(busy: bool) -> None:
            if isValid(ask):  # else the window has closed the dialog
                ask.set_busy(busy)

        self._context.act(
            "rename a device",
            lambda: rename(self._context.api, device_id, name),
            lambda found: self._report_renaming(ask, found),
            busy,
        )

    def _report_renaming(self, ask: NameDialog, found: Renamed | LatchkeyError) -> None:
        if isinstance(found, LatchkeyError):
            if not isValid(ask):
                sentence = self.tr("The device still has its old name, as far as we know.")
                self._messages.show(Banner("bad", explain_as(sentence, found)))
                return
            words = explain(found)
            said = found.text if isinstance(found, MatrixError) else ""
            if said:
                said = self.tr("The server says: {text}").format(text=said)
            ask.refuse(f"{words.sentence} {words.next_step}".strip(), said)
            return
        if isValid(ask):
            ask.accept()
        self._context.take_devices(found.devices)

    # --- signing out ----------------------------------------------------------------------------

    def _ask(self, device_ids: tuple[str, ...]) -> None:
        context = self._context
        view = context.view
        if view is None or isinstance(view.devices, LatchkeyError):
            return
        chosen = set(device_ids)
        devices = [each for each in view.devices if each.device_id in chosen]
        if not devices:
            return
        if context.managed_elsewhere:
            self._lead(devices)
            return
        n = len(devices)
        title = translate("DevicesController", "Sign out %n devices?", None, n)
        if n == 1:
            title = self.tr("Sign out this device?")
        server = context.session.server_name
        text = self.tr("{server} may ask for your password. Then these are signed out at once:")
        sentence, yes = text.format(server=server), self.tr("Sign out")
        ask = ConfirmDialog(
            self._window, title, sentence, yes, final=True
        )  # a device that is signed out may lose keys
        for device in devices[:NAMED_AT_MOST]:
            name = label(device)
            known = name if name == device.device_id else f"{name} ({device.device_id})"
            ask.add_text(f"• {known}")
        if n > NAMED_AT_MOST:
            left = n - NAMED_AT_MOST
            ask.add_text(translate("DevicesController", "• and %n more", None, left))
        ask.add_note("warn", backup_words(view.backup))
        ask.confirmed.connect(lambda: self._begin(tuple(each.device_id for each in devices)))
        self._window.open_dialog(ask)

    def _lead(self, devices: list[Device]) -> None:
        """Offer the server's website, for servers that sign devices out only there."""
        host = self._website.host
        server = self._context.session.server_name
        if not host:
            text = self.tr("{server} signs devices out on its website; it does not say where.")
            self._messages.show(Banner("warn", Message(text.format(server=server))))
            return
        title = self.tr("Go on at {host}?").format(host=host)
        text = self.tr("{server} signs devices out on its website. Your browser opens {host}:")
        ask = ConfirmDialog(
            self._window, title, text.format(server=server, host=host), self.tr("Open browser")
        )
        for device in devices[:NAMED_AT_MOST]:
            ask.add_text(f"• {label(device)}")
        one = devices[0].device_id if len(devices) == 1 else None
        wanted = ManagementAction.DEVICES if one is None else ManagementAction.SIGN_OUT_DEVICE
        ask.confirmed.connect(lambda: self._website.go(wanted, one))
        self._window.open_dialog(ask)

    def _begin(self, device_ids: tuple[str, ...]) -> None:
        if self._card.drop.busy:
            return
        self._messages.clear()
        self._context.act(
            "sign devices out",
            partial(self._sign_out, device_ids),
            lambda outcome: self._report(outcome, len(device_ids)),
            self._card.set_busy,
        )

    async def _sign_out(self, device_ids: tuple[str, ...]) -> SignOutOutcome:
        context = self._context
        operation = SignOutDevices(
            context.api, context.prompt, context.uia_services, context.contacts()
        )
        return await operation.run(device_ids)

    def _report(self, outcome: SignOutOutcome, n: int) -> None:
        show = self._messages.show
        match outcome:
            case SignedOut(devices, ()):
                text = translate("DevicesController", "%n devices are signed out.", None, n)
                if n == 1:
                    text = self.tr("The device is signed out.")
                show(Banner("good", Message(text)))
                self._context.take_devices(devices)
            case SignedOut(devices, left):
                text = self.tr("Some of these devices are still signed in: {names}.")
                names = some([label(each) for each in left], ", ")
                show(Banner("warn", Message(text.format(names=names))))
                self._context.take_devices(devices)
            case Unread(error, done):
                text = self.tr("We could not find out which devices are signed out.")
                if done:
                    text = self.tr("The server said yes, but the list could not be read again.")
                unread = explain_as(text, error)
                show(Banner("warn", unread))
                self._context.say_on_reauth(
                    unread
                )  # this device may turn out to be signed out as well
            case NotSignedOut(reason):
                self._report_nothing_done(reason)
            case _:
                assert_never(outcome)

    def _report_nothing_done(self, reason: LatchkeyError | Cancelled | Withdrawn) -> None:
        show = self._messages.show
        sentence = self.tr("No device was signed out.")
        match reason:
            case RateLimited():
                self._hold.begin(
                    reason.retry_after, lambda left: explain_as(sentence, waiting(reason, left))
                )
            case LatchkeyError():
                show(Banner("bad", explain_not_done(sentence, reason)))
                if isinstance(reason, Unrecognized):
                    self._context.doubt_server()
            case Cancelled():
                text = self.tr("No device was signed out: you cancelled.")
                show(Banner("info", Message(text)))
            case Withdrawn():
                pass  # the window closes, or the account is left: nothing to report
            case _:
                assert_never(reason)
