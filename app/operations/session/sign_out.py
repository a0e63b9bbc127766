"""End a session on its server; `app.operations.session.storage` forgets it here, afterwards."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from app.core import requests
from app.core.errors import LatchkeyError, MissingToken, UnknownToken, may_have_happened
from app.operations.ports.http import Api

TRIES = 3


async def revoke(api: Api) -> None:
    """Revoke a session on its server ("Logout", POST /logout).

    Doing it twice does no harm, so it is tried again when the answer is lost: a server that does
    not know the session any more has ended it.

    Args:
        api: a client with the session's token.

    Raises:
        ConnectionFault, RemoteProtocolError, MatrixError: the session may still be open there.
    """
    await persistently(lambda: api.call(requests.logout()))


async def persistently(end: Callable[[], Awaitable[object]]) -> None:
    """Call `end`, and again while its answer is lost, at most `TRIES` times.

    A server that does not know the session any more has ended it.

    Args:
        end: sends one request that ends a session.

    Raises:
        LatchkeyError: the session may still be open.
    """
    for left in reversed(range(TRIES)):
        try:
            await end()
        except (UnknownToken, MissingToken):
            return
        except LatchkeyError as error:
            if left == 0 or not may_have_happened(error):
                raise
        else:
            return
