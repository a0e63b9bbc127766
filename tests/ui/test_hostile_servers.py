"""What a server writes to do harm, or because it is another server, as a person meets it."""

from __future__ import annotations

import gzip

import httpx
import pytest
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel, QPushButton

from tests.fakes import FakeVault, StillClock
from tests.mock_homeserver import DEVICES, TOKEN, V3, html, no, ok, uia
from tests.rig.person import until
from tests.rig.program import Program
from ui.devices.card import DeviceRow
from ui.text.tip import tip

LOGIN = f"POST {V3}/login"
LIST = f"GET {V3}/devices"
CHANGE = f"POST {V3}/account/password"
MAILS = f"GET {V3}/account/3pid"
WHOAMI = f"GET {V3}/account/whoami"
LOGOUT = f"POST {V3}/logout"
ELSEWHERE = "https://matrix.org GET /.well-known/matrix/client"
BORROWED = ok({"user_id": "@alice:matrix.org", "device_id": "OURS", "access_token": TOKEN})


async def sign_in_at(program: Program, where: str) -> None:
    person = program.person
    await person.types("sign-in.where", where)
    await person.presses("sign-in.continue")
    await person.types("sign-in.who", "alice")
    await person.types("sign-in.password", "old-password")
    await person.presses("sign-in.enter")


async def test_a_name_that_leads_elsewhere_is_not_borrowed(start):
    leads = ok({"m.homeserver": {"base_url": "https://matrix-client.matrix.org"}})
    program = start({LOGIN: BORROWED, ELSEWHERE: leads, LOGOUT: ok({})}, vault=FakeVault())
    await sign_in_at(program, "https://matrix.example.org")
    said = await program.person.reads_in("banner.sentence", "signed you in as @alice:matrix.org")
    assert "matrix.example.org" in said
    assert program.person.find("page.account") is None
    assert len(program.server.sent(LOGOUT)) == 1
    assert program.index.sessions() == []
    assert program.vault.kept == {}
    assert program.person.reads("sign-in.password") == ""


async def test_where_that_name_says_nothing_the_server_goes_by_its_host(start):
    gone = no(401, "M_UNKNOWN_TOKEN", soft_logout=True)
    program = start({LOGIN: BORROWED, ELSEWHERE: html(404), WHOAMI: gone})
    await sign_in_at(program, "https://matrix.example.org")
    words = await program.person.reads_on("page.reauth", "matrix.example.org wants you to sign in")
    assert "matrix.org wants" not in words
    assert program.person.reads("reauth.goes-to") == "Your password goes to matrix.example.org."


async def test_the_host_that_gets_a_password_is_named_in_the_dialog(start):
    program = start({CHANGE: uia(["m.login.password"])})
    await program.sign_in()
    await to_the_proof(program)
    assert program.person.reads("stage.goes-to") == "Your password goes to matrix.example.org."


async def to_the_proof(program: Program) -> None:
    await begin_a_change(program)
    await program.person.sees("stage.password")


async def begin_a_change(program: Program) -> None:
    person = program.person
    await until(lambda: program.controller.context.view, "the account to be read")
    await person.presses("nav.password")
    await person.types("password.new", "three-new-words-here")
    await person.types("password.again", "three-new-words-here")
    await person.presses("password.change")


async def test_a_wrong_password_may_be_refused_without_flows(start):
    """So Dendrite does."""
    wrong = no(403, "M_FORBIDDEN", "Invalid username or password")
    program = start({CHANGE: [uia(["m.login.password"]), wrong, ok({})]})
    await program.sign_in()
    await to_the_proof(program)
    person = program.person
    await person.types("stage.password", "not it")
    await person.presses("stage.continue")
    await person.reads_in("stage.reason", "That is not the current password. Try again.")
    await person.reads_in("stage.server", "Invalid username or password")
    await person.types("stage.password", "old-password")
    await person.presses("stage.continue")
    await person.reads_in("banner.sentence", "Password changed at ")


async def test_one_id_twice_is_one_device(start):
    program = start({LIST: ok({"devices": [*DEVICES, DEVICES[1], DEVICES[1]]})})
    await program.sign_in()
    await program.person.sees("devices.PHONE")
    rows = program.window.findChildren(DeviceRow)
    assert [each.line.device_id for each in rows] == ["OURS", "PHONE", "WEB"]


async def test_one_odd_device_spoils_no_list(start):
    odd = {"device_id": "ODD", "last_seen_ts": 1.5, "display_name": 7}
    program = start({LIST: ok({"devices": [*DEVICES, odd, None, {"device_id": 3}]})})
    await program.sign_in()
    await program.person.sees("devices.ODD")


async def test_a_thousand_emails_are_not_a_thousand_rows(start):
    many = [{"medium": "email", "address": f"a{n}@example.org"} for n in range(1000)]
    program = start({MAILS: ok({"threepids": many})})
    await program.sign_in()
    await program.person.reads_on("page.account", "a0@example.org", "and 180 more")
    labels = program.window.findChildren(QLabel)
    assert len(labels) < 200


async def test_ways_without_end_are_a_short_menu(start):
    flows = [["m.login.password", f"org.example.{n}"] for n in range(18_000)]
    program = start({CHANGE: uia(["m.login.password"], *flows)})
    await program.sign_in()
    await to_the_proof(program)
    assert len(program.window.findChildren(QPushButton)) < 200


async def test_a_packed_answer_is_read(start):
    async def packed(request: httpx.Request) -> httpx.Response:
        body = b'{"devices": [{"device_id": "OURS"}, {"device_id": "PACKED"}]}'
        head = {"Content-Encoding": "gzip"}
        return httpx.Response(200, stream=httpx.ByteStream(gzip.compress(body)), headers=head)

    program = start()
    handle = program.server.handle

    async def handled(request: httpx.Request) -> httpx.Response:
        if request.url.path == f"{V3}/devices":
            return await packed(request)
        return await handle(request)

    program.server.handle = handled
    await program.sign_in()
    await program.person.sees("devices.PACKED")


async def test_an_account_that_has_expired_is_said_so_and_looked_at_again(start):
    expired = no(403, "ORG_MATRIX_EXPIRED_ACCOUNT", "Your account has expired")
    program = start({WHOAMI: expired}, clock=StillClock())
    await program.enter()
    await program.person.reads_on(
        "page.reauth", "This account has expired", "its link renews the account"
    )
    assert program.person.find("reauth.password") is None
    program.server.routes[WHOAMI] = ok({"user_id": "@alice:example.org", "device_id": "OURS"})
    await program.person.presses("reauth.look-again")
    await program.person.sees("page.account")


async def test_a_server_that_is_full_says_whom_to_ask(start):
    full = no(403, "M_RESOURCE_LIMIT_EXCEEDED", "full", admin_contact="mailto:help@example.org")
    program = start({LOGIN: full})
    await program.enter()
    await program.person.reads_in("banner.sentence", "matrix.example.org has reached a limit.")
    assert program.person.reads("banner.next") == "Ask help@example.org."


async def test_a_firewalls_page_is_no_lost_answer(start):
    program = start({LOGIN: html(403)})
    await program.enter()
    await program.person.reads_in("banner.sentence", "answered, but not as a homeserver does")
    assert len(program.server.sent(LOGIN)) == 1


@pytest.mark.parametrize("text", ["<img src=/etc/passwd>", "<b>&amp;", "a < b & c", "@a:b.c"])
def test_a_tool_tip_shows_what_is_written(text: str):
    document = QTextDocument()
    shown = tip(text)
    if shown.startswith("<span>"):
        document.setHtml(shown)
        shown = document.toPlainText()
    assert shown == text


async def test_a_users_name_is_no_html(start):
    user_id = "@<img src=x>:example.org"
    named = ok({"user_id": user_id, "device_id": "OURS", "access_token": TOKEN})
    program = start({LOGIN: named, WHOAMI: ok({"user_id": user_id, "device_id": "OURS"})})
    await program.sign_in()
    assert "<img" not in program.person.find("chip").toolTip()


async def test_a_reset_that_wants_a_session_says_that_it_cannot_be_done(start):
    """So Dendrite answers."""
    program = start({CHANGE: no(401, "M_MISSING_TOKEN", "Missing access token")})
    await send_a_reset(program)
    said = await program.person.reads_in("banner.sentence", "can't reset a forgotten password")
    assert "text message" not in said


async def test_a_fault_before_any_mail_speaks_of_no_mail(start):
    program = start({CHANGE: no(500, "M_UNKNOWN", "oops")})
    await send_a_reset(program)
    await program.person.reads_in("banner.sentence", "The password was not changed.")
    assert "mail" not in program.person.reads("banner.next")


async def send_a_reset(program: Program) -> None:
    person = program.person
    await person.types("sign-in.where", "@alice:example.org")
    await person.presses("sign-in.continue")
    await person.presses("sign-in.forgot")
    await person.types("reset.email", "alice@example.org")
    await person.types("password.new", "three-new-words-here")
    await person.types("password.again", "three-new-words-here")
    await person.presses("reset.devices.keep")
    await person.presses("reset.send")


async def test_a_document_without_a_word_of_its_own_can_be_agreed_to(start):
    params = {"m.login.terms": {"policies": {"rules": {}}, "more": 7}}
    program = start({CHANGE: [uia(["m.login.terms"], params=params), ok({})]})
    await program.sign_in()
    await begin_a_change(program)
    person = program.person
    words = await person.reads_on(
        "stage", "I agree to “rules”", "no address at which it can be read"
    )
    assert "version" not in words
    await person.presses("stage.terms.0")
    await person.presses("stage.continue")
    await person.reads_in("banner.sentence", "Password changed at ")
