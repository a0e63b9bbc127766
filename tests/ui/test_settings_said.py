"""What a person is told where settings cannot be saved: what was tried, and what became of it."""

from __future__ import annotations

import pytest

from app.core.errors import SettingsFault, SettingsTrouble, VaultBroken
from app.core.homeserver import Session
from app.core.secret import Secret
from tests.fakes import FakeVault
from tests.mock_homeserver import ORIGIN, USER
from tests.rig.person import until
from tests.rig.program import Program

AT_START = {
    SettingsTrouble.DAMAGED: ("settings file is damaged", "accounts saved in it can't be listed"),
    SettingsTrouble.UNREADABLE: ("settings file can't be opened", "nothing is saved"),
    SettingsTrouble.NEWER: ("from a newer version of Latchkey", "nothing is saved"),
    SettingsTrouble.UNWRITABLE: ("can't save its settings", "Nothing is saved until that is fixed"),
}


def move_with_the_first_write(program: Program) -> None:
    """Be a damaged file, which is moved aside as soon as a session is to be listed."""
    add = program.index.add

    async def move_and_add(session: Session) -> None:
        if not program.index.known:
            program.index.moved("/x/settings.json.unreadable-1")
        await add(session)

    program.index.add = move_and_add


@pytest.mark.parametrize("trouble", AT_START)
async def test_what_is_the_matter_is_said_at_the_start(start, trouble: SettingsTrouble):
    program = start(run=False)
    program.index.matter = trouble
    program.start()
    sentence, effect = AT_START[trouble]
    await program.person.reads_in("banner.sentence", sentence)
    said = program.person.reads("banner.next")
    assert effect in said
    assert program.index.path in said


async def test_whoever_wants_to_be_kept_is_told_that_the_session_is_in_memory(start):
    vault = FakeVault()
    program = start(vault=vault)
    program.index.fails = True
    await program.sign_in()
    person = program.person
    await person.reads_in("banner.sentence", "Latchkey can't save its settings.")
    assert "The session stays in memory, until the window closes." in person.reads("banner.next")
    assert not program.controller.context.session.kept
    assert vault.kept == {}


async def test_who_signs_out_is_told_that_the_account_is_still_listed(start):
    program = start()
    await program.sign_in()
    await until(lambda: program.controller.context.view, "the account to be read")
    program.index.fails = True
    await program.sign_out()
    person = program.person
    await person.reads_in("banner.sentence", f"{USER} is signed out, but still listed")
    assert "Latchkey can't save its settings." in person.reads("banner.next")
    assert "memory" not in person.reads("banner.next")


async def test_an_account_without_tokens_that_stays_listed_is_tried_once(start):
    """The index cannot drop it: the start must not begin with it again and again."""
    vault = FakeVault()
    sessions = (Session("@bob:example.org", "B", ORIGIN), Session("@eve:example.org", "E", ORIGIN))
    program = start(vault=vault, sessions=sessions, run=False)
    program.index.fails = True
    asked: list[str] = []
    get = vault.get

    async def note(key: str) -> Secret | None:
        asked.append(key)
        return await get(key)

    vault.get = note
    program.start()
    await program.person.sees("page.sign-in")
    assert len(asked) == len(set(asked)) == 4, "two places for each of the two"


async def test_a_renewed_session_that_is_not_listed_is_not_blamed_on_the_keyring(start):
    program = start()
    await program.sign_in()
    await until(lambda: program.controller.context.view, "the account to be read")
    fault = SettingsFault(SettingsTrouble.BUSY, program.index.path)
    program.controller.context.not_kept.emit(fault)
    await program.person.reads_in("banner.sentence", "the next start won't know of it")


async def test_where_a_damaged_file_went_is_said_at_once(start):
    program = start()
    person = program.person
    await person.sees("page.sign-in")
    await until(lambda: program.controller.idle, "all of it")
    program.index.moved("/x/settings.json.unreadable-1")
    await person.reads_in("banner.next", "/x/settings.json.unreadable-1")


async def test_where_a_damaged_file_went_is_said_after_the_sign_in_that_moved_it(start):
    program = start()
    move_with_the_first_write(program)
    await program.sign_in()
    person = program.person
    await person.reads_in("banner.sentence", "settings file was replaced with a new one")
    assert "/x/settings.json.unreadable-1" in person.reads("banner.next")
    assert person.find("page.account") is not None


async def test_where_it_went_is_said_after_why_the_session_is_not_kept(start):
    vault = FakeVault()
    program = start(vault=vault)
    move_with_the_first_write(program)

    async def fail(key: str, secret: Secret) -> None:
        raise VaultBroken

    vault.put = fail
    await program.sign_in()
    person = program.person
    await person.reads_in("banner.sentence", "Your keyring does not work.")
    await person.presses("banner.dismiss")
    await person.reads_in("banner.next", "/x/settings.json.unreadable-1")
