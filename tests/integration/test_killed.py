"""A process that is killed at any point of a renewal finds its session at the next start."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from app.core.tokens import read_tokens
from app.store.keyring_vault import open_system_vault
from app.store.paths import config_file
from app.store.settings import Settings
from tests.integration.conftest import OLD
from tests.rig.homeserver import ScriptedHomeserver
from tests.rig.latchkey import Latchkey
from tests.rig.process import ROOT
from tests.rig.secret_service import SecretService

pytestmark = pytest.mark.usefixtures("theme")

V3 = "/_matrix/client/v3"

DRIVER = """
import asyncio, os, signal, sys

point = sys.argv[1]

def die(where):
    if where == point:
        os.kill(os.getpid(), signal.SIGKILL)

from app.net.client import HttpClient
from app.store.keyring_vault import SystemVault

exchange, put, forget = HttpClient.exchange, SystemVault.put, SystemVault.forget
seen = []

async def watched_exchange(self, request):
    renewal = request.path.endswith("/refresh")
    if renewal:
        die("before the request")
    elif seen == ["renewed", "put", "forgotten"]:
        die("before the new token is used")
    reply = await exchange(self, request)
    if renewal:
        seen.append("renewed")
        die("after the answer")
    return reply

async def watched_put(self, key, secret):
    if not seen:
        return await put(self, key, secret)
    die("before it is kept")
    await put(self, key, secret)
    seen.append("put")
    die("after it is kept")

async def watched_forget(self, key):
    if seen:
        die("before the old one is dropped")
    await forget(self, key)
    if seen:
        seen.append("forgotten")
        die("after the old one is dropped")

HttpClient.exchange, SystemVault.put, SystemVault.forget = (
    watched_exchange, watched_put, watched_forget
)

from PySide6.QtWidgets import QApplication
from tests.rig.latchkey import Latchkey
from ui.platform import event_loop
from ui.platform.theme import Theme

async def live():
    async with Latchkey() as latchkey:
        await latchkey.sees_account()
        await asyncio.Event().wait()

app = QApplication(sys.argv[:1])
Theme(app)
event_loop.run(app, live())
"""

POINTS = [
    "before the request",
    "after the answer",
    "before it is kept",
    "after it is kept",
    "before the old one is dropped",
    "after the old one is dropped",
    "before the new token is used",
]


def drive(point: str) -> subprocess.CompletedProcess[str]:
    """Start the program, which renews its tokens at once, and let it kill itself on the way."""
    return subprocess.run(
        [sys.executable, "-c", DRIVER, point],
        cwd=ROOT,
        env=dict(os.environ),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("point", POINTS)
async def test_a_renewal_that_is_killed_loses_nothing(secret_service: SecretService, point: str):
    with ScriptedHomeserver() as server:
        user_id = server.register("alice", OLD)
        async with Latchkey() as latchkey:
            await latchkey.sign_in(user_id, OLD)
            session = latchkey.controller.context.session
        server.accounts.expire(user_id)
        done = drive(point)
        assert done.returncode == -signal.SIGKILL, done.stderr
        assert Settings(config_file()).sessions() == [session]
        async with Latchkey() as latchkey:
            await latchkey.sees_account()
            context = latchkey.controller.context
            assert context.state.usable
            assert not isinstance(context.view.devices, Exception)
            assert context.session == session
        vault = await open_system_vault()
        kept = [read_tokens(await vault.get(session.vault_key(place))) for place in (0, 1)]
        assert context.api.tokens in kept
        assert len(server.requests(f"POST {V3}/login")) == 1, "nobody had to sign in again"
