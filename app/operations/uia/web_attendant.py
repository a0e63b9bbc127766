"""Attendant of stages on a web page: captcha, single sign-on, `m.oauth`, unknown stages.

A browser outside the program cannot report back, so the server is polled with the session key alone
until it counts the stage as done ("User-Interactive Authentication API, Fallback"). The page is
requested once before the person is sent there: many servers have none for many stages.
"""

from __future__ import annotations

from typing import assert_never

from app.core.errors import (
    InvalidInput,
    LatchkeyError,
)
from app.core.identifiers import Link, link_of
from app.core.responses import Support
from app.core.secret import Secret
from app.core.uia import requests
from app.core.uia.session import NeedStage
from app.core.uia.stages import OAUTH, WebAnswer, WebChallenge
from app.operations.ports.http import Api
from app.operations.ports.uia import (
    Act,
    Answered,
    Browsing,
    Cancelled,
    CheckNow,
    CodeTyped,
    Conversation,
    Edited,
    OtherContact,
    PageOpened,
    Question,
    SendTo,
    TakeFlow,
    UiaServices,
    Withdrawn,
)
from app.operations.uia.attendant import StageOutcome, comes_back, first
from app.operations.uia.polling import PollSchedule

NO_PAGE = (404, 405, 501)


class WebAttendant:
    """Guide a person through a stage that is done in a browser.

    Args:
        act: names the server whose support contacts are looked up.
        api: the homeserver's client; it requests pages without a token.
        uia_services: the clock, and the look-up of support contacts.
        conversation: asks the person.
    """

    def __init__(
        self, act: Act, api: Api, uia_services: UiaServices, conversation: Conversation
    ) -> None:
        self._act = act
        self._api = api
        self._uia_services = uia_services
        self._conversation = conversation
        self._session: Secret | None = None
        self._looked = False
        self._missing = False
        self._looks = PollSchedule(uia_services.clock)
        self._support: Support | None = None
        self._asked_support = False

    async def attend(self, need: NeedStage) -> StageOutcome:
        """Ask the person, and return when the server is to be polled; see `Attendant`."""
        if need.session != self._session:
            self._session, self._looked, self._missing = need.session, False, False
            self._looks.since = None  # the old page belongs to a session that is no more
        self._looks.judge(need.refusal)
        link = self._link(need)
        while True:
            answer = self._conversation.answer(self.question(need))
            if link is not None and not self._looked:
                response = await first(answer, self._look(need.challenge.stage))
                if response is None:
                    continue
            elif self._in_vain(need) and not self._asked_support:
                response = await first(answer, self._ask_support())
                if response is None:
                    continue
            else:
                pause = self._looks.pause(self._looks.refusal)
                response = await (
                    answer
                    if pause is None
                    else first(answer, self._uia_services.clock.sleep(pause))
                )
            match response:
                case None:
                    return Answered(WebAnswer())
                case CheckNow():
                    self._looks.demand()
                    return Answered(WebAnswer())
                case PageOpened():
                    self._looks.since = self._uia_services.clock.now()
                case TakeFlow() | Cancelled() | Withdrawn():
                    return response
                case Edited() | SendTo() | OtherContact() | CodeTyped() | Answered():
                    pass  # nothing that this dialog offers
                case _:
                    assert_never(response)

    def passed(self) -> None:
        """Forget that the page was opened: if the stage comes again, it starts over."""
        self._looks.since = None

    # --- what is asked --------------------------------------------------------------------------

    def _link(self, need: NeedStage) -> Link | None:
        challenge = need.challenge
        assert isinstance(challenge, WebChallenge)  # noqa: S101  # others have their own attendants
        try:
            if challenge.stage == OAUTH:
                return None if challenge.url is None else link_of(challenge.url)
            if need.session is None:
                return None
            path = requests.fallback_page(challenge.stage, need.session).path
            return link_of(f"{self._api.origin}{path}")
        except InvalidInput:
            return None

    def question(self, need: NeedStage) -> Question:
        """Return the question: the page to open, and what is known of the stage."""
        looks = self._looks
        progress = Browsing(
            self._link(need),
            missing=self._missing,
            opened=looks.since is not None,
            checked=looks.checked,
            over=looks.over,
            support=self._support,
        )
        now, resumes = self._uia_services.clock.now(), comes_back(looks.refusal)
        return Question(need, progress, looks.refusal, resumes, looks.held_until, now)

    def _in_vain(self, need: NeedStage) -> bool:
        """Whether the page has not helped so far, and the server offers no other flow."""
        looks = self._looks
        nothing = self._link(need) is None or self._missing or looks.checked > 0 or looks.over
        return len(need.flows) == 1 and nothing

    # --- what is looked up ----------------------------------------------------------------------

    async def _look(self, stage: str) -> None:
        """Request the page to see whether the server has it; only `NO_PAGE` statuses mean no."""
        self._looked = True
        if stage == OAUTH or self._session is None:
            return  # only the homeserver's own page is requested
        try:
            reply = await self._api.exchange(requests.fallback_page(stage, self._session))
        except LatchkeyError:
            return  # not known; a redirection is a page as well
        self._missing = reply.status in NO_PAGE

    async def _ask_support(self) -> None:
        self._asked_support = True
        self._support = await self._uia_services.discovery.support(self._act.server_name)
