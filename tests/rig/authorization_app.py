"""The rig's authorization server: Authlib implements the protocol, settings name the user.

    python -m tests.rig.authorization_app SETTINGS

serves on the port that the settings name (JSON). The user approves or denies with a button on a
page.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
import sys
import time
from html import escape
from typing import Any

os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"  # it is on loopback

import httpx
from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749 import grants
from authlib.oauth2.rfc7009 import RevocationEndpoint
from authlib.oauth2.rfc7591 import ClientRegistrationEndpoint
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oauth2.rfc8628 import DeviceAuthorizationEndpoint, DeviceCodeGrant
from flask import Flask, Response, jsonify, request

from tests.rig.authorization_models import Client, Code, DeviceCode, Token

DEVICE = "urn:matrix:client:device:"
PAGE = """<!DOCTYPE html><html lang="en"><title>Rig account</title><h1>Rig account</h1>
<p>{words}</p><form method="post" action="{action}">{fields}
<button id="allow" name="decision" value="yes">Allow</button>
<button id="deny" name="decision" value="no">Deny</button></form></html>"""
DONE = """<!DOCTYPE html><html lang="en"><title>Rig account</title><h1>{words}</h1></html>"""


class Memory:
    """Clients, codes and tokens of the server, for the life of one process."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.settings = settings
        self.clients: dict[str, Client] = {}
        self.codes: dict[str, Code] = {}
        self.tokens: list[Token] = []
        self.devices: dict[str, DeviceCode] = {}
        self.polls = 0

    @property
    def base(self) -> str:
        """Address of the server."""
        return f"http://127.0.0.1:{self.settings['port']}"

    def token(self, text: str) -> Token | None:
        """Return the pair that a token belongs to."""
        return next((t for t in self.tokens if text in (t.access_token, t.refresh_token)), None)

    def revoke(self, family: str) -> None:
        """End a session: all pairs of a family."""
        for each in self.tokens:
            each.revoked |= each.family == family


def provision(memory: Memory, user: str, scope: str) -> None:
    """Tell the homeserver of a user and a device, as an authorization server does."""
    headers = {"Authorization": f"Bearer {memory.settings['secret']}"}
    device = next(s.removeprefix(DEVICE) for s in scope.split() if s.startswith(DEVICE))
    base = memory.settings["homeserver"]
    with httpx.Client(base_url=base, headers=headers, trust_env=False, timeout=30) as http:
        http.post("/_synapse/mas/provision_user", json={"localpart": user}).raise_for_status()
        body = {"localpart": user, "device_id": device, "display_name": "Latchkey"}
        http.post("/_synapse/mas/upsert_device", json=body).raise_for_status()


def make_app(settings: dict[str, Any]) -> Flask:
    """Return the Flask application of the server."""
    app = Flask("rig")
    memory = Memory(settings)
    app.config["OAUTH2_REFRESH_TOKEN_GENERATOR"] = True
    app.config["OAUTH2_TOKEN_EXPIRES_IN"] = {
        "authorization_code": settings["lifetime"],
        "refresh_token": settings["lifetime"],
        "urn:ietf:params:oauth:grant-type:device_code": settings["lifetime"],
    }

    def save_token(token: dict[str, Any], asked: Any) -> None:
        before = getattr(asked, "refresh_token", None)
        family = before.family if isinstance(before, Token) else secrets.token_hex(8)
        made = Token(
            token["access_token"],
            token["refresh_token"],
            asked.client.client_id,
            token["scope"],
            str(asked.user),
            family,
            token["expires_in"],
        )
        if not isinstance(before, Token):
            provision(memory, made.user, made.scope)
        memory.tokens.append(made)

    server = AuthorizationServer(app, query_client=memory.clients.get, save_token=save_token)
    _register_grants(server, memory)
    _serve_protocol(app, server, memory)
    _serve_people(app, server, memory)
    _serve_homeserver(app, memory)
    return app


def _register_grants(server: AuthorizationServer, memory: Memory) -> None:
    class CodeGrant(grants.AuthorizationCodeGrant):  # type: ignore[misc]  # Authlib ships no types
        TOKEN_ENDPOINT_AUTH_METHODS = ("none",)

        def save_authorization_code(self, code: str, asked: Any) -> None:
            data = asked.payload.data
            memory.codes[code] = Code(
                code,
                asked.client.client_id,
                asked.payload.redirect_uri,
                asked.payload.scope,
                str(asked.user),
                data.get("code_challenge"),
                data.get("code_challenge_method"),
            )

        def query_authorization_code(self, code: str, client: Client) -> Code | None:
            found = memory.codes.get(code)
            return found if found is not None and found.client_id == client.client_id else None

        def delete_authorization_code(self, authorization_code: Code) -> None:
            memory.codes.pop(authorization_code.code)

        def authenticate_user(self, authorization_code: Code) -> str:
            return authorization_code.user

    class RefreshGrant(grants.RefreshTokenGrant):  # type: ignore[misc]  # as above
        TOKEN_ENDPOINT_AUTH_METHODS = ("none",)
        INCLUDE_NEW_REFRESH_TOKEN = True

        def authenticate_refresh_token(self, refresh_token: str) -> Token | None:
            found = next((t for t in memory.tokens if t.refresh_token == refresh_token), None)
            if found is None or found.revoked:
                return None
            later = memory.tokens[memory.tokens.index(found) + 1 :]
            if any(t.family == found.family and t.used for t in later):
                memory.revoke(found.family)  # used twice: somebody has a copy
                return None
            return found

        def authenticate_user(self, refresh_token: Token) -> str:
            return refresh_token.user

        def revoke_old_credential(self, refresh_token: Token) -> None:
            """Keep the old pair until the new one is used: the answer may be lost."""

    class ByDevice(DeviceCodeGrant):  # type: ignore[misc]  # as above
        TOKEN_ENDPOINT_AUTH_METHODS = ("none",)

        def query_device_credential(self, device_code: str) -> DeviceCode | None:
            memory.polls += 1
            return memory.devices.get(device_code)

        def query_user_grant(self, user_code: str) -> tuple[str, bool] | None:
            for each in memory.devices.values():
                if each.user_code == user_code and each.decision is not None:
                    return each.user, each.decision
            return None

        def should_slow_down(self, credential: DeviceCode) -> bool:
            early = time.time() < credential.polled_at + 0.9
            credential.polled_at = time.time()
            return early

    server.register_grant(CodeGrant, [CodeChallenge(required=True)])
    server.register_grant(RefreshGrant)
    server.register_grant(ByDevice)


def _serve_protocol(app: Flask, server: AuthorizationServer, memory: Memory) -> None:
    class Registration(ClientRegistrationEndpoint):  # type: ignore[misc]  # as above
        def authenticate_token(self, asked: Any) -> bool:
            return True

        def generate_client_id(self, asked: Any) -> str:
            return secrets.token_urlsafe(12)

        def generate_client_secret(self, asked: Any) -> str:
            return ""

        def get_server_metadata(self) -> dict[str, object]:
            return {}

        def save_client(
            self, client_info: dict[str, Any], client_metadata: dict[str, Any], asked: Any
        ) -> Client:
            client_id = client_info["client_id"]
            memory.clients[client_id] = Client(client_id, client_metadata)
            return memory.clients[client_id]

    class Revocation(RevocationEndpoint):  # type: ignore[misc]  # as above
        CLIENT_AUTH_METHODS = ("none",)

        def query_token(self, token_string: str, token_type_hint: str | None) -> Token | None:
            return memory.token(token_string)

        def revoke_token(self, token: Token, asked: Any) -> None:
            memory.revoke(token.family)

    class ForDevices(DeviceAuthorizationEndpoint):  # type: ignore[misc]  # as above
        CLIENT_AUTH_METHODS = ("none",)
        EXPIRES_IN = 600
        INTERVAL = 1

        def get_verification_uri(self) -> str:
            return f"{memory.base}/link"

        def save_device_credential(self, client_id: str, scope: str, data: dict[str, Any]) -> None:
            end = time.time() + self.EXPIRES_IN
            found = DeviceCode(data["device_code"], data["user_code"], client_id, scope, end)
            memory.devices[found.device_code] = found

    for endpoint in (Registration, Revocation, ForDevices):
        server.register_endpoint(endpoint)

    @app.get("/.well-known/openid-configuration")
    def metadata() -> Response:
        base = memory.base
        return jsonify(
            issuer=f"{base}/",
            authorization_endpoint=f"{base}/authorize",
            token_endpoint=f"{base}/oauth2/token",
            registration_endpoint=f"{base}/oauth2/registration",
            revocation_endpoint=f"{base}/oauth2/revoke",
            device_authorization_endpoint=f"{base}/oauth2/device",
            introspection_endpoint=f"{base}/oauth2/introspect",
            response_types_supported=["code"],
            response_modes_supported=["query", "fragment"],
            grant_types_supported=[
                "authorization_code",
                "refresh_token",
                "urn:ietf:params:oauth:grant-type:device_code",
            ],
            code_challenge_methods_supported=["S256"],
            account_management_uri=f"{base}/manage",
            account_management_actions_supported=[
                "org.matrix.profile",
                "org.matrix.sessions_list",
                "org.matrix.session_end",
            ],
        )

    @app.post("/oauth2/token")
    def token() -> Response:
        found: Response = server.create_token_response()
        return found

    @app.post("/oauth2/registration")
    def register() -> Response:
        found: Response = server.create_endpoint_response("client_registration")
        return found

    @app.post("/oauth2/revoke")
    def revoke() -> Response:
        found: Response = server.create_endpoint_response("revocation")
        return found

    @app.post("/oauth2/device")
    def device() -> Response:
        found: Response = server.create_endpoint_response("device_authorization")
        return found


def _serve_people(app: Flask, server: AuthorizationServer, memory: Memory) -> None:
    @app.route("/authorize", methods=["GET", "POST"])
    def authorize() -> Response | str:
        user = str(memory.settings["user"])
        try:
            grant = server.get_consent_grant(end_user=user)
        except OAuth2Error as error:
            return Response(DONE.format(words=escape(str(error))), status=400)
        if request.method == "GET":
            words = f"You are {user}. Let {grant.client.metadata['client_name']} in?"
            action = f"/authorize?{request.query_string.decode()}"
            return PAGE.format(words=escape(words), action=escape(action), fields="")
        yes = request.form["decision"] == "yes"
        found: Response = server.create_authorization_response(
            grant=grant, grant_user=user if yes else None
        )
        return found

    @app.route("/link", methods=["GET", "POST"])
    def link() -> str:
        code = request.values.get("user_code", "")
        found = next((d for d in memory.devices.values() if d.user_code == code), None)
        if found is None:
            return DONE.format(words="No such code")
        if request.method == "GET":
            field = f'<input type="hidden" name="user_code" value="{escape(code)}">'
            return PAGE.format(words=f"Code {escape(code)}", action="/link", fields=field)
        found.user = str(memory.settings["user"])
        found.decision = request.form["decision"] == "yes"
        return DONE.format(words="You can go back now")

    @app.get("/manage")
    def manage() -> str:
        return DONE.format(words="Manage your account")


def _serve_homeserver(app: Flask, memory: Memory) -> None:
    @app.post("/oauth2/introspect")
    def introspect() -> Response:
        if request.headers.get("Authorization") != f"Bearer {memory.settings['secret']}":
            return Response(status=401)
        found = memory.token(request.form["token"])
        if found is None or found.revoked or found.is_expired():
            return jsonify(active=False)
        found.used = True
        left = int(found.issued_at + found.expires_in - time.time())
        return jsonify(
            active=True,
            scope=found.scope,
            username=found.user,
            sub=found.user,
            client_id=found.client_id,
            expires_in=left,
        )

    @app.post("/rig")
    def rig() -> Response:
        """Change the settings or end sessions, as an administrator does; for `OAuthHomeserver`."""
        asked = request.get_json()
        memory.settings.update(asked.get("settings", {}))
        for family in {t.family for t in memory.tokens} if asked.get("revoke") else ():
            memory.revoke(family)
        return jsonify(
            clients=len(memory.clients),
            tokens=[
                {"refresh": t.refresh_token, "revoked": t.revoked, "user": t.user}
                for t in memory.tokens
            ],
            polls=memory.polls,
        )


if __name__ == "__main__":
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    given = json.loads(sys.argv[1])
    make_app(given).run("127.0.0.1", given["port"], threaded=True)
