"""Hostile files are refused within little memory and time, with a clear message and nothing else."""

import io
import os
import struct
import subprocess
import sys
import textwrap
import time
import tracemalloc
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kambium.exchange.reading import Limits, open_table
from kambium.exchange.reading.problems import FILE_PROBLEMS
from tests.exchange.reading.making import (
    MAIN,
    ole,
    package,
    refusal,
    rows,
    rows_or_code,
    sheet_data,
    table,
    xlsx,
    zipped,
)

MEGABYTE = 1024 * 1024


@pytest.fixture
def frugal() -> Iterator[None]:
    """Fails where a test takes more than 60 MB of Python memory or 10 seconds."""
    tracemalloc.start()
    before = time.process_time()
    yield
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 60 * MEGABYTE
    assert time.process_time() - before < 10


def bomb(inner: bytes, times: int, head: bytes, tail: bytes, part: str) -> bytes:
    """A workbook one part of which repeats itself; built in a stream so that the test stays small."""
    base = package(sheet_data('<row r="1"><c r="A1"><v>1</v></c></row>'))
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(base)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        with new.open(part, "w", force_zip64=True) as target:
            target.write(head)
            for _ in range(times):
                target.write(inner)
            target.write(tail)
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
SHEET_HEAD = f'<worksheet xmlns="{MAIN}"><sheetData>'.encode()


@pytest.mark.usefixtures("frugal")
def test_a_zip_bomb_in_the_sheet_is_refused_by_what_it_really_unpacks_to() -> None:
    content = bomb(b"<row/>" * 100_000, 120, SHEET_HEAD, b"</sheetData></worksheet>", SHEET)
    assert len(content) < MEGABYTE
    assert refusal(content).code == "inflation"
    assert refusal(content, limits=Limits(inflation=10_000, inflated_bytes=50 * MEGABYTE)).code == "inflated_too_large"


@pytest.mark.usefixtures("frugal")
def test_a_zip_bomb_in_the_texts_is_refused() -> None:
    content = bomb(
        b"<si><t>a</t></si>" * 50_000, 80, f'<sst xmlns="{MAIN}">'.encode(), b"</sst>", "xl/sharedStrings.xml"
    )
    assert refusal(content).code == "inflation"


@pytest.mark.usefixtures("frugal")
def test_a_bomb_in_a_part_that_is_not_read_does_no_harm() -> None:
    content = bomb(b"\0" * MEGABYTE, 300, b"", b"", "xl/media/image1.png")
    assert rows(table(content)) == [[1]]


def test_the_sizes_that_a_zip_claims_are_not_believed() -> None:
    content = bytearray(package(sheet_data('<row r="1"><c r="A1"><v>1</v></c></row>' * 1)))
    at = content.rfind(b"PK\x01\x02", 0, content.rfind(SHEET.encode()))
    content[at + 24 : at + 28] = struct.pack("<I", 10)
    assert refusal(bytes(content)).code == "damaged"


@pytest.mark.usefixtures("frugal")
@pytest.mark.parametrize("part", ["sheet", "strings", "styles", "workbook"])
def test_a_document_type_declaration_is_refused_in_every_part(part: str) -> None:
    evil = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    parts: dict[str, Any] = {
        "sheet": sheet_data('<row r="1"><c r="A1" t="str"><v>name</v></c></row>'),
        "strings": f'<sst xmlns="{MAIN}"/>',
        "styles": f'<styleSheet xmlns="{MAIN}"/>',
    }
    if part == "workbook":
        content = package(parts["sheet"], xl__workbook_xml=b"")
        content = replaced(content, "xl/workbook.xml", evil.encode() + f'<workbook xmlns="{MAIN}"/>'.encode())
    else:
        parts[part] = evil + parts[part]
        content = package(parts["sheet"], strings=parts["strings"], styles=parts["styles"])
    assert refusal(content).code == "doctype"


def replaced(content: bytes, part: str, text: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        return zipped({name: text if name == part else old.read(name) for name in old.namelist()})


@pytest.mark.usefixtures("frugal")
def test_a_declaration_in_utf16_is_refused_too() -> None:
    text = f'<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x><worksheet xmlns="{MAIN}"/>'
    assert refusal(package(text.encode("utf-16"))).code == "doctype"


@pytest.mark.usefixtures("frugal")
def test_a_sheet_that_claims_every_cell_of_excel_is_read_as_what_it_holds() -> None:
    text = (
        f'<worksheet xmlns="{MAIN}"><dimension ref="A1:XFD1048576"/><sheetData>'
        '<row r="1"><c r="A1" t="str"><v>name</v></c><c r="XFD1" s="1"/></row>'
        '<row r="2"><c r="A2" t="str"><v>Acme</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
        "</sheetData></worksheet>"
    )
    assert rows(table(package(text))) == [["Acme"]]


@pytest.mark.usefixtures("frugal")
def test_a_value_in_a_far_row_costs_nothing_and_in_a_far_column_is_refused() -> None:
    head = '<row r="1"><c r="A1" t="str"><v>name</v></c></row>'
    far_row = package(sheet_data(head + '<row r="1048576"><c r="A1048576" t="str"><v>Acme</v></c></row>'))
    assert [(row.number, row.cells) for row in table(far_row).rows()] == [(1_048_576, ["Acme"])]
    problem = refusal(package(sheet_data(head + '<row r="9"><c r="XFD9"><v>1</v></c></row>')))
    assert (problem.code, problem.facts) == ("too_many_columns", {"line": 9, "limit": 500})


def test_the_five_hundredth_column_is_read_and_the_next_is_refused() -> None:
    assert table(xlsx([[f"c{number}" for number in range(500)]])).width == 500
    assert refusal(xlsx([[f"c{number}" for number in range(501)]])).code == "too_many_columns"
    assert table(",".join(f"c{number}" for number in range(500)) + "\n").width == 500
    assert refusal(",".join(f"c{number}" for number in range(501)) + "\n").code == "too_many_columns"


@pytest.mark.usefixtures("frugal")
@pytest.mark.parametrize(
    ("text", "code"),
    [
        (sheet_data("<row r='1'>" + "<c><v>" * 200_000), "damaged"),
        (sheet_data("<row r='1'>" + "<a>" * 200_000), "damaged"),
        (f'<worksheet xmlns="{MAIN}"><!--' + "x" * 9_000_000 + "--><sheetData/></worksheet>", "damaged"),
        (sheet_data(f'<row r="1" spans="{"x" * 9_000_000}"/>'), "damaged"),
        (sheet_data('<row r="1"><c r="A1" t="str"><v>' + "x" * 200_000 + "</v></c></row>"), "cell_too_long"),
        (sheet_data('<row r="2"/><row r="1"/>'), "damaged"),
        (sheet_data('<row r="99999999999999"/>'), "damaged"),
        (sheet_data('<row r="1"><c r="ABCDE1"><v>1</v></c></row>'), "damaged"),
        (sheet_data('<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>'), "damaged"),
        (sheet_data('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'), "damaged"),
        (sheet_data('<row r="1"><c r="A1"><v>1e999</v></c></row>'), "damaged"),
        (sheet_data('<row r="1"><c r="A1"><v>abc</v></c></row>'), "damaged"),
        (sheet_data('<row r="1"><c r="A1"><v>&undefined;</v></c></row>'), "damaged"),
        ("<worksheet><sheetData><row", "damaged"),
        ("", "damaged"),
    ],
    ids=range(15),
)
def test_a_broken_sheet_is_refused(text: str, code: str) -> None:
    assert refusal(package(text)).code == code


def test_texts_nested_without_end_are_refused() -> None:
    strings = f'<sst xmlns="{MAIN}">' + "<si><t>" * 200_000
    content = package(sheet_data('<row r="1"><c r="A1"><v>1</v></c></row>'), strings=strings)
    assert refusal(content).code == "damaged"


def test_thousands_of_empty_cells_at_the_end_of_each_line_do_no_harm() -> None:
    found = table("name,city" + "," * 16_382 + "\n" + "Acme,Berlin" + "," * 16_382 + "\n")
    assert (len(found.columns), [row.cells[:2] for row in found.rows()]) == (2, [["Acme", "Berlin"]])
    assert [row.problem for row in found.rows()] == [None]


def test_too_many_merged_regions_are_refused() -> None:
    merges = "".join(f'<mergeCell ref="A{row}:A{row + 1}"/>' for row in range(2, 2002, 2))
    text = sheet_data('<row r="1"><c r="A1"><v>1</v></c></row>', f"<mergeCells>{merges}</mergeCells>")
    assert refusal(package(text), limits=Limits(merges=500)).code == "too_many_merges"


def test_more_rows_than_allowed_are_refused_in_a_workbook() -> None:
    content = xlsx([["n"], *([number] for number in range(50))])
    assert len(rows(table(content, limits=Limits(rows=51)))) == 50
    assert refusal(content, limits=Limits(rows=50)).code == "too_many_rows"


@pytest.mark.parametrize("cut", [10, 100, 1000, 3000])
def test_a_workbook_cut_off_is_refused(cut: int) -> None:
    content = xlsx([["name", "n"], *(["Acme", number] for number in range(500))])
    assert refusal(content[:-cut]).code in ("damaged", "wrong_type")


def test_random_damage_gives_a_refusal_or_rows_and_never_another_error() -> None:
    import random

    random.seed(7)
    content = xlsx([["name", "n"], *([f"Acme {number}", number / 7] for number in range(200))])
    codes = set()
    for _ in range(150):
        broken = bytearray(content)
        for _ in range(random.randint(1, 20)):
            broken[random.randrange(len(broken))] = random.randrange(256)
        codes.add(outcome(bytes(broken)))
    assert codes - {"read"} <= FILE_PROBLEMS.keys()
    assert "damaged" in codes


def outcome(content: bytes) -> str:
    from kambium.exchange.reading import Unreadable

    try:
        rows(open_table(content))
    except Unreadable as problem:
        return problem.code
    return "read"


def test_a_workbook_protected_by_a_password_is_refused_as_one() -> None:
    assert refusal(ole({"EncryptionInfo": b"x" * 5000, "EncryptedPackage": b"y" * 5000})).code == "encrypted"
    content = bytearray(package(sheet_data("")))
    at = content.rfind(b"PK\x01\x02", 0, content.rfind(b"xl/workbook.xml"))
    content[at + 8] |= 1
    assert refusal(bytes(content)).code == "encrypted"


def test_an_old_word_file_is_refused_by_its_name() -> None:
    problem = refusal(ole({"WordDocument": b"x" * 5000}))
    assert (problem.code, problem.facts) == ("wrong_type", {"found": "Word"})


def test_a_container_that_runs_in_circles_is_refused() -> None:
    content = bytearray(ole({"Workbook": b"x" * 5000}))
    at = content.rfind(struct.pack("<I", 2)[:4], len(content) - 512)
    content[len(content) - 512 : len(content) - 508] = struct.pack("<I", 0)
    assert at > 0
    assert refusal(bytes(content)).code == "damaged"


def test_a_large_csv_is_walked_in_flat_memory(tmp_path: Any) -> None:
    path = tmp_path / "big.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("编号,客户名称,城市\n")
        for number in range(600_000):
            file.write(f"A{number:07d},明远{number}科技有限公司,上海市浦东新区\n")
    code = textwrap.dedent(
        """
        import resource, sys
        from kambium.exchange.reading import open_table
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        count = sum(1 for _ in open_table(sys.argv[1]).rows())
        print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
        """
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True, env=os.environ
    )
    count, grown = map(int, done.stdout.split())
    assert count == 600_000
    assert grown < 30 * 1024


def test_stored_parts_are_counted_like_packed_ones() -> None:
    parts = {}
    with zipfile.ZipFile(io.BytesIO(xlsx([["name"], ["Acme"]]))) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    content = zipped(dict(parts), zipfile.ZIP_STORED)
    assert rows(table(content)) == [["Acme"]]
    assert refusal(content, limits=Limits(inflated_bytes=600)).code == "inflated_too_large"


def test_packing_methods_of_no_spreadsheet_are_refused() -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx([["name"], ["Acme"]]))) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    assert refusal(zipped(dict(parts), zipfile.ZIP_LZMA)).code == "damaged"


@given(st.binary(max_size=300))
@settings(max_examples=400, deadline=None)
def test_no_bytes_break_the_reader(content: bytes) -> None:
    found = rows_or_code(content)
    assert isinstance(found, list) or found in FILE_PROBLEMS


@given(st.text(alphabet='ab,;"\n\r\t| \0é华\ufeff合计', max_size=80), st.sampled_from(["utf-8", "gb18030", "utf-16"]))
@settings(max_examples=400, deadline=None)
def test_no_text_breaks_the_reader(text: str, encoding: str) -> None:
    found = rows_or_code(text.encode(encoding))
    assert isinstance(found, list) or found in FILE_PROBLEMS


def test_damage_in_an_old_workbook_gives_a_refusal_or_rows_and_never_another_error() -> None:
    import random

    import xlwt

    random.seed(11)
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    for row in range(120):
        sheet.write(row, 0, f"Acme {row}")
        sheet.write(row, 1, row / 7)
    stream = io.BytesIO()
    book.save(stream)
    codes = set()
    for _ in range(300):
        broken = bytearray(stream.getvalue())
        for _ in range(random.randint(1, 20)):
            broken[random.randrange(len(broken))] = random.randrange(256)
        codes.add(outcome(bytes(broken)))
    assert codes - {"read"} <= FILE_PROBLEMS.keys()
    assert {"read", "damaged"} <= codes
