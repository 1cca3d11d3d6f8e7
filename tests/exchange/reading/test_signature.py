"""What a file is, is read from its content."""

import gzip

import pytest
import xlwt

from kambium.exchange.reading import open_table
from tests.exchange.reading.making import package, refusal, rows, table, xlsx, zipped


def test_a_csv_that_calls_itself_xls_is_read() -> None:
    assert rows(open_table(b"name,city\nAcme,Berlin\n", name="customers.xls")) == [["Acme", "Berlin"]]


def test_a_workbook_that_calls_itself_csv_is_read() -> None:
    found = open_table(xlsx([["name", "city"], ["Acme", "Berlin"]]), name="customers.csv")
    assert (found.kind, rows(found)) == ("xlsx", [["Acme", "Berlin"]])


def test_an_empty_file_is_refused() -> None:
    assert refusal(b"").code == "empty_file"


@pytest.mark.parametrize("content", [b"\n\n", b"  \r\n ", b"\xef\xbb\xbf", b"\xff\xfe", b",,,\n,,\n"])
def test_a_file_without_a_filled_cell_is_refused(content: bytes) -> None:
    assert refusal(content).code == "no_rows"


@pytest.mark.parametrize(
    "content",
    [
        b"<html><body><table><tr><td>a</td></tr></table></body></html>",
        b"\xef\xbb\xbf\r\n<!DOCTYPE html>\n<html></html>",
        b'<meta http-equiv="Content-Type" content="text/html"><table><tr><td>x</td></tr></table>',
        b"<table border=1><tr><td>x</td></tr></table>",
        b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"></html>',
        b"MIME-Version: 1.0\nContent-Type: multipart/related",
        "<html><table></table></html>".encode("utf-16"),
    ],
)
def test_a_web_page_saved_as_a_spreadsheet_is_refused_as_one(content: bytes) -> None:
    assert refusal(content, name="export.xls").code == "web_page"


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"%PDF-1.7\n...", "PDF"),
        (b"\x89PNG\r\n\x1a\n\x00", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"Rar!\x1a\x07\x00", "RAR"),
        (b"7z\xbc\xaf\x27\x1c", "7z"),
        (gzip.compress(b"a,b\n1,2\n", mtime=0), "GZIP"),
        (b"{\\rtf1 hello}", "RTF"),
        (b'[{"name": "Acme"}]', "JSON"),
        (b'{"rows": []}', "JSON"),
        (b"SQLite format 3\x00", "SQLite"),
        (b"PAR1\x15\x04", "Parquet"),
        (b"ID;PWXL;N;E\nB;Y1;X1\n", "SYLK"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "XML Spreadsheet 2003",
        ),
        (b'<?xml version="1.0"?><rows/>', "XML"),
        (zipped({"word/document.xml": "<w/>"}), "Word"),
        (zipped({"ppt/presentation.xml": "<p/>"}), "PowerPoint"),
        (zipped({"content.xml": "<o/>", "mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "ODS"),
        (zipped({"xl/workbook.bin": b"\x00"}), "XLSB"),
        (zipped({"photo.jpg": b"\xff\xd8"}), "ZIP"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_of_another_kind_is_refused_by_its_name(content: bytes, found: str) -> None:
    problem = refusal(content)
    assert (problem.code, problem.facts) == ("wrong_type", {"found": found})


def test_binary_data_is_refused() -> None:
    assert refusal(bytes(range(1, 32)) * 40).code == "binary"


def test_a_workbook_of_an_excel_before_1997_is_refused() -> None:
    assert refusal(b"\x09\x02\x06\x00\x00\x00\x10\x00").code == "too_old"


@pytest.mark.parametrize("header", ["MZ", "BZh", "PAR1", "GIF8"])
def test_a_column_may_be_called_like_a_signature(header: str) -> None:
    assert table(f"{header},b\nx,y\n").columns[0].header == header


def test_a_file_that_is_not_there_is_refused() -> None:
    with pytest.raises(Exception) as caught:  # noqa: PT011
        open_table("/nowhere/customers.csv")
    assert str(caught.value) == "The file “customers.csv” can't be opened."


def test_an_old_workbook_is_read_whatever_its_name() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    for row, line in enumerate([["name", "n"], ["Acme", 1]]):
        for column, value in enumerate(line):
            sheet.write(row, column, value)
    import io

    stream = io.BytesIO()
    book.save(stream)
    found = open_table(stream.getvalue(), name="customers.csv")
    assert (found.kind, rows(found)) == ("xls", [["Acme", 1]])


def test_a_macro_workbook_is_read_without_its_macros() -> None:
    content = package(
        '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>Acme</t></is></c></row></sheetData></worksheet>',
        xl__vbaProject=b"\x00",
    )
    assert rows(open_table(content, name="m.xlsm")) == [["Acme"]]
