"""`Words`: texts that can follow a change of the language.

A text that is made elsewhere (of an error, or of what a server offers) is passed to a widget as a
function. The widget keeps the function, and calls it again when the language changes; a plain
string stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Words: TypeAlias = str | Callable[[], str]
"""A text, or a function that returns it in the current language, without side effects."""


def said(words: Words) -> str:
    """Return the text in the current language."""
    return words if isinstance(words, str) else words()
