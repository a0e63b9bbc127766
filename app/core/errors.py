"""Everything that can go wrong, as data.

    LatchkeyError
    ├── LocalProtocolError        a mistake of ours, found before anything was sent
    ├── InvalidInput              what was typed cannot be used: says which field and why
    ├── ConnectionFault           no answer: `sent` tells whether the request may have arrived
    │   ├── HostNotFound          the name does not resolve
    │   ├── ConnectFailed         nobody listens, or the network is down
    │   ├── ConnectTimedOut
    │   ├── CertificateFault      the server cannot prove who it is
    │   ├── ProxyFault            the proxy that the environment names is of no use
    │   └── AnswerLost            the request went out, and no whole answer came back
    │       └── AnswerTimedOut        nor did anything break: it may still be under way
    ├── RemoteProtocolError       an answer that breaks the specification
    │   ├── NotJson  WrongShape  AnswerTooLarge  Redirected
    ├── MatrixError               an answer that says no, by status and errcode
    │   ├── Forbidden  UserDeactivated  UserSuspended  UserLocked
    │   ├── UnknownToken  MissingToken
    │   ├── RateLimited           with the seconds to wait
    │   ├── Unrecognized          the server does not have this endpoint
    │   ├── BadRequest            M_BAD_JSON and its kin: its text is never shown
    │   ├── PolicyRefused         the new password breaks a rule of the server
    │   ├── NotFound  ThreepidRefused
    │   └── StageRefused          a proof was not accepted
    ├── DiscoveryFault            no homeserver found: FailPrompt, FailError, NoHomeserver
    ├── UiaFault                  User-Interactive Authentication cannot go on
    │   ├── NoUsableFlow          no offered flow can be finished here
    │   ├── MalformedParams       a stage cannot be shown for what the server says of it
    │   ├── UiaStuck              the server goes in circles
    │   ├── SessionExpired        twice in one act
    │   └── ActUnderWay           another act is asking already
    ├── OAuthFault                the OAuth 2.0 API, or the browser, did not do its part
    │   ├── MetadataFault         the server's metadata cannot be used: says which field
    │   ├── OAuthRefused          the authorization server says no, by its code
    │   │   ├── AccessDenied  GrantRefused  CodeExpired  StillPending  SlowDown
    │   ├── WrongIssuer           another authorization server answered than the one that was asked
    │   ├── WrongSession          what was granted is not what was asked for
    │   ├── DeviceCodeUnusable    a code that nobody can type anywhere
    │   ├── ListenFailed          no door on loopback for a browser to come back to
    │   └── BrowserNotBack        nobody came back in time
    ├── NotRenewed                the tokens could not be renewed; what was asked for was not done
    ├── VaultFault                VaultAbsent, VaultLocked, VaultUnsafe, VaultBroken
    ├── SettingsFault             the settings file cannot be written
    └── SaveFault                 a file that the person chose cannot be written

Exceptions carry data; `ui/messages.py` alone turns them into sentences. No exception text holds
an address with a query, a server's words, or anything that was typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum


class LatchkeyError(Exception):
    """Base of every error that Latchkey raises on purpose."""


class LocalProtocolError(LatchkeyError):
    """The caller broke the protocol; nothing was sent."""


class InputFault(Enum):
    """Why something that was typed cannot be used."""

    EMPTY = "empty"
    SPACES = "spaces"
    NO_SERVER = "no-server"
    NO_LOCALPART = "no-localpart"
    BAD_SERVER_NAME = "bad-server-name"
    BAD_SCHEME = "bad-scheme"
    NOT_LOOPBACK = "not-loopback"
    TOO_LONG = "too-long"
    EMAIL = "email"


class InvalidInput(LatchkeyError):
    """What was typed cannot be used.

    Args:
        fault: why.
    """

    def __init__(self, fault: InputFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


class ConnectionFault(LatchkeyError):
    """No answer came.

    Args:
        host: host name, with the port if it is not the scheme's own.

    Attributes:
        sent: whether the request may have reached the server.
    """

    sent = False

    def __init__(self, host: str) -> None:
        super().__init__(host)
        self.host = host


class HostNotFound(ConnectionFault):
    """The host name does not resolve."""


class ConnectFailed(ConnectionFault):
    """Nobody listens there, or there is no way to it."""


class ConnectTimedOut(ConnectionFault):
    """No connection within the limit."""


class CertificateReason(Enum):
    """What is wrong with a certificate."""

    EXPIRED = "expired"
    NOT_YET_VALID = "not-yet-valid"
    WRONG_NAME = "wrong-name"
    SELF_SIGNED = "self-signed"
    UNKNOWN_ISSUER = "unknown-issuer"
    OTHER = "other"


class CertificateFault(ConnectionFault):
    """The server could not prove that it is the one that was asked for."""

    def __init__(self, host: str, reason: CertificateReason) -> None:
        super().__init__(host)
        self.reason = reason


class ProxyFault(ConnectionFault):
    """The proxy that the environment names is of no use."""


class AnswerLost(ConnectionFault):
    """The request went out, and no whole answer came back: it may have been carried out."""

    sent = True


class AnswerTimedOut(AnswerLost):
    """Nothing broke, and no answer came within the limit: the server may still be at it."""


class RemoteProtocolError(LatchkeyError):
    """The answer breaks the specification.

    Args:
        host: who answered.
        status: HTTP status of the answer.
    """

    def __init__(self, host: str, status: int) -> None:
        super().__init__(f"{host}: {status}")
        self.host = host
        self.status = status


class NotJson(RemoteProtocolError):
    """The body is not JSON: a web page, an empty body, a truncated one."""


class WrongShape(RemoteProtocolError):
    """The body is JSON of the wrong shape.

    Args:
        host: who answered.
        status: HTTP status of the answer.
        where: JSON path of the fault, such as ``$.device_id``.
    """

    def __init__(self, host: str, status: int, where: str) -> None:
        super().__init__(host, status)
        self.where = where


class AnswerTooLarge(RemoteProtocolError):
    """The body is larger than the endpoint's limit.

    Args:
        host: who answered.
        status: HTTP status of the answer.
        limit: the limit in bytes.
    """

    def __init__(self, host: str, status: int, limit: int) -> None:
        super().__init__(host, status)
        self.limit = limit


class Redirected(RemoteProtocolError):
    """The server sends elsewhere.

    Args:
        host: who answered.
        status: HTTP status of the answer.
        location: where to, as the server wrote it.
    """

    def __init__(self, host: str, status: int, location: str) -> None:
        super().__init__(host, status)
        self.location = location


class MatrixError(LatchkeyError):
    """The server says no.

    Args:
        status: HTTP status.
        errcode: the server's code; ``M_UNKNOWN`` if it gave none.
        text: the server's words, cleaned and with secrets blanked; never part of ``str(error)``.
        host: who answered.
    """

    def __init__(self, status: int, errcode: str, text: str, *, host: str) -> None:
        super().__init__(f"{host}: {status} {errcode}")
        self.status = status
        self.errcode = errcode
        self.text = text
        self.host = host


class Forbidden(MatrixError):
    """M_FORBIDDEN: wrong credentials, or not allowed."""


class UserDeactivated(MatrixError):
    """M_USER_DEACTIVATED: the account is closed."""


class UserSuspended(MatrixError):
    """M_USER_SUSPENDED: this act is not open to a suspended account."""


class UserLocked(MatrixError):
    """M_USER_LOCKED: the account is locked; the session is to be kept."""


class UnknownToken(MatrixError):
    """M_UNKNOWN_TOKEN: the session has ended, softly or for good.

    Attributes:
        soft_logout: the server invites to sign in again on the same device.
    """

    soft_logout = False


class MissingToken(MatrixError):
    """M_MISSING_TOKEN: the endpoint wants a session."""


class RateLimited(MatrixError):
    """M_LIMIT_EXCEEDED, or 429.

    Attributes:
        retry_after: seconds to wait, at least 0; from Retry-After, else ``retry_after_ms``, else
            `DEFAULT_WAIT`.
    """

    DEFAULT_WAIT = 10.0
    retry_after = DEFAULT_WAIT


class Unrecognized(MatrixError):
    """M_UNRECOGNIZED, or a bare 404 or 405: the server does not have this endpoint."""


class NotFound(MatrixError):
    """M_NOT_FOUND: the endpoint is there, what was asked for is not."""


class BadRequest(MatrixError):
    """M_BAD_JSON, M_NOT_JSON: the text may quote what was sent, so it is always empty."""


class PolicyRefused(MatrixError):
    """The new password breaks a rule of the server: ``errcode`` says which."""


class ThreepidRefused(MatrixError):
    """An email address or phone number was refused: ``errcode`` says why."""


class StageRefused(MatrixError):
    """A proof was not accepted; the stage may be tried again."""


class DiscoveryFault(LatchkeyError):
    """Server discovery ended without a homeserver.

    Args:
        server_name: what was looked up.
        cause: the error beneath, if there was one.
    """

    def __init__(self, server_name: str, cause: LatchkeyError | None = None) -> None:
        super().__init__(server_name)
        self.server_name = server_name
        self.cause = cause


class FailPrompt(DiscoveryFault):
    """.well-known is there but of no use (FAIL_PROMPT): ask for the homeserver's address."""


class FailError(DiscoveryFault):
    """.well-known names what is not a usable homeserver (FAIL_ERROR): do not go on."""


class NoHomeserver(DiscoveryFault):
    """Nothing at that name speaks Matrix."""


class UiaFault(LatchkeyError):
    """User-Interactive Authentication cannot go on."""


class NoUsableFlow(UiaFault):
    """None of the offered flows can be finished here.

    Args:
        missing: the stage types that stand in the way, in the server's order.
    """

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__(f"{len(missing)} stage types cannot be shown")
        self.missing = missing


class MalformedParams(UiaFault):
    """The server does not say properly what a stage needs, and there is no other way.

    Args:
        stage: the stage type.
    """

    def __init__(self, stage: str) -> None:
        super().__init__("the params of a stage are malformed")
        self.stage = stage


class ActUnderWay(UiaFault):
    """Another act is asking for proofs already; this one was not begun."""


class UiaStuck(UiaFault):
    """Every stage is done, and the server still asks."""


class SessionExpired(UiaFault):
    """The authentication session expired a second time in one act."""


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


class NotRenewed(LatchkeyError):
    """The server refused the access token, and new ones could not be had just now.

    What was asked for was not carried out, whatever became of the renewal.

    Args:
        cause: what became of it.
    """

    def __init__(self, cause: LatchkeyError) -> None:
        super().__init__(type(cause).__name__)
        self.cause = cause


class VaultFault(LatchkeyError):
    """The system's vault is of no use right now."""


class VaultAbsent(VaultFault):
    """There is no vault on this system."""


class VaultLocked(VaultFault):
    """The vault is locked, and was not unlocked."""


class VaultUnsafe(VaultFault):
    """The vault in force is no safe place: plain text, or one that keeps nothing.

    Args:
        name: the backend's name.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class VaultBroken(VaultFault):
    """The vault failed, or did not give back what it was given."""


class SettingsFault(LatchkeyError):
    """The settings file cannot be written."""


class SaveFault(LatchkeyError):
    """A file cannot be written; what was there before is there still."""


ERRCODES: Mapping[str, type[MatrixError]] = {
    "M_FORBIDDEN": Forbidden,
    "M_USER_DEACTIVATED": UserDeactivated,
    "M_USER_SUSPENDED": UserSuspended,
    "M_USER_LOCKED": UserLocked,
    "M_UNKNOWN_TOKEN": UnknownToken,
    "M_MISSING_TOKEN": MissingToken,
    "M_LIMIT_EXCEEDED": RateLimited,
    "M_UNRECOGNIZED": Unrecognized,
    "M_NOT_FOUND": NotFound,
    "M_BAD_JSON": BadRequest,
    "M_NOT_JSON": BadRequest,
    "M_WEAK_PASSWORD": PolicyRefused,
    "M_PASSWORD_TOO_SHORT": PolicyRefused,
    "M_PASSWORD_NO_DIGIT": PolicyRefused,
    "M_PASSWORD_NO_SYMBOL": PolicyRefused,
    "M_PASSWORD_NO_UPPERCASE": PolicyRefused,
    "M_PASSWORD_NO_LOWERCASE": PolicyRefused,
    "M_PASSWORD_IN_DICTIONARY": PolicyRefused,
    "M_THREEPID_NOT_FOUND": ThreepidRefused,
    "M_THREEPID_DENIED": ThreepidRefused,
    "M_THREEPID_IN_USE": ThreepidRefused,
    "M_THREEPID_AUTH_FAILED": ThreepidRefused,
    "M_THREEPID_MEDIUM_NOT_SUPPORTED": ThreepidRefused,
    "M_SERVER_NOT_TRUSTED": ThreepidRefused,
}
"""errcode -> exception; a code that is not here becomes a plain `MatrixError`."""


def may_have_happened(error: LatchkeyError) -> bool:
    """Tell whether the request that ended in `error` may have been carried out all the same.

    True where no answer came to a request that left, and where what came cannot be read or is a
    fault of the server (5xx). A refusal, and whatever was found before sending, is certain.
    """
    if isinstance(error, ConnectionFault):
        return error.sent
    if isinstance(error, MatrixError):
        return error.status >= 500
    return isinstance(error, RemoteProtocolError)


GATEWAY_TIMEOUT = 504


def may_be_under_way(error: LatchkeyError) -> bool:
    """Tell whether the request that ended in `error` may be carried out later still.

    True where somebody has only stopped waiting for the answer: we, or what stands between.
    """
    if isinstance(error, MatrixError | RemoteProtocolError):
        return error.status == GATEWAY_TIMEOUT
    return isinstance(error, AnswerTimedOut)
