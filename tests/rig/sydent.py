"""A real Sydent on loopback: the identity server that sends SMS codes for a homeserver."""

from __future__ import annotations

import configparser
import shutil
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.rig.process import PATIENCE_SECONDS, Leashed, eventually, free_port
from tests.rig.serve import Exchange, Served, says

LAUNCH = """
import sys
import sydent.sms.openmarket
sydent.sms.openmarket.API_BASE_URL = sys.argv[1]
import sydent.sydent
sydent.sydent.main()
"""


@dataclass(frozen=True, slots=True)
class Text:
    """An SMS that was sent.

    Attributes:
        to: the number, digits only, as in Matrix.
        text: the whole text.
    """

    to: str
    text: str


class Sydent:
    """Run an identity server, and the SMS gateway that it uses.

    A homeserver uses it with ``config=sydent.delegate``.

    Attributes:
        port: on 127.0.0.1.
        base_url: of the identity server.
        gateway_status: HTTP status that the gateway answers; from 300 on, no SMS is recorded.
    """

    def __init__(self) -> None:
        self.port = free_port()
        self.base_url = f"http://127.0.0.1:{self.port}"
        self.gateway_status = 202
        self._folder = Path(tempfile.mkdtemp(prefix="latchkey-sydent-"))
        self._texts: list[Text] = []
        self._arrived = threading.Condition()
        self._sink = Served(self._take)
        self._process: Leashed | None = None

    def __enter__(self) -> Sydent:
        self._sink.__enter__()
        try:
            self._start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *exc: object) -> None:
        self.stop()
        self._sink.__exit__(None, None, None)
        shutil.rmtree(self._folder, ignore_errors=True)

    def stop(self) -> None:
        """Stop the identity server; the homeserver then cannot reach it."""
        if self._process is not None:
            self._process.stop()
            self._process = None

    @property
    def delegate(self) -> dict[str, dict[str, str]]:
        """The part of Synapse's configuration that makes it use this server."""
        return {"account_threepid_delegates": {"msisdn": self.base_url}}

    @property
    def log(self) -> str:
        """What the server printed."""
        return (self._folder / "log").read_text(errors="replace")

    def texts(self, to: str) -> list[str]:
        """Return the texts of the SMS to a number, oldest first."""
        with self._arrived:
            return [sms.text for sms in self._texts if sms.to == to]

    def wait_for(self, to: str, number: int = 1, seconds: float = 20) -> str:
        """Return the nth text to a number (``49170…``), waiting until it has arrived.

        Raises:
            TimeoutError: it did not arrive.
        """
        with self._arrived:
            if not self._arrived.wait_for(lambda: len(self.texts(to)) >= number, seconds):
                raise TimeoutError(f"no SMS number {number} to {to}:\n{self.log}")
            return self.texts(to)[number - 1]

    async def _take(self, exchange: Exchange) -> None:
        if self.gateway_status < 300:
            sms = exchange.json()["mobileTerminate"]
            with self._arrived:
                text = Text(sms["destination"]["address"], sms["message"]["content"])
                self._texts.append(text)
                self._arrived.notify_all()
        await exchange.answer(says(self.gateway_status, {}, location="/sms/1"))

    def _start(self) -> None:
        settings = configparser.RawConfigParser()
        settings.read_dict(
            {
                "general": {
                    "server.name": "localhost",
                    "ip.whitelist": "127.0.0.1",  # else it refuses to call our sink
                    "pidfile.path": str(self._folder / "pid"),
                    "templates.path": str(self._folder),
                },
                "db": {"db.file": str(self._folder / "sydent.db")},
                "http": {
                    "clientapi.http.bind_address": "127.0.0.1",
                    "clientapi.http.port": str(self.port),
                    "client_http_base": self.base_url,
                },
                "sms": {
                    "bodytemplate": "Your code is {token}",
                    "username": "rig",
                    "password": "rig",
                },
            }
        )
        path = self._folder / "sydent.conf"
        with path.open("w") as file:
            settings.write(file)
        sink = f"http://127.0.0.1:{self._sink.port}/sms"
        command = [sys.executable, "-c", LAUNCH, sink]
        env = {"SYDENT_CONF": str(path), "PYTHONWARNINGS": "ignore"}
        log = self._folder / "log"
        self._process = Leashed(command, env, log, remove=self._folder)
        self._await_ready(self._process)

    def _await_ready(self, process: Leashed) -> None:
        def answers() -> bool:
            if not process.alive():
                raise RuntimeError(f"Sydent did not start:\n{self.log}")
            try:
                return http.get(f"{self.base_url}/_matrix/identity/versions").is_success
            except httpx.TransportError:
                return False

        with httpx.Client(trust_env=False) as http:
            eventually(answers, "Sydent to answer", PATIENCE_SECONDS)
