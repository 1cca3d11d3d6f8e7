"""The address of a list: read into one spelling, told back as chips, never a fault for whatever stands in it."""

from decimal import Decimal

import pytest
from django.db.models import Q
from django.http import QueryDict
from django.utils import translation

from kambium.core.web.listing import (
    Between,
    Choices,
    Column,
    ListSpec,
    Look,
    Option,
    Period,
    Piece,
    Ready,
    Silent,
    figure,
    lists_of,
)
from kambium.core.web.listing.state import Reading, is_bare, read

OPTIONS = [Option("a", "Alpha"), Option("b", "Beta"), Option("none", "None", Q(colour=""))]
FILTERS = (
    Choices("colour", "Colour", options=lambda look: OPTIONS, column="colour"),
    Piece("town", "Town", column="town"),
    Between("price", "Price", column="price"),
    Period("made", "Made", column="made"),
    Silent("quiet", "Quiet", column="spoken_at"),
)
COLUMNS = (
    Column("name", "Name", ("name",), order=("name",), fixed=True),
    Column("colour", "Colour", ("colour",), order=("colour",)),
    Column("town", "Town", ("town",), shown=False),
)
LOOK = Look.__new__(Look)


def spec() -> ListSpec:
    return ListSpec(
        key="toys", label="Toys", address="toys", permission="toys.view", rows=lambda look, permission, where: None,
        columns=lambda look: COLUMNS, filters=lambda look: FILTERS, ready=(Ready("all", "All"),),
        look=lambda person, actor, at: LOOK, sort="name", row_url=str, row_name=lambda row, look: "", empty="No toys",
    )  # fmt: skip


def reading(query: str) -> Reading:
    with translation.override("en"):
        return read(spec(), lists_of(QueryDict(query)), COLUMNS, FILTERS, LOOK)


@pytest.mark.parametrize(
    ("given", "spelled"),
    [
        ("", "?"),
        ("colour=&town=&sort=&columns=", "?"),
        ("view=mine&colour=b&colour=a&colour=b", "?view=mine&colour=b&colour=a"),
        ("town=+Li%C3%A8ge%00+", "?town=Li%C3%A8ge"),
        ("price_from=12%2C500&price_to=1.2%E4%BA%BF", "?price_from=12500&price_to=120000000"),
        ("price_from=%EF%BC%91%EF%BC%92%E4%B8%87", "?price_from=120000"),
        ("made_from=2026/1/5", None),
        ("made_from=2026.01.05&made_to=2026-02-01", "?made_from=2026-01-05&made_to=2026-02-01"),
        ("quiet=060", "?quiet=60"),
        ("sort=-colour", "?sort=-colour"),
        ("sort=name", "?"),
        ("columns=name&columns=colour", "?"),
        ("columns=colour", "?"),
        ("columns=town", "?columns=name&columns=town"),
        ("columns=colour&columns=name", None),
        ("columns=secret", "?"),
        ("at=abc&colour=a", "?colour=a&at=abc"),
        ("foreign=1", "?"),
    ],
)
def test_an_address_is_read_into_one_spelling(given: str, spelled: str | None) -> None:
    found = reading(given)
    if spelled is not None:
        assert found.state.query() == spelled
        assert found.faults == ()
    again = reading(found.state.query().removeprefix("?"))
    assert again.state == found.state


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ("colour=green", "Colour: there is no “green”."),
        ("price_from=much", "Price: “much” is no number. Enter one such as 125000 or 12.5万."),
        ("price_to=nan", "Price: “nan” is no number. Enter one such as 125000 or 12.5万."),
        ("price_to=1e400", "Price: “1e400” is no number. Enter one such as 125000 or 12.5万."),
        ("made_from=yesterday", "Made: “yesterday” is no date. Enter one such as 2026-11-23."),
        ("made_to=0001-01-01", "Made: “0001-01-01” is no date. Enter one such as 2026-11-23."),
        ("quiet=0", "Quiet: “0” is no number of days (1 to 3650)."),
        ("quiet=-5", "Quiet: “-5” is no number of days (1 to 3650)."),
        ("quiet=%E2%91%A0", "Quiet: “①” is no number of days (1 to 3650)."),
        ("sort=town", "This list cannot be sorted by “town”."),
        ("sort=--name", "This list cannot be sorted by “--name”."),
        ("town=" + "x" * 200, "Town: at most 120 characters."),
    ],
)
def test_what_means_nothing_is_left_out_and_said(given: str, fault: str) -> None:
    found = reading(given)
    assert found.faults == (fault,)
    assert found.state.query() == "?"


def test_what_can_be_read_beside_it_still_holds() -> None:
    found = reading("colour=a&price_from=much&sort=-colour")
    assert found.state.query() == "?colour=a&sort=-colour"


def test_a_new_condition_begins_at_the_first_page_and_paging_keeps_the_rest() -> None:
    state = reading("colour=a&at=here").state
    assert state.with_(sort="-colour").at == ""
    assert state.with_(at="there").query() == "?colour=a&at=there"


def test_a_saved_view_keeps_everything_but_the_place_and_its_own_name() -> None:
    assert reading("view=7&colour=a&sort=-colour&columns=town&at=here").state.kept() == {
        "colour": ["a"],
        "sort": ["-colour"],
        "columns": ["name", "town"],
    }


@pytest.mark.parametrize(
    ("query", "bare"), [("", True), ("view=3", True), ("view=3&at=x", True), ("colour=", False), ("sort=name", False)]
)
def test_an_address_that_only_names_a_view_leaves_the_rest_to_it(query: str, bare: bool) -> None:
    assert is_bare(lists_of(QueryDict(query)), FILTERS) is bare


def test_chips_say_each_condition_and_what_is_left_without_it() -> None:
    colour, _town, price, made, quiet = FILTERS
    with translation.override("en"):
        told = [(c.text, dict(c.rest)) for c in colour.chips({"colour": ("a", "b")}, LOOK)]
        sums = [c.text for c in price.chips({"price_from": ("5000000",)}, LOOK)]
        days = [c.text for c in made.chips({"made_from": ("2026-01-05",), "made_to": ("2026-02-01",)}, LOOK)]
        silence = [c.text for c in quiet.chips({"quiet": ("1",)}, LOOK)]
    assert told == [("Alpha", {"colour": ("b",)}), ("Beta", {"colour": ("a",)})]
    assert (sums, days, silence) == (["≥ 5M"], ["5 Jan 2026 – 1 Feb 2026"], ["for 1 day"])


def test_values_of_one_condition_are_alternatives() -> None:
    colour = FILTERS[0]
    assert colour.where({"colour": ("a", "b")}, LOOK) == Q(colour__in=["a", "b"])
    assert colour.where({"colour": ("a", "none")}, LOOK) == Q(colour__in=["a"]) | Q(colour="")


@pytest.mark.parametrize(
    ("typed", "number"),
    [("125000", "125000"), ("12.5万", "125000"), ("1,250", "1250"), ("１２", "12"), ("3m", "3000000"), ("-2k", "-2000"),
     ("¥ 1.5亿", "150000000"), ("2千万", "20000000")],
)  # fmt: skip
def test_numbers_are_read_as_people_type_them(typed: str, number: str) -> None:
    assert figure(typed) == Decimal(number)


@pytest.mark.parametrize("typed", ["", "万", "1.2.3", "inf", "1e16", "十", "1-2"])
def test_what_is_no_number_is_not_guessed(typed: str) -> None:
    with pytest.raises(ValueError) as no:  # noqa: PT011  (the text is what was typed, compared below)
        figure(typed)
    assert str(no.value) == typed
