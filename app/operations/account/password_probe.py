"""Find out whether a password is the account's current one, by signing in with it."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Awaitable, Callable, Sequence

from app.core import requests
from app.core.errors import Forbidden, LatchkeyError, UserDeactivated
from app.core.identifiers import Origin, UserIdentifier
from app.core.responses import LoggedIn
from app.core.secret import Secret
from app.operations.ports.http import OpenApi
from app.operations.session.sign_out import revoke

DEVICE_NAME = "Latchkey (checking a password)"

PAUSES = (1.0, 9.0)
"""Seconds before the first and the second try. A request whose answer was lost may still be under
way, so a refusal counts only when it is said twice, some time apart."""


async def signs_in(
    open_api: OpenApi,
    origin: Origin,
    who: UserIdentifier,
    password: Secret,
    *,
    sleep: Callable[[float], Awaitable[None]],
    pauses: Sequence[float] = PAUSES,
) -> bool | None:
    """Try a password by signing in, and sign the new device out at once.

    All tries are for one device ID of our own: where an answer is lost, the next one finds the
    device that the lost one may have made, and signs it out.

    Args:
        open_api: opens a client for an origin.
        origin: the homeserver's.
        who: whose password.
        password: the one to try.
        sleep: how to pause.
        pauses: seconds before each try.

    Returns:
        True if it signed in, False if the server refused it each time, None if the server did not
        say.
    """
    device_id = f"CHECK{secrets.token_hex(5).upper()}"
    refused = 0
    for pause in pauses:
        await sleep(pause)
        try:
            found = await _try(open_api, origin, who, password, device_id)
        except (Forbidden, UserDeactivated):
            refused += 1
            continue
        except LatchkeyError:
            continue
        await _sign_out(open_api, origin, found.access_token)
        return True
    return False if refused == len(pauses) else None


async def _try(
    open_api: OpenApi, origin: Origin, who: UserIdentifier, password: Secret, device_id: str
) -> LoggedIn:
    api = open_api(origin, None)
    body = requests.PasswordLogin(
        identifier=who,
        password=password,
        device_id=device_id,
        initial_device_display_name=DEVICE_NAME,
    )
    try:
        return await api.call(requests.login(body))
    finally:
        await api.close()


async def _sign_out(open_api: OpenApi, origin: Origin, token: Secret) -> None:
    api = open_api(origin, token)
    try:
        # If it stays, the device list that is read next names it.
        with contextlib.suppress(LatchkeyError):
            await revoke(api)
    finally:
        await api.close()
