"""Controller of the Account page: fills its cards with what was read of the account."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from app.core.account_state import AccountState
from app.core.errors import LatchkeyError, SettingsFault, UserSuspended
from app.core.oauth.metadata import ManagementAction
from app.core.responses import Threepid
from app.operations.account.read import AccountView
from ui.account import state_texts
from ui.account.context import AccountContext
from ui.account.server_website import ServerWebsite
from ui.overview.page import LinkButton, OverviewPage, Pair
from ui.text.contacts import contact_name
from ui.text.errors import explain, explain_as
from ui.widgets.banner import Banner
from ui.widgets.label import breakable

translate = QCoreApplication.translate

MOST_CONTACTS = 20
"""Emails and phones that are listed; how many more there are is said."""


class OverviewController(QObject):
    """Fill the Account page, and update it whenever the account is read or changes state.

    Args:
        page: the page to fill; becomes the parent of this object.
        context: the account that the page shows.
    """

    def __init__(self, page: OverviewPage, context: AccountContext) -> None:
        super().__init__(page)
        self._page = page
        self._context = context
        session = context.session
        page.open(self._whose)
        self._website = ServerWebsite(self, context, page.messages)
        page.refresh.connect(self._read_again)
        page.idle.setVisible(not session.kept)
        page.idle.show_limit(context.services.choices.idle_minutes)
        page.idle.chosen.connect(self._limit_idle)
        context.changed.connect(self._show)
        context.state_changed.connect(self._show_state)
        page.retranslated.connect(self._fill)
        page.retranslated.connect(self._show_state)
        self._show()
        self._show_state()

    def _whose(self) -> str:
        session = self._context.session
        text = self.tr("What {server} knows about {user}.")
        return text.format(server=session.server_name, user=session.user_id)

    def _show_state(self) -> None:
        note, context = self._page.suspension, self._context
        suspended = context.state is AccountState.SUSPENDED
        if suspended:
            text = state_texts.suspension(context)
            if isinstance(context.why, UserSuspended) and context.why.text:
                said = self.tr("The server says: {text}").format(text=context.why.text)
                text = f"{text}\n{said}"
            note.text.setText(text)
        note.setVisible(suspended)

    def _read_again(self) -> None:
        self._context.cancellable.start(self._context.refresh(fresh=True), "read account")

    def _limit_idle(self, minutes: int) -> None:
        self._context.must_finish.start(self._save_limit(minutes), "save the limit")

    async def _save_limit(self, minutes: int) -> None:
        try:
            await self._context.services.choices.limit_idle(minutes)
        except SettingsFault as fault:
            text = self.tr("The limit holds until you close Latchkey.")
            self._page.messages.show(Banner("warn", explain_as(text, fault)))

    def _show(self) -> None:
        self._page.reading(False)
        self._fill()

    def _fill(self) -> None:
        page, view = self._page, self._context.view
        self._show_who()
        if view is None:
            waiting = self.tr("Asking {server}…").format(server=self._context.session.server_name)
            for card in (page.contacts, page.history, page.offers):
                card.say(waiting)
            return
        self._show_contacts(view)
        self._show_history(view)
        self._show_offers(view)

    def _show_who(self) -> None:
        session = self._context.session
        kept = self.tr("in memory until you close")
        if session.kept:
            vault = self._context.services.safe
            kept = self.tr("kept in {vault}").format(vault="" if vault is None else vault.name)
        rows = [
            Pair(self.tr("Matrix ID"), session.user_id),
            Pair(self.tr("Homeserver"), str(session.origin)),
            Pair(self.tr("This device"), session.device_id),
            Pair(self.tr("This session"), kept),
        ]
        self._page.fill(self._page.who, rows)

    def _show_contacts(self, view: AccountView) -> None:
        card = self._page.contacts
        if isinstance(view.threepids, LatchkeyError):
            card.say(explain(view.threepids).sentence)
        elif not view.threepids:
            none = self.tr("None. Without one, nobody can reset your password.")
            card.say(none)
        else:
            rows = [self._contact(each) for each in view.threepids[:MOST_CONTACTS]]
            if left := len(view.threepids) - len(rows):
                rows.append(Pair("", translate("Names", "and %n more", None, left)))
            self._page.fill(card, rows)

    def _show_history(self, view: AccountView) -> None:
        card = self._page.history
        if isinstance(view.backup, LatchkeyError):
            card.say(explain(view.backup).sentence)
        elif view.backup is None:
            text = self.tr("No key backup was found. If your last device is lost, so are its keys.")
            card.say(text)
        elif view.backup.count is None:
            card.say(self.tr("A key backup exists."))
        elif view.backup.count == 1:
            card.say(self.tr("A key backup exists, with one key."))
        else:
            n = view.backup.count
            text = translate("OverviewController", "A key backup exists, with %n keys.", None, n)
            card.say(text)

    def _show_offers(self, view: AccountView) -> None:
        card, found = self._page.offers, view.capabilities
        if isinstance(found, LatchkeyError):
            card.say(explain(found).sentence)
            return
        yes, no = self.tr("yes"), self.tr("no")
        host = self._website.host
        if self._context.managed_elsewhere:
            no = self.tr("on its website")
            if host:
                no = self.tr("on {host}").format(host=breakable(host))
            rows: list[Pair | LinkButton] = [
                Pair(self.tr("Change the password"), no),
                Pair(
                    self.tr("Change email and phone"),
                    yes if found.may_change_threepids else no,
                ),
                Pair(self.tr("Sign devices out"), no),
            ]
            if host:
                rows.append(
                    LinkButton(
                        self.tr("Open the website"),
                        "account.website",
                        lambda: self._website.go(ManagementAction.PROFILE),
                    )
                )
            self._page.fill(card, rows)
            return
        rows = [
            Pair(self.tr("Change the password"), yes if found.may_change_password else no),
            Pair(self.tr("Change email and phone"), yes if found.may_change_threepids else no),
        ]
        self._page.fill(card, rows)

    def _contact(self, threepid: Threepid) -> Pair:
        kind = self.tr("Email") if threepid.medium == "email" else self.tr("Phone")
        return Pair(kind, contact_name(threepid))
