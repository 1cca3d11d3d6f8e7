"""Files whose lines are in two encodings."""

import random

import pytest

from kambium.exchange.reading import Unreadable
from kambium.exchange.reading.mixture import judge, settle
from tests.exchange.reading.making import refusal, rows, shared, table

ACCOUNTS = [
    ["华为技术有限公司", "深圳", "José"],
    ["明远工业集团", "苏州", "王喆"],
    ["Müller GmbH", "Köln", "北方重工"],
    ["比亚迪股份有限公司", "深圳市坪山区", "李珺"],
    ["Acme Ltd", "London", ""],
]


def mixed(lines: list[list[str]], encodings: list[str]) -> bytes:
    return b"".join((",".join(line) + "\r\n").encode(encoding) for line, encoding in zip(lines, encodings, strict=True))


@pytest.mark.parametrize("seed", range(20))
def test_lines_of_utf8_and_gb18030_are_each_decoded_right(seed: int) -> None:
    random.seed(seed)
    lines = [random.choice(ACCOUNTS) for _ in range(40)]
    encodings = [random.choice(["utf-8", "gb18030"]) for _ in lines]
    lines = [["客户名称", "城市", "联系人"], *[line for line in lines if line[0] != "Müller GmbH"]]
    encodings = ["utf-8", *encodings][: len(lines)]
    found = table(mixed(lines, encodings))
    assert [column.header for column in found.columns] == lines[0]
    assert rows(found) == lines[1:]


def test_a_mark_at_the_start_does_not_hide_gb18030_below() -> None:
    content = "客户名称,城市\n".encode("utf-8-sig") + "华为,深圳\n明远工业,苏州\n".encode("gb18030")
    found = table(content)
    assert (found.encoding, found.columns[0].header) == ("mixed", "客户名称")
    assert rows(found) == [["华为", "深圳"], ["明远工业", "苏州"]]


def test_the_lines_of_one_quoted_cell_may_differ_in_encoding() -> None:
    content = (
        "客户名称,备注\n".encode()
        + '华为,"第一行备注\n'.encode("gb18030")
        + '第二行备注"\n'.encode()
        + "中车,无\n".encode("gbk")
    )
    found = table(content)
    assert rows(found) == [["华为", "第一行备注\n第二行备注"], ["中车", "无"]]
    assert [row.number for row in found.rows()] == [2, 4]


def test_a_line_that_can_be_read_both_ways_is_read_as_what_is_likely() -> None:
    assert "隆盛".encode("gb18030").decode("utf-8") == "¡ʢ"
    content = "客户名称,城市\n".encode() + "华为技术,深圳\n隆盛,\n".encode("gb18030")
    assert rows(table(content)) == [["华为技术", "深圳"], ["隆盛", ""]]
    assert "José".encode().decode("gb18030") == "Jos茅"
    content = "客户名称,城市\n".encode() + "华为技术,深圳\n".encode("gb18030") + "José García,Madrid\n".encode()
    assert rows(table(content)) == [["华为技术", "深圳"], ["José García", "Madrid"]]


def test_a_line_for_which_neither_reading_is_likely_is_refused_by_its_number() -> None:
    content = "客户名称,城市\n".encode() + "华为技术,深圳\n瑷媄,\n".encode("gb18030")
    problem = refusal(content)
    assert (problem.code, problem.facts["line"]) == ("encoding_doubtful", 3)
    assert {problem.facts["text"], problem.facts["other_text"]} == {"訋Z,", "瑷媄,"}


def test_a_garbled_line_in_a_mixed_file_is_refused_by_its_number() -> None:
    content = "客户名称,城市\n".encode() + "华为技术,深圳\n".encode("gb18030") + "SÃ¡nchez,León\n".encode()
    problem = refusal(content)
    assert (problem.code, problem.facts["line"]) == ("mojibake", 3)


def names() -> list[str]:
    path = shared("zh_company_names/company_short_names.txt")
    return path.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_a_quarter_million_real_names_are_read_in_every_encoding(codec: str) -> None:
    expected = names()
    found = table("\n".join(expected).encode(codec), header_row=0)
    assert [cells[0] for cells in rows(found)] == expected


def test_no_real_name_is_ever_decoded_wrong_whatever_its_neighbours() -> None:
    wrong, refused = [], []
    for name in names():
        for codec in ("utf-8", "gb18030"):
            line = name.encode(codec)
            try:
                if read_alone(line) != name:
                    wrong.append((name, codec))
            except Unreadable:
                refused.append((name, codec))
    assert wrong == []
    assert len(refused) == 32


def read_alone(line: bytes) -> str:
    """A line in a file that surely holds both encodings."""
    verdict = "utf-8" if line.isascii() else judge(line)
    if verdict == "ambiguous":
        return settle(line, 1, both=True)
    return line.decode("utf-8" if verdict == "utf-8" else "gb18030")


@pytest.mark.parametrize("seed", range(3))
def test_real_names_of_two_encodings_shuffled_are_decoded_right_line_by_line(seed: int) -> None:
    random.seed(seed)
    chosen = [name for name in random.sample(names(), 40_000) if not is_refused(name)]
    content = b"".join(name.encode(random.choice(["utf-8", "gb18030"])) + b"\n" for name in chosen)
    found = table(content, header_row=0)
    assert found.encoding == "mixed"
    assert [cells[0] for cells in rows(found)] == chosen


def is_refused(name: str) -> bool:
    for codec in ("utf-8", "gb18030"):
        try:
            read_alone(name.encode(codec))
        except Unreadable:
            return True
    return False
