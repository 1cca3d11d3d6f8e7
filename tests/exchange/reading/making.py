"""Files for the tests of reading: written as offices and attackers write them."""

import io
import struct
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from kambium.exchange.reading import Table, Unreadable, open_table

SHARED_DATA = Path(__file__).parents[4] / "shared" / "data"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def shared(name: str) -> Path:
    """A real file that is not part of the repository."""
    path = SHARED_DATA / name
    if not path.exists():
        pytest.skip(f"the shared data set {name} is not on this machine")
    return path


def table(content: str | bytes, **options: Any) -> Table:
    """The table in a text file's content."""
    return open_table(content.encode() if isinstance(content, str) else content, **options)


def rows(found: Table) -> list[list[Any]]:
    """The cells of all records."""
    return [row.cells for row in found.rows()]


def left_out(found: Table) -> list[tuple[int, str, str]]:
    """Row, reason and text of everything that is no record, after a whole walk."""
    for _ in found.rows():
        pass
    return [(each.number, each.reason, each.text) for each in found.left_out]


def rows_or_code(content: bytes, **options: Any) -> list[list[Any]] | str:
    """The cells of all records, or the code of the refusal."""
    try:
        return rows(open_table(content, **options))
    except Unreadable as problem:
        return problem.code


def refusal(content: str | bytes, **options: Any) -> Unreadable:
    """How a file is refused, at opening or while its rows are walked."""
    with pytest.raises(Unreadable) as caught:
        rows(table(content, **options))
    return caught.value


def xlsx(
    lines: Sequence[Sequence[object]], *, merged: Sequence[str] = (), change: Callable[[Any], None] | None = None
) -> bytes:
    """A workbook of one sheet, as openpyxl writes it."""
    book = Workbook()
    sheet: Any = book.active
    for line in lines:
        sheet.append(list(line))
    for region in merged:
        sheet.merge_cells(region)
    if change:
        change(sheet)
    return saved(book)


def saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def package(
    sheet: str | bytes, *, strings: str = "", styles: str = "", properties: str = "", sheets: str = "", **others: bytes
) -> bytes:
    """A workbook written by hand, tag by tag."""
    listed = sheets or '<sheet name="S" sheetId="1" r:id="r1"/>'
    relation = f'<Relationship Type="{RELATIONS}/'
    parts: dict[str, str | bytes] = {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{properties}'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": "<Relationships>"
        f'{relation}worksheet" Id="r1" Target="worksheets/sheet1.xml"/>'
        f'{relation}sharedStrings" Id="r2" Target="/xl/sharedStrings.xml"/>'
        f'{relation}styles" Id="r3" Target="styles.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
        "xl/sharedStrings.xml": strings or f'<sst xmlns="{MAIN}"/>',
        "xl/styles.xml": styles or f'<styleSheet xmlns="{MAIN}"/>',
        **{name.replace("__", "/"): content for name, content in others.items()},
    }
    return zipped(parts)


def zipped(parts: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return stream.getvalue()


def sheet_data(inner: str, after: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{inner}</sheetData>{after}</worksheet>'


def ole(streams: dict[str, bytes]) -> bytes:
    """A container of old Office files with streams of more than 4,096 bytes."""
    sectors: list[bytes] = []
    fat: list[int] = []
    entries = [("Root Entry", 5, 0xFFFFFFFE, 0)]
    for name, content in streams.items():
        first = len(sectors)
        parts = [content[at : at + 512].ljust(512, b"\0") for at in range(0, len(content), 512)]
        sectors += parts
        fat += [*range(first + 1, first + len(parts)), 0xFFFFFFFE]
        entries.append((name, 2, first, len(content)))
    directory = b"".join(
        (name.encode("utf-16-le") + b"\0\0").ljust(64, b"\0")
        + struct.pack("<HBB", 2 * len(name) + 2, kind, 1)
        + b"\xff" * 12
        + b"\0" * 36
        + struct.pack("<IQ", first, size)
        for name, kind, first, size in entries
    ).ljust(512, b"\0")
    at_directory = len(sectors)
    sectors.append(directory)
    fat += [0xFFFFFFFE, 0xFFFFFFFD]
    sectors.append(struct.pack(f"<{len(fat)}I", *fat).ljust(512, b"\xff"))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + b"\0" * 6
    header += struct.pack("<IIIIIIIII", 0, 1, at_directory, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<I", len(sectors) - 1) + b"\xff" * (108 * 4)
    return header + b"".join(sectors)
