"""OAuth 2.0 server metadata: parsing, validation, and links to account management.

Sections: "OAuth 2.0 API, Server metadata discovery" and "Account management". Metadata come from
the homeserver and may name other hosts: requests to those are sent by clients that hold no token
of the homeserver's, and only over https (or http on loopback).
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
from app.core.lenient import Listed, Maybe
from app.core.responses import Body

RESPONSE_MODES = ("query", "fragment")
"""Modes of a server that does not list its modes (RFC 8414, section 2)."""

DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"

MAX_ACTIONS = 100


class AuthMetadata(Body, frozen=True, kw_only=True):
    """GET /auth_metadata ("Server metadata discovery"); validated by `api_of`.

    Fields of type Any may hold anything: an invalid one disables its own feature only.
    """

    issuer: str
    authorization_endpoint: Maybe[str] = None
    token_endpoint: Maybe[str] = None
    registration_endpoint: Maybe[str] = None
    revocation_endpoint: Maybe[str] = None
    device_authorization_endpoint: Any = None
    response_types_supported: Maybe[Listed[str]] = None
    response_modes_supported: Maybe[Listed[str]] = None
    grant_types_supported: Maybe[Listed[str]] = None
    code_challenge_methods_supported: Maybe[Listed[str]] = None
    authorization_response_iss_parameter_supported: Maybe[bool] = None
    account_management_uri: Any = None
    account_management_actions_supported: Any = None


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An endpoint that requests are posted to.

    Attributes:
        origin: the only origin that the HTTP client for it sends to.
        path: absolute, percent-encoded, with its query if it has one.
    """

    origin: Origin
    path: str


@dataclass(frozen=True, slots=True)
class OAuthServer:
    """An authorization server whose metadata are valid.

    Attributes:
        issuer: its identifier; its tokens are sent to no other issuer.
        authorization: page to open in the browser for signing in.
        token, registration, revocation: endpoints that requests are posted to.
        device: endpoint for codes that are typed on another device; None if it has none.
        names_itself: whether its callbacks carry its issuer as ``iss`` (RFC 9207).
    """

    issuer: str
    authorization: Link
    token: Endpoint
    registration: Endpoint
    revocation: Endpoint
    device: Endpoint | None
    names_itself: bool


class ManagementAction(Enum):
    """Something that a person can do on the account management page.

    The names are the specification's, each followed by what servers called it before 1.18.
    """

    PROFILE = ("org.matrix.profile",)
    DEVICES = ("org.matrix.devices_list", "org.matrix.sessions_list")
    DEVICE = ("org.matrix.device_view", "org.matrix.session_view")
    SIGN_OUT_DEVICE = ("org.matrix.device_delete", "org.matrix.session_end")
    CLOSE = ("org.matrix.account_deactivate",)


@dataclass(frozen=True, slots=True)
class Management:
    """The account management page on a server's website.

    Attributes:
        link: the page's address without an action.
        actions: names of the actions that can be linked to.
    """

    link: Link
    actions: frozenset[str]

    def link_to(self, wanted: ManagementAction, device_id: str | None = None) -> Link:
        """Return a deep link to an action, or the bare address if the server does not list it.

        Args:
            wanted: the action to link to.
            device_id: ID of the device that the action is about, if any.
        """
        action = next((name for name in wanted.value if name in self.actions), None)
        if action is None:
            return self.link
        more = {"action": action}
        if device_id is not None:
            more["device_id"] = device_id
        return with_query(self.link, more)


@dataclass(frozen=True, slots=True)
class OAuthApi:
    """The validated OAuth 2.0 API of a homeserver.

    Attributes:
        server: the authorization server, or the fault that makes its metadata unusable.
        management: the account management page; None if it is missing or invalid.
    """

    server: OAuthServer | MetadataFault
    management: Management | None


def api_of(metadata: AuthMetadata, homeserver: Origin) -> OAuthApi:
    """Validate the OAuth 2.0 metadata of a homeserver.

    Args:
        metadata: the metadata, as the homeserver gave them.
        homeserver: its origin; unless it is on loopback, pages on loopback are refused.
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
        """Parse an endpoint; its origin must be that of the page whose host the person sees."""
        try:
            found = _endpoint(getattr(metadata, name) or "")
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
        authorization = _web_link(metadata.authorization_endpoint or "", homeserver)
    except InvalidInput:
        raise MetadataFault(host, "authorization_endpoint") from None
    grants = metadata.grant_types_supported or ()
    types, modes = metadata.response_types_supported, metadata.response_modes_supported
    needs("response_types_supported", true="code" in (types or ()))
    needs("response_modes_supported", true="query" in (modes or RESPONSE_MODES))
    needs("grant_types_supported", true={"authorization_code", "refresh_token"} <= {*grants})
    methods = metadata.code_challenge_methods_supported or ()
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
        names_itself=bool(metadata.authorization_response_iss_parameter_supported),
    )


def _web_link(text: str, homeserver: Origin) -> Link:
    """Parse an address to open in a browser; on loopback only if the homeserver is."""
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
    """Return an address with query parameters added, replacing any of the same name."""
    parts = urlsplit(link.url)
    kept = [pair for pair in parts.query.split("&") if pair and pair.partition("=")[0] not in more]
    query = "&".join([*kept, urlencode(dict(more), quote_via=quote, safe="")])
    return Link(parts._replace(query=query).geturl(), link.host)


_ISSUER = re.compile(r"(?:^|&)iss=")


def akin(host: str, server: str) -> bool:
    """Return whether two host names look as if they had the same owner.

    They do if `host` is the server, a subdomain of it, its parent domain or a subdomain of that. A
    top-level domain does not count as a parent.

    Args:
        host: host that the browser is sent to.
        server: server name that was typed, or its homeserver; a port is ignored.
    """
    name = server.partition(":")[0].lower()
    parent = name.partition(".")[2]
    beneath = (name, parent) if "." in parent else (name,)
    return any(host == each or host.endswith(f".{each}") for each in beneath)


def issuer_suits(server: OAuthServer, query: str) -> bool:
    """Return whether a callback comes from the server that was asked, by ``iss`` (RFC 9207).

    Args:
        server: the server that was asked.
        query: query string of the callback.
    """
    if not _ISSUER.search(query):
        return not server.names_itself
    named = [value for name, value in parse_qsl(query, keep_blank_values=True) if name == "iss"]
    return named == [server.issuer]
