"""A session as `SessionApi` sees it, over a homeserver that answers from a table."""

from __future__ import annotations

from app.core.errors import LatchkeyError
from app.core.homeserver import Opened, Session
from app.core.secret import Secret
from app.core.tokens import Tokens
from app.operations.ports.browser import OAuthMessages
from app.operations.session.api import SessionApi
from app.operations.session.token_issuer import TokenIssuer
from tests.fakes import FakeClock, FakeDiscovery
from tests.mock_homeserver import SESSION, TOKEN, MockHomeserver


async def no_messages() -> OAuthMessages:
    raise AssertionError("this session is not of OAuth 2.0")


class SessionUnderTest:
    """Keep what is told and kept.

    Attributes:
        api: the session.
        told: what was noticed of the account.
        kept: the tokens that were to be kept, in order.
    """

    def __init__(
        self,
        server: MockHomeserver,
        tokens: Tokens | None = None,
        clock: FakeClock | None = None,
        session: Session = SESSION,
    ) -> None:
        self.told: list[LatchkeyError] = []
        self.kept: list[Tokens] = []
        self.clock = FakeClock() if clock is None else clock
        first = Tokens(Secret(TOKEN)) if tokens is None else tokens
        client = server.client(sleep=self.clock.sleep)
        opened = Opened(session, first)
        issuer = TokenIssuer(server.client, FakeDiscovery(), no_messages)
        self.api = SessionApi(client, opened, self.clock, self._keep, self.told.append, issuer)

    async def _keep(self, opened: Opened) -> None:
        assert opened.tokens is not self.api.tokens, "kept before it is used"
        self.kept.append(opened.tokens)
