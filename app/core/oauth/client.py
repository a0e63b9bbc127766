"""Registration of this app at an authorization server, and the token endpoint's answer.

Sections: "OAuth 2.0 API, Client registration" and "Grant types".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec

from app.core.lenient import Identifier, Maybe
from app.core.oauth.metadata import DEVICE_GRANT, OAuthServer
from app.core.responses import Body
from app.core.secret import Secret

API_SCOPE = "urn:matrix:client:api:*"

DEVICE_SCOPE = "urn:matrix:client:device:"

LOOPBACK_REDIRECT = "http://127.0.0.1/callback"
"""As it is registered: any port is accepted at this host ("Redirect URI validation")."""


@dataclass(frozen=True, slots=True)
class OAuthClient:
    """This app's registration as a client of an authorization server, for one session.

    Attributes:
        issuer: issuer that registered the client; refresh tokens are sent to no other.
        client_id: ID that the registration gave.
        origin: origin of the token endpoint, such as ``https://host``. Metadata that keep the
            issuer but move the endpoint to another origin do not get the tokens either.
    """

    issuer: str
    client_id: str
    origin: str

    @classmethod
    def at(cls, server: OAuthServer, client_id: str) -> OAuthClient:
        """Return the client that was registered at `server` as `client_id`."""
        return cls(server.issuer, client_id, str(server.token.origin))

    def is_of(self, server: OAuthServer) -> bool:
        """Return whether `server` has the issuer and the origin that registered this client."""
        return (self.issuer, self.origin) == (server.issuer, str(server.token.origin))


class ClientMetadata(msgspec.Struct, frozen=True):
    """Body of a registration ("Client registration"): a public client on a person's computer."""

    client_name: str
    client_uri: str
    redirect_uris: tuple[str, ...] = (LOOPBACK_REDIRECT,)
    grant_types: tuple[str, ...] = ("authorization_code", "refresh_token", DEVICE_GRANT)
    response_types: tuple[str, ...] = ("code",)
    token_endpoint_auth_method: str = "none"  # noqa: S105  # the name of a method
    application_type: str = "native"


class RegistrationResponse(Body, frozen=True, kw_only=True):
    """Answer of the registration endpoint."""

    client_id: Identifier


class TokenResponse(Body, frozen=True, kw_only=True):
    """Answer of the token endpoint ("Token request", "Token refresh flow").

    Attributes:
        expires_in: lifetime in seconds, not validated.
        scope: the granted scope; None if it is the requested one.
    """

    access_token: Secret
    token_type: str
    refresh_token: Maybe[Secret] = None
    expires_in: Any = None
    scope: Maybe[str] = None

    @property
    def lifetime_ms(self) -> object:
        """The lifetime in milliseconds, as the legacy API has it; None where it is no number."""
        value = self.expires_in
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        return value * 1000

    def suits(self, device_id: str) -> bool:
        """Return whether this is a bearer token with the scopes for the API and the device."""
        granted = None if self.scope is None else self.scope.split()
        bearer = self.token_type.lower() == "bearer"
        wanted = {API_SCOPE, f"{DEVICE_SCOPE}{device_id}"}
        return bearer and (granted is None or wanted <= {*granted})
