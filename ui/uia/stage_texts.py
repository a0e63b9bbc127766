"""Names of UIA stages and flows, as shown to the person."""

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
"""Characters to which an unknown stage type is shortened."""


def stage_name(stage: str) -> str:
    """Return the name of a stage, as one of several to choose from."""
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
    """Return an unknown stage type cleaned and shortened for display."""
    shown = clean(stage)
    return shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 1]}…"


def other_ways(need: NeedStage) -> list[tuple[str, Flow]]:
    """Return the other flows that can be taken, each with its name; the best first.

    Completed stages are not named. Of flows with the same stages left, the first is returned.
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
