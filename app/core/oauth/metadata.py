"""A server's OAuth 2.0 API: what its metadata say, and what of it can be used.

Sections: "OAuth 2.0 API, Server metadata discovery" and "Account management". Metadata come from
the homeserver, and name hosts that need not be its own: what is sent there is sent by clients that
hold no token of the homeserver's, and only over https.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from app.core.errors import InputFault, InvalidInput, MetadataFault
from app.core.identifiers import Link, Origin, link_of, origin_of
from app.core.responses import Body

DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"

MAX_ACTIONS = 100


class AuthMetadata(Body, frozen=True, kw_only=True):
    """GET /auth_metadata ("Server metadata discovery"); what it lacks is judged by `api_of`.

    What is optional may hold anything: it costs that part, and not the rest.
    """

    issuer: str
    authorization_endpoint: str = ""
    token_endpoint: str = ""
    registration_endpoint: str = ""
    revocation_endpoint: str = ""
    device_authorization_endpoint: Any = None
    response_types_supported: tuple[str, ...] = ()
    response_modes_supported: tuple[str, ...] = ()
    grant_types_supported: tuple[str, ...] = ()
    code_challenge_methods_supported: tuple[str, ...] = ()
    authorization_response_iss_parameter_supported: bool = False
    account_management_uri: Any = None
    account_management_actions_supported: Any = None


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where something is posted.

    Attributes:
        origin: what the client for it is locked to.
        path: absolute, percent-encoded, with its query if it has one.
    """

    origin: Origin
    path: str


@dataclass(frozen=True, slots=True)
class OAuthServer:
    """An authorization server that signs people in.

    Attributes:
        issuer: who it is; the tokens it gives go nowhere else.
        authorization: the page that a person's browser is sent to.
        token, registration, revocation: where forms are posted.
        device: likewise, for codes that are typed on another device; None if it has none.
        names_itself: it promised to say who it is when it sends the browser back (RFC 9207).
    """

    issuer: str
    authorization: Link
    token: Endpoint
    registration: Endpoint
    revocation: Endpoint
    device: Endpoint | None
    names_itself: bool


class ManagementAction(Enum):
    """What a person may want to do on the account management page.

    The names are the specification's, each followed by what servers called it before 1.18.
    """

    PROFILE = ("org.matrix.profile",)
    DEVICES = ("org.matrix.devices_list", "org.matrix.sessions_list")
    DEVICE = ("org.matrix.device_view", "org.matrix.session_view")
    SIGN_OUT_DEVICE = ("org.matrix.device_delete", "org.matrix.session_end")
    CLOSE = ("org.matrix.account_deactivate",)


@dataclass(frozen=True, slots=True)
class Management:
    """Where an account is looked after on its server's website.

    Attributes:
        link: the bare address.
        actions: what can be linked to, by name.
    """

    link: Link
    actions: frozenset[str]

    def link_to(self, deed: ManagementAction, device_id: str | None = None) -> Link:
        """Return the address for a deed: a deep link if the server has one, else the bare address.

        Args:
            deed: what the person wants to do.
            device_id: of the device that it is about.
        """
        action = next((name for name in deed.value if name in self.actions), None)
        if action is None:
            return self.link
        more = {"action": action}
        if device_id is not None:
            more["device_id"] = device_id
        return with_query(self.link, more)


@dataclass(frozen=True, slots=True)
class OAuthApi:
    """The OAuth 2.0 API of a server, as far as it can be used.

    Attributes:
        server: signs people in; what stands in the way otherwise.
        management: where accounts are looked after; None if it does not say, or says something
            that cannot be opened.
    """

    server: OAuthServer | MetadataFault
    management: Management | None


def api_of(metadata: AuthMetadata, homeserver: Origin) -> OAuthApi:
    """Judge metadata.

    Args:
        metadata: as the homeserver gave them.
        homeserver: who that is. One that is elsewhere has no business on loopback.
    """
    found: OAuthServer | MetadataFault
    try:
        found = _server(metadata, homeserver)
    except MetadataFault as fault:
        found = fault
    return OAuthApi(found, _management(metadata, homeserver))


def _management(metadata: AuthMetadata, homeserver: Origin) -> Management | None:
    address, named = metadata.account_management_uri, metadata.account_management_actions_supported
    if not isinstance(address, str):
        return None
    try:
        link = _web_link(address, homeserver)
    except InvalidInput:
        return None
    actions = named[:MAX_ACTIONS] if isinstance(named, list) else ()
    return Management(link, frozenset(each for each in actions if isinstance(each, str)))


def _server(metadata: AuthMetadata, homeserver: Origin) -> OAuthServer:
    host = homeserver.name

    def needs(name: str, *, true: bool) -> None:
        if not true:
            raise MetadataFault(host, name)

    def endpoint(name: str) -> Endpoint:
        """Read an endpoint: it is where the person is sent, so that the host shown is the host."""
        try:
            found = _endpoint(getattr(metadata, name))
        except InvalidInput:
            raise MetadataFault(host, name) from None
        needs(name, true=found.origin == origin_of(authorization.url))
        return found

    needs("issuer", true=metadata.issuer.isprintable())
    try:
        origin_of(metadata.issuer)
    except InvalidInput:
        raise MetadataFault(host, "issuer") from None
    parts = urlsplit(metadata.issuer)
    needs("issuer", true=not parts.query and not parts.fragment)
    try:
        authorization = _web_link(metadata.authorization_endpoint, homeserver)
    except InvalidInput:
        raise MetadataFault(host, "authorization_endpoint") from None
    grants = metadata.grant_types_supported
    needs("response_types_supported", true="code" in metadata.response_types_supported)
    needs("response_modes_supported", true="query" in metadata.response_modes_supported)
    needs("grant_types_supported", true={"authorization_code", "refresh_token"} <= {*grants})
    methods = metadata.code_challenge_methods_supported
    needs("code_challenge_methods_supported", true="S256" in methods)
    device = None
    if isinstance(metadata.device_authorization_endpoint, str) and DEVICE_GRANT in grants:
        device = endpoint("device_authorization_endpoint")
    return OAuthServer(
        issuer=metadata.issuer,
        authorization=authorization,
        token=endpoint("token_endpoint"),
        registration=endpoint("registration_endpoint"),
        revocation=endpoint("revocation_endpoint"),
        device=device,
        names_itself=metadata.authorization_response_iss_parameter_supported,
    )


def _web_link(text: str, homeserver: Origin) -> Link:
    """Read an address that a browser is sent to: https, or on loopback if the homeserver is."""
    if origin_of(text).loopback and not homeserver.loopback:
        raise InvalidInput(InputFault.NOT_LOOPBACK)
    return link_of(text)


def _endpoint(text: str) -> Endpoint:
    origin = origin_of(text)
    url = link_of(text).url
    if "#" in url:
        raise InvalidInput(InputFault.BAD_SERVER_NAME)
    return Endpoint(origin, url.removeprefix(str(origin)))


def with_query(link: Link, more: Mapping[str, str]) -> Link:
    """Return an address with more parameters, in place of any of the same name."""
    parts = urlsplit(link.url)
    kept = [pair for pair in parts.query.split("&") if pair and pair.partition("=")[0] not in more]
    query = "&".join([*kept, urlencode(dict(more), quote_via=quote, safe="")])
    return Link(parts._replace(query=query).geturl(), link.host)


_ISSUER = re.compile(r"(?:^|&)iss=")


def akin(host: str, server: str) -> bool:
    """Whether two hosts look like one owner's: the same, one beneath the other, or neighbours.

    Args:
        host: where a person is sent.
        server: what they typed, or its homeserver; a port does not count.
    """
    name = server.partition(":")[0].lower()
    parent = name.partition(".")[2]
    beneath = (name, parent) if "." in parent else (name,)
    return any(host == each or host.endswith(f".{each}") for each in beneath)


def issuer_suits(server: OAuthServer, query: str) -> bool:
    """Whether an answer through the browser is from the server that was asked (RFC 9207).

    Args:
        server: which.
        query: of the address that the browser was sent to.
    """
    if not _ISSUER.search(query):
        return not server.names_itself
    named = [value for name, value in parse_qsl(query, keep_blank_values=True) if name == "iss"]
    return named == [server.issuer]
