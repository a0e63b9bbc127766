"""Errors that end User-Interactive Authentication."""

from __future__ import annotations

from app.core.errors.base import LatchkeyError


class UiaFault(LatchkeyError):
    """User-Interactive Authentication cannot go on."""


class NoUsableFlow(UiaFault):
    """None of the offered flows can be finished in this app.

    Args:
        missing: the stage types that this app cannot show, in the server's order.
    """

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__(f"{len(missing)} stage types cannot be shown")
        self.missing = missing


class MalformedParams(UiaFault):
    """The params of a stage are malformed, and no other flow can be used.

    Args:
        stage: the stage type.
    """

    def __init__(self, stage: str) -> None:
        super().__init__("the params of a stage are malformed")
        self.stage = stage


class ActUnderWay(UiaFault):
    """Another operation is authenticating already; this one was not started."""


class UiaStuck(UiaFault):
    """All stages are completed, and the server still asks for authentication."""


class SessionExpired(UiaFault):
    """The authentication session expired a second time in one operation."""
