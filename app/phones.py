"""Phone numbers as people type them: the only user of phonenumbers.

Section: "m.id.phone" and POST …/msisdn/requestToken, which want a country in two letters and the
number as it is dialled there.
"""

from __future__ import annotations

from app.core.threepid import Phone

LEAST_DIGITS = 5


def phone_of(text: str, country: str) -> Phone | None:
    """Read a phone number; None if it cannot be one.

    Args:
        text: with a country's prefix after ``+`` or ``00``, or as dialled in `country`.
        country: two capital letters; empty where nobody knows, and only the prefix will do.
    """
    import phonenumbers

    typed = text.strip()
    international = typed.startswith("+")
    try:
        found = phonenumbers.parse(typed, None if international else country or None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(found):
        return None
    if len(str(found.national_number)) < LEAST_DIGITS:
        return None  # an emergency or service number: possible, and nobody's
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
    """Read a number as a server keeps it: the country's prefix and the number, in digits."""
    return phone_of(f"+{digits}", "")
