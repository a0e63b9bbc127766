"""Go through every page and dialog, in every state that a person may find it in, and examine it.

    python -m tests.rig.walk [--language de|eo|ar] [--scheme dark] [--points 20] [--size 720x540]
                             [--pictures FOLDER]

It prints what is wrong, one fault a line: text that is cut off, controls without a name, ink that
is too faint, and in the pseudo-language (eo) every word that is not translated. QT_SCALE_FACTOR is
obeyed. The pictures are for people.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.rig.walk_broken import visit_broken
from tests.rig.walk_closing import visit_closing
from tests.rig.walk_resets import visit_resets
from tests.rig.walk_servers import visit_servers
from tests.rig.walk_stages import STOPS, visit_stages
from tests.rig.words import BUILD, FOLDER, PSEUDO, make_pseudo

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from tests.rig.program import Program

DATA = re.compile(
    r"@?alice|example\.org|Latchkey|OURS|PHONE|WEB|Element|keyring_pass|https?://|\+49|"
    r"M_[A-Z_]+|Test Vault|An error of the server|[\w.]*•••|\d{3} \d{3}|let.me.in|"
    r"^\W*$|^[A-Z]$|ABC|last-seen|WDJB-MJHT|ModuleNotFoundError"
)
"""What is not ours to translate: it came from the server, or from the person."""


ROUNDS, STILL_ROUNDS = 200, 3
BEST = 4
"""The score of a password that is very strong."""

LONG = ("An error of the server that says much and means little, " * 5)[:255]
POLICIES = {
    "terms_of_service": {
        "version": "1.2",
        "en": {"name": "Terms of Service Latchkey", "url": "https://example.org/terms"},
        "de": {"name": "Nutzungsbedingungen Latchkey", "url": "https://example.org/de"},
    },
    "privacy": {
        "version": "2026-01",
        "en": {"name": "Latchkey: " + "how we treat what we know " * 5, "url": "https://x.example"},
    },
    "bad": {"version": "3", "en": {"name": "Latchkey", "url": "javascript:alert(1)"}},
}
TERMS = {"m.login.terms": {"policies": POLICIES}}


class Walker:
    """Visit every state of the program, and examine it.

    Args:
        size: of the window, in pixels.
        language: in the pseudo-language, texts that are not translated are faults.
        pictures: folder for screenshots; None for none.

    Attributes:
        faults: what is wrong, each with the name of the state.
        seen: names of the states that were visited.
    """

    def __init__(self, size: tuple[int, int], language: str, pictures: Path | None) -> None:
        self.faults: list[str] = []
        self.seen: list[str] = []
        self._size = size
        self._language = language
        self._pictures = pictures

    async def run(self) -> None:
        """Visit all states."""
        for visit in (
            self._the_way_in,
            self._no_way_in,
            self._held_back,
            self._waiting_for_the_keyring,
            self._the_account,
            self._the_account_out_of_order,
            self._the_devices,
            self._locked,
            self._signed_out,
            self._suspended,
            self._several_accounts,
            self._nobody_here,
            self._the_password,
            self._a_stage,
            self._a_contact,
            self._a_code,
            self._a_page,
            self._terms_and_a_token,
            self._somebody_unknown,
            self._outcomes,
            partial(visit_stages, self),
            partial(visit_resets, self),
            partial(visit_closing, self),
            partial(visit_servers, self),
            partial(visit_broken, self),
        ):
            before = len(self.seen)
            await visit()
            if len(self.seen) == before:
                self.faults.append(f"{visit}: it looked at nothing")
        twice = sorted({name for name in self.seen if self.seen.count(name) > 1})
        self.faults += [f"{name}: two states have this name" for name in twice]
        missed = sorted(set(STOPS.values()) - set(self.seen))
        self.faults += [f"{name}: it was not looked at" for name in missed]

    # --- the states -----------------------------------------------------------------------------

    async def _the_way_in(self) -> None:
        from app.core.errors import VaultUnsafe
        from tests.mock_homeserver import V3, no

        refused = no(403, "M_FORBIDDEN", "Invalid username or password")
        async with self.program({f"POST {V3}/login": refused}) as program:
            person = program.person
            await person.sees("sign-in.where")
            await self.look(program, "sign-in")
            await person.types("sign-in.where", "@alice")
            await person.presses("sign-in.continue")
            await person.sees("sign-in.where.note")
            await self.look(program, "sign-in-fault")
            await person.types("sign-in.where", "@Alice:example.org")
            await person.presses("sign-in.continue")
            await person.sees("sign-in.password")
            await self.look(program, "sign-in-password")
            await person.types("sign-in.password", "old-password")
            await person.presses("sign-in.enter")
            await person.sees("sign-in.password.note")
            await self.look(program, "sign-in-refused")
        async with self.program(vault=VaultUnsafe("null")) as program:
            await program.person.types("sign-in.where", "example.org")
            await program.person.presses("sign-in.continue")
            await program.person.sees("sign-in.who")
            await self.look(program, "sign-in-no-vault")

    async def _no_way_in(self) -> None:
        from tests.mock_homeserver import V3, html, ok

        sso = ok({"flows": [{"type": "m.login.sso"}]})
        async with self.program({f"GET {V3}/login": sso}) as program:
            await program.person.types("sign-in.where", "example.org")
            await program.person.presses("sign-in.continue")
            await program.person.sees("sign-in.no-way.text")
            await self.look(program, "sign-in-no-way")
        async with self.program({"GET /_matrix/client/versions": html(200)}) as program:
            await program.person.types("sign-in.where", "example.org")
            await program.person.presses("sign-in.continue")
            await program.person.sees("sign-in.where.note")
            await self.look(program, "sign-in-no-homeserver")

    async def _held_back(self) -> None:
        from tests.mock_homeserver import V3, no

        limited = no(429, "M_LIMIT_EXCEEDED", retry_after_ms=301_000)
        async with self.program({f"POST {V3}/login": limited}) as program:
            await program.enter()
            await program.person.sees("banner")
            await self.look(program, "sign-in-held-back")

    async def _waiting_for_the_keyring(self) -> None:
        from app.core.errors import VaultLocked
        from tests.fakes import FakeVault
        from tests.mock_homeserver import SESSION

        class Asking(FakeVault):
            async def get(self, key: str) -> Any:
                await asyncio.Event().wait()

            async def put(self, key: str, secret: object) -> None:
                await asyncio.Event().wait()

        async with self.program(vault=Asking(), sessions=(SESSION,)) as program:
            await program.person.sees("banner")
            await self.look(program, "opening-waiting")
            await program.person.presses("banner.action")
            await program.enter()
            await program.person.sees("banner")
            await self.look(program, "sign-in-waiting")
            await program.person.presses("banner.action")
            await program.person.sees("page.account")
        locked = FakeVault()
        locked.fault = VaultLocked()
        there = replace(SESSION, kept=True)
        async with self.program(vault=locked, sessions=(there,)) as program:
            await program.person.sees("banner")
            await self.look(program, "vault-locked")
            await program.person.presses("banner.other")
            await self.look(program, "ask-remove")
            await program.person.presses("ask.continue")
            await program.person.reads_in("banner.next", "")
            await self.look(program, "removed")

    async def _the_account(self) -> None:
        from tests.mock_homeserver import V3, html, ok

        backup = ok({"version": "1", "count": 12, "algorithm": "x"})
        routes = {f"GET {V3}/room_keys/version": backup, f"POST {V3}/logout": html(502)}
        async with self.program(routes) as program:
            await self.sign_in(program)
            await self.look(program, "account")
            await self.scroll_down(program, "account")
            await self.look(program, "account-end")
            await program.person.presses("chip")
            await program.person.sees("switcher.list")
            await self.look(program, "switcher")
            await program.person.presses("switcher.sign-out")
            await program.person.sees("ask")
            await self.look(program, "ask-sign-out")
            await program.person.presses("ask.continue")
            await program.person.presses("banner.details")
            await self.look(program, "account-sign-out-failed")

    async def _the_account_out_of_order(self) -> None:
        from tests.mock_homeserver import V3, no

        parts = ("devices", "account/3pid", "capabilities", "room_keys/version")
        broken = no(500, "M_UNKNOWN", "Internal server error")
        async with self.program({f"GET {V3}/{part}": broken for part in parts}) as program:
            await self.sign_in(program)
            await self.look(program, "account-out-of-order")

    async def _the_devices(self) -> None:
        from tests.mock_homeserver import DEVICES, V3, no, ok

        many = [{"device_id": f"PHONE{at:02}", "display_name": "Element"} for at in range(40)]
        routes = {
            f"GET {V3}/devices": ok({"devices": [*DEVICES, *many]}),
            f"PUT {V3}/devices/PHONE": no(400, "M_TOO_LARGE", LONG),
            f"POST {V3}/delete_devices": no(403, "M_FORBIDDEN", LONG),
        }
        async with self.program(routes) as program:
            person = program.person
            await self.sign_in(program)
            await person.presses("devices.PHONE.rename")
            await person.sees("ask.name")
            await self.look(program, "rename")
            await person.presses("ask.continue")
            await person.sees("ask.server")
            await self.look(program, "rename-refused")
            await person.presses("ask.cancel")
            await person.presses("devices.all")
            await self.scroll_down(program, "account")
            await self.look(program, "devices-chosen")
            await person.presses("devices.sign-out")
            await person.sees("ask")
            await self.look(program, "ask-devices")
            await person.presses("ask.continue")
            await person.sees("banner")
            await self.look(program, "devices-refused")

    async def _locked(self) -> None:
        from tests.mock_homeserver import V3, no, ok

        contact = {"role": "m.role.admin", "email_address": "help@support.example.org"}
        routes = {
            f"GET {V3}/account/whoami": no(401, "M_USER_LOCKED", LONG, soft_logout=True),
            "GET /.well-known/matrix/support": ok({"contacts": [contact]}),
        }
        async with self.program(routes, still=True) as program:
            await program.enter()  # the account page is there for a moment only
            await program.person.sees("page.reauth")
            await program.person.reads_in("reauth.help", "support.example.org")
            await self.look(program, "locked")
            await program.person.presses("reauth.look-again")
            await program.person.sees("banner")
            await self.look(program, "locked-still")
        refused = {**routes, f"POST {V3}/login": no(401, "M_USER_LOCKED", LONG)}
        async with self.program(refused) as program:
            await program.enter()
            await program.person.sees("banner")
            await self.look(program, "sign-in-locked")

    async def _signed_out(self) -> None:
        from tests.mock_homeserver import V3, no

        whoami, login = f"GET {V3}/account/whoami", f"POST {V3}/login"
        softly = no(401, "M_UNKNOWN_TOKEN", "An error of the server", soft_logout=True)
        for name, answer in (("soft-logout", softly), ("ended", no(401, "M_UNKNOWN_TOKEN"))):
            async with self.program() as program:
                person = program.person
                await self.sign_in(program)
                program.server.routes[whoami] = answer
                await person.presses("account.read-again")
                await person.sees("page.reauth")
                await self.look(program, name)
                program.server.routes[login] = no(403, "M_FORBIDDEN")
                await person.types("reauth.password", "something")
                await person.presses("reauth.enter")
                await person.sees("reauth.password.note")
                await self.look(program, f"{name}-refused")
                await person.presses("reauth.sign-out")
                await person.sees("ask")
                await self.look(program, f"{name}-leave")
                await person.presses("ask.cancel")
                program.server.routes[login] = no(403, "M_USER_DEACTIVATED", LONG)
                await person.presses("reauth.enter")
                await person.misses("reauth.password")
                await self.look(program, f"{name}-closed")

    async def _suspended(self) -> None:
        from tests.mock_homeserver import V3, no

        nobody = f"PUT {V3}/profile/@nobody:invalid.invalid/displayname"
        async with self.program({nobody: no(403, "M_USER_SUSPENDED", LONG)}) as program:
            await self.sign_in(program)
            await program.person.sees("account.suspended")
            await self.look(program, "suspended")

    async def _several_accounts(self) -> None:
        from app.core.homeserver import Session
        from tests.fakes import FakeVault, kept
        from tests.mock_homeserver import ORIGIN

        names = [f"@alice.{at:02}:example.org" for at in range(40)]
        sessions = tuple(Session(name, "OURS", ORIGIN) for name in names)
        vault = FakeVault()
        for each in sessions:
            vault.kept.update(kept(each, "token"))
        async with self.program(vault=vault, sessions=sessions) as program:
            person = program.person
            await person.sees("page.account")
            await person.presses("chip")
            await person.sees("switcher.search")
            await self.look(program, "accounts")
            await person.types("switcher.search", "nobody")
            await person.sees("switcher.nothing")
            await self.look(program, "accounts-none")
            await person.presses("switcher.add")
            await person.sees("sign-in.back")
            await self.look(program, "add-account")

    async def _nobody_here(self) -> None:
        from app.core.errors import VaultAbsent

        async with self.program(vault=VaultAbsent()) as program:
            await self.sign_in(program)
            page = await program.person.sees("account.idle")
            await self.scroll_down(program, "account")
            await self.look(program, "idle-limit")
            assert page.isVisible()
            assert program.controller.idle is not None
            program.controller.idle.warning.say(42.0)
            await self.look(program, "idle-warning")
            program.controller.idle.warning.hide()

    async def _the_password(self) -> None:
        from tests.mock_homeserver import V3, ok
        from tests.rig.person import until
        from ui.new_password.strength_bar import StrengthBar

        policy = {f"m.require_{kind}": True for kind in ("digit", "symbol", "lowercase")}
        routes = {
            f"GET {V3}/password_policy": ok({"m.minimum_length": 10, **policy}),
            f"GET {V3}/room_keys/version": ok({"version": "1", "count": 1}),
        }
        async with self.program(routes) as program:
            person = program.person
            await self._at_the_password(program)
            await self.look(program, "password")
            await person.types("password.new", "alice")
            await person.types("password.again", "alike")
            await person.sees("password.strength.words")
            await person.presses("password.change")
            await person.sees("password.new.note")
            await self.look(program, "password-faults")
            await self.scroll_down(program, "password")
            await self.look(program, "password-end")
            await person.presses("password.new.suggest")
            await person.sees("password.suggest.menu")
            await self.look(program, "password-suggest")
            await person.chooses("password.suggest.menu", 0)
            await person.sees("password.copy")
            bar = await person.sees("password.strength")
            assert isinstance(bar, StrengthBar)
            await until(lambda: bar.score == BEST, "the strength of what was suggested")
            await self.look(program, "password-suggested")
        forbidden = {"capabilities": {"m.change_password": {"enabled": False}}}
        async with self.program({f"GET {V3}/capabilities": ok(forbidden)}) as program:
            await self._at_the_password(program)
            await program.person.sees("password.refusal")
            await self.look(program, "password-not-here")

    async def _a_stage(self) -> None:
        from tests.mock_homeserver import V3, no, uia

        flow = ["m.login.password", "m.login.dummy"]
        ask = uia(flow)
        wrong = uia(flow, errcode="M_FORBIDDEN", error="Invalid password")
        limited = no(429, "M_LIMIT_EXCEEDED", retry_after_ms=301_000)
        answers = [ask, wrong, limited]
        async with self.program({f"POST {V3}/account/password": answers}) as program:
            person = program.person
            await self._change(program)
            await person.sees("stage.password")
            await self.look(program, "stage")
            await person.presses("stage.continue")
            await person.sees("stage.reason")
            await self.look(program, "stage-empty")
            await person.types("stage.password", "something")
            await person.presses("stage.continue")
            await person.sees("stage.server")
            await self.look(program, "stage-refused")
            await person.presses("stage.continue")
            await person.misses("stage.server")
            await self.look(program, "stage-held-back")

    async def _a_contact(self) -> None:
        from tests.mock_homeserver import V3, no, ok, uia

        mail = "m.login.email.identity"
        flows = ([mail, "m.login.terms", "org.example.card"], ["m.login.password", mail])
        ask = uia(*flows, params=TERMS)
        not_yet = uia([mail], errcode="M_UNAUTHORIZED", error="not validated")
        refused = no(400, "M_THREEPID_NOT_FOUND", LONG)
        sent = ok({"sid": "sid"})
        limited = no(429, "M_LIMIT_EXCEEDED", retry_after_ms=301_000)
        routes = {
            f"POST {V3}/account/password": [uia([mail]), not_yet],
            f"POST {V3}/account/password/email/requestToken": [refused, sent, limited],
        }
        async with self.program(routes, still=True) as program:
            person = program.person
            await self._change(program)
            await person.sees("stage.known.0")
            await self.look(program, "email")
            await person.presses("stage.other")
            await person.presses("stage.continue")
            await person.sees("stage.reason")
            await self.look(program, "email-empty")
            await person.types("stage.email", "alice.with.a.long.name@mail.example.org")
            await person.presses("stage.continue")
            await person.sees("stage.server")
            await self.look(program, "email-refused")
            await person.presses("stage.continue")
            await person.sees("stage.change")
            await self.look(program, "email-waiting")
            await person.presses("stage.continue")
            await person.reads_in("stage.status", "example.org")
            await self.look(program, "email-not-yet")
        routes[f"POST {V3}/account/password"] = [ask]
        async with self.program(routes, still=True) as program:
            await self._change(program)
            await program.person.presses("stage.another")
            await program.person.sees("stage.ways")
            await self.look(program, "another-way")

    async def _a_code(self) -> None:
        import httpx

        from tests.mock_homeserver import V3, no, ok, uia

        sms, submit = "m.login.msisdn", "https://sms.example.net/submit"
        routes = {
            f"POST {V3}/account/password": uia([sms]),
            f"POST {V3}/account/password/msisdn/requestToken": [
                httpx.ConnectError("x"),
                ok({"sid": "sid", "submit_url": submit}),
            ],
            "POST /submit": no(400, "M_UNKNOWN", LONG),
        }
        async with self.program(routes, still=True) as program:
            person = program.person
            await self._change(program)
            await person.sees("stage.phone")
            await self.look(program, "phone")
            await person.types("stage.phone", "+49 170 1234567")
            await person.presses("stage.continue")
            await person.sees("stage.reason")
            await self.look(program, "phone-no-network")
            await person.presses("stage.continue")
            await person.types("stage.code", "123 456")
            await self.look(program, "phone-code")
            await person.presses("stage.continue")
            await person.sees("stage.server")
            await self.look(program, "phone-wrong-code")

    async def _a_page(self) -> None:
        from tests.mock_homeserver import V3, html, no, uia
        from tests.rig.pages import Pages

        card, change = "org.example.card", f"POST {V3}/account/password"
        page = f"GET {V3}/auth/{card}/fallback/web"
        wrong = no(403, "M_FORBIDDEN", LONG)
        routes = {change: [uia([card]), uia([card]), wrong], page: html(200)}
        with Pages():
            await self._through_a_page(routes)
        routes = {change: uia([card]), page: html(404)}
        async with self.program(routes, still=True) as program:
            await self._change(program)
            await program.person.misses("stage.continue")
            await self.look(program, "page-missing")

    async def _through_a_page(self, routes: dict[str, Any]) -> None:
        async with self.program(routes, still=True) as program:
            person = program.person
            await self._change(program)
            await person.sees("stage.host")
            await self.look(program, "page")
            await person.presses("stage.continue")
            await person.sees("stage.open-again")
            await self.look(program, "page-opened")
            await person.presses("stage.continue")
            await person.sees("stage.status")
            await self.look(program, "page-not-yet")
            await person.presses("stage.continue")
            await person.sees("stage.server")
            await self.look(program, "page-refused")

    async def _terms_and_a_token(self) -> None:
        from tests.mock_homeserver import V3, uia

        flow = ["m.login.terms", "m.login.registration_token"]
        wrong = uia(flow, completed=flow[:1], errcode="M_UNAUTHORIZED", error=LONG)
        answers = [uia(flow, params=TERMS), uia(flow, completed=flow[:1]), wrong]
        async with self.program({f"POST {V3}/account/password": answers}) as program:
            person = program.person
            await self._change(program)
            await person.sees("stage.terms.0")
            await self.look(program, "terms")
            await person.presses("stage.continue")
            await person.sees("stage.reason")
            await self.look(program, "terms-open")
            for number in range(3):
                await person.presses(f"stage.terms.{number}")
            await person.presses("stage.continue")
            await person.sees("stage.token")
            await self.look(program, "token")
            await person.types("stage.token", "let me in")
            await person.presses("stage.continue")
            await person.sees("stage.reason")
            await self.look(program, "token-fault")
            await person.types("stage.token", "let-me-in")
            await person.presses("stage.continue")
            await person.sees("stage.server")
            await self.look(program, "token-refused")

    async def _somebody_unknown(self) -> None:
        from app.core.uia.session import NeedStage
        from app.core.uia.stages import PasswordChallenge
        from app.operations.ports.uia import Act, ActKind, Question

        async with self.program() as program:
            await self.sign_in(program)
            prompt = program.controller.prompt
            assert prompt is not None
            conversation = prompt.begin(Act(ActKind.RESET_PASSWORD, "", "example.org"))
            flow = ("m.login.password",)
            need = NeedStage(PasswordChallenge(flow[0]), flow, (flow,), step=1, steps=1)
            asking = asyncio.ensure_future(conversation.answer(Question(need)))
            await program.person.sees("stage.user")
            await self.look(program, "stage-nobody")
            await program.person.presses("stage.continue")
            await program.person.sees("stage.reason")
            await self.look(program, "stage-nobody-empty")
            asking.cancel()
            conversation.end()

    async def _outcomes(self) -> None:
        from tests.mock_homeserver import V3, html, no, ok, uia

        change, login = f"POST {V3}/account/password", f"POST {V3}/login"
        signed_in = ok({"user_id": "@alice:example.org", "device_id": "OURS", "access_token": "t"})
        gone = [signed_in, html(502)]
        outcomes: dict[str, dict[str, Any]] = {
            "changed": {change: ok({})},
            "not-changed": {change: uia([])},
            "held-back": {change: no(429, "M_LIMIT_EXCEEDED", retry_after_ms=61_000)},
            "unclear": {change: html(502), login: gone},
            "weak": {change: no(400, "M_WEAK_PASSWORD", "Our rule says no.")},
        }
        for name, routes in outcomes.items():
            async with self.program(routes) as program:
                await self._change(program)
                wanted = "password.new.note" if name == "weak" else "banner"
                await program.person.sees(wanted)
                await self.look(program, f"outcome-{name}")

    # --- the ways there -------------------------------------------------------------------------

    async def sign_in(self, program: Program) -> None:
        """Sign in, and wait until the account is read."""
        from tests.rig.person import until

        await program.sign_in()
        await until(
            lambda: program.controller.context and program.controller.context.view, "the account"
        )

    async def _at_the_password(self, program: Program) -> None:
        await self.sign_in(program)
        await program.person.presses("nav.password")
        await program.person.sees("page.password")

    async def _change(self, program: Program) -> None:
        await self._at_the_password(program)
        for name in ("password.new", "password.again"):
            await program.person.types(name, "lantern-orbit-velvet")
        await program.person.presses("password.change")

    async def scroll_down(self, program: Program, page: str) -> None:
        from ui.widgets.page import Page

        found = await program.person.sees(f"page.{page}")
        assert isinstance(found, Page)
        bar = found.verticalScrollBar()
        bar.setValue(bar.maximum())

    @asynccontextmanager
    async def program(
        self,
        routes: dict[str, Any] | None = None,
        *,
        vault: Any = None,
        sessions: tuple[Any, ...] = (),
        resets: tuple[str, ...] = (),
        still: bool = False,
    ) -> AsyncIterator[Program]:
        """Run the program with a mock homeserver."""
        from tests.fakes import FakeClock, FakeVault, StillClock
        from tests.mock_homeserver import MockHomeserver
        from tests.rig.program import Program

        clock = StillClock() if still else FakeClock()
        server = MockHomeserver(routes or {})
        program = Program(server, vault=vault or FakeVault(), clock=clock)
        program.index.known = list(sessions)
        program.index.waiting = list(resets)
        program.window.resize(*self._size)
        program.start()
        try:
            yield program
        finally:
            await program.end()
            program.window.deleteLater()
            self.faults += server.broken

    async def look(self, program: Program, name: str) -> None:
        """Let the layout settle, then examine every visible window and dialog."""
        from PySide6.QtWidgets import QApplication

        from tests.rig.examine import faults, words

        await settled()
        self.seen.append(name)
        tops = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
        for top in tops:
            self.faults += [f"{name}: {fault}" for fault in faults(top)]
            if self._language == PSEUDO:
                foreign = {text for text in words(top) if "⟦" not in text and not DATA.search(text)}
                self.faults += [f"{name}: not translated: {text!r}" for text in sorted(foreign)]
        if self._pictures is not None:
            number = len(self.seen)
            await program.person.picture(self._pictures / f"{number:02}-{name}.png")


async def settled() -> None:
    """Wait until no visible widget moves any more: a layout takes several turns of the loop."""
    from PySide6.QtWidgets import QApplication, QWidget

    def places() -> list[tuple[int, ...]]:
        shown = [
            each
            for top in QApplication.topLevelWidgets()
            for each in (top, *top.findChildren(QWidget))
            if each.isVisible()
        ]
        return [(id(each), each.x(), each.y(), each.width(), each.height()) for each in shown]

    before: list[tuple[int, ...]] = []
    still = 0
    for _ in range(ROUNDS):
        await asyncio.sleep(0.02)
        now = places()
        still = still + 1 if now == before else 0
        if still == STILL_ROUNDS:
            return
        before = now


def _speak(app: QApplication, language: str) -> None:
    from PySide6.QtCore import QLocale, Qt, QTranslator

    if language == "ar":
        # Nobody has translated it yet: the direction is what is looked at.
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    elif language != "en":
        folder = BUILD if language == PSEUDO else FOLDER
        translator = QTranslator(app)
        assert translator.load(str(folder / f"latchkey_{language}.qm"))
        app.installTranslator(translator)
        QLocale.setDefault(QLocale(language))


def main() -> int:
    """Walk, print the faults, and return how many there are, at most 100."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--language", choices=["en", "de", "ar", PSEUDO], default="en")
    parser.add_argument("--scheme", choices=["light", "dark"], default="light")
    parser.add_argument("--points", type=float, default=0.0)
    parser.add_argument("--size", default="720x540")
    parser.add_argument("--pictures", type=Path)
    options = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if options.language == PSEUDO:
        make_pseudo()
    from PySide6.QtWidgets import QApplication

    from ui.platform import event_loop
    from ui.platform.theme import Scheme, Theme

    app = QApplication(sys.argv[:1])
    if options.points:
        font = app.font()
        font.setPointSizeF(options.points)
        app.setFont(font)
    _speak(app, options.language)
    Theme(app, Scheme(options.scheme))
    width, height = (int(part) for part in options.size.split("x"))
    walker = Walker((width, height), options.language, options.pictures)
    event_loop.run(app, walker.run())
    report: Callable[[str], None] = print
    for fault in walker.faults:
        report(fault)
    report(f"{len(walker.seen)} states, {len(walker.faults)} faults")
    return min(len(walker.faults), 100)


if __name__ == "__main__":
    sys.exit(main())
