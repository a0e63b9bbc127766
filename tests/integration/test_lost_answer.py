"""An answer is lost on the way from a real Synapse: the page says what is true on the server.

A proxy breaks one request of the change at a time, before or after it reached the server; the
window is driven as a person would, and the outcome is read from the server behind the proxy's back.
"""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

import app.net.client
from tests.fakes import FakeClock
from tests.integration.conftest import OLD
from tests.rig import faults
from tests.rig.faults import Fault
from tests.rig.latchkey import Latchkey
from tests.rig.person import until
from tests.rig.proxy import FaultyProxy, When
from tests.rig.rules import V3
from tests.rig.synapse import Synapse

NEW = "new passphrase with 9 words"
CHANGE, DEVICES = f"POST {V3}/account/password", f"GET {V3}/devices"
LOGIN, LOGOUT = f"POST {V3}/login", f"POST {V3}/logout"
OURS = "Latchkey on Linux"

CHANGED = "Password changed at "
UNCHANGED = "The password was not changed."
UNCLEAR = "We could not find out whether the password was changed."

LOST = [
    faults.reset,
    faults.hang,
    faults.bad_gateway,
    faults.web_page,
    faults.truncated,
    faults.empty,
]

pytestmark = pytest.mark.usefixtures("theme", "no_vault", "impatience")


@pytest.fixture
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give a server that hangs half a second; the program's own patience is half a minute."""
    monkeypatch.setattr(app.net.client, "TIMEOUT", httpx.Timeout(10, read=0.5))


@pytest.fixture
def synapse(synapse_without_well_known: Synapse) -> Synapse:
    return synapse_without_well_known


@pytest.fixture
def proxy(synapse: Synapse) -> Iterator[FaultyProxy]:
    with FaultyProxy(synapse.base_url) as state:
        yield state


async def outcome(latchkey: Latchkey) -> str:
    """Wait until the page says what came of the change, and return it."""

    def said() -> str:
        sentence = latchkey.person.reads("banner.sentence")
        return sentence if sentence.startswith((CHANGED, UNCHANGED, UNCLEAR)) else ""

    return await until(said, "the outcome")


async def begin(latchkey: Latchkey, proxy: FaultyProxy, user: str) -> None:
    """Sign in through the proxy."""
    await latchkey.sign_in_at(proxy.base_url, user, OLD)
    proxy.seen.clear()


@pytest.mark.parametrize("fault", LOST)
@pytest.mark.parametrize(
    ("key", "nth", "when", "changed"),
    [
        (CHANGE, 0, "before", False),
        (CHANGE, 0, "after", False),
        (CHANGE, 1, "before", False),
        (CHANGE, 1, "after", True),
        (DEVICES, 0, "before", True),
        # A read leaves nothing behind: one side of the server is enough.
        pytest.param(DEVICES, 0, "after", True, marks=pytest.mark.long),
    ],
)
async def test_the_page_says_what_is_true(
    synapse: Synapse,
    proxy: FaultyProxy,
    user: str,
    key: str,
    nth: int,
    when: When,
    changed: bool,
    fault: Fault,
):
    async with Latchkey(FakeClock(), grace=0.3) as latchkey:
        person = latchkey.person
        await begin(latchkey, proxy, user)
        proxy.break_next(key, fault, when, after=nth)
        await latchkey.fill_change(NEW)
        if (key, nth) != (CHANGE, 0):
            await latchkey.prove(OLD)
        said = await outcome(latchkey)
        assert proxy.broken == [key]
        assert said.startswith(CHANGED if changed else UNCHANGED)
        assert proxy.seen.count(CHANGE) == (1 if (key, nth) == (CHANGE, 0) else 2), "sent again"
        assert person.find("stage") is None
        assert person.reads("password.new") == ("" if changed else NEW), "what was typed"
        assert person.find("password.change").isEnabled()
    user_id = synapse.user_id(user)
    assert synapse.can_sign_in(user_id, NEW) is changed
    assert synapse.can_sign_in(user_id, OLD) is not changed
    assert synapse.device_names(user) == [], "a probe, or the session in memory"


@pytest.mark.parametrize("fault", LOST)
@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("key", [LOGIN, LOGOUT])
async def test_asking_may_go_wrong_as_well(
    synapse: Synapse, proxy: FaultyProxy, user: str, key: str, when: When, fault: Fault
):
    async with Latchkey(FakeClock(), grace=0.3) as latchkey:
        await begin(latchkey, proxy, user)
        proxy.break_next(CHANGE, faults.reset, "after", after=1)
        proxy.break_next(key, fault, when)
        await latchkey.fill_change(NEW)
        await latchkey.prove(OLD)
        assert (await outcome(latchkey)).startswith(CHANGED)
        assert proxy.broken == [CHANGE, key]
        assert synapse.device_names(user) == [OURS], "no probe is left behind"
    assert synapse.can_sign_in(synapse.user_id(user), NEW)


@pytest.mark.parametrize("changed", [False, True])
async def test_a_server_that_stays_away_leaves_it_open(
    synapse: Synapse, proxy: FaultyProxy, user: str, changed: bool
):
    async with Latchkey(FakeClock(), grace=0.3) as latchkey:
        await begin(latchkey, proxy, user)
        proxy.break_next(CHANGE, faults.reset, "after" if changed else "before", after=1)
        for _ in range(2):
            proxy.break_next(LOGIN, faults.reset, "before")
        await latchkey.fill_change(NEW)
        await latchkey.prove(OLD)
        assert await outcome(latchkey) == UNCLEAR
        assert "Sign in somewhere else" in latchkey.person.reads("banner.next")
        assert latchkey.person.reads("password.new") == NEW
    assert synapse.can_sign_in(synapse.user_id(user), NEW) is changed


@pytest.mark.parametrize(
    ("breaks", "changed"),
    [
        ([(CHANGE, 0)], False),
        ([(CHANGE, 1)], True),
        ([(DEVICES, 0)], True),
        ([(CHANGE, 1), (LOGIN, 0)], True),
        ([(CHANGE, 1), (LOGOUT, 0)], True),
    ],
)
async def test_the_window_can_be_closed_meanwhile(
    synapse: Synapse,
    proxy: FaultyProxy,
    user: str,
    breaks: list[tuple[str, int]],
    changed: bool,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(app.net.client, "TIMEOUT", httpx.Timeout(60))
    async with Latchkey(FakeClock(), grace=0.3) as latchkey:
        await begin(latchkey, proxy, user)
        *lost, (key, nth) = breaks
        for each, after in lost:
            proxy.break_next(each, faults.reset, "after", after=after)
        proxy.break_next(key, faults.hang, "after", after=nth)
        await latchkey.fill_change(NEW)
        if breaks != [(CHANGE, 0)]:
            await latchkey.prove(OLD)
        await until(lambda: len(proxy.broken) == len(breaks), "the hang")
    assert synapse.can_sign_in(synapse.user_id(user), NEW) is changed
