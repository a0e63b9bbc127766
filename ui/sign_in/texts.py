"""Sentences of the sign-in page: how a server signs people in, or why Latchkey cannot."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.core.errors import LatchkeyError, MetadataFault
from app.core.homeserver import LOGIN_SSO, Homeserver
from app.core.oauth.metadata import OAuthApi
from app.core.sign_in_methods import SignInMethods
from ui.text.errors import explain

translate = QCoreApplication.translate


def ways_words(ways: SignInMethods) -> str:
    """Return a sentence about how a server signs people in: by password, website or both."""
    if ways.password and not (ways.oauth or ways.sso):
        return translate("SignInMethods", "It takes a password.")
    if ways.password:
        return translate("SignInMethods", "It takes a password, or signs you in on a website.")
    return translate("SignInMethods", "It signs you in on its website.")


def no_way_words(homeserver: Homeserver) -> str:
    """Return a sentence that says why Latchkey cannot sign in to a server."""
    name, oauth = homeserver.server_name, homeserver.oauth
    if isinstance(oauth, OAuthApi) and isinstance(oauth.server, MetadataFault):
        return explain(oauth.server).sentence
    if isinstance(oauth, LatchkeyError) and not homeserver.legacy:
        text = translate("SignInMethods", "Where {server} signs people in could not be read: {why}")
        return text.format(server=name, why=explain(oauth).sentence)
    if LOGIN_SSO in homeserver.login_types:
        text = translate(
            "SignInMethods",
            "{server} signs people in on its website, but not for a program like this one.",
        )
        return text.format(server=name)
    text = translate("SignInMethods", "{server} offers no way to sign in that Latchkey knows.")
    return text.format(server=name)
