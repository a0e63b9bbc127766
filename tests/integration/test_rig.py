"""The rig itself: what it starts really runs, and ends with whoever started it."""

from __future__ import annotations

import os
import signal
import smtplib
import socket
import subprocess
import sys
import time
from email.message import EmailMessage

import keyring
import pytest

from app.core.secret import Secret
from app.store.keyring_vault import open_system_vault
from tests.integration.conftest import OLD
from tests.rig.mail import MailSink
from tests.rig.process import PATIENCE_SECONDS, ROOT, free_port
from tests.rig.secret_service import SecretService
from tests.rig.synapse import Synapse

HOLDER = """
import signal
import sys
from pathlib import Path
from tests.rig.process import Leashed
server = Leashed([sys.executable, "-u", "-m", "http.server", "--bind", "127.0.0.1", sys.argv[1]],
                 {}, Path(sys.argv[2]) / "log", remove=Path(sys.argv[2]))
# Whoever runs the tests may have told them to ignore it.
signal.signal(signal.SIGHUP, signal.SIG_DFL)
print("started", flush=True)
sys.stdin.read()
"""


def wait_for(port: int, *, answering: bool, seconds: float = PATIENCE_SECONDS) -> None:
    """Knock until somebody answers, or nobody does any more."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with socket.socket() as probe:
            if (probe.connect_ex(("127.0.0.1", port)) == 0) is answering:
                return
    raise TimeoutError(f"port {port} answers: {not answering}")


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_a_server_ends_when_its_starter_is_killed(tmp_path, how):
    port = free_port()
    folder = tmp_path / "folder"
    folder.mkdir()
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(port), str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    assert holder.stdout is not None
    assert holder.stdin is not None
    assert holder.stdout.readline() == b"started\n"
    wait_for(port, answering=True)
    os.kill(holder.pid, how)
    holder.wait(PATIENCE_SECONDS)
    wait_for(port, answering=False)
    end = time.monotonic() + 20
    while folder.exists():
        assert time.monotonic() < end, "the folder is left"
    holder.stdout.close()
    holder.stdin.close()


def test_synapse_keeps_its_data_over_a_restart(synapse: Synapse, user: str):
    synapse.stop()
    synapse.start()
    assert synapse.can_sign_in(synapse.user_id(user), OLD)
    assert not synapse.can_sign_in(synapse.user_id(user), "wrong")


def test_synapse_takes_settings(mail: MailSink):
    limits = {"per_second": 0.01, "burst_count": 1}
    with Synapse(config={"rc_login": {"address": limits}}) as slow:
        user_id = slow.register("slow", OLD)
        assert slow.try_sign_in(user_id, OLD).status_code == 200
        assert slow.try_sign_in(user_id, OLD).status_code == 429


def test_a_server_that_does_not_start_says_why():
    broken = Synapse(config={"database": {"name": "nonsense"}})
    with pytest.raises(RuntimeError, match="Unsupported database type"):
        broken.start()
    broken.close()


def test_mail_arrives(mail: MailSink):
    message = EmailMessage()
    message["Subject"] = "Grüße"
    message["To"] = "somebody@example.org"
    message.set_content("Hello\n")
    with smtplib.SMTP("127.0.0.1", mail.port) as smtp:
        smtp.send_message(message, "rig@localhost", ["somebody@example.org"])
    found = mail.wait_for("somebody@example.org")
    assert (found.subject, found.text.strip()) == ("Grüße", "Hello")


async def test_the_secret_service_is_a_real_one(secret_service: SecretService):
    vault = await open_system_vault()
    await vault.put("rig", Secret("value"))
    assert keyring.get_keyring().get_password("Latchkey", "rig") == "value"
    await vault.forget("rig")
    assert await vault.get("rig") is None
    await vault.forget("rig")  # what is not there is no fault
