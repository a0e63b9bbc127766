"""Which ways into a server are offered to a person, the best first.

    OAuth 2.0 that can be used    "Continue", in the browser; a code for another device beside it
    else single sign-on that is   "Continue", in the browser, and nothing else
      oauth_aware_preferred
    else                          the password, and the providers of single sign-on

Fields decide, never the version that a server advertises ("Authentication API discovery",
"OAuth 2.0 aware clients").
"""

from __future__ import annotations

from dataclasses import dataclass

from app.core.homeserver import Homeserver, Provider


@dataclass(frozen=True, slots=True)
class SignInMethods:
    """The ways into one server.

    Attributes:
        oauth: with the OAuth 2.0 API, in the browser.
        device: with a code that is typed on another device.
        sso: single sign-on, in the browser.
        one_button: single sign-on is labelled "Continue": the server decides there what it takes.
        providers: of single sign-on, each with a button; none where there is one button for all.
        password: with a password.
    """

    oauth: bool = False
    device: bool = False
    sso: bool = False
    one_button: bool = False
    providers: tuple[Provider, ...] = ()
    password: bool = False

    @property
    def any(self) -> bool:
        """Whether there is a way at all."""
        return self.oauth or self.sso or self.password


def ways_into(homeserver: Homeserver) -> SignInMethods:
    """Return the ways that are offered."""
    sso = homeserver.sso
    server = homeserver.oauth_server
    if server is not None:
        # A password still signs in where the server says nothing against it.
        password = homeserver.takes_password and not (sso is not None and sso.oauth_aware)
        return SignInMethods(oauth=True, device=server.device is not None, password=password)
    return legacy_ways(homeserver)


def legacy_ways(homeserver: Homeserver) -> SignInMethods:
    """Return the ways that are left where the OAuth 2.0 API cannot be used."""
    sso = homeserver.sso
    if sso is None:
        return SignInMethods(password=homeserver.takes_password)
    if sso.oauth_aware:
        return SignInMethods(sso=True, one_button=True)
    return SignInMethods(sso=True, providers=sso.providers, password=homeserver.takes_password)
