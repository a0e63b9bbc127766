"""The stages that Synapse has, on a real one: with real mail, real messages, real pages."""

from __future__ import annotations

import re
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.concurrency import in_thread
from app.core.requests import CLIENT, Request
from app.core.responses import Body
from app.core.secret import Secret
from app.core.uia.stages import SSO, AuthData
from app.net.client import HttpClient
from app.net.discovery import ServerDiscovery
from app.net.tls import system_context
from app.operations.ports.uia import Act, ActKind, UiaServices
from app.operations.uia.runner import Done, Ending, UiaRunner
from tests.integration.conftest import OLD
from tests.integration.test_stages import QuickClock
from tests.rig.browser import Chromium
from tests.rig.cas import PROVIDER, Cas
from tests.rig.latchkey import Latchkey
from tests.rig.mail import MailSink
from tests.rig.pages import Pages
from tests.rig.person import Person, until
from tests.rig.serve import Exchange, Served, says
from tests.rig.sydent import Sydent
from tests.rig.synapse import Synapse
from ui.platform.secret_clipboard import SecretClipboard
from ui.uia.prompt import QtStagePrompt
from ui.window.main_window import MainWindow

NEW = "new passphrase with 9 words"
PHONE = "491701234567"


class Registered(Body, frozen=True, kw_only=True):
    user_id: str


class Registration(msgspec.Struct, frozen=True, omit_defaults=True):
    username: str
    password: Secret
    inhibit_login: bool
    auth: AuthData | None = None


Register = Callable[[Synapse, str], Awaitable[Ending[Registered]]]


@pytest.fixture
async def person(qapp: QApplication, theme: object) -> AsyncIterator[Person]:
    window = MainWindow()
    window.show()
    yield Person(window)
    window.close()
    window.deleteLater()


@pytest.fixture
def register(person: Person) -> Register:
    """Register with the runner and the dialogs of the program, for what is asked only there."""

    async def run(server: Synapse, name: str) -> Ending[Registered]:
        from app.core.identifiers import origin_of

        tls = system_context()
        origin = origin_of(server.base_url)

        def open_api(where: Any, token: Secret | None) -> HttpClient:
            return HttpClient(where, token, tls=tls)

        def build(auth: AuthData | None) -> Request[Registered]:
            body = Registration(name, Secret(OLD), True, auth)
            return Request("POST", f"{CLIENT}/register", Registered, body)

        discovery = ServerDiscovery(lambda where: open_api(where, None))
        uia_services = UiaServices(open_api, discovery, QuickClock())
        prompt = QtStagePrompt(person.window, SecretClipboard(person.window))
        api = open_api(origin, None)
        act = Act(ActKind.CHANGE_PASSWORD, f"@{name}:{server.server_name}", server.server_name)
        act = Act(
            ActKind.CHANGE_PASSWORD, act.user_id, act.server_name, tokens=f"{CLIENT}/register"
        )
        try:
            return await UiaRunner(api, prompt, uia_services).run(act, build)
        finally:
            await api.close()

    return run


async def test_a_registration_token_and_a_dummy(person, register):
    config = {"enable_registration": True, "registration_requires_token": True}
    with Synapse(config=config) as server:
        server.add_registration_token("let-me-in")

        async def at_the_window() -> None:
            await person.types("stage.token", "not-this-one")
            await person.hits(Qt.Key.Key_Return, "stage.token")
            await person.reads_in("stage.reason", "does not take this token")
            await person.types("stage.token", "let-me-in")
            await person.presses("stage.continue")

        ending = await both(register(server, "newbie"), at_the_window())
        assert ending == Done(Registered(user_id=server.user_id("newbie")))
        assert server.can_sign_in(server.user_id("newbie"), OLD)


async def test_captcha_terms_a_message_and_a_mail_in_one_flow(
    person, register, mail: MailSink, browser: Pages
):
    verdicts = [False, True]

    async def judge(exchange: Exchange) -> None:
        await exchange.answer(says(200, {"success": verdicts.pop(0)}))

    with Sydent() as texts, Served(judge) as captcha, tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "en").mkdir()
        config = {
            **texts.delegate,
            "enable_registration": True,
            "registrations_require_3pid": ["email", "msisdn"],
            "enable_registration_captcha": True,
            "recaptcha_public_key": "site-key",
            "recaptcha_private_key": "private",
            "recaptcha_siteverify_api": f"{captcha.base_url}/verify",
            "user_consent": {
                "version": "1.0",
                "template_dir": folder,
                "require_at_registration": True,
                "policy_name": "Terms of the rig",
            },
        }
        with Synapse(smtp_port=mail.port, config=config) as server:

            async def at_the_window() -> None:
                await fill_the_captcha(person, browser)
                await person.presses("stage.terms.0")
                await person.presses("stage.continue")
                await answer_the_message(person, texts)
                await answer_the_mail(person, mail)

            ending = await both(register(server, "many"), at_the_window())
            assert ending == Done(Registered(user_id=server.user_id("many")))
            assert server.can_sign_in(server.user_id("many"), OLD)
            assert verdicts == []


async def fill_the_captcha(person: Person, pages: Pages) -> None:
    await person.reads_in("stage.sentence", "no robot")
    await person.presses("stage.continue")
    await until(lambda: pages.opened, "the page to be opened")
    url = httpx.URL(pages.opened[0])
    form = {"session": url.params["session"], "g-recaptcha-response": "a robot"}
    page = await in_thread(lambda: httpx.get(url, trust_env=False))
    assert "recaptcha" in page.text
    wrong = await in_thread(lambda: httpx.post(url, data=form, trust_env=False))
    assert "Captcha authentication failed" in wrong.text
    await person.presses("stage.continue")
    await person.reads_in("stage.status", "has not seen it yet")
    done = await in_thread(lambda: httpx.post(url, data=form, trust_env=False))
    assert "Thank you" in done.text


async def answer_the_message(person: Person, texts: Sydent) -> None:
    await person.types("stage.phone", "not a number")
    await person.presses("stage.continue")
    await person.reads_in("stage.reason", "or begin with +")
    await person.types("stage.phone", "+49 170 1234567")
    await person.presses("stage.continue")
    await person.types("stage.code", "000000")
    await person.hits(Qt.Key.Key_Return, "stage.code")
    await person.reads_in("stage.reason", "That is not the code")
    found = re.search(r"\d+", texts.wait_for(PHONE))
    assert found is not None
    await person.types("stage.code", f" {found[0]} ")
    await person.hits(Qt.Key.Key_Return, "stage.code")


async def answer_the_mail(person: Person, mail: MailSink) -> None:
    await person.types("stage.email", "many@example.org")
    await person.presses("stage.continue")
    await person.reads_in("stage.status", "a mail is on its way")
    sent = await in_thread(lambda: mail.wait_for("many@example.org"))
    link = re.search(r"https?://\S+submit_token\S+", sent.text)
    assert link is not None
    await person.presses("stage.continue")
    await person.reads_in("stage.status", "has not seen it yet")
    page = await in_thread(lambda: httpx.get(link[0], trust_env=False))
    assert "validated" in page.text


async def test_single_sign_on_in_a_real_browser(qapp, theme, no_vault, browser: Pages):
    with Cas("somebody-else") as cas, Synapse(config=cas.config(idp_name="Rig")) as server:
        user_id = server.register("xavier", OLD)
        server.add_external_id("xavier", PROVIDER, "xavier-at-cas")
        async with Latchkey(QuickClock()) as program:
            person = program.person
            await program.sign_in(user_id, OLD, keep=False)
            await program.fill_change(NEW)
            await person.sees("stage.another")
            if person.find("stage.password") is not None:  # Synapse orders flows by chance
                await person.presses("stage.another")
                await person.chooses("stage.ways", 0)
            await person.reads_in("stage.host", f"localhost:{server.port}")
            await person.presses("stage.continue")
            [address] = browser.opened
            assert f"/auth/{SSO}/fallback/web" in address
            with Chromium() as chromium:
                await in_thread(lambda: sign_on(chromium, address, "That doesn't look right"))
                await person.reads_in("stage.reason", "does not accept what was done there")
                cas.user = "xavier-at-cas"
                await person.presses("stage.open-again")
                await in_thread(lambda: sign_on(chromium, address, "Thank you"))
                await person.reads_in("banner.sentence", "Password changed at ")
        assert server.can_sign_in(user_id, NEW)
        assert not server.can_sign_in(user_id, OLD)


def sign_on(browser: Chromium, address: str, end: str) -> None:
    """Do what a person does in the browser."""
    browser.open(address)
    browser.click("a.primary-button")
    browser.click("#confirm")
    browser.wait_for(end)


async def both(asking: Awaitable[Any], person: Awaitable[None]) -> Any:
    """Run an act with a person before it; what goes wrong with either ends both."""
    import asyncio

    async with asyncio.TaskGroup() as group:
        act = group.create_task(asking)  # type: ignore[arg-type]  # both are coroutines
        group.create_task(person)  # type: ignore[arg-type]  # both are coroutines
    return act.result()
