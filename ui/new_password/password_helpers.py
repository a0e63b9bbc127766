"""The functions that estimate a password's strength and suggest new passwords."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.core.responses import PasswordPolicy
from app.core.secret import Secret
from app.passwords.types import Strength


@dataclass(frozen=True, slots=True)
class PasswordHelpers:
    """Functions that help with choosing a password; they block, so run them in a thread.

    Attributes:
        estimate: returns the strength of a password, given words that a guesser would try first.
        passphrase: returns a new passphrase for a server's policy.
        random: returns a new password of random characters for a server's policy.
    """

    estimate: Callable[[Secret, tuple[str, ...]], Strength]
    passphrase: Callable[[PasswordPolicy | None], Secret]
    random: Callable[[PasswordPolicy | None], Secret]
