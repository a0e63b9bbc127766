"""Bad input and bad servers, on real sockets: what the page says, and that nothing is lost."""

from __future__ import annotations

import contextlib
import datetime
import json
import socket
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
import trustme
from PySide6.QtCore import Qt

import app.net.client
from tests.integration.conftest import OLD
from tests.rig import faults
from tests.rig.homeserver import ScriptedHomeserver, Step
from tests.rig.latchkey import Latchkey
from tests.rig.person import until
from tests.rig.process import free_port
from tests.rig.rules import V3
from tests.rig.serve import Answer, Served, says

pytestmark = pytest.mark.usefixtures("theme", "no_vault", "impatience")

WELL_KNOWN, VERSIONS = "GET /.well-known/matrix/client", "GET /_matrix/client/versions"
LOGIN, CHANGE = f"POST {V3}/login", f"POST {V3}/account/password"
FLOWS = f"GET {V3}/login"
NEW = "new passphrase with 9 words"
NO_HOMESERVER = "There is no Matrix homeserver at "
HOSTILE = (
    "<b>bold</b> <img src='http://example.org/x.png'>\N{RIGHT-TO-LEFT OVERRIDE}\N{NULL}\x1b[31m"
    "\u2066\n\n" + "A" * 10_000
)


@pytest.fixture
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.net.client, "TIMEOUT", httpx.Timeout(10, connect=0.4, read=0.4))


@pytest.fixture
def server() -> Iterator[ScriptedHomeserver]:
    with ScriptedHomeserver() as running:
        running.register("alice", OLD)
        yield running


async def note_for(typed: str, part: str) -> str:
    """Type something, continue, and return what stands beneath the field."""
    async with Latchkey() as latchkey:
        person = latchkey.person
        await person.types("sign-in.where", typed)
        await person.presses("sign-in.continue")
        said = await person.reads_in("sign-in.where.note", part)
        assert person.reads("sign-in.where") == typed, "what was typed"
        assert person.find("sign-in.password") is None
        await person.has_focus("sign-in.where")
        return said


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ("", "Enter your Matrix ID, or your server."),
        ("@alice", "The server is missing."),
        ("@alice: example.org", "There is a space in it."),
        ("@:example.org", "The name is missing."),
        ("alice@example.org", "This looks like an email address."),
        ("ftp://example.org", "An address has to begin with https://."),
        ("http://example.org", "Without https, anyone could read your password."),
        ("exa_mple..org", "This is no name of a server."),
        ("@alice:" + "a" * 250, "This is too long for a Matrix ID."),
    ],
)
async def test_bad_input(typed: str, part: str):
    await note_for(typed, part)


async def test_capitals_are_hinted_at_and_go_on(server: ScriptedHomeserver):
    async with Latchkey() as latchkey:
        person = latchkey.person
        await person.types("sign-in.where", f"@Alice:{server.server_name}")
        await person.presses("sign-in.continue")
        await person.reads_in("sign-in.where.note", "Most Matrix IDs have small letters only.")
        await person.sees("sign-in.password")


# --- nobody answers -----------------------------------------------------------------------------


async def test_a_name_that_does_not_resolve():
    said = await note_for("nowhere.invalid", "There is no server called nowhere.invalid.")
    assert "Check the spelling" in said


async def test_an_address_that_no_request_can_be_made_to():
    said = await note_for("xn--zzzzzzz99.example", "xn--zzzzzzz99.example isn't a valid address.")
    assert "Check the spelling" in said


async def test_nobody_listens():
    port = free_port()
    said = await note_for(f"localhost:{port}", f"localhost:{port} cannot be reached.")
    assert "Check the address" in said


@pytest.fixture
def full_house() -> Iterator[int]:
    """Listen on a port whose queue is full, so that nobody else gets through the door."""
    with contextlib.ExitStack() as doors:
        listener = doors.enter_context(socket.socket())
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        for _ in range(4):
            caller = doors.enter_context(socket.socket())
            caller.setblocking(False)
            caller.connect_ex(listener.getsockname())
        yield listener.getsockname()[1]


async def test_nobody_opens(full_house: int):
    said = await note_for(f"127.0.0.1:{full_house}", f"127.0.0.1:{full_house} does not answer.")
    assert "Try again in a minute" in said


@pytest.mark.parametrize("fault", [faults.reset, faults.hang, faults.truncated])
async def test_an_answer_that_does_not_come(server: ScriptedHomeserver, fault: Step):
    server.always(VERSIONS, fault)
    said = await note_for(server.base_url, f"The answer of {server.server_name} did not arrive.")
    assert "Try again in a minute" in said
    assert "may have been done" not in said, "nothing was asked to be done"


# --- certificates -------------------------------------------------------------------------------

PAST = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """Return an authority that this system trusts."""
    made = trustme.CA()
    made.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    return made


def context_of(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


def self_signed() -> trustme.LeafCert:
    """Return a certificate that is its own issuer."""
    alone = trustme.CA()
    return trustme.LeafCert(alone.private_key_pem.bytes(), alone.cert_pem.bytes(), [])


@pytest.mark.parametrize(
    ("make", "part"),
    [
        (
            lambda ca: ca.issue_cert("localhost", not_before=PAST, not_after=PAST),
            "its certificate has expired",
        ),
        (lambda ca: ca.issue_cert("other.example"), "its certificate is for another name"),
        (lambda ca: self_signed(), "it signed its certificate itself"),
        (
            lambda ca: trustme.CA().issue_cert("localhost"),
            "nobody trusted here issued its certificate",
        ),
    ],
)
async def test_a_certificate_that_proves_nothing(
    authority: trustme.CA, make: Callable[[trustme.CA], trustme.LeafCert], part: str
):
    with ScriptedHomeserver(tls=context_of(make(authority))) as server:
        said = await note_for(server.base_url, part)
        assert f"{server.server_name} cannot prove who it is" in said
        assert "Someone may be listening in. Do not go on" in said
        assert server.seen == []


async def test_a_certificate_that_is_good(authority: trustme.CA):
    good = context_of(authority.issue_cert("localhost"))
    with ScriptedHomeserver(tls=good) as server:
        server.register("alice", OLD)
        async with Latchkey() as latchkey:
            await latchkey.sign_in_at(server.base_url, "alice", OLD)
        assert server.device_names("alice") == []


async def test_a_server_that_speaks_no_tls(server: ScriptedHomeserver):
    await note_for(f"https://{server.server_name}", f"{server.server_name} cannot be reached.")


# --- no homeserver ------------------------------------------------------------------------------

PAGES: list[Step] = [
    faults.web_page,
    Answer(404, faults.PAGE, faults.HTML),
    Answer(200, b""),
    says(200, {"versions": "all of them"}),
    says(200, ["v1.1"]),
    faults.oversized(50_000_000),
    faults.cut,
    faults.wrong_charset,
    Answer(200, b'{"versions": "\xff"}'),
    Answer(301, b"", {"location": "https://example.org/"}),
]


@pytest.mark.parametrize("page", PAGES)
async def test_what_answers_is_no_homeserver(server: ScriptedHomeserver, page: Step):
    server.always(VERSIONS, page)
    said = await note_for(server.base_url, f"{NO_HOMESERVER}{server.server_name}.")
    assert "Check the spelling" in said


@pytest.mark.parametrize("page", [faults.web_page, faults.oversized(50_000_000), faults.cut])
async def test_a_homeserver_whose_ways_in_cannot_be_read(server: ScriptedHomeserver, page: Step):
    server.always(FLOWS, page)
    said = await note_for(server.base_url, server.server_name)
    assert "Traceback" not in said


async def test_a_server_out_of_order(server: ScriptedHomeserver):
    server.always(VERSIONS, faults.bad_gateway)
    await note_for(server.base_url, f"{server.server_name} has a fault of its own.")


async def test_too_many_tries_at_the_look_up_end_by_themselves(server: ScriptedHomeserver):
    limited = says(429, {"errcode": "M_LIMIT_EXCEEDED"}, retry_after="1")
    server.on(FLOWS, limited)
    async with Latchkey() as latchkey:
        person = latchkey.person
        await person.types("sign-in.where", server.base_url)
        await person.presses("sign-in.continue")
        await person.reads_in("banner.next", "It takes the next one in 0:01.")
        assert not person.find("sign-in.continue").isEnabled()
        await person.misses("banner")
        await person.presses("sign-in.continue")
        await person.sees("sign-in.who")


# --- .well-known --------------------------------------------------------------------------------


def points_to(url: object) -> Answer:
    return says(200, {"m.homeserver": {"base_url": url}})


@pytest.mark.parametrize(
    ("answer", "part"),
    [
        (points_to("https://nowhere.invalid"), "There is no server called nowhere.invalid."),
        (points_to("http://example.org"), "names a homeserver that cannot be used"),
        (points_to("javascript:alert(1)"), "names a homeserver that cannot be used"),
        (points_to(5), "does not say where its homeserver is."),
        (says(200, {}), "does not say where its homeserver is."),
        (says(200, []), "does not say where its homeserver is."),
        (Answer(200, b"{"), "does not say where its homeserver is."),
        (Answer(200, b""), "does not say where its homeserver is."),
        (faults.web_page, "does not say where its homeserver is."),
        (faults.oversized(50_000_000), "does not say where its homeserver is."),
        (
            Answer(302, b"", {"location": "/.well-known/matrix/client"}),
            "does not say where its homeserver is.",
        ),
        (
            Answer(302, b"", {"location": "http://example.org/"}),
            "does not say where its homeserver is.",
        ),
    ],
)
async def test_a_well_known_that_leads_nowhere(server: ScriptedHomeserver, answer: Step, part: str):
    server.always(WELL_KNOWN, answer)
    said = await note_for(f"@alice:{server.server_name}", part)
    assert server.server_name in said
    assert server.requests(LOGIN) == []


async def test_a_well_known_that_leads_to_what_is_no_homeserver(server: ScriptedHomeserver):
    async def page(exchange: object) -> None:
        await exchange.answer(Answer(200, faults.PAGE, faults.HTML))  # type: ignore[attr-defined]

    with Served(page) as other:
        server.always(WELL_KNOWN, points_to(other.base_url))
        said = await note_for(server.server_name, "names a homeserver that cannot be used")
        assert NO_HOMESERVER in said


async def test_a_well_known_that_leads_to_itself_is_good(server: ScriptedHomeserver):
    async with Latchkey() as latchkey:
        await latchkey.person.types("sign-in.where", server.server_name)
        await latchkey.person.presses("sign-in.continue")
        await latchkey.person.reads_in("sign-in.server.how", "Found through .well-known.")


async def test_a_well_known_that_leads_elsewhere_is_followed_and_said(server: ScriptedHomeserver):
    with ScriptedHomeserver() as other:
        other.register("alice", OLD)
        server.always(WELL_KNOWN, points_to(other.base_url))
        async with Latchkey() as latchkey:
            await latchkey.person.types("sign-in.where", server.server_name)
            await latchkey.person.presses("sign-in.continue")
            said = f"Its homeserver is {other.server_name}, as {server.server_name} says."
            await latchkey.person.reads_in("sign-in.server.how", said)


# --- signing in ---------------------------------------------------------------------------------


async def at_the_password(latchkey: Latchkey, server: ScriptedHomeserver) -> None:
    await latchkey.person.types("sign-in.where", f"@alice:{server.server_name}")
    await latchkey.person.presses("sign-in.continue")
    await latchkey.person.types("sign-in.password", OLD)


async def test_a_refused_sign_in_says_so_beside_the_field(server: ScriptedHomeserver):
    server.on(LOGIN, says(403, {"errcode": "M_FORBIDDEN", "error": HOSTILE}))
    async with Latchkey() as latchkey:
        person = latchkey.person
        await at_the_password(latchkey, server)
        await person.presses("sign-in.enter")
        said = await person.reads_in("sign-in.password.note", "The name or the password is wrong.")
        assert_harmless(said)
        assert person.reads("sign-in.password") == OLD
        await person.presses("sign-in.enter")
        await latchkey.sees_account()


async def test_too_many_tries_at_signing_in_end_by_themselves(server: ScriptedHomeserver):
    server.on(LOGIN, says(429, {"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 900}))
    async with Latchkey() as latchkey:
        person = latchkey.person
        await at_the_password(latchkey, server)
        await person.presses("sign-in.enter")
        await person.reads_in("banner.sentence", f"{server.server_name} has had too many tries.")
        assert person.reads("banner.next") == "It takes the next one in 0:01."
        assert not person.find("sign-in.enter").isEnabled()
        await person.misses("banner")
        assert person.reads("sign-in.password") == OLD
        await person.presses("sign-in.enter")
        await latchkey.sees_account()


async def test_whoever_will_not_wait_need_not(server: ScriptedHomeserver):
    server.on(LOGIN, says(429, {"errcode": "M_LIMIT_EXCEEDED"}, retry_after="600"))
    async with Latchkey() as latchkey:
        person = latchkey.person
        await at_the_password(latchkey, server)
        await person.presses("sign-in.enter")
        await person.reads_in("banner.next", "It takes the next one in 10:00.")
        await person.hits(Qt.Key.Key_Space, "banner.dismiss")
        await person.has_focus("sign-in.enter")
        await person.presses("sign-in.enter")
        await latchkey.sees_account()


async def test_another_server_is_not_held_back(server: ScriptedHomeserver):
    server.on(LOGIN, says(429, {"errcode": "M_LIMIT_EXCEEDED"}, retry_after="600"))
    async with Latchkey() as latchkey:
        person = latchkey.person
        await at_the_password(latchkey, server)
        await person.presses("sign-in.enter")
        await person.sees("banner")
        await person.presses("sign-in.change")
        await person.presses("sign-in.continue")
        await until(lambda: person.find("sign-in.enter"), "the server to be found again")
        await until(lambda: person.find("sign-in.enter").isEnabled(), "the button to come back")
        await person.types("sign-in.password", OLD)
        await person.presses("sign-in.enter")
        await latchkey.sees_account()


async def test_a_server_that_limits_for_no_time_at_all_says_so(server: ScriptedHomeserver):
    server.on(LOGIN, says(429, {"errcode": "M_LIMIT_EXCEEDED"}, retry_after="0"))
    async with Latchkey() as latchkey:
        await at_the_password(latchkey, server)
        await latchkey.person.presses("sign-in.enter")
        await latchkey.person.reads_in("banner.next", "It takes the next one in 0:01.")
        await latchkey.person.misses("banner")


@pytest.mark.parametrize("key", [LOGIN, CHANGE])
async def test_a_text_that_quotes_the_secret_is_not_shown(server: ScriptedHomeserver, key: str):
    quoted = f"1 validation error: input_value='{OLD}' and '{NEW}'"
    async with Latchkey() as latchkey:
        person = latchkey.person
        if key == LOGIN:
            await at_the_password(latchkey, server)
            server.on(key, says(400, {"errcode": "M_BAD_JSON", "error": quoted}))
            await person.presses("sign-in.enter")
        else:
            await latchkey.sign_in(server.user_id("alice"), OLD)
            server.on(key, says(400, {"errcode": "M_BAD_JSON", "error": quoted}))
            await latchkey.fill_change(NEW)
        await person.sees("banner")
        await person.presses("banner.details")
        assert "M_BAD_JSON" in person.reads("banner.code")
        banner = person.find("banner")
        shown = "\n".join(each.text() for each in banner.findChildren(type(banner.sentence)))
        for secret in (OLD, NEW):
            assert secret not in shown + banner.found.report()


# --- the change ---------------------------------------------------------------------------------


async def at_the_change(latchkey: Latchkey, server: ScriptedHomeserver, *steps: Step) -> None:
    """Sign in, fill the page, and let the change be answered so."""
    await latchkey.sign_in(server.user_id("alice"), OLD)
    server.on(CHANGE, *steps)
    await latchkey.fill_change(NEW)


@pytest.mark.parametrize(
    ("errcode", "part"),
    [
        ("M_WEAK_PASSWORD", "The server finds this password too weak."),
        ("M_PASSWORD_TOO_SHORT", "The server wants a longer password."),
        ("M_PASSWORD_NO_DIGIT", "The server wants a digit in the password."),
        ("M_PASSWORD_NO_SYMBOL", "The server wants a symbol in the password."),
        ("M_PASSWORD_NO_UPPERCASE", "The server wants a capital letter in the password."),
        ("M_PASSWORD_NO_LOWERCASE", "The server wants a small letter in the password."),
        ("M_PASSWORD_IN_DICTIONARY", "The server knows this password from a dictionary."),
    ],
)
async def test_each_rule_of_the_server_has_its_sentence(
    server: ScriptedHomeserver, errcode: str, part: str
):
    refused = says(400, {"errcode": errcode, "error": "Our <b>rule</b>"})
    async with Latchkey() as latchkey:
        await at_the_change(latchkey, server, refused)
        person = latchkey.person
        said = await person.reads_in("password.new.note", part)
        assert "Our <b>rule</b>" in said, "as plain text"
        assert person.find("password.new.note").textFormat() is Qt.TextFormat.PlainText
        assert person.reads("password.new") == NEW
        await person.has_focus("password.new")
    assert server.can_sign_in(server.user_id("alice"), OLD)


async def test_a_forbidden_change(server: ScriptedHomeserver):
    async with Latchkey() as latchkey:
        await at_the_change(latchkey, server, says(403, {"errcode": "M_FORBIDDEN", "error": "no"}))
        person = latchkey.person
        await person.reads_in("banner.sentence", "The password was not changed.")
        assert "does not allow this" in person.reads("banner.next")
        assert person.reads("password.new") == NEW


async def test_too_many_tries_at_the_change_end_by_themselves(server: ScriptedHomeserver):
    limited = says(429, {"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 900})
    async with Latchkey() as latchkey:
        await at_the_change(latchkey, server, limited)
        person = latchkey.person
        await person.reads_in("banner.sentence", "The password was not changed.")
        assert "It takes the next one in 0:01." in person.reads("banner.next")
        assert not person.find("password.change").isEnabled()
        await person.misses("banner")
        await person.presses("password.change")
        await latchkey.prove(OLD)
        await person.reads_in("banner.sentence", "Password changed at ")


async def test_too_many_tries_at_a_proof_end_by_themselves(server: ScriptedHomeserver):
    async with Latchkey() as latchkey:
        await latchkey.sign_in(server.user_id("alice"), OLD)
        await latchkey.fill_change(NEW)
        person = latchkey.person
        await person.sees("stage.password")
        server.on(CHANGE, says(429, {"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 900}))
        await latchkey.prove(OLD)
        await person.reads_in("stage.reason", "You can go on in 0:01.")
        assert not person.find("stage.continue").isEnabled()
        await person.presses("stage.continue")
        await person.reads_in("banner.sentence", "Password changed at ")


async def test_a_hostile_text_is_short_and_plain(server: ScriptedHomeserver):
    async with Latchkey() as latchkey:
        refused = says(403, {"errcode": "M_FORBIDDEN", "error": HOSTILE})
        await at_the_change(latchkey, server, refused)
        person = latchkey.person
        assert_harmless(await person.reads_in("banner.server", "The server says: "))
        label = person.find("banner.server")
        assert label.textFormat() is Qt.TextFormat.PlainText
        assert label.height() >= label.heightForWidth(label.width()), "all of it can be read"


def assert_harmless(shown: str) -> None:
    """Fail unless a server's text is short, and free of what is no letter."""
    assert "<b>bold</b>" in shown
    assert len(shown) < 700
    assert not {"\N{RIGHT-TO-LEFT OVERRIDE}", "\N{NULL}", "\x1b", "\u2066"} & set(shown)
    assert json.dumps(shown)
