"""A CAS single sign-on server on loopback, with only what Synapse needs of CAS.

Synapse sends the browser to ``/login?service=…``, gets it back with a ticket, and asks
``/proxyValidate`` (``/p3/proxyValidate`` under version 3) whose ticket that is.
"""

from __future__ import annotations

import secrets
from html import escape
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit
from xml.sax.saxutils import escape as escape_xml

from tests.rig.serve import Answer, Exchange, Served

PROVIDER = "cas"  # what Synapse calls it in `external_ids`
HTML = {"content-type": "text/html; charset=utf-8"}
XML = {"content-type": "application/xml; charset=utf-8"}
PAGE = """<!DOCTYPE html><html lang="en"><title>Rig sign-on</title>
<h1>Rig sign-on</h1><p>You are {user}.</p>
<form method="get" action="{action}">{fields}<button id="confirm">Yes, it's me</button></form>
</html>"""
YES = """<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas"><cas:authenticationSuccess>\
<cas:user>{user}</cas:user></cas:authenticationSuccess></cas:serviceResponse>"""
NO = """<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas">\
<cas:authenticationFailure code="INVALID_TICKET">{why}</cas:authenticationFailure>\
</cas:serviceResponse>"""


class Cas:
    """A CAS server that signs every browser in as ``user``.

    Args:
        user: who signs on; may be changed while it runs.
        asks: show a page with a button; without, the browser is sent back at once.

    Attributes:
        asked: the requests that came, as ``GET /path``, oldest first.
    """

    def __init__(self, user: str, *, asks: bool = True) -> None:
        self.user = user
        self.asks = asks
        self.asked: list[str] = []
        self._tickets: dict[str, tuple[str, str]] = {}  # each good once: who, for which service
        self._served = Served(self._handle)

    def __enter__(self) -> Cas:
        self._served.__enter__()
        return self

    def __exit__(self, *exc: Any) -> None:
        self._served.__exit__(*exc)

    @property
    def base_url(self) -> str:
        """Address of the server."""
        return self._served.base_url

    def config(self, **more: object) -> dict[str, Any]:
        """Return the part of Synapse's configuration that makes it use this server."""
        return {"cas_config": {"enabled": True, "server_url": self.base_url, **more}}

    async def _handle(self, exchange: Exchange) -> None:
        self.asked.append(exchange.key)
        query = {name: values[0] for name, values in parse_qs(exchange.query).items()}
        if exchange.key == "GET /login":
            await exchange.answer(self._login(query["service"]))
        elif exchange.key in ("GET /proxyValidate", "GET /p3/proxyValidate"):
            await exchange.answer(self._validate(query["ticket"], query["service"]))
        else:
            await exchange.answer(Answer(404, b"", HTML))

    def _login(self, service: str) -> Answer:
        ticket = f"ST-{secrets.token_hex(8)}"
        self._tickets[ticket] = (self.user, service)
        parts = urlsplit(service)
        pairs = {name: values[0] for name, values in parse_qs(parts.query).items()}
        pairs["ticket"] = ticket
        if not self.asks:
            back = urlunsplit(parts._replace(query=urlencode(pairs)))
            return Answer(302, b"", {**HTML, "location": back})
        # A form with GET drops the query of its action: the pairs go along as fields.
        field = '<input type="hidden" name="{}" value="{}">'
        fields = "".join(field.format(escape(n), escape(v)) for n, v in pairs.items())
        action = escape(urlunsplit(parts._replace(query="")))
        page = PAGE.format(user=escape(self.user), action=action, fields=fields)
        return Answer(200, page.encode(), HTML)

    def _validate(self, ticket: str, service: str) -> Answer:
        user, meant = self._tickets.pop(ticket, ("", ""))
        if user and meant == service:
            return Answer(200, YES.format(user=escape_xml(user)).encode(), XML)
        why = "the service is another" if user else "unknown or used"
        return Answer(200, NO.format(why=why).encode(), XML)
