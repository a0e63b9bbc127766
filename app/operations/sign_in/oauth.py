"""Sign in with a server's OAuth 2.0 API: in the browser, or with a code on another device.

Section: "OAuth 2.0 API". A client is registered anew at the start of each sign-in, as the
specification wants it, and kept with the session: only this client can renew and revoke its
tokens.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import string
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from app.concurrency import to_its_end
from app.core import requests
from app.core.errors import (
    CodeExpired,
    ConnectionFault,
    DeviceCodeUnusable,
    LatchkeyError,
    OAuthRefused,
    RateLimited,
    SlowDown,
    StillPending,
    WrongIssuer,
    WrongSession,
    may_have_happened,
)
from app.core.homeserver import Opened, Session
from app.core.identifiers import Link, Origin, is_user_id
from app.core.oauth import requests as oauth_requests
from app.core.oauth.callback import CODE
from app.core.oauth.client import ClientMetadata, OAuthClient, TokenResponse
from app.core.oauth.device_code import DeviceCode, device_code_of
from app.core.oauth.metadata import DEVICE_GRANT, OAuthServer, issuer_suits
from app.core.oauth.reply import read_oauth
from app.core.requests import Request
from app.core.tokens import Tokens, renewal_time
from app.operations.ports.browser import GetMessages, OpenCallbackServer
from app.operations.ports.clock import Clock
from app.operations.ports.http import OpenApi
from app.operations.session.token_issuer import TokenIssuer
from app.operations.sign_in.browser_callback import (
    LAST_SECONDS,
    answer_at,
    opened,
    seen_through,
)

T = TypeVar("T")

DEVICE_ID_CHARS = 12
SLOWER_BY = 5.0
"""Seconds by which polls become rarer when the server asks for it (RFC 8628, section 3.5)."""

LONGEST_PAUSE = 60.0

ShowPage = Callable[[Link], None]
ShowCode = Callable[[DeviceCode], None]


@dataclass(frozen=True, slots=True)
class OAuthServices:
    """The services that an OAuth 2.0 sign-in uses.

    Attributes:
        open_api: opens clients without a token, for each of the server's hosts.
        open_callback_server: starts the callback server on loopback.
        messages: loads the builder of OAuth 2.0 messages.
        issuer: revokes tokens that cannot be used.
        clock: the time.
        client: the metadata under which this program registers as a client.
    """

    open_api: OpenApi
    open_callback_server: OpenCallbackServer
    messages: GetMessages
    issuer: TokenIssuer
    clock: Clock
    client: ClientMetadata


class OAuthSignIn:
    """Sign in to one homeserver with its OAuth 2.0 API.

    Args:
        origin: the homeserver's.
        server: its authorization server.
        services: the services that a sign-in uses.
    """

    def __init__(self, origin: Origin, server: OAuthServer, services: OAuthServices) -> None:
        self._origin = origin
        self._server = server
        self._services = services

    async def in_browser(self, show: ShowPage, device_id: str | None = None) -> Opened:
        """Sign in by a page in the person's browser ("Authorisation code flow").

        Args:
            show: called with the page that the browser is to open.
            device_id: a known device of the person, to be used again; None for a new one.

        Raises:
            ListenFailed: the callback server could not be started.
            BrowserNotBack: no answer came within `BACK_SECONDS`.
            OAuthRefused, AccessDenied: the server, or the person, refused.
            WrongIssuer: the answer is of another authorization server.
            WrongSession: the tokens are not for the device that was asked for.
            ConnectionFault, RemoteProtocolError, MatrixError: see `app.core.errors`.
        """
        services, device = self._services, device_id or new_device_id()
        messages = await services.messages()
        state = messages.new_state()
        async with opened(services.open_callback_server, state, CODE) as door:
            client_id = await self._register()
            asked = messages.ask(self._server, client_id, door.address, device, state)
            show(asked.page)
            answer = await answer_at(door)
        host = self._server.authorization.host
        if not issuer_suits(self._server, answer.query.reveal()):
            raise WrongIssuer(host)
        code = messages.code_of(answer.query, state, host)
        form = messages.exchange(client_id, code, door.address, asked.verifier)
        token = self._server.token
        request = oauth_requests.post(token, form, TokenResponse)
        granted = await self._granted(request, token.origin, client_id)
        return await self._opened(granted, client_id, device)

    async def by_code(self, show: ShowCode, device_id: str | None = None) -> Opened:
        """Sign in by a code that is typed on another device ("Device authorisation flow").

        Args:
            show: called with the code.
            device_id: as for `in_browser`.

        Raises:
            DeviceCodeUnusable: the server's answer holds no code that a person can use.
            CodeExpired: the code was not typed in time.
            OAuthRefused, AccessDenied, WrongSession, ConnectionFault, RemoteProtocolError,
            MatrixError: as for `in_browser`.
        """
        services, device = self._services, device_id or new_device_id()
        endpoint = self._server.device
        assert endpoint is not None  # noqa: S101  # offered only where there is one
        messages = await services.messages()
        client_id = await self._register()
        form = messages.ask_device(client_id, device)
        asked = oauth_requests.ask_device(endpoint, form)
        answer = await self._post(asked, endpoint.origin)
        found = device_code_of(answer, self._origin, services.clock.now())
        if found is None:
            raise DeviceCodeUnusable(endpoint.origin.name)
        show(found)
        granted = await self._poll(found, client_id)
        return await self._opened(granted, client_id, device)

    async def _poll(self, code: DeviceCode, client_id: str) -> TokenResponse:
        """Poll for the tokens until the code was typed; poll more slowly while answers are lost."""
        services, pause, lost = self._services, code.interval, 0
        form = (await services.messages()).poll_device(client_id, code.secret)
        endpoint = self._server.token
        request = oauth_requests.post(endpoint, form, TokenResponse)
        while True:
            await services.clock.sleep(min(pause * 2**lost, LONGEST_PAUSE))
            if services.clock.now() >= code.ends:
                raise CodeExpired(0, "expired_token", "", host=endpoint.origin.name)
            try:
                return await self._granted(request, endpoint.origin, client_id)
            except StillPending:
                lost = 0
            except SlowDown:
                pause, lost = pause + SLOWER_BY, 0
            except RateLimited as error:
                pause = max(pause, min(error.retry_after, LONGEST_PAUSE))
            except OAuthRefused:
                raise
            except LatchkeyError as error:
                if not (isinstance(error, ConnectionFault) or may_have_happened(error)):
                    raise
                lost += 1

    async def _granted(
        self, request: Request[TokenResponse], origin: Origin, client_id: str
    ) -> TokenResponse:
        """Request tokens; if cancelled meanwhile, revoke those that still come."""

        async def give_back(granted: TokenResponse) -> None:
            tokens = Tokens(granted.access_token, granted.refresh_token)
            await self._give_back(OAuthClient.at(self._server, client_id), tokens)

        return await seen_through(self._post(request, origin), give_back)

    async def _register(self) -> str:
        endpoint, client = self._server.registration, self._services.client
        if self._server.device is None:
            grants = tuple(each for each in client.grant_types if each != DEVICE_GRANT)
            client = msgspec.structs.replace(client, grant_types=grants)
        request = oauth_requests.register(endpoint, client)
        found = await self._post(request, endpoint.origin)
        return found.client_id

    async def _post(self, request: Request[T], origin: Origin) -> T:
        api = self._services.open_api(origin, None)
        try:
            return read_oauth(await api.exchange(request), request.response)
        finally:
            await api.close()

    async def _opened(self, granted: TokenResponse, client_id: str, device_id: str) -> Opened:
        """Ask the homeserver whose tokens these are; revoke them if they cannot be used."""
        services = self._services
        renew_at = renewal_time(granted.lifetime_ms, services.clock.now())
        client = OAuthClient.at(self._server, client_id)
        tokens = Tokens(granted.access_token, granted.refresh_token, renew_at, client=client)
        api = services.open_api(self._origin, granted.access_token)
        try:
            if not granted.suits(device_id):
                raise WrongSession(self._server.token.origin.name)
            who = await api.call(requests.whoami())
            if who.device_id != device_id or not is_user_id(who.user_id):
                raise WrongSession(self._origin.name)
        except (LatchkeyError, asyncio.CancelledError):
            await to_its_end(self._give_back(client, tokens))
            raise
        finally:
            await api.close()
        session = Session(who.user_id, device_id, self._origin, kept=False)
        return Opened(session, tokens)

    async def _give_back(self, client: OAuthClient, tokens: Tokens) -> None:
        # If that fails, the access token expires, and nobody holds the refresh token.
        with contextlib.suppress(LatchkeyError, TimeoutError):
            async with asyncio.timeout(LAST_SECONDS):
                await self._services.issuer.revoke(self._server, client, tokens)


def new_device_id() -> str:
    """Return a new random device ID ("Device ID allocation")."""
    letters = string.ascii_uppercase + string.digits
    return "".join(secrets.choice(letters) for _ in range(DEVICE_ID_CHARS))
