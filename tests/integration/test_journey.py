"""From sign-in to a changed password on a real Synapse; the result is read from the server."""

from __future__ import annotations

import pytest

from app.core.homeserver import Session
from app.core.identifiers import Origin
from app.core.tokens import read_tokens
from app.store.keyring_vault import open_system_vault
from app.store.paths import config_file
from app.store.settings import Settings
from tests.integration.conftest import OLD
from tests.rig.latchkey import Latchkey
from tests.rig.person import until
from tests.rig.secret_service import SecretService
from tests.rig.synapse import Synapse

NEW = "new passphrase with 9 words"

pytestmark = pytest.mark.usefixtures("theme")


def others(synapse: Synapse, user: str) -> tuple[str, str]:
    """Sign two other devices in and return their tokens."""
    user_id = synapse.user_id(user)
    phone = synapse.sign_in(user_id, OLD, "Element on Android")
    web = synapse.sign_in(user_id, OLD, "Element Web on Firefox")
    return phone.token, web.token


@pytest.mark.usefixtures("secret_service")
@pytest.mark.parametrize("sign_out_others", [False, True])
async def test_a_password_is_changed(synapse: Synapse, user: str, sign_out_others: bool):
    user_id = synapse.user_id(user)
    tokens = others(synapse, user)
    async with Latchkey() as latchkey:
        person = latchkey.person
        await latchkey.sign_in(user_id, OLD)
        await latchkey.fill_change(NEW, sign_out_others=sign_out_others)
        await latchkey.prove("not the old one")
        await person.reads_in("stage.reason", "That is not the current password.")
        assert synapse.can_sign_in(user_id, OLD)
        await latchkey.prove(OLD)
        await person.reads_in("banner.sentence", "Password changed at ")
        said = person.reads("banner.next")
        assert not synapse.can_sign_in(user_id, OLD)
        assert synapse.can_sign_in(user_id, NEW)
        assert [synapse.token_works(token) for token in tokens] == [not sign_out_others] * 2
        if sign_out_others:
            assert said.startswith("Your 2 other devices are signed out. The server had signed ")
            assert "signed this one out too: it is signed in again." in said
            assert synapse.device_names(user) == ["Latchkey on Linux"]
        else:
            assert said.startswith("Your 2 other devices are still signed in: ")
            assert len(synapse.device_names(user)) == 3
        # The session that asked is spared, and still good.
        await person.presses("nav.account")
        await person.presses("account.read-again")
        await until(lambda: not person.find("account.read-again").busy, "the account")
        assert person.find("page.account")


@pytest.mark.usefixtures("secret_service")
async def test_a_kept_session_comes_back_and_is_gone_after_signing_out(synapse: Synapse, user: str):
    user_id = synapse.user_id(user)
    async with Latchkey() as latchkey:
        await latchkey.sign_in(user_id, OLD)
        session = latchkey.controller.context.session
    [device] = synapse.device_names(user)
    assert device == "Latchkey on Linux"
    vault = await open_system_vault()
    assert vault.name == "Secret Service"
    token = (read_tokens(await vault.get(session.vault_key(0)))).access
    assert synapse.token_works(token.reveal())
    assert Settings(config_file()).sessions() == [session]
    assert session.origin == Origin("http", "localhost", synapse.port)
    async with Latchkey() as latchkey:
        person = latchkey.person
        await latchkey.sees_account()
        await latchkey.sign_out()
        await person.reads_in("banner.sentence", "is signed out")
    assert not synapse.token_works(token.reveal())
    assert await vault.get(session.vault_key(0)) is None
    assert Settings(config_file()).sessions() == []
    assert synapse.device_names(user) == []


@pytest.mark.usefixtures("secret_service")
async def test_a_session_in_memory_ends_with_the_window(synapse: Synapse, user: str):
    async with Latchkey() as latchkey:
        await latchkey.sign_in(synapse.user_id(user), OLD, keep=False)
        assert synapse.device_names(user) == ["Latchkey on Linux"]
    assert synapse.device_names(user) == []
    assert Settings(config_file()).sessions() == []


@pytest.mark.usefixtures("no_vault")
async def test_without_a_vault_everything_works_in_memory(synapse: Synapse, user: str):
    user_id = synapse.user_id(user)
    async with Latchkey() as latchkey:
        await latchkey.person.types("sign-in.where", user_id)
        await latchkey.person.presses("sign-in.continue")
        await latchkey.person.reads_in("sign-in.keep.caption", "This system has no vault")
        await latchkey.sign_in(user_id, OLD)
        await latchkey.fill_change(NEW)
        await latchkey.prove(OLD)
        await latchkey.person.reads_in("banner.sentence", "Password changed at ")
    assert synapse.can_sign_in(user_id, NEW)
    assert synapse.device_names(user) == []


@pytest.mark.usefixtures("secret_service")
async def test_a_session_ended_elsewhere_is_noticed_at_the_next_start(synapse: Synapse, user: str):
    user_id = synapse.user_id(user)
    async with Latchkey() as latchkey:
        await latchkey.sign_in(user_id, OLD)
        session = latchkey.controller.context.session
        access = latchkey.controller.context.api.tokens.access
    synapse.request("POST", "/_matrix/client/v3/logout/all", access.reveal(), json={})
    async with Latchkey() as latchkey:
        person = latchkey.person
        await person.types("reauth.password", OLD)
        await person.presses("reauth.enter")
        await latchkey.sees_account()
        assert latchkey.controller.context.session == session
        assert synapse.token_works(latchkey.controller.context.api.tokens.access.reveal())
    assert Settings(config_file()).sessions() == [session]
    assert len(synapse.device_names(user)) == 1


@pytest.mark.usefixtures("secret_service")
async def test_signing_in_with_server_and_email(synapse: Synapse, user: str):
    synapse.add_threepids(user, email=f"{user}@example.org")
    async with Latchkey() as latchkey:
        person = latchkey.person
        await person.types("sign-in.where", synapse.base_url)
        await person.presses("sign-in.continue")
        await person.types("sign-in.who", f"{user}@example.org")
        await person.types("sign-in.password", OLD)
        await person.presses("sign-in.enter")
        await latchkey.sees_account()
        context = latchkey.controller.context
        assert isinstance(context.session, Session)
        assert context.session.user_id == synapse.user_id(user)


@pytest.mark.usefixtures("secret_service")
async def test_the_account_page_shows_what_the_server_has(synapse: Synapse, user: str):
    user_id = synapse.user_id(user)
    phone, _ = others(synapse, user)
    synapse.add_key_backup(phone)
    synapse.add_threepids(user, email=f"{user}@example.org", msisdn="491701234567")
    async with Latchkey() as latchkey:
        await latchkey.sign_in(user_id, OLD)
        await latchkey.person.reads_on(
            "page.account",
            user_id,
            f"http://localhost:{synapse.port}",
            f"{user}@example.org",
            "+49 170 1234567",
            "Element on Android",
            "A key backup exists, with 0 keys.",
            "kept in Secret Service",
        )
        await latchkey.person.presses("nav.password")
        await latchkey.person.reads_in("password.backup.text", "A key backup was found.")


@pytest.mark.usefixtures("secret_service")
async def test_cancelling_changes_nothing(synapse: Synapse, user: str):
    user_id = synapse.user_id(user)
    async with Latchkey() as latchkey:
        await latchkey.sign_in(user_id, OLD)
        await latchkey.fill_change(NEW)
        await latchkey.person.presses("stage.cancel")
        await latchkey.person.reads_in("banner.sentence", "Nothing was changed")
    assert synapse.can_sign_in(user_id, OLD)
    assert not synapse.can_sign_in(user_id, NEW)


@pytest.mark.usefixtures("secret_service")
async def test_closing_the_window_at_the_dialog_changes_nothing(synapse: Synapse, user: str):
    user_id = synapse.user_id(user)
    async with Latchkey() as latchkey:
        await latchkey.sign_in(user_id, OLD)
        await latchkey.fill_change(NEW)
        await latchkey.person.sees("stage.password")
    assert synapse.can_sign_in(user_id, OLD)


async def test_the_policy_of_the_server_is_shown_and_obeyed(secret_service: SecretService):
    policy = {
        "enabled": True,
        "minimum_length": 12,
        "require_digit": True,
        "require_symbol": True,
        "require_lowercase": True,
        "require_uppercase": True,
    }
    with Synapse(config={"password_config": {"policy": policy}}) as strict:
        user_id = strict.register("petra", OLD)
        async with Latchkey() as latchkey:
            person = latchkey.person
            await latchkey.sign_in(user_id, OLD)
            await latchkey.fill_change("only small letters")
            await person.reads_in("password.new.note", "It does not meet the server's rules yet.")
            states = person.find("password.rules").states
            assert [state.met for state in states] == [True, False, True, False, True]
            assert person.find("stage") is None
            await latchkey.fill_change("Not only 5mall letters!")
            await latchkey.prove(OLD)
            await person.reads_in("banner.sentence", "Password changed at ")
        assert strict.can_sign_in(user_id, "Not only 5mall letters!")
