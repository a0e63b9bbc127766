"""Request builders for an authorization server; none of them carries an access token."""

from __future__ import annotations

from typing import TypeVar

from app.core.encoding import Form
from app.core.oauth.client import ClientMetadata, RegistrationResponse
from app.core.oauth.device_code import DeviceAuthorization
from app.core.oauth.metadata import Endpoint
from app.core.requests import Request

T = TypeVar("T")


def register(endpoint: Endpoint, client: ClientMetadata) -> Request[RegistrationResponse]:
    """Register this app as a client ("Dynamic client registration flow")."""
    return Request("POST", endpoint.path, RegistrationResponse, client)


def ask_device(endpoint: Endpoint, form: Form) -> Request[DeviceAuthorization]:
    """Ask for a code that is typed on another device ("Device authorisation request")."""
    return Request("POST", endpoint.path, DeviceAuthorization, form)


def post(endpoint: Endpoint, form: Form, response: type[T]) -> Request[T]:
    """Post a form: to the token endpoint, or to revoke a token."""
    return Request("POST", endpoint.path, response, form)
