"""What stages and flows are called."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.core.uia.flow_choice import Flow
from app.core.uia.session import NeedStage
from app.core.uia.stages import (
    DUMMY,
    EMAIL,
    MSISDN,
    OAUTH,
    PASSWORD,
    RECAPTCHA,
    REGISTRATION_TOKEN,
    REGISTRATION_TOKEN_UNSTABLE,
    SSO,
    TERMS,
)
from app.core.untrusted_text import clean

translate = QCoreApplication.translate

LONGEST = 60
"""Characters of a stage type that are shown."""


def stage_name(stage: str) -> str:
    """Name a stage as one of several to choose from."""
    texts = {
        PASSWORD: translate("Stages", "Your password"),
        EMAIL: translate("Stages", "A link by email"),
        MSISDN: translate("Stages", "A code by SMS"),
        RECAPTCHA: translate("Stages", "A captcha in your browser"),
        SSO: translate("Stages", "Single sign-on in your browser"),
        OAUTH: translate("Stages", "Your account’s page in your browser"),
        TERMS: translate("Stages", "Agreeing to the terms"),
        REGISTRATION_TOKEN: translate("Stages", "A registration token"),
        REGISTRATION_TOKEN_UNSTABLE: translate("Stages", "A registration token"),
    }
    unknown = translate("Stages", "A page of the server ({stage})")
    return texts.get(stage) or unknown.format(stage=short(stage))


def short(stage: str) -> str:
    """Return a stage type of a server's own, made fit to be shown."""
    shown = clean(stage)
    return shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 1]}…"


def other_ways(need: NeedStage) -> list[tuple[str, Flow]]:
    """Return the flows that may be taken instead, each with a name; the best first.

    What is proven already is not named; of two that differ in nothing else, the first is returned.
    """
    done = set(need.completed)

    def rest(flow: Flow) -> tuple[str, ...]:
        return tuple(each for each in dict.fromkeys(flow) if each not in done and each != DUMMY)

    ways = {rest(need.flow): need.flow}
    for flow in need.flows:
        ways.setdefault(rest(flow), flow)
    found = []
    for stages, flow in ways.items():
        if flow == need.flow or not stages:
            continue
        found.append((" · ".join(map(stage_name, stages)), flow))
    return found
