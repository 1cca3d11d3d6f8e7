"""Dates and times in both cultures."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kambium.exchange.reading import BadValue, CellError, DateOrder, Hints, parse_date, parse_moment
from kambium.exchange.reading.cells import Cell

SHANGHAI = ZoneInfo("Asia/Shanghai")
EAST8 = timezone(timedelta(hours=8))


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-23", "2026/11/23", "2026.11.23", "2026年11月23日", "2026 年 11 月 23 日", "2026年11月23号",
        "26年11月23日", "20261123", "２０２６／１１／２３", "2026 - 11 - 23", "23 Nov 2026", "23-Nov-26", "23-Nov-2026",
        "23rd of November 2026",
        "Nov 23, 2026", "November 23rd, 2026", "2026 Nov 23", "2026-Nov-23", "Mon, 23 Nov 2026",
        "Monday, November 23, 2026",
        "2026-11-23（星期一）", "星期一 2026-11-23", "2026-11-23 周一", "23/11/2026", "11/23/2026", "23.11.2026",
        "23-11-2026",
        "11-23-26", "46349", " 2026-11-23 ", "2026-11-23 00:00:00", "2026-11-23T00:00:00", "2026-11-23 00:00",
        "2026.11.23.",
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert parse_date(text) == date(2026, 11, 23)
    assert parse_moment(text) == datetime(2026, 11, 23)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-23 14:05", "2026-11-23 14:05:00", "2026-11-23T14:05", "2026/11/23 14:05:00.000",
        "2026-11-23 下午2:05",
        "2026-11-23 下午 2:05", "2026年11月23日 14时05分", "2026年11月23日14时05分00秒", "2026年11月23日下午2点05分",
        "11/23/2026 2:05 PM", "11/23/2026 02:05:00 pm", "Nov 23, 2026, 2:05 p.m.", "23 Nov 2026 14:05",
        "20261123 14:05",
        "Mon, 23 Nov 2026 14:05:00", "46349.5868055556",
    ],
)  # fmt: skip
def test_a_time_of_day_is_read_however_it_is_written(text: str) -> None:
    assert parse_moment(text) == datetime(2026, 11, 23, 14, 5)
    assert parse_date(text) == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("2026-11-23 上午12:30", time(0, 30)),
        ("2026-11-23 凌晨12:30", time(0, 30)),
        ("2026-11-23 中午12:30", time(12, 30)),
        ("2026-11-23 中午1:30", time(13, 30)),
        ("2026-11-23 下午12:30", time(12, 30)),
        ("2026-11-23 12:30 AM", time(0, 30)),
        ("2026-11-23 12:30 PM", time(12, 30)),
        ("2026-11-23 晚上8:15", time(20, 15)),
        ("2026-11-23 14:05:06.789", time(14, 5, 6, 789_000)),
    ],
)
def test_the_halves_of_the_day_are_understood(text: str, clock: time) -> None:
    found = parse_moment(text)
    assert found is not None
    assert found.time() == clock


def test_zones_are_kept_and_told_in_the_zone_that_is_wanted() -> None:
    text = "2026-11-23T23:30:00Z"
    assert parse_moment(text) == datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    assert parse_moment("2026-11-23T14:05:00+08:00") == datetime(2026, 11, 23, 14, 5, tzinfo=EAST8)
    assert parse_moment("Mon, 23 Nov 2026 14:05:00 -0500") == datetime(2026, 11, 23, 19, 5, tzinfo=UTC)
    assert parse_date(text) == date(2026, 11, 23)
    assert parse_date(text, Hints(zone=SHANGHAI)) == date(2026, 11, 24)
    found = parse_moment("2026-11-23 14:05", Hints(zone=SHANGHAI))
    assert found is not None
    assert found.isoformat() == "2026-11-23T14:05:00+08:00"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2026-02-30", "date_impossible"),
        ("2026-13-01", "date_impossible"),
        ("2025-02-29", "date_impossible"),
        ("31/02/2026", "date_impossible"),
        ("32/13/2026", "date_impossible"),
        ("20261323", "date_impossible"),
        ("0000-00-00", "date_impossible"),
        ("0001-01-01", "date_impossible"),
        ("30 Feb 2026", "date_impossible"),
        ("2026", "date_incomplete"),
        ("2026-11", "date_incomplete"),
        ("2026年11月", "date_incomplete"),
        ("2026年", "date_incomplete"),
        ("11月23日", "date_incomplete"),
        ("Nov 2026", "date_incomplete"),
        ("03/04/2026", "date_ambiguous"),
        ("03-04-26", "date_ambiguous"),
        ("2026-11-23 25:00", "time_impossible"),
        ("2026-11-23 14:61", "time_impossible"),
        ("2026-11-23 晚上12:00", "time_impossible"),
        ("hello", "not_a_date"),
        ("13800138000", "not_a_date"),
        ("12", "not_a_date"),
        ("5 Foo 2026", "not_a_date"),
        ("2026-11-23 to 2026-11-24", "not_a_date"),
        ("14:05", "not_a_date"),
        ("明天", "not_a_date"),
        ("#N/A", "formula_error"),
        ("#######", "hash_marks"),
    ],
)
def test_what_is_no_day_is_refused_with_value_and_reason(text: str, code: str) -> None:
    for parse in (parse_date, parse_moment):
        with pytest.raises(BadValue) as caught:
            parse(text)
        assert (caught.value.code, caught.value.facts["value"]) == (code, text)


def test_the_reason_is_told_in_words() -> None:
    with pytest.raises(BadValue) as caught:
        parse_date("2026-02-30")
    assert str(caught.value) == "“2026-02-30” is not a date: there is no such day in the calendar"
    with pytest.raises(BadValue) as caught:
        parse_date("03/04/2026")
    assert str(caught.value) == "“03/04/2026” can mean 2026-04-03 or 2026-03-04"


def test_the_order_of_the_column_decides() -> None:
    day_first, month_first = Hints(date_order=DateOrder.DMY), Hints(date_order=DateOrder.MDY)
    year_first = Hints(date_order=DateOrder.YMD)
    assert parse_date("03/04/2026", day_first) == date(2026, 4, 3)
    assert parse_date("03/04/2026", month_first) == date(2026, 3, 4)
    assert parse_date("03-04-05", year_first) == date(2003, 4, 5)
    assert parse_date("05/05/2026") == date(2026, 5, 5)
    assert parse_date("2026-03-04", day_first) == date(2026, 3, 4)
    assert parse_date("03.04.2026") == date(2026, 4, 3)
    with pytest.raises(BadValue) as caught:
        parse_date("11/23/2026", day_first)
    assert caught.value.code == "date_impossible"


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        (date(2026, 11, 23), datetime(2026, 11, 23)),
        (datetime(2026, 11, 23, 14, 5), datetime(2026, 11, 23, 14, 5)),
        (46349, datetime(2026, 11, 23)),
        (Decimal("46349.5"), datetime(2026, 11, 23, 12)),
        (20261123, datetime(2026, 11, 23)),
    ],
)
def test_cells_of_a_workbook_are_read(cell: Cell, moment: datetime) -> None:
    assert parse_moment(cell) == moment
    assert parse_date(cell) == moment.date()


def test_bare_serial_numbers_count_from_1904_where_the_workbook_does() -> None:
    assert parse_date(44887, Hints(is_1904=True)) == date(2026, 11, 23)
    assert parse_date("44887", Hints(is_1904=True)) == date(2026, 11, 23)


@pytest.mark.parametrize("cell", [True, 2026, 12, Decimal("1.5"), 999_999, time(14, 5), timedelta(hours=3)])
def test_numbers_and_times_that_are_no_day_are_refused(cell: Cell) -> None:
    with pytest.raises(BadValue) as caught:
        parse_date(cell)
    assert caught.value.code == "not_a_date"


def test_errors_of_a_workbook_are_told_as_such() -> None:
    with pytest.raises(BadValue) as caught:
        parse_date(CellError("date_impossible", "1900-02-29"))
    assert caught.value.facts == {"value": "1900-02-29"}


@pytest.mark.parametrize("text", ["", " ", "-", "—", "/", "NULL", "无"])
def test_nothing_is_no_date_and_no_error(text: str) -> None:
    assert (parse_date(text), parse_moment(text)) == (None, None)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_a_day_comes_back_from_every_way_of_writing_it(day: date) -> None:
    written = [
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
        f"{day:%d %b %Y}",
        f"{day:%B %d, %Y}",
        f"{day.day}.{day.month}.{day.year}",
    ]
    assert {parse_date(text) for text in written} == {day}
    assert parse_date(f"{day:%d/%m/%Y}", Hints(date_order=DateOrder.DMY)) == day
    assert parse_date(f"{day:%m/%d/%Y}", Hints(date_order=DateOrder.MDY)) == day


@given(
    st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2099, 12, 31)).map(
        lambda moment: moment.replace(microsecond=0)
    )
)
def test_a_moment_comes_back_from_every_way_of_writing_it(moment: datetime) -> None:
    half = "上午" if moment.hour < 12 else "下午"
    written = [
        moment.isoformat(),
        moment.isoformat(" "),
        f"{moment:%Y/%m/%d %I:%M:%S %p}",
        f"{moment:%Y年%m月%d日 }{half}{moment:%I:%M:%S}",
        f"{moment:%Y年%m月%d日%H时%M分%S秒}",
    ]
    assert {parse_moment(text) for text in written} == {moment}


@given(st.text(max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        found = parse_moment(text)
    except BadValue:
        return
    assert found is None or 1000 <= found.year <= 9999
