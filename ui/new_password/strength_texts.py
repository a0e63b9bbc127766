"""The strength of a password in words, and what would make it stronger."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.core.password_policy import BCRYPT_BYTES, GOOD_CHARS
from app.passwords.types import Strength

translate = QCoreApplication.translate


def strength_words(found: Strength, *, short: bool, beyond_bcrypt: bool, matches: bool) -> str:
    """Say how strong a password is, and what would make it stronger.

    Args:
        found: the estimate.
        short: whether it has fewer than `GOOD_CHARS` characters.
        beyond_bcrypt: whether it is longer than the bytes that many servers look at.
        matches: whether both fields hold the same.
    """
    parts = [strength_word(found.score)]
    if found.score < 4:
        parts += [advice(each) for each in (found.warning, *found.suggestions)]
    if short and found.score < 4:
        text = translate("PasswordStrength", "Longer is better: {n} characters or more.")
        parts.append(text.format(n=GOOD_CHARS))
    if beyond_bcrypt:
        text = translate("PasswordStrength", "Many servers look at the first {n} bytes only.")
        parts.append(text.format(n=BCRYPT_BYTES))
    if matches:
        parts.append(translate("PasswordStrength", "Both fields match."))
    return " ".join(part for part in dict.fromkeys(parts) if part)


def strength_word(score: int) -> str:
    """Name a score of 0 to 4."""
    words = (
        translate("PasswordStrength", "Very weak."),
        translate("PasswordStrength", "Weak."),
        translate("PasswordStrength", "Fair."),
        translate("PasswordStrength", "Strong."),
        translate("PasswordStrength", "Very strong."),
    )
    return words[score]


def advice(key: str) -> str:
    """Return our translated sentence for a text of zxcvbn's; empty if it adds nothing.

    The keys are the English texts that zxcvbn returns; a test compares the table with them.
    """
    return _advice().get(key, "")


def _advice() -> dict[str, str]:
    common = translate("PasswordStrength", "Many people use this one.")
    keyboard = translate("PasswordStrength", "Rows of keys are guessed early.")
    names = translate("PasswordStrength", "Names are guessed early.")
    dates = translate("PasswordStrength", "Dates and years are guessed early.")
    repeats = translate("PasswordStrength", "Repeating something adds little.")
    return {
        "Use a few words, avoid common phrases.": translate(
            "PasswordStrength", "A few words that do not belong together are best."
        ),
        "No need for symbols, digits, or uppercase letters.": "",
        "Add another word or two. Uncommon words are better.": translate(
            "PasswordStrength", "Add a word or two."
        ),
        "Straight rows of keys are easy to guess.": keyboard,
        "Short keyboard patterns are easy to guess.": keyboard,
        "Use a longer keyboard pattern with more turns.": "",
        'Repeats like "aaa" are easy to guess.': repeats,
        'Repeats like "abcabcabc" are only slightly harder to guess than "abc".': repeats,
        "Avoid repeated words and characters.": "",
        'Sequences like "abc" or "6543" are easy to guess.': translate(
            "PasswordStrength", "Sequences are guessed early."
        ),
        "Avoid sequences.": "",
        "Recent years are easy to guess.": dates,
        "Avoid recent years.": "",
        "Avoid years that are associated with you.": "",
        "Dates are often easy to guess.": dates,
        "Avoid dates and years that are associated with you.": "",
        "This is a top-10 common password.": common,
        "This is a top-100 common password.": common,
        "This is a very common password.": common,
        "This is similar to a commonly used password.": translate(
            "PasswordStrength", "It is close to one that many people use."
        ),
        "A word by itself is easy to guess.": translate(
            "PasswordStrength", "A single word is guessed early."
        ),
        "Names and surnames by themselves are easy to guess.": names,
        "Common names and surnames are easy to guess.": names,
        "Capitalization doesn't help very much.": translate(
            "PasswordStrength", "Capital letters help little."
        ),
        "All-uppercase is almost as easy to guess as all-lowercase.": translate(
            "PasswordStrength", "Capital letters help little."
        ),
        "Reversed words aren't much harder to guess.": translate(
            "PasswordStrength", "Writing words backwards helps little."
        ),
        "Predictable substitutions like '@' instead of 'a' don't help very much.": translate(
            "PasswordStrength", "Replacing letters by look-alikes helps little."
        ),
    }
