"""What an estimate holds; apart from zxcvbn, which takes 30 ms to import."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Strength:
    """An estimate.

    Attributes:
        score: 0 (the first that is tried) to 4 (out of reach).
        warning: zxcvbn's own English sentence, a key for `ui/text/errors.py`; empty if none.
        suggestions: likewise.
    """

    score: int
    warning: str
    suggestions: tuple[str, ...]
