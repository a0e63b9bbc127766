"""What is known of a homeserver before anyone signs in, and of a session afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from app.core.errors import LatchkeyError
from app.core.identifiers import Origin
from app.core.oauth.metadata import Management, OAuthApi, OAuthServer
from app.core.tokens import Tokens

LOGIN_PASSWORD = "m.login.password"  # noqa: S105  # the name of a way to sign in
LOGIN_SSO = "m.login.sso"
LOGIN_TOKEN = "m.login.token"  # noqa: S105  # as above

VAULT_PLACES = 2
"""A new pair of tokens is in the vault before the old one is dropped."""

Account: TypeAlias = tuple[str, Origin]
"""A user ID, and the homeserver that it was proven to: one account has one session here."""


@dataclass(frozen=True, slots=True)
class ProviderIcon:
    """Where a picture is in the content repository (``mxc://``).

    Attributes:
        server_name: whose.
        media_id: its name there.
    """

    server_name: str
    media_id: str


@dataclass(frozen=True, slots=True)
class Provider:
    """An identity provider of single sign-on ("m.login.sso flow schema").

    Attributes:
        provider_id: as the server wrote it.
        name: for a person, cleaned.
        brand: a well-known one, such as ``github``; empty if it says none.
        icon: its picture, if it has one.
    """

    provider_id: str
    name: str
    brand: str = ""
    icon: ProviderIcon | None = None


@dataclass(frozen=True, slots=True)
class SingleSignOn:
    """Single sign-on with the legacy API.

    Attributes:
        providers: to choose from; none where the server lets the person choose, or has one.
        oauth_aware: it is the one way that is to be offered ("OAuth 2.0 aware clients").
    """

    providers: tuple[Provider, ...] = ()
    oauth_aware: bool = False


@dataclass(frozen=True, slots=True)
class Homeserver:
    """A homeserver that answered.

    Attributes:
        server_name: what was typed, or what the Matrix ID ends in; the origin's name if a URL
            was typed.
        origin: where its Client-Server API is.
        well_known: whether .well-known led there.
        versions: of the specification, as advertised.
        login_types: ways to sign in, in the server's order; empty if it has no legacy sign-in.
        sso: how it signs in on a website, with the legacy API.
        oauth: its OAuth 2.0 API; None if it has none; why that is not known.
        legacy: whether it has the legacy API.
    """

    server_name: str
    origin: Origin
    well_known: bool
    versions: tuple[str, ...]
    login_types: tuple[str, ...]
    sso: SingleSignOn | None = None
    oauth: OAuthApi | LatchkeyError | None = None
    legacy: bool = True

    @property
    def oauth_server(self) -> OAuthServer | None:
        """The authorization server that signs people in, if there is one that can be used."""
        found = self.oauth.server if isinstance(self.oauth, OAuthApi) else None
        return found if isinstance(found, OAuthServer) else None

    @property
    def managed_elsewhere(self) -> bool:
        """Whether accounts are looked after on a website: the server has the OAuth 2.0 API."""
        return isinstance(self.oauth, OAuthApi)

    @property
    def management(self) -> Management | None:
        """Where that is, if the server says so."""
        return self.oauth.management if isinstance(self.oauth, OAuthApi) else None

    @property
    def resets_password(self) -> bool:
        """Whether a forgotten password can be set anew here, and not on a website."""
        return self.takes_password and not self.managed_elsewhere

    @property
    def takes_password(self) -> bool:
        """Whether a password signs in here."""
        return LOGIN_PASSWORD in self.login_types


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in device, without its tokens.

    Attributes:
        user_id: full.
        device_id: ours.
        origin: the homeserver's.
        kept: whether the tokens are in the vault; otherwise they live in memory alone.
    """

    user_id: str
    device_id: str
    origin: Origin
    kept: bool = field(default=True, compare=False)

    @property
    def server_name(self) -> str:
        """The part of the user ID after its first colon."""
        return self.user_id.partition(":")[2]

    @property
    def localpart(self) -> str:
        """The part of the user ID before its first colon, with the ``@``."""
        return self.user_id.partition(":")[0]

    @property
    def account(self) -> Account:
        """Whose session it is, whatever the device."""
        return (self.user_id, self.origin)

    def vault_key(self, serial: int) -> str:
        """Return where a pair of tokens lies in the vault: in one of two places, by turns.

        The origin is part of it: a server that claims to be home to another one's user reads and
        writes nothing of that user's.
        """
        return f"session {self.origin} {self.user_id} {self.device_id} {serial % VAULT_PLACES}"


@dataclass(frozen=True, slots=True)
class Opened:
    """A session and the tokens that prove it."""

    session: Session
    tokens: Tokens
