"""How email addresses and phone numbers are shown."""

from __future__ import annotations

from app.adapters.phones import phone_of_msisdn
from app.core.responses import Threepid
from app.core.untrusted_text import clean


def contact_name(threepid: Threepid) -> str:
    """Return an email address or phone number in its usual notation."""
    if threepid.medium != "msisdn":
        return clean(threepid.address)
    phone = phone_of_msisdn(threepid.address)
    return f"+{clean(threepid.address).lstrip('+')}" if phone is None else phone.shown
