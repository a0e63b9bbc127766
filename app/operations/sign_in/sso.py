"""Sign in on the website of a homeserver, or of a provider that it trusts, with the legacy API.

Section: "Client login via SSO". The browser comes back to a callback server on loopback, with a
login token that works once.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable

from app.core.errors import AccessDenied
from app.core.homeserver import Opened, Provider
from app.core.identifiers import Origin
from app.core.oauth.callback import LOGIN_TOKEN, Approved
from app.core.secret import Secret
from app.core.sso import redirect_page
from app.operations.ports.browser import OpenCallbackServer
from app.operations.sign_in.browser_callback import answer_at, opened, seen_through
from app.operations.sign_in.oauth import ShowPage
from app.operations.sign_in.password import SignIn


class SsoSignIn:
    """Sign in by single sign-on in the browser.

    Args:
        open_callback_server: starts the callback server.
        sign_in: signs in with the login token.
        end: ends a session that was opened although the sign-in was cancelled.
    """

    def __init__(
        self,
        open_callback_server: OpenCallbackServer,
        sign_in: SignIn,
        end: Callable[[Opened], Awaitable[object]],
    ) -> None:
        self._open_door = open_callback_server
        self._sign_in = sign_in
        self._end = end

    async def run(
        self,
        origin: Origin,
        provider: Provider | None,
        show: ShowPage,
        device_id: str | None = None,
    ) -> Opened:
        """Send the browser to the sign-in page, wait for its login token, and sign in with it.

        Args:
            origin: the homeserver's.
            provider: the one that the person chose; None lets the server decide.
            show: called with the page that the browser is to open.
            device_id: a known device of the person, to be used again; None for a new one.

        Raises:
            ListenFailed: the callback server could not be started.
            BrowserNotBack: no answer came within `BACK_SECONDS`.
            AccessDenied: the browser came back without a token.
            Forbidden, ConnectionFault, RemoteProtocolError, MatrixError: see `SignIn.with_token`.
        """
        state = Secret(secrets.token_urlsafe(32))
        async with opened(self._open_door, state, LOGIN_TOKEN) as door:
            show(redirect_page(origin, provider, door.address, state))
            answer = await answer_at(door)
        if not isinstance(answer, Approved):
            raise AccessDenied(0, "access_denied", "", host=origin.name)
        signing_in = self._sign_in.with_token(origin, answer.value, device_id)
        return await seen_through(signing_in, self._end)
