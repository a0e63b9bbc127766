"""An authorization server and the Synapse that delegates to it, on loopback.

    with OAuthHomeserver() as server:
        server.synapse.base_url, server.base_url

The server's protocol is Authlib's (`tests.rig.authorization_app`), in a process of its own. Synapse
asks it whose a token is, as it asks the Matrix Authentication Service.
"""

from __future__ import annotations

import json
import secrets
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import httpx

from tests.rig.process import PATIENCE_SECONDS, Leashed, eventually, free_port
from tests.rig.synapse import Synapse


class OAuthHomeserver:
    """Run the authorization server and a Synapse that delegates to it.

    Args:
        user: localpart of the person who approves sign-ins in the browser.
        lifetime: of an access token, in seconds.

    Attributes:
        synapse: the homeserver.
        base_url: the authorization server's.
    """

    def __init__(self, *, user: str = "alice", lifetime: int = 300) -> None:
        port = free_port()
        secret = secrets.token_hex()
        self.base_url = f"http://127.0.0.1:{port}"
        self.synapse = Synapse(
            config={
                "password_config": {"enabled": False},
                "matrix_authentication_service": {
                    "enabled": True,
                    "endpoint": f"{self.base_url}/",
                    "secret": secret,
                },
            }
        )
        self._settings = {
            "port": port,
            "secret": secret,
            "homeserver": self.synapse.base_url,
            "user": user,
            "lifetime": lifetime,
        }
        self._folder = Path(tempfile.mkdtemp(prefix="latchkey-oauth-"))
        self._http = httpx.Client(base_url=self.base_url, trust_env=False, timeout=30)
        self._process: Leashed | None = None

    def __enter__(self) -> OAuthHomeserver:
        try:
            self._start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def _start(self) -> None:
        log = self._folder / "log"
        command = [sys.executable, "-m", "tests.rig.authorization_app", json.dumps(self._settings)]
        process = Leashed(command, {"PYTHONWARNINGS": "ignore"}, log, remove=self._folder)
        self._process = process

        def look() -> bool:
            if not process.alive():
                raise RuntimeError(f"it did not start:\n{log.read_text(errors='replace')}")
            try:
                return self._http.get("/.well-known/openid-configuration").is_success
            except httpx.ConnectError:
                return False

        eventually(look, "the authorization server", PATIENCE_SECONDS)
        self.synapse.start()

    def close(self) -> None:
        """Stop both servers, and remove their folders."""
        self.synapse.close()
        if self._process is not None:
            self._process.stop()
            self._process = None
        self._http.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def change(self, **settings: Any) -> None:
        """Change the user in the browser, or the lifetime of tokens."""
        self._rig(settings=settings)

    def revoke_all(self) -> None:
        """End every session, as an administrator does."""
        self._rig(revoke=True)

    @property
    def tokens(self) -> list[dict[str, Any]]:
        """Every pair of tokens that was issued, oldest first: refresh, revoked, user."""
        found: list[dict[str, Any]] = self._rig()["tokens"]
        return found

    @property
    def clients(self) -> int:
        """Number of clients that have registered."""
        return int(self._rig()["clients"])

    def _rig(self, **asked: Any) -> dict[str, Any]:
        answer = self._http.post("/rig", json=asked)
        answer.raise_for_status()
        found: dict[str, Any] = answer.json()
        return found
