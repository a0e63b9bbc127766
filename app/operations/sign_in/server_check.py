"""Check whether a Matrix ID that a homeserver gave belongs to that homeserver.

A homeserver may claim any user ID. If the app called it by the name in that ID, people would give
it the password that they have elsewhere.
"""

from __future__ import annotations

from dataclasses import replace

from app.core.errors import BorrowedName, InvalidInput
from app.core.homeserver import Homeserver, Opened
from app.core.identifiers import Origin, origin_of_server, server_name_of
from app.operations.ports.http import Discovery


async def with_server_name(
    opened: Opened, homeserver: Homeserver | None, discovery: Discovery
) -> Opened:
    """Return a new session with the name by which its homeserver is to be called.

    That is the server name in the user ID if it is what the person typed, or if .well-known of that
    name leads to the homeserver ("Server Discovery"). If .well-known does not say, it is the
    homeserver's host, and its path if it has one. A server elsewhere that names this computer is
    not followed here.

    Args:
        opened: the session, as the homeserver gave it.
        homeserver: the one that the person looked up; None if there was another one meanwhile.
        discovery: asks the server name in the user ID.

    Raises:
        BorrowedName: the server name in the user ID leads elsewhere; the session is to be ended.
    """
    session = opened.session
    origin, claimed = session.origin, session.user_id.partition(":")[2]
    typed = homeserver is not None and homeserver.origin == origin
    known = {origin.place, homeserver.server_name if homeserver is not None and typed else ""}
    try:
        name = server_name_of(claimed)
    except InvalidInput:
        return replace(opened, session=replace(session, server_name=origin.place))
    if origin_of_server(name).loopback and not origin.loopback:
        return replace(opened, session=replace(session, server_name=origin.place))
    if name not in known:
        found = await discovery.leads_to(name)
        if found is not None and not _same(found, origin):
            raise BorrowedName(origin.name, session.user_id, name)
        if found is None:
            name = origin.place
    return replace(opened, session=replace(session, server_name=name))


def _same(one: Origin, other: Origin) -> bool:
    """Return whether two origins are one server; this computer has several names."""
    if one.loopback and other.loopback:
        one = replace(one, host=other.host)
    return one == other
