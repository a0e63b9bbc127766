"""The way back in: the session that was kept is opened, as soon as the keyring gives it out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from app.core.errors import VaultFault
from app.core.homeserver import Opened, Session
from app.flows.ports import AccountIndex
from app.flows.sign_in import restore
from app.tasks import TaskScope
from ui.context import Services
from ui.explanation import Explanation
from ui.messages import explain, translate, unlock_sentence, vault_words
from ui.pages.account import AccountPage
from ui.patience import GivenUp, Patience
from ui.widgets.banner import Banner
from ui.window import MainWindow


class Opening:
    """Open kept sessions, with the Account page in sight meanwhile.

    Args:
        window: shows the page.
        index: which sessions the vault holds.
        services: waits for the program's parts.
        user: whose session; empty for the one used last.
        scope: owns the waiting, which may be cut off.
        patience: waits for the keyring.
        page: shown already, if one is.
        opened: takes over the session, and the page that is to be filled.
        failed: hears that nothing can be opened: whose session it was, and what the vault says.
    """

    def __init__(
        self,
        window: MainWindow,
        index: AccountIndex,
        services: Callable[[], Awaitable[Services]],
        user: str,
        scope: TaskScope,
        patience: Patience,
        page: AccountPage | None,
        opened: Callable[[Opened, Services, AccountPage], None],
        failed: Callable[[str, VaultFault | None], None],
    ) -> None:
        self._window = window
        self._index = index
        self._services = services
        self._user = user
        self._scope = scope
        self._patience = patience
        self._page = page
        self._opened = opened
        self._failed = failed

    @property
    def under_way(self) -> bool:
        """Whether the page of an account that is not open yet is shown."""
        return self._page is not None

    def wanted(self) -> Session | None:
        """Return the kept session that is to be opened, if there is one."""
        known = self._index.sessions()
        return next((each for each in known if self._user in ("", each.user_id)), None)

    def begin(self) -> None:
        """Show the page, and open the session behind it."""
        self._page = self._page or AccountPage()
        self._window.sidebar.show_session(self.wanted())
        self._window.show_account({"account": self._page}, "account")
        self._scope.start(self._open(self._page), "open a kept session")

    def stop(self) -> None:
        """Take the page down, if it is shown."""
        if self._page is not None:
            self._page = None
            for page in self._window.take_account():
                page.deleteLater()

    def explain_failure(self, fault: VaultFault, try_again: Callable[[], None]) -> Banner:
        """Return what is to be said where the keyring does not give the session out."""
        sentence = translate(
            "Opening", "Your session is kept, but the keyring does not give it out."
        )
        found = Explanation(sentence, vault_words(fault)[0], code=explain(fault).code)
        return Banner("warn", found, action=(translate("Opening", "Try again"), try_again))

    async def _open(self, page: AccountPage) -> None:
        services = await self._services()
        wanted = self.wanted()
        user = "" if wanted is None else wanted.user_id
        try:
            if isinstance(services.vault, VaultFault):
                raise services.vault
            asked = restore(self._index, services.vault, self._user)
            opened = await self._patience.wait_for(asked, lambda: self._say_waiting(page))
        except GivenUp:
            self._fail(user, None)
        except VaultFault as fault:
            self._fail(user, fault)
        else:
            if opened is None:
                self._fail("", None)
            else:
                self._opened(opened, services, page)
                self._page = None

    def _fail(self, user: str, fault: VaultFault | None) -> None:
        self.stop()
        self._failed(user, fault)

    def _say_waiting(self, page: AccountPage) -> None:
        text = translate("Opening", "Waiting for your keyring…")
        action = (translate("Opening", "Sign in instead"), self._patience.give_up)
        banner = Banner("info", Explanation(text, unlock_sentence()), action=action)
        page.messages.show(banner)
