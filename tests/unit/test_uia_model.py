"""User-Interactive Authentication against a model server that makes things up.

Hypothesis draws the flows, what the person can be shown, and for every request what the server
does with it: accept, refuse, forget the session, change the flows, hand out another key, throttle,
leave keys out. The model holds the specification's rules and fails at the first request that
breaks one.
"""

from __future__ import annotations

import json

from hypothesis import event, given, settings
from hypothesis import strategies as st

from app.core.encoding import encode
from app.core.errors import AnswerLost, LatchkeyError, MalformedParams, NoUsableFlow
from app.core.identifiers import UserId
from app.core.reply import Reply
from app.core.secret import Secret
from app.core.uia import stages
from app.core.uia.session import Failed, Finished, Lost, NeedStage, Send, UiaSession
from app.core.uia.stages import (
    PasswordAnswer,
    TermsAnswer,
    ThreepidAnswer,
    TokenAnswer,
    WebAnswer,
    kind_of,
)

STAGES = [
    stages.PASSWORD,
    stages.DUMMY,
    stages.TERMS,
    stages.EMAIL,
    stages.REGISTRATION_TOKEN,
    stages.SSO,
    "org.example.unheard",
]
ANSWERS = {
    PasswordAnswer: PasswordAnswer(UserId("@a:b"), Secret("pw")),
    ThreepidAnswer: ThreepidAnswer(Secret("sid"), Secret("cs")),
    TokenAnswer: TokenAnswer(Secret("token")),
    TermsAnswer: TermsAnswer(),
    WebAnswer: WebAnswer(),
}
GOOD = {
    stages.TERMS: {"policies": {"p": {"version": "1", "en": {"name": "R", "url": "https://x"}}}}
}
BAD = {stages.TERMS: 3}
PATIENCE = 12
"""How many proofs the model's person gives before giving up."""
EXAMPLES = 6 * settings().max_examples
"""600; in `make test-long` 20 times as many."""

flows_drawn = st.lists(
    st.lists(st.sampled_from(STAGES), min_size=0, max_size=4, unique=True), max_size=4
)


class ModelServer:
    """Answers like a homeserver that may do anything the specification allows, and some more."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.flows = draw(flows_drawn)
        self.key: str | None = None
        self.keys = 0
        self.done: list[str] = []
        self.named: set[str] = set()
        self.opened = 0
        self.terms = False

    def ask(self, *, fresh: bool = False, **more: object) -> Reply:
        body = {"flows": [{"stages": flow} for flow in self.flows], "session": self.key}
        if self.done or self.draw(st.booleans()):
            body["completed"] = self.done
        if not fresh and self.draw(st.integers(0, 5)) == 0:
            del body["session"]  # a key once given may be left out
        params = self.draw(st.sampled_from([GOOD, GOOD, GOOD, ..., None, [], {}, BAD]))
        if params is not ...:
            body["params"] = params
        if isinstance(params, dict) and stages.TERMS in params:
            self.terms = params is GOOD
        self.named |= {stage for flow in self.flows for stage in flow}
        return self.say(401, {**body, **more})

    def say(self, status: int, body: object) -> Reply:
        return Reply(status, json.dumps(body).encode(), "example.org")

    def forgets_to_answer(self) -> bool:
        return self.key is not None and self.draw(st.integers(0, 9)) == 0

    def finished(self) -> bool:
        return any(set(flow) <= set(self.done) for flow in self.flows)

    def open(self) -> Reply:
        self.opened += 1
        self.terms = False
        self.keys += 1
        self.key, self.done = f"key-{self.keys}", []
        return self.ask(fresh=True)

    def receive(self, auth: dict[str, object] | None) -> Reply:
        if auth is None:
            return self.open()
        assert auth.get("session") == self.key, "the session key was lost"
        stage = auth.get("type")
        fate = self.draw(
            st.sampled_from(["accept"] * 6 + ["refuse", "refuse", "expire", "flows", "key", "429"])
        )
        if fate == "expire":
            self.key = None
            return self.say(
                400, {"errcode": "M_UNKNOWN", "error": f"Unknown session ID: {self.key}"}
            )
        if fate == "429" and stage != stages.DUMMY:
            return self.say(429, {"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 1})
        if stage is not None:
            assert stage in self.named, "a stage that the server did not name"
            assert any(
                stage in flow and all(before in self.done for before in flow[: flow.index(stage)])
                for flow in self.flows
            ), "a stage out of order"
        if fate == "flows":
            self.flows = self.draw(flows_drawn)
        if fate == "key":
            self.keys += 1
            kept = self.done if self.draw(st.booleans()) else []
            self.key, self.done = f"key-{self.keys}", kept
            return self.ask(fresh=True)
        if fate == "refuse":
            return self.ask(errcode="M_FORBIDDEN", error="no")
        for flow in self.flows:
            rest = [each for each in flow if each not in self.done]
            if rest and (rest[0] == stage or (stage is None and kind_of(rest[0]).polled)):
                self.done = [*self.done, rest[0]]
                break
        return self.say(200, {}) if self.finished() else self.ask()


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.data())
def test_whatever_the_server_does(data):
    server = ModelServer(data.draw)
    shown = data.draw(st.sets(st.sampled_from(STAGES)).map(lambda some: some - {stages.DUMMY}))
    uia = UiaSession(shown.__contains__)
    step, sent, asked, asked_for = uia.start(), 0, 0, ""
    while isinstance(step, Send | NeedStage | Lost):
        assert sent <= 3 * (asked + 2) * (len(STAGES) + 2), "the run does not end"
        if isinstance(step, Send):
            sent += 1
            auth = None if step.auth is None else json.loads(encode(step.auth)[0])
            if server.forgets_to_answer():
                step = uia.lost(AnswerLost("example.org"))
            else:
                step = uia.receive(server.receive(auth))
            continue
        if isinstance(step, Lost):
            assert kind_of(asked_for).polled, "what a person proved was lost, and is asked again"
            if data.draw(st.booleans()):
                step = uia.give_up(step.error)
                assert isinstance(step, Failed)
                return
            step = uia.not_done(step.error)
            continue
        asked_for = step.challenge.stage
        assert asked_for in shown, "a stage that nobody can be shown"
        assert asked_for != stages.TERMS or server.terms, "terms that nobody can read"
        assert any(
            all(stage in shown or stage in server.done or stage == stages.DUMMY for stage in flow)
            for flow in server.flows
        ), "a secret was asked for although no flow can be finished"
        assert 1 <= step.step <= step.steps
        assert step.flow in step.flows
        asked += 1
        if asked > PATIENCE:
            event("gave up")
            return
        if data.draw(st.integers(0, 3)) == 0:
            step = uia.take(data.draw(st.sampled_from(step.flows)))
        else:
            step = uia.submit(ANSWERS[kind_of(step.challenge.stage).answers[0]])
    event(type(step).__name__)
    assert server.opened <= 2, "a session was opened more than twice"
    if isinstance(step, Finished):
        assert server.finished()
    else:
        assert isinstance(step, Failed)
        assert isinstance(step.error, LatchkeyError)
        if isinstance(step.error, NoUsableFlow):
            legible = shown - (set() if server.terms else {stages.TERMS})
            usable = [f for f in server.flows if set(f) <= legible | {stages.DUMMY, *server.done}]
            assert not usable
        if isinstance(step.error, MalformedParams):
            assert not server.terms
