"""What goes wrong with the OAuth 2.0 API, and on the way through the browser."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.errors.base import LatchkeyError


class OAuthFault(LatchkeyError):
    """The OAuth 2.0 API, or the way through the browser, did not do its part."""


class MetadataFault(OAuthFault):
    """A server's OAuth 2.0 metadata cannot be used to sign in.

    Args:
        host: the homeserver's.
        field: which field is at fault, missing or wrong.
    """

    def __init__(self, host: str, field: str) -> None:
        super().__init__(f"{host}: {field}")
        self.host = host
        self.field = field


class OAuthRefused(OAuthFault):
    """An authorization server says no (RFC 6749, sections 4.1.2.1 and 5.2).

    Args:
        status: HTTP status; 0 where the browser brought the answer.
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
    """access_denied: the person, or the server, does not allow it."""


class GrantRefused(OAuthRefused):
    """invalid_grant: a code or a refresh token is not good, or not good any more."""


class CodeExpired(OAuthRefused):
    """expired_token: nobody typed the code in time."""


class StillPending(OAuthRefused):
    """authorization_pending: nobody has typed the code so far."""


class SlowDown(OAuthRefused):
    """slow_down: it is asked for too often."""


OAUTH_CODES: Mapping[str, type[OAuthRefused]] = {
    "access_denied": AccessDenied,
    "invalid_grant": GrantRefused,
    "expired_token": CodeExpired,
    "authorization_pending": StillPending,
    "slow_down": SlowDown,
}


def refusal_of(status: int, code: str, text: str, *, host: str) -> OAuthRefused:
    """Return the refusal that a code of OAuth 2.0 means; arguments as for `OAuthRefused`."""
    return OAUTH_CODES.get(code, OAuthRefused)(status, code, text, host=host)


class WrongIssuer(OAuthFault):
    """Another authorization server answered, or is named now, than the one that was asked.

    Args:
        host: of the server that it is about.
    """

    def __init__(self, host: str) -> None:
        super().__init__(host)
        self.host = host


class WrongSession(OAuthFault):
    """What was granted is not for the device, the person or the use that was asked for.

    Args:
        host: who granted it.
    """

    def __init__(self, host: str) -> None:
        super().__init__(host)
        self.host = host


class DeviceCodeUnusable(OAuthFault):
    """A code that nobody can type anywhere.

    Args:
        host: who gave it.
    """

    def __init__(self, host: str) -> None:
        super().__init__(host)
        self.host = host


class ListenFailed(OAuthFault):
    """The system gives no port on loopback for a browser to come back to."""


class BrowserNotBack(OAuthFault):
    """Nobody came back from the browser in time."""
