"""The only user of xkcdpass: generates passphrases and random passwords to suggest."""

from __future__ import annotations

import secrets
import string
from functools import cache

from xkcdpass import xkcd_password

from app.core.responses import PasswordPolicy
from app.core.secret import Secret

WORDS = 6
"""Six of the 7,776 words of the long list of the EFF are 77 bits."""

RANDOM_CHARS = 20
"""Twenty of 54 characters are 115 bits."""

CLEAR = "".join(c for c in string.ascii_letters + string.digits if c not in "0O1lIo5S")
"""Characters that are not mistaken for one another when read aloud or copied by hand."""

SYMBOLS = "-+=_.!"
MOST_WORDS = 24


@cache
def _words() -> tuple[str, ...]:
    listed = xkcd_password.generate_wordlist(
        wordfile=xkcd_password.locate_wordfile("eff-long"), min_length=3, max_length=9
    )
    return tuple(listed)


def passphrase(policy: PasswordPolicy | None) -> Secret:
    """Return random words joined by hyphens, with a capital or a number if the policy asks for it.

    Args:
        policy: the server's rules, if they are known.
    """
    chosen = [secrets.choice(_words()) for _ in range(WORDS)]
    wanted = policy.minimum_length or 0 if policy else 0
    while len("-".join(chosen)) < wanted and len(chosen) < MOST_WORDS:
        chosen.append(secrets.choice(_words()))
    if policy is not None and policy.require_uppercase:
        at = secrets.randbelow(len(chosen))
        chosen[at] = chosen[at].capitalize()
    if policy is not None and policy.require_digit:
        chosen.append(str(secrets.randbelow(90) + 10))
    return Secret("-".join(chosen))


def random_password(policy: PasswordPolicy | None) -> Secret:
    """Return random characters: letters, digits and a symbol, whatever the policy.

    Args:
        policy: the server's rules, if they are known; only its length matters.
    """
    wanted = policy.minimum_length or 0 if policy else 0
    groups = (string.ascii_lowercase, string.ascii_uppercase, string.digits)
    pools = ["".join(c for c in group if c in CLEAR) for group in groups]
    chars = [secrets.choice(pool) for pool in (*pools, SYMBOLS)]
    size = max(RANDOM_CHARS, min(wanted, 128))
    chars += [secrets.choice(CLEAR) for _ in range(size - len(chars))]
    secrets.SystemRandom().shuffle(chars)
    return Secret("".join(chars))
