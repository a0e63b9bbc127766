"""What an email address looks like: the only user of email_validator.

It is for doubts that are told, never for a refusal: a server may know an address by letters that
no mail would reach, and the account is found by those letters.
"""

from __future__ import annotations


def looks_wrong(address: str) -> bool:
    """Tell whether no mail can reach an address, as far as that is known without asking anybody.

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
