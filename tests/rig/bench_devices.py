"""Measures a list of a thousand devices, for `tests.rig.bench`."""

from __future__ import annotations

import json
from typing import Any, Protocol

from tests.rig.homeserver import ScriptedHomeserver
from tests.rig.rules import V3
from tests.rig.serve import Answer

DEVICES = 1000
PASSWORD = "bench-Password-of-4-words"  # of a server on loopback
NAME = "Kitchen"
LIST = f"GET {V3}/devices"


class Meter(Protocol):
    """Measures the longest stall between its beginning and its end, in milliseconds."""

    def begin(self) -> None: ...
    def end(self) -> None: ...
    @property
    def worst_ms(self) -> float: ...


def listed(own: str, name: str) -> Answer:
    """Return the answer that lists all devices, the first of which has a name."""
    body: list[dict[str, Any]] = [{"device_id": own}]
    for number in range(DEVICES):
        body.append(
            {
                "device_id": f"D{number:04}",
                "display_name": name if number == 0 else f"Client {number}",
                "last_seen_ip": "10.0.0.7",
                "last_seen_ts": 1795444986190 - number,
            }
        )
    return Answer(200, json.dumps({"devices": body}).encode())


async def devices_1000(stalls: Meter) -> dict[str, float]:
    """Show a thousand devices, turn the page, and rename one; return the longest stall."""
    from tests.rig.latchkey import Latchkey

    with ScriptedHomeserver() as server:
        user_id = server.register("alice", PASSWORD)
        async with Latchkey() as latchkey:
            person = latchkey.person
            await latchkey.sign_in(user_id, PASSWORD, keep=False)
            assert latchkey.controller.context is not None
            own = latchkey.controller.context.session.device_id
            server.always(LIST, listed(own, "Client 0"))
            server.always(f"PUT {V3}/devices/D0000", Answer(200, b"{}"))
            stalls.begin()
            await person.presses("account.read-again")
            await person.sees("devices.D0000")
            await person.presses("devices.more")
            await person.sees("devices.D0035")
            await person.presses("devices.back")
            await person.presses("devices.D0000.rename")
            server.always(LIST, listed(own, NAME))
            await person.types("ask.name", NAME)
            await person.presses("ask.continue")
            await person.reads_on("page.account", NAME)
            stalls.end()
    return {"devices_1000_stall_ms": stalls.worst_ms}
