"""A homeserver, and how one is found, as operations see them."""

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
    """One homeserver, and no other; with a token or without."""

    @property
    def origin(self) -> Origin:
        """What the client is locked to."""
        ...

    async def exchange(self, request: Request[Any]) -> Reply:
        """Send a request and return the whole answer, whatever its status.

        Raises:
            ConnectionFault: no whole answer came.
            AnswerTooLarge, Redirected: there is one that is not read.
        """
        ...

    async def call(self, request: Request[T]) -> T:
        """Send a request and return its typed answer.

        Raises:
            ConnectionFault, RemoteProtocolError, MatrixError: see `app.core.errors`.
        """
        ...

    async def close(self) -> None:
        """Give the connections back."""
        ...


class Client(Api, Protocol):
    """A client whose access token can be replaced."""

    def present(self, token: Secret | None) -> None:
        """Send this access token from now on."""
        ...


class SessionIssuer(Protocol):
    """Renews and ends sessions, whichever API they are of."""

    async def renew(self, session: Session, tokens: Tokens, api: Api) -> Refreshed:
        """Ask for the next pair of tokens, once; there is a refresh token.

        Raises:
            OAuthFault, ConnectionFault, RemoteProtocolError, MatrixError: there is none.
        """
        ...

    async def end(self, session: Session, tokens: Tokens, api: Api) -> None:
        """End a session on its server.

        Raises:
            OAuthFault, ConnectionFault, RemoteProtocolError, MatrixError: it may be open there.
        """
        ...


OpenApi: TypeAlias = Callable[[Origin, Secret | None], Client]
"""Open a client for an origin, with an access token or without."""


class Discovery(Protocol):
    """Finds the homeserver behind what a person typed."""

    async def find(self, target: Target, *, fresh: bool = False) -> Homeserver:
        """Look a server up ("Server Discovery"); what is known may be a day old.

        Args:
            target: what was typed.
            fresh: ask anew, whatever is known.

        Raises:
            DiscoveryFault, ConnectionFault, RemoteProtocolError, MatrixError.
        """
        ...

    async def support(self, server_name: str) -> Support | None:
        """Return whom to write to, or None where nobody says."""
        ...
