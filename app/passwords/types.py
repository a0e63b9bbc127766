"""Result type of a strength estimate; apart from zxcvbn, which takes 30 ms to import."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Strength:
    """An estimate of a password's strength.

    Attributes:
        score: 0 (guessed at once) to 4 (very hard to guess).
        warning: zxcvbn's own English sentence, a key of `ui/new_password/strength_texts.py`; empty
            if none.
        suggestions: zxcvbn's English sentences, likewise.
    """

    score: int
    warning: str
    suggestions: tuple[str, ...]
