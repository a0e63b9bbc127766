"""What a new password has to be: our own few rules, and the server's.

No composition rules of our own, and anything may be pasted. What the server would refuse is told
before it is asked; what Latchkey refuses is never sent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from app.core.responses import PasswordPolicy
from app.core.secret import Secret

MIN_CHARS = 8
"""Shorter ones are refused."""

GOOD_CHARS = 15
"""Shorter ones get a hint."""

MAX_CHARS = 512
"""Longer ones are refused: Synapse quotes them in its error text."""

BCRYPT_BYTES = 72
"""Servers that use bcrypt read no more of a password than this, in UTF-8."""


class PasswordFault(Enum):
    """Why a new password is refused here."""

    EMPTY = "empty"
    TOO_SHORT = "too-short"
    TOO_LONG = "too-long"
    IS_NAME = "is-name"
    POLICY = "policy"


class Rule(Enum):
    """A rule of the server's policy."""

    LENGTH = "length"
    DIGIT = "digit"
    SYMBOL = "symbol"
    LOWERCASE = "lowercase"
    UPPERCASE = "uppercase"


@dataclass(frozen=True, slots=True)
class RuleState:
    """A rule of the server, and whether a password meets it.

    Attributes:
        rule: which.
        met: whether it is met.
        minimum: characters that are wanted; only for `Rule.LENGTH`.
    """

    rule: Rule
    met: bool
    minimum: int = 0


def rules_of(policy: PasswordPolicy | None, password: Secret) -> tuple[RuleState, ...]:
    """Return the server's rules in a fixed order, each with whether `password` meets it."""
    if policy is None:
        return ()
    text = password.reveal()
    states = []
    if policy.minimum_length is not None and policy.minimum_length > 0:
        met = len(text) >= policy.minimum_length
        states.append(RuleState(Rule.LENGTH, met, policy.minimum_length))
    wanted = (
        # As Synapse counts them: in ASCII, and whatever is neither letter nor digit is a symbol.
        (policy.require_digit, Rule.DIGIT, r"[0-9]"),
        (policy.require_lowercase, Rule.LOWERCASE, r"[a-z]"),
        (policy.require_uppercase, Rule.UPPERCASE, r"[A-Z]"),
        (policy.require_symbol, Rule.SYMBOL, r"[^a-zA-Z0-9]"),
    )
    for required, rule, pattern in wanted:
        if required:
            states.append(RuleState(rule, re.search(pattern, text) is not None))
    return tuple(states)


def fault_of(
    password: Secret, *, user_id: str, policy: PasswordPolicy | None
) -> PasswordFault | None:
    """Return why a new password is refused before it is sent, or None.

    Args:
        password: as typed; surrounding spaces belong to it.
        user_id: whose it is to be: neither name nor server will do.
        policy: the server's rules, if they are known.
    """
    text = password.reveal()
    localpart, _, server_name = user_id.removeprefix("@").partition(":")
    if not text:
        return PasswordFault.EMPTY
    if len(text) > MAX_CHARS:
        return PasswordFault.TOO_LONG
    if text.strip().casefold() in {
        localpart.casefold(),
        server_name.casefold(),
        user_id.casefold(),
    }:
        return PasswordFault.IS_NAME
    if len(text) < MIN_CHARS:
        return PasswordFault.TOO_SHORT
    if not all(state.met for state in rules_of(policy, password)):
        return PasswordFault.POLICY
    return None


def beyond_bcrypt(password: Secret) -> bool:
    """Tell whether a password is longer than what many servers read of it."""
    return len(password.reveal().encode()) > BCRYPT_BYTES
