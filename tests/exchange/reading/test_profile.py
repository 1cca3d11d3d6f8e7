"""What only the whole column tells: the order of day and month, the sign of the decimals."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kambium.exchange.reading import DateOrder, DecimalMark, Table, parse_date, parse_number, profile
from kambium.exchange.reading.profile import ColumnProfile, usual_mark
from tests.exchange.reading.making import rows, table


def column(*texts: str) -> ColumnProfile:
    found = ColumnProfile(0)
    for text in texts:
        found.add(text)
    return found


def dates(found: Table) -> list[date | None]:
    """The first column's dates, read with what its profile says."""
    hints = profile(found)[0].hints(found.hints(found.columns[0]))
    return [parse_date(row.cells[0], hints) for row in found.rows()]


def test_one_day_beyond_the_twelfth_decides_for_the_column() -> None:
    early = ["03/04/2026"] * 500
    assert column(*early, "23/11/2026").dates.order is DateOrder.DMY
    assert column(*early, "11/23/2026").dates.order is DateOrder.MDY
    found = table("day,name\n" + "03/04/2026,a\n" * 400 + "11/23/2026,b\n")
    assert dates(found)[0] == date(2026, 3, 4)
    assert dates(found)[-1] == date(2026, 11, 23)


def test_a_column_that_can_be_read_both_ways_is_asked_about_with_both_readings() -> None:
    found = column("05/05/2026", "03/04/2026", "01/02/2026").dates
    assert (found.order, found.is_mixed) == (None, False)
    assert [(reading.order, reading.text, reading.day) for reading in found.ambiguous] == [
        (DateOrder.DMY, "03/04/2026", date(2026, 4, 3)),
        (DateOrder.MDY, "03/04/2026", date(2026, 3, 4)),
    ]


def test_a_column_that_reads_the_same_either_way_needs_no_answer() -> None:
    assert column("05/05/2026", "07/07/2026").dates.ambiguous == ()
    assert column("2026-03-04", "2026/04/03").dates.ambiguous == ()
    assert column("hello", "", "12").dates.ambiguous == ()


def test_years_of_two_digits_can_stand_first() -> None:
    assert [reading.order for reading in column("03-04-05").dates.ambiguous] == list(DateOrder)
    assert [reading.order for reading in column("03-04-05", "26-11-23").dates.ambiguous] == [
        DateOrder.YMD,
        DateOrder.DMY,
    ]
    assert column("03-04-05", "99-12-31").dates.order is DateOrder.YMD


def test_points_mean_the_day_comes_first() -> None:
    assert column("03.04.2026").dates.ambiguous == ()
    assert parse_date("03.04.2026", column("03.04.2026").hints()) == date(2026, 4, 3)


def test_a_column_of_both_orders_is_told_as_mixed_and_only_clear_days_are_read() -> None:
    found = column("23/11/2026", "11/23/2026", "03/04/2026")
    assert (found.dates.is_mixed, found.dates.order, found.dates.ambiguous) == (True, None, ())
    assert found.dates.excluded_by == {
        DateOrder.MDY: "23/11/2026", DateOrder.YMD: "23/11/2026", DateOrder.DMY: "11/23/2026",
    }  # fmt: skip
    assert parse_date("23/11/2026", found.hints()) == date(2026, 11, 23)


def test_times_and_weekdays_beside_the_day_do_not_hide_it() -> None:
    assert column("03/04/2026 14:05", "23/11/2026 下午2:05").dates.order is DateOrder.DMY
    assert column("Mon 03/04/2026", "11/23/2026").dates.order is DateOrder.MDY


def test_one_clear_number_decides_the_sign_of_the_decimals() -> None:
    assert column("1.234", "1.234,5").hints().decimal_mark is DecimalMark.COMMA
    assert column("1.234", "7,5").hints().decimal_mark is DecimalMark.COMMA
    assert column("1.234.567").hints().decimal_mark is DecimalMark.COMMA
    assert column("1,234", "1,234.5").hints().decimal_mark is DecimalMark.POINT
    assert column("1,234,567").hints().decimal_mark is DecimalMark.POINT
    assert column("1,234").hints().decimal_mark is DecimalMark.POINT
    assert column("¥1.234,50").hints().decimal_mark is DecimalMark.COMMA
    assert column("12,5万").hints().decimal_mark is DecimalMark.COMMA
    assert column("12,3456").hints().decimal_mark is DecimalMark.POINT


def test_a_column_of_both_signs_refuses_only_what_is_doubtful() -> None:
    found = column("1.234,50", "1,234.50", "1.234")
    assert found.hints().decimal_mark is DecimalMark.UNKNOWN
    assert parse_number("1.234,50", found.hints()) == parse_number("1,234.50", found.hints()) == Decimal("1234.50")


def test_the_other_columns_tell_how_doubtful_numbers_are_meant() -> None:
    found = table("name;a;b\nAcme;1.234;7,5\nBeta;2.345;8,5\n")
    profiles = profile(found)
    usual = usual_mark(profiles.values())
    assert usual is DecimalMark.COMMA
    hints = profiles[1].hints(usual=usual)
    assert [parse_number(cells[1], hints) for cells in rows(found)] == [Decimal(1234), Decimal(2345)]
    assert usual_mark(profile(table("name,a,b\nAcme,1.234,7.5\n")).values()) is DecimalMark.POINT


def test_a_profile_counts_filled_cells_and_the_longest_text() -> None:
    found = profile(table("name,n\nAcme,1\nBeta Ltd,\n  ,3\n"))
    assert [(found[index].filled, found[index].longest) for index in (0, 1)] == [(2, 8), (2, 1)]
    assert list(profile(table("a,b,c\n1,2,3\n"), [1])) == [1]


def test_what_the_table_knows_is_kept() -> None:
    found = table('年收入(万元),name\n"1,5",a\n"2,25",b\n')
    hints = profile(found)[0].hints(found.hints(found.columns[0]))
    assert (hints.unit, hints.currency, hints.decimal_mark) == (10_000, "CNY", DecimalMark.COMMA)
    assert [parse_number(row.cells[0], hints) for row in found.rows()] == [15_000, 22_500]


@given(st.lists(st.dates(min_value=date(1970, 1, 1), max_value=date(2069, 12, 31)), min_size=1, max_size=30))
def test_the_decided_order_is_never_the_wrong_one(days: list[date]) -> None:
    for form, order in (("%d/%m/%Y", DateOrder.DMY), ("%m/%d/%Y", DateOrder.MDY)):
        found = column(*(f"{day:{form}}" for day in days))
        assert not found.dates.is_mixed
        assert found.dates.order in (order, None)
        if found.dates.order or not found.dates.ambiguous:
            assert [parse_date(f"{day:{form}}", found.hints()) for day in days] == days
