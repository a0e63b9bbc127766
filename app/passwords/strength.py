"""The only user of zxcvbn: how many guesses a password would take, and what would help."""

from __future__ import annotations

import zxcvbn

from app.core.secret import Secret
from app.passwords.types import Strength

MAX_CHARS = 72
"""zxcvbn refuses more; the rest can only make it stronger."""


def estimate(password: Secret, about: tuple[str, ...]) -> Strength:
    """Estimate a password's strength; takes 1 to 50 ms, so call it in a thread.

    Args:
        password: not empty.
        about: words that a guesser would try first: name, server, address.
    """
    found = zxcvbn.zxcvbn(password.reveal()[:MAX_CHARS], user_inputs=list(about))
    feedback = found["feedback"]
    return Strength(
        score=int(found["score"]),
        warning=feedback["warning"] or "",
        suggestions=tuple(feedback["suggestions"]),
    )
