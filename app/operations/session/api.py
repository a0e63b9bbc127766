"""`SessionApi`: a session's client, which renews its tokens and reports the account's state.

Callers need not care about tokens. They are renewed shortly before they expire, and when the server
refuses one; requests at the same time share one renewal. New tokens are stored before they are
used: the server takes the old ones until then, so a process that is killed at any point leaves a
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
"""Stores new tokens for the next start; it reports a failure itself."""

Notice: TypeAlias = Callable[[LatchkeyError], None]
"""Called with an error that says something about the state of the account."""

RENEWAL_PAUSES = (0.5, 1.5)
"""Seconds before the second and the third try of a renewal."""


LAST_SECONDS = 1.0
"""How long a renewal may take at the end. Cutting it off does no harm: the old pair is good."""


class SessionApi:
    """The client of one session on its homeserver.

    Args:
        client: sends the requests; is given each new access token.
        opened: the session, and its tokens so far.
        clock: tells when a token is due for renewal.
        keep: stores new tokens; awaited before they are used.
        notice: called with every error that says something about the account's state.
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
        """The origin that every request goes to."""
        return self._client.origin

    @property
    def session(self) -> Session:
        """User ID, device ID and homeserver of the session."""
        return self._session

    @property
    def tokens(self) -> Tokens:
        """The tokens in use now."""
        return self._tokens

    async def call(self, request: Request[T]) -> T:
        """Send a request and return its typed answer.

        Raises:
            ConnectionFault, RemoteProtocolError, MatrixError: see `app.core.errors`.
            NotRenewed: the token was refused, and a new one could not be had.
        """
        return read(await self.exchange(request), request.response)

    async def exchange(self, request: Request[Any]) -> Reply:
        """Send a request and return the answer; renew the tokens first, or after a refusal.

        A request that was refused for its token was not carried out: it is sent once more.

        Raises:
            UnknownToken, UserLocked, UserDeactivated: the tokens cannot be renewed any more.
            NotRenewed: they could not be renewed now; another time may do.
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
        """Renew the tokens now, if there is a refresh token; `notice` is not called.

        Raises:
            UnknownToken, UserLocked, UserDeactivated: the tokens cannot be renewed any more.
            NotRenewed: they could not be renewed now; another time may do.
        """
        if self._tokens.refresh is not None:
            await self._renewed(self._tokens, self._renewals, quietly=True)

    async def end(self) -> None:
        """End the session on its server; a server that does not know it any more has ended it.

        Raises:
            ConnectionFault, RemoteProtocolError, MatrixError, OAuthFault: the session may still be
                open there.
        """
        if self._renewal is not None:  # its new tokens are the ones to be revoked
            await asyncio.wait({self._renewal}, timeout=LAST_SECONDS)
        await self._issuer.end(self._session, self._tokens, self)

    async def adopt(self, opened: Opened) -> None:
        """Use the session and tokens of another sign-in of the same person; they are stored first.

        Args:
            opened: the other sign-in, on the same device as a rule.
        """
        async with self._changing:
            tokens = replace(opened.tokens, serial=self._tokens.serial + 1)
            await self._use(replace(opened, tokens=tokens))
            self.drop_notices()

    @contextlib.contextmanager
    def hold_notices(self) -> Iterator[None]:
        """Hold calls of `notice` back during a block; make the last of them at its end.

        For an act that changes the state itself and knows how to go on: what it has mended by then,
        it discards with `drop_notices`.
        """
        if self._held is not None:  # the outer block makes the call
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
        """Discard what `hold_notices` holds so far: it is mended, or the account is closed."""
        if self._held is not None:
            self._held.clear()

    async def seal(self) -> None:
        """Store no more tokens: the session is being forgotten or replaced.

        Returns when tokens that are being stored right now are stored.
        """
        self._sealed = True
        async with self._changing:  # waits for a store that is under way
            return

    def unseal(self) -> None:
        """Store tokens again: the session was not forgotten after all."""
        self._sealed = False

    async def close(self) -> None:
        """Close the connections; a renewal that is under way gets `LAST_SECONDS` to end."""
        renewal = self._renewal
        if renewal is not None:
            await asyncio.wait({renewal}, timeout=LAST_SECONDS)
            renewal.cancel()
            await asyncio.wait({renewal})
        await self._client.close()

    async def _renewed(self, used: Tokens, began: int, *, quietly: bool = False) -> None:
        """Renew tokens, unless that has been done meanwhile.

        Args:
            used: the tokens that are due, or were refused.
            began: how many renewals there had been when the request began. If a later one failed,
                its error is raised again, so that many requests at once are not many renewals.
            quietly: whether to leave `notice` uncalled.
        """
        if self._tokens is not used:
            return
        if self._renewal is None and (self._renewals == began or self._failure is None):
            loop = asyncio.get_running_loop()
            self._renewal = loop.create_task(self._renew(used), name="renew tokens")
            self._renewal.add_done_callback(self._renewal_over)
        try:
            if self._renewal is not None:
                # The request may be cancelled; the renewal goes on, since others wait for it too.
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
