from __future__ import annotations

import pytest

from app.core.threepid import Phone
from app.phones import phone_of, phone_of_msisdn

GERMAN = Phone("DE", "01701234567", "+49 170 1234567")


@pytest.mark.parametrize(
    ("typed", "country"),
    [
        ("0170 1234567", "DE"),
        ("0170/123-45 67", "DE"),
        ("+49 170 1234567", ""),
        ("+491701234567", "FR"),
        ("0049 170 1234567", "DE"),
        (" +49 (0)170 1234567 ", "GB"),
    ],
)
def test_a_number_as_people_type_it(typed, country):
    assert phone_of(typed, country) == GERMAN


@pytest.mark.parametrize(
    ("typed", "country"),
    [("", "DE"), ("abc", "DE"), ("12", "DE"), ("0170 1234567", ""), ("+999 123456", "DE")],
)
def test_what_cannot_be_a_number(typed, country):
    assert phone_of(typed, country) is None


def test_a_number_as_a_server_keeps_it():
    assert phone_of_msisdn("491701234567") == GERMAN
    assert phone_of_msisdn("447470674928") == Phone("GB", "07470674928", "+44 7470 674928")
    assert phone_of_msisdn("12025550123") == Phone("US", "2025550123", "+1 202-555-0123")
    assert phone_of_msisdn("") is None
