from __future__ import annotations

import json

import pytest

from app.core.encoding import encode
from app.core.errors import LocalProtocolError
from app.core.identifiers import UserId
from app.core.secret import Secret
from app.core.uia import stages
from app.core.uia.stages import (
    DummyAnswer,
    DummyChallenge,
    PasswordAnswer,
    PasswordChallenge,
    TermsAnswer,
    TermsChallenge,
    ThreepidAnswer,
    ThreepidChallenge,
    TokenAnswer,
    TokenChallenge,
    WebAnswer,
    WebChallenge,
    encode_answer,
    is_registration_token,
    kind_of,
)
from app.core.uia.terms import Policy

SESSION = Secret("s1")
THREEPID = ThreepidAnswer(Secret("sid"), Secret("cs"))


@pytest.mark.parametrize(
    ("stage", "answer", "auth"),
    [
        (
            stages.PASSWORD,
            PasswordAnswer(UserId("@a:b"), Secret("pw")),
            {"identifier": {"type": "m.id.user", "user": "@a:b"}, "password": "pw"},
        ),
        (stages.EMAIL, THREEPID, {"threepid_creds": {"sid": "sid", "client_secret": "cs"}}),
        (stages.MSISDN, THREEPID, {"threepid_creds": {"sid": "sid", "client_secret": "cs"}}),
        (stages.REGISTRATION_TOKEN, TokenAnswer(Secret("t")), {"token": "t"}),
        (stages.REGISTRATION_TOKEN_UNSTABLE, TokenAnswer(Secret("t")), {"token": "t"}),
        (stages.TERMS, TermsAnswer(), {}),
        (stages.DUMMY, DummyAnswer(), {}),
    ],
)
def test_answers_on_the_wire(stage, answer, auth):
    assert json.loads(encode(encode_answer(stage, answer, SESSION))[0]) == {
        "type": stage,
        "session": "s1",
        **auth,
    }
    assert "session" not in json.loads(encode(encode_answer(stage, answer, None))[0])


@pytest.mark.parametrize("stage", [stages.SSO, stages.RECAPTCHA, stages.OAUTH, "org.example.new"])
def test_what_was_done_on_a_page_is_told_by_the_session_alone(stage):
    assert json.loads(encode(encode_answer(stage, WebAnswer(), SESSION))[0]) == {"session": "s1"}


def test_an_answer_has_to_fit():
    with pytest.raises(LocalProtocolError):
        encode_answer(stages.PASSWORD, DummyAnswer(), SESSION)
    with pytest.raises(LocalProtocolError):
        encode_answer("org.example.new", TermsAnswer(), SESSION)


@pytest.mark.parametrize("params", [None, [], "x", 3, {}, {"url": 3}, {"public_key": []}])
def test_params_may_be_anything(params):
    expected = {
        stages.PASSWORD: PasswordChallenge,
        stages.EMAIL: ThreepidChallenge,
        stages.MSISDN: ThreepidChallenge,
        stages.DUMMY: DummyChallenge,
        stages.REGISTRATION_TOKEN: TokenChallenge,
        stages.REGISTRATION_TOKEN_UNSTABLE: TokenChallenge,
        stages.TERMS: TermsChallenge,
        stages.RECAPTCHA: WebChallenge,
        stages.SSO: WebChallenge,
        stages.OAUTH: WebChallenge,
        "org.example.new": WebChallenge,
    }
    assert set(stages.KINDS) < set(expected)
    for stage, kind in expected.items():
        challenge = kind_of(stage).challenge(stage, params)
        assert type(challenge) is kind
        assert challenge.stage == stage


def test_pages_of_the_server():
    challenge = kind_of(stages.OAUTH).challenge(
        stages.OAUTH, {"url": "https://x/", "public_key": 1}
    )
    assert challenge == WebChallenge(stages.OAUTH, url="https://x/")
    challenge = kind_of(stages.RECAPTCHA).challenge(stages.RECAPTCHA, {"public_key": "pk"})
    assert challenge == WebChallenge(stages.RECAPTCHA, public_key="pk")
    # Only m.oauth has an address of its own; any other stage cannot send the user somewhere.
    assert kind_of("org.x").challenge("org.x", {"url": "https://evil/"}) == WebChallenge("org.x")


def test_terms():
    params = {
        "policies": {
            "privacy": {
                "version": "1.2",
                "en": {"name": "Privacy", "url": "https://example.org/en"},
                "de": {"name": "Datenschutz", "url": "https://example.org/de"},
            }
        }
    }
    challenge = kind_of(stages.TERMS).challenge(stages.TERMS, params)
    assert challenge == TermsChallenge(
        stages.TERMS,
        (
            Policy(
                "privacy",
                "1.2",
                {
                    "en": ("Privacy", "https://example.org/en"),
                    "de": ("Datenschutz", "https://example.org/de"),
                },
            ),
        ),
    )


@pytest.mark.parametrize(
    "params",
    [
        {"policies": []},
        {"policies": None},
        {"en": {"name": "n"}},
        [],
        None,
    ],
)
def test_malformed_terms_are_told_from_none(params):
    assert kind_of(stages.TERMS).challenge(stages.TERMS, params) == TermsChallenge(
        stages.TERMS, None
    )


@pytest.mark.parametrize(("count", "there"), [(50, True), (51, False)])
def test_nobody_is_asked_to_agree_without_end(count, there):
    text = {"name": "Rules", "url": "https://example.org/"}
    table = {f"p{number}": {"version": "1", "en": text} for number in range(count)}
    challenge = kind_of(stages.TERMS).challenge(stages.TERMS, {"policies": table})
    assert (challenge.policies is not None) is there


@pytest.mark.parametrize(
    ("languages", "name"),
    [
        (["de-DE", "en-US"], "Regeln"),
        (["de_AT"], "Regeln (AT)"),
        (["fr-FR", "de"], "Regeln"),
        (["fr-FR"], "Rules"),
        ([], "Rules"),
    ],
)
def test_a_document_in_the_language_that_suits_best(languages, name):
    texts = {"en": ("Rules", "e"), "de_at": ("Regeln (AT)", "a"), "de": ("Regeln", "d")}
    assert Policy("p", "1", texts).in_language(languages)[0] == name


def test_a_document_in_any_language_is_better_than_none():
    assert Policy("p", "1", {"ja": ("規約", "j")}).in_language(["de"]) == ("規約", "j")


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("a", True),
        ("aZ0._~-" * 9, True),
        ("x" * 64, True),
        ("x" * 65, False),
        ("", False),
        ("a b", False),
        ("ä", False),
        ("a\n", False),
    ],
)
def test_what_can_be_a_registration_token(text, good):
    assert is_registration_token(text) is good


@pytest.mark.parametrize(
    ("document", "policy"),
    [
        ({"version": "1"}, Policy("p", "1", {"": ("p", "")})),
        ({"version": 2, "en": "n"}, Policy("p", "2", {"": ("p", "")})),
        ({"en": {"name": "N", "url": "u"}}, Policy("p", "", {"en": ("N", "u")})),
        ({"version": "1", "en": {"name": "N"}, "x": 7}, Policy("p", "1", {"en": ("N", "")})),
        (None, Policy("p", "", {"": ("p", "")})),
    ],
)
def test_an_odd_document_can_be_agreed_to(document, policy):
    params = {"policies": {"p": document}, "more": "text"}
    assert kind_of(stages.TERMS).challenge(stages.TERMS, params).policies == (policy,)
    assert policy.in_language(["de"])[0] in ("p", "N")
