"""Single sign-on as a way in, on a real Synapse with a CAS of the rig and a real Chromium."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.concurrency import in_thread
from app.core.errors import UnknownToken
from tests.integration.conftest import OLD
from tests.rig.browser import Chromium
from tests.rig.cas import Cas
from tests.rig.latchkey import Latchkey
from tests.rig.pages import Pages
from tests.rig.person import until
from tests.rig.synapse import Synapse

pytestmark = pytest.mark.usefixtures("theme", "secret_service")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    with Chromium() as running:
        yield running


@pytest.fixture
def cas() -> Iterator[Cas]:
    with Cas("wanda") as running:
        yield running


async def sign_on(chromium: Chromium, address: str) -> None:
    """Do what a person does in the browser."""

    def act() -> None:
        chromium.open(address)
        chromium.click("#confirm")
        chromium.click("a.primary-button")  # Synapse asks whether to go on to this program
        chromium.wait_for("close this tab")

    await in_thread(act)


async def test_a_server_without_passwords_signs_on_in_a_real_browser(
    cas: Cas, chromium: Chromium, browser: Pages
):
    only = {**cas.config(idp_name="Rig"), "password_config": {"enabled": False}}
    with Synapse(config=only) as server:
        async with Latchkey() as latchkey:
            person = latchkey.person
            await person.types("sign-in.where", server.base_url)
            await person.presses("sign-in.continue")
            assert (await person.reads_in("sign-in.way.0", "Continue")) == "Continue with Rig"
            assert person.find("sign-in.password") is None
            await person.presses("sign-in.way.0")
            await until(lambda: browser.opened, "the page")
            assert "/login/sso/redirect/cas" in browser.opened[0]
            assert "action=login" in browser.opened[0]
            await sign_on(chromium, browser.opened[0])
            await latchkey.sees_account()
            context = latchkey.controller.context
            assert context.session.user_id == server.user_id("wanda")
            assert context.api.tokens.client is None
            first = context.session
            await context.api.renew()
            context.noticed(UnknownToken(401, "M_UNKNOWN_TOKEN", "", host="x"))
            await person.presses("reauth.continue")
            await until(lambda: len(browser.opened) == 2, "the page once more")
            await sign_on(chromium, browser.opened[1])
            await person.sees("page.account")
            assert latchkey.controller.context.session == first, "the same device"
            await latchkey.sign_out()
            await person.sees("page.sign-in")


async def test_a_server_with_both_offers_both(cas: Cas, chromium: Chromium, browser: Pages):
    with Synapse(config=cas.config(idp_name="Rig")) as server:
        server.register("wanda", OLD)
        server.add_external_id("wanda", "cas", "wanda")
        async with Latchkey() as latchkey:
            person = latchkey.person
            await person.types("sign-in.where", server.base_url)
            await person.presses("sign-in.continue")
            await person.sees("sign-in.password")
            await person.presses("sign-in.way.0")
            await until(lambda: browser.opened, "the page")
            await sign_on(chromium, browser.opened[0])
            await latchkey.sees_account()
            assert latchkey.controller.context.session.user_id == server.user_id("wanda")
            await latchkey.sign_out()
            await person.sees("page.sign-in")
