"""The scripted homeserver: answers honestly, except where a script replaces answers.

    with ScriptedHomeserver() as server:
        server.register("alice", "password")
        server.on("POST /_matrix/client/v3/login", says(429, {...}), faults.reset)

Its honest half is a small homeserver; contract tests compare it with Synapse. A script replaces the
answers of one endpoint, one after the other, by others or by faults. Every request is checked with
`tests.rig.rules`, and leaving the `with` fails if a rule was broken.
"""

from __future__ import annotations

import secrets
import ssl
from collections import deque
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, TypeAlias

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.rig.accounts import Account, Accounts, locked
from tests.rig.endpoints import V3, Endpoint, routed
from tests.rig.faults import Fault
from tests.rig.rooms import Rooms
from tests.rig.rules import UiaRules, broken_by
from tests.rig.serve import Answer, Exchange, Served, capture
from tests.rig.stages import EMAIL, PASSWORD, Refusal, Stages

Step: TypeAlias = Answer | Fault
Handle: TypeAlias = Callable[[Request], Awaitable[Response]]
LONGEST_PASSWORD = 512
LONGEST_NAME = 100


@dataclass
class UiaSession:
    """A UIA session that the honest half has opened.

    Attributes:
        contact: medium and address or number that was validated in it.
    """

    completed: list[str] = field(default_factory=list)
    contact: tuple[str, str] | None = None


class ScriptedHomeserver:
    """A homeserver on a real socket.

    Args:
        flows: UIA flows of POST /account/password.
        reset_flows: its UIA flows for requests without an access token.
        tls: TLS context for https; plain http if None.

    Attributes:
        server_name: what user IDs end in; server discovery finds the server under it.
        base_url: its address, under the name localhost.
        stages: checks proofs, and does what the person would do in a browser or mail program.
        accounts: the users.
        rooms: the rooms that they are in.
        seen: every request, in order.
        broken: every rule that a request broke.
    """

    def __init__(
        self,
        *,
        flows: Sequence[Sequence[str]] = ((PASSWORD,),),
        reset_flows: Sequence[Sequence[str]] = ((EMAIL,),),
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.seen: list[Exchange] = []
        self.broken: list[str] = []
        self._served = Served(self._handle, tls=tls)
        self.server_name = f"localhost:{self._served.port}"
        self.base_url = self._served.base_url
        self._flows = [list(flow) for flow in flows]
        self._reset_flows = [list(flow) for flow in reset_flows]
        self.accounts = Accounts()
        self._sessions: dict[str, UiaSession] = {}
        self._uia_rules = UiaRules()
        self._scripts: dict[str, deque[Step]] = {}
        self._constants: dict[str, Step] = {}
        self.stages = Stages(self.base_url, self._contacts)
        self.rooms = Rooms(lambda request: self.accounts.whose(request)[0])
        honest = {
            **self.stages.honest(),
            **self.rooms.honest(),
            "GET /.well-known/matrix/client": self._well_known,
            "GET /_matrix/client/versions": self._versions,
            f"GET {V3}/login": self._login_flows,
            f"POST {V3}/login": self._login,
            f"POST {V3}/logout": self._logout,
            f"GET {V3}/account/whoami": self._whoami,
            f"GET {V3}/account/3pid": self._threepids,
            f"POST {V3}/account/password": self._password,
            f"POST {V3}/account/deactivate": self._deactivate,
            f"GET {V3}/capabilities": self._capabilities,
            f"GET {V3}/devices": self._devices,
            f"PUT {V3}/devices/{{device_id:path}}": self._rename,
            f"POST {V3}/delete_devices": self._delete_devices,
            f"POST {V3}/refresh": self._refresh,
            f"PUT {V3}/profile/@nobody:invalid.invalid/displayname": self._display_name,
            f"GET {V3}/room_keys/version": self._backup,
        }
        self._app = Starlette(
            routes=[*self._routes(honest), *self.stages.pages()],
            exception_handlers={
                Refusal: lambda _, refusal: refusal.response,
                404: lambda *_: _unrecognized(404),
                405: lambda *_: _unrecognized(405),
            },
        )

    def __enter__(self) -> ScriptedHomeserver:
        self._served.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._served.__exit__(kind, error, trace)
        if error is None and self.broken:
            raise AssertionError(f"rules of the specification were broken: {self.broken}")

    # --- what a test says and asks --------------------------------------------------------------

    def on(self, key: str, *steps: Step) -> None:
        """Script the next answers of an endpoint, one request each; later requests get honest ones.

        Args:
            key: method and path.
            steps: answers, or faults.
        """
        self._scripts.setdefault(key, deque()).extend(steps)

    def always(self, key: str, step: Step) -> None:
        """Answer every request to an endpoint with one answer or fault."""
        self._constants[key] = step

    def honest(self) -> None:
        """Remove all scripts, so that every answer is honest again."""
        self._scripts.clear()
        self._constants.clear()

    def requests(self, key: str) -> list[Exchange]:
        """Return the requests to an endpoint."""
        return [each for each in self.seen if each.key == key]

    def user_id(self, localpart: str) -> str:
        """Return the full user ID."""
        return f"@{localpart}:{self.server_name}"

    def register(self, localpart: str, password: str, **contacts: str) -> str:
        """Add a user and return the full user ID; contacts as ``email="a@b"``, ``msisdn="49…"``."""
        pairs = [{"medium": medium, "address": where} for medium, where in contacts.items()]
        account = Account(self.user_id(localpart), password, threepids=pairs)
        self.accounts.by_id[account.user_id] = account
        return account.user_id

    def can_sign_in(self, user_id: str, password: str) -> bool:
        """Tell whether a password is the one in force."""
        return self.accounts.by_id[user_id].password == password

    def device_names(self, localpart: str) -> list[str]:
        """Return the names of a user's devices, sorted."""
        account = self.accounts.by_id[self.user_id(localpart)]
        return sorted(device.name or "" for device in account.devices)

    # --- one request ----------------------------------------------------------------------------

    async def _handle(self, exchange: Exchange) -> None:
        self.seen.append(exchange)
        self.broken += [*broken_by(exchange), *self._leaks(exchange)]
        self.broken += self._uia_rules.broken_by(exchange)
        step = self._step(exchange.key)
        if isinstance(step, Answer):
            self._uia_rules.answered(exchange, step)
            await exchange.answer(step)
            return
        answer = await capture(self._app, exchange)
        self._uia_rules.answered(exchange, answer)
        if step is None:
            await exchange.answer(answer)
        else:
            await step(exchange, answer)

    def _step(self, key: str) -> Step | None:
        script = self._scripts.get(key)
        return script.popleft() if script else self._constants.get(key)

    def _leaks(self, exchange: Exchange) -> list[str]:
        """Return a fault for each password or token outside the Authorization header."""
        accounts = self.accounts.by_id.values()
        known = [each.password for each in accounts]
        known += [token for each in accounts for device in each.devices for token in device.tokens]
        places = {"the address": exchange.path + exchange.query, **exchange.headers}
        places.pop("authorization", None)
        return [
            f"{exchange.key}: a secret in {place}"
            for place, text in places.items()
            if any(secret in text for secret in known)
        ]

    # --- the honest half ------------------------------------------------------------------------

    def _routes(self, honest: dict[str, Handle]) -> Iterator[Route]:
        """Yield a route for every endpoint that has a handler or a default answer.

        Args:
            honest: the handlers, by key of `tests.rig.endpoints`.

        Raises:
            LookupError: a handler's key is not in `tests.rig.endpoints`.
        """
        left = dict(honest)
        for key, method, path, endpoint in routed():
            handle = left.pop(key, None) or self._default(endpoint)
            if handle is not None:
                yield Route(path, handle, methods=[method])
        if left:
            raise LookupError(f"not in tests/rig/endpoints.py: {sorted(left)}")

    def _default(self, endpoint: Endpoint) -> Handle | None:
        answer = endpoint.answer
        if answer is None:
            return None

        async def handle(request: Request) -> Response:
            if endpoint.token == "always":
                self.accounts.whose(request)
            return JSONResponse(answer.body, answer.status)

        return handle

    def _contacts(self) -> list[tuple[str, str]]:
        found = [each for account in self.accounts.by_id.values() for each in account.threepids]
        return [(each["medium"], each["address"]) for each in found]

    async def _well_known(self, request: Request) -> Response:
        return JSONResponse({"m.homeserver": {"base_url": self.base_url}})

    async def _versions(self, request: Request) -> Response:
        return JSONResponse({"versions": ["v1.1", "v1.11", "v1.15"]})

    async def _login_flows(self, request: Request) -> Response:
        return JSONResponse({"flows": [{"type": PASSWORD}]})

    async def _login(self, request: Request) -> Response:
        body = await _body(request)
        if "type" not in body:
            raise Refusal(400, "M_UNKNOWN", "Missing JSON keys.")
        account = self._named(body.get("identifier"))
        if account is None or body.get("password") != account.password:
            raise Refusal(403, "M_FORBIDDEN", "Invalid username or password")
        if account.locked:
            raise locked()
        name = body.get("initial_device_display_name")
        device = self.accounts.enter(account, body.get("device_id"), name)
        refreshable = self.accounts.refreshable and body.get("refresh_token") is True
        tokens = self.accounts.give(device, refreshable=refreshable)
        who = {"user_id": account.user_id, "device_id": device.device_id}
        return JSONResponse({**who, **tokens})

    async def _refresh(self, request: Request) -> Response:
        body = await _body(request)
        return JSONResponse(self.accounts.renew(body.get("refresh_token")))

    async def _logout(self, request: Request) -> Response:
        account, device = self.accounts.whose(request, even_dead=True)
        account.devices.remove(device)
        return JSONResponse({})

    async def _whoami(self, request: Request) -> Response:
        account, device = self.accounts.whose(request)
        who = {"user_id": account.user_id, "device_id": device.device_id, "is_guest": False}
        return JSONResponse(who)

    async def _threepids(self, request: Request) -> Response:
        return JSONResponse({"threepids": self.accounts.whose(request)[0].threepids})

    async def _capabilities(self, request: Request) -> Response:
        self.accounts.whose(request)
        return JSONResponse({"capabilities": {"m.change_password": {"enabled": True}}})

    async def _devices(self, request: Request) -> Response:
        account, _ = self.accounts.whose(request)
        found = [
            {"user_id": account.user_id, "device_id": each.device_id, "display_name": each.name}
            for each in account.devices
        ]
        return JSONResponse({"devices": found})

    async def _rename(self, request: Request) -> Response:
        account, _ = self.accounts.whose(request)
        body = await _body(request)
        name = body.get("display_name")
        for device in account.devices:
            if device.device_id == request.path_params["device_id"]:
                if isinstance(name, str) and len(name) > LONGEST_NAME:
                    text = f"Device display name is too long (max {LONGEST_NAME})"
                    raise Refusal(400, "M_TOO_LARGE", text)
                device.name = name
                return JSONResponse({})
        raise Refusal(404, "M_NOT_FOUND", "Not found")

    async def _delete_devices(self, request: Request) -> Response:
        account, _ = self.accounts.whose(request)
        body = await _body(request)
        self._prove(body.get("auth") or {}, account, self._flows)
        gone = body.get("devices", [])
        account.devices = [each for each in account.devices if each.device_id not in gone]
        return JSONResponse({})

    async def _display_name(self, request: Request) -> Response:
        account, _ = self.accounts.whose(request)
        if account.suspended:
            text = "Updating displayname while account is suspended is not allowed."
            raise Refusal(403, "M_USER_SUSPENDED", text)
        raise Refusal(400, "M_INVALID_PARAM", "'displayname' must be a string")

    async def _backup(self, request: Request) -> Response:
        self.accounts.whose(request)
        raise Refusal(404, "M_NOT_FOUND", "No backup found")

    async def _password(self, request: Request) -> Response:
        reset = "authorization" not in request.headers
        account, device = (None, None) if reset else self.accounts.whose(request)
        body = await _body(request)
        new = body.get("new_password")
        if not isinstance(new, str) or len(new) > LONGEST_PASSWORD:
            raise Refusal(400, "M_BAD_JSON", f"new_password: input_value={new!r}")
        flows = self._reset_flows if reset else self._flows
        proven = self._prove(body.get("auth") or {}, account, flows)
        account = account or self._owner(proven.contact)
        account.password = new
        if body.get("logout_devices", True):
            account.devices = [] if device is None else [device]
            self.accounts.drop_refresh_tokens(account.user_id)
        return JSONResponse({})

    async def _deactivate(self, request: Request) -> Response:
        account, _ = self.accounts.whose(request)
        body = await _body(request)
        erase = body.get("erase", False)
        if not isinstance(erase, bool):
            raise Refusal(400, "M_BAD_JSON", "Input should be a valid boolean")
        self._prove(body.get("auth") or {}, account, self._flows)
        self.rooms.leave_all(account.user_id)
        self.accounts.close(account, erase=erase)
        return JSONResponse({"id_server_unbind_result": "success"})

    def _owner(self, contact: tuple[str, str] | None) -> Account:
        medium, address = contact or ("", "")
        digits = address.rpartition(" ")[2].lstrip("0")
        for account in self.accounts.by_id.values():
            for each in account.threepids:
                if each["medium"] == medium and each["address"].endswith(digits):
                    return account
        raise Refusal(404, "M_NOT_FOUND", "Email address not found")

    def _prove(
        self, auth: dict[str, Any], account: Account | None, flows: list[list[str]]
    ) -> UiaSession:
        """Check a proof of UIA, and return the session if a flow is complete.

        Raises:
            Refusal: 401 with the stages that are left, or an error because of the session or proof.
        """
        name = auth.get("session")
        if name is None and "type" not in auth:
            name = secrets.token_hex(12)
            self._sessions[name] = UiaSession()
            raise self._ask(name, flows)
        if name not in self._sessions:
            raise Refusal(400, "M_UNKNOWN", f"Unknown session ID: {name}")
        session = self._sessions[name]
        stage = auth.get("type")
        if stage == PASSWORD:
            if "password" not in auth:
                raise Refusal(400, "M_INVALID_PARAM", "Bad parameter: password")
            named = self._named(auth.get("identifier"))
            right = account is not None and auth["password"] == account.password
            if named is not account or not right:
                wrong = {"errcode": "M_FORBIDDEN", "error": "Invalid username or password"}
                raise self._ask(name, flows, completed=session.completed, **wrong)
        elif stage is not None:
            if not any(stage in flow for flow in flows):
                raise Refusal(400, "M_INVALID_PARAM", "Invalid login submission")
            session.contact = self.stages.validated(auth) or session.contact
            fault = self.stages.wrong(stage, auth)
            if fault is not None and stage not in session.completed:
                raise self._ask(name, flows, completed=session.completed, **fault)
        offered = [each for flow in flows for each in flow]
        proven = self.stages.done_elsewhere(name, offered) if stage is None else [stage]
        session.completed += [each for each in proven if each not in session.completed]
        if not any(set(flow) <= set(session.completed) for flow in flows):
            raise self._ask(name, flows, completed=session.completed)
        return session

    def _ask(self, session: str, flows: list[list[str]], **more: object) -> Refusal:
        refusal = Refusal(401, "", "")
        offered = [{"stages": flow} for flow in flows]
        params = self.stages.params(flows, session)
        body = {"session": session, "flows": offered, "params": params, **more}
        refusal.response = JSONResponse(body, 401)
        return refusal

    def _named(self, identifier: object) -> Account | None:
        if not isinstance(identifier, dict):
            return None
        if identifier.get("type") == "m.id.thirdparty":
            wanted = (identifier.get("medium"), identifier.get("address"))
            for account in self.accounts.by_id.values():
                if wanted in [(each["medium"], each["address"]) for each in account.threepids]:
                    return account
            return None
        user = identifier.get("user", "")
        full = user if user.startswith("@") else self.user_id(user)
        return self.accounts.by_id.get(full)


async def _body(request: Request) -> dict[str, Any]:
    try:
        body = await request.json()
    except ValueError:
        raise Refusal(400, "M_NOT_JSON", "Content not JSON.") from None
    if not isinstance(body, dict):
        raise Refusal(400, "M_BAD_JSON", "Content must be a JSON object.")
    return body


def _unrecognized(status: int) -> Response:
    return JSONResponse({"errcode": "M_UNRECOGNIZED", "error": "Unrecognized request"}, status)
