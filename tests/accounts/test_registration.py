"""Registration numbers: the check digit of GB 32100-2015 against numbers printed in public."""

import pytest
from django.utils import translation

from kambium.accounts import registration

# The example of the standard itself, and numbers that companies print on their own web pages and invoices.
PUBLISHED = (
    "91350100M000100Y43",
    "914403001922038216",
    "9144030071526726XG",
    "9152000071430580XT",
    "91330100799655058B",
    "91110000600037341L",
)


@pytest.mark.parametrize("number", PUBLISHED)
def test_a_published_number_is_good(number):
    assert registration.is_credit_identifier(number)
    assert registration.check_character(number[:17]) == number[17]
    assert registration.organisation_check(number[8:16]) == number[16]


@pytest.mark.parametrize("number", PUBLISHED)
def test_every_single_wrong_character_is_caught(number):
    for place in range(18):
        for char in registration.ALPHABET.replace(number[place], ""):
            assert not registration.is_credit_identifier(number[:place] + char + number[place + 1 :])


@pytest.mark.parametrize("number", PUBLISHED)
def test_two_neighbours_swapped_are_caught(number):
    for place in range(17):
        if number[place] != number[place + 1]:
            swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
            assert not registration.is_credit_identifier(swapped)


def test_a_number_of_the_trial_areas_that_never_fitted_the_standard_is_told_apart():
    assert registration.check_character("91350211M00013FA1") == "3"
    assert not registration.is_credit_identifier("91350211M00013FA1N")


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (" 91350100 M000100 Y43 ", "91350100M000100Y43"),
        ("９１３５０１００ｍ０００１００ｙ４３", "91350100M000100Y43"),
        ("91-350100-M000100Y4-3", "91350100M000100Y43"),
        ("HRB 4711", "HRB4711"),
        ("", ""),
    ],
)
def test_a_number_is_stored_in_one_form(typed, stored):
    assert registration.normal(typed) == stored


@pytest.mark.parametrize(
    ("number", "message"),
    [
        ("91350100M000100Y4", "A unified social credit identifier has 18 characters; this one has 17."),
        ("91350100MOOO100Y43", "O cannot stand in a unified social credit identifier."),
        ("91350100M000100Y44", "The check digit does not fit: a character is wrong or two are swapped."),
    ],
)
def test_a_wrong_number_is_told_why(number, message):
    with translation.override("en"):
        assert registration.fault(number, "CN") == message


@pytest.mark.parametrize(("number", "country"), [("", "CN"), ("HRB4711", "DE"), ("whatever", "")])
def test_only_chinese_numbers_are_checked_and_only_where_there_is_one(number, country):
    assert registration.fault(number, country) is None
