from __future__ import annotations

import pytest

from app.core.password_policy import (
    PasswordFault,
    Rule,
    RuleState,
    beyond_bcrypt,
    fault_of,
    rules_of,
)
from app.core.responses import PasswordPolicy
from app.core.secret import Secret
from app.passwords.strength import estimate
from app.passwords.suggest import passphrase, random_password

STRICT = PasswordPolicy(
    minimum_length=30,
    require_digit=True,
    require_symbol=True,
    require_lowercase=True,
    require_uppercase=True,
)


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", PasswordFault.EMPTY),
        ("1234567", PasswordFault.TOO_SHORT),
        ("12345678", None),
        ("        ", None),
        ("x" * 512, None),
        ("x" * 513, PasswordFault.TOO_LONG),
        ("Alexandra", PasswordFault.IS_NAME),
        (" example.ORG ", PasswordFault.IS_NAME),
        ("@alexandra:example.org", PasswordFault.IS_NAME),
    ],
)
def test_our_own_rules(typed, fault):
    assert fault_of(Secret(typed), user_id="@alexandra:example.org", policy=None) is fault


def test_the_servers_rules_each_by_itself():
    assert rules_of(None, Secret("x")) == ()
    assert rules_of(PasswordPolicy(minimum_length=0), Secret("")) == ()
    assert rules_of(STRICT, Secret("aB")) == (
        RuleState(Rule.LENGTH, met=False, minimum=30),
        RuleState(Rule.DIGIT, met=False),
        RuleState(Rule.LOWERCASE, met=True),
        RuleState(Rule.UPPERCASE, met=True),
        RuleState(Rule.SYMBOL, met=False),
    )
    assert all(state.met for state in rules_of(STRICT, Secret("aB3-" * 8)))


def test_letters_beyond_ascii_count_as_synapse_counts_them():
    policy = PasswordPolicy(require_symbol=True, require_lowercase=True, require_digit=True)
    states = {state.rule: state.met for state in rules_of(policy, Secret("É²É"))}
    assert states == {Rule.SYMBOL: True, Rule.LOWERCASE: False, Rule.DIGIT: False}


def test_the_servers_rules_refuse_before_the_server_does():
    kept = {"user_id": "@a:b", "policy": PasswordPolicy(require_digit=True)}
    assert fault_of(Secret("no digits here"), **kept) is PasswordFault.POLICY
    assert fault_of(Secret("1 digit is here"), **kept) is None


def test_what_bcrypt_does_not_read():
    assert not beyond_bcrypt(Secret("x" * 72))
    assert beyond_bcrypt(Secret("x" * 73))
    assert beyond_bcrypt(Secret("ä" * 37))


@pytest.mark.parametrize("make", [passphrase, random_password])
@pytest.mark.parametrize("policy", [None, PasswordPolicy(), STRICT])
def test_suggestions_meet_every_rule_and_never_repeat(make, policy):
    made = [make(policy) for _ in range(20)]
    assert len({secret.reveal() for secret in made}) == 20
    for secret in made:
        assert fault_of(secret, user_id="@alice:example.org", policy=policy) is None
        assert estimate(secret, ("alice",)).score == 4


def test_strength_knows_whose_password_it_is():
    assert estimate(Secret("alexandra"), ("alexandra",)).score == 0
    weak = estimate(Secret("password"), ())
    assert weak.score == 0
    assert weak.warning
    assert weak.suggestions
    assert estimate(Secret("x9" * 300), ()).score >= 0
