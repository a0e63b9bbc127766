"""Sign in with a password or a login token, on a new device or again on a known one."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.core import requests
from app.core.errors import LatchkeyError, WrongShape, may_have_happened
from app.core.homeserver import Opened, Session
from app.core.identifiers import Origin, UserId, UserIdentifier, is_user_id
from app.core.responses import LoggedIn
from app.core.secret import Secret
from app.core.tokens import Tokens, renewal_time
from app.operations.ports.clock import Clock
from app.operations.ports.http import OpenApi

TRIES = 3
"""How often a sign-in to a known device is tried while answers are lost."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """The user and password of a sign-in.

    Attributes:
        identifier: Matrix ID, email address or phone number.
        password: 1 to 512 characters.
    """

    identifier: UserIdentifier
    password: Secret = field(repr=False)


class SignIn:
    """Sign in with the legacy API.

    Args:
        open_api: opens a client for an origin.
        clock: the time, from which the next renewal of the tokens is counted.
        device_name: what a new device is called in other clients.
    """

    def __init__(self, open_api: OpenApi, clock: Clock, device_name: str) -> None:
        self._open_api = open_api
        self._clock = clock
        self._device_name = device_name

    async def run(
        self, origin: Origin, credentials: Credentials, device_id: str | None = None
    ) -> Opened:
        """Sign in with a password ("Login", POST /login), in one request; nothing is stored.

        Args:
            origin: the homeserver's, as found by discovery.
            credentials: the user and the password.
            device_id: a known device of the same person, to be used again; None for a new one.

        Raises:
            Forbidden: wrong user or password.
            UserLocked, UserDeactivated: the account is locked, or closed for good.
            ConnectionFault, RemoteProtocolError, MatrixError: see `app.core.errors`. After
                `AnswerLost`, the server may list a new device whose token nobody holds.
        """
        name = None if device_id is not None else self._device_name
        body = requests.PasswordLogin(
            identifier=credentials.identifier,
            password=credentials.password,
            device_id=device_id,
            initial_device_display_name=name,
            refresh_token=True,
        )
        api = self._open_api(origin, None)
        try:
            found = await api.call(requests.login(body))
        finally:
            await api.close()
        return self._opened(found, origin)

    async def with_token(
        self, origin: Origin, token: Secret, device_id: str | None = None
    ) -> Opened:
        """Sign in with the token of a single sign-on ("Login", m.login.token), in one request.

        Args:
            origin: the homeserver's.
            token: valid once, and for a minute or two.
            device_id: a known device of the same person, to be used again; None for a new one.

        Raises:
            Forbidden: the token is not valid, or not any more.
            ConnectionFault, RemoteProtocolError, MatrixError: as for `run`.
        """
        name = None if device_id is not None else self._device_name
        body = requests.TokenLogin(token, device_id, name, refresh_token=True)
        api = self._open_api(origin, None)
        try:
            found = await api.call(requests.login(body))
        finally:
            await api.close()
        return self._opened(found, origin)

    async def again(self, session: Session, password: Secret) -> Opened:
        """Sign in with a password on a known device; repeat the request while answers are lost.

        A repeated sign-in on the same device does no harm.

        Args:
            session: the session whose user and device are used.
            password: 1 to 512 characters.

        Returns:
            The same session, stored or not as before; the server may give it another device.

        Raises:
            Forbidden: wrong password, or the account was closed: servers do not tell which.
            UserLocked, UserDeactivated, ConnectionFault, RemoteProtocolError, MatrixError:
                likewise. `WrongShape` if it is somebody else's session.
        """
        credentials = Credentials(UserId(session.user_id), password)
        opened = await self._persistently(session, credentials)
        if opened.session.user_id != session.user_id:
            raise WrongShape(session.origin.name, 200, "$.user_id")
        return opened.in_place_of(session)

    async def _persistently(self, session: Session, credentials: Credentials) -> Opened:
        for _ in range(TRIES - 1):
            try:
                return await self.run(session.origin, credentials, session.device_id)
            except LatchkeyError as error:
                if not may_have_happened(error):
                    raise
        return await self.run(session.origin, credentials, session.device_id)

    def _opened(self, found: LoggedIn, origin: Origin) -> Opened:
        if not is_user_id(found.user_id):
            raise WrongShape(origin.name, 200, "$.user_id")
        renew_at = renewal_time(found.expires_in_ms, self._clock.now())
        tokens = Tokens(found.access_token, found.refresh_token, renew_at)
        return Opened(Session(found.user_id, found.device_id, origin, kept=False), tokens)
