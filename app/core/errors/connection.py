"""Errors of connections, of malformed answers, and of server discovery."""

from __future__ import annotations

from enum import Enum

from app.core.errors.base import LatchkeyError


class ConnectionFault(LatchkeyError):
    """No complete answer came from the server.

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
    """The host refuses connections, or cannot be reached."""


class ConnectTimedOut(ConnectionFault):
    """No connection was made within the time limit."""


class InvalidAddress(ConnectionFault):
    """No request can be made to that address, now or later; nothing was sent."""


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
    """The proxy that the environment names cannot be used."""


class AnswerLost(ConnectionFault):
    """The request went out, and no whole answer came back: it may have been carried out."""

    sent = True


class AnswerTimedOut(AnswerLost):
    """No answer came within the time limit: the server may still carry out the request."""


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
    """The server answered with a redirect, which `HttpClient` does not follow.

    Args:
        host: who answered.
        status: HTTP status of the answer.
        location: value of the Location header, as the server wrote it.
    """

    def __init__(self, host: str, status: int, location: str) -> None:
        super().__init__(host, status)
        self.location = location


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
    """.well-known exists but cannot be used (FAIL_PROMPT): ask for the homeserver's address."""


class FailError(DiscoveryFault):
    """.well-known names an address that is no homeserver (FAIL_ERROR): do not go on."""


class BorrowedName(LatchkeyError):
    """A homeserver claims a user ID of a server that leads elsewhere; the session was ended.

    Args:
        host: host of the homeserver.
        user_id: the ID that it claims.
        server_name: the server name in that ID.
    """

    def __init__(self, host: str, user_id: str, server_name: str) -> None:
        super().__init__(host)
        self.host = host
        self.user_id = user_id
        self.server_name = server_name


class NoHomeserver(DiscoveryFault):
    """Nothing at that name speaks Matrix."""
