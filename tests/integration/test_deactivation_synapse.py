"""Accounts are closed on a real Synapse; what is true afterwards is read from the server."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from app.concurrency import in_thread
from app.core.homeserver import Opened, Session
from app.core.identifiers import Origin
from app.core.secret import Secret
from app.core.tokens import Tokens
from app.core.uia.stages import SSO
from app.operations.account.room_check import Fate
from app.operations.session.storage import keep
from app.store.keyring_vault import open_system_vault
from app.store.paths import config_file
from app.store.settings import Settings
from tests.integration.conftest import OLD
from tests.integration.test_stages_synapse import sign_on
from tests.rig.browser import Chromium
from tests.rig.cas import Cas
from tests.rig.latchkey import Latchkey
from tests.rig.pages import Pages
from tests.rig.person import Person, until
from tests.rig.rules import V3
from tests.rig.synapse import Synapse
from ui.deactivation.controller import DeactivationController

pytestmark = pytest.mark.usefixtures("theme", "secret_service")


async def look_at_the_page(latchkey: Latchkey) -> Person:
    """Go to the page, and wait until every room is read."""
    person = latchkey.person
    await person.presses("nav.deactivate")
    await person.sees("page.deactivate")
    await until(lambda: person.find("deactivate.rooms.stop") is None, "the rooms", 60)
    return person


async def say_yes(person: Person, user_id: str) -> None:
    await person.types("deactivate.typed", user_id)
    await person.presses("deactivate.close")


def register(synapse: Synapse, name: str) -> str:
    """Register somebody and return a token."""
    synapse.register(name, OLD)
    return synapse.sign_in(name, OLD).token


async def nothing_is_left(session: Session) -> bool:
    vault = await open_system_vault()
    found = [await vault.get(session.vault_key(place)) for place in (0, 1)]
    return found == [None, None] and Settings(config_file()).sessions() == []


@pytest.mark.parametrize("erase", [False, True])
async def test_an_account_is_closed(synapse: Synapse, user: str, erase: bool):
    user_id = synapse.user_id(user)
    synapse.add_threepids(user, email=f"{user}@example.org")
    phone = synapse.sign_in(user, OLD)
    room = synapse.make_room(phone.token, preset="public_chat", name="Book club")
    member = register(synapse, f"member-{user}")
    synapse.join(member, room)
    synapse.send(phone.token, room, "what was written before")
    assert [each["content"]["body"] for each in synapse.messages(member, room)]
    async with Latchkey() as latchkey:
        await latchkey.sign_in(user_id, OLD)
        session = latchkey.controller.context.session
        token = latchkey.controller.context.api.tokens.access.reveal()
        person = await look_at_the_page(latchkey)
        assert person.reads("deactivate.devices") == "2 devices are signed out, you leave one room"
        assert "Element on Android" in person.reads("deactivate.devices.rest")
        assert person.reads("deactivate.contacts") == f"{user}@example.org is freed"
        assert "In one room nobody else" in person.reads("deactivate.rooms.sentence")
        if erase:
            await person.presses("deactivate.erase")
        await say_yes(person, user_id)
        await latchkey.prove("not the old one")
        await person.reads_in("stage.reason", "That is not the current password.")
        assert not synapse.is_closed(user)
        await latchkey.prove(OLD)
        await person.sees("page.closed")
        asked = "was asked to erase" if erase else "was not asked to erase"
        assert asked in person.reads("closed.erased")
        assert "does not take it any more" in person.reads("closed.session")
        assert "asked to forget" in person.reads("closed.identity")
        assert "holds nothing" in person.reads("closed.here")
    assert synapse.is_closed(user)
    assert synapse.is_erased(user) is erase
    assert not synapse.token_works(token)
    assert not synapse.token_works(phone.token)
    assert synapse.try_sign_in(user, OLD).status_code == 403
    assert await nothing_is_left(session)
    late = register(synapse, f"late-{user}")
    synapse.join(late, room)
    [seen] = synapse.messages(member, room)
    assert seen["content"]["body"] == "what was written before", "who was there sees it still"
    [given] = synapse.messages(late, room)
    assert (given["content"] == {}) is erase


async def test_a_wrong_password_leaves_all_as_it_was(synapse: Synapse, user: str):
    user_id = synapse.user_id(user)
    phone = synapse.sign_in(user, OLD)
    async with Latchkey() as latchkey:
        await latchkey.sign_in(user_id, OLD)
        session = latchkey.controller.context.session
        person = await look_at_the_page(latchkey)
        await say_yes(person, user_id)
        await latchkey.prove("not the old one")
        await person.reads_in("stage.reason", "That is not the current password.")
        await person.presses("stage.cancel")
        await person.reads_in("banner.sentence", "Nothing was closed: you cancelled.")
        assert person.reads("deactivate.typed") == user_id
    assert not synapse.is_closed(user)
    assert synapse.token_works(phone.token)
    assert synapse.can_sign_in(user_id, OLD)
    assert not await nothing_is_left(session)


async def test_a_suspended_account_closes_itself(synapse: Synapse, user: str):
    user_id = synapse.user_id(user)
    synapse.suspend(user)
    async with Latchkey() as latchkey:
        await latchkey.sign_in(user_id, OLD)
        person = await look_at_the_page(latchkey)
        await say_yes(person, user_id)
        await latchkey.prove(OLD)
        await person.sees("page.closed")
    assert synapse.is_closed(user)


async def test_an_account_with_tokens_that_renew_is_closed(user: str):
    with Synapse(config={"refreshable_access_token_lifetime": "5m"}) as synapse:
        synapse.register(user, OLD)
        async with Latchkey() as latchkey:
            await latchkey.sign_in(synapse.user_id(user), OLD)
            assert latchkey.controller.context.api.tokens.refresh is not None
            person = await look_at_the_page(latchkey)
            await say_yes(person, synapse.user_id(user))
            await latchkey.prove(OLD)
            await person.sees("page.closed")
            assert "does not take it any more" in person.reads("closed.session")
        assert synapse.is_closed(user)


# --- rooms of every kind ------------------------------------------------------------------------


@pytest.fixture
def helpers(synapse: Synapse, user: str) -> tuple[str, str]:
    """Two others, by token."""
    return register(synapse, f"bob-{user}"), register(synapse, f"eve-{user}")


@pytest.mark.parametrize("number", [40, pytest.param(200, marks=pytest.mark.long)])
async def test_rooms_of_every_kind(
    synapse: Synapse, user: str, helpers: tuple[str, str], number: int
):
    me, bob = synapse.user_id(user), synapse.user_id(f"bob-{user}")
    mine = synapse.sign_in(user, OLD).token
    bobs, eves = helpers

    def levels(**users: int) -> dict[str, Any]:
        ids = {"me": me, "bob": bob}
        given = {ids[name]: level for name, level in users.items()}
        return {"users": given, "events": {"m.room.power_levels": 50}}

    public = {"preset": "public_chat", "room_version": "10"}
    kinds: dict[str, tuple[Fate, dict[str, Any]]] = {
        "alone, new": (Fate.HAND_OVER, {"preset": "public_chat"}),
        "alone, old": (Fate.HAND_OVER, public),
        "bob nearly": (
            Fate.HAND_OVER,
            {**public, "power_level_content_override": levels(me=100, bob=49)},
        ),
        "bob could": (
            Fate.SHARED,
            {**public, "power_level_content_override": levels(me=100, bob=50)},
        ),
        "bob could, new": (
            Fate.SHARED,
            {"preset": "public_chat", "power_level_content_override": levels(bob=50)},
        ),
        "everybody could": (
            Fate.SHARED,
            {
                **public,
                "power_level_content_override": {**levels(me=100), "users_default": 50},
            },
        ),
        "two creators": (
            Fate.SHARED,
            {"preset": "public_chat", "creation_content": {"additional_creators": [bob]}},
        ),
        "kicking takes more": (
            Fate.HAND_OVER,
            {**public, "power_level_content_override": {**levels(me=100, bob=50), "kick": 60}},
        ),
    }
    names = [(kind, f"{kind} {at}") for at in range(number // len(kinds)) for kind in kinds]

    def make(kind: str, name: str) -> str:
        room = synapse.make_room(mine, name=name, **kinds[kind][1])
        synapse.join(bobs, room)
        return room

    with ThreadPoolExecutor(4) as pool:
        ids = list(pool.map(make, *zip(*names, strict=True)))
    truth = {room: kinds[kind][0] for (kind, name), room in zip(names, ids, strict=True)}
    empty = synapse.make_room(mine, name="nobody else")
    left = synapse.make_room(
        mine, name="bob has left", **public, power_level_content_override=levels(me=100, bob=100)
    )
    synapse.join(bobs, left)
    synapse.join(eves, left)
    synapse.leave(bobs, left)
    theirs = synapse.make_room(bobs, name="bob alone runs it", preset="public_chat")
    synapse.join(mine, theirs)
    direct = synapse.make_room(mine, is_direct=True, invite=[bob])
    path = f"{V3}/user/{me}/account_data/m.direct"
    synapse.request("PUT", path, mine, json={bob: [direct]})
    adrift = synapse.make_room(bobs, name="adrift", **public)
    synapse.join(mine, adrift)
    synapse.join(eves, adrift)
    synapse.leave(bobs, adrift)
    truth |= {
        empty: Fate.EMPTY,
        left: Fate.HAND_OVER,
        theirs: Fate.SHARED,
        direct: Fate.DIRECT,
        adrift: Fate.ADRIFT,
    }
    async with Latchkey() as latchkey:
        await latchkey.sign_in(me, OLD)
        person = await look_at_the_page(latchkey)
        alone = sum(1 for fate in truth.values() if fate.alone)
        said = person.reads("deactivate.rooms.sentence")
        assert said.startswith(f"In {alone} rooms nobody else could take over. Read at ")
        assert f"you leave {len(truth)} rooms" in person.reads("deactivate.devices")
        record = person.find("page.deactivate").findChild(DeactivationController).record
    assert record.rooms_complete
    found = {room.room_id: room for room in record.rooms}
    assert set(found) == set(truth)
    for room, fate in truth.items():
        expected = None if fate is Fate.DIRECT else fate.alone
        assert found[room].run_by_nobody_else is expected, found[room].name
    assert [found[room].name for room in ids] == [name for _, name in names]
    assert found[direct].direct_with == bob


# --- single sign-on -----------------------------------------------------------------------------


def sign_in_by_cas(synapse: Synapse) -> Opened:
    """Sign somebody in who has no password, as a browser and a client do together."""
    with httpx.Client(trust_env=False, follow_redirects=False) as browser:
        back = "http://127.0.0.1:1/back"
        address = f"http://localhost:{synapse.port}{V3}/login/sso/redirect?redirectUrl={back}"
        while not address.startswith(back):
            answer = browser.get(address)
            assert answer.is_redirect, answer.text
            address = answer.headers["location"]
        token = parse_qs(urlsplit(address).query)["loginToken"][0]
        body = {"type": "m.login.token", "token": token}
        answer = browser.post(f"{synapse.base_url}{V3}/login", content=json.dumps(body))
    found = answer.json()
    origin = Origin("http", "localhost", synapse.port)
    session = Session(found["user_id"], found["device_id"], origin)
    return Opened(session, Tokens(Secret(found["access_token"])))


async def test_an_account_of_single_sign_on_alone(browser: Pages):
    with Cas("sofia", asks=False) as cas:
        config = cas.config(idp_name="Rig")
        config["sso"] = {"client_whitelist": ["http://127.0.0.1:1/"]}
        with Synapse(config=config) as synapse:
            opened = sign_in_by_cas(synapse)
            await keep(opened, Settings(config_file()), await open_system_vault())
            cas.asks = True
            async with Latchkey() as latchkey:
                await latchkey.sees_account()
                person = await look_at_the_page(latchkey)
                await say_yes(person, opened.session.user_id)
                await person.reads_in("stage.host", f"localhost:{synapse.port}")
                assert person.find("stage.password") is None
                await person.presses("stage.continue")
                [address] = browser.opened
                assert f"/auth/{SSO}/fallback/web" in address
                assert not synapse.is_closed("sofia")
                with Chromium() as chromium:
                    await in_thread(lambda: sign_on(chromium, address, "Thank you"))
                    await person.sees("page.closed")
            assert synapse.is_closed("sofia")
            assert await nothing_is_left(opened.session)
