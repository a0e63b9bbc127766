"""The stages of User-Interactive Authentication: a typed challenge and a typed answer for each.

A challenge is what the server's params say, read leniently: params may be missing, null, or of
another shape, and the challenge then holds less. An answer is what the user proved with; the
session key is added when it is encoded. Section: "User-Interactive Authentication API,
Authentication types"; `m.oauth` is of 1.17, registration tokens of 1.2.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias, assert_never

import msgspec

from app.core.errors import LocalProtocolError
from app.core.identifiers import UserIdentifier
from app.core.secret import Secret
from app.core.uia.terms import Policy, policies_of

PASSWORD = "m.login.password"  # noqa: S105  # the name of a stage
RECAPTCHA = "m.login.recaptcha"
SSO = "m.login.sso"
EMAIL = "m.login.email.identity"
MSISDN = "m.login.msisdn"
DUMMY = "m.login.dummy"
REGISTRATION_TOKEN = "m.login.registration_token"  # noqa: S105  # the name of a stage
REGISTRATION_TOKEN_UNSTABLE = "org.matrix.msc3231.login.registration_token"  # noqa: S105  # as above
TERMS = "m.login.terms"
OAUTH = "m.oauth"


# --- Challenges ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Challenge:
    """What a stage asks for.

    Attributes:
        stage: the stage type, as the server wrote it.
    """

    stage: str


@dataclass(frozen=True, slots=True)
class PasswordChallenge(Challenge):
    """The password in use now."""


@dataclass(frozen=True, slots=True)
class ThreepidChallenge(Challenge):
    """A validated email address or phone number."""


@dataclass(frozen=True, slots=True)
class TokenChallenge(Challenge):
    """A registration token."""


@dataclass(frozen=True, slots=True)
class DummyChallenge(Challenge):
    """No proof at all; the stage has to be sent nevertheless."""


@dataclass(frozen=True, slots=True)
class TermsChallenge(Challenge):
    """Documents to agree to; None if the params do not say which."""

    policies: tuple[Policy, ...] | None


@dataclass(frozen=True, slots=True)
class WebChallenge(Challenge):
    """A stage that is done on a web page: captcha, single sign-on, or an unknown stage type.

    Attributes:
        url: the address that the params name (`m.oauth`); None for the fallback page.
        public_key: the captcha's public key, if the params have one.
    """

    url: str | None = None
    public_key: str | None = None


AnyChallenge: TypeAlias = (
    PasswordChallenge
    | ThreepidChallenge
    | TokenChallenge
    | DummyChallenge
    | TermsChallenge
    | WebChallenge
)


# --- Answers ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PasswordAnswer:
    """The current password, and the user that it belongs to."""

    identifier: UserIdentifier
    password: Secret


@dataclass(frozen=True, slots=True)
class ThreepidAnswer:
    """The credentials of a validation session.

    Attributes:
        sid: session ID that requestToken gave.
        client_secret: the secret that this app generated.
    """

    sid: Secret
    client_secret: Secret


@dataclass(frozen=True, slots=True)
class TokenAnswer:
    """A registration token: see `is_registration_token`."""

    token: Secret


@dataclass(frozen=True, slots=True)
class DummyAnswer:
    """The answer to `DummyChallenge`, which carries no data."""


@dataclass(frozen=True, slots=True)
class TermsAnswer:
    """All documents were agreed to."""


@dataclass(frozen=True, slots=True)
class WebAnswer:
    """The web page was completed: only the session key is sent."""


AnyAnswer: TypeAlias = (
    PasswordAnswer | ThreepidAnswer | TokenAnswer | DummyAnswer | TermsAnswer | WebAnswer
)


# --- On the wire --------------------------------------------------------------------------------


class SessionAuth(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """``auth`` with the session key alone: after a web page, or to continue a session."""

    session: Secret | None = None


class StageAuth(SessionAuth, frozen=True, omit_defaults=True, kw_only=True):
    """``auth`` of a stage that has no data of its own."""

    type: str


class PasswordAuth(StageAuth, frozen=True, omit_defaults=True, kw_only=True):
    """``auth`` of `m.login.password`."""

    identifier: UserIdentifier
    password: Secret


class ThreepidCreds(msgspec.Struct, frozen=True):
    """``threepid_creds``; ``id_server`` is left out, as it would need ``id_access_token``."""

    sid: Secret
    client_secret: Secret


class ThreepidAuth(StageAuth, frozen=True, omit_defaults=True, kw_only=True):
    """``auth`` of `m.login.email.identity` and `m.login.msisdn`."""

    threepid_creds: ThreepidCreds


class TokenAuth(StageAuth, frozen=True, omit_defaults=True, kw_only=True):
    """``auth`` of a registration token."""

    token: Secret


AuthData: TypeAlias = SessionAuth


@dataclass(frozen=True, slots=True)
class StageKind:
    """How one stage type is shown and answered; the values of `KINDS`.

    Attributes:
        challenge: makes the challenge of (stage type, params of the stage or None).
        answers: the answer types that fit the stage.
        polled: whether the server says "not yet" with an errcode until the proof is there, so
            that a 401 is no refusal.
    """

    challenge: Callable[[str, Any], AnyChallenge]
    answers: tuple[type, ...]
    polled: bool = False


def _terms(stage: str, params: Any) -> TermsChallenge:
    return TermsChallenge(stage, policies_of(params))


def _web(stage: str, params: Any) -> WebChallenge:
    table = params if isinstance(params, dict) else {}
    url = table.get("url") if stage == OAUTH else None
    key = table.get("public_key") if stage == RECAPTCHA else None
    return WebChallenge(
        stage,
        url=url if isinstance(url, str) else None,
        public_key=key if isinstance(key, str) else None,
    )


_WEB = StageKind(_web, (WebAnswer,), polled=True)
_THREEPID = StageKind(lambda stage, _: ThreepidChallenge(stage), (ThreepidAnswer,), polled=True)
_TOKEN = StageKind(lambda stage, _: TokenChallenge(stage), (TokenAnswer,))

KINDS: Mapping[str, StageKind] = {
    PASSWORD: StageKind(lambda stage, _: PasswordChallenge(stage), (PasswordAnswer,)),
    EMAIL: _THREEPID,
    MSISDN: _THREEPID,
    DUMMY: StageKind(lambda stage, _: DummyChallenge(stage), (DummyAnswer,)),
    TERMS: StageKind(_terms, (TermsAnswer,)),
    REGISTRATION_TOKEN: _TOKEN,
    REGISTRATION_TOKEN_UNSTABLE: _TOKEN,
    RECAPTCHA: _WEB,
    SSO: _WEB,
    OAUTH: _WEB,
}
"""Every stage type of the specification; any other is a page of the server, like single sign-on."""


_OPAQUE = re.compile(r"[0-9a-zA-Z._~-]{1,64}")


def is_registration_token(text: str) -> bool:
    """Whether a text can be a registration token: 1 to 64 opaque characters.

    Section: "Client Authentication, Token-authenticated registration".
    """
    return _OPAQUE.fullmatch(text) is not None


def kind_of(stage: str) -> StageKind:
    """Return the kind of a stage type; an unknown type is a web page."""
    return KINDS.get(stage, _WEB)


def encode_answer(stage: str, answer: AnyAnswer, session: Secret | None) -> AuthData:
    """Return the ``auth`` object that proves a stage.

    Args:
        stage: the stage type that the server asked for.
        answer: of a type that fits the stage.
        session: the server's session key, if it gave one.

    Raises:
        LocalProtocolError: the answer does not fit the stage.
    """
    if not isinstance(answer, kind_of(stage).answers):
        raise LocalProtocolError(f"{type(answer).__name__} does not answer this stage")
    match answer:
        case PasswordAnswer(identifier, password):
            return PasswordAuth(
                type=stage, session=session, identifier=identifier, password=password
            )
        case ThreepidAnswer(sid, client_secret):
            creds = ThreepidCreds(sid=sid, client_secret=client_secret)
            return ThreepidAuth(type=stage, session=session, threepid_creds=creds)
        case TokenAnswer(token):
            return TokenAuth(type=stage, session=session, token=token)
        case WebAnswer():
            return SessionAuth(session=session)
        case DummyAnswer() | TermsAnswer():
            return StageAuth(type=stage, session=session)
        case _:
            assert_never(answer)
