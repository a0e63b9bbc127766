"""Sentences: every error has one of its own, and none shows a code or a secret."""

from __future__ import annotations

import inspect
import re
import tomllib
from pathlib import Path

import pytest
import zxcvbn.feedback

from app.core import errors
from app.core.errors import (
    CertificateReason,
    ConnectionFault,
    DiscoveryFault,
    InputFault,
    LatchkeyError,
    MatrixError,
    RemoteProtocolError,
)
from app.core.password_policy import PasswordFault, Rule, RuleState
from app.core.responses import Support, SupportContact
from app.operations.ports.uia import Act, ActKind
from app.version import VERSION
from tests.rig.process import ROOT
from ui.new_password.strength_texts import _advice, advice, strength_word
from ui.text.errors import code_of, explain, explain_as, explain_not_done
from ui.text.fields import input_sentence, password_sentence, policy_sentence, rule_text
from ui.text.message import wait_text
from ui.text.outcomes import device_count, outcome_of_devices, purpose
from ui.text.support import who_helps

pytestmark = pytest.mark.usefixtures("qapp")

GENERIC = "Something went wrong inside Latchkey."


def every_error() -> list[LatchkeyError]:
    """Make one of each leaf of the exception tree."""
    made: list[LatchkeyError] = []
    for kind in vars(errors).values():
        if not (inspect.isclass(kind) and issubclass(kind, LatchkeyError)):
            continue
        if kind.__subclasses__():
            continue
        if issubclass(kind, errors.CertificateFault):
            made += [kind("example.org", reason) for reason in CertificateReason]
        elif issubclass(kind, ConnectionFault):
            made.append(kind("example.org"))
        elif issubclass(kind, errors.WrongShape):
            made.append(kind("example.org", 200, "$.user_id"))
        elif issubclass(kind, errors.AnswerTooLarge):
            made.append(kind("example.org", 200, 1024))
        elif issubclass(kind, errors.Redirected):
            made.append(kind("example.org", 302, "https://evil.example/"))
        elif issubclass(kind, RemoteProtocolError):
            made += [kind("example.org", 200), kind("example.org", 502)]
        elif issubclass(kind, MatrixError):
            made.append(kind(400, "M_TEST", "the server's words", host="example.org"))
        elif issubclass(kind, DiscoveryFault):
            made += [kind("example.org"), kind("example.org", errors.ConnectFailed("m.org"))]
        elif issubclass(kind, errors.BorrowedName):
            made.append(kind("other.example", "@alice:example.org", "example.org"))
        elif issubclass(kind, errors.InvalidInput):
            made.append(kind(InputFault.EMPTY))
        elif issubclass(kind, errors.NoUsableFlow):
            made.append(kind(("m.login.sso",)))
        elif issubclass(kind, errors.NotRenewed):
            made += [kind(errors.ConnectFailed("example.org")), kind(errors.VaultLocked())]
        elif issubclass(kind, errors.SettingsFault):
            made += [kind(each, "/settings.json") for each in errors.SettingsTrouble]
        elif issubclass(kind, errors.MalformedParams):
            made.append(kind("m.login.terms"))
        elif issubclass(kind, errors.MetadataFault):
            made.append(kind("example.org", "token_endpoint"))
        elif issubclass(kind, errors.OAuthRefused):
            made.append(kind(400, "some_code", "the server's words", host="example.org"))
        elif issubclass(kind, errors.WrongIssuer | errors.WrongSession | errors.DeviceCodeUnusable):
            made.append(kind("example.org"))
        elif issubclass(kind, errors.LoadFailed):
            made.append(kind("ModuleNotFoundError: httpx"))
        elif issubclass(kind, errors.VaultUnsafe):
            made.append(kind("null"))
        else:
            made.append(kind())
    made.append(errors.OAuthRefused(400, "odd", "no", host="example.org"))
    made.append(MatrixError(500, "M_UNKNOWN", "oops", host="example.org"))
    made.append(MatrixError(400, "ORG_EXAMPLE", "no", host="example.org"))
    return made


@pytest.mark.parametrize("error", every_error(), ids=lambda error: type(error).__name__)
def test_every_error_has_a_sentence_of_its_own(error: LatchkeyError):
    found = explain(error)
    ours = isinstance(error, errors.LocalProtocolError)
    assert (found.sentence == GENERIC) is ours
    for text in (found.sentence, found.next_step):
        assert "M_" not in text
        assert "{" not in text
        assert "evil" not in text
    assert found.sentence.endswith((".", "?"))
    assert type(error).__name__ in found.code
    assert "evil" not in found.code
    if isinstance(error, MatrixError):
        assert found.server_text == error.text
        assert error.errcode in code_of(error)


def test_sentences_tell_kinds_apart():
    sentences = {explain(error).sentence for error in every_error()}
    assert len(sentences) > 35


def test_an_outcome_stands_before_its_reason():
    found = explain_as("Nothing changed.", errors.ConnectFailed("example.org"))
    assert found.sentence == "Nothing changed."
    assert found.next_step.startswith("example.org cannot be reached.")
    assert explain_as("X.", errors.ConnectFailed("h"), "Wait.").next_step.endswith("Wait.")


@pytest.mark.parametrize("fault", list(InputFault))
def test_faults_of_input_have_sentences(fault: InputFault):
    assert input_sentence(fault).endswith(".")


@pytest.mark.parametrize("fault", list(PasswordFault))
def test_faults_of_passwords_have_sentences(fault: PasswordFault):
    assert "{" not in password_sentence(fault)


def test_rules_and_errcodes_of_policies_have_words():
    codes = [code for code, kind in errors.ERRCODES.items() if kind is errors.PolicyRefused]
    assert len({policy_sentence(code) for code in codes}) == len(codes)
    assert len({rule_text(RuleState(rule, met=True, minimum=9)) for rule in Rule}) == len(Rule)


def test_every_advice_of_zxcvbn_is_known():
    """A new version of zxcvbn that says something else shows up here, not as silence."""
    source = inspect.getsource(zxcvbn.feedback)
    source = re.sub(r"['\"] \\\n\s+['\"]|['\"]\s*\n\s+['\"]", "", source)
    said = re.findall(r"_\((\"(?:[^\"]+)\"|'(?:[^']+)')", source)
    texts = {text[1:-1] for text in said}
    assert len(texts) > 20
    assert texts <= set(_advice())
    assert advice("something else") == ""


def test_spans_of_time_and_scores():
    assert [wait_text(s) for s in (-1, 0, 59, 61, 301)] == ["0:00", "0:00", "0:59", "1:01", "5:01"]
    assert len({strength_word(score) for score in range(5)}) == 5


def test_devices_are_counted_in_words():
    assert device_count(0) == "No other devices"
    assert device_count(1) == "Your other device"
    assert device_count(3) == "Your 3 other devices"


@pytest.mark.parametrize(
    ("before", "after", "signed_out", "sentence"),
    [
        (None, (), True, "No other device is signed in."),
        ((), (), True, "There was no other device."),
        (("A",), (), True, "Your other device is signed out."),
        (("A", "B"), (), True, "Your 2 other devices are signed out."),
        (("A",), ("A",), False, "Your other device is still signed in: A."),
        (("A", "B"), ("A", "B"), False, "Your 2 other devices are still signed in: A, B."),
        (None, ("A",), False, "Your other device is still signed in: A."),
    ],
)
def test_what_became_of_the_devices(before, after, signed_out, sentence):
    assert outcome_of_devices(before, after, signed_out=signed_out) == sentence


def test_whom_to_ask():
    assert who_helps("example.org", None) == "Ask whoever runs example.org."
    contacts = [SupportContact(matrix_id="@a:b"), SupportContact(email_address="a@b")]
    support = Support(contacts=contacts, support_page="https://example.org/help")
    assert who_helps("example.org", support) == (
        "Ask whoever runs example.org: @a:b, a@b, https://example.org/help."
    )


def test_the_version_is_the_projects():
    project = tomllib.loads((Path(ROOT) / "pyproject.toml").read_text())["project"]
    assert project["version"] == VERSION


@pytest.mark.parametrize("kind", ActKind)
def test_every_act_says_what_a_proof_is_for(kind: ActKind):
    said = {purpose(Act(each, "@a:example.org", "example.org")) for each in ActKind}
    assert len(said) == len(ActKind)
    assert purpose(Act(kind, "@a:example.org", "example.org")).startswith("To ")


def test_what_was_found_not_to_be_done_is_not_said_to_be_done_perhaps():
    lost = explain_not_done("Nothing was changed.", errors.AnswerLost("example.org"))
    assert "may have been done" not in lost.next_step
    refused = MatrixError(403, "M_FORBIDDEN", "", host="example.org")
    assert explain_not_done("No.", refused) == explain_as("No.", refused)
