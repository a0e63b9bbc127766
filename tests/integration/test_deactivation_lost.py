"""Every request of closing an account goes wrong in every way, on the way to a real Synapse.

A proxy breaks one request at a time, before or after it reached the server. Whatever happens, the
account is open and signed in here, or closed and forgotten here, or the page says that it does not
know, or "very probably": the server is asked behind the proxy's back.

What changes something is broken on either side of the server: whether it was carried out is the
question. A read leaves nothing behind, so that one side is enough, and `make test-long` breaks it
on the other as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

import app.net.client
from app.core.homeserver import Session
from app.store.keyring_vault import open_system_vault
from app.store.paths import config_file
from app.store.settings import Settings
from tests.fakes import FakeClock
from tests.integration.conftest import OLD
from tests.rig import faults
from tests.rig.faults import Fault
from tests.rig.latchkey import Latchkey
from tests.rig.person import until
from tests.rig.proxy import FaultyProxy, When
from tests.rig.rules import V3
from tests.rig.synapse import Synapse

CLOSE, WHO = f"POST {V3}/account/deactivate", f"GET {V3}/account/whoami"
LOGIN, REFRESH = f"POST {V3}/login", f"POST {V3}/refresh"

FAULTS = [
    faults.reset,
    faults.hang,
    faults.bad_gateway,
    faults.throttled,
    faults.web_page,
    faults.truncated,
    faults.empty,
]
SIDES: tuple[When, ...] = ("before", "after")
ACT_FAULTS = [(when, fault) for fault in FAULTS for when in SIDES]


def is_enough(when: When, fault: Fault) -> bool:
    """Tell which side of the server is the one to break a read on in every run."""
    # These two let the server's own status through, which is there after it has answered.
    return (when == "after") is (fault in (faults.truncated, faults.empty))


def read_faults(*given: object, only: Fault | None = None) -> list[Any]:
    """Return every way in which a read goes wrong, as parameters of a test.

    Args:
        given: parameters that come before the side and the fault.
        only: the one that every run has; each of them if None. The others are for the long run.
    """
    return [
        pytest.param(
            *given,
            when,
            fault,
            marks=() if is_enough(when, fault) and only in (None, fault) else pytest.mark.long,
        )
        for when, fault in ACT_FAULTS
    ]


OPEN, NOTHING = "is still open.", "Nothing was closed: you cancelled."
PROBABLY, UNKNOWN = "is very probably closed.", "We do not know whether "

pytestmark = pytest.mark.usefixtures("theme", "secret_service", "impatience")


@pytest.fixture
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give a server that hangs a moment; the program's own patience is half a minute."""
    monkeypatch.setattr(app.net.client, "TIMEOUT", httpx.Timeout(10, read=0.5))
    monkeypatch.setattr(app.net.client, "SLOW_TIMEOUT", httpx.Timeout(10, read=0.5))
    monkeypatch.setattr(app.net.client, "RETRY_PAUSES", (0.01, 0.01))


@pytest.fixture
def synapse(synapse_without_well_known: Synapse) -> Synapse:
    return synapse_without_well_known


@pytest.fixture
def proxy(synapse: Synapse) -> Iterator[FaultyProxy]:
    with FaultyProxy(synapse.base_url) as state:
        yield state


async def begin(latchkey: Latchkey, proxy: FaultyProxy, user: str) -> Session:
    """Sign in through the proxy, and go to the page."""
    await latchkey.sign_in_at(proxy.base_url, user, OLD)
    proxy.seen.clear()
    session = latchkey.controller.context.session
    await latchkey.person.presses("nav.deactivate")
    await latchkey.person.sees("page.deactivate")
    return session


async def say_yes(latchkey: Latchkey, session: Session) -> None:
    person = latchkey.person
    await until(lambda: person.find("deactivate.rooms.stop") is None, "the rooms")
    await person.types("deactivate.typed", session.user_id)
    await person.presses("deactivate.close")


async def prove(latchkey: Latchkey) -> None:
    """Give the password; who is told to wait then cancels."""
    person = latchkey.person
    await latchkey.prove(OLD)
    await until(lambda: person.find("stage") is None or person.find("stage.reason"), "an answer")
    if person.find("stage") is not None:
        await person.presses("stage.cancel")


async def judge(latchkey: Latchkey, synapse: Synapse, user: str, session: Session) -> str:
    """Wait for what the page says, hold it against the server, and return it."""
    person = latchkey.person

    def said() -> str:
        if person.find("page.closed") is not None:
            return "closed"
        sentence = person.reads("banner.sentence")
        known = (OPEN, NOTHING, PROBABLY, UNKNOWN)
        return next((each for each in known if each in sentence), "")

    found = await until(said, "the outcome")
    vault = await open_system_vault()
    kept = [await vault.get(session.vault_key(place)) for place in (0, 1)]
    known_here = Settings(config_file()).sessions()
    if found == "closed":
        assert synapse.is_closed(user)
        assert kept == [None, None]
        assert known_here == []
    else:
        assert any(kept), "only a 200 forgets anything here"
        assert known_here == [session]
    if found in (OPEN, NOTHING):
        assert not synapse.is_closed(user)
        assert "Latchkey on Linux" in synapse.device_names(user)
        assert person.reads("deactivate.typed") == session.user_id, "nothing typed is lost"
    assert person.find("stage") is None
    return found


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize(
    ("nth", "when", "closed"),
    [(0, "before", False), (0, "after", False), (1, "before", False), (1, "after", True)],
)
async def test_the_act_itself(
    synapse: Synapse,
    proxy: FaultyProxy,
    user: str,
    nth: int,
    when: When,
    closed: bool,
    fault: Fault,
):
    async with Latchkey(FakeClock(), grace=0.3) as latchkey:
        session = await begin(latchkey, proxy, user)
        proxy.break_next(CLOSE, fault, when, after=nth)
        await say_yes(latchkey, session)
        if nth:
            await prove(latchkey)
        found = await judge(latchkey, synapse, user, session)
        assert proxy.broken == [CLOSE]
        assert proxy.seen.count(CLOSE) == nth + 1, "sent again"
        assert synapse.is_closed(user) is closed
        if closed:
            assert found == PROBABLY
        elif fault is faults.hang:
            assert found == UNKNOWN, "what is silent may still be at it"
            assert "So far the account is open" in latchkey.person.reads("banner.next")
        else:
            assert found in (OPEN, NOTHING)


@pytest.mark.parametrize(
    ("key", "when", "fault"),
    [
        *read_faults(WHO),
        *((act, *each) for act in (LOGIN, REFRESH) for each in ACT_FAULTS),
    ],
)
async def test_finding_out_may_go_wrong_as_well(
    synapse: Synapse, proxy: FaultyProxy, user: str, key: str, when: When, fault: Fault
):
    async with Latchkey(FakeClock(), grace=0.3) as latchkey:
        session = await begin(latchkey, proxy, user)
        await until(lambda: latchkey.person.find("deactivate.rooms.stop") is None, "the rooms")
        proxy.break_next(CLOSE, faults.reset, "after", after=1)
        proxy.break_next(key, fault, when)
        await say_yes(latchkey, session)
        await prove(latchkey)
        found = await judge(latchkey, synapse, user, session)
        assert proxy.broken == [CLOSE, key]
        assert found in (PROBABLY, UNKNOWN)
        assert proxy.seen.count(CLOSE) == 2
    assert synapse.is_closed(user)


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("key", [WHO, REFRESH])
async def test_finding_out_about_an_open_account_may_go_wrong(
    synapse: Synapse, proxy: FaultyProxy, user: str, key: str, fault: Fault
):
    async with Latchkey(FakeClock(), grace=0.3) as latchkey:
        session = await begin(latchkey, proxy, user)
        proxy.break_next(CLOSE, faults.reset, "before", after=1)
        proxy.break_next(key, fault, "before")
        await say_yes(latchkey, session)
        await prove(latchkey)
        assert await judge(latchkey, synapse, user, session) in (OPEN, UNKNOWN)
        assert proxy.broken == [CLOSE, key]
    assert not synapse.is_closed(user)


@pytest.mark.parametrize(("when", "fault"), read_faults())
async def test_the_look_at_the_session_afterwards(
    synapse: Synapse, proxy: FaultyProxy, user: str, when: When, fault: Fault
):
    async with Latchkey(FakeClock(), grace=0.3) as latchkey:
        session = await begin(latchkey, proxy, user)
        proxy.break_next(WHO, fault, when)
        await say_yes(latchkey, session)
        await prove(latchkey)
        assert await judge(latchkey, synapse, user, session) == "closed"


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("who", [faults.bad_gateway, faults.reset])
async def test_a_no_to_what_was_carried_out_where_the_session_cannot_be_asked_for(
    synapse: Synapse, proxy: FaultyProxy, user: str, fault: Fault, who: Fault
):
    """A gateway that throttles after the server has acted, and is of no use for a while."""
    async with Latchkey(FakeClock(), grace=0.3) as latchkey:
        session = await begin(latchkey, proxy, user)
        await until(lambda: latchkey.person.find("deactivate.rooms.stop") is None, "the rooms")
        proxy.break_next(CLOSE, faults.throttled, "after", after=1)
        for _ in range(3):  # tokens are renewed before the session is asked for
            proxy.break_next(REFRESH, who, "before")
        proxy.break_next(REFRESH, fault, "after")
        await say_yes(latchkey, session)
        await prove(latchkey)
        assert await judge(latchkey, synapse, user, session) in (PROBABLY, UNKNOWN)
        assert proxy.broken[:4] == [CLOSE, REFRESH, REFRESH, REFRESH]
    assert synapse.is_closed(user)


READS = [
    "GET /user/{user}/account_data/m.direct",
    "GET /joined_rooms",
    "GET /profile/{user}",
    "GET /devices",
    "GET /account/3pid",
    "GET /room_keys/version",
    *(
        f"GET /rooms/{{{room}}}/{what}"
        for room in ("old", "new")
        for what in (
            "state/m.room.power_levels/",
            "state/m.room.name/",
            "state/m.room.canonical_alias/",
            "state/m.room.tombstone/",
            "joined_members",
        )
    ),
    "GET /rooms/{new}/state/m.room.create/",
]
TRIES = 6
"""More than anything is asked again."""


@pytest.mark.parametrize(
    ("read", "when", "fault"),
    [
        each
        for at, read in enumerate(READS)
        for each in read_faults(read, only=FAULTS[at % len(FAULTS)])
    ],
)
async def test_what_is_read_before(
    synapse: Synapse, proxy: FaultyProxy, user: str, read: str, fault: Fault, when: When
):
    maker = synapse.sign_in(user, OLD)
    places = {
        "user": synapse.user_id(user),
        "old": synapse.make_room(maker.token, room_version="10", name="Old"),
        "new": synapse.make_room(maker.token, room_version="12", name="New"),
    }
    method, path = read.format(**places).split(" ")
    key = f"{method} {V3}{path}"
    async with Latchkey(FakeClock(), grace=0.3) as latchkey:
        for _ in range(TRIES):
            proxy.break_next(key, fault, when)
        session = await begin(latchkey, proxy, user)
        await until(lambda: latchkey.person.find("deactivate.rooms.stop") is None, "the rooms")
        await say_yes(latchkey, session)
        await prove(latchkey)
        assert await judge(latchkey, synapse, user, session) == "closed"
        assert set(proxy.broken) == {key}
