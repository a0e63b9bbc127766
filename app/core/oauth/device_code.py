"""A code that a person types on another device ("Device authorisation flow")."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.core.errors import InvalidInput
from app.core.identifiers import Link, Origin
from app.core.oauth.metadata import _web_link
from app.core.responses import Body
from app.core.secret import Secret


class DeviceAuthorization(Body, frozen=True, kw_only=True):
    """What the device authorization endpoint answers ("Device authorisation flow").

    Attributes:
        expires_in: seconds.
        interval: seconds between two polls at least.
    """

    device_code: Secret
    user_code: str
    verification_uri: str
    verification_uri_complete: str | None = None
    expires_in: float
    interval: float = 5.0


LONGEST_LIFE = 3600.0

SHORTEST_INTERVAL, LONGEST_INTERVAL = 1.0, 60.0

MAX_CODE_CHARS = 40


@dataclass(frozen=True, slots=True)
class DeviceCode:
    """What a person takes to another device.

    Attributes:
        code: to be typed there.
        page: where to type it.
        complete: the same page with the code filled in, if the server has one.
        ends: when it is over, in seconds since the epoch.
        interval: seconds between two polls.
        secret: what the polls carry.
    """

    code: str = field(repr=False)
    page: Link
    complete: Link | None
    ends: float
    interval: float
    secret: Secret = field(repr=False)


def device_code_of(found: DeviceAuthorization, server: Origin, now: float) -> DeviceCode | None:
    """Judge what the device authorization endpoint answered.

    Args:
        found: the answer.
        server: who gave it.
        now: in seconds since the epoch.

    Returns:
        None if a person cannot do anything with it.
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
    life = min(found.expires_in, LONGEST_LIFE)
    interval = min(max(found.interval, SHORTEST_INTERVAL), LONGEST_INTERVAL)
    return DeviceCode(code, page, complete, now + life, interval, found.device_code)
