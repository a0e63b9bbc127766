"""Check of an email address for mistakes: the only user of email_validator.

Use it for hints, never to refuse an address: a server may have stored one that no mail can reach,
and the account is found by that address.
"""

from __future__ import annotations


def looks_wrong(address: str) -> bool:
    """Return whether an address looks as if no mail could reach it, without any network request.

    International addresses, quoted names and networks without a dot are fine.
    """
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(
            address,
            check_deliverability=False,
            globally_deliverable=False,
            allow_quoted_local=True,
            allow_domain_literal=True,
            test_environment=True,
        )
    except EmailNotValidError:
        return True
    return False
