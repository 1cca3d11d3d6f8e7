"""A workbook in the format of Excel since 2007 (XLSX, XLSM)."""

import posixpath
import re
from collections.abc import Iterator

from kambium.exchange.reading.archive import Archive
from kambium.exchange.reading.cells import RawRow, Region
from kambium.exchange.reading.limits import Limits
from kambium.exchange.reading.markup import elements
from kambium.exchange.reading.number_formats import Shape, shape_of
from kambium.exchange.reading.problems import Unreadable
from kambium.exchange.reading.shared_strings import SharedStrings, read_strings
from kambium.exchange.reading.sheets import Sheet
from kambium.exchange.reading.survey import Opener
from kambium.exchange.reading.xlsx_sheet import SheetWalk, column_index

MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']\$?([A-Z]+)\$?(\d+):\$?([A-Z]+)\$?(\d+)[\"']")

OTHER_PACKAGES = [
    ("xl/workbook.bin", "XLSB"),
    ("word/document.xml", "Word"),
    ("ppt/presentation.xml", "PowerPoint"),
    ("Index/Document.iwa", "Numbers"),
    ("content.xml", "ODS"),
]


class XlsxBook:
    """The workbook's parts: which sheets it has, its texts and formats."""

    kind = "xlsx"

    def __init__(self, opener: Opener, limits: Limits) -> None:
        self.limits = limits
        self.archive = Archive(opener, limits)
        self.path = self.main_part()
        self.relations = self.relations_of(self.path)
        self.sheets, self.parts = self.listed_sheets()
        self.is_1904 = any(
            attributes.get("date1904") in ("1", "true") for _, attributes in self.parsed(self.path, "workbookPr")
        )
        self.shapes = self.cell_shapes()
        self.strings = self.shared_strings()

    def parsed(self, part: str, *wanted: str) -> list[tuple[str, dict[str, str]]]:
        return elements(self.archive.pieces(part), set(wanted))

    def main_part(self) -> str:
        """Where the workbook itself stands in the package."""
        for part, found in OTHER_PACKAGES:
            if self.archive.has(part):
                raise Unreadable("wrong_type", found=found)
        if self.archive.has("_rels/.rels"):
            for _, attributes in self.parsed("_rels/.rels", "Relationship"):
                if attributes.get("Type", "").endswith("/officeDocument"):
                    return attributes.get("Target", "").lstrip("/")
        if self.archive.has("xl/workbook.xml"):
            return "xl/workbook.xml"
        raise Unreadable("wrong_type", found="ZIP")

    def relations_of(self, part: str) -> dict[str, tuple[str, str]]:
        """The parts another part points to: id → (kind, path)."""
        folder, name = posixpath.split(part)
        listed = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self.archive.has(listed):
            raise Unreadable("damaged")
        return {
            attributes.get("Id", ""): (
                attributes.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", ""))).lstrip("/"),
            )
            for _, attributes in self.parsed(listed, "Relationship")
        }

    def listed_sheets(self) -> tuple[list[Sheet], dict[str, str]]:
        """The worksheets in their order and their parts; chart and macro sheets hold no table."""
        sheets, parts = [], {}
        for _, attributes in self.parsed(self.path, "sheet"):
            relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            kind, part = self.relations.get(relation, ("", ""))
            if kind == "worksheet" and self.archive.has(part):
                name = attributes.get("name", "")
                sheets.append(Sheet(name, is_visible=attributes.get("state", "visible") == "visible"))
                parts[name] = part
        if not sheets:
            raise Unreadable("no_sheets")
        return sheets, parts

    def part_of_kind(self, kind: str) -> str | None:
        return next((part for found, part in self.relations.values() if found == kind and self.archive.has(part)), None)

    def cell_shapes(self) -> list[Shape]:
        """The shape of each cell style."""
        part = self.part_of_kind("styles")
        if not part:
            return []
        self.archive.unpack_once(part)
        custom: dict[int, str] = {}
        shapes: list[Shape] = []
        in_cell_formats = False
        for name, attributes in self.parsed(part, "numFmt", "cellStyleXfs", "cellXfs", "xf", "cellStyles"):
            if name == "numFmt":
                custom[whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
            elif name == "xf" and in_cell_formats:
                shapes.append(shape_of(whole(attributes.get("numFmtId")), custom))
            elif name != "xf":
                in_cell_formats = name == "cellXfs"
        return shapes

    def shared_strings(self) -> SharedStrings:
        part = self.part_of_kind("sharedStrings")
        if not part:
            return SharedStrings()
        self.archive.unpack_once(part)
        return read_strings(self.archive.pieces(part))

    def source(self, sheet: str) -> "XlsxSource":
        return XlsxSource(self, sheet)


class XlsxSource:
    """One worksheet. Rows can be walked again and again; only the workbook's texts are kept in memory."""

    kind = "xlsx"

    def __init__(self, book: XlsxBook, sheet: str) -> None:
        self.book = book
        self.sheet = sheet
        self.part = book.parts[sheet]
        self.is_1904 = book.is_1904
        self.merged = self.merged_regions()

    def merged_regions(self) -> tuple[Region, ...]:
        """The merged cells, which stand after the rows; the whole sheet is unpacked once to reach and to weigh it."""
        regions: list[Region] = []
        rest = b""

        def look(piece: bytes) -> None:
            nonlocal rest
            text = rest + piece
            last = 0
            for found in MERGED.finditer(text) if b"mergeCell" in text else ():
                regions.append(region_of(*found.groups()))
                last = found.end()
            if len(regions) > self.book.limits.merges:
                raise Unreadable("too_many_merges", limit=self.book.limits.merges)
            rest = text[max(last, len(text) - 200) :]

        self.book.archive.unpack_once(self.part, look)
        return tuple(sorted(regions))

    def raw_rows(self) -> Iterator[RawRow]:
        """Every row that has a value, by its number in the sheet."""
        book = self.book
        walk = SheetWalk(book.strings, book.shapes, book.limits, is_1904=book.is_1904)
        for count, row in enumerate(walk.walk(book.archive.pieces(self.part)), start=1):
            if count > book.limits.rows:
                raise Unreadable("too_many_rows", limit=book.limits.rows)
            yield row


def region_of(first_column: bytes, first_row: bytes, last_column: bytes, last_row: bytes) -> Region:
    return Region(
        first_row=int(first_row),
        last_row=int(last_row),
        first_column=column_index(first_column.decode()),
        last_column=column_index(last_column.decode()),
    )


def whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() else 0
