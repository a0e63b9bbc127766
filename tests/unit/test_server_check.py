"""By which name a homeserver is called: never by one that it only claims."""

from __future__ import annotations

from typing import Any

import pytest

from app.core.errors import BorrowedName
from app.core.homeserver import Homeserver, Opened, Session
from app.core.identifiers import Origin, base_url_of, origin_of
from app.core.secret import Secret
from app.core.tokens import Tokens
from app.net.discovery import ServerDiscovery
from app.operations.sign_in.server_check import with_server_name
from tests.mock_homeserver import MockHomeserver, html, no, ok

EVIL = Origin("https", "evil.example")
WELL_KNOWN = "GET /.well-known/matrix/client"


def found(name: str, origin: Origin = EVIL) -> Homeserver:
    return Homeserver(name, origin, False, (), ())


async def name_of(
    user_id: str, homeserver: Homeserver | None, answer: Any = None, origin: Origin = EVIL
) -> tuple[str, list[str]]:
    """Return the name, and the hosts that were asked."""
    server = MockHomeserver({WELL_KNOWN: no(404, "M_NOT_FOUND") if answer is None else answer})
    discovery = ServerDiscovery(lambda where: server.client(where))
    opened = Opened(Session(user_id, "D", origin), Tokens(Secret("t")))
    checked = await with_server_name(opened, homeserver, discovery)
    assert checked.session == opened.session
    assert checked.tokens is opened.tokens
    return checked.session.server_name, [each.url.host for each in server.requests]


def leads_to(address: str) -> Any:
    return ok({"m.homeserver": {"base_url": address}})


async def test_the_name_that_was_typed_is_believed_without_asking():
    assert await name_of("@a:evil.example", found("evil.example")) == ("evil.example", [])
    there = found("example.org", origin_of("https://matrix.example.org"))
    assert await name_of("@a:example.org", there, origin=there.origin) == ("example.org", [])


async def test_a_borrowed_name_is_refused():
    """The ID is matrix.org's, and matrix.org leads to its own homeserver."""
    answer = leads_to("https://matrix-client.matrix.org")
    with pytest.raises(BorrowedName) as caught:
        await name_of("@alice:matrix.org", found("evil.example"), answer)
    assert caught.value.host == "evil.example"
    assert caught.value.server_name == "matrix.org"


async def test_another_name_is_believed_if_it_leads_to_the_same_homeserver():
    answer = leads_to("https://evil.example/")
    assert await name_of("@a:example.org", found("evil.example"), answer) == (
        "example.org",
        ["example.org"],
    )


@pytest.mark.parametrize(
    "answer", [no(404, "M_NOT_FOUND"), html(200), no(500, "M_UNKNOWN"), ok({})]
)
async def test_where_nothing_is_said_the_homeserver_goes_by_its_host(answer: Any):
    name, asked = await name_of("@alice:matrix.org", found("evil.example"), answer)
    assert name == "evil.example"
    assert set(asked) == {"matrix.org"}


async def test_a_name_that_is_none_is_not_asked():
    assert await name_of("@a:b c", found("evil.example")) == ("evil.example", [])


async def test_what_was_typed_for_another_homeserver_does_not_count():
    other = found("matrix.org", origin_of("https://matrix-client.matrix.org"))
    with pytest.raises(BorrowedName):
        await name_of("@alice:matrix.org", other, leads_to("https://matrix-client.matrix.org"))
    with pytest.raises(BorrowedName):
        await name_of("@alice:matrix.org", None, leads_to("https://matrix-client.matrix.org"))


async def test_this_computer_has_several_names():
    here = origin_of("http://127.0.0.1:8008")
    answer = leads_to("http://localhost:8008")
    found = await name_of("@a:localhost:9000", found_at(here), answer, origin=here)
    assert found[0] == "localhost:9000"
    with pytest.raises(BorrowedName):
        await name_of(
            "@a:localhost:9000", found_at(here), leads_to("http://localhost:8009"), origin=here
        )


def found_at(origin: Origin) -> Homeserver:
    return found(origin.place, origin)


async def test_two_homeservers_on_one_host_are_two():
    """Beneath a path, the host's own name is somebody else's until .well-known leads there."""
    here = base_url_of("https://shared.example/evil")
    with pytest.raises(BorrowedName):
        await name_of(
            "@a:shared.example",
            found_at(here),
            leads_to("https://shared.example/good"),
            origin=here,
        )
    silent = await name_of("@a:shared.example", found_at(here), html(404), origin=here)
    assert silent[0] == "https://shared.example/evil"
    led = await name_of("@a:shared.example", found_at(here), leads_to(str(here)), origin=here)
    assert led[0] == "shared.example"


def test_a_session_goes_by_its_host_until_more_is_known():
    assert Session("@a:b.c", "D", EVIL).server_name == "evil.example"
    assert Session("@a:b.c", "D", EVIL, server_name="b.c").server_name == "b.c"


async def test_a_server_elsewhere_has_nobody_here_asked():
    name, asked = await name_of("@alice:localhost:8123", found("evil.example"))
    assert (name, asked) == ("evil.example", [])
