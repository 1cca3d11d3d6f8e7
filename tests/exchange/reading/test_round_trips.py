"""Whatever a table holds comes back as it was, in every format and encoding."""

import csv
import io
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kambium.exchange.reading import open_table
from tests.exchange.reading.making import rows, rows_or_code, xlsx

DOUBTS = ("encoding_doubtful", "encoding_mixed", "encoding_unknown", "mojibake")
# without 贸: between Latin letters it is what an ó becomes when UTF-8 is read as GB18030, and is refused
CHINESE = "客户名称公司有限技术科集团深圳上海北京工业电子信息发展投资商张李王陈明远华为的一是在有"
letters = st.text(alphabet="abc XYZ019,;\t\"'|-éüßñ" + CHINESE, max_size=20)
words = st.text(alphabet="abcXYZ" + CHINESE, min_size=1, max_size=12)
# the first cell keeps a row from being blank, a total or the header again
lines = st.lists(st.tuples(words.map(lambda word: f"k{word}"), letters, letters, words), min_size=1, max_size=12)


def written(content: list[tuple[str, ...]], separator: str, end: str) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=separator, lineterminator=end)
    writer.writerow(["账号", "name", "note", "word"])
    writer.writerows(content)
    return stream.getvalue()


@given(
    lines,
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_a_text_file_comes_back(content: list[tuple[str, ...]], separator: str, end: str, encoding: str) -> None:
    data = written(content, separator, end).encode(encoding)
    found = open_table(data, delimiter=separator, header_row=1)
    assert [tuple(cells) for cells in rows(found)] == content


@given(lines)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_a_gb18030_file_comes_back_or_is_refused(content: list[tuple[str, ...]]) -> None:
    data = ("客户名称,公司,电话,地址\n" + written(content, ",", "\n")).encode("gb18030")
    assert rows_or_code(data, header_row=2) in ([list(line) for line in content], *DOUBTS)


@given(lines, st.data())
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_a_file_of_mixed_lines_comes_back_or_is_refused(content: list[tuple[str, ...]], data: Any) -> None:
    text = written(content, ",", "\n").splitlines(keepends=True)
    encoded = b"".join(line.encode(data.draw(st.sampled_from(["utf-8", "gb18030"]))) for line in text)
    assert rows_or_code(encoded, delimiter=",", header_row=1) in ([list(line) for line in content], *DOUBTS)


values = st.one_of(
    words,
    st.integers(min_value=-(10**15), max_value=10**15),
    st.decimals(min_value=-(10**6), max_value=10**6, places=4).filter(lambda number: number % 1 != 0),
    st.booleans(),
    st.dates(min_value=date(1900, 3, 1), max_value=date(2099, 12, 31)),
    st.datetimes(min_value=datetime(1900, 3, 1), max_value=datetime(2099, 12, 31)).map(
        lambda moment: moment.replace(microsecond=0)
    ),
)


@given(st.lists(st.tuples(words.map(lambda word: f"k{word}"), values, values), min_size=1, max_size=10))
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
def test_a_workbook_comes_back(content: list[tuple[Any, ...]]) -> None:
    data = xlsx([["账号", "one", "two"], *[[plain(cell) for cell in line] for line in content]])
    assert [tuple(cells) for cells in rows(open_table(data, header_row=1))] == content


def plain(cell: Any) -> Any:
    return float(cell) if isinstance(cell, Decimal) else cell
