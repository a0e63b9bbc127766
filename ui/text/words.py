"""Words that can be said again, in another language.

A sentence that somebody else makes (of an error, of what a server offers) is handed to what shows
it as a function that makes it. What shows it keeps the function, and calls it anew when the
language changes; a plain string stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Words: TypeAlias = str | Callable[[], str]
"""A text, or a function that makes it in the language of the moment; it asks nobody and changes
nothing."""


def said(words: Words) -> str:
    """Return words as they are said now."""
    return words if isinstance(words, str) else words()
