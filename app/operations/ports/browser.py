"""The way through a browser: what is asked there, and where the answer comes back."""

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
    """A door on loopback that a person's browser comes back to, once."""

    @property
    def address(self) -> str:
        """Where that is."""
        ...

    async def answer(self) -> callback.Answer:
        """Wait for the one answer."""
        ...

    async def close(self) -> None:
        """Close it."""
        ...


OpenCallbackServer: TypeAlias = Callable[[Secret, str], Awaitable[CallbackServer]]
"""Open a door: the state that the answer has to carry, and the parameter that holds the yes. Raises
`ListenFailed`."""


@dataclass(frozen=True, slots=True)
class AuthorizationRequest:
    """A question that is put to an authorization server through the browser.

    Attributes:
        page: where the browser is to go.
        verifier: proves later who asked (PKCE).
    """

    page: Link
    verifier: Secret = field(repr=False)


class OAuthMessages(Protocol):
    """What OAuth 2.0 says: it builds and reads messages, and sends none."""

    def new_state(self) -> Secret:
        """Make a state up, for one sign-in."""
        ...

    def ask(
        self, server: OAuthServer, client_id: str, redirect: str, device_id: str, state: Secret
    ) -> AuthorizationRequest:
        """Ask for a code, with PKCE S256 ("Authorisation request")."""
        ...

    def code_of(self, query: Secret, state: Secret, host: str) -> Secret:
        """Read the code of what the browser brought back.

        Raises:
            OAuthRefused: there is none, and why.
        """
        ...

    def exchange(self, client_id: str, code: Secret, redirect: str, verifier: Secret) -> Form:
        """Ask for the tokens of a code ("Token request")."""
        ...

    def refresh(self, client_id: str, token: Secret) -> Form:
        """Ask for the next pair of tokens ("Token refresh flow")."""
        ...

    def revoke(self, client_id: str, token: Secret, hint: str) -> Form:
        """Revoke a token, and the other one of its pair ("Token revocation")."""
        ...

    def ask_device(self, client_id: str, device_id: str) -> Form:
        """Ask for a code that is typed on another device ("Device authorisation request")."""
        ...

    def poll_device(self, client_id: str, code: Secret) -> Form:
        """Ask for the tokens of such a code ("Token polling")."""
        ...


GetMessages: TypeAlias = Callable[[], Awaitable[OAuthMessages]]
"""Load them: that takes a while, once."""
