"""Reads an account: one read at a time, the newest answer wins."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from app.adapters.phones import prefixes
from app.concurrency import SerialReader, TaskScope, in_thread
from app.core.errors import LatchkeyError
from app.operations.account.read import AccountView, read_account
from app.operations.ports.http import Api


@dataclass(frozen=True, slots=True)
class AccountRead:
    """The result of one read of an account.

    Attributes:
        view: the account, or why nothing of it could be read.
        asked: whether a person asked for the read: then what could not be read is to be shown.
        fresh: whether the homeserver itself was looked up anew.
        outdated: whether an answer said since the read began that the account cannot be used.
    """

    view: AccountView | LatchkeyError
    asked: bool
    fresh: bool
    outdated: bool


class AccountReader:
    """Read one account in order: see `app.concurrency.SerialReader`.

    Args:
        api: the homeserver, as the session sees it.
        find_server: looks the homeserver up; anew if its argument says so.
        managed_elsewhere: whether the account is managed on its server's website.
        take: called with each result that was not overtaken.
        broke: called when a read has failed for a reason that is no `LatchkeyError`.
        tasks: runs the reads.
    """

    def __init__(
        self,
        api: Api,
        find_server: Callable[[bool], Awaitable[None]],
        managed_elsewhere: Callable[[], bool],
        take: Callable[[AccountRead], None],
        broke: Callable[[], None],
        tasks: TaskScope,
    ) -> None:
        self._api = api
        self._find_server = find_server
        self._managed_elsewhere = managed_elsewhere
        self._broke = broke
        self._asked = False
        self._fresh = False
        self._notices = 0
        self._reads = SerialReader(self._read, take, self._drop, tasks, "read account")

    async def refresh(self, *, fresh: bool = False) -> None:
        """Read for a person, and return when that is done.

        Args:
            fresh: whether to look the homeserver up anew too.
        """
        self._asked = True
        self._fresh = self._fresh or fresh
        await self._reads.again()

    def reread(self, *, fresh: bool = False) -> None:
        """Read again because something has changed; what cannot be read stays as it was known."""
        self._fresh = self._fresh or fresh
        self._reads.wish()

    def overtake(self) -> None:
        """Discard the result of the read under way, as newer data are known, and read again."""
        self._reads.overtake()

    def notice(self) -> None:
        """Take note that an answer says that the account cannot be used."""
        self._notices += 1

    async def _read(self) -> AccountRead:
        asked, self._asked = self._asked, False
        fresh, self._fresh = self._fresh, False
        began = self._notices
        view: AccountView | LatchkeyError
        try:
            await self._find_server(fresh)
            view = await read_account(self._api, managed_elsewhere=self._managed_elsewhere())
            if _has_phone(view):
                await in_thread(prefixes)  # the first number that a page writes takes long
        except LatchkeyError as error:
            view = error
        except Exception:
            self._broke()
            raise
        return AccountRead(view, asked, fresh, outdated=self._notices != began)

    def _drop(self, found: AccountRead) -> None:
        """Let the next read do what the dropped one was asked for."""
        self._asked = self._asked or found.asked
        self._fresh = self._fresh or found.fresh


def _has_phone(view: AccountView) -> bool:
    found = view.threepids
    return not isinstance(found, LatchkeyError) and any(each.medium == "msisdn" for each in found)
