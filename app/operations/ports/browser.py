"""Ports for a sign-in in the browser: the callback server, and the OAuth 2.0 messages."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from app.core.encoding import Form
from app.core.identifiers import Link
from app.core.oauth import callback
from app.core.oauth.metadata import OAuthServer
from app.core.secret import Secret


class CallbackServer(Protocol):
    """An HTTP server on loopback that takes one answer from the person's browser."""

    @property
    def address(self) -> str:
        """The URL that the browser is sent back to."""
        ...

    async def answer(self) -> callback.Answer:
        """Wait for the browser's answer, and return it."""
        ...

    async def close(self) -> None:
        """Stop listening."""
        ...


OpenCallbackServer: TypeAlias = Callable[[Secret, str], Awaitable[CallbackServer]]
"""Start a callback server. Arguments: the ``state`` that the answer has to carry, and the name of
the query parameter that holds the code or login token. Raises `ListenFailed`."""


@dataclass(frozen=True, slots=True)
class AuthorizationRequest:
    """An authorization request, to be opened in the browser.

    Attributes:
        page: the URL to open.
        verifier: the PKCE code verifier, to be sent with the token request.
    """

    page: Link
    verifier: Secret = field(repr=False)


class OAuthMessages(Protocol):
    """Builds and reads the messages of OAuth 2.0; it sends nothing."""

    def new_state(self) -> Secret:
        """Return a new random ``state`` for one sign-in."""
        ...

    def ask(
        self, server: OAuthServer, client_id: str, redirect: str, device_id: str, state: Secret
    ) -> AuthorizationRequest:
        """Build an authorization request with PKCE S256 ("Authorisation request")."""
        ...

    def code_of(self, query: Secret, state: Secret, host: str) -> Secret:
        """Return the authorization code in the query of the callback.

        Raises:
            OAuthRefused: the query holds an error, or no code.
        """
        ...

    def exchange(self, client_id: str, code: Secret, redirect: str, verifier: Secret) -> Form:
        """Build the form that exchanges a code for tokens ("Token request")."""
        ...

    def refresh(self, client_id: str, token: Secret) -> Form:
        """Build the form that asks for the next pair of tokens ("Token refresh flow")."""
        ...

    def revoke(self, client_id: str, token: Secret, hint: str) -> Form:
        """Build the form that revokes a token and the other of its pair ("Token revocation")."""
        ...

    def ask_device(self, client_id: str, device_id: str) -> Form:
        """Build the form that asks for a device code ("Device authorisation request")."""
        ...

    def poll_device(self, client_id: str, code: Secret) -> Form:
        """Build the form that asks for the tokens of a device code ("Token polling")."""
        ...


GetMessages: TypeAlias = Callable[[], Awaitable[OAuthMessages]]
"""Return the OAuth 2.0 messages. The first call imports a library, which takes a while."""
