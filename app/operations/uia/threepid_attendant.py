"""Attendant of `m.login.email.identity` and `m.login.msisdn`: validates an email or phone.

Nothing is sent before the person has entered a contact. Then the server is polled, with each
``sid`` in turn, until it has seen the link or the code. Every ``sid`` is kept, so that the link in
any of the mails works.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from functools import partial
from typing import assert_never

from app.core.errors import (
    ConnectionFault,
    LatchkeyError,
    MatrixError,
    RateLimited,
    StageRefused,
)
from app.core.identifiers import origin_of
from app.core.secret import Secret
from app.core.uia import requests
from app.core.uia.session import NeedStage
from app.core.uia.stages import ThreepidAnswer
from app.core.uia.threepid import Contact, Validation, ticket_of
from app.operations.ports.http import Api
from app.operations.ports.uia import (
    Act,
    Answered,
    Cancelled,
    CheckNow,
    Choosing,
    CodeTyped,
    Conversation,
    Edited,
    OtherContact,
    PageOpened,
    Question,
    SendTo,
    TakeFlow,
    UiaServices,
    Waiting,
    Withdrawn,
)
from app.operations.uia.attendant import StageOutcome, comes_back, first, retry_pause
from app.operations.uia.polling import PollSchedule

RESEND_SECONDS = 30.0
"""Seconds before the person may request another mail or text message."""


class ThreepidAttendant:
    """Guide a person through the validation of an email address or phone number.

    Args:
        act: has the path of the endpoint that sends mails and text messages.
        medium: ``email`` or ``msisdn``.
        api: the homeserver's client.
        uia_services: open the client that submits codes, and keep validations after the dialog.
        conversation: asks the person.
    """

    def __init__(
        self, act: Act, medium: str, api: Api, uia_services: UiaServices, conversation: Conversation
    ) -> None:
        self._act = act
        self._api = api
        self._uia_services = uia_services
        self._conversation = conversation
        now = uia_services.clock.now()
        self._validation = uia_services.validations.newest(act.tokens, medium, now)
        self._contact: Contact | None = None
        self._reason: LatchkeyError | None = None
        self._send_at = 0.0
        self._again: Callable[[], Awaitable[Answered | None]] | None = None
        self._tries = 0
        self._turn = 0
        self._looks = PollSchedule(uia_services.clock)
        self._wait_for(self._validation)

    async def attend(self, need: NeedStage) -> StageOutcome:
        """Ask the person, request mails, submit codes, and time the polls; see `Attendant`."""
        await self._judge(need.refusal)
        while True:
            answer = self._conversation.answer(self.question(need))
            pause = self._next_pause()
            response = await (
                answer if pause is None else first(answer, self._uia_services.clock.sleep(pause))
            )
            match response:
                case None:
                    done = self._poll() if self._again is None else await self._again()
                case SendTo(contact):
                    done = await self._send(contact)
                case OtherContact():
                    self._start_over()
                    done = None
                case CodeTyped(code):
                    done = await self._submit(code)
                case CheckNow():
                    self._looks.demand()
                    done = self._poll()
                case TakeFlow() | Cancelled() | Withdrawn():
                    return response
                case Edited() | PageOpened() | Answered():
                    self._again = None
                    done = None
                case _:
                    assert_never(response)
            if done is not None:
                return done

    def passed(self) -> None:
        """Drop the validation: the server has used it up."""
        if self._validation is not None:
            self._uia_services.validations.drop(self._act.tokens, self._validation.contact)
            self._contact = self._validation.contact
            self._wait_for(None)

    # --- what is asked --------------------------------------------------------------------------

    def question(self, need: NeedStage) -> Question:
        """Return the question: to enter a contact, or to use the mail or message that was sent."""
        found, looks, now = self._validation, self._looks, self._uia_services.clock.now()
        reason = self._reason or looks.refusal
        resumes = comes_back(reason) and (self._again is not None or found is not None)
        if found is None:
            progress = Choosing(self._contact)
            return Question(need, progress, reason, resumes, self._send_at, now)
        ticket = found.submit
        host = None if ticket is None or ticket.submit is None else ticket.submit.host
        resend_at = max(min(found.since, now) + RESEND_SECONDS, self._send_at)
        waiting = Waiting(found.contact, found.since, host, resend_at, looks.checked, looks.over)
        return Question(need, waiting, reason, resumes, looks.held_until, now)

    async def _judge(self, refusal: LatchkeyError | None) -> None:
        """Take in the server's refusal of the last try; None means "not yet"."""
        refusal, found = self._looks.judge(refusal), self._validation
        if refusal is None and isinstance(self._reason, ConnectionFault) and self._again is None:
            self._reason = None
        if isinstance(refusal, StageRefused) and found is not None:
            # This validation is refused for good: the next mail is for a new one.
            fresh = _fresh(found.contact, self._uia_services.clock.now())
            self._uia_services.validations.keep(self._act.tokens, fresh)
            await self._uia_services.journal.note_validation(fresh)
            self._contact = found.contact
            self._wait_for(None)

    def _next_pause(self) -> float | None:
        """Return the seconds until the next automatic retry or poll; None if there is none."""
        if self._again is not None:
            return retry_pause(self._tries)
        return self._looks.pause(self._reason or self._looks.refusal)

    def _wait_for(self, found: Validation | None) -> None:
        self._validation = found
        self._looks.since = None if found is None else found.since

    # --- what is done ---------------------------------------------------------------------------

    def _poll(self) -> Answered | None:
        if self._validation is None:
            return None
        answer = self._validation.answer(self._turn)
        self._turn += 1
        return Answered(answer)

    def _start_over(self) -> None:
        """Go back to entering a contact; the validation so far is kept."""
        if self._validation is not None:
            self._contact = self._validation.contact
            self._wait_for(None)
        self._reason = self._looks.refusal = self._again = None

    async def _send(self, contact: Contact) -> Answered | None:
        """Request a mail or text message for a contact.

        Until the server answers, a repeated request has the same ``send_attempt``: it gets the same
        ``sid``, and sends nothing a second time.
        """
        validations, under = self._uia_services.validations, self._act.tokens
        now = self._uia_services.clock.now()
        found = validations.find(under, contact, now)
        found = found or _fresh(contact, now)
        self._contact = contact
        validations.keep(under, found)
        await self._uia_services.journal.note_validation(found)
        if self._conversation.ended is not None:  # taken back while it was being noted
            return None
        try:
            given = await self._api.call(requests.request_token(under, found))
            ticket = ticket_of(given, self._api.origin.name)
        except RateLimited as limited:
            self._send_at = self._uia_services.clock.now() + limited.retry_after
            self._reason = self._again = None
            return None
        except LatchkeyError as error:
            # If it may have arrived, asking again may send another message: the person decides.
            lost = isinstance(error, ConnectionFault) and error.sent
            self._failed(error, None if lost else partial(self._send, contact))
            return None
        self._again = self._reason = self._looks.refusal = None
        self._tries = self._turn = self._looks.checked = 0
        found = found.sent(ticket, self._uia_services.clock.now())
        validations.keep(under, found)
        await self._uia_services.journal.note_validation(found)
        self._wait_for(found)
        return None

    async def _submit(self, code: Secret) -> Answered | None:
        """Submit a code, with a client that holds no token and is locked to the code's host."""
        found = self._validation
        ticket = None if found is None else found.submit
        if found is None or ticket is None or ticket.submit is None:
            return None
        api: Api | None = None
        try:
            api = self._uia_services.open_api(origin_of(ticket.submit.url), None)
            said = await api.call(requests.submit_code(found, ticket, code))
        except ConnectionFault as fault:
            # If it may have arrived, it may have been right: the next poll tells.
            self._failed(fault, None if fault.sent else partial(self._submit, code))
            return None
        except RateLimited as limited:
            self._looks.held_until = self._uia_services.clock.now() + limited.retry_after
            self._reason = self._again = None
            return None
        except LatchkeyError as fault:
            error: LatchkeyError = fault
            # Synapse says of a wrong code that it had trouble with its identity server, in a 400.
            if isinstance(fault, MatrixError) and fault.status < 500:
                error = StageRefused(fault.status, fault.errcode, fault.text, host=fault.host)
            self._failed(error, None)
            return None
        finally:
            if api is not None:
                await api.close()
        if not said.success:
            refused = StageRefused(200, "M_UNKNOWN", "", host=ticket.submit.host)
            self._failed(refused, None)
            return None
        self._again = self._reason = None
        return Answered(ThreepidAnswer(ticket.sid, found.client_secret))

    def _failed(
        self, error: LatchkeyError, again: Callable[[], Awaitable[Answered | None]] | None
    ) -> None:
        self._reason = error
        if again is None or not comes_back(error):
            self._again, self._tries = None, 0
            return
        self._tries = 0 if self._again is None else self._tries + 1
        self._again = again


def _fresh(contact: Contact, now: float) -> Validation:
    """Return a new validation session, for which nothing was sent yet."""
    return Validation(contact, Secret(secrets.token_urlsafe(32)), since=now)
