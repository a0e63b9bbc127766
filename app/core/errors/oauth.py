"""Errors of the OAuth 2.0 API, and of signing in through the browser."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.errors.base import LatchkeyError


class OAuthFault(LatchkeyError):
    """Using the OAuth 2.0 API, or signing in through the browser, failed."""


class MetadataFault(OAuthFault):
    """A server's OAuth 2.0 metadata cannot be used to sign in.

    Args:
        host: host of the homeserver.
        field: name of the metadata field that is missing or wrong.
    """

    def __init__(self, host: str, field: str) -> None:
        super().__init__(f"{host}: {field}")
        self.host = host
        self.field = field


class OAuthRefused(OAuthFault):
    """An authorization server refused a request (RFC 6749, sections 4.1.2.1 and 5.2).

    Args:
        status: HTTP status; 0 if the refusal came through the browser.
        code: the server's code.
        text: the server's words, cleaned and with secrets blanked; never part of ``str(error)``.
        host: who answered.
    """

    def __init__(self, status: int, code: str, text: str, *, host: str) -> None:
        super().__init__(f"{host}: {status} {code}")
        self.status = status
        self.code = code
        self.text = text
        self.host = host


class AccessDenied(OAuthRefused):
    """access_denied: the person, or the server, did not allow the sign-in."""


class GrantRefused(OAuthRefused):
    """invalid_grant: a code or a refresh token is invalid, expired or revoked."""


class CodeExpired(OAuthRefused):
    """expired_token: the person did not type the code in time."""


class StillPending(OAuthRefused):
    """authorization_pending: the person has not typed the code yet."""


class SlowDown(OAuthRefused):
    """slow_down: the client polls too often."""


OAUTH_CODES: Mapping[str, type[OAuthRefused]] = {
    "access_denied": AccessDenied,
    "invalid_grant": GrantRefused,
    "expired_token": CodeExpired,
    "authorization_pending": StillPending,
    "slow_down": SlowDown,
}


def refusal_of(status: int, code: str, text: str, *, host: str) -> OAuthRefused:
    """Return the exception for an error code of OAuth 2.0; arguments as for `OAuthRefused`."""
    return OAUTH_CODES.get(code, OAuthRefused)(status, code, text, host=host)


class WrongIssuer(OAuthFault):
    """Another authorization server answered, or is named now, than the one that was asked.

    Args:
        host: host of the server concerned.
    """

    def __init__(self, host: str) -> None:
        super().__init__(host)
        self.host = host


class WrongSession(OAuthFault):
    """The granted tokens are for another device, user or scope than was asked for.

    Args:
        host: host that granted them.
    """

    def __init__(self, host: str) -> None:
        super().__init__(host)
        self.host = host


class DeviceCodeUnusable(OAuthFault):
    """The server gave a device code that a person cannot use.

    Args:
        host: host that gave it.
    """

    def __init__(self, host: str) -> None:
        super().__init__(host)
        self.host = host


class ListenFailed(OAuthFault):
    """The system gives no port on loopback for the callback server."""


class BrowserNotBack(OAuthFault):
    """No callback came from the browser in time."""
