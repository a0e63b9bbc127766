"""What no real server does with a session, over real sockets: the whole program."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from app.core.homeserver import Session
from app.core.tokens import read_tokens
from app.store.keyring_vault import open_system_vault
from tests.fakes import FakeClock, StillClock
from tests.integration.conftest import OLD
from tests.rig import faults
from tests.rig.homeserver import ScriptedHomeserver
from tests.rig.latchkey import Latchkey
from tests.rig.person import until
from tests.rig.serve import Answer, says

pytestmark = pytest.mark.usefixtures("theme", "secret_service")

V3 = "/_matrix/client/v3"
REFRESH, LOGIN, WHOAMI = f"POST {V3}/refresh", f"POST {V3}/login", f"GET {V3}/account/whoami"
NEW = "lantern-orbit-velvet-canyon-drift"


@pytest.fixture
def server() -> Iterator[ScriptedHomeserver]:
    with ScriptedHomeserver() as running:
        running.register("alice", OLD)
        running.register("bob", OLD)
        yield running


def no(status: int, errcode: str, **more: object) -> Answer:
    return says(status, {"errcode": errcode, "error": "The server's words", **more})


async def kept(session: Session) -> list[Any]:
    vault = await open_system_vault()
    found = [read_tokens(await vault.get(session.vault_key(place))) for place in (0, 1)]
    return [each for each in found if each is not None]


async def read_again(latchkey: Latchkey) -> None:
    await latchkey.read_again()
    context = latchkey.controller.context
    await until(lambda: not len(context.cancellable), "the end of reading", 60)


UNKNOWN = "M_UNKNOWN_TOKEN"


@pytest.mark.parametrize(
    ("answer", "title"),
    [
        (no(401, UNKNOWN, soft_logout=True), "Sign in again"),
        (no(401, UNKNOWN, soft_logout=False), "This session has ended"),
        (no(401, UNKNOWN), "This session has ended"),
        (no(403, "M_FORBIDDEN"), "Sign in again"),
        (no(404, "M_UNRECOGNIZED"), "Sign in again"),
        (no(401, "M_USER_LOCKED", soft_logout=True), "This account is locked"),
        (no(403, "M_USER_DEACTIVATED"), "This account was closed"),
    ],
)
async def test_a_renewal_that_is_refused_leads_to_the_gate_and_wipes_nothing(
    server: ScriptedHomeserver, answer: Answer, title: str
):
    async with Latchkey(clock=StillClock()) as latchkey:
        await latchkey.sign_in(server.user_id("alice"), OLD)
        context = latchkey.controller.context
        before = await kept(context.session)
        server.accounts.expire(server.user_id("alice"))
        server.on(REFRESH, answer)
        await latchkey.read_again()
        page = await latchkey.person.sees("page.reauth")
        assert page.title.text() == title
        assert await kept(context.session) == before
        await latchkey.person.presses("reauth.look-again")
        await latchkey.sees_account()
        await latchkey.person.misses("page.reauth")
        assert len(server.requests(LOGIN)) == 1


@pytest.mark.parametrize(
    "step",
    [
        no(429, "M_LIMIT_EXCEEDED", retry_after_ms=1000),
        *(no(500, "M_UNKNOWN"), Answer(502, b"<html>"), Answer(200, b"<html>"), Answer(200)),
        *(faults.reset, faults.truncated, faults.empty),
        *(says(200, {}), says(200, {"access_token": 5}), says(200, [])),
    ],
)
async def test_a_renewal_that_fails_ends_nothing(server: ScriptedHomeserver, step: Any):
    async with Latchkey(clock=FakeClock()) as latchkey:
        await latchkey.sign_in(server.user_id("alice"), OLD)
        context = latchkey.controller.context
        server.accounts.expire(server.user_id("alice"))
        server.always(REFRESH, step)
        tokens = context.api.tokens
        await read_again(latchkey)
        assert context.state.usable
        assert latchkey.person.find("page.reauth") is None
        server.honest()
        await read_again(latchkey)
        assert context.api.tokens.serial > tokens.serial
        assert await kept(context.session) == [context.api.tokens]


@pytest.mark.parametrize(
    "lifetime", [0, -5, None, "soon", 1, 100 * 366 * 24 * 3600 * 1000, 10**30, 1.5, True, [1]]
)
async def test_whatever_is_said_of_a_lifetime(server: ScriptedHomeserver, lifetime: object):
    server.accounts.lifetime_ms = lifetime
    async with Latchkey() as latchkey:
        await latchkey.sign_in(server.user_id("alice"), OLD)
        context = latchkey.controller.context
        asked = len(server.requests(REFRESH))
        await read_again(latchkey)
        assert len(server.requests(REFRESH)) - asked <= 2, "no circle"
        server.accounts.expire(server.user_id("alice"))
        await read_again(latchkey)
        assert context.state.usable
        assert len(server.requests(LOGIN)) == 1


async def test_the_same_pair_twice_is_gone_on_with(server: ScriptedHomeserver):
    async with Latchkey() as latchkey:
        await latchkey.sign_in(server.user_id("alice"), OLD)
        context = latchkey.controller.context
        tokens = context.api.tokens
        same = {"access_token": tokens.access.reveal(), "refresh_token": tokens.refresh.reveal()}
        server.on(REFRESH, says(200, {**same, "expires_in_ms": 300_000}))
        await context.api.renew()
        await read_again(latchkey)
        assert context.state.usable
        assert context.api.tokens.access == tokens.access


async def test_a_lost_answer_to_a_renewal_costs_nothing(server: ScriptedHomeserver):
    """The server has made a new pair that nobody has heard of: the old one is still good."""
    async with Latchkey() as latchkey:
        await latchkey.sign_in(server.user_id("alice"), OLD)
        context = latchkey.controller.context
        server.accounts.expire(server.user_id("alice"))
        server.on(REFRESH, faults.reset)
        await read_again(latchkey)
        assert context.state.usable
        assert not isinstance(context.view.devices, Exception)
        assert len(server.requests(REFRESH)) == 2


async def test_a_lock_without_end(server: ScriptedHomeserver):
    hostile = "<img src=x onerror=alert(1)>\u202e " * 400
    words = {"errcode": "M_USER_LOCKED", "error": hostile, "soft_logout": True}
    async with Latchkey(clock=StillClock()) as latchkey:
        person = latchkey.person
        await latchkey.sign_in(server.user_id("alice"), OLD)
        for path in ("account/whoami", "devices", "account/3pid", "capabilities"):
            server.always(f"GET {V3}/{path}", says(401, words))
        await latchkey.read_again()
        said = await person.reads_in("reauth.server", "<img src=x")
        assert len(said) < 330
        assert "\u202e" not in said
        page = person.find("page.reauth")
        assert page.widget().width() <= page.viewport().width()


async def test_a_locked_token_that_is_called_unknown_is_not_wiped(server: ScriptedHomeserver):
    """Some servers say so of a locked account; the next start finds the session again."""
    async with Latchkey() as latchkey:
        await latchkey.sign_in(server.user_id("alice"), OLD)
        session = latchkey.controller.context.session
        for path in ("account/whoami", "devices", "account/3pid", "capabilities"):
            server.always(f"GET {V3}/{path}", no(401, UNKNOWN, soft_logout=False))
        server.always(REFRESH, no(401, UNKNOWN))
        await latchkey.read_again()
        await latchkey.person.sees("page.reauth")
    async with Latchkey() as latchkey:
        await latchkey.person.sees("page.reauth")
        assert latchkey.index.sessions() == [session]
    server.honest()
    async with Latchkey() as latchkey:
        await latchkey.sees_account()
        assert latchkey.controller.context.state.usable
    assert len(server.requests(LOGIN)) == 1


async def test_an_act_meets_an_expired_token_and_goes_on(server: ScriptedHomeserver):
    """At each of its requests: the first, the proof, the look at the devices."""
    alice = server.user_id("alice")
    async with Latchkey() as latchkey:
        await latchkey.sign_in(alice, OLD)
        server.accounts.expire(alice)
        await latchkey.fill_change(NEW)
        await latchkey.person.sees("stage.password")
        server.accounts.expire(alice)
        await latchkey.prove(OLD)
        await latchkey.person.reads_in("banner.sentence", "Password changed at ")
        assert len(server.requests(REFRESH)) == 2
    assert server.can_sign_in(alice, NEW)


async def test_one_server_under_two_names_mixes_nothing(server: ScriptedHomeserver):
    """Localhost and 127.0.0.1 lead to one server: two origins, each with its own session."""
    alice = server.user_id("alice")
    port = server.server_name.rpartition(":")[2]
    async with Latchkey() as latchkey:
        person = latchkey.person
        await latchkey.sign_in(alice, OLD)
        first = latchkey.controller.context.session
        await person.presses("chip")
        await person.presses("switcher.add")
        await latchkey.sign_in_at(f"http://127.0.0.1:{port}", "alice", OLD)
        second = latchkey.controller.context.session
        assert first.user_id == second.user_id
        assert first.origin != second.origin
        assert first.device_id != second.device_id
        assert set(latchkey.index.sessions()) == {first, second}
        assert len(await kept(first)) == len(await kept(second)) == 1
        await latchkey.sign_out()
        await person.reads_in("banner.sentence", "is signed out")
        assert latchkey.controller.context.session == first
        await latchkey.sees_account()
        assert latchkey.controller.context.state.usable
        assert await kept(second) == []


async def test_a_server_that_claims_another_ones_user_gets_none_of_the_tokens():
    with ScriptedHomeserver() as honest, ScriptedHomeserver() as evil:
        alice = honest.register("alice", OLD)
        evil.register("mallory", OLD)
        async with Latchkey() as latchkey:
            person = latchkey.person
            await latchkey.sign_in(alice, OLD)
            session = latchkey.controller.context.session
            tokens = latchkey.controller.context.api.tokens
            claim = {"user_id": alice, "device_id": session.device_id, "access_token": "evil"}
            evil.on(LOGIN, says(200, claim))
            await person.presses("chip")
            await person.presses("switcher.add")
            await person.types("sign-in.where", evil.base_url)
            await person.presses("sign-in.continue")
            await person.types("sign-in.who", "mallory")
            await person.types("sign-in.password", OLD)
            await person.presses("sign-in.enter")
            await person.reads_in("banner.sentence", f"signed you in as {alice}")
            assert await kept(session) == [tokens]
            sent = [each.headers.get("authorization", "") for each in evil.seen]
            assert not any(tokens.access.reveal() in each for each in sent)
        async with Latchkey(user=alice) as latchkey:
            assert [each.origin for each in latchkey.index.sessions()] == [session.origin]
