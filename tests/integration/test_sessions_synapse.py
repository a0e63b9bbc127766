"""Sessions and states on a real Synapse: its own tokens, locks and suspensions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from app.core import requests
from app.core.errors import LatchkeyError, UnknownToken
from app.core.homeserver import Session
from app.core.tokens import Tokens, read_tokens
from app.store.keyring_vault import open_system_vault
from app.store.paths import config_file
from app.store.settings import Settings
from tests.fakes import FakeClock, StillClock
from tests.integration.conftest import OLD
from tests.rig.latchkey import Latchkey
from tests.rig.person import until
from tests.rig.synapse import Synapse

pytestmark = pytest.mark.usefixtures("theme", "secret_service")

NEW = "lantern-orbit-velvet-canyon-drift"


async def kept_tokens(session: Session) -> Tokens | None:
    """Return what the vault holds of a session."""
    vault = await open_system_vault()
    found = [read_tokens(await vault.get(session.vault_key(place))) for place in (0, 1)]
    return next((each for each in found if each is not None), None)


async def refresh(latchkey: Latchkey) -> None:
    """Press F5's button, and wait for what comes of it."""
    await latchkey.person.presses("account.read-again")
    context = latchkey.controller.context
    await until(lambda: not len(context.cancellable), "the end of reading")


class Ahead(FakeClock):
    """A clock that tests move, so that tokens are due or expired without anybody waiting."""

    ahead = 0.0

    def now(self) -> float:
        return super().now() + self.ahead


# --- Renewal ------------------------------------------------------------------------------------


async def test_tokens_are_renewed_before_they_expire_and_kept(synapse: Synapse, user: str):
    clock = Ahead()
    async with Latchkey(clock=clock) as latchkey:
        await latchkey.sign_in(synapse.user_id(user), OLD)
        context = latchkey.controller.context
        first = context.api.tokens
        assert first.refresh is not None
        assert first.renew_at == pytest.approx(clock.now() + 240, abs=5), "Synapse's five minutes"
        await refresh(latchkey)
        assert context.api.tokens is first
        clock.ahead = 250.0
        await refresh(latchkey)
        second = context.api.tokens
        assert second.serial == 1
        assert await kept_tokens(context.session) == second
        clock.ahead = 500.0
        await refresh(latchkey)
        assert context.api.tokens.serial == 2
        session = context.session
    async with Latchkey() as latchkey:
        await latchkey.sees_account()
        assert latchkey.controller.context.session == session


@pytest.fixture(scope="module")
def hasty() -> Iterator[Synapse]:
    """A Synapse whose tokens last three seconds."""
    with Synapse(config={"refreshable_access_token_lifetime": "3s"}) as server:
        server.register("hasty", OLD)
        yield server


async def expired(synapse: Synapse, tokens: Tokens) -> None:
    """Wait until a token is refused."""
    await until(lambda: not synapse.token_works(tokens.access.reveal()), "the token to expire")


async def test_a_token_that_has_expired_is_renewed(hasty: Synapse):
    """The clock says that there is time: the server knows better."""
    async with Latchkey(clock=FakeClock()) as latchkey:
        await latchkey.sign_in(hasty.user_id("hasty"), OLD)
        context = latchkey.controller.context
        first = context.api.tokens
        await expired(hasty, first)
        await refresh(latchkey)
        assert context.api.tokens.serial == first.serial + 1
        assert latchkey.person.find("page.reauth") is None
        await expired(hasty, context.api.tokens)
        await latchkey.fill_change(NEW)
        await latchkey.prove(OLD)
        await latchkey.person.reads_in("banner.sentence", "Password changed at ")
    assert hasty.can_sign_in(hasty.user_id("hasty"), NEW)


async def test_an_expired_token_signs_out(hasty: Synapse):
    user_id = hasty.register("leaver", OLD)
    async with Latchkey(clock=FakeClock()) as latchkey:
        await latchkey.sign_in(user_id, OLD)
        await expired(hasty, latchkey.controller.context.api.tokens)
        await latchkey.sign_out()
        await latchkey.person.reads_in("banner.sentence", "is signed out")
    assert hasty.device_names("leaver") == []


# --- The password, with refresh tokens ----------------------------------------------------------


@pytest.mark.parametrize("sign_out_others", [False, True], ids=["keep", "sign-out"])
async def test_a_session_outlives_its_change_and_a_restart_of_the_server(sign_out_others: bool):
    """Synapse's cache hides for a while that the change has dropped our own tokens."""
    with Synapse() as server:
        user_id = server.register("alice", OLD)
        phone = server.sign_in(user_id, OLD)
        async with Latchkey() as latchkey:
            await latchkey.sign_in(user_id, OLD)
            context = latchkey.controller.context
            before = context.session
            await latchkey.fill_change(NEW, sign_out_others=sign_out_others)
            await latchkey.prove(OLD)
            said = await latchkey.person.reads_in("banner.next", "Your other device is ")
            assert ("signed in again" in said) is sign_out_others
            assert context.session == before
            assert await kept_tokens(before) == context.api.tokens
            assert server.token_works(phone.token) is not sign_out_others
            server.stop()
            server.start()
            await latchkey.person.presses("nav.account")
            await refresh(latchkey)
            assert context.state.usable
            assert not isinstance(context.view.devices, LatchkeyError)
            await context.api.renew()
        async with Latchkey() as latchkey:
            await latchkey.sees_account()
            assert latchkey.controller.context.session == before
            assert latchkey.controller.context.state.usable
        names = server.device_names("alice")
        left = ["Latchkey on Linux"]
        assert names == (left if sign_out_others else ["Element on Android", *left])


# --- Soft logout --------------------------------------------------------------------------------


async def test_a_session_that_ends_softly_is_gone_on_with_on_the_same_device():
    with Synapse(config={"session_lifetime": "3s"}) as server:
        user_id = server.register("alice", OLD)
        async with Latchkey(clock=FakeClock()) as latchkey:
            person = latchkey.person
            await latchkey.sign_in(user_id, OLD)
            context = latchkey.controller.context
            session = context.session
            await person.presses("nav.password")
            await person.types("password.new", NEW)
            await expired(server, context.api.tokens)
            await latchkey.read_again()
            await person.sees("reauth.password")
            await person.types("reauth.password", "wrong")
            await person.presses("reauth.enter")
            await person.reads_in("reauth.password.note", "That is not the password.")
            await person.types("reauth.password", OLD)
            await person.presses("reauth.enter")
            await person.sees("page.password")
            assert person.reads("password.new") == NEW
            assert context.session == session
            assert server.token_works(context.api.tokens.access.reveal())
            assert await kept_tokens(session) == context.api.tokens
        assert server.device_names("alice") == ["Latchkey on Linux"]


# --- Locked and suspended -----------------------------------------------------------------------


async def test_a_lock_comes_and_goes_while_the_window_is_open(synapse: Synapse, user: str):
    clock = StillClock()
    async with Latchkey(clock=clock) as latchkey:
        person = latchkey.person
        await latchkey.sign_in(synapse.user_id(user), OLD)
        context = latchkey.controller.context
        tokens = await kept_tokens(context.session)
        await person.presses("nav.password")
        await person.types("password.new", NEW)
        synapse.lock(user)
        await latchkey.read_again()
        await person.reads_in("reauth.server", "User account has been locked")
        assert await kept_tokens(context.session) == tokens
        await until(lambda: clock.waited, "the first pause")
        clock.tick()
        await until(lambda: len(clock.waited) == 2, "another")
        assert person.find("page.reauth")
        synapse.lock(user, locked=False)
        clock.tick()
        await person.sees("page.password")
        assert person.reads("password.new") == NEW
        assert synapse.token_works(context.api.tokens.access.reveal())


async def test_a_lock_is_found_at_the_start_and_at_the_sign_in(synapse: Synapse, user: str):
    user_id = synapse.user_id(user)
    async with Latchkey() as latchkey:
        await latchkey.sign_in(user_id, OLD)
    synapse.lock(user)
    async with Latchkey() as latchkey:
        person = latchkey.person
        await person.sees("page.reauth")
        await person.presses("chip")
        await person.presses("switcher.add")
        await person.types("sign-in.where", user_id)
        await person.presses("sign-in.continue")
        await person.types("sign-in.password", OLD)
        await person.presses("sign-in.enter")
        await person.reads_in("banner.sentence", "has locked this account")
        assert "User account has been locked" in person.reads("banner.server")
        await person.presses("sign-in.back")
        await person.sees("page.reauth")
        await person.presses("reauth.sign-out")
        await person.presses("ask.continue")
        await person.reads_in("banner.sentence", "is signed out, and nothing is kept")
    assert Settings(config_file()).sessions() == []
    synapse.lock(user, locked=False)
    assert synapse.device_names(user) == []


async def test_a_locked_account_whose_token_has_expired_is_locked_too(hasty: Synapse):
    user_id = hasty.register("locked", OLD)
    async with Latchkey(clock=StillClock()) as latchkey:
        await latchkey.sign_in(user_id, OLD)
        context = latchkey.controller.context
        await expired(hasty, context.api.tokens)
        hasty.lock("locked")
        await latchkey.read_again()
        await latchkey.person.reads_in("reauth.server", "has been locked")
        assert await kept_tokens(context.session) == context.api.tokens


async def test_a_suspended_account_is_told_so_and_does_what_it_may(synapse: Synapse, user: str):
    user_id = synapse.user_id(user)
    other = synapse.sign_in(user_id, OLD)
    async with Latchkey() as latchkey:
        person = latchkey.person
        await latchkey.sign_in(user_id, OLD)
        assert person.find("account.suspended") is None
        synapse.suspend(user)
        await refresh(latchkey)
        await person.reads_in("account.suspended.text", "has suspended this account")
        await latchkey.fill_change(NEW)
        await latchkey.prove(OLD)
        await person.reads_in("banner.sentence", "Password changed at ")
        await person.presses("nav.account")
        await person.presses(f"devices.{other.device_id}")
        await person.presses("devices.sign-out")
        await person.presses("ask.continue")
        await latchkey.prove(NEW)
        await person.reads_in("banner.sentence", "The device is signed out.")
        assert not synapse.token_works(other.token)
        synapse.suspend(user, suspended=False)
        await refresh(latchkey)
        await person.misses("account.suspended")
        synapse.suspend(user)
        await latchkey.sign_out()
        await person.reads_in("banner.sentence", "is signed out")
    async with Latchkey() as latchkey:
        await latchkey.sign_in(user_id, NEW)
        await latchkey.person.sees("account.suspended")


# --- Devices ------------------------------------------------------------------------------------


async def test_devices_are_renamed_and_signed_out(synapse: Synapse, user: str):
    user_id = synapse.user_id(user)
    devices = [synapse.sign_in(user_id, OLD, f"Client {n}") for n in range(3)]
    async with Latchkey() as latchkey:
        person = latchkey.person
        await latchkey.sign_in(user_id, OLD)
        await person.presses(f"devices.{devices[0].device_id}.rename")
        await person.types("ask.name", "Kitchen <b>")
        await person.presses("ask.continue")
        await person.misses("ask")
        assert "Kitchen <b>" in synapse.device_names(user)
        for device in devices[1:]:
            await person.presses(f"devices.{device.device_id}")
        await person.presses("devices.sign-out")
        await person.presses("ask.continue")
        await latchkey.prove("wrong")
        await person.reads_in("stage.reason", "That is not the current password.")
        await latchkey.prove(OLD)
        await person.reads_in("banner.sentence", "2 devices are signed out.")
        assert synapse.device_names(user) == ["Kitchen <b>", "Latchkey on Linux"]
        assert [synapse.token_works(each.token) for each in devices] == [True, False, False]


async def test_ends_that_cannot_be_told_apart_are_not_told_apart(synapse: Synapse):
    """Signed out elsewhere, password reset, deactivated: the same answer, and the same words."""
    heard: set[Any] = set()
    for name, end in (("gone", synapse.sign_out_all), ("closed", synapse.deactivate)):
        user_id = synapse.register(name, OLD)
        async with Latchkey() as latchkey:
            await latchkey.sign_in(user_id, OLD, keep=False)
            context = latchkey.controller.context
            end(name)
            with pytest.raises(UnknownToken) as caught:
                await context.api.call(requests.whoami())
            heard.add((caught.value.status, caught.value.errcode, caught.value.soft_logout))
            await latchkey.person.sees("reauth.password")
            await latchkey.person.types("reauth.password", OLD)
            await latchkey.person.presses("reauth.enter")
            if name == "gone":
                await latchkey.sees_account()
            else:
                await latchkey.person.reads_in("reauth.password.note", "or the account was closed")
    assert len(heard) == 1


# --- Several accounts ---------------------------------------------------------------------------


async def test_two_accounts_on_two_servers_are_kept_apart(synapse: Synapse, user: str):
    with Synapse() as elsewhere:
        bob = elsewhere.register("bob", OLD)
        alice = synapse.user_id(user)
        async with Latchkey() as latchkey:
            person = latchkey.person
            await latchkey.sign_in(alice, OLD)
            await person.presses("chip")
            await person.presses("switcher.add")
            await latchkey.sign_in(bob, OLD)
            await latchkey.fill_change(NEW)
            await latchkey.prove(OLD)
            await person.reads_in("banner.sentence", "Password changed at ")
            assert synapse.can_sign_in(alice, OLD)
            assert elsewhere.can_sign_in(bob, NEW)
        async with Latchkey(user=alice) as latchkey:
            await latchkey.sees_account()
            assert latchkey.controller.context.session.user_id == alice
            await latchkey.sign_out()
            await latchkey.person.reads_in("banner.sentence", f"{alice} is signed out")
            await until(
                lambda: latchkey.controller.context and latchkey.controller.context.view,
                "the other one",
            )
            assert latchkey.controller.context.session.user_id == bob
        assert synapse.device_names(user) == []
        assert elsewhere.device_names("bob") == ["Latchkey on Linux"]
