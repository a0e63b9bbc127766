"""Names of countries in a person's language: the only user of babel."""

from __future__ import annotations

import functools
from collections.abc import Mapping


@functools.cache
def country_names(language: str) -> Mapping[str, str]:
    """Return the names of countries by their two letters (CLDR).

    Args:
        language: as Qt writes a locale, such as ``de_AT``; an unknown one gives English.
    """
    from babel import Locale, UnknownLocaleError

    try:
        found = Locale.parse(language)
    except (UnknownLocaleError, ValueError, TypeError):
        found = Locale("en")
    return {code: name for code, name in found.territories.items() if len(code) == 2}
