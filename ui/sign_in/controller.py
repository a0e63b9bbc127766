"""Controller of the sign-in page: shows the server, and signs in by password or browser."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject

from app.concurrency import TaskScope
from app.core.errors import (
    AccessDenied,
    BorrowedName,
    BrowserNotBack,
    CodeExpired,
    Forbidden,
    InputFault,
    InvalidInput,
    LatchkeyError,
    RateLimited,
    Unrecognized,
    UserDeactivated,
    UserLocked,
    VaultFault,
)
from app.core.homeserver import Homeserver, Opened
from app.core.identifiers import (
    Origin,
    UserId,
    UserIdentifier,
    identifier_of,
)
from app.core.password_policy import MAX_CHARS, PasswordFault
from app.core.secret import Secret
from app.core.sign_in_methods import SignInMethods, legacy_ways
from app.operations.ports.storage import AccountIndex
from app.operations.session.storage import Kept
from app.operations.sign_in.password import Credentials, SignIn
from ui.account.services import Services
from ui.accounts.open_accounts import OpenAccounts
from ui.accounts.session_takeover import SessionTakeover, end_opened
from ui.platform.secret_clipboard import SecretClipboard
from ui.sign_in.browser_controller import BrowserSignInController
from ui.sign_in.page import SignInPage
from ui.sign_in.server_lookup import ServerLookup
from ui.sign_in.texts import ways_words
from ui.text.errors import explain, waiting
from ui.text.fields import input_sentence, password_sentence
from ui.text.message import Message
from ui.text.storage_errors import vault_words
from ui.text.support import who_helps
from ui.text.words import Words
from ui.widgets.banner import Banner
from ui.widgets.retry_countdown import RetryCountdown


class SignInController(QObject):
    """Connect the sign-in page to the operations that find a server and sign in.

    Args:
        page: the sign-in page; it may have been shown and used before this object exists.
        services: returns the program's services once they are loaded.
        index: the list of sessions that the vault holds.
        cancellable: runs look-ups of servers, which may be cancelled.
        must_finish: runs sign-ins, which must not be cancelled.
        open_accounts: the accounts that are open.
        clipboard: takes addresses and codes that the person copies.
        signed_in: called with the new session and the services after a sign-in.
    """

    def __init__(
        self,
        page: SignInPage,
        services: Callable[[], Awaitable[Services]],
        index: AccountIndex,
        cancellable: TaskScope,
        must_finish: TaskScope,
        open_accounts: OpenAccounts,
        clipboard: SecretClipboard,
        signed_in: Callable[[Kept, Services], None],
    ) -> None:
        super().__init__()
        self._signed_in = signed_in
        self._services = services
        self._cancellable = cancellable
        self._must_finish = must_finish
        self._takeover = SessionTakeover(index, open_accounts, page.messages)
        self._homeserver: Homeserver | None = None
        self._password_for: Origin | None = None
        self.page = page
        self._hold = RetryCountdown(page.enter, page.messages)
        self._lookup = ServerLookup(page, services, cancellable, self._show_server)
        page.edited.connect(self._hold.end)  # the countdown is another server's
        page.sign_in.connect(self._begin_sign_in)
        self.browser = BrowserSignInController(
            page, services, cancellable, clipboard, self._browser_opened, self._browser_failed
        )
        page.left.connect(self.browser.stop)

    def catch_up(self) -> None:
        """Look the server up if "Continue" was pressed before this controller existed."""
        if self.page.go_on.busy:
            self._lookup.begin()

    @property
    def homeserver(self) -> Homeserver | None:
        """The server that is shown on the page; None while none is."""
        return self._homeserver if self.page.server_card.isVisible() else None

    def enter_as(self, homeserver: Homeserver, who: str, password: Secret) -> bool:
        """Fill the page in and sign in, after a password reset.

        Args:
            homeserver: the server to sign in to; it must take passwords.
            who: the email address or the phone number with its country prefix.
            password: the password that was just set.

        Returns:
            Whether the sign-in was begun; False if another one is under way.
        """
        page = self.page
        if page.enter.busy:
            text = self.tr("Another sign-in is under way. Sign in when that is done.")
            page.messages.show(Banner("warn", Message(text)))
            return False
        self._lookup.stop()
        self._hold.end()
        page.prefill(homeserver.server_name)
        self._lookup.matrix_id = None
        self._show_server(homeserver, SignInMethods(password=True))
        page.who.editor.setText(who)
        page.line.setText(password.reveal())
        page.enter.click()
        return True

    def idle(self) -> None:
        """Enable the page again after an unexpected error."""
        self.page.busy(False)
        self.page.looking_up(False)

    def services_are(self, services: Services) -> None:
        """Offer to keep the session in the vault, or say why not; show the device's name."""
        vault = services.vault
        if isinstance(vault, VaultFault):
            self.page.keep_nothing(lambda: " ".join(vault_words(vault)))
        else:
            self.page.offer_to_keep(vault.name)
        self.page.device_is(services.device_name)

    # --- the server -----------------------------------------------------------------------------

    def _show_server(
        self, homeserver: Homeserver, ways: SignInMethods, why_no_way: Words = ""
    ) -> None:
        self._homeserver = homeserver
        if homeserver.origin != self._password_for:
            # What was typed for one server is not offered to another.
            self._password_for = homeserver.origin
            self.page.forget_password()
            self.page.password.show_error("")
        name, how = homeserver.server_name, partial(self._how_found, homeserver)
        if why_no_way:
            self.page.show_no_way(name, how, why_no_way)
            return
        self.page.show_server(
            name,
            lambda: f"{how()} {ways_words(ways)}",
            ask_who=self._lookup.matrix_id is None,
            password=ways.password,
        )
        self.browser.offer(homeserver, ways, self._known_device(homeserver))

    def _known_device(self, homeserver: Homeserver) -> str | None:
        """Return the device ID kept for the typed Matrix ID; None if none, or the account is open.

        An open account keeps its device and tokens until the new session exists: an action may
        begin in it while the person is in the browser.
        """
        if self._lookup.matrix_id is None:
            return None
        known = self._takeover.known(UserId(str(self._lookup.matrix_id)), homeserver.origin)
        free = known is not None and not self._takeover.is_open(known.account)
        return known.device_id if known is not None and free else None

    def _how_found(self, homeserver: Homeserver) -> str:
        where = homeserver.origin.name
        if homeserver.well_known and where != homeserver.server_name:
            text = self.tr("Its homeserver is {host}, as {server} says.")
        elif homeserver.well_known:
            text = self.tr("Found through .well-known.")
        else:
            text = self.tr("Found directly at {host}.")
        return text.format(host=where, server=homeserver.server_name)

    # --- the person -----------------------------------------------------------------------------

    def _begin_sign_in(self) -> None:
        page, homeserver = self.page, self._homeserver
        assert homeserver is not None  # noqa: S101  # the button shows only with a server
        identifier = self._identifier()
        page.password.show_error(self._password_fault())
        wrong = [field for field in (page.who, page.password) if field.wrong]
        if wrong or identifier is None:
            page.busy(False)
            page.focus(wrong[0])
            return
        credentials = Credentials(identifier, page.line.secret)
        kept = page.keep.button.isChecked()
        self._must_finish.start(self._sign_in(homeserver, credentials, kept), "sign in")

    def _identifier(self) -> UserIdentifier | None:
        who = self.page.who
        who.show_error("")
        if self._lookup.matrix_id is not None:
            return UserId(str(self._lookup.matrix_id))
        try:
            return identifier_of(who.text)
        except InvalidInput as error:
            who.show_error(partial(self._name_fault, error.fault))
            return None

    def _name_fault(self, fault: InputFault) -> str:
        if fault is InputFault.EMPTY:
            return self.tr("Enter your name on this server, your email or phone number.")
        return input_sentence(fault)

    def _password_fault(self) -> Words:
        length = len(self.page.line.text())
        if not length:
            return lambda: self.tr("Enter your password.")
        too_long = partial(password_sentence, PasswordFault.TOO_LONG)
        return too_long if length > MAX_CHARS else ""

    async def _sign_in(self, homeserver: Homeserver, credentials: Credentials, kept: bool) -> None:
        services = await self._services()
        operation = SignIn(services.open_api, services.clock, services.device_name)
        known = self._takeover.known(credentials.identifier, homeserver.origin)
        device_id = None if known is None else known.device_id
        if known is not None and self._takeover.is_barred(known.account):
            self.page.busy(False)
            return
        try:
            opened = await operation.run(homeserver.origin, credentials, device_id)
        except UserLocked as error:
            support = await services.discovery.support(homeserver.server_name)
            self.page.busy(False)
            help_ = who_helps(homeserver.server_name, support)
            self.page.messages.show(Banner("bad", replace(explain(error), next_step=help_)))
            return
        except LatchkeyError as error:
            self.page.busy(False)
            self._sign_in_failed(error)
            return
        new = opened.session
        if new.device_id != device_id and self._takeover.is_barred(new.account):
            self.page.busy(False)  # the address belongs to an account with an action under way
            await end_opened(opened, services)
            return
        await self._admit(opened, homeserver, services, kept=kept)

    async def _admit(
        self, opened: Opened, homeserver: Homeserver | None, services: Services, *, kept: bool
    ) -> None:
        try:
            signed_in = await self._takeover.admit(opened, homeserver, services, kept=kept)
        except BorrowedName as error:
            self.page.messages.show(Banner("bad", explain(error)))
            return
        finally:
            self.page.busy(False)
            self.page.forget_password()
        self.page.messages.clear()
        self._signed_in(signed_in, services)

    def _sign_in_failed(self, error: LatchkeyError) -> None:
        """Show why the sign-in failed: beside the password if it was refused, else in a banner."""
        if isinstance(error, RateLimited):
            self._hold.begin(error.retry_after, lambda left: explain(waiting(error, left)))
            return
        if isinstance(error, Unrecognized):  # the server has changed: look it up again
            self.page.messages.show(Banner("bad", explain(error)))
            self._lookup.begin()
            return
        if not (isinstance(error, Forbidden | UserDeactivated) and error.status == 403):
            self.page.messages.show(Banner("bad", explain(error)))
            return
        self.page.password.show_error(partial(self._why_refused, error))
        self.page.focus(self.page.password)

    def _why_refused(self, error: Forbidden | UserDeactivated) -> str:
        sentence = explain(error).sentence
        if isinstance(error, Forbidden):
            sentence = self.tr("The name or the password is wrong. Try again.")
        if error.text:
            said = self.tr("The server says: {text}").format(text=error.text)
            sentence = f"{sentence}\n{said}"
        return sentence

    # --- the browser ----------------------------------------------------------------------------

    def _browser_opened(self, opened: Opened, services: Services) -> None:
        """Take over the new session, in the scope that is not cancelled."""
        self._must_finish.start(self._take_in(opened, services), "sign in")

    async def _take_in(self, opened: Opened, services: Services) -> None:
        try:
            await self._welcome(opened, services)
        finally:
            self.browser.set_idle()

    async def _welcome(self, opened: Opened, services: Services) -> None:
        meant, user = self._lookup.matrix_id, opened.session.user_id
        if meant is not None and str(meant).casefold() != user.casefold():
            await end_opened(opened, services)
            text = self.tr("The browser is signed in as {user}, not as {meant}.")
            rest = self.tr("That session was ended. Sign out there, or enter the other Matrix ID.")
            found = Message(text.format(user=user, meant=meant), rest)
            self.page.messages.show(Banner("bad", found))
            return
        if self._takeover.is_barred(opened.session.account):
            await end_opened(opened, services)
            return
        kept = self.page.keep.button.isChecked()
        await self._admit(opened, self._homeserver, services, kept=kept)

    def _browser_failed(self, error: LatchkeyError, oauth: bool) -> None:
        """Show why the sign-in failed; if OAuth 2.0 did, offer the server's other methods."""
        homeserver = self._homeserver
        left = SignInMethods() if homeserver is None else legacy_ways(homeserver)
        blamed = oauth and not isinstance(error, AccessDenied | BrowserNotBack | CodeExpired)
        self.page.messages.show(Banner("bad", explain(error)))
        if blamed and homeserver is not None and left.any:
            self._show_server(homeserver, left)
