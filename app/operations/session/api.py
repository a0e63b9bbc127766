"""A homeserver as one session sees it: tokens are renewed on the way, and the state is noticed.

What is sent through here needs no thought about tokens. They are renewed shortly before their end,
and when the server refuses one; once at a time, whoever asks. New tokens are kept before they are
used: the server takes the old ones until then, so a process that is killed at any point finds a
pair that works (docs/decisions/0013).
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from typing import Any, TypeAlias, TypeVar

from app.core.account_state import may_be_asked_again, renewal_error, state_of
from app.core.errors import LatchkeyError, NotRenewed, UnknownToken
from app.core.homeserver import Opened, Session
from app.core.identifiers import Origin
from app.core.reply import Reply, asks_for_proof, error_of, read
from app.core.requests import Request, Token
from app.core.responses import Refreshed
from app.core.tokens import Tokens
from app.operations.ports.clock import Clock
from app.operations.ports.http import Client, SessionIssuer

T = TypeVar("T")

KeepSession: TypeAlias = Callable[[Opened], Awaitable[None]]
"""Put new tokens where the next start finds them; says by itself what stands in the way."""

Notice: TypeAlias = Callable[[LatchkeyError], None]
"""Hear what an answer says about the state of the account."""

RENEWAL_PAUSES = (0.5, 1.5)
"""Seconds before the second and the third try of a renewal."""


LAST_SECONDS = 1.0
"""What is cut off after that does no harm: the old pair is still good."""


class SessionApi:
    """One homeserver for one session.

    Args:
        client: sends; gets each new access token.
        opened: the session, and its tokens so far.
        clock: tells when a token is due.
        keep: keeps new tokens; awaited before they are used.
        notice: told of every answer that says something about the account.
        issuer: renews the tokens, and ends the session.
    """

    def __init__(
        self,
        client: Client,
        opened: Opened,
        clock: Clock,
        keep: KeepSession,
        notice: Notice,
        issuer: SessionIssuer,
    ) -> None:
        self._client = client
        self._issuer = issuer
        self._clock = clock
        self._keep = keep
        self._notice = notice
        self._session = opened.session
        self._tokens = opened.tokens
        self._renewal: asyncio.Task[None] | None = None
        self._held: list[LatchkeyError] | None = None
        self._changing = asyncio.Lock()
        self._sealed = False
        self._renewals = 0
        self._failure: LatchkeyError | None = None
        client.present(opened.tokens.access)

    @property
    def origin(self) -> Origin:
        """What the client is locked to."""
        return self._client.origin

    @property
    def session(self) -> Session:
        """Which device of whom."""
        return self._session

    @property
    def tokens(self) -> Tokens:
        """What proves the session right now."""
        return self._tokens

    async def call(self, request: Request[T]) -> T:
        """Send a request and return its typed answer.

        Raises:
            ConnectionFault, RemoteProtocolError, MatrixError: see `app.core.errors`.
            NotRenewed: the token was refused, and a new one could not be had.
        """
        return read(await self.exchange(request), request.response)

    async def exchange(self, request: Request[Any]) -> Reply:
        """Send a request and return the answer, with new tokens if it takes those.

        A request that was refused for its token was not carried out: it is sent once more.

        Raises:
            UnknownToken, UserLocked, UserDeactivated: there are no new tokens to be had.
            NotRenewed: there may be, another time.
            ConnectionFault, AnswerTooLarge, Redirected: as for any client.
        """
        if request.token is Token.NEVER:
            return await self._client.exchange(request)
        began = self._renewals
        if request.renew_first and self._tokens.due(self._clock.now()):
            with contextlib.suppress(NotRenewed):  # the old one may do a little longer
                await self._renewed(self._tokens, began)
        used = self._tokens
        reply = await self._client.exchange(request)
        if _token_refused(reply) and (used.refresh is not None or self._tokens is not used):
            await self._renewed(used, began)
            reply = await self._client.exchange(request)
        if not reply.ok and not asks_for_proof(reply):
            self._tell(error_of(reply))
        return reply

    async def renew(self) -> None:
        """Get new tokens now, if the session has any to renew.

        Raises:
            UnknownToken, UserLocked, UserDeactivated: there are none to be had; nobody is told.
            NotRenewed: there may be, another time.
        """
        if self._tokens.refresh is not None:
            await self._renewed(self._tokens, self._renewals, quietly=True)

    async def end(self) -> None:
        """End the session on its server; one that does not know it any more has ended it.

        Raises:
            ConnectionFault, RemoteProtocolError, MatrixError, OAuthFault: it may be open there.
        """
        if self._renewal is not None:  # what it brings is what has to be ended
            await asyncio.wait({self._renewal}, timeout=LAST_SECONDS)
        await self._issuer.end(self._session, self._tokens, self)

    async def adopt(self, opened: Opened) -> None:
        """Go on with another sign-in of the same person; it is kept first.

        Args:
            opened: on the same device, as a rule.
        """
        async with self._changing:
            tokens = replace(opened.tokens, serial=self._tokens.serial + 1)
            await self._use(replace(opened, tokens=tokens))
            self.drop_notices()

    @contextlib.contextmanager
    def hold_notices(self) -> Iterator[None]:
        """Say nothing of the account's state until the end, nor then if a sign-in has mended it.

        For what changes the state itself, and knows how to go on.
        """
        if self._held is not None:  # whoever holds them already tells them
            yield
            return
        held = self._held = []
        try:
            yield
        finally:
            self._held = None
            for error in held[-1:]:
                self._notice(error)

    def drop_notices(self) -> None:
        """Say nothing of what was held back so far: it is mended, or the account is no more."""
        if self._held is not None:
            self._held.clear()

    async def seal(self) -> None:
        """Keep no tokens from now on: the session is being forgotten, or has a successor."""
        self._sealed = True
        async with self._changing:  # what is being kept right now is kept before
            return

    def unseal(self) -> None:
        """Keep tokens again: the session was not forgotten after all."""
        self._sealed = False

    async def close(self) -> None:
        """Give the connections back; a renewal that is under way has a moment to end."""
        renewal = self._renewal
        if renewal is not None:
            await asyncio.wait({renewal}, timeout=LAST_SECONDS)
            renewal.cancel()
            await asyncio.wait({renewal})
        await self._client.close()

    async def _renewed(self, used: Tokens, began: int, *, quietly: bool = False) -> None:
        """Renew tokens, unless somebody else has done so meanwhile.

        Args:
            used: the tokens that are due, or were refused.
            began: how many renewals there had been when the request began: what a later one ended
                in holds for it too, so that many requests at once are not many renewals.
            quietly: whether to tell nobody of the account's state.
        """
        if self._tokens is not used:
            return
        if self._renewal is None and (self._renewals == began or self._failure is None):
            loop = asyncio.get_running_loop()
            self._renewal = loop.create_task(self._renew(used), name="renew tokens")
            self._renewal.add_done_callback(self._renewal_over)
        try:
            if self._renewal is not None:
                # Whoever asked may be cut off; the renewal is not, for others wait for it too.
                await asyncio.shield(self._renewal)
            elif self._failure is not None:
                raise self._failure
        except LatchkeyError as error:
            if self._tokens is not used:  # somebody has signed in again meanwhile
                return
            if not quietly:
                self._tell(error)
            raise

    def _renewal_over(self, task: asyncio.Task[None]) -> None:
        self._renewal = None
        self._renewals += 1
        failure = None if task.cancelled() else task.exception()
        self._failure = failure if isinstance(failure, LatchkeyError) else None

    async def _renew(self, used: Tokens) -> None:
        try:
            found = await self._ask(used)
        except LatchkeyError as error:
            raise renewal_error(error) from None
        async with self._changing:
            if self._tokens is not used or self._sealed:
                return
            tokens = used.followed_by(
                found.access_token, found.refresh_token, found.expires_in_ms, self._clock.now()
            )
            await self._use(Opened(self._session, tokens))

    async def _ask(self, used: Tokens) -> Refreshed:
        for pause in RENEWAL_PAUSES:
            try:
                return await self._issuer.renew(self._session, used, self._client)
            except LatchkeyError as error:
                if not may_be_asked_again(error):
                    raise
            await self._clock.sleep(pause)
        return await self._issuer.renew(self._session, used, self._client)

    async def _use(self, opened: Opened) -> None:
        await self._keep(opened)
        self._session, self._tokens = opened.session, opened.tokens
        self._client.present(opened.tokens.access)

    def _tell(self, error: LatchkeyError) -> None:
        if state_of(error) is None:
            return
        if self._held is None:
            self._notice(error)
        else:
            self._held.append(error)


def _token_refused(reply: Reply) -> bool:
    if reply.ok or asks_for_proof(reply):
        return False
    return isinstance(error_of(reply), UnknownToken)
