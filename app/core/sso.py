"""Single sign-on with the legacy API: its identity providers, and the page to open.

Sections: "Client login via SSO" and "m.login.sso flow schema".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

from app.core.errors import InvalidInput
from app.core.homeserver import LOGIN_SSO, LOGIN_TOKEN, Provider, ProviderIcon, SingleSignOn
from app.core.identifiers import Link, Origin, server_name_of
from app.core.oauth.callback import STATE
from app.core.requests import CLIENT, segment
from app.core.responses import IdentityProvider, LoginFlow
from app.core.secret import Secret
from app.core.untrusted_text import clean

MAX_PROVIDERS = 12
MAX_NAME_CHARS = 60
_MXC = re.compile(r"mxc://([^/?#]{1,230})/([A-Za-z0-9_-]{1,255})")
_BRAND = re.compile(r"[a-z0-9._-]{1,40}")


def single_sign_on_of(flows: Iterable[LoginFlow]) -> SingleSignOn | None:
    """Return a server's single sign-on, or None if it has none that can be used.

    The server must offer ``m.login.token`` too: the login token of the callback needs it.

    Args:
        flows: the login flows of GET /login.
    """
    found: dict[str, LoginFlow] = {flow.type: flow for flow in flows}
    sso = found.get(LOGIN_SSO)
    if sso is None or LOGIN_TOKEN not in found:
        return None
    providers = tuple(_provider(each) for each in (sso.identity_providers or ())[:MAX_PROVIDERS])
    return SingleSignOn(providers, bool(sso.oauth_aware_preferred or sso.delegated_oidc))


def redirect_page(origin: Origin, provider: Provider | None, address: str, state: Secret) -> Link:
    """Return the server's page to open for single sign-on (GET /login/sso/redirect).

    Args:
        origin: the homeserver's origin.
        provider: the chosen identity provider; None lets the server offer the choice.
        address: URL of the callback server on loopback.
        state: random value that the callback has to carry.
    """
    under = "" if provider is None else f"/{segment(provider.provider_id)}"
    back = f"{address}?{STATE}={quote(state.reveal(), safe='')}"
    path = f"{CLIENT}/login/sso/redirect{under}?redirectUrl={quote(back, safe='')}&action=login"
    return Link(f"{origin}{path}", origin.name)


def _provider(found: IdentityProvider) -> Provider:
    name = clean(found.name)[:MAX_NAME_CHARS] if isinstance(found.name, str) else ""
    brand = found.brand if isinstance(found.brand, str) and _BRAND.fullmatch(found.brand) else ""
    return Provider(found.id, name or clean(found.id)[:MAX_NAME_CHARS], brand, _icon(found.icon))


def _icon(address: object) -> ProviderIcon | None:
    match = _MXC.fullmatch(address) if isinstance(address, str) else None
    if match is None:
        return None
    try:
        return ProviderIcon(server_name_of(match[1]), match[2])
    except InvalidInput:
        return None
