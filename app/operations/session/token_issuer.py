"""Renew and end sessions, at the homeserver or at its authorization server (OAuth 2.0).

Sections: "Refreshing access tokens" and "Logout" for the legacy API; "Token refresh flow" and
"Token revocation" for OAuth 2.0. A refresh token is sent only to the issuer that gave it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from app.core import requests
from app.core.encoding import Form
from app.core.errors import (
    GrantRefused,
    MetadataFault,
    OAuthFault,
    RemoteProtocolError,
    Unrecognized,
    WrongIssuer,
)
from app.core.homeserver import Session
from app.core.identifiers import Target
from app.core.oauth import requests as oauth_requests
from app.core.oauth.client import OAuthClient, TokenResponse
from app.core.oauth.metadata import Endpoint, OAuthServer
from app.core.oauth.reply import read_oauth
from app.core.responses import Empty, Refreshed
from app.core.tokens import Tokens
from app.operations.ports.browser import GetMessages
from app.operations.ports.http import Api, Discovery, OpenApi
from app.operations.session.sign_out import persistently, revoke

T = TypeVar("T")


class TokenIssuer:
    """Renew and end sessions, both of the legacy API and of the OAuth 2.0 API.

    Args:
        open_api: opens clients without a token.
        discovery: knows the authorization server of a homeserver.
        messages: loads the builder of OAuth 2.0 messages.
    """

    def __init__(self, open_api: OpenApi, discovery: Discovery, messages: GetMessages) -> None:
        self._open_api = open_api
        self._discovery = discovery
        self._messages = messages

    async def renew(self, session: Session, tokens: Tokens, api: Api) -> Refreshed:
        """Ask for the next pair of tokens, once.

        Args:
            session: the session of the tokens.
            tokens: the pair in use, with a refresh token.
            api: the homeserver's client.

        Raises:
            OAuthRefused: the authorization server refuses the refresh token.
            WrongIssuer: the homeserver names another authorization server now.
            ConnectionFault, RemoteProtocolError, MatrixError: see `app.core.errors`.
        """
        token, client = tokens.refresh, tokens.client
        assert token is not None  # noqa: S101  # only such tokens are renewed
        if client is None:
            return await api.call(requests.refresh(token))
        form = (await self._messages()).refresh(client.client_id, token)
        found = await self._at_server(
            session, client, lambda server: self._post(server.token, form, TokenResponse)
        )
        return Refreshed(
            access_token=found.access_token,
            refresh_token=found.refresh_token,
            expires_in_ms=found.lifetime_ms,
        )

    async def end(self, session: Session, tokens: Tokens, api: Api) -> None:
        """End a session on its server; a server that does not know it any more has ended it.

        Args:
            session: the session to end.
            tokens: its tokens.
            api: the homeserver's client, with the access token.

        Raises:
            ConnectionFault, RemoteProtocolError, MatrixError, OAuthRefused, WrongIssuer,
            MetadataFault: the session may still be open there.
        """
        client = tokens.client
        if client is None:
            await revoke(api)
        else:
            await persistently(
                lambda: self._at_server(
                    session, client, lambda server: self.revoke(server, client, tokens)
                )
            )

    async def revoke(self, server: OAuthServer, client: OAuthClient, tokens: Tokens) -> None:
        """Revoke a pair of tokens ("Token revocation"): either of them ends both."""
        token, hint = tokens.access, "access_token"
        if tokens.refresh is not None:
            token, hint = tokens.refresh, "refresh_token"
        form = (await self._messages()).revoke(client.client_id, token, hint)
        await self._post(server.revocation, form, Empty)

    async def _at_server(
        self, session: Session, client: OAuthClient, ask: Callable[[OAuthServer], Awaitable[T]]
    ) -> T:
        """Call `ask` with the authorization server of a session.

        If that fails, the server is looked up again; if it has changed, `ask` is called once more.
        """
        first: OAuthServer | None = None
        try:
            first = await self._server(session, client, fresh=False)
            return await ask(first)
        except GrantRefused:
            raise
        except (OAuthFault, Unrecognized, RemoteProtocolError) as error:
            now = await self._server(session, client, fresh=True)
            if now == first:
                raise error from None
            return await ask(now)

    async def _server(self, session: Session, client: OAuthClient, *, fresh: bool) -> OAuthServer:
        found = await self._discovery.find(Target(origin=session.origin), fresh=fresh)
        server = found.oauth_server
        if server is None:
            raise MetadataFault(session.origin.name, "issuer")
        if not client.is_of(server):
            raise WrongIssuer(session.origin.name)
        return server

    async def _post(self, endpoint: Endpoint, form: Form, shape: type[T]) -> T:
        api = self._open_api(endpoint.origin, None)
        try:
            request = oauth_requests.post(endpoint, form, shape)
            return read_oauth(await api.exchange(request), shape)
        finally:
            await api.close()
