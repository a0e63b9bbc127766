"""The HTTP ports: clients for one homeserver, token renewal, and server discovery."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeAlias, TypeVar

from app.core.homeserver import Homeserver, Session
from app.core.identifiers import Origin, Target
from app.core.reply import Reply
from app.core.requests import Request
from app.core.responses import Refreshed, Support
from app.core.secret import Secret
from app.core.tokens import Tokens

T = TypeVar("T")


class Api(Protocol):
    """A client for one homeserver, with or without an access token."""

    @property
    def origin(self) -> Origin:
        """The origin that every request goes to."""
        ...

    async def exchange(self, request: Request[Any]) -> Reply:
        """Send a request and return the whole answer, whatever its status.

        Raises:
            ConnectionFault: no whole answer came.
            AnswerTooLarge, Redirected: an answer came, but is not read.
        """
        ...

    async def call(self, request: Request[T]) -> T:
        """Send a request and return its typed answer.

        Raises:
            ConnectionFault, RemoteProtocolError, MatrixError: see `app.core.errors`.
        """
        ...

    async def close(self) -> None:
        """Close the connections."""
        ...


class Client(Api, Protocol):
    """A client whose access token can be replaced."""

    def present(self, token: Secret | None) -> None:
        """Send this access token from now on, or none."""
        ...


class SessionIssuer(Protocol):
    """Renews and ends sessions, both of the legacy API and of the OAuth 2.0 API."""

    async def renew(self, session: Session, tokens: Tokens, api: Api) -> Refreshed:
        """Ask once for the next pair of tokens; `tokens` has to hold a refresh token.

        Raises:
            OAuthFault, ConnectionFault, RemoteProtocolError, MatrixError: none came.
        """
        ...

    async def end(self, session: Session, tokens: Tokens, api: Api) -> None:
        """End a session on its server.

        Raises:
            OAuthFault, ConnectionFault, RemoteProtocolError, MatrixError: the session may still be
                open there.
        """
        ...


OpenApi: TypeAlias = Callable[[Origin, Secret | None], Client]
"""Open a client for an origin, with an access token or without."""


class Discovery(Protocol):
    """Finds the homeserver behind what a person typed."""

    async def find(self, target: Target, *, fresh: bool = False) -> Homeserver:
        """Look a server up ("Server Discovery"); the result may be a day old.

        Args:
            target: what was typed.
            fresh: whether to ask the server although a result is cached.

        Raises:
            DiscoveryFault, ConnectionFault, RemoteProtocolError, MatrixError.
        """
        ...

    async def leads_to(self, server_name: str) -> Origin | None:
        """Return the homeserver that .well-known of a server name leads to; None if none is said.

        Nothing is raised: a server name that cannot be asked says nothing.
        """
        ...

    async def support(self, server_name: str) -> Support | None:
        """Return a server's support contacts ("Support Discovery"); None if there are none."""
        ...
