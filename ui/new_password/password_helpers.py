"""What helps with a new password: its strength, and suggestions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.core.responses import PasswordPolicy
from app.core.secret import Secret
from app.passwords.types import Strength


@dataclass(frozen=True, slots=True)
class PasswordHelpers:
    """What helps with a new password; the calls block, so they run in a thread.

    Attributes:
        estimate: strength of a password, given words that a guesser would try first.
        passphrase: a new one of words, for a server's policy.
        random: a new one of characters.
    """

    estimate: Callable[[Secret, tuple[str, ...]], Strength]
    passphrase: Callable[[PasswordPolicy | None], Secret]
    random: Callable[[PasswordPolicy | None], Secret]
