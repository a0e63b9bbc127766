"""OAuth 2.0 on a real Synapse, with a real authorization server and a real Chromium.

The server's protocol is Authlib's. A server that speaks both APIs, with sign-ins of the legacy one
for compatibility, is offered by no real server here: `tests/ui/test_browser_sign_in.py` scripts it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from PySide6.QtWidgets import QLabel

from app.concurrency import in_thread
from app.core.errors import UnknownToken
from app.store.keyring_vault import open_system_vault
from app.store.logfile import start_logging
from app.store.paths import config_file, log_file
from app.store.settings import Settings
from tests.rig.authorization import OAuthHomeserver
from tests.rig.browser import Chromium
from tests.rig.latchkey import Latchkey
from tests.rig.pages import Pages
from tests.rig.person import until

pytestmark = pytest.mark.usefixtures("theme", "secret_service")

WHO = "/_matrix/client/v3/account/whoami"


@pytest.fixture(scope="module")
def server() -> Iterator[OAuthHomeserver]:
    with OAuthHomeserver() as running:
        yield running


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    with Chromium() as running:
        yield running


async def look_up(latchkey: Latchkey, server: OAuthHomeserver) -> None:
    await latchkey.person.types("sign-in.where", server.synapse.base_url)
    await latchkey.person.presses("sign-in.continue")
    await latchkey.person.sees("sign-in.way.0")


async def decide(chromium: Chromium, page: str, button: str, says: str) -> None:
    """Do what a person does in the browser."""

    def act() -> None:
        chromium.open(page)
        chromium.click(button)
        chromium.wait_for(says)

    await in_thread(act)


async def sign_in(
    latchkey: Latchkey, server: OAuthHomeserver, chromium: Chromium, browser: Pages
) -> None:
    await look_up(latchkey, server)
    before = len(browser.opened)
    await latchkey.person.presses("sign-in.way.0")
    await until(lambda: len(browser.opened) > before, "the page")
    await decide(chromium, browser.opened[-1], "#allow", "close this tab")
    await latchkey.sees_account()


def works(server: OAuthHomeserver, token: str) -> bool:
    headers = {"Authorization": f"Bearer {token}"}
    answer = httpx.get(server.synapse.base_url + WHO, headers=headers, trust_env=False)
    return answer.status_code == 200


def steal(server: OAuthHomeserver, refresh: str, client_id: str) -> str:
    """Use a refresh token that was used before, and return what the server says."""
    body = {"grant_type": "refresh_token", "refresh_token": refresh, "client_id": client_id}
    answer = httpx.post(f"{server.base_url}/oauth2/token", data=body, trust_env=False)
    return str(answer.json()["error"])


async def test_a_person_signs_in_with_a_real_browser_and_signs_out(
    server: OAuthHomeserver, chromium: Chromium, browser: Pages
):
    clients = server.clients
    async with Latchkey() as latchkey:
        person = latchkey.person
        await sign_in(latchkey, server, chromium, browser)
        assert server.clients == clients + 1
        context = latchkey.controller.context
        session, tokens = context.session, context.api.tokens
        assert session.user_id == server.synapse.user_id("alice")
        assert context.api.tokens.client.issuer == f"{server.base_url}/"
        asked = parse_qs(urlsplit(browser.opened[-1]).query)
        assert asked["code_challenge_method"] == ["S256"]
        devices = [each.device_id for each in context.view.devices]
        assert devices == [session.device_id], "the device is the one that was asked for"
        assert Settings(config_file()).sessions() == [session]
        assert works(server, tokens.access.reveal())
        host = urlsplit(server.base_url).netloc
        await person.presses("nav.password")
        assert host in person.reads("password.website.words")
        await person.presses("nav.deactivate")
        await person.sees("deactivate.website")
        await person.presses("nav.account")
        await latchkey.sign_out()
        await person.sees("page.sign-in")
    (pair,) = [each for each in server.tokens if each["refresh"] == tokens.refresh.reveal()]
    assert pair["revoked"]
    assert Settings(config_file()).sessions() == []
    vault = await open_system_vault()
    assert [await vault.get(session.vault_key(place)) for place in (0, 1)] == [None, None]


async def test_a_person_who_says_no_is_not_signed_in(
    server: OAuthHomeserver, chromium: Chromium, browser: Pages
):
    pairs = len(server.tokens)
    async with Latchkey() as latchkey:
        await look_up(latchkey, server)
        await latchkey.person.presses("sign-in.way.0")
        await until(lambda: browser.opened, "the page")
        await decide(chromium, browser.opened[-1], "#deny", "Latchkey says what happened")
        await latchkey.person.reads_in("banner.sentence", "was told no")
        await latchkey.person.sees("sign-in.way.0")
    assert len(server.tokens) == pairs


async def test_a_code_is_typed_on_another_device(
    server: OAuthHomeserver, chromium: Chromium, browser: Pages
):
    async with Latchkey() as latchkey:
        person = latchkey.person
        await look_up(latchkey, server)
        await person.presses("sign-in.code")
        code = await person.reads_in("sign-in.device.code", "-")
        await decide(
            chromium, f"{server.base_url}/link?user_code={code}", "#allow", "You can go back now"
        )
        await latchkey.sees_account()
        assert latchkey.controller.context.session.user_id == server.synapse.user_id("alice")
        await latchkey.sign_out()
        await person.sees("page.sign-in")


async def test_a_code_that_is_refused(server: OAuthHomeserver, chromium: Chromium, browser: Pages):
    async with Latchkey() as latchkey:
        person = latchkey.person
        await look_up(latchkey, server)
        await person.presses("sign-in.code")
        code = await person.reads_in("sign-in.device.code", "-")
        link = f"{server.base_url}/link?user_code={code}"
        await decide(chromium, link, "#deny", "You can go back now")
        await person.reads_in("banner.sentence", "was told no")


async def test_tokens_are_renewed_and_survive_a_restart(
    server: OAuthHomeserver, chromium: Chromium, browser: Pages
):
    async with Latchkey() as latchkey:
        await sign_in(latchkey, server, chromium, browser)
        api = latchkey.controller.context.api
        first = api.tokens
        await api.renew()
        second = api.tokens
        assert second.refresh != first.refresh
        assert works(server, second.access.reveal())
        user = latchkey.controller.context.session.user_id
    async with Latchkey(user=user) as latchkey:
        await latchkey.sees_account()
        context = latchkey.controller.context
        assert context.api.tokens.refresh == second.refresh
        assert not isinstance(context.view.who, UnknownToken)
        await context.api.renew()
        assert context.api.tokens.refresh != second.refresh
        await latchkey.sign_out()
        await latchkey.person.sees("page.sign-in")


async def test_a_refresh_token_that_somebody_copied_ends_the_session_and_the_way_back(
    server: OAuthHomeserver, chromium: Chromium, browser: Pages
):
    async with Latchkey() as latchkey:
        person = latchkey.person
        await sign_in(latchkey, server, chromium, browser)
        context = latchkey.controller.context
        session, stolen = context.session, context.api.tokens.refresh.reveal()
        await context.api.renew()
        assert works(server, context.api.tokens.access.reveal())
        assert steal(server, stolen, context.api.tokens.client.client_id) == "invalid_grant"
        with pytest.raises(UnknownToken):
            await context.api.renew()
        context.noticed(UnknownToken(401, "M_UNKNOWN_TOKEN", "", host="x"))
        await person.sees("page.reauth")
        before = len(browser.opened)
        await person.presses("reauth.continue")
        await until(lambda: len(browser.opened) > before, "the page")
        await decide(chromium, browser.opened[-1], "#allow", "close this tab")
        await person.sees("page.account")
        again = latchkey.controller.context
        assert again.session == session, "the same device"
        assert works(server, again.api.tokens.access.reveal())
        await latchkey.sign_out()
        await person.sees("page.sign-in")


async def test_somebody_else_at_the_browser_does_not_get_in(
    server: OAuthHomeserver, chromium: Chromium, browser: Pages
):
    async with Latchkey() as latchkey:
        person = latchkey.person
        await sign_in(latchkey, server, chromium, browser)
        context = latchkey.controller.context
        context.noticed(UnknownToken(401, "M_UNKNOWN_TOKEN", "", host="x"))
        await person.sees("page.reauth")
        await person.presses("reauth.continue")
        await until(lambda: len(browser.opened) == 2, "the page")
        server.change(user="mallory")
        try:
            await decide(chromium, browser.opened[-1], "#allow", "close this tab")
            await person.reads_in("banner.sentence", "another session than was asked for")
        finally:
            server.change(user="alice")
        assert [each["revoked"] for each in server.tokens if each["user"] == "mallory"] == [True]
        assert person.find("page.reauth") is not None


async def test_no_secret_of_a_sign_in_is_in_a_log_or_a_file(
    server: OAuthHomeserver,
    chromium: Chromium,
    browser: Pages,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
):
    start_logging(log_file(), debug=True)
    asyncio.get_running_loop().set_debug(True)
    with caplog.at_level(logging.DEBUG):
        async with Latchkey() as latchkey:
            await sign_in(latchkey, server, chromium, browser)
            context = latchkey.controller.context
            pairs = [context.api.tokens]
            await context.api.renew()
            pairs.append(context.api.tokens)
            title = latchkey.window.windowTitle()
            shown = [label.text() for label in latchkey.window.findChildren(QLabel)]
            await latchkey.sign_out()
            await latchkey.person.sees("page.sign-in")
    logging.getLogger("latchkey").info("the end of this test")
    asked = parse_qs(urlsplit(browser.opened[-1]).query)
    code = parse_qs(urlsplit(await in_thread(lambda: chromium.url)).query)["code"]
    secrets = [*asked["state"], *code]
    secrets += [text.reveal() for pair in pairs for text in (pair.access, pair.refresh)]
    home = log_file().parent
    files = [path.read_text(errors="replace") for path in home.rglob("*") if path.is_file()]
    files.append(config_file().read_text())
    assert any("the end of this test" in text for text in files), "the log is not among them"
    out, err = capfd.readouterr()
    for text in [title, *shown, *files, caplog.text, out, err]:
        for secret in secrets:
            assert len(secret) > 20
            assert secret not in text
