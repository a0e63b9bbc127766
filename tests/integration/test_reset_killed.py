"""A process that is killed while a reset waits loses nothing but the password that was typed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading

import pytest

from app.store.paths import config_file
from app.store.settings import Settings
from tests.integration.conftest import OLD
from tests.rig.homeserver import ScriptedHomeserver
from tests.rig.latchkey import Latchkey
from tests.rig.process import ROOT, eventually
from tests.rig.secret_service import SecretService

pytestmark = pytest.mark.usefixtures("theme")

NEW = "a-new-Password-of-7-words"
ADDRESS = "alice@example.org"
V3 = "/_matrix/client/v3"

DRIVER = """
import asyncio, os, signal, sys

point, server, address, password = sys.argv[1:5]

def die(where):
    if where == point:
        os.kill(os.getpid(), signal.SIGKILL)

from app.net.client import HttpClient
from app.store.keyring_vault import SystemVault

exchange, put = HttpClient.exchange, SystemVault.put
asked = []

async def watched_exchange(self, request):
    mail = request.path.endswith("/requestToken")
    look = request.path.endswith("/password") and "threepid_creds" in repr(request.body.auth)
    if mail:
        die("before the mail is asked for")
    if look:
        die("before a look")
    reply = await exchange(self, request)
    if mail:
        asked.append(True)
        die("after the mail is asked for")
    if look:
        die("after a look" if reply.status == 401 else "after the last answer")
    return reply

async def watched_put(self, key, secret):
    if asked:
        die("before it is kept")
    await put(self, key, secret)
    if asked:
        die("after it is kept")

HttpClient.exchange, SystemVault.put = watched_exchange, watched_put

from PySide6.QtWidgets import QApplication
from tests.rig.latchkey import Latchkey
from ui.platform import event_loop
from ui.platform.theme import Theme

async def live():
    async with Latchkey() as latchkey:
        person = latchkey.person
        await person.types("sign-in.where", server)
        await person.presses("sign-in.forgot")
        await person.types("reset.email", address)
        await person.types("password.new", password)
        await person.types("password.again", password)
        await person.presses("reset.devices.sign-out")
        await person.presses("reset.send")
        await asyncio.Event().wait()

app = QApplication(sys.argv[:1])
Theme(app)
event_loop.run(app, live())
"""

POINTS = [
    "before the mail is asked for",
    "after the mail is asked for",
    "before it is kept",
    "after it is kept",
    "before a look",
    "after a look",
    "after the last answer",
]


def drive(server_name: str, point: str, address: str = ADDRESS) -> subprocess.CompletedProcess[str]:
    """Start the program, have it ask for a mail, and let it kill itself on the way."""
    return subprocess.run(
        [sys.executable, "-c", DRIVER, point, server_name, address, NEW],
        cwd=ROOT,
        env=dict(os.environ),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def confirm_soon(server: ScriptedHomeserver) -> None:
    """Click the link as soon as there is one."""
    eventually(lambda: server.stages.sent, "a mail", 30)
    server.stages.confirm(ADDRESS)


@pytest.mark.parametrize("point", POINTS)
async def test_a_reset_that_is_killed_loses_nothing_but_the_password(
    secret_service: SecretService, point: str
):
    with ScriptedHomeserver() as server:
        user_id = server.register("alice", OLD, email=ADDRESS)
        if point == "after the last answer":
            threading.Thread(target=confirm_soon, args=[server], daemon=True).start()
        done = drive(server.server_name, point)
        assert done.returncode == -signal.SIGKILL, done.stderr
        assert len(Settings(config_file()).resets()) == 1
        async with Latchkey() as latchkey:
            person = latchkey.person
            await person.reads_in("sign-in.reset.0", "a•••@e•••.org")
            await person.presses("sign-in.reset.0.go-on")
            await person.types("password.new", NEW)
            await person.types("password.again", NEW)
            await person.presses("reset.send")
            if point != "after the last answer":
                await person.sees("page.reset-wait")
                [mail] = server.stages.sent
                assert mail.times == 1, "no second mail"
                server.stages.confirm(ADDRESS)
            await person.sees("page.reset-done")
            assert "signed out" in person.reads("reset.devices")
        assert server.can_sign_in(user_id, NEW)
        bodies = [each.json() for each in server.requests(f"POST {V3}/account/password")]
        assert all(body["logout_devices"] for body in bodies)
        tokens = server.requests(f"POST {V3}/account/password/email/requestToken")
        assert len({each.json()["client_secret"] for each in tokens}) == 1
        assert Settings(config_file()).resets() == []
