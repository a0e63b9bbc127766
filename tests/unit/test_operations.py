"""What a person sets out to do, on a homeserver that answers from a table."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import httpx
import pytest

from app.core.errors import (
    AnswerLost,
    ConnectFailed,
    Forbidden,
    LatchkeyError,
    MatrixError,
    NotJson,
    NoUsableFlow,
    PolicyRefused,
    SettingsFault,
    StageRefused,
    UnknownToken,
    UserLocked,
    VaultBroken,
    VaultLocked,
    WrongShape,
)
from app.core.homeserver import Opened, Session
from app.core.identifiers import Origin, UserId
from app.core.requests import PasswordChange
from app.core.responses import BackupVersion, PasswordPolicy
from app.core.secret import Secret
from app.core.tokens import Tokens
from app.operations.account.change_password import (
    Changed,
    ChangeOutcome,
    ChangePassword,
    ChangeUnclear,
    Unchanged,
)
from app.operations.account.read import others, read_account
from app.operations.ports.uia import Cancelled, TakeFlow, UiaServices, Withdrawn
from app.operations.session.sign_out import revoke
from app.operations.session.storage import Kept, forget, keep, restore, write_tokens
from app.operations.sign_in.password import Credentials, SignIn
from tests.fakes import FakeClock, FakeDiscovery, FakeIndex, FakePrompt, FakeVault, kept, password
from tests.mock_homeserver import (
    ORIGIN,
    SESSION,
    TOKEN,
    USER,
    V3,
    MockHomeserver,
    html,
    no,
    ok,
    uia,
)
from tests.session_under_test import SessionUnderTest

PASSWORD_URL = f"POST {V3}/account/password"
CREDENTIALS = Credentials(UserId(USER), Secret("old-password"))
NEW = PasswordChange(Secret("new-password"), logout_devices=False)
ONE = uia(["m.login.password"])
REFUSED = uia(["m.login.password"], errcode="M_FORBIDDEN", error="Invalid password")


# --- Signing in ---------------------------------------------------------------------------------


def sign_in(server: MockHomeserver) -> SignIn:
    return SignIn(server.client, FakeClock(), "Latchkey on Linux")


async def enter(server: MockHomeserver, index: FakeIndex, vault: FakeVault | None) -> Kept:
    opened = await sign_in(server).run(ORIGIN, CREDENTIALS)
    return Kept(opened) if vault is None else await keep(opened, index, vault)


async def test_a_kept_session_is_in_the_vault_and_the_index():
    server, index, vault = MockHomeserver(), FakeIndex(), FakeVault()
    signed_in = await enter(server, index, vault)
    session = Session(USER, "OURS", ORIGIN)
    assert signed_in == Kept(Opened(session, Tokens(Secret(TOKEN))))
    assert signed_in.opened.session.kept
    assert index.sessions() == [session]
    assert vault.kept == kept(session, TOKEN)
    assert TOKEN not in repr(signed_in)
    assert server.bodies(f"POST {V3}/login") == [
        {
            "type": "m.login.password",
            "identifier": {"type": "m.id.user", "user": USER},
            "password": "old-password",
            "initial_device_display_name": "Latchkey on Linux",
            "refresh_token": True,
        }
    ]


async def test_a_session_in_memory_is_nowhere_else():
    index = FakeIndex()
    signed_in = await enter(MockHomeserver(), index, None)
    assert not signed_in.opened.session.kept
    assert index.sessions() == []


async def test_a_vault_that_fails_leaves_the_session_in_memory_and_says_why():
    index, vault = FakeIndex(), FakeVault()
    vault.fault = VaultLocked()
    signed_in = await enter(MockHomeserver(), index, vault)
    assert signed_in.not_kept is vault.fault
    assert not signed_in.opened.session.kept
    assert index.sessions() == []


async def test_settings_that_cannot_be_written_leave_the_session_in_memory():
    index, vault = FakeIndex(), FakeVault()
    index.fails = True
    signed_in = await enter(MockHomeserver(), index, vault)
    assert isinstance(signed_in.not_kept, SettingsFault)
    assert vault.kept == {}


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (no(403, "M_FORBIDDEN", "Invalid password"), Forbidden),
        (no(403, "M_USER_LOCKED"), UserLocked),
        (html(502), NotJson),
        (httpx.ReadError("x"), AnswerLost),
        (ok({"user_id": "alice", "device_id": "D", "access_token": "t"}), WrongShape),
        (ok({"user_id": USER, "access_token": "t"}), WrongShape),
    ],
)
async def test_a_failed_sign_in_keeps_nothing(answer, error):
    server, index, vault = MockHomeserver({f"POST {V3}/login": answer}), FakeIndex(), FakeVault()
    with pytest.raises(error):
        await enter(server, index, vault)
    assert index.sessions() == []
    assert vault.kept == {}
    assert len(server.requests) == 1


async def test_cut_off_at_the_vault_nothing_is_listed():
    index, reached = FakeIndex(), asyncio.Event()

    class Waiting(FakeVault):
        async def put(self, key: str, secret: Secret) -> None:
            reached.set()
            await asyncio.Event().wait()

    task = asyncio.get_running_loop().create_task(enter(MockHomeserver(), index, Waiting()))
    await reached.wait()
    assert index.sessions()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert index.sessions() == []


async def test_a_session_that_was_kept_comes_back():
    session = Session(USER, "OURS", ORIGIN)
    vault = FakeVault()
    vault.kept = kept(session, TOKEN)
    opened = await restore(session, FakeIndex(session), vault)
    assert opened == Opened(session, Tokens(Secret(TOKEN)))


@pytest.mark.parametrize("text", [None, "no json", "{}", '{"access": 3}', "[]"])
async def test_an_entry_without_tokens_is_dropped(text):
    lost, there = Session("@b:x", "B", ORIGIN), Session(USER, "OURS", ORIGIN)
    index, vault = FakeIndex(lost, there), FakeVault()
    vault.kept = {} if text is None else {lost.vault_key(0): text}
    assert await restore(lost, index, vault) is None
    assert index.sessions() == [there]


async def test_of_two_pairs_the_newer_one_comes_back():
    session = Session(USER, "OURS", ORIGIN)
    vault = FakeVault()
    vault.kept = {**kept(session, "newer", serial=7), **kept(session, "older", serial=6)}
    assert len(vault.kept) == 2
    opened = await restore(session, FakeIndex(session), vault)
    assert opened is not None
    assert opened.tokens == Tokens(Secret("newer"), serial=7)


async def test_a_new_pair_is_there_before_the_old_one_goes():
    session = Session(USER, "OURS", ORIGIN)
    order: list[tuple[str, str]] = []

    class Noting(FakeVault):
        async def put(self, key: str, secret: Secret) -> None:
            order.append(("put", key))
            await super().put(key, secret)

        async def forget(self, key: str) -> None:
            order.append(("forget", key))
            await super().forget(key)

    vault = Noting()
    vault.kept = kept(session, "old", serial=4)
    tokens = Tokens(Secret("new"), serial=5)
    await write_tokens(session, tokens, vault)
    assert order == [("put", session.vault_key(5)), ("forget", session.vault_key(4))]
    assert vault.kept == kept(session, "new", serial=5)


async def test_an_old_pair_that_stays_does_no_harm():
    session = Session(USER, "OURS", ORIGIN)

    class Sticky(FakeVault):
        async def forget(self, key: str) -> None:
            raise VaultBroken

    vault = Sticky()
    vault.kept = kept(session, "old", serial=4)
    await write_tokens(session, Tokens(Secret("new"), serial=5), vault)
    opened = await restore(session, FakeIndex(session), vault)
    assert opened is not None
    assert opened.tokens.access == Secret("new")


async def test_signing_in_again_follows_what_was_kept():
    session = Session(USER, "OURS", ORIGIN)
    index, vault = FakeIndex(session), FakeVault()
    vault.kept = kept(session, "dead", serial=3)
    found = await enter(MockHomeserver(), index, vault)
    assert found.opened.tokens == Tokens(Secret(TOKEN), serial=4)
    assert vault.kept == kept(session, TOKEN, serial=4)


async def test_an_account_has_one_session_here():
    other = Session(USER, "OTHER", ORIGIN)
    stranger = Session(USER, "OTHER", Origin("https", "evil.example"))
    index, vault = FakeIndex(other, stranger), FakeVault()
    vault.kept = {**kept(other, "a"), **kept(stranger, "b")}
    await enter(MockHomeserver(), index, vault)
    session = Session(USER, "OURS", ORIGIN)
    assert index.sessions() == [session, stranger]
    assert vault.kept == {**kept(stranger, "b"), **kept(session, TOKEN)}


async def test_a_vault_that_fails_leaves_what_was_known():
    session = Session(USER, "OURS", ORIGIN)
    index, vault = FakeIndex(session), FakeVault()
    vault.fault = VaultLocked()
    found = await enter(MockHomeserver(), index, vault)
    assert found.not_kept is vault.fault
    assert index.sessions() == [session]


async def test_a_locked_vault_drops_nothing():
    session = Session(USER, "OURS", ORIGIN)
    index, vault = FakeIndex(session), FakeVault()
    vault.fault = VaultLocked()
    with pytest.raises(VaultLocked):
        await restore(session, index, vault)
    assert len(index.sessions()) == 1


AGAIN = Session(USER, "OURS", ORIGIN)


async def test_signing_in_again_is_on_the_same_device():
    server = MockHomeserver()
    opened = await sign_in(server).again(AGAIN, Secret("new-password"))
    assert opened == Opened(AGAIN, Tokens(Secret(TOKEN)))
    assert opened.session.kept
    (body,) = server.bodies(f"POST {V3}/login")
    assert body["device_id"] == "OURS"
    assert "initial_device_display_name" not in body


@pytest.mark.parametrize("lost", [httpx.ReadError("x"), html(502), html(200)])
async def test_a_lost_answer_to_signing_in_again_is_asked_for_again(lost):
    good = ok({"user_id": USER, "device_id": "OURS", "access_token": TOKEN})
    server = MockHomeserver({f"POST {V3}/login": [lost, lost, good]})
    await sign_in(server).again(AGAIN, Secret("new-password"))
    assert len(server.sent(f"POST {V3}/login")) == 3


async def test_signing_in_again_gives_up():
    server = MockHomeserver({f"POST {V3}/login": httpx.ReadError("x")})
    with pytest.raises(AnswerLost):
        await sign_in(server).again(AGAIN, Secret("new-password"))
    assert len(server.sent(f"POST {V3}/login")) == 3


async def test_a_refused_sign_in_is_not_tried_again():
    server = MockHomeserver({f"POST {V3}/login": no(403, "M_FORBIDDEN")})
    with pytest.raises(Forbidden):
        await sign_in(server).again(AGAIN, Secret("wrong"))
    assert len(server.sent(f"POST {V3}/login")) == 1


async def test_somebody_elses_session_is_not_taken():
    other = ok({"user_id": "@bob:example.org", "device_id": "OURS", "access_token": TOKEN})
    server = MockHomeserver({f"POST {V3}/login": other})
    with pytest.raises(WrongShape):
        await sign_in(server).again(AGAIN, Secret("new-password"))


# --- Signing out --------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", [ok({}), no(401, "M_UNKNOWN_TOKEN"), no(401, "M_MISSING_TOKEN")])
async def test_a_session_that_is_no_more_is_revoked(answer):
    server = MockHomeserver({f"POST {V3}/logout": answer})
    await revoke(server.client(token=Secret(TOKEN)))
    assert len(server.sent(f"POST {V3}/logout")) == 1


@pytest.mark.parametrize("answer", [html(502), no(500, "M_X"), httpx.ReadError("x"), html(200)])
async def test_a_lost_answer_to_a_revocation_is_asked_for_again(answer):
    server = MockHomeserver({f"POST {V3}/logout": [answer, no(401, "M_UNKNOWN_TOKEN")]})
    await revoke(server.client(token=Secret(TOKEN)))
    assert len(server.sent(f"POST {V3}/logout")) == 2


@pytest.mark.parametrize(
    ("answer", "times"),
    [(html(502), 3), (httpx.ConnectError("x"), 1), (no(429, "M_LIMIT_EXCEEDED"), 1)],
)
async def test_a_revocation_that_fails_says_so(answer, times):
    server = MockHomeserver({f"POST {V3}/logout": answer})
    with pytest.raises(LatchkeyError):
        await revoke(server.client(token=Secret(TOKEN)))
    assert len(server.sent(f"POST {V3}/logout")) == times


async def test_a_session_is_forgotten_in_vault_and_index():
    session = Session(USER, "OURS", ORIGIN)
    index, vault = FakeIndex(session), FakeVault()
    vault.kept = kept(session, TOKEN)
    await forget(session, index, vault)
    assert index.sessions() == []
    assert vault.kept == {}


async def test_a_token_that_cannot_be_removed_stays_in_the_index():
    session = Session(USER, "OURS", ORIGIN)
    index, vault = FakeIndex(session), FakeVault()
    vault.fault = VaultBroken()
    with pytest.raises(VaultBroken):
        await forget(session, index, vault)
    assert index.sessions() == [session]


async def test_a_session_in_memory_is_in_no_vault():
    vault = FakeVault()
    vault.fault = VaultBroken()
    await forget(SESSION, FakeIndex(), vault)


# --- The account --------------------------------------------------------------------------------


async def test_an_account_is_read_in_parts():
    server = MockHomeserver(
        {
            f"GET {V3}/room_keys/version": ok({"version": "3", "count": 12, "algorithm": "x"}),
            f"GET {V3}/password_policy": ok({"m.minimum_length": 10}),
        }
    )
    view = await read_account(server.client(token=Secret(TOKEN)))
    assert [each.device_id for each in view.devices] == ["OURS", "PHONE", "WEB"]
    assert [each.device_id for each in others(view.devices, "OURS")] == ["PHONE", "WEB"]
    assert view.threepids[0].address == "alice@example.org"
    assert view.capabilities.may_change_password
    assert view.backup == BackupVersion(version="3", count=12)
    assert view.policy == PasswordPolicy(minimum_length=10)


async def test_no_backup_and_no_policy_are_no_errors():
    view = await read_account(MockHomeserver().client(token=Secret(TOKEN)))
    assert view.backup is None
    assert view.policy is None


async def test_a_part_that_cannot_be_read_leaves_the_others():
    server = MockHomeserver({f"GET {V3}/devices": html(500), f"GET {V3}/account/3pid": ok([])})
    view = await read_account(server.client(token=Secret(TOKEN)))
    assert isinstance(view.devices, NotJson)
    assert isinstance(view.threepids, WrongShape)
    assert view.who.user_id == USER


@pytest.mark.parametrize(
    ("errcode", "error"), [("M_UNKNOWN_TOKEN", UnknownToken), ("M_USER_LOCKED", UserLocked)]
)
async def test_an_ended_session_is_noticed_wherever_it_shows(errcode, error):
    server = MockHomeserver({f"GET {V3}/devices": no(401, errcode)})
    with pytest.raises(error):
        await read_account(server.client(token=Secret(TOKEN)))


# --- Changing the password ----------------------------------------------------------------------


async def change(server: MockHomeserver, prompt: FakePrompt) -> ChangeOutcome:
    outcome, lost, _ = await change_with(server, prompt, NEW, Tokens(Secret(TOKEN)))
    assert lost == bool(server.bodies(f"POST {V3}/login"))
    return outcome


async def change_with(
    server: MockHomeserver, prompt: FakePrompt, choices: PasswordChange, tokens: Tokens
) -> tuple[ChangeOutcome, bool, SessionUnderTest]:
    """Change the password; returns also whether an answer was lost, and the session."""
    session = SessionUnderTest(server, tokens)
    lost: list[bool] = []
    uia_services = UiaServices(server.client, FakeDiscovery(), FakeClock())
    flow = ChangePassword(session.api, sign_in(server), prompt, uia_services)
    outcome = await flow.run(choices, lambda: lost.append(True))
    assert prompt.taken_down == 1
    return outcome, bool(lost), session


async def test_a_password_is_changed_and_the_devices_read_again():
    server = MockHomeserver({PASSWORD_URL: [ONE, REFUSED, ok({})]})
    prompt = FakePrompt(password("wrong"), password("old-password"))
    outcome = await change(server, prompt)
    assert isinstance(outcome, Changed)
    assert [each.device_id for each in outcome.devices] == ["OURS", "PHONE", "WEB"]
    assert (outcome.at, outcome.session_ended) == (1795444986.0, False)
    assert prompt.act.user_id == USER
    first, again = prompt.needs
    assert again.challenge is first.challenge
    assert isinstance(again.refusal, StageRefused)
    bodies = server.bodies(PASSWORD_URL)
    assert [body.pop("auth", None) for body in bodies] == [
        None,
        *(
            {
                "type": "m.login.password",
                "session": "uia-session",
                "identifier": {"type": "m.id.user", "user": USER},
                "password": typed,
            }
            for typed in ("wrong", "old-password")
        ),
    ]
    assert bodies == [{"new_password": "new-password", "logout_devices": False}] * 3


async def test_three_requests_do_it():
    server = MockHomeserver({PASSWORD_URL: [ONE, ok({})]})
    await change(server, FakePrompt(password("old-password")))
    assert len(server.requests) == 3


async def test_success_at_once_is_success():
    prompt = FakePrompt()
    assert isinstance(await change(MockHomeserver({PASSWORD_URL: ok({})}), prompt), Changed)
    assert prompt.needs == []


@pytest.mark.parametrize("ending", [Cancelled(), Withdrawn()])
async def test_a_person_may_take_it_back(ending):
    server = MockHomeserver({PASSWORD_URL: ONE})
    assert await change(server, FakePrompt(ending)) == Unchanged(ending)
    assert len(server.sent(PASSWORD_URL)) == 1


async def test_another_flow_can_be_taken():
    both = uia(["m.login.password"], ["org.example.other"])
    server = MockHomeserver({PASSWORD_URL: both})
    prompt = FakePrompt(TakeFlow(("org.example.other",)))
    await change(server, prompt)
    assert [each.challenge.stage for each in prompt.needs] == [
        "m.login.password",
        "org.example.other",
    ]


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (no(400, "M_WEAK_PASSWORD", "too weak"), PolicyRefused),
        (no(403, "M_FORBIDDEN"), Forbidden),
        (uia(["m.login.sso"]), NoUsableFlow),
        (httpx.ConnectError("x"), ConnectFailed),
    ],
)
async def test_a_refusal_leaves_the_old_password(answer, error):
    prompt = FakePrompt(password("old-password"))
    outcome = await change(MockHomeserver({PASSWORD_URL: answer}), prompt)
    assert isinstance(outcome, Unchanged)
    assert isinstance(outcome.reason, error)
    assert prompt.needs == []


LOST = [httpx.ReadError("x"), httpx.ReadTimeout("x"), html(502), html(200), no(500, "M_X")]


@pytest.mark.parametrize("answer", LOST)
@pytest.mark.parametrize("at", [0, 1])
async def test_after_a_lost_answer_the_server_is_asked_and_it_was_changed(answer, at):
    server = MockHomeserver({PASSWORD_URL: [ONE, answer][1 - at :]})
    outcome = await change(server, FakePrompt(password("old-password")))
    assert isinstance(outcome, Changed)
    [probe] = server.bodies(f"POST {V3}/login")
    assert (probe["password"], probe["identifier"]["user"]) == ("new-password", USER)
    assert len(server.sent(f"POST {V3}/logout")) == 1, "the probe's device is signed out"
    assert len(server.sent(PASSWORD_URL)) == 1 + at, "the act is never sent again"


@pytest.mark.parametrize("answer", LOST)
async def test_after_a_lost_answer_a_refusal_counts_when_it_is_said_twice(answer):
    refused = no(403, "M_FORBIDDEN", "Invalid password")
    server = MockHomeserver({PASSWORD_URL: [ONE, answer], f"POST {V3}/login": refused})
    outcome = await change(server, FakePrompt(password("old-password")))
    assert isinstance(outcome, Unchanged)
    assert len(server.sent(f"POST {V3}/login")) == 2
    assert len(server.sent(PASSWORD_URL)) == 2


async def test_a_change_that_is_still_under_way_is_waited_for():
    refused = no(403, "M_FORBIDDEN", "Invalid password")
    now = ok({"user_id": USER, "device_id": "PROBE", "access_token": "probe"})
    server = MockHomeserver(
        {PASSWORD_URL: [ONE, httpx.ReadError("x")], f"POST {V3}/login": [refused, now]}
    )
    assert isinstance(await change(server, FakePrompt(password("old-password"))), Changed)


@pytest.mark.parametrize(
    "answer",
    [httpx.ConnectError("x"), html(502), no(429, "M_LIMIT_EXCEEDED"), no(404, "M_UNRECOGNIZED")],
)
async def test_a_server_that_does_not_say_leaves_it_open(answer):
    server = MockHomeserver({PASSWORD_URL: [ONE, httpx.ReadError("x")], f"POST {V3}/login": answer})
    outcome = await change(server, FakePrompt(password("old-password")))
    assert isinstance(outcome, ChangeUnclear)
    assert len(server.sent(PASSWORD_URL)) == 2


async def test_a_proof_that_did_not_leave_is_asked_again():
    server = MockHomeserver({PASSWORD_URL: [ONE, httpx.ConnectError("x"), ok({})]})
    prompt = FakePrompt(password("old-password"), password("old-password"))
    assert isinstance(await change(server, prompt), Changed)
    assert isinstance(prompt.needs[1].refusal, ConnectFailed)
    assert prompt.needs[1].challenge is prompt.needs[0].challenge


LOGIN = f"POST {V3}/login"
REFRESH = f"POST {V3}/refresh"
ALL_OUT = PasswordChange(Secret("new-password"), logout_devices=True)
PAIR = Tokens(Secret("access"), Secret("refresh"))
AGAIN_IN = ok({"user_id": USER, "device_id": "OURS", "access_token": "a2", "refresh_token": "r2"})
GONE = no(401, "M_UNKNOWN_TOKEN", "refresh token does not exist")


def listed(*, only: str) -> Callable[[httpx.Request], httpx.Response]:
    """List devices to whoever has this token, and to nobody else."""

    def answer(request: httpx.Request) -> httpx.Response:
        if request.headers["Authorization"] == f"Bearer {only}":
            return ok({"devices": [{"device_id": "OURS"}]})
        return no(401, "M_UNKNOWN_TOKEN")

    return answer


async def test_a_change_that_drops_our_own_tokens_signs_this_device_in_again():
    routes = {PASSWORD_URL: [ONE, ok({})], REFRESH: GONE, LOGIN: AGAIN_IN}
    server = MockHomeserver({**routes, f"GET {V3}/devices": listed(only="a2")})
    prompt = FakePrompt(password("old-password"))
    outcome, lost, session = await change_with(server, prompt, ALL_OUT, PAIR)
    assert not lost
    assert isinstance(outcome, Changed)
    assert outcome.signed_in_again
    assert not outcome.session_ended
    assert [each.device_id for each in outcome.devices] == ["OURS"]
    (body,) = server.bodies(LOGIN)
    assert (body["device_id"], body["password"]) == ("OURS", "new-password")
    assert session.api.tokens == Tokens(Secret("a2"), Secret("r2"), serial=1)
    assert session.kept == [session.api.tokens]
    assert session.told == [], "nobody is told of what is mended"


async def test_a_change_that_keeps_the_others_in_keeps_our_tokens():
    routes = {PASSWORD_URL: [ONE, ok({})], REFRESH: GONE}
    server = MockHomeserver(routes)
    prompt = FakePrompt(password("old-password"))
    outcome, _, session = await change_with(server, prompt, NEW, PAIR)
    assert not outcome.signed_in_again
    assert server.sent(REFRESH) == []
    assert session.api.tokens is PAIR


async def test_tokens_that_outlive_the_change_are_gone_on_with():
    renewed = ok({"access_token": "a3", "refresh_token": "r3"})
    server = MockHomeserver({PASSWORD_URL: [ONE, ok({})], REFRESH: renewed})
    prompt = FakePrompt(password("old-password"))
    outcome, _, session = await change_with(server, prompt, ALL_OUT, PAIR)
    assert not outcome.signed_in_again
    assert server.sent(LOGIN) == []
    assert session.api.tokens.access == Secret("a3")


async def test_a_server_that_ends_a_plain_session_is_signed_in_to_again():
    routes = {PASSWORD_URL: [ONE, ok({})], LOGIN: AGAIN_IN}
    server = MockHomeserver({**routes, f"GET {V3}/devices": listed(only="a2")})
    prompt = FakePrompt(password("old-password"))
    outcome, _, session = await change_with(server, prompt, NEW, Tokens(Secret(TOKEN)))
    assert outcome.signed_in_again
    assert isinstance(outcome.devices, tuple)
    assert session.told == []


@pytest.mark.parametrize(
    "answer", [no(403, "M_FORBIDDEN"), no(429, "M_LIMIT_EXCEEDED"), httpx.ReadError("x")]
)
async def test_a_session_that_ends_with_the_change_for_good_is_said(answer):
    ended = no(401, "M_UNKNOWN_TOKEN")
    routes = {PASSWORD_URL: [ONE, ok({})], LOGIN: answer, f"GET {V3}/devices": ended}
    prompt = FakePrompt(password("old-password"))
    server = MockHomeserver({**routes, REFRESH: GONE})
    outcome, _, session = await change_with(server, prompt, ALL_OUT, PAIR)
    assert outcome.session_ended
    assert not outcome.signed_in_again
    assert [type(each) for each in session.told] == [UnknownToken]


async def test_a_renewal_that_cannot_be_had_just_now_ends_nothing():
    server = MockHomeserver({PASSWORD_URL: [ONE, ok({})], REFRESH: html(502)})
    prompt = FakePrompt(password("old-password"))
    outcome, _, session = await change_with(server, prompt, ALL_OUT, PAIR)
    assert not outcome.signed_in_again
    assert not outcome.session_ended
    assert session.api.tokens is PAIR


async def test_devices_that_cannot_be_read_afterwards_do_not_undo_the_change():
    server = MockHomeserver({PASSWORD_URL: [ONE, ok({})], f"GET {V3}/devices": no(500, "M_X")})
    outcome = await change(server, FakePrompt(password("old-password")))
    assert isinstance(outcome.devices, MatrixError)
    assert not outcome.session_ended
