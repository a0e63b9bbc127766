"""Who renews and ends a session: its homeserver, or the authorization server that gave its tokens.

Sections: "Refreshing access tokens" and "Logout" for the legacy API; "Token refresh flow" and
"Token revocation" for OAuth 2.0. A refresh token goes to the issuer that gave it, and to nobody
else.
"""

from __future__ import annotations

from typing import TypeVar

from app.core import oauth_requests, requests
from app.core.errors import MetadataFault, WrongIssuer
from app.core.homeserver import Session
from app.core.identifiers import Origin, Target
from app.core.oauth import Granted, OAuthClient, OAuthServer
from app.core.oauth_reply import read_oauth
from app.core.requests import Request
from app.core.responses import Empty, Refreshed
from app.core.secret import Secret
from app.core.tokens import Tokens
from app.flows.ports import Api, Discovery, GetMessages, OpenApi
from app.flows.sign_out import persistently, revoke

T = TypeVar("T")


class Issuer:
    """Renew and end sessions, whichever API they are of.

    Args:
        open_api: opens clients without a token.
        discovery: knows the authorization server of a homeserver.
        messages: loads what OAuth 2.0 says.
    """

    def __init__(self, open_api: OpenApi, discovery: Discovery, messages: GetMessages) -> None:
        self._open_api = open_api
        self._discovery = discovery
        self._messages = messages

    async def renew(self, session: Session, token: Secret, api: Api) -> Refreshed:
        """Ask for the next pair of tokens, once.

        Args:
            session: whose.
            token: the refresh token.
            api: the homeserver's.

        Raises:
            OAuthRefused: the authorization server takes the token no more.
            WrongIssuer: the homeserver names another authorization server now.
            ConnectionFault, RemoteProtocolError, MatrixError: see `app.core.errors`.
        """
        if session.client is None:
            return await api.call(requests.refresh(token))
        server = await self._server(session, session.client)
        form = (await self._messages()).refresh(session.client.client_id, token)
        found = await self._post(
            oauth_requests.post(server.token, form, Granted), server.token.origin
        )
        return Refreshed(
            access_token=found.access_token,
            refresh_token=found.refresh_token,
            expires_in_ms=found.lifetime_ms,
        )

    async def end(self, session: Session, tokens: Tokens, api: Api) -> None:
        """End a session on its server; a server that does not know it any more has ended it.

        Args:
            session: which.
            tokens: what proves it.
            api: the homeserver's, with the access token.

        Raises:
            ConnectionFault, RemoteProtocolError, MatrixError, OAuthRefused, WrongIssuer,
            MetadataFault: it may still be open there.
        """
        client = session.client
        if client is None:
            await revoke(api)
        else:
            await persistently(lambda: self._revoke(session, client, tokens))

    async def _revoke(self, session: Session, client: OAuthClient, tokens: Tokens) -> None:
        server = await self._server(session, client)
        await self.revoke(server, client, tokens)

    async def revoke(self, server: OAuthServer, client: OAuthClient, tokens: Tokens) -> None:
        """Revoke a pair of tokens ("Token revocation"): either of them ends both."""
        token, hint = tokens.access, "access_token"
        if tokens.refresh is not None:
            token, hint = tokens.refresh, "refresh_token"
        form = (await self._messages()).revoke(client.client_id, token, hint)
        request = oauth_requests.post(server.revocation, form, Empty)
        await self._post(request, server.revocation.origin)

    async def _server(self, session: Session, client: OAuthClient) -> OAuthServer:
        found = await self._discovery.find(Target(origin=session.origin))
        server = found.oauth_server
        if server is None:
            raise MetadataFault(session.origin.name, "issuer")
        if server.issuer != client.issuer:
            raise WrongIssuer(session.origin.name)
        return server

    async def _post(self, request: Request[T], origin: Origin) -> T:
        api = self._open_api(origin, None)
        try:
            return read_oauth(await api.exchange(request), request.response)
        finally:
            await api.close()
