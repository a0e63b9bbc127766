"""Request builders for the Client-Server API, one pure function per endpoint.

A builder takes typed values and returns a `Request`; it neither sends nor validates what the
types already say. Section names are those of the Client-Server API of the Matrix specification.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Generic, Literal, TypeVar
from urllib.parse import quote

import msgspec

from app.core import responses
from app.core.deactivation import Deactivation
from app.core.homeserver import ProviderIcon
from app.core.identifiers import UserIdentifier
from app.core.oauth.metadata import AuthMetadata
from app.core.secret import Secret
from app.core.uia.stages import AuthData

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

CLIENT = "/_matrix/client/v3"
MIB = 1024 * 1024
ICON_LIMIT = 128 * 1024


class Token(Enum):
    """Whether a request carries the access token."""

    NEVER = "never"
    REQUIRED = "required"
    IF_THERE = "if-there"


def segment(text: str) -> str:
    """Return an ID as one segment of a path; "." and ".." would be folded out of it otherwise."""
    quoted = quote(text, safe="")
    return quoted.replace(".", "%2E") if text in (".", "..") else quoted


@dataclass(frozen=True, slots=True)
class Request(Generic[T_co]):
    """An HTTP request without a host: the client that sends it adds its own origin.

    Attributes:
        method: HTTP method.
        path: absolute path, percent-encoded, with its query if it has one.
        response: type of a successful answer's body.
        body: body to encode, if any; see `app.core.encoding.encode`.
        token: whether the access token is sent with it.
        limit: maximum size of the answer, in bytes.
        renew_first: whether an access token that is due is renewed before this request is sent; if
            not, it is renewed only after the server has refused it.
        slow: whether the server may take minutes to answer.
    """

    method: Literal["GET", "POST", "PUT", "DELETE"]
    path: str = field(repr=False)  # a fallback page's holds the session key
    response: type[T_co]
    body: msgspec.Struct | None = field(default=None, repr=False)
    token: Token = Token.NEVER
    limit: int = MIB
    renew_first: bool = True
    slow: bool = False


def well_known_client() -> Request[responses.WellKnown]:
    """Ask a server name for its homeserver ("Server Discovery", "Well-known URIs")."""
    return Request("GET", "/.well-known/matrix/client", responses.WellKnown)


def well_known_support() -> Request[responses.Support]:
    """Ask for a server's support contacts ("Server Discovery", GET /.well-known/matrix/support)."""
    return Request("GET", "/.well-known/matrix/support", responses.Support)


def versions() -> Request[responses.Versions]:
    """Ask which versions of the specification the server supports ("API Versions")."""
    return Request("GET", "/_matrix/client/versions", responses.Versions)


def auth_metadata(*, stable: bool = True) -> Request[AuthMetadata]:
    """Ask for the OAuth 2.0 metadata ("Server metadata discovery", GET /auth_metadata).

    Args:
        stable: whether to use the specification's path, or else the older one of MSC2965.
    """
    path = "v1/auth_metadata" if stable else "unstable/org.matrix.msc2965/auth_metadata"
    return Request("GET", f"/_matrix/client/{path}", AuthMetadata)


def login_flows() -> Request[responses.LoginFlows]:
    """List the login flows of the server ("Login", GET /login)."""
    return Request("GET", f"{CLIENT}/login", responses.LoginFlows)


class PasswordLogin(msgspec.Struct, frozen=True, omit_defaults=True, tag="m.login.password"):
    """Body of POST /login with a password.

    With a ``device_id`` of this app, the server replaces that device's tokens. ``refresh_token``
    says that this client can renew tokens; without it, the server gives no refresh token.
    """

    identifier: UserIdentifier
    password: Secret
    device_id: str | None = None
    initial_device_display_name: str | None = None
    refresh_token: bool = False


class TokenLogin(msgspec.Struct, frozen=True, omit_defaults=True, tag="m.login.token"):
    """Body of POST /login with the login token of a single sign-on."""

    token: Secret
    device_id: str | None = None
    initial_device_display_name: str | None = None
    refresh_token: bool = False


def login(body: PasswordLogin | TokenLogin) -> Request[responses.LoggedIn]:
    """Sign in ("Login", POST /login)."""
    return Request("POST", f"{CLIENT}/login", responses.LoggedIn, body)


class RefreshBody(msgspec.Struct, frozen=True):
    """Body of POST /refresh."""

    refresh_token: Secret


def refresh(token: Secret) -> Request[responses.Refreshed]:
    """Ask for the next pair of tokens ("Refreshing access tokens", POST /refresh).

    The old pair is valid until the new one is used, so asking again after a lost answer is safe.
    """
    return Request("POST", f"{CLIENT}/refresh", responses.Refreshed, RefreshBody(token))


class NoContent(msgspec.Struct, frozen=True):
    """The empty object that a POST without parameters sends."""


def logout() -> Request[responses.Empty]:
    """End this session and delete its device ("Logout", POST /logout).

    Synapse accepts an expired token here, and the token of a locked account.
    """
    path = f"{CLIENT}/logout"
    return Request(
        "POST", path, responses.Empty, NoContent(), token=Token.REQUIRED, renew_first=False
    )


def whoami() -> Request[responses.WhoAmI]:
    """Ask which user and device the access token belongs to ("Current account information")."""
    return read("/account/whoami", responses.WhoAmI)


def capabilities() -> Request[responses.Capabilities]:
    """Ask what the server lets this user do ("Capabilities negotiation")."""
    return read("/capabilities", responses.Capabilities)


def devices() -> Request[responses.Devices]:
    """List the account's devices ("Device Management")."""
    return read("/devices", responses.Devices)


class DeviceName(msgspec.Struct, frozen=True):
    """Body of PUT /devices/{deviceId}."""

    display_name: str


def rename_device(device_id: str, name: str) -> Request[responses.Empty]:
    """Give a device another name ("Device Management", PUT /devices/{deviceId})."""
    path = f"{CLIENT}/devices/{segment(device_id)}"
    return Request("PUT", path, responses.Empty, DeviceName(name), token=Token.REQUIRED)


class DeleteDevicesBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """Body of POST /delete_devices."""

    devices: tuple[str, ...]
    auth: AuthData | None = None


def delete_devices(devices: tuple[str, ...], auth: AuthData | None) -> Request[responses.Empty]:
    """Sign devices out ("Device Management", POST /delete_devices).

    Args:
        devices: IDs; all of them are sent with each request of a session.
        auth: None in the first request, then that of `app.core.uia.session.Send`.
    """
    body = DeleteDevicesBody(devices, auth)
    return Request("POST", f"{CLIENT}/delete_devices", responses.Empty, body, token=Token.REQUIRED)


NOBODY = "@nobody:invalid.invalid"
"""Nobody has this user ID: ``.invalid`` resolves nowhere."""


class NoName(msgspec.Struct, frozen=True):
    """Invalid body of PUT /profile/{userId}/displayname: a number in place of the name."""

    displayname: int = 1


def try_forbidden() -> Request[responses.Empty]:
    """Test whether the account is suspended, with a request that changes nothing.

    No endpoint tells of a suspension ("Account suspension"); it shows when a request is refused
    with `UserSuspended`. This one sets an invalid name on the profile of a user who does not exist.
    It is always refused, and if the account is suspended, for that reason (docs/decisions/0014).
    """
    path = f"{CLIENT}/profile/{segment(NOBODY)}/displayname"
    return Request("PUT", path, responses.Empty, NoName(), token=Token.REQUIRED)


def threepids() -> Request[responses.Threepids]:
    """List the account's emails and phones ("Account Administrative Contact Information")."""
    return read("/account/3pid", responses.Threepids)


def profile(user_id: str) -> Request[responses.Profile]:
    """Ask for a user's display name ("Profiles", GET /profile/{userId})."""
    return read(f"/profile/{segment(user_id)}", responses.Profile)


def backup_version() -> Request[responses.BackupVersion]:
    """Ask for the newest key backup ("Server-side key backups"); `NotFound` if there is none."""
    return read("/room_keys/version", responses.BackupVersion)


def password_policy() -> Request[responses.PasswordPolicy]:
    """Ask for the rules of a new password (MSC2000; Synapse serves it at this path)."""
    return Request("GET", f"{CLIENT}/password_policy", responses.PasswordPolicy)


@dataclass(frozen=True, slots=True)
class PasswordChange:
    """The person's choices; every request of one password change is built from the same ones.

    Attributes:
        new_password: 1 to 512 characters.
        logout_devices: whether the other devices are signed out. The server's default is true,
            so it is always sent.
    """

    new_password: Secret
    logout_devices: bool


class PasswordBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """Body of POST /account/password."""

    new_password: Secret
    logout_devices: bool
    auth: AuthData | None = None


def change_password(change: PasswordChange, auth: AuthData | None) -> Request[responses.Empty]:
    """Change the password ("Password management", POST /account/password).

    Args:
        change: the frozen choices, all of them sent with each request of a session.
        auth: None in the first request, then that of `app.core.uia.session.Send`.
    """
    body = PasswordBody(
        new_password=change.new_password, logout_devices=change.logout_devices, auth=auth
    )
    return Request(
        "POST", f"{CLIENT}/account/password", responses.Empty, body, token=Token.IF_THERE
    )


class DeactivateBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """Body of POST /account/deactivate."""

    erase: bool
    id_server: str | None = None
    auth: AuthData | None = None


def deactivate(closing: Deactivation, auth: AuthData | None) -> Request[responses.Deactivated]:
    """Close the account for good ("Account deactivation", POST /account/deactivate).

    Args:
        closing: the frozen choices, all of them sent with each request of a session.
        auth: None in the first request, then that of `app.core.uia.session.Send`.
    """
    body = DeactivateBody(erase=closing.erase, id_server=closing.id_server, auth=auth)
    path = f"{CLIENT}/account/deactivate"
    # With `auth` the server may carry it out: it leaves rooms and asks identity servers.
    slow = auth is not None
    return Request("POST", path, responses.Deactivated, body, token=Token.REQUIRED, slow=slow)


def media(icon: ProviderIcon) -> Request[responses.Empty]:
    """Get an identity provider's icon as a thumbnail ("Content repository", GET /thumbnail).

    It is shown before sign-in, so the request carries no token and uses the deprecated path, as
    the specification says of icons of identity providers.
    """
    where = f"{segment(icon.server_name)}/{segment(icon.media_id)}"
    path = f"/_matrix/media/v3/thumbnail/{where}?width=40&height=40&method=scale"
    return Request("GET", path, responses.Empty, limit=ICON_LIMIT)


def read(path: str, response: type[T]) -> Request[T]:
    """Build a GET request that carries the access token.

    Args:
        path: path beneath `CLIENT`, percent-encoded.
        response: type of a successful answer's body.
    """
    return Request("GET", f"{CLIENT}{path}", response, token=Token.REQUIRED)
