"""Page that confirms that an account is closed, and says what may be left of it."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal

from app.core.deactivation import Unbind
from app.core.errors import SettingsFault
from app.operations.account.deactivate import Closed
from app.operations.account.forget import Leftover
from ui.deactivation.fact_row import FactRow
from ui.text.errors import explain
from ui.widgets.action_row import Actions
from ui.widgets.banner import Banners
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.label import Label, Role
from ui.widgets.page import Page


class ClosedPage(Page):
    """Say what the server confirmed about the closed account, and what it did not.

    Args:
        user_id: Matrix ID of the account.
        server_name: name of the homeserver that closed it.
        outcome: what the server confirmed.
        left: what this computer may still hold of the account.

    Signals:
        read: the person pressed "Done".
        save: the person wants to save an export of the account.
    """

    read = Signal()
    save = Signal()

    def __init__(self, user_id: str, server_name: str, outcome: Closed, left: Leftover) -> None:
        super().__init__()
        self.setObjectName("page.closed")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.sentence.setObjectName("closed.sentence")
        self._user_id = user_id
        self._server_name = server_name
        self._outcome = outcome
        self._left = left
        self.messages = Banners(self.banners, self.to_top)
        card = Card()
        self.session = FactRow("deactivate", "closed.session")
        self.erased = FactRow("hide", "closed.erased")
        self.identity = FactRow("mail", "closed.identity")
        self.here = FactRow("devices", "closed.here")
        for fact in (self.session, self.erased, self.identity, self.here):
            card.rows.addWidget(fact)
        self.rows.addWidget(card)
        self.record = Button("", "closed.record")
        self.record.clicked.connect(self.save)
        self.done = Button("", "closed.done", "primary")
        self.done.clicked.connect(self.read)
        self.rows.addWidget(Actions(self.record, self.done))
        self.saved = Label(Role.CAPTION)
        self.saved.setObjectName("closed.saved")
        self.saved.hide()
        self.rows.addWidget(self.saved)
        self.rows.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        """Write all words of the page."""
        outcome, server = self._outcome, self._server_name
        self.setAccessibleName(self.tr("Account closed"))
        self.title.setText(self.tr("Account closed"))
        when = QDateTime.fromSecsSinceEpoch(round(outcome.at))
        at = QLocale().toString(when, QLocale.FormatType.ShortFormat)
        text = self.tr("{server} closed {user} for good: {time}.")
        self.sentence.say(text.format(server=server, user=self._user_id, time=at))
        self.session.say(*self._session_words(outcome, server))
        self.erased.say(*self._erased_words(outcome, server))
        self.identity.say(*self._identity_words(outcome, server))
        self.here.say(*self._here_words(self._left, server))
        self.record.setText(self.tr("Save a record…"))
        self.done.setText(self.tr("Done"))

    def begin(self) -> None:
        """Focus the page itself, so that a Return meant for the dialog before presses nothing."""
        self.setFocus()

    def _session_words(self, outcome: Closed, server: str) -> tuple[str, str]:
        rest = self.tr("Nobody can use the ID again. All devices are signed out, all rooms left.")
        if outcome.token_dead:
            line = self.tr("Your session is over: {server} does not take it any more")
        elif outcome.token_dead is None:
            line = self.tr("Whether your session is over could not be asked")
            rest += " " + self.tr("{server} ends it by itself.").format(server=server)
        else:
            line = self.tr("{server} still takes your session")
            rest = self.tr(
                "It has confirmed that the account is closed, so the session should be over. Tell "
                "whoever runs it."
            )
        return line.format(server=server), rest

    def _erased_words(self, outcome: Closed, server: str) -> tuple[str, str]:
        if outcome.closing.erase:
            line = self.tr("{server} was asked to erase what you wrote")
            rest = self.tr(
                "Whoever joins a room from now on gets empty copies. Who saw your messages before "
                "still can, and other servers were not told."
            )
        else:
            line = self.tr("{server} was not asked to erase anything")
            rest = self.tr("What you wrote stays where it is.")
        return line.format(server=server), rest

    def _identity_words(self, outcome: Closed, server: str) -> tuple[str, str]:
        match outcome.unbind:
            case Unbind.SUCCESS:
                line = self.tr("Identity servers were asked to forget your emails and phones")
                rest = self.tr(
                    "All that {server} knows of have done so, or there was nothing to forget."
                )
            case Unbind.NO_SUPPORT:
                line = self.tr("An identity server may still know your emails or phones")
                rest = self.tr(
                    "{server} could not have all of them removed. Where others find people by "
                    "email or phone, such as vector.im or matrix.org, yours may still lead to the "
                    "closed ID. Ask whoever runs that identity server to remove it."
                )
            case Unbind.MISSING:
                line = self.tr("What identity servers know was not said")
                rest = self.tr("{server} said nothing about it: something may remain.")
            case Unbind.OTHER:
                line = self.tr("What identity servers know is not clear")
                rest = self.tr(
                    "{server} said something about it that is not in the specification: something "
                    "may remain."
                )
            case _:
                assert_never(outcome.unbind)
        host = outcome.closing.id_server
        if host is not None:
            rest += " " + self.tr("It was asked to use {host}.").format(host=host)
        return line, rest.format(server=server)

    def _here_words(self, left: Leftover, server: str) -> tuple[str, str]:
        if left.fault is not None:
            line = self.tr("This computer may still hold an old session of the account")
            if isinstance(left.fault, SettingsFault):
                line = self.tr("This computer still lists the account")
            rest = self.tr("{why} The session opens nothing any more.")
            rest = rest.format(why=explain(left.fault).sentence)
        elif left.resets:
            line = self.tr("This computer may still hold a password reset of the account")
            rest = self.tr("Session and settings are forgotten.")
        else:
            line = self.tr("This computer holds nothing of the account any more")
            rest = self.tr("Session, settings and waiting resets are forgotten.")
        if left.resets:
            text = self.tr(
                "A password reset at {server} waits here. If it was for this account, give it up "
                "on the sign-in page."
            )
            rest = f"{rest} {text.format(server=server)}"
        return line, rest
