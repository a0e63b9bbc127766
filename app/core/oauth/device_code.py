"""Sign-in with a code that a person types on another device ("Device authorisation flow")."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.core.errors import InvalidInput
from app.core.identifiers import Link, Origin
from app.core.lenient import Maybe
from app.core.oauth.metadata import _web_link
from app.core.responses import Body
from app.core.secret import Secret


class DeviceAuthorization(Body, frozen=True, kw_only=True):
    """Answer of the device authorization endpoint ("Device authorisation flow").

    Attributes:
        expires_in: lifetime of the code, in seconds.
        interval: minimum time between two polls, in seconds.
    """

    device_code: Secret
    user_code: str
    verification_uri: str
    verification_uri_complete: Maybe[str] = None
    expires_in: float
    interval: Maybe[float] = None


LONGEST_LIFE = 3600.0

USUAL_INTERVAL = 5.0
"""Where the server gives none (RFC 8628, section 3.2)."""

SHORTEST_INTERVAL, LONGEST_INTERVAL = 1.0, 60.0

MAX_CODE_CHARS = 40


@dataclass(frozen=True, slots=True)
class DeviceCode:
    """A validated device code, to be typed on another device.

    Attributes:
        code: the code to type.
        page: page to type it on.
        complete: the same page with the code filled in, if the server has one.
        ends: when the code expires, in seconds since the epoch.
        interval: time between two polls, in seconds.
        secret: the ``device_code`` that the polls carry.
    """

    code: str = field(repr=False)
    page: Link
    complete: Link | None
    ends: float
    interval: float
    secret: Secret = field(repr=False)


def device_code_of(found: DeviceAuthorization, server: Origin, now: float) -> DeviceCode | None:
    """Validate the answer of the device authorization endpoint.

    Args:
        found: the answer.
        server: origin of the homeserver; unless it is on loopback, pages there are refused.
        now: seconds since the epoch.

    Returns:
        The device code; None if a person cannot use the code or the page.
    """
    try:
        page = _web_link(found.verification_uri, server)
    except InvalidInput:
        return None
    complete = None
    if found.verification_uri_complete is not None:
        try:
            complete = _web_link(found.verification_uri_complete, server)
        except InvalidInput:
            complete = None
    if complete is not None and complete.host != page.host:
        complete = None  # the host that is shown is the one that is opened
    code = found.user_code.strip()
    if not code or len(code) > MAX_CODE_CHARS or not code.isprintable() or found.expires_in <= 0:
        return None
    given = USUAL_INTERVAL if found.interval is None else found.interval
    life = min(found.expires_in, LONGEST_LIFE)
    interval = min(max(given, SHORTEST_INTERVAL), LONGEST_INTERVAL)
    return DeviceCode(code, page, complete, now + life, interval, found.device_code)
