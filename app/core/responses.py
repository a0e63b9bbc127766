"""Types of the answers' JSON bodies, with the keys that Latchkey reads.

Only what is read is declared: unknown keys are ignored. What a value of the wrong type costs is
said by its type (`app.core.lenient`); without one of those, it makes the answer a `WrongShape`.
Section names are those of the Client-Server API.
"""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias

import msgspec

from app.core.lenient import Identifier, Listed, Maybe, Opaque, Shown
from app.core.secret import Secret

MOST = 2**31 - 1
"""No number of things that is shown is larger."""

MOST_MINIMUM = 512
"""Characters; a rule that asks for a longer password could not be kept (`password_policy`)."""

MOST_STAGES = 30
"""No flow has more stages."""

Count: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=MOST)]

Milliseconds: TypeAlias = Annotated[float, msgspec.Meta(ge=0, le=253402300799999)]
"""A time since the epoch, before the year 10,000."""


class Body(msgspec.Struct, frozen=True, kw_only=True):
    """Base class of all answer bodies: immutable, created with keyword arguments only."""


class Empty(Body, frozen=True, kw_only=True):
    """An answer whose body is not read: its status says enough."""


class Versions(Body, frozen=True, kw_only=True):
    """GET /versions ("API Versions")."""

    versions: Listed[str]


class BaseUrl(Body, frozen=True, kw_only=True):
    """One entry of .well-known/matrix/client; every key optional, so that its lack can be told."""

    base_url: str | None = None


class WellKnown(Body, frozen=True, kw_only=True):
    """GET /.well-known/matrix/client ("Server Discovery")."""

    homeserver: BaseUrl | None = msgspec.field(name="m.homeserver", default=None)


class SupportContact(Body, frozen=True, kw_only=True):
    """One support contact of a server."""

    matrix_id: Shown = ""
    email_address: Shown = ""


class Support(Body, frozen=True, kw_only=True):
    """GET /.well-known/matrix/support ("Support Discovery")."""

    contacts: Maybe[Listed[SupportContact]] = None
    support_page: Maybe[str] = None


class IdentityProvider(Body, frozen=True, kw_only=True):
    """One identity provider of single sign-on, not yet validated (see `app.core.sso`)."""

    id: Identifier
    name: Any = None
    brand: Any = None
    icon: Any = None

    @property
    def key(self) -> str:
        """What tells it from the others of a list."""
        return self.id


class LoginFlow(Body, frozen=True, kw_only=True):
    """One login flow of GET /login.

    Attributes:
        identity_providers: those of single sign-on; `app.core.sso` validates them.
        oauth_aware_preferred: whether clients with OAuth 2.0 are to offer this flow alone.
        delegated_oidc: the same under the name that it had in MSC3824.
    """

    type: Identifier
    identity_providers: Maybe[Listed[IdentityProvider]] = None
    oauth_aware_preferred: Maybe[bool] = None
    delegated_oidc: Maybe[bool] = msgspec.field(
        name="org.matrix.msc3824.delegated_oidc_compatibility", default=None
    )


class LoginFlows(Body, frozen=True, kw_only=True):
    """GET /login ("Login")."""

    flows: Listed[LoginFlow]


class LoggedIn(Body, frozen=True, kw_only=True):
    """POST /login ("Login").

    Attributes:
        expires_in_ms: lifetime of the access token, not yet validated; `app.core.tokens` does it.
    """

    user_id: Identifier
    device_id: Identifier
    access_token: Secret
    refresh_token: Maybe[Secret] = None
    expires_in_ms: Any = None


class Refreshed(Body, frozen=True, kw_only=True):
    """POST /refresh ("Refreshing access tokens").

    Attributes:
        refresh_token: None if the old one stays in use.
        expires_in_ms: as in `LoggedIn`.
    """

    access_token: Secret
    refresh_token: Maybe[Secret] = None
    expires_in_ms: Any = None


class WhoAmI(Body, frozen=True, kw_only=True):
    """GET /account/whoami ("Current account information")."""

    user_id: Identifier
    device_id: Maybe[Identifier] = None


class BooleanCapability(Body, frozen=True, kw_only=True):
    """A capability that is on or off."""

    enabled: bool


class CapabilityMap(Body, frozen=True, kw_only=True):
    """The capabilities that concern an account."""

    change_password: Maybe[BooleanCapability] = msgspec.field(
        name="m.change_password", default=None
    )
    threepid_changes: Maybe[BooleanCapability] = msgspec.field(name="m.3pid_changes", default=None)

    @property
    def may_change_password(self) -> bool:
        """Whether the password can be changed; a capability that is not told is there."""
        return self.change_password is None or self.change_password.enabled

    @property
    def may_change_threepids(self) -> bool:
        """Whether emails and phones can be changed; likewise."""
        return self.threepid_changes is None or self.threepid_changes.enabled


class Capabilities(Body, frozen=True, kw_only=True):
    """GET /capabilities ("Capabilities negotiation")."""

    capabilities: Maybe[CapabilityMap] = None


class PasswordPolicy(Body, frozen=True, kw_only=True):
    """GET /password_policy: Synapse's rules for a new password (proposed as MSC2000).

    Attributes:
        minimum_length: in characters.
    """

    minimum_length: Maybe[Annotated[int, msgspec.Meta(le=MOST_MINIMUM)]] = msgspec.field(
        name="m.minimum_length", default=None
    )
    require_digit: Maybe[bool] = msgspec.field(name="m.require_digit", default=None)
    require_symbol: Maybe[bool] = msgspec.field(name="m.require_symbol", default=None)
    require_lowercase: Maybe[bool] = msgspec.field(name="m.require_lowercase", default=None)
    require_uppercase: Maybe[bool] = msgspec.field(name="m.require_uppercase", default=None)


class Device(Body, frozen=True, kw_only=True):
    """One device ("Device Management").

    Attributes:
        last_seen_ts: milliseconds since the epoch.
    """

    device_id: Identifier
    display_name: Shown = ""
    last_seen_ip: Shown = ""
    last_seen_ts: Maybe[Milliseconds] = None

    @property
    def key(self) -> str:
        """What tells it from the other devices of a list."""
        return self.device_id


class Devices(Body, frozen=True, kw_only=True):
    """GET /devices."""

    devices: Listed[Device]


class Threepid(Body, frozen=True, kw_only=True):
    """An email address or a phone number of the account.

    Attributes:
        medium: ``email`` or ``msisdn``.
        address: the address, or the number in digits with its country's prefix.
    """

    medium: str
    address: Identifier

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from the others of a list."""
        return self.medium, self.address


class Threepids(Body, frozen=True, kw_only=True):
    """GET /account/3pid ("Adding Account Administrative Contact Information")."""

    threepids: Listed[Threepid] = Listed()


class TokenRequested(Body, frozen=True, kw_only=True):
    """POST …/requestToken ("Password management").

    Attributes:
        submit_url: URL to post the code to; None if the client takes no code.
    """

    sid: Opaque
    submit_url: Maybe[str] = None


class CodeSubmitted(Body, frozen=True, kw_only=True):
    """POST to ``submit_url`` ("Identity Service API, Validate a session")."""

    success: bool


class BackupVersion(Body, frozen=True, kw_only=True):
    """GET /room_keys/version ("Server-side key backups").

    Attributes:
        version: of the newest backup; not read, but there is none without it.
        count: number of keys in it; None if the server does not say.
    """

    version: Any
    count: Maybe[Count] = None


class Deactivated(Body, frozen=True, kw_only=True):
    """POST /account/deactivate ("Account deactivation").

    Attributes:
        id_server_unbind_result: not yet validated; `app.core.deactivation` does it. Whatever it
            holds, the account is closed.
    """

    id_server_unbind_result: Any = None


class Profile(Body, frozen=True, kw_only=True):
    """GET /profile/{userId} ("Profiles")."""

    displayname: Shown = ""


class UiaFlow(Body, frozen=True, kw_only=True):
    """One flow of an authentication request: stage types in their order."""

    stages: Annotated[tuple[Identifier, ...], msgspec.Meta(max_length=MOST_STAGES)]

    @property
    def key(self) -> tuple[str, ...]:
        """What tells it from the other flows of a list."""
        return self.stages


class UiaBody(Body, frozen=True, kw_only=True):
    """Body of each 401 of User-Interactive Authentication, the first and the later ones.

    ``params`` is of any shape: servers leave it out, send null, or something else altogether, and
    each stage reads its own part (`app.core.uia.stages`).
    """

    flows: Listed[UiaFlow]
    params: Any = None
    session: Maybe[Opaque] = None
    completed: Maybe[Listed[str]] = None
    errcode: Maybe[str] = None
    error: Maybe[str] = None

    def params_by_stage(self) -> dict[str, Any]:
        """Return the `params` by stage type; empty if missing or malformed."""
        return self.params if isinstance(self.params, dict) else {}
