"""States of the stages of User-Interactive Authentication, for `tests.rig.walk`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.core.uia import stages

if TYPE_CHECKING:
    from tests.rig.walk import Walker

STOPS: Mapping[str, str] = {
    stages.PASSWORD: "stage",
    stages.EMAIL: "email",
    stages.MSISDN: "phone",
    stages.TERMS: "terms",
    stages.REGISTRATION_TOKEN: "token",
    stages.REGISTRATION_TOKEN_UNSTABLE: "token-unstable",
    stages.RECAPTCHA: "page-captcha",
    stages.SSO: "page-sso",
    stages.OAUTH: "page-account",
}
"""Stage -> the state in which it is asked for; the dummy asks nobody.

`tests/ui/test_stage_tables.py` holds it against the core's table, and the walk against what it saw.
"""

PARAMS: Mapping[str, object] = {
    stages.RECAPTCHA: {"public_key": "site-key"},
    stages.OAUTH: {"url": "https://account.example.org/?action=reset"},
}
SHORT = {
    stages.RECAPTCHA: "stage.host",
    stages.SSO: "stage.host",
    stages.OAUTH: "stage.host",
    stages.REGISTRATION_TOKEN_UNSTABLE: "stage.token",
}
"""Stages that no other part of the walk visits -> name of the control that is waited for."""


async def visit_stages(walk: Walker) -> None:
    """Visit the dialog of each stage in `SHORT`, asked for by a change of the password."""
    from tests.mock_homeserver import V3, html, uia

    asked = [uia([stage], params={stage: PARAMS.get(stage, {})}) for stage in SHORT]
    pages = {f"GET {V3}/auth/{stage}/fallback/web": html(200) for stage in SHORT}
    routes = {f"POST {V3}/account/password": asked, **pages}
    async with walk.program(routes, still=True) as program:
        person = program.person
        await walk.sign_in(program)
        await person.presses("nav.password")
        for name in ("password.new", "password.again"):
            await person.types(name, "lantern-orbit-velvet")
        for stage, shown in SHORT.items():
            await person.presses("password.change")
            await person.sees(shown)
            await walk.look(program, STOPS[stage])
            await person.presses("stage.cancel")
            await person.misses("stage")
