from __future__ import annotations

import pytest

from app.adapters.countries import country_names
from app.adapters.emails import looks_wrong
from app.adapters.phones import as_typed, example_of, phone_of, phone_of_msisdn, prefixes
from app.core.uia.threepid import Phone

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


@pytest.mark.parametrize("typed", ["0170 ABC 4567", "0800-FLOWERS", "call 0170 1234567"])
def test_letters_are_no_number(typed):
    assert phone_of(typed, "DE") is None


def test_a_link_to_a_number_is_one():
    assert phone_of("tel:+491701234567", "") == GERMAN


def test_every_country_has_a_prefix():
    found = prefixes()
    assert (found["DE"], found["US"], found["CA"]) == (49, 1, 1)
    assert len(found) > 200
    assert all(prefix > 0 for prefix in found.values())


@pytest.mark.parametrize(
    ("typed", "country", "shown"),
    [
        ("2025550123", "US", "(202) 555-0123"),
        ("(202) 555-0123", "US", "(202) 555-0123"),
        ("+491701234567", "US", "+49 170 1234567"),
        ("0470674928", "GB", "0470674928"),
        ("", "DE", ""),
        ("?", "DE", "?"),
    ],
)
def test_a_number_is_written_as_its_country_writes_it(typed, country, shown):
    assert as_typed(typed, country) == shown


def test_an_example_is_as_dialled_where_there_is_one():
    assert example_of("US").startswith("(")
    assert phone_of(example_of("DE"), "DE") is not None
    assert example_of("ZZ") == ""


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("de_DE", "Deutschland"),
        ("de", "Deutschland"),
        ("en_GB", "Germany"),
        ("xx", "Germany"),
        ("C", "Germany"),
    ],
)
def test_countries_have_names_in_the_persons_language(language, name):
    assert country_names(language)["DE"] == name


@pytest.mark.parametrize("address", ["a@b..c", ".a@b.org", "a@c_d.org", "a@localhost"])
def test_an_address_that_no_mail_reaches_is_doubted(address):
    assert looks_wrong(address)


@pytest.mark.parametrize(
    "address",
    ["alice@example.org", "alice@exämple.org", "Ünï@exämple.org", "a+b@intranet", "a@[127.0.0.1]"],
)
def test_an_address_that_may_be_one_is_not(address):
    assert not looks_wrong(address)
