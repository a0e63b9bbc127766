"""Sign in with a password or a token: on a new device, or again on one that is known."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from app.core import requests
from app.core.errors import InvalidInput, LatchkeyError, WrongShape, may_have_happened
from app.core.homeserver import Opened, Session
from app.core.identifiers import Origin, UserId, UserIdentifier, matrix_id_of
from app.core.responses import LoggedIn
from app.core.secret import Secret
from app.core.tokens import Tokens, renewal_time
from app.operations.ports.clock import Clock
from app.operations.ports.http import OpenApi

TRIES = 3
"""How often a sign-in to a device that is known is tried while answers are lost."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a person signs in with.

    Attributes:
        identifier: who.
        password: 1 to 512 characters.
    """

    identifier: UserIdentifier
    password: Secret = field(repr=False)


class SignIn:
    """Open sessions.

    Args:
        open_api: opens a client for an origin.
        clock: tells when tokens are due.
        device_name: what a new device is called in other clients.
    """

    def __init__(self, open_api: OpenApi, clock: Clock, device_name: str) -> None:
        self._open_api = open_api
        self._clock = clock
        self._device_name = device_name

    async def run(
        self, origin: Origin, credentials: Credentials, device_id: str | None = None
    ) -> Opened:
        """Sign in ("Login", POST /login), once; the session is in memory alone.

        Args:
            origin: the homeserver's, as found by discovery.
            credentials: who, and the password.
            device_id: a device of the same person that is known here, to be used again.

        Raises:
            Forbidden: wrong user or password.
            UserLocked, UserDeactivated: the account is locked, or closed for good.
            ConnectionFault, RemoteProtocolError, MatrixError: see `app.core.errors`. `AnswerLost`
                may leave a new device behind that nobody holds the token of.
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
        """Sign in with a token that single sign-on has given ("Login", m.login.token), once.

        Args:
            origin: the homeserver's.
            token: good once, and for a minute or two.
            device_id: a device of the same person that is known here, to be used again.

        Raises:
            Forbidden: the token is not good, or not any more.
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
        """Sign in on a device that is known; a lost answer is asked for again, which is no harm.

        Args:
            session: which device of whom.
            password: 1 to 512 characters.

        Returns:
            The same session, as it was kept or not, unless the server gave it another device.

        Raises:
            Forbidden: wrong password, or the account was closed: servers do not tell which.
            UserLocked, UserDeactivated, ConnectionFault, RemoteProtocolError, MatrixError:
                likewise. `WrongShape` if it is somebody else's session.
        """
        credentials = Credentials(UserId(session.user_id), password)
        opened = await self._persistently(session, credentials)
        if opened.session.user_id != session.user_id:
            raise WrongShape(session.origin.name, 200, "$.user_id")
        return replace(opened, session=replace(opened.session, kept=session.kept))

    async def _persistently(self, session: Session, credentials: Credentials) -> Opened:
        for _ in range(TRIES - 1):
            try:
                return await self.run(session.origin, credentials, session.device_id)
            except LatchkeyError as error:
                if not may_have_happened(error):
                    raise
        return await self.run(session.origin, credentials, session.device_id)

    def _opened(self, found: LoggedIn, origin: Origin) -> Opened:
        try:
            matrix_id_of(found.user_id)
        except InvalidInput:
            raise WrongShape(origin.name, 200, "$.user_id") from None
        renew_at = renewal_time(found.expires_in_ms, self._clock.now())
        tokens = Tokens(found.access_token, found.refresh_token, renew_at)
        return Opened(Session(found.user_id, found.device_id, origin, kept=False), tokens)
