"""Measures reading two thousand rooms, for `tests.rig.bench`, compared with bare httpx.

    python -m tests.rig.bench_rooms

serves the rooms from a process of its own: it prints its address, and ends with its standard
input.
"""

from __future__ import annotations

import asyncio
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.rig.homeserver import ScriptedHomeserver
from tests.rig.process import ROOT
from tests.rig.rules import V3

ROOMS = 2000
PASSWORD = "bench-Password-of-4-words"  # of a server on loopback
BEAT_SECONDS = 0.001
RUNS = 3


def populate(server: ScriptedHomeserver, count: int, *, crowd: int = 50) -> str:
    """Make an account with rooms of every kind, as a busy person's is, and return its user ID.

    Args:
        server: the homeserver.
        count: how many rooms.
        crowd: how many people are in the large ones.
    """
    me = server.register("alice", PASSWORD)
    bob = server.user_id("bob")
    many = [server.user_id(f"member{number}") for number in range(crowd)]
    server.rooms.direct[me] = {bob: []}
    for number in range(count):
        name = f"Room {number}"
        match number % 10:
            case 0:  # a direct chat
                server.rooms.add(f"!d{number}:{server.server_name}", bob, joined=[me, bob])
                server.rooms.direct[me][bob].append(f"!d{number}:{server.server_name}")
            case 1 | 2:  # a new room of somebody else
                everybody = [me, bob, *many]
                server.rooms.add(f"!n{number}", bob, joined=everybody, levels={}, name=name)
            case 3:  # an old room that this account alone runs
                levels = {"users": {me: 100}}
                room = f"!o{number}:{server.server_name}"
                server.rooms.add(room, me, joined=[me, *many], levels=levels, name=name)
            case _:  # an old room that somebody else runs as well
                levels = {"users": {bob: 100, me: 50}}
                room = f"!s{number}:{server.server_name}"
                server.rooms.add(room, bob, joined=[me, bob, *many], levels=levels, name=name)
    return me


def serve() -> None:
    """Serve the rooms until the standard input ends."""
    with ScriptedHomeserver() as server:
        populate(server, ROOMS)
        sys.stdout.write(f"{server.base_url}\n")
        sys.stdout.flush()
        sys.stdin.read()
        server.broken.clear()


@contextmanager
def serving() -> Iterator[str]:
    """Serve the rooms from another process, and yield its address."""
    command = [sys.executable, "-m", "tests.rig.bench_rooms"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as child:
        assert child.stdout is not None
        assert child.stdin is not None
        try:
            yield child.stdout.readline().strip()
        finally:
            child.stdin.close()
            child.wait()


async def by_hand(base_url: str, token: str, requests: list[str], at_once: int) -> float:
    """Return the seconds that bare httpx takes for GET requests.

    Args:
        base_url: of the server.
        token: access token, sent with each request.
        requests: paths of the requests.
        at_once: how many requests run at a time.
    """
    import httpx

    waiting = iter(requests)
    headers = {"Authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(base_url=base_url, headers=headers, trust_env=False) as client:

        async def work() -> None:
            for address in waiting:
                await client.get(address)

        began = time.perf_counter()
        await asyncio.gather(*(work() for _ in range(at_once)))
        return time.perf_counter() - began


async def rooms_check() -> dict[str, float]:
    """Read the rooms with Latchkey's code and with bare httpx, and return the figures.

    ``rooms_check_stall_ms`` is the longest time for which the window's thread was blocked in any of
    the runs, the list of all names included.
    """
    from app.operations.account.rooms import AT_ONCE
    from tests.rig.latchkey import Latchkey
    from tests.rig.person import until

    stalls, ratios, asked = [], [], 0
    with serving() as base_url:
        # Somebody else's session may be kept: it is not the one that is opened.
        async with Latchkey(user="@alice:elsewhere.example") as latchkey:
            await latchkey.sign_in_at(base_url, "alice", PASSWORD)
            context = latchkey.controller.context
            assert context is not None
            person = latchkey.person
            token = context.api.tokens.access.reveal()
            with counted() as sent:
                await person.presses("nav.deactivate")
                await person.sees("deactivate.rooms.stop")
                await until(lambda: person.find("deactivate.rooms.stop") is None, "all", 300)
                asked = len(sent)
                addresses = list(sent)
            for _ in range(RUNS):
                bare = await by_hand(base_url, token, addresses, AT_ONCE)
                longest = Longest()
                context.cancellable.start(longest.watch(), "watch for stalls")
                began = time.perf_counter()
                latchkey.person.find("page.deactivate").rooms.again.emit()  # type: ignore[union-attr]  # its page
                await until(lambda: person.find("deactivate.rooms.stop") is None, "all", 300)
                ratios.append((time.perf_counter() - began) / bare)
                await person.presses("deactivate.rooms.all")
                await person.sees("deactivate.rooms.0.names")
                stalls.append(longest.end())
    return {
        "rooms_check_requests_per_room": round(asked / ROOMS, 2),
        "rooms_check_ratio": round(statistics.median(ratios), 2),
        "rooms_check_stall_ms": round(max(stalls) * 1000, 1),
    }


class Longest:
    """Measure the longest time for which an event loop was blocked."""

    def __init__(self) -> None:
        self._longest = 0.0
        self._over = False

    async def watch(self) -> None:
        """Measure until `end` is called."""
        last = time.perf_counter()
        while not self._over:
            await asyncio.sleep(BEAT_SECONDS)
            now = time.perf_counter()
            self._longest = max(self._longest, now - last - BEAT_SECONDS)
            last = now

    def end(self) -> float:
        """Stop measuring, and return the longest blocked time in seconds."""
        self._over = True
        return self._longest


@contextmanager
def counted() -> Iterator[list[str]]:
    """Yield a list that collects the paths of GET requests about rooms."""
    import httpx

    sent: list[str] = []
    send = httpx.AsyncClient.send

    async def noting(self: httpx.AsyncClient, request: httpx.Request, **more: object) -> object:
        path = request.url.raw_path.decode()
        if request.method == "GET" and path.startswith((f"{V3}/rooms/", f"{V3}/joined_rooms")):
            sent.append(path)
        return await send(self, request, **more)  # type: ignore[arg-type]  # passed on as given

    httpx.AsyncClient.send = noting  # type: ignore[method-assign, assignment]  # for a while
    try:
        yield sent
    finally:
        httpx.AsyncClient.send = send  # type: ignore[method-assign]


if __name__ == "__main__":
    serve()
