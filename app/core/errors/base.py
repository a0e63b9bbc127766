"""Base classes of all errors, and the errors of typed input and of loading."""

from __future__ import annotations

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


class LoadFailed(LatchkeyError):
    """A part of the program, or a library that it needs, could not be loaded.

    Args:
        reason: kind of the error beneath, and the module's name where it is known.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
