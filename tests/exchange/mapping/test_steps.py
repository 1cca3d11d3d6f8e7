"""What can be done to a value on its way."""

import pytest

from kambium.exchange.mapping.steps import STEPS


@pytest.mark.parametrize(
    ("step", "value", "result"),
    [
        ("local_part", "anna@acme.test", "anna"),
        ("local_part", "anna", "anna"),
        ("name_from_email", "gustavo0@adventure-works.com", "Gustavo"),
        ("name_from_email", "mei-mei.johns@example.test", "Mei-Mei Johns"),
        ("name_from_email", "josé1@x.test", "José"),
        ("name_from_email", "123@x.test", ""),
        ("name_from_email", "", ""),
        ("plain_text", "a < b", "a < b"),
        ("plain_text", "<p>Met <b>Ann</b>&nbsp;&amp; Bo</p><p>Next:<br>call</p>", "Met Ann & Bo\nNext:\ncall"),
        ("plain_text", "two\nlines", "two\nlines"),
        ("host", "https://www.Acme.com/about?x=1", "acme.com"),
        ("host", "anna@acme.test", "acme.test"),
        ("host", "acme.test:8080", "acme.test"),
        ("epoch_ms", "1767225600000", "2026-01-01T00:00:00+00:00"),
        ("epoch_ms", "2026-01-01", "2026-01-01"),
        ("first_item", '["1001", "1002"]', "1001"),
        ("first_item", "[]", ""),
        ("first_item", "[broken", "[broken"),
        ("first_item", "12;34", "12"),
        ("first_item", "张伟、李娜", "张伟"),
        ("digits", "No. 12-34", "1234"),
        ("first_line", "\n  Called Ann \nmore", "Called Ann"),
        ("first_line", "x" * 201, "x" * 199 + "…"),
        ("country", "Philipines", "PH"),
        ("country", "Atlantis", "Atlantis"),
        ("minutes_of_seconds", "61", "2"),
        ("minutes_of_seconds", "0", "0"),
        ("minutes_of_seconds", "soon", "soon"),
        ("minutes_of_milliseconds", "60001", "2"),
        ("minutes_of_clock", "05:30", "6"),
        ("minutes_of_clock", "1:05:00", "65"),
        ("minutes_of_clock", "90", "90"),
        ("lower", "ABC", "abc"),
        ("upper", "abc", "ABC"),
    ],
)
def test_a_step_makes_this_of_that(step: str, value: str, result: str) -> None:
    assert STEPS[step](value) == result


def test_a_step_leaves_nothing_as_nothing() -> None:
    assert {name: step("") for name, step in STEPS.items()} == dict.fromkeys(STEPS, "")
