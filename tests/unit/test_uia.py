"""User-Interactive Authentication, case by case; `test_uia_model.py` makes cases up."""

from __future__ import annotations

import json
import re

import pytest

from app.core.encoding import encode
from app.core.errors import (
    AnswerLost,
    BadRequest,
    ConnectFailed,
    LocalProtocolError,
    MalformedParams,
    MatrixError,
    NotJson,
    NoUsableFlow,
    PolicyRefused,
    RateLimited,
    SessionExpired,
    StageRefused,
    UiaStuck,
    UnknownToken,
    UserLocked,
    WrongShape,
    may_have_happened,
)
from app.core.identifiers import UserId
from app.core.reply import Reply
from app.core.secret import Secret
from app.core.uia import session, stages
from app.core.uia.session import (
    TRANSITIONS,
    Failed,
    Finished,
    Lost,
    NeedStage,
    Send,
    State,
    UiaSession,
)
from app.core.uia.stages import (
    DummyAnswer,
    PasswordAnswer,
    PasswordChallenge,
    TermsAnswer,
    ThreepidAnswer,
    TokenAnswer,
    WebAnswer,
    WebChallenge,
)

PASSWORD, DUMMY, TERMS, EMAIL, TOKEN = (
    stages.PASSWORD,
    stages.DUMMY,
    stages.TERMS,
    stages.EMAIL,
    stages.REGISTRATION_TOKEN,
)
OLD = PasswordAnswer(UserId("@a:b"), Secret("old-password"))
CREDS = ThreepidAnswer(Secret("sid"), Secret("cs"))


POLICIES = {"p": {"version": "1", "en": {"name": "Rules", "url": "https://example.org/rules"}}}
PARAMS = {TERMS: {"policies": POLICIES}}


def says(status: int, body: object, **more: object) -> Reply:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Reply(status, raw, "example.org", **more)


def asks(*flows: list[str], **more: object) -> Reply:
    body = {
        "session": "s1",
        "params": PARAMS,
        **more,
        "flows": [{"stages": flow} for flow in flows],
    }
    return says(401, {key: value for key, value in body.items() if value is not None})


def opened(*flows: list[str], render=lambda stage: True, **more: object):
    uia = UiaSession(render)
    assert uia.start() == Send(None)
    return uia, uia.receive(asks(*flows, **more))


def wire(step: object) -> object:
    assert isinstance(step, Send)
    return None if step.auth is None else json.loads(encode(step.auth)[0])


UNKNOWN_SESSION = says(400, {"errcode": "M_UNKNOWN", "error": "Unknown session ID: s1"})


def test_one_password_and_done():
    uia, need = opened([PASSWORD])
    assert need == NeedStage(
        challenge=PasswordChallenge(PASSWORD),
        flow=(PASSWORD,),
        flows=((PASSWORD,),),
        step=1,
        steps=1,
        session=Secret("s1"),
    )
    assert wire(uia.submit(OLD)) == {
        "type": PASSWORD,
        "session": "s1",
        "identifier": {"type": "m.id.user", "user": "@a:b"},
        "password": "old-password",
    }
    done = says(200, {})
    assert uia.receive(done) == Finished(done)
    assert uia.state is State.CLOSED


def test_success_at_the_first_request_is_success():
    uia = UiaSession(lambda stage: False)
    uia.start()
    assert isinstance(uia.receive(says(200, {})), Finished)


def test_a_wrong_password_is_asked_again_with_the_servers_reason():
    uia, first = opened([PASSWORD])
    uia.submit(OLD)
    again = uia.receive(asks([PASSWORD], errcode="M_FORBIDDEN", error="Invalid <b>password</b>"))
    assert isinstance(again, NeedStage)
    assert again.challenge is first.challenge
    assert isinstance(again.refusal, StageRefused)
    assert again.refusal.errcode == "M_FORBIDDEN"
    assert again.refusal.text == "Invalid <b>password</b>"
    assert wire(uia.submit(OLD))["session"] == "s1"


def test_the_servers_reason_never_quotes_the_password():
    uia, _ = opened([PASSWORD])
    uia.submit(OLD)
    body = {
        "flows": [{"stages": [PASSWORD]}],
        "errcode": "M_FORBIDDEN",
        "error": "not old-password",
    }
    again = uia.receive(says(401, body, secrets=(Secret("old-password"),)))
    assert again.refusal.text == "not •••"


@pytest.mark.parametrize("status", [401])
def test_a_refusal_without_flows_keeps_the_session(status):
    uia, first = opened([PASSWORD])
    uia.submit(OLD)
    again = uia.receive(says(status, {"errcode": "M_FORBIDDEN", "error": "no"}))
    assert isinstance(again, NeedStage)
    assert again.challenge is first.challenge
    assert isinstance(again.refusal, StageRefused)
    assert wire(uia.submit(OLD))["session"] == "s1"


@pytest.mark.parametrize(
    ("stage", "answer"),
    [(PASSWORD, OLD), (TOKEN, TokenAnswer(Secret("abc"))), (stages.SSO, WebAnswer())],
)
def test_a_403_without_flows_refuses_the_proof(stage, answer):
    """So Dendrite answers a wrong current password."""
    uia, first = opened([stage])
    uia.submit(answer)
    again = uia.receive(says(403, {"errcode": "M_FORBIDDEN", "error": "wrong"}))
    assert isinstance(again, NeedStage)
    assert again.challenge is first.challenge
    assert isinstance(again.refusal, StageRefused)
    assert again.refusal.text == "wrong"


def test_another_403_refuses_the_act():
    uia, _ = opened([PASSWORD])
    uia.submit(OLD)
    end = uia.receive(says(403, {"errcode": "M_UNKNOWN", "error": "not here"}))
    assert isinstance(end, Failed)


@pytest.mark.parametrize("errcode", ["M_SESSION_EXPIRED", "M_NO_VALID_SESSION"])
def test_a_validation_session_that_is_over_is_the_mails(errcode):
    """Its text speaks of a session that has expired, which is not the one of this act."""
    uia, _ = opened([EMAIL])
    uia.submit(CREDS)
    error = "This validation session has expired"
    again = uia.receive(says(400, {"errcode": errcode, "error": error}))
    assert isinstance(again, NeedStage)
    assert isinstance(again.refusal, StageRefused)
    assert not again.restarted


def test_a_validation_that_is_not_there_yet_is_waited_for():
    uia, _ = opened([EMAIL])
    uia.submit(CREDS)
    again = uia.receive(says(400, {"errcode": "M_SESSION_NOT_VALIDATED", "error": "session not"}))
    assert isinstance(again, NeedStage)
    assert again.refusal is None


def test_prose_is_read_only_where_there_is_no_code():
    uia, _ = opened([PASSWORD])
    uia.submit(OLD)
    end = uia.receive(says(400, {"errcode": "M_WEAK_PASSWORD", "error": "unknown session"}))
    assert isinstance(end, Failed)


def test_flows_without_end_are_not_all_looked_at():
    many = [[f"org.example.{n}", PASSWORD] for n in range(18_000)]
    _, need = opened(*many)
    assert len(need.flows) <= 50


def test_stages_go_in_order_and_say_which_of_how_many():
    uia, need = opened([TERMS, DUMMY, PASSWORD])
    assert (need.challenge.stage, need.step, need.steps) == (TERMS, 1, 2)
    uia.submit(TermsAnswer())
    dummy = uia.receive(asks([TERMS, DUMMY, PASSWORD], completed=[TERMS]))
    assert wire(dummy) == {"type": DUMMY, "session": "s1"}
    need = uia.receive(asks([TERMS, DUMMY, PASSWORD], completed=[TERMS, DUMMY]))
    assert (need.challenge.stage, need.step, need.steps) == (PASSWORD, 2, 2)
    assert need.refusal is None


def test_dummy_alone_takes_a_second_request_and_nobody():
    uia, step = opened([DUMMY], render=lambda stage: False)
    assert wire(step) == {"type": DUMMY, "session": "s1"}
    assert isinstance(uia.receive(says(200, {})), Finished)


def test_a_refused_dummy_is_the_end():
    uia, _ = opened([DUMMY])
    end = uia.receive(asks([DUMMY], errcode="M_FORBIDDEN", error="no"))
    assert isinstance(end, Failed)
    assert isinstance(end.error, StageRefused)


def test_the_shortest_flow_that_can_be_finished_is_taken():
    _, need = opened([TERMS, PASSWORD], ["org.example.card"], [PASSWORD])
    assert need.flow == (PASSWORD,)
    assert need.flows == ((PASSWORD,), ("org.example.card",), (TERMS, PASSWORD))


def test_what_is_completed_counts():
    _, need = opened([TERMS, PASSWORD], [EMAIL], completed=[TERMS])
    assert need.flow == (TERMS, PASSWORD)
    assert (need.challenge.stage, need.step, need.steps) == (PASSWORD, 2, 2)


def test_nobody_is_asked_when_no_flow_can_be_finished():
    render = {PASSWORD, TERMS}.__contains__
    _, end = opened([PASSWORD, "org.a", "org.b"], [TERMS, "org.c"], render=render)
    assert isinstance(end, Failed)
    assert isinstance(end.error, NoUsableFlow)
    assert end.error.missing == ("org.c",)


def test_no_flow_at_all_is_the_end():
    _, end = opened()
    assert isinstance(end.error, NoUsableFlow)
    assert end.error.missing == ()


def test_a_flow_that_cannot_be_finished_any_more_stops_the_questions():
    uia, _ = opened([TERMS, PASSWORD], render={PASSWORD, TERMS}.__contains__)
    uia.submit(TermsAnswer())
    end = uia.receive(asks([TERMS, "org.new", PASSWORD], completed=[TERMS]))
    assert isinstance(end.error, NoUsableFlow)


def test_another_flow_can_be_taken_without_losing_what_is_proven():
    uia, need = opened([TERMS, PASSWORD], [TERMS, EMAIL, DUMMY])
    assert need.flow == (TERMS, PASSWORD)
    uia.submit(TermsAnswer())
    both = ([TERMS, PASSWORD], [TERMS, EMAIL, DUMMY])
    need = uia.receive(asks(*both, completed=[TERMS]))
    assert need.challenge.stage == PASSWORD
    other = uia.take((TERMS, EMAIL, DUMMY))
    assert (other.challenge.stage, other.step, other.steps) == (EMAIL, 2, 2)
    uia.submit(CREDS)
    waiting = uia.receive(asks(*both, completed=[TERMS], errcode="M_UNAUTHORIZED", error="no"))
    assert waiting.challenge is other.challenge
    assert waiting.flow == (TERMS, EMAIL, DUMMY)
    with pytest.raises(LocalProtocolError):
        uia.take((PASSWORD,))


def test_another_flow_may_need_nobody():
    uia, _ = opened([PASSWORD, DUMMY], [DUMMY], completed=[PASSWORD], render=lambda s: s != "x")
    assert uia.state is State.ASKING
    uia, _ = opened([PASSWORD], [PASSWORD, DUMMY])
    uia.take((PASSWORD, DUMMY))
    uia.submit(OLD)
    dummy = uia.receive(asks([PASSWORD], [PASSWORD, DUMMY], completed=[PASSWORD]))
    assert wire(dummy) == {"type": DUMMY, "session": "s1"}


@pytest.mark.parametrize("errcode", ["M_UNAUTHORIZED", "M_THREEPID_AUTH_FAILED", None])
def test_not_yet_is_no_refusal(errcode):
    uia, need = opened([EMAIL])
    uia.submit(CREDS)
    again = uia.receive(asks([EMAIL], errcode=errcode, error="not validated"))
    assert again.challenge is need.challenge
    assert again.refusal is None


def test_a_real_refusal_of_an_address_is_one():
    uia, _ = opened([EMAIL])
    uia.submit(CREDS)
    again = uia.receive(asks([EMAIL], errcode="M_THREEPID_DENIED", error="blocked"))
    assert again.refusal.errcode == "M_THREEPID_DENIED"


def test_a_page_of_the_server_is_polled_with_the_session_alone():
    uia, need = opened(["org.example.new"])
    assert need.challenge == WebChallenge("org.example.new")
    assert wire(uia.submit(WebAnswer())) == {"session": "s1"}
    again = uia.receive(asks(["org.example.new"]))
    assert again.refusal is None
    assert isinstance(uia.submit(WebAnswer()), Send)


@pytest.mark.parametrize("params", [None, [], "x", {PASSWORD: 3}, {"other": {}}])
def test_params_may_be_missing_or_malformed(params):
    _, need = opened([PASSWORD], params=params)
    assert need.challenge == PasswordChallenge(PASSWORD)


def test_without_a_session_key_none_is_sent():
    uia, need = opened([PASSWORD], session=None)
    assert need.session is None
    assert "session" not in wire(uia.submit(OLD))


def test_a_session_key_left_out_later_is_not_lost():
    uia, _ = opened([PASSWORD])
    uia.submit(OLD)
    uia.receive(asks([PASSWORD], session=None, errcode="M_FORBIDDEN", error=""))
    assert uia.session == Secret("s1")
    assert wire(uia.submit(OLD))["session"] == "s1"


def test_a_new_session_key_is_taken_and_nothing_counts_as_done_in_it():
    uia, _ = opened([TERMS, PASSWORD])
    uia.submit(TermsAnswer())
    uia.receive(asks([TERMS, PASSWORD], completed=[TERMS]))
    uia.submit(OLD)
    again = wire(uia.receive(asks([TERMS, PASSWORD], session="s2")))
    assert (again["type"], again["session"]) == (TERMS, "s2")


def test_done_is_remembered_when_a_refusal_leaves_it_out():
    uia, _ = opened([TERMS, PASSWORD])
    uia.submit(TermsAnswer())
    uia.receive(asks([TERMS, PASSWORD], completed=[TERMS]))
    uia.submit(OLD)
    need = uia.receive(asks([TERMS, PASSWORD], errcode="M_FORBIDDEN", error="no"))
    assert need.challenge.stage == PASSWORD


def test_all_done_and_still_asked_is_nudged_once():
    uia, step = opened([PASSWORD], completed=[PASSWORD])
    assert wire(step) == {"session": "s1"}
    end = uia.receive(asks([PASSWORD], completed=[PASSWORD]))
    assert isinstance(end.error, UiaStuck)


def test_all_done_without_a_session_is_stuck():
    _, end = opened([], session=None)
    assert isinstance(end.error, UiaStuck)


@pytest.mark.parametrize(
    ("done", "error"), [([PASSWORD], UiaStuck), ([PASSWORD, DUMMY], StageRefused)]
)
def test_a_server_that_goes_in_circles_is_left(done, error):
    """A fresh key each time, and always one automatic step more: no person would end it."""
    uia, step = opened([PASSWORD], [PASSWORD, DUMMY], completed=[PASSWORD])
    sent = 0
    while isinstance(step, Send):
        sent += 1
        assert sent < 40
        step = uia.receive(asks(done, session=f"s{sent}", completed=[PASSWORD]))
    assert isinstance(step.error, error)


def test_circles_through_stages_that_nobody_sees_end():
    """A dummy that is done under one key and to be done again under the next."""
    uia, step = opened([DUMMY])
    sent = 0
    while isinstance(step, Send):
        sent += 1
        assert sent < 40
        completed = [DUMMY] if sent % 2 else []
        step = uia.receive(asks([DUMMY], session=f"s{sent}", completed=completed))
    assert isinstance(step.error, UiaStuck)


def test_an_expiry_is_known_although_our_secrets_are_blanked_in_its_text():
    uia, _ = opened([PASSWORD])
    uia.submit(OLD)
    body = {"errcode": "M_UNKNOWN", "error": "Unknown session ID: my-session"}
    step = uia.receive(says(400, body, secrets=(Secret("my-session"),)))
    assert wire(step) is None


def test_after_an_expiry_the_same_question_is_the_same_object():
    uia, first = opened([PASSWORD])
    uia.submit(OLD)
    uia.receive(UNKNOWN_SESSION)
    uia.receive(asks([PASSWORD], session="s2"))  # the password goes out again by itself
    again = uia.receive(asks([PASSWORD], session="s2", errcode="M_FORBIDDEN", error="no"))
    assert again.challenge is first.challenge
    assert again.restarted
    assert again.refusal.text == "no"


def test_an_expired_session_starts_over_once_with_the_proofs_that_hold():
    uia, _ = opened([TERMS, TOKEN, PASSWORD])
    flow = [TERMS, TOKEN, PASSWORD]
    uia.submit(TermsAnswer())
    uia.receive(asks(flow, completed=[TERMS]))
    uia.submit(TokenAnswer(Secret("tok")))
    uia.receive(asks(flow, completed=[TERMS, TOKEN]))
    uia.submit(OLD)
    assert wire(uia.receive(UNKNOWN_SESSION)) is None
    assert wire(uia.receive(asks(flow, session="s2"))) == {"type": TERMS, "session": "s2"}
    step = uia.receive(asks(flow, session="s2", completed=[TERMS]))
    assert wire(step) == {"type": TOKEN, "session": "s2", "token": "tok"}
    need = uia.receive(asks(flow, session="s2", completed=[TERMS], errcode="M_X", error="used up"))
    assert isinstance(need, NeedStage)
    assert need.restarted
    assert need.refusal.text == "used up"
    uia.submit(TokenAnswer(Secret("tok2")))
    step = uia.receive(asks(flow, session="s2", completed=[TERMS, TOKEN]))
    assert wire(step)["password"] == "old-password"
    end = uia.receive(UNKNOWN_SESSION)
    assert isinstance(end.error, SessionExpired)


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (400, "Unknown session ID: abc"),
        (403, "Your session has expired"),
        (400, "UIAA session does not exist."),
        (404, "No such session"),
        (400, "session not found"),
    ],
)
def test_ways_to_say_that_a_session_is_gone(status, text):
    uia, _ = opened([PASSWORD])
    uia.submit(OLD)
    step = uia.receive(says(status, {"errcode": "M_UNKNOWN", "error": text}))
    assert wire(step) is None


def test_a_server_that_says_very_much_is_not_searched_to_the_end():
    uia, _ = opened([PASSWORD])
    uia.submit(OLD)
    text = "unknown " * 1000 + "session"
    end = uia.receive(says(400, {"errcode": "M_UNKNOWN", "error": text}))
    assert isinstance(end, Failed)


def test_a_changed_operation_is_not_an_expiry():
    uia, _ = opened([PASSWORD])
    uia.submit(OLD)
    text = "Requested operation has changed during the UI authentication session."
    end = uia.receive(says(403, {"errcode": "M_UNKNOWN", "error": text}))
    assert isinstance(end, Failed)
    assert type(end.error) is MatrixError


def test_no_session_cannot_expire():
    uia = UiaSession(lambda stage: True)
    uia.start()
    assert isinstance(uia.receive(UNKNOWN_SESSION), Failed)


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (401, {"errcode": "M_UNKNOWN_TOKEN", "error": "x"}, UnknownToken),
        (401, {"errcode": "M_USER_LOCKED", "soft_logout": True}, UserLocked),
        (400, {"errcode": "M_WEAK_PASSWORD", "error": "weak"}, PolicyRefused),
        (400, {"errcode": "M_BAD_JSON", "error": "quotes"}, BadRequest),
        (401, b"<html>", NotJson),
        (502, b"<html>", NotJson),
        (401, b"\xff", NotJson),
        (429, {"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 1000}, RateLimited),
        (401, {"flows": "none"}, WrongShape),
        (401, {"flows": [{"stages": [1]}]}, NoUsableFlow),
        (401, {"flows": [{}], "session": "s"}, NoUsableFlow),
    ],
)
def test_answers_that_end_it(status, body, kind):
    uia = UiaSession(lambda stage: True)
    uia.start()
    end = uia.receive(says(status, body))
    assert isinstance(end, Failed)
    assert type(end.error) is kind


def test_flows_win_over_the_errcode():
    uia = UiaSession(lambda stage: True)
    uia.start()
    need = uia.receive(asks([PASSWORD], errcode="M_UNKNOWN_TOKEN", error="whatever"))
    assert isinstance(need, NeedStage)


def test_a_throttled_proof_is_asked_again_with_the_wait():
    uia, first = opened([PASSWORD])
    uia.submit(OLD)
    again = uia.receive(says(429, {"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 4000}))
    assert again.challenge is first.challenge
    assert again.refusal.retry_after == 4.0
    assert uia.state is State.WAITING


def test_a_proof_that_did_not_leave_is_asked_again():
    uia, first = opened([PASSWORD])
    uia.submit(OLD)
    fault = ConnectFailed("example.org")
    again = uia.not_sent(fault)
    assert again.challenge is first.challenge
    assert again.refusal is fault


def test_a_first_request_that_did_not_leave_is_the_end():
    uia = UiaSession(lambda stage: True)
    uia.start()
    fault = ConnectFailed("example.org")
    assert uia.not_sent(fault) == Failed(fault)


def test_what_may_have_arrived_is_not_sent_again():
    uia, _ = opened([PASSWORD])
    uia.submit(OLD)
    with pytest.raises(LocalProtocolError):
        uia.not_sent(AnswerLost("example.org"))


def test_a_challenge_whose_params_changed_is_a_new_one():
    terms = PARAMS[TERMS]
    uia, first = opened([TERMS], params={TERMS: terms})
    uia.submit(TermsAnswer())
    newer = {"policies": {"p": {**POLICIES["p"], "version": "2"}}}
    again = uia.receive(asks([TERMS], params={TERMS: newer}, errcode="M_X", error="outdated"))
    assert again.challenge != first.challenge
    assert again.refusal.text == "outdated"


def test_a_reason_is_not_carried_to_another_stage():
    uia, _ = opened([PASSWORD])
    uia.submit(OLD)
    need = uia.receive(asks([TERMS, PASSWORD], errcode="M_X", error="first agree"))
    assert need.challenge.stage == TERMS
    assert need.refusal is None


@pytest.mark.parametrize("params", [None, [], {}, {TERMS: 3}, {TERMS: {"policies": 3}}])
def test_terms_that_nobody_can_read_stop_with_their_own_error(params):
    _, end = opened([TERMS, PASSWORD], params=params)
    assert isinstance(end, Failed)
    assert isinstance(end.error, MalformedParams)
    assert end.error.stage == TERMS


def test_terms_that_nobody_can_read_are_gone_around_where_there_is_another_way():
    _, need = opened([TERMS], [PASSWORD, EMAIL], params={})
    assert need.flow == (PASSWORD, EMAIL)
    assert need.flows == ((PASSWORD, EMAIL),)


def test_params_that_are_left_out_later_are_those_from_before():
    uia, first = opened([TERMS])
    uia.submit(TermsAnswer())
    again = uia.receive(asks([TERMS], params=None, errcode="M_X", error="not like that"))
    assert again.challenge is first.challenge


LOSSES = [AnswerLost("example.org"), says(502, b"<html>"), says(500, {"errcode": "M_UNKNOWN"})]


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("stage", [EMAIL, stages.MSISDN, stages.SSO, "org.example.card"])
def test_an_answer_lost_while_waiting_for_somebody_is_to_be_found_out(stage, loss):
    uia, first = opened([stage])
    uia.submit(CREDS if stage in (EMAIL, stages.MSISDN) else WebAnswer())
    step = uia.lost(loss) if isinstance(loss, AnswerLost) else uia.receive(loss)
    assert isinstance(step, Lost)
    need = uia.not_done(step.error)
    assert need.challenge is first.challenge
    assert need.refusal is step.error
    uia.submit(CREDS if stage in (EMAIL, stages.MSISDN) else WebAnswer())
    assert isinstance(uia.lost(AnswerLost("example.org")), Lost)
    assert uia.give_up(step.error) == Failed(step.error)
    assert uia.state is State.CLOSED


@pytest.mark.parametrize("loss", LOSSES)
def test_an_answer_lost_to_what_a_person_proved_ends_the_session(loss):
    uia, _ = opened([PASSWORD])
    uia.submit(OLD)
    step = uia.lost(loss) if isinstance(loss, AnswerLost) else uia.receive(loss)
    assert isinstance(step, Failed)
    assert uia.state is State.CLOSED


@pytest.mark.parametrize(
    "call",
    [
        lambda uia: uia.submit(OLD),
        lambda uia: uia.take((PASSWORD,)),
        lambda uia: uia.receive(says(200, {})),
        lambda uia: uia.not_sent(ConnectFailed("h")),
    ],
)
def test_calls_out_of_order_are_our_own_fault(call):
    with pytest.raises(LocalProtocolError):
        call(UiaSession(lambda stage: True))


def test_an_answer_that_does_not_fit_is_our_own_fault():
    uia, _ = opened([PASSWORD])
    with pytest.raises(LocalProtocolError):
        uia.submit(DummyAnswer())


# --- a session that is gone on with --------------------------------------------------------------


def resumed(render=lambda stage: True):
    uia = UiaSession(render, Secret("kept"))
    assert uia.session == Secret("kept")
    assert wire(uia.start()) == {"session": "kept"}
    return uia


def test_a_kept_session_whose_proof_was_taken_is_done_at_once():
    assert isinstance(resumed().receive(says(200, {})), Finished)


def test_a_kept_session_goes_on_where_it_was():
    uia = resumed()
    need = uia.receive(asks([EMAIL], session="kept"))
    assert isinstance(need, NeedStage)
    assert wire(uia.submit(CREDS))["session"] == "kept"


@pytest.mark.parametrize(
    ("status", "errcode"), [(400, "M_UNKNOWN"), (403, "M_UNKNOWN"), (403, "M_FORBIDDEN")]
)
def test_a_kept_session_that_is_gone_is_begun_anew_and_may_expire_once_more(status, errcode):
    uia = resumed()
    assert uia.receive(says(status, {"errcode": errcode, "error": "no"})) == Send(None)
    need = uia.receive(asks([EMAIL]))
    assert isinstance(need, NeedStage)
    assert not need.restarted
    uia.submit(CREDS)
    gone = says(400, {"errcode": "M_UNKNOWN", "error": "Unknown session ID: s1"})
    assert uia.receive(gone) == Send(None)
    assert isinstance(uia.receive(asks([EMAIL], session="s2")), Send), "replayed"


@pytest.mark.parametrize(
    ("status", "errcode", "error"),
    [
        (400, "M_WEAK_PASSWORD", PolicyRefused),
        (400, "M_BAD_JSON", BadRequest),
        (429, "M_LIMIT_EXCEEDED", RateLimited),
        (404, "M_NOT_FOUND", MatrixError),
    ],
)
def test_what_is_said_of_the_act_itself_is_no_sign_of_a_lost_session(status, errcode, error):
    step = resumed().receive(says(status, {"errcode": errcode, "error": "no"}))
    assert isinstance(step, Failed)
    assert isinstance(step.error, error)


def test_a_session_that_went_on_is_not_begun_anew_for_a_refusal():
    uia = resumed()
    uia.receive(asks([EMAIL], session="kept"))
    uia.submit(CREDS)
    step = uia.receive(says(403, {"errcode": "M_FORBIDDEN", "error": "no"}))
    assert isinstance(step, Failed)


def test_the_table_in_words_is_the_table_of_the_machine():
    """Rows of the docstring: a state, its events (over one line or two), the next state."""
    told: dict[tuple[State, str], set[State]] = {}
    assert session.__doc__ is not None
    rows = [line for line in session.__doc__.splitlines() if line.startswith("    ")][2:]
    before: tuple[State, State] | None = None
    for row in rows:
        state, events, following = row[4:14].strip(), row[14:42], row[42:55].strip()
        if state:
            before = State[state], State[following]
        assert before is not None
        for event in re.findall(r"(\w+)\(", events):
            told.setdefault((before[0], event), set()).add(before[1])
    table = {
        (state, event): set(following)
        for state, events in TRANSITIONS.items()
        for event, following in events.items()
    }
    assert told == table


def test_a_new_session_without_a_refusal_is_an_old_one_that_is_gone():
    """The proof was not refused: it is given once more, and nobody is told that it is wrong."""
    uia, _ = opened([PASSWORD], session="s1")
    uia.submit(OLD)
    again = uia.receive(asks([PASSWORD], session="s2"))
    assert wire(again)["session"] == "s2"
    assert wire(again)["type"] == PASSWORD
    need = uia.receive(asks([PASSWORD], session="s3"))
    assert isinstance(need, NeedStage)


@pytest.mark.parametrize("key", ["é", "a b"])
def test_a_session_key_may_be_any_text(key):
    uia, _ = opened([PASSWORD], session=key)
    assert wire(uia.submit(OLD))["session"] == key


@pytest.mark.parametrize("body", [{"errcode": "M_FORBIDDEN"}, {"flows": [], "session": "s"}])
def test_a_success_that_reads_like_a_refusal_is_looked_into(body):
    uia, _ = opened([PASSWORD])
    uia.submit(OLD)
    end = uia.receive(says(200, body))
    assert isinstance(end, Failed)
    assert isinstance(end.error, WrongShape)
    assert may_have_happened(end.error)
