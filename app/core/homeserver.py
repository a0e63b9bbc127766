"""Data classes of a discovered homeserver and of a signed-in session."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TypeAlias

from app.core.errors import LatchkeyError
from app.core.identifiers import Origin
from app.core.oauth.metadata import Management, OAuthApi, OAuthServer
from app.core.tokens import Tokens

LOGIN_PASSWORD = "m.login.password"  # noqa: S105  # the name of a way to sign in
LOGIN_SSO = "m.login.sso"
LOGIN_TOKEN = "m.login.token"  # noqa: S105  # as above

VAULT_PLACES = 2
"""Vault keys per session: a new pair of tokens is stored before the old one is removed."""

Account: TypeAlias = tuple[str, Origin]
"""A user ID, and the homeserver that it was proven to: one account has one session here."""


@dataclass(frozen=True, slots=True)
class ProviderIcon:
    """Address of an identity provider's icon in the content repository (``mxc://``).

    Attributes:
        server_name: the server that the media belongs to.
        media_id: the media's ID on that server.
    """

    server_name: str
    media_id: str


@dataclass(frozen=True, slots=True)
class Provider:
    """An identity provider of single sign-on ("m.login.sso flow schema").

    Attributes:
        provider_id: the provider's ID, as the server wrote it.
        name: name to show, cleaned.
        brand: identifier of a well-known brand, such as ``github``; empty if none is given.
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
        providers: providers to offer; empty if the server's page offers them, or there is one.
        oauth_aware: whether no other sign-in method is to be offered ("OAuth 2.0 aware clients").
    """

    providers: tuple[Provider, ...] = ()
    oauth_aware: bool = False


@dataclass(frozen=True, slots=True)
class Homeserver:
    """A homeserver that answered.

    Attributes:
        server_name: what was typed, or what the Matrix ID ends in; the origin's name if a URL
            was typed.
        origin: origin of its Client-Server API.
        well_known: whether .well-known named that origin.
        versions: versions of the specification that it advertises.
        login_types: login flow types, in the server's order; empty without a legacy sign-in.
        sso: single sign-on with the legacy API; None if it has none.
        oauth: its OAuth 2.0 API; None if it has none; an error if that could not be found out.
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
        """Whether accounts are managed on a website: true with the OAuth 2.0 API."""
        return isinstance(self.oauth, OAuthApi)

    @property
    def management(self) -> Management | None:
        """The account management page; None if the server names none."""
        return self.oauth.management if isinstance(self.oauth, OAuthApi) else None

    @property
    def resets_password(self) -> bool:
        """Whether a forgotten password can be reset in this app, and not on a website."""
        return self.takes_password and not self.managed_elsewhere

    @property
    def takes_password(self) -> bool:
        """Whether the server offers sign-in with a password."""
        return LOGIN_PASSWORD in self.login_types


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in device, without its tokens.

    Attributes:
        user_id: the full user ID.
        device_id: ID of this app's device.
        origin: the homeserver's origin.
        kept: whether the tokens are in the vault; otherwise they are in memory only.
        server_name: what to call the homeserver, which is not always the server name in the user
            ID (`app.operations.sign_in.server_check`); by default its host, with a path if it has
            one.
    """

    user_id: str
    device_id: str
    origin: Origin
    kept: bool = field(default=True, compare=False)
    server_name: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if not self.server_name:
            object.__setattr__(self, "server_name", self.origin.place)

    @property
    def localpart(self) -> str:
        """The part of the user ID before its first colon, with the ``@``."""
        return self.user_id.partition(":")[0]

    @property
    def account(self) -> Account:
        """The user ID and homeserver of the session, without its device."""
        return (self.user_id, self.origin)

    def vault_key(self, serial: int) -> str:
        """Return the vault key of a pair of tokens; a session uses `VAULT_PLACES` keys in turn.

        The origin is part of the key: a server that claims another server's user ID can neither
        read nor overwrite that user's tokens.

        Args:
            serial: serial number of the pair, see `Tokens`.
        """
        return f"session {self.origin} {self.user_id} {self.device_id} {serial % VAULT_PLACES}"


@dataclass(frozen=True, slots=True)
class Opened:
    """A session together with its tokens."""

    session: Session
    tokens: Tokens

    def in_place_of(self, session: Session) -> Opened:
        """Return this sign-in, stored or not and with its server called as before.

        Args:
            session: the session of the same user that it takes the place of.
        """
        same = replace(self.session, kept=session.kept, server_name=session.server_name)
        return Opened(same, self.tokens)
