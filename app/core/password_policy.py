"""Rules for a new password: Latchkey's own few, and the server's policy.

Latchkey adds no composition rules, and passwords may be pasted. A password that breaks a rule is
refused before anything is sent.
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
        rule: the rule.
        met: whether the password meets it.
        minimum: required length in characters; only for `Rule.LENGTH`.
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
        user_id: the account's; a password equal to it, its localpart or its server is refused.
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
    """Return whether a password is longer than the 72 bytes that bcrypt reads of it."""
    return len(password.reveal().encode()) > BCRYPT_BYTES
