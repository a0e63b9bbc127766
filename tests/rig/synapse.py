"""A real Synapse on loopback: SQLite, a free port, a temporary folder."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import shutil
import socket
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx

from tests.rig.process import PATIENCE_SECONDS, Leashed, free_port

UNLIMITED = {"per_second": 10_000, "burst_count": 10_000}


@dataclass(frozen=True, slots=True)
class Device:
    """A device that the rig signed in."""

    device_id: str
    token: str


class Synapse:
    """Run a Synapse in a process of its own.

    Args:
        smtp_port: port of the server that it sends mail by; None for no mail.
        config: settings that replace or add to ours, by top-level key.

    Attributes:
        port: on 127.0.0.1.
        server_name: what user IDs end in; server discovery finds the server under it.
    """

    def __init__(self, *, smtp_port: int | None = None, config: dict[str, Any] | None = None):
        self.port = free_port()
        self.server_name = f"localhost:{self.port}"
        self.base_url = f"http://127.0.0.1:{self.port}"
        self._folder = Path(tempfile.mkdtemp(prefix="latchkey-synapse-"))
        self._shared_secret = secrets.token_hex()
        self._settings = {**self._defaults(smtp_port), **(config or {})}
        self._http = httpx.Client(base_url=self.base_url, timeout=30, trust_env=False)
        self._process: Leashed | None = None
        self._admin: str | None = None

    def __enter__(self) -> Synapse:
        self.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    @property
    def log(self) -> str:
        """What the server printed."""
        return (self._folder / "log").read_text(errors="replace")

    def start(self) -> None:
        """Start the server and wait until it is ready.

        Raises:
            RuntimeError: it does not start; the text holds its log.
        """
        path = self._folder / "homeserver.yaml"
        path.write_text(json.dumps(self._settings))  # JSON is YAML
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notify:
            address = self._folder / "notify"
            address.unlink(missing_ok=True)
            notify.bind(str(address))
            notify.settimeout(0.5)
            command = [sys.executable, "-m", "synapse.app.homeserver", "-c", str(path)]
            env = {"NOTIFY_SOCKET": str(address), "PYTHONWARNINGS": "ignore"}
            log = self._folder / "log"
            self._process = Leashed(command, env, log, remove=self._folder)
            self._await_ready(notify)

    def _await_ready(self, notify: socket.socket) -> None:
        end = time.monotonic() + PATIENCE_SECONDS
        while self._process is not None and self._process.alive() and time.monotonic() < end:
            try:
                if b"READY=1" in notify.recv(4096):
                    return
            except TimeoutError:
                continue
        raise RuntimeError(f"Synapse did not start:\n{self.log}")

    def stop(self) -> None:
        """Stop the server; its data stays for another start."""
        if self._process is not None:
            self._process.stop()
            self._process = None

    def close(self) -> None:
        """Stop the server and remove its folder."""
        self.stop()
        self._http.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    # --- what a test sets up --------------------------------------------------------------------

    def user_id(self, localpart: str) -> str:
        """Return the full user ID."""
        return f"@{localpart}:{self.server_name}"

    def register(self, localpart: str, password: str, *, admin: bool = False) -> str:
        """Register a user with the shared secret and return the full user ID."""
        path = "/_synapse/admin/v1/register"
        nonce = self._json("GET", path)["nonce"]
        role = "admin" if admin else "notadmin"
        text = "\0".join([nonce, localpart, password, role]).encode()
        mac = hmac.new(self._shared_secret.encode(), text, hashlib.sha1).hexdigest()
        body = {
            "nonce": nonce,
            "username": localpart,
            "password": password,
            "admin": admin,
            "mac": mac,
            "inhibit_login": True,
        }
        self._json("POST", path, json=body)
        return self.user_id(localpart)

    def sign_in(self, user: str, password: str, name: str = "Element on Android") -> Device:
        """Sign in a new device and return it."""
        answer = self.try_sign_in(user, password, name)
        answer.raise_for_status()
        body = answer.json()
        return Device(body["device_id"], body["access_token"])

    def try_sign_in(self, user: str, password: str, name: str = "Probe") -> httpx.Response:
        """Return the server's whole answer to a sign-in."""
        body = {
            "type": "m.login.password",
            "identifier": {"type": "m.id.user", "user": user},
            "password": password,
            "initial_device_display_name": name,
        }
        return self._http.post("/_matrix/client/v3/login", json=body)

    def can_sign_in(self, user: str, password: str) -> bool:
        """Tell whether a password signs in; the probe's device is signed out at once."""
        answer = self.try_sign_in(user, password)
        if answer.status_code == 403:
            return False
        answer.raise_for_status()
        self.request("POST", "/_matrix/client/v3/logout", answer.json()["access_token"], json={})
        return True

    def token_works(self, token: str) -> bool:
        """Tell whether a token is accepted."""
        path = "/_matrix/client/v3/account/whoami"
        answer = self._http.get(path, headers={"Authorization": f"Bearer {token}"})
        return answer.status_code == 200

    def device_names(self, localpart: str) -> list[str]:
        """Return the names of a user's devices, sorted, as the server's administrator sees them."""
        path = f"/_synapse/admin/v2/users/{self.user_id(localpart)}/devices"
        found = self.request("GET", path, self._admin_token())["devices"]
        return sorted(device["display_name"] or "" for device in found)

    def add_threepids(self, localpart: str, **addresses: str) -> None:
        """Give a user contacts: ``email="a@b"``, ``msisdn="49170"``."""
        pairs = [{"medium": m, "address": a} for m, a in addresses.items()]
        path = f"/_synapse/admin/v2/users/{self.user_id(localpart)}"
        self.request("PUT", path, self._admin_token(), json={"threepids": pairs})

    def add_external_id(self, localpart: str, provider: str, external_id: str) -> None:
        """Let a user sign in with a provider of single sign-on as well."""
        pairs = [{"auth_provider": provider, "external_id": external_id}]
        path = f"/_synapse/admin/v2/users/{self.user_id(localpart)}"
        self.request("PUT", path, self._admin_token(), json={"external_ids": pairs})

    def add_registration_token(self, token: str) -> None:
        """Make a registration token that may be used without end."""
        path = "/_synapse/admin/v1/registration_tokens/new"
        self.request("POST", path, self._admin_token(), json={"token": token})

    def make_room(self, token: str, **more: Any) -> str:
        """Make a room, as a client would, and return its ID."""
        found = self.request("POST", "/_matrix/client/v3/createRoom", token, json=more)
        room_id: str = found["room_id"]
        return room_id

    def join(self, token: str, room_id: str) -> None:
        """Join a room that is public."""
        self.request("POST", f"/_matrix/client/v3/join/{quote(room_id)}", token, json={})

    def leave(self, token: str, room_id: str) -> None:
        """Leave a room."""
        self.request("POST", f"/_matrix/client/v3/rooms/{quote(room_id)}/leave", token, json={})

    def send(self, token: str, room_id: str, text: str) -> None:
        """Send a message."""
        path = f"/_matrix/client/v3/rooms/{quote(room_id)}/send/m.room.message"
        body = {"msgtype": "m.text", "body": text}
        self.request("PUT", f"{path}/{secrets.token_hex(8)}", token, json=body)

    def messages(self, token: str, room_id: str) -> list[dict[str, Any]]:
        """Return the messages of a room as a user gets them, newest first."""
        path = f"/_matrix/client/v3/rooms/{quote(room_id)}/messages?dir=b&limit=100"
        found = self.request("GET", path, token)["chunk"]
        return [each for each in found if each["type"] == "m.room.message"]

    def is_closed(self, localpart: str) -> bool:
        """Tell whether an account is closed, as the server's administrator sees it."""
        path = f"/_synapse/admin/v2/users/{self.user_id(localpart)}"
        return bool(self.request("GET", path, self._admin_token())["deactivated"])

    def is_erased(self, localpart: str) -> bool:
        """Tell whether a user's messages are erased, as the server's administrator sees it."""
        path = f"/_synapse/admin/v2/users/{self.user_id(localpart)}"
        return bool(self.request("GET", path, self._admin_token())["erased"])

    def lock(self, localpart: str, *, locked: bool = True) -> None:
        """Lock an account, or unlock it."""
        path = f"/_synapse/admin/v2/users/{self.user_id(localpart)}"
        self.request("PUT", path, self._admin_token(), json={"locked": locked})

    def suspend(self, localpart: str, *, suspended: bool = True) -> None:
        """Suspend an account, or end its suspension."""
        path = f"/_synapse/admin/v1/suspend/{self.user_id(localpart)}"
        self.request("PUT", path, self._admin_token(), json={"suspend": suspended})

    def sign_out_all(self, localpart: str) -> None:
        """Delete every device of a user."""
        under = f"/_synapse/admin/v2/users/{self.user_id(localpart)}"
        token = self._admin_token()
        found = self.request("GET", f"{under}/devices", token)["devices"]
        gone = [device["device_id"] for device in found]
        self.request("POST", f"{under}/delete_devices", token, json={"devices": gone})

    def deactivate(self, localpart: str) -> None:
        """Close an account for good."""
        path = f"/_synapse/admin/v1/deactivate/{self.user_id(localpart)}"
        self.request("POST", path, self._admin_token(), json={})

    def add_key_backup(self, token: str) -> None:
        """Make a key backup, as a client would."""
        body = {
            "algorithm": "m.megolm_backup.v1.curve25519-aes-sha2",
            "auth_data": {"public_key": "abcdefg", "signatures": {}},
        }
        self.request("POST", "/_matrix/client/v3/room_keys/version", token, json=body)

    def request(self, method: str, path: str, token: str, **more: Any) -> dict[str, Any]:
        """Send a request with a token and return the JSON of a success."""
        return self._json(method, path, headers={"Authorization": f"Bearer {token}"}, **more)

    def _json(self, method: str, path: str, **more: Any) -> dict[str, Any]:
        answer = self._http.request(method, path, **more)
        if answer.is_error:
            raise RuntimeError(f"{method} {path}: {answer.status_code} {answer.text}")
        body: dict[str, Any] = answer.json()
        return body

    def _admin_token(self) -> str:
        if self._admin is None:
            password = secrets.token_hex()
            user = self.register("rig-admin", password, admin=True)
            self._admin = self.sign_in(user, password, "Rig").token
        return self._admin

    def _defaults(self, smtp_port: int | None) -> dict[str, Any]:
        seed = base64.b64encode(secrets.token_bytes(32)).decode().rstrip("=")
        mail = {
            "smtp_host": "127.0.0.1",
            "smtp_port": smtp_port,
            "enable_tls": False,
            "notif_from": "Latchkey rig <rig@localhost>",
        }
        return {
            "server_name": self.server_name,
            "public_baseurl": f"http://localhost:{self.port}/",
            "serve_server_wellknown": False,
            "listeners": [
                {
                    "port": self.port,
                    "type": "http",
                    "bind_addresses": ["127.0.0.1"],
                    "resources": [{"names": ["client"]}],
                }
            ],
            "database": {
                "name": "sqlite3",
                "args": {"database": str(self._folder / "homeserver.db")},
            },
            "pid_file": str(self._folder / "pid"),
            "media_store_path": str(self._folder / "media"),
            "signing_key": f"ed25519 a_rig {seed}",
            "registration_shared_secret": self._shared_secret,
            "macaroon_secret_key": secrets.token_hex(),
            "form_secret": secrets.token_hex(),
            "report_stats": False,
            "trusted_key_servers": [],
            "bcrypt_rounds": 4,
            "rc_login": {
                "address": UNLIMITED,
                "account": UNLIMITED,
                "failed_attempts": UNLIMITED,
            },
            "rc_registration": UNLIMITED,
            "rc_3pid_validation": UNLIMITED,
            "rc_message": UNLIMITED,
            "rc_joins": {"local": UNLIMITED, "remote": UNLIMITED},
            "rc_joins_per_room": UNLIMITED,
            "rc_invites": {"per_room": UNLIMITED, "per_user": UNLIMITED, "per_issuer": UNLIMITED},
            "rc_room_creation": UNLIMITED,
            **({"email": mail} if smtp_port is not None else {}),
        }
