"""What is known of a homeserver before anyone signs in, and of a session afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.core.identifiers import Origin
from app.core.secret import Secret

LOGIN_PASSWORD = "m.login.password"  # noqa: S105  # the name of a way to sign in
LOGIN_SSO = "m.login.sso"


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
    """

    server_name: str
    origin: Origin
    well_known: bool
    versions: tuple[str, ...]
    login_types: tuple[str, ...]

    @property
    def takes_password(self) -> bool:
        """Whether a password signs in here."""
        return LOGIN_PASSWORD in self.login_types


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in device, without its token.

    Attributes:
        user_id: full.
        device_id: ours.
        origin: the homeserver's.
        kept: whether the token is in the vault; otherwise it lives in memory alone.
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
    def vault_key(self) -> str:
        """Where the access token lies in the vault."""
        return f"access-token {self.user_id} {self.device_id}"


@dataclass(frozen=True, slots=True)
class Opened:
    """A session and the token that proves it."""

    session: Session
    token: Secret = field(repr=False)
