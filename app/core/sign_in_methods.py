"""Choice of the sign-in methods to offer for a homeserver, the best first.

    OAuth 2.0 that can be used    "Continue", in the browser; a code for another device beside it
    else single sign-on that is   "Continue", in the browser, and nothing else
      oauth_aware_preferred
    else                          the password, and the providers of single sign-on

The answers' fields decide, never the version that a server advertises ("Authentication API
discovery", "OAuth 2.0 aware clients").
"""

from __future__ import annotations

from dataclasses import dataclass

from app.core.homeserver import Homeserver, Provider


@dataclass(frozen=True, slots=True)
class SignInMethods:
    """The sign-in methods to offer for one homeserver.

    Attributes:
        oauth: sign-in with the OAuth 2.0 API, in the browser.
        device: sign-in with a code that is typed on another device.
        sso: single sign-on, in the browser.
        one_button: whether single sign-on has one button, labelled "Continue": the server's page
            offers the choice.
        providers: single sign-on providers, each with a button; empty for one common button.
        password: sign-in with a password.
    """

    oauth: bool = False
    device: bool = False
    sso: bool = False
    one_button: bool = False
    providers: tuple[Provider, ...] = ()
    password: bool = False

    @property
    def any(self) -> bool:
        """Whether any method can be offered."""
        return self.oauth or self.sso or self.password


def ways_into(homeserver: Homeserver) -> SignInMethods:
    """Return the sign-in methods to offer for a homeserver."""
    sso = homeserver.sso
    server = homeserver.oauth_server
    if server is not None:
        # The password is offered as well, unless the server prefers OAuth 2.0 alone.
        password = homeserver.takes_password and not (sso is not None and sso.oauth_aware)
        return SignInMethods(oauth=True, device=server.device is not None, password=password)
    return legacy_ways(homeserver)


def legacy_ways(homeserver: Homeserver) -> SignInMethods:
    """Return the methods of the legacy API, for a homeserver whose OAuth 2.0 cannot be used."""
    sso = homeserver.sso
    if sso is None:
        return SignInMethods(password=homeserver.takes_password)
    if sso.oauth_aware:
        return SignInMethods(sso=True, one_button=True)
    return SignInMethods(sso=True, providers=sso.providers, password=homeserver.takes_password)
