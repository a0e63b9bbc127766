"""A real SMTP server that keeps what it is sent."""

from __future__ import annotations

import email
import email.policy
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

from tests.rig.process import free_port

logging.getLogger("mail.log").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail that arrived.

    Attributes:
        to: the address on the envelope.
        subject: decoded.
        text: the plain part.
    """

    to: str
    subject: str
    text: str


class MailSink:
    """Catch mail on a free port of 127.0.0.1.

    Args:
        on_mail: called in the sink's thread with each mail.
    """

    def __init__(self, on_mail: Callable[[Mail], None] | None = None) -> None:
        self.port = free_port()
        self._on_mail = on_mail
        self._mails: list[Mail] = []
        self._arrived = threading.Condition()
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)

    def __enter__(self) -> MailSink:
        self._controller.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._controller.stop()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Take a mail (the name is aiosmtpd's)."""
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        body = message.get_body(("plain", "html"))
        text = "" if body is None else body.get_content()
        mails = [Mail(to, str(message["Subject"]), text) for to in envelope.rcpt_tos]
        with self._arrived:
            self._mails += mails
            self._arrived.notify_all()
        if self._on_mail is not None:
            for mail in mails:
                self._on_mail(mail)
        return "250 OK"

    def wait_for(self, to: str, number: int = 1, seconds: float = 20) -> Mail:
        """Return the nth mail to an address, waiting until it has arrived.

        Raises:
            TimeoutError: it did not arrive within so many seconds.
        """

        def found() -> list[Mail]:
            return [mail for mail in self._mails if mail.to == to]

        with self._arrived:
            if not self._arrived.wait_for(lambda: len(found()) >= number, seconds):
                raise TimeoutError(f"no mail number {number} to {to}")
            return found()[number - 1]
