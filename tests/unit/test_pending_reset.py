"""What of a reset lies in the vault, and how it is found again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.core.errors import SettingsFault, VaultBroken
from app.core.identifiers import Link, Origin
from app.core.pending_reset import PendingReset, read_pending, written
from app.core.secret import Secret
from app.core.uia.threepid import LIFE_SECONDS, Email, Phone, Ticket, Validation
from app.operations.account.pending_resets import PendingResets
from app.store.settings import Settings
from tests.fakes import FakeClock, FakeIndex, FakeVault

NOW = FakeClock().now()
MAIL = Email("alice@example.org")
PHONE = Phone("DE", "01701234567", "+49 170 1234567")
BARE = PendingReset(
    key="k1",
    server_name="example.org",
    origin=Origin("https", "matrix.example.org", 8448),
    contact=MAIL,
    logout_devices=True,
    helping=False,
    begun=NOW,
)
SUBMIT = Link("https://sms.example.net/submit?x=1", "sms.example.net")
FULL = replace(
    BARE,
    contact=PHONE,
    logout_devices=False,
    helping=True,
    session=Secret("uia-session"),
    validation=Validation(
        PHONE,
        Secret("client-secret"),
        2,
        (Ticket(Secret("sid-1")), Ticket(Secret("sid-2"), SUBMIT)),
        NOW + 60.0,
    ),
)


@pytest.mark.parametrize("pending", [BARE, FULL])
def test_what_is_written_is_read_again(pending):
    assert read_pending("k1", written(pending)) == pending


def test_nothing_secret_shows_where_it_is_printed():
    for canary in ("uia-session", "client-secret", "sid-1"):
        assert canary not in repr(FULL)


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "[]",
        written(BARE).reveal().replace("https:", "ftp:"),
        written(BARE).reveal().replace('"email"', '"mail"'),
        written(FULL).reveal().replace("https://sms", "http://sms"),
        written(FULL).reveal().replace("https://sms", "file://sms"),
    ],
)
def test_what_makes_no_sense_is_nothing(text):
    assert read_pending("k1", None if text is None else Secret(text)) is None


def test_the_last_mail_says_how_old_it_is():
    assert (BARE.asked, FULL.asked) == (NOW, NOW + 60.0)
    assert BARE.alive(NOW - 86400.0)
    assert BARE.alive(NOW + LIFE_SECONDS - 1)
    assert not BARE.alive(NOW + LIFE_SECONDS)
    assert FULL.alive(NOW + LIFE_SECONDS)


def test_another_contact_brings_its_own_validation():
    other = Validation(Email("bob@example.org"), Secret("cs"), since=NOW)
    changed = BARE.with_session(Secret("s")).with_validation(other)
    assert (changed.contact, changed.validation) == (other.contact, other)
    assert changed.session == Secret("s")


async def test_resets_are_kept_found_and_dropped():
    index, vault = FakeIndex(), FakeVault()
    resets = PendingResets(index, vault, FakeClock())
    await resets.keep(BARE)
    await resets.keep(replace(BARE, session=Secret("s")))
    await resets.keep(replace(FULL, key="k2"))
    assert index.resets() == ["k2", "k1"]
    assert [each.key for each in await resets.all()] == ["k2", "k1"]
    assert (await resets.all())[1].session == Secret("s")
    await resets.drop("k2")
    assert list(vault.kept) == ["reset k1"]
    assert index.resets() == ["k1"]


async def test_what_is_two_hours_old_or_unreadable_is_dropped():
    index, vault, clock = FakeIndex(), FakeVault(), FakeClock(passes=True)
    resets = PendingResets(index, vault, clock)
    await resets.keep(BARE)
    await index.add_reset("gone")
    vault.kept["reset broken"] = "{}"
    await index.add_reset("broken")
    assert [each.key for each in await resets.all()] == ["k1"]
    assert (index.resets(), list(vault.kept)) == (["k1"], ["reset k1"])
    await clock.sleep(LIFE_SECONDS)
    assert await resets.all() == []
    assert (index.resets(), vault.kept) == ([], {})


async def test_what_cannot_be_dropped_stays_in_the_index():
    index, vault, clock = FakeIndex(), FakeVault(), FakeClock(passes=True)
    resets = PendingResets(index, vault, clock)
    await resets.keep(BARE)
    await clock.sleep(LIFE_SECONDS)
    index.fails = True
    assert await resets.all() == []
    assert index.resets() == ["k1"]
    vault.fault = VaultBroken()
    with pytest.raises(VaultBroken):
        await resets.all()


async def test_a_vault_that_keeps_nothing_says_so():
    vault = FakeVault()
    vault.fault = VaultBroken()
    with pytest.raises(VaultBroken):
        await PendingResets(FakeIndex(), vault, FakeClock()).keep(BARE)


async def test_the_index_of_resets_is_in_the_settings_beside_the_sessions(tmp_path):
    path = tmp_path / "settings.json"
    prefs = Settings(path)
    await prefs.limit_idle(5)
    for key in ("one", "two", "one"):
        await prefs.add_reset(key)
    assert Settings(path).resets() == ["two", "one"]
    await prefs.remove_reset("two")
    await prefs.remove_reset("two")
    assert Settings(path).resets() == ["one"]
    assert Settings(path).idle_minutes == 5
    path.unlink()
    path.mkdir()
    with pytest.raises(SettingsFault):
        await prefs.add_reset("three")
