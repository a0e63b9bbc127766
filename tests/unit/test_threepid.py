"""Validation sessions: what is sent, what is kept, how often it is asked."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from app.core import requests
from app.core.encoding import encode
from app.core.errors import InvalidInput, LocalProtocolError, WrongShape
from app.core.identifiers import Link, link_of
from app.core.responses import TokenRequested
from app.core.secret import Secret
from app.core.uia import requests as uia_requests
from app.core.uia.threepid import (
    LIFE_SECONDS,
    Email,
    Phone,
    Ticket,
    Validation,
    Validations,
    email_of,
    poll_pause,
    ticket_of,
)

MAIL = Email("alice@example.org")
PHONE = Phone("DE", "01701234567", "+49 170 1234567")
FRESH = Validation(MAIL, Secret("cs"))


def body(request):
    return json.loads(encode(request.body)[0])


def given(sid: str, submit_url: str | None = None) -> Ticket:
    return ticket_of(TokenRequested(sid=Secret(sid), submit_url=submit_url), "example.org")


@pytest.mark.parametrize(
    ("contact", "path", "wire"),
    [
        (MAIL, "email", {"email": "alice@example.org"}),
        (PHONE, "msisdn", {"country": "DE", "phone_number": "01701234567"}),
    ],
)
def test_a_token_is_requested_from_the_endpoint_that_is_passed_in(contact, path, wire):
    request = uia_requests.request_token("/x/y", Validation(contact, Secret("cs")))
    assert request.path == f"/x/y/{path}/requestToken"
    assert body(request) == {"client_secret": "cs", "send_attempt": 1, **wire}
    assert request.token is requests.Token.NEVER


def test_asking_again_counts_up_only_after_an_answer():
    once = FRESH.sent(given("one"), 10.0)
    assert body(uia_requests.request_token("/x", FRESH))["send_attempt"] == 1
    assert body(uia_requests.request_token("/x", once))["send_attempt"] == 2
    assert (
        body(uia_requests.request_token("/x", once.sent(given("one"), 20.0)))["send_attempt"] == 3
    )
    assert once.since == 10.0


def test_every_sid_is_kept_and_tried_in_turn_the_oldest_first():
    found = FRESH.sent(given("one"), 1.0).sent(given("two"), 2.0)
    assert [found.answer(turn).sid.reveal() for turn in range(4)] == ["one", "two", "one", "two"]
    assert found.answer(0).client_secret == Secret("cs")
    again = found.sent(given("one"), 3.0)
    assert [each.sid.reveal() for each in again.tickets] == ["two", "one"]


def test_the_newest_ticket_takes_the_code():
    first, second = given("one", "https://a.example/1"), given("two", "https://a.example/2")
    assert FRESH.sent(first, 1.0).sent(second, 2.0).submit == second
    assert FRESH.sent(first, 1.0).sent(given("three"), 2.0).submit == first
    assert FRESH.sent(given("three"), 2.0).submit is None


def test_a_validation_lives_two_hours_whatever_the_clock_does():
    found = FRESH.sent(given("one"), 1000.0)
    assert found.alive(1000.0)
    assert found.alive(-5000.0)
    assert found.alive(1000.0 + LIFE_SECONDS - 1)
    assert not found.alive(1000.0 + LIFE_SECONDS)


def test_what_was_asked_for_is_found_by_its_contact_or_as_the_newest_of_its_medium():
    book = Validations()
    mail = FRESH.sent(given("one"), 1000.0)
    other = Validation(Email("b@c"), Secret("cs2")).sent(given("two"), 1001.0)
    phone = Validation(PHONE, Secret("cs3")).sent(given("three"), 1002.0)
    for each in (mail, other, phone):
        book.keep("/x", each)
    assert book.newest("/x", "email", 1003.0) == other
    assert book.newest("/x", "msisdn", 1003.0) == phone
    assert book.newest("/y", "email", 1003.0) is None
    assert book.find("/x", MAIL, 1003.0) == mail
    assert book.find("/y", MAIL, 1003.0) is None
    assert book.find("/x", MAIL, 1000.0 + LIFE_SECONDS) is None
    book.drop("/x", other.contact)
    assert book.newest("/x", "email", 1003.0) == mail
    assert (mail.contact.shown, phone.contact.shown) == ("alice@example.org", "+49 170 1234567")


@pytest.mark.parametrize("sid", ["", "x" * 256, "a b", "a/b", "ü", "a\n"])
def test_a_sid_that_is_none_is_refused(sid):
    with pytest.raises(WrongShape) as caught:
        given(sid)
    assert caught.value.where == "$.sid"


@pytest.mark.parametrize(
    "address",
    ["http://example.org/x", "file:///etc/passwd", "javascript:alert(1)", "", "not an address"],
)
def test_a_code_goes_to_no_unsafe_address(address):
    with pytest.raises(WrongShape) as caught:
        given("one", address)
    assert caught.value.where == "$.submit_url"


def test_a_code_goes_out_as_it_was_typed_to_the_address_that_was_given():
    ticket = given("one", "https://sms.example.net:8443/a/submit?x=1")
    request = uia_requests.submit_code(FRESH, ticket, Secret("aB 12"))
    assert request.path == "/a/submit?x=1"
    assert body(request) == {"sid": "one", "client_secret": "cs", "token": "aB 12"}
    with pytest.raises(LocalProtocolError):
        uia_requests.submit_code(FRESH, given("two"), Secret("1"))


def test_the_server_is_asked_often_at_first_and_not_for_ever():
    pauses = [poll_pause(float(waited)) for waited in range(0, 7300, 10)]
    assert pauses[0] == 2.0
    assert pauses[11] == 2.0
    assert pauses[12] == 5.0
    assert pauses[60] == 15.0
    assert pauses[719] == 15.0
    assert pauses[720] is None
    known = [pause for pause in pauses if pause is not None]
    assert all(early <= late for early, late in pairwise(known))


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (" a@b ", "a@b"),
        ("Alice <alice@example.org>", "alice@example.org"),
        ("ä@müller.example", "ä@müller.example"),
        ('"a b"@c', None),
        ("alice", None),
        ("a@", None),
        ("@b", None),
        ("", None),
        ("a@b@c", None),
    ],
)
def test_an_email_address_as_it_is_typed(typed, address):
    assert email_of(typed) == (None if address is None else Email(address))


def test_masked_enough_for_others_to_guess_nothing_and_for_the_owner_to_know():
    assert MAIL.masked == "a•••@e•••.org"
    assert Email("x@localhost").masked == "x•••@l•••"
    assert PHONE.masked == "+49 ••• 567"


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("https://Example.org", Link("https://example.org/", "example.org")),
        ("http://example.org/a?b=c#d", Link("http://example.org/a?b=c#d", "example.org")),
        (
            "https://müller.example/ä",
            Link("https://xn--mller-kva.example/%C3%A4", "xn--mller-kva.example"),
        ),
        ("https://[::1]:80/%20", Link("https://[::1]:80/%20", "[::1]:80")),
    ],
)
def test_an_address_for_a_browser(text, link):
    assert link_of(text) == link


@pytest.mark.parametrize(
    "text",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
        "https://good.example@evil.example/",
        "https://good.example\\@evil.example/",
        "https://",
        "//example.org/",
        "https://exa mple.org",
        "https://example.org/\u202e",
        "https://[::1",
        "https://example.org/" + "x" * 4000,
        "https://example.org\x00/",
        "",
    ],
)
def test_what_is_no_address_for_a_browser(text):
    with pytest.raises(InvalidInput):
        link_of(text)


def test_a_stage_in_an_address_is_percent_encoded():
    request = uia_requests.fallback_page("org.example/x?y#z", Secret("s/1&2"))
    assert request.path == (
        "/_matrix/client/v3/auth/org.example%2Fx%3Fy%23z/fallback/web?session=s%2F1%262"
    )
    assert "s/1" not in repr(Link("https://x/?session=s/1", "x"))
