"""What the rig's authorization server remembers: clients, codes, tokens."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit

from authlib.oauth2.rfc6749 import AuthorizationCodeMixin, ClientMixin, TokenMixin
from authlib.oauth2.rfc8628 import DeviceCredentialMixin


@dataclass
class Client(ClientMixin):  # type: ignore[misc]  # Authlib ships no types
    """A registered client; public, as all of Matrix's are."""

    client_id: str
    metadata: dict[str, object]

    def get_client_id(self) -> str:
        return self.client_id

    def get_default_redirect_uri(self) -> str:
        return self._redirects()[0]

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        """Take any port of loopback ("Redirect URI validation")."""
        parts = urlsplit(redirect_uri)
        bare = urlunsplit(parts._replace(netloc=parts.hostname or ""))
        return bare in self._redirects()

    def check_client_secret(self, client_secret: str) -> bool:
        return False

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method == "none"

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        found = self.metadata.get("grant_types")
        return isinstance(found, list) and grant_type in found

    def _redirects(self) -> list[str]:
        found = self.metadata.get("redirect_uris")
        return [str(each) for each in found] if isinstance(found, list) else []


@dataclass
class Code(AuthorizationCodeMixin):  # type: ignore[misc]  # as above
    """An authorization code."""

    code: str
    client_id: str
    redirect_uri: str
    scope: str
    user: str
    code_challenge: str | None
    code_challenge_method: str | None

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope


@dataclass
class Token(TokenMixin):  # type: ignore[misc]  # as above
    """A pair of access token and refresh token; pairs that replace each other share a family.

    Attributes:
        used: whether the homeserver has seen the access token; the pair before is then invalid.
    """

    access_token: str
    refresh_token: str
    client_id: str
    scope: str
    user: str
    family: str
    expires_in: int
    issued_at: float = field(default_factory=time.time)
    revoked: bool = False
    used: bool = False

    def check_client(self, client: Client) -> bool:
        return self.client_id == client.client_id

    def get_scope(self) -> str:
        return self.scope

    def get_expires_in(self) -> int:
        return self.expires_in

    def is_expired(self) -> bool:
        return time.time() >= self.issued_at + self.expires_in

    def is_revoked(self) -> bool:
        return self.revoked

    def get_user(self) -> str:
        return self.user

    def get_client(self) -> None:
        return None


@dataclass
class DeviceCode(DeviceCredentialMixin):  # type: ignore[misc]  # as above
    """A device code, whose user code is typed on another device (RFC 8628).

    Attributes:
        decision: whether the user allowed it; None before.
    """

    device_code: str
    user_code: str
    client_id: str
    scope: str
    expires_at: float
    user: str = ""
    decision: bool | None = None
    polled_at: float = 0.0

    def get_client_id(self) -> str:
        return self.client_id

    def get_scope(self) -> str:
        return self.scope

    def get_user_code(self) -> str:
        return self.user_code

    def is_expired(self) -> bool:
        return time.time() >= self.expires_at
