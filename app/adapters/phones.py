"""Phone numbers as people type them: the only user of phonenumbers.

Section: "m.id.phone" and POST …/msisdn/requestToken, which want a country in two letters and the
number as it is dialled there.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping

from app.core.uia.threepid import Phone

LEAST_DIGITS = 5
LONGEST_PREFIX = 3


def phone_of(text: str, country: str) -> Phone | None:
    """Parse a phone number as a person types it; None if it cannot be one.

    Args:
        text: with a country's prefix after ``+`` or ``00``, or as dialled in `country`.
        country: two capital letters; empty if unknown: then `text` needs the prefix.
    """
    import phonenumbers

    typed = text.strip().removeprefix("tel:")
    if any(each.isalpha() for each in typed):
        return None  # letters on a dial are advertising, not an account's number
    international = typed.startswith("+")
    try:
        found = phonenumbers.parse(typed, None if international else country or None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(found):
        return None
    if len(str(found.national_number)) < LEAST_DIGITS:
        return None  # an emergency or service number, not a person's
    where = phonenumbers.region_code_for_number(found) or ("" if international else country)
    where = where or phonenumbers.region_code_for_country_code(found.country_code or 0)
    if len(where) != 2 or not where.isalpha():
        return None
    digits = phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)
    shown = phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    national = phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.NATIONAL)
    number = "".join(each for each in national if each.isdigit()) or digits
    return Phone(where, number, shown)


def phone_of_msisdn(digits: str) -> Phone | None:
    """Parse a number as servers store it: the country's prefix and the number, in digits."""
    return phone_of(f"+{digits}", "")


@functools.cache
def prefixes() -> Mapping[str, int]:
    """Return the prefix of each country by its two letters, such as ``{"DE": 49}``.

    The first call loads the data of every country, which takes about 100 ms; after it, no call of
    this module is slow.
    """
    import phonenumbers

    codes = phonenumbers.SUPPORTED_REGIONS
    return {code: phonenumbers.country_code_for_region(code) for code in sorted(codes)}


def country_of_prefix(prefix: str) -> str:
    """Return the country that a prefix is known for, such as ``US`` for ``+1``; empty if none."""
    import phonenumbers

    digits = prefix.strip().removeprefix("+")
    if not digits.isdigit() or len(digits) > LONGEST_PREFIX:
        return ""
    found = str(phonenumbers.region_code_for_country_code(int(digits)))
    return "" if found == "ZZ" else found


def as_typed(text: str, country: str) -> str:
    """Format a number that is still being typed, as its country writes it.

    Args:
        text: with a country's prefix after ``+``, or as dialled in `country`.
        country: two capital letters.
    """
    import phonenumbers

    formatter = phonenumbers.AsYouTypeFormatter(country)
    shown = text
    for character in text:
        if character.isdigit() or character == "+":
            shown = formatter.input_digit(character)
    return shown


def example_of(country: str) -> str:
    """Return a mobile number as it is dialled in a country; empty where none is known."""
    import phonenumbers

    kind = phonenumbers.PhoneNumberType.MOBILE
    found = phonenumbers.example_number_for_type(country, kind)
    if found is None:
        return ""
    return str(phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.NATIONAL))
