"""UIA stages of the scripted homeserver: email, SMS, tokens, terms, and web pages.

Its answers are those of Synapse where Synapse has the stage: `tests/integration/test_contract.py`
compares them. What a person does outside Latchkey (click a link, fill in a page) is a call:
`Stages.confirm`, `Stages.do`.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from tests.rig.endpoints import V3

PASSWORD, DUMMY, TERMS = "m.login.password", "m.login.dummy", "m.login.terms"
EMAIL, MSISDN = "m.login.email.identity", "m.login.msisdn"
TOKENS = ("m.login.registration_token", "org.matrix.msc3231.login.registration_token")
RECAPTCHA, SSO, OAUTH = "m.login.recaptcha", "m.login.sso", "m.oauth"
How: TypeAlias = Literal["password", "nothing", "token", "contact", "page"]
HOW: Mapping[str, How] = {
    PASSWORD: "password",
    DUMMY: "nothing",
    TERMS: "nothing",
    **dict.fromkeys(TOKENS, "token"),
    EMAIL: "contact",
    MSISDN: "contact",
    RECAPTCHA: "page",
    SSO: "page",
    OAUTH: "page",
}
"""Stage -> what proves it; any other is done on a page too."""
NOT_VALID = {"errcode": "M_UNAUTHORIZED", "error": "Unable to get validated threepid"}
NO_TOKEN = {"errcode": "M_UNAUTHORIZED", "error": "Invalid registration token"}


class Refusal(Exception):
    """An error response of the homeserver, raised by its handlers."""

    def __init__(self, status: int, errcode: str, error: str, **more: object) -> None:
        self.response = JSONResponse({"errcode": errcode, "error": error, **more}, status)


@dataclass
class Sent:
    """An email or SMS that was sent.

    Attributes:
        medium: ``email`` or ``msisdn``.
        to: the address, or country and number as requested.
        code: the code in it.
        times: how often it was sent.
    """

    medium: str
    to: str
    client_secret: str
    attempt: int
    sid: str = field(default_factory=lambda: secrets.token_hex(8))
    code: str = field(default_factory=lambda: f"{secrets.randbelow(10**6):06}")
    validated: bool = False
    times: int = 1


class Stages:
    """Check the proofs of UIA stages, and keep the emails and messages for them.

    Args:
        base_url: of the server.
        contacts: returns medium and address of every contact of an account.

    Attributes:
        tokens: valid registration tokens.
        takes_code: whether answers about messages have a ``submit_url``.
        without_page: stages that have no fallback page.
        sent: emails and messages, oldest first.
    """

    def __init__(self, base_url: str, contacts: Any) -> None:
        self.tokens = {"let-me-in"}
        self.takes_code = True
        self.without_page: set[str] = {PASSWORD, DUMMY, EMAIL, MSISDN}
        self.sent: list[Sent] = []
        self._base_url = base_url
        self._contacts = contacts
        self._visited: dict[str, str] = {}
        self._done: set[tuple[str, str]] = set()

    def honest(self) -> dict[str, Callable[[Request], Awaitable[Response]]]:
        """Return the handlers, by key of `tests.rig.endpoints`."""
        under = f"POST {V3}/account/password"
        return {
            f"{under}/email/requestToken": self._request_email,
            f"{under}/msisdn/requestToken": self._request_message,
            "POST /submit": self._submit,
            f"GET {V3}/auth/{{stage:path}}/fallback/web": self._page,
        }

    def pages(self) -> list[Route]:
        """Return routes of pages that only the person's browser requests."""
        return [Route("/account", self._account_page)]

    # --- what a test does elsewhere -------------------------------------------------------------

    def confirm(self, to: str) -> None:
        """Validate the newest email to an address, as a click on its link does."""
        next(each for each in reversed(self.sent) if each.to == to).validated = True

    def do(self, stage: str) -> None:
        """Complete a stage's page, in the session in which it was last opened."""
        self._done.add((self._visited[stage], stage))

    def params(self, flows: Iterable[Iterable[str]], session: str) -> dict[str, Any]:
        """Return the UIA params of the stages in these flows."""
        there = {stage for flow in flows for stage in flow}
        text = {"name": "Terms of the rig", "url": f"{self._base_url}/terms"}
        other = {"name": "What the rig knows of you", "url": f"{self._base_url}/privacy"}
        policy = {"version": "1.0", "en": text}
        self._visited[OAUTH] = session
        known: dict[str, Any] = {
            TERMS: {"policies": {"terms": policy, "privacy": {**policy, "en": other}}},
            RECAPTCHA: {"public_key": "site-key"},
            OAUTH: {"url": f"{self._base_url}/account?action=reset"},
        }
        return {stage: known[stage] for stage in known if stage in there}

    # --- judging --------------------------------------------------------------------------------

    def done_elsewhere(self, session: str, stages: Iterable[str]) -> list[str]:
        """Return the stages that were completed on their pages."""
        return [stage for stage in stages if (session, stage) in self._done]

    def validated(self, auth: dict[str, Any]) -> tuple[str, str] | None:
        """Return medium and address or number of a validated proof; None if it is not validated."""
        creds = auth.get("threepid_creds") or {}
        pair = (creds.get("sid"), creds.get("client_secret"))
        found = next((s for s in self.sent if (s.sid, s.client_secret) == pair), None)
        return None if found is None or not found.validated else (found.medium, found.to)

    def wrong(self, stage: str, auth: dict[str, Any]) -> dict[str, str] | None:
        """Return the error body for a proof that fails, or None if it is right.

        Raises:
            Refusal: the stage is done on a page, or is unknown here.
        """
        how = HOW.get(stage, "page")
        if how == "nothing":
            return None
        if how == "token":
            return None if auth.get("token") in self.tokens else NO_TOKEN
        if how != "contact":
            raise Refusal(400, "M_INVALID_PARAM", "Invalid login submission")
        creds = auth.get("threepid_creds") or {}
        pair = (creds.get("sid"), creds.get("client_secret"))
        found = next((s for s in self.sent if (s.sid, s.client_secret) == pair), None)
        if found is None or not found.validated:
            return NOT_VALID
        if stage == EMAIL:
            self.sent.remove(found)  # used up
        return None

    # --- the endpoints --------------------------------------------------------------------------

    async def _request_email(self, request: Request) -> Response:
        body = await request.json()
        return self._request(body, "email", body["email"], body["email"])

    async def _request_message(self, request: Request) -> Response:
        body = await request.json()
        digits = body["phone_number"].lstrip("0")
        to = f"{body['country']} {body['phone_number']}"
        return self._request(body, "msisdn", to, digits)

    def _request(self, body: dict[str, Any], medium: str, to: str, known_as: str) -> Response:
        if not any(m == medium and a.endswith(known_as) for m, a in self._contacts()):
            what = "Email" if medium == "email" else "Phone number"
            raise Refusal(400, "M_THREEPID_NOT_FOUND", f"{what} not found")
        mine = [s for s in self.sent if (s.client_secret, s.to) == (body["client_secret"], to)]
        if mine and not mine[-1].validated:
            found = mine[-1]
            if body["send_attempt"] > found.attempt:
                found.attempt, found.times = body["send_attempt"], found.times + 1
        else:
            found = Sent(medium, to, body["client_secret"], body["send_attempt"])
            self.sent.append(found)
        answer = {"sid": found.sid}
        if medium == "msisdn" and self.takes_code:
            answer["submit_url"] = f"{self._base_url}/submit"
        return JSONResponse(answer)

    async def _submit(self, request: Request) -> Response:
        body = await request.json()
        pair = (body["sid"], body["client_secret"])
        found = next((s for s in self.sent if (s.sid, s.client_secret) == pair), None)
        right = found is not None and body["token"].replace(" ", "") == found.code
        if found is not None and right:
            found.validated = True
        return JSONResponse({"success": right})

    async def _page(self, request: Request) -> Response:
        stage: str = request.path_params["stage"]
        session = request.query_params.get("session")
        if not session:
            raise Refusal(400, "M_UNKNOWN", "No session supplied")
        if stage in self.without_page:
            raise Refusal(404, "M_UNKNOWN", "Unknown auth stage type")
        self._visited[stage] = session
        return HTMLResponse("<html><title>A stage</title>Do it here.</html>")

    async def _account_page(self, request: Request) -> Response:
        return HTMLResponse("<html><title>Your account</title></html>")
