"""Why User-Interactive Authentication cannot go on."""

from __future__ import annotations

from app.core.errors.base import LatchkeyError


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
