"""Types of the answers' JSON bodies, with the keys that Latchkey reads.

Only what is read is declared: unknown keys are ignored, and a key that is declared and has the
wrong type makes the answer a `WrongShape`. Section names are those of the Client-Server API.
"""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias

import msgspec

from app.core.secret import Secret

MOST = 2**31 - 1
"""No number of things that is shown is larger."""

JsonInt: TypeAlias = Annotated[int, msgspec.Meta(ge=1 - 2**53, le=2**53 - 1)]
"""What the specification's JSON has for a whole number ("Canonical JSON")."""


class Body(msgspec.Struct, frozen=True, kw_only=True):
    """Base class of all answer bodies: immutable, created with keyword arguments only."""


class Empty(Body, frozen=True, kw_only=True):
    """An answer whose body is not read: its status says enough."""


class Versions(Body, frozen=True, kw_only=True):
    """GET /versions ("API Versions")."""

    versions: list[str]


class BaseUrl(Body, frozen=True, kw_only=True):
    """One entry of .well-known/matrix/client; every key optional, so that its lack can be told."""

    base_url: str | None = None


class WellKnown(Body, frozen=True, kw_only=True):
    """GET /.well-known/matrix/client ("Server Discovery")."""

    homeserver: BaseUrl | None = msgspec.field(name="m.homeserver", default=None)


class SupportContact(Body, frozen=True, kw_only=True):
    """One support contact of a server."""

    role: str = ""
    matrix_id: str | None = None
    email_address: str | None = None


class Support(Body, frozen=True, kw_only=True):
    """GET /.well-known/matrix/support ("Support Discovery")."""

    contacts: list[SupportContact] = []
    support_page: str | None = None


class IdentityProvider(Body, frozen=True, kw_only=True):
    """One identity provider of single sign-on, not yet validated (see `app.core.sso`)."""

    id: Any = None
    name: Any = None
    brand: Any = None
    icon: Any = None


class LoginFlow(Body, frozen=True, kw_only=True):
    """One login flow of GET /login.

    Attributes:
        identity_providers: those of single sign-on; `app.core.sso` validates them.
        oauth_aware_preferred: whether clients with OAuth 2.0 are to offer this flow alone.
    """

    type: str
    identity_providers: list[IdentityProvider] | None = None
    oauth_aware_preferred: bool = False


class LoginFlows(Body, frozen=True, kw_only=True):
    """GET /login ("Login")."""

    flows: list[LoginFlow]


class LoggedIn(Body, frozen=True, kw_only=True):
    """POST /login ("Login").

    Attributes:
        expires_in_ms: lifetime of the access token, not yet validated; `app.core.tokens` does it.
    """

    user_id: str
    device_id: str
    access_token: Secret
    refresh_token: Secret | None = None
    expires_in_ms: Any = None


class Refreshed(Body, frozen=True, kw_only=True):
    """POST /refresh ("Refreshing access tokens").

    Attributes:
        refresh_token: None if the old one stays in use.
        expires_in_ms: as in `LoggedIn`.
    """

    access_token: Secret
    refresh_token: Secret | None = None
    expires_in_ms: Any = None


class WhoAmI(Body, frozen=True, kw_only=True):
    """GET /account/whoami ("Current account information")."""

    user_id: str
    device_id: str | None = None


class BooleanCapability(Body, frozen=True, kw_only=True):
    """A capability that is on or off."""

    enabled: bool


class CapabilityMap(Body, frozen=True, kw_only=True):
    """The capabilities that concern an account; absent means enabled."""

    change_password: BooleanCapability = msgspec.field(
        name="m.change_password", default_factory=lambda: BooleanCapability(enabled=True)
    )
    threepid_changes: BooleanCapability = msgspec.field(
        name="m.3pid_changes", default_factory=lambda: BooleanCapability(enabled=True)
    )


class Capabilities(Body, frozen=True, kw_only=True):
    """GET /capabilities ("Capabilities negotiation")."""

    capabilities: CapabilityMap = CapabilityMap()


class PasswordPolicy(Body, frozen=True, kw_only=True):
    """GET /password_policy: Synapse's rules for a new password (proposed as MSC2000).

    Attributes:
        minimum_length: in characters.
    """

    minimum_length: int | None = msgspec.field(name="m.minimum_length", default=None)
    require_digit: bool = msgspec.field(name="m.require_digit", default=False)
    require_symbol: bool = msgspec.field(name="m.require_symbol", default=False)
    require_lowercase: bool = msgspec.field(name="m.require_lowercase", default=False)
    require_uppercase: bool = msgspec.field(name="m.require_uppercase", default=False)


class Device(Body, frozen=True, kw_only=True):
    """One device ("Device Management").

    Attributes:
        last_seen_ts: milliseconds since the epoch.
    """

    device_id: str
    display_name: str | None = None
    last_seen_ip: str | None = None
    last_seen_ts: JsonInt | None = None


class Devices(Body, frozen=True, kw_only=True):
    """GET /devices."""

    devices: list[Device]


class Threepid(Body, frozen=True, kw_only=True):
    """An email address or a phone number of the account.

    Attributes:
        medium: ``email`` or ``msisdn``.
        address: the address, or the number in digits with its country's prefix.
    """

    medium: str
    address: str


class Threepids(Body, frozen=True, kw_only=True):
    """GET /account/3pid ("Adding Account Administrative Contact Information")."""

    threepids: list[Threepid] = []


class TokenRequested(Body, frozen=True, kw_only=True):
    """POST …/requestToken ("Password management").

    Attributes:
        submit_url: URL to post the code to; None if the client takes no code.
    """

    sid: Secret
    submit_url: str | None = None


class CodeSubmitted(Body, frozen=True, kw_only=True):
    """POST to ``submit_url`` ("Identity Service API, Validate a session")."""

    success: bool


class BackupVersion(Body, frozen=True, kw_only=True):
    """GET /room_keys/version ("Server-side key backups").

    Attributes:
        version: of the newest backup.
        count: number of keys in it.
    """

    version: str
    count: Annotated[int, msgspec.Meta(ge=0, le=MOST)]


class Deactivated(Body, frozen=True, kw_only=True):
    """POST /account/deactivate ("Account deactivation").

    Attributes:
        id_server_unbind_result: not yet validated; `app.core.deactivation` does it. Whatever it
            holds, the account is closed.
    """

    id_server_unbind_result: Any = None


class Profile(Body, frozen=True, kw_only=True):
    """GET /profile/{userId} ("Profiles")."""

    displayname: str | None = None


class UiaFlow(Body, frozen=True, kw_only=True):
    """One flow of an authentication request: stage types in their order."""

    stages: list[str]


class UiaBody(Body, frozen=True, kw_only=True):
    """Body of each 401 of User-Interactive Authentication, the first and the later ones.

    ``params`` stays unparsed: servers leave it out, send null, or something else altogether, and
    each stage reads its own part (`app.core.uia.stages`).
    """

    flows: list[UiaFlow]
    params: msgspec.Raw = msgspec.Raw(b"")
    session: Secret | None = None
    completed: list[str] | None = None
    errcode: str | None = None
    error: str | None = None

    def params_by_stage(self) -> dict[str, Any]:
        """Return the decoded `params` by stage type; empty if missing or malformed."""
        try:
            table = msgspec.json.decode(bytes(self.params))
        except (msgspec.DecodeError, RecursionError):
            return {}
        return table if isinstance(table, dict) else {}
