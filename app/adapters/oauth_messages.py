"""The only user of oauthlib: builds OAuth 2.0 requests and reads the code of a callback URL.

oauthlib does no I/O here; `app.net` sends the requests. It insists on https for every address,
which loopback does not use, so it is given https addresses, which are replaced afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from oauthlib.common import generate_token
from oauthlib.oauth2 import DeviceClient, OAuth2Error, WebApplicationClient

from app.core.encoding import Form
from app.core.errors import OAuthRefused, refusal_of
from app.core.identifiers import Link
from app.core.oauth.client import API_SCOPE, DEVICE_SCOPE
from app.core.oauth.metadata import OAuthServer
from app.core.secret import Secret
from app.core.untrusted_text import clean
from app.operations.ports.browser import AuthorizationRequest

STATE_CHARS = 43
VERIFIER_CHARS = 86
"""Of 128 that are allowed, beyond the 43 that are asked for (RFC 7636)."""

SOMEWHERE = "https://127.0.0.1/"
"""An https address that oauthlib accepts, in place of the one on loopback."""


class OAuthlibMessages:
    """Implement `app.operations.ports.browser.OAuthMessages` with oauthlib."""

    def new_state(self) -> Secret:
        """See `OAuthMessages`."""
        return Secret(generate_token(STATE_CHARS))

    def ask(
        self, server: OAuthServer, client_id: str, redirect: str, device_id: str, state: Secret
    ) -> AuthorizationRequest:
        """See `OAuthMessages`."""
        client = WebApplicationClient(client_id)
        verifier = Secret(client.create_code_verifier(VERIFIER_CHARS))
        challenge = client.create_code_challenge(verifier.reveal(), "S256")
        page = urlsplit(server.authorization.url)
        asked = client.prepare_request_uri(
            page._replace(scheme="https").geturl(),
            redirect_uri=redirect,
            scope=_scope(device_id),
            state=state.reveal(),
            code_challenge=challenge,
            code_challenge_method="S256",
            response_mode="query",
        )
        url = urlsplit(asked)._replace(scheme=page.scheme).geturl()
        return AuthorizationRequest(Link(url, server.authorization.host), verifier)

    def code_of(self, query: Secret, state: Secret, host: str) -> Secret:
        """See `OAuthMessages`."""
        client = WebApplicationClient("")
        try:
            found = client.parse_request_uri_response(
                f"{SOMEWHERE}?{query.reveal()}", state=state.reveal()
            )
        except OAuth2Error as error:
            code, text = str(error.error or ""), str(error.description or "")
            raise refusal_of(0, clean(code), clean(text), host=host) from None
        code = found.get("code")
        if not isinstance(code, str) or not code:
            raise OAuthRefused(0, "missing_code", "", host=host)
        return Secret(code)

    def exchange(self, client_id: str, code: Secret, redirect: str, verifier: Secret) -> Form:
        """See `OAuthMessages`."""
        body = WebApplicationClient(client_id).prepare_request_body(
            code=code.reveal(), redirect_uri=redirect, code_verifier=verifier.reveal()
        )
        return _form(body, code, verifier)

    def refresh(self, client_id: str, token: Secret) -> Form:
        """See `OAuthMessages`."""
        body = WebApplicationClient(client_id).prepare_refresh_body(
            refresh_token=token.reveal(), client_id=client_id
        )
        return _form(body, token)

    def revoke(self, client_id: str, token: Secret, hint: str) -> Form:
        """See `OAuthMessages`."""
        _, _, body = WebApplicationClient(client_id).prepare_token_revocation_request(
            SOMEWHERE, token.reveal(), hint, client_id=client_id
        )
        return _form(body, token)

    def ask_device(self, client_id: str, device_id: str) -> Form:
        """See `OAuthMessages`."""
        asked = DeviceClient(client_id).prepare_request_uri(SOMEWHERE, scope=_scope(device_id))
        fields = urlsplit(asked).query
        # RFC 8628 has no grant type here; oauthlib sends one along, which no server minds.
        return _form(fields)

    def poll_device(self, client_id: str, code: Secret) -> Form:
        """See `OAuthMessages`."""
        body = DeviceClient(client_id).prepare_request_body(code.reveal(), include_client_id=True)
        return _form(body, code)


def _scope(device_id: str) -> list[str]:
    return [API_SCOPE, f"{DEVICE_SCOPE}{device_id}"]


def _form(body: str, *secrets: Secret) -> Form:
    kept: Iterable[Secret] = secrets
    return Form(Secret(body), tuple(kept))
