"""A workbook in the format of Excel 97 to 2003 (XLS), also as written by WPS and many exports."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager

from kambium.exchange.reading.biff import BIFF5, BIFF8, BOF, Texts, code_page_name, joined, read_table_of_texts, records
from kambium.exchange.reading.cells import RawRow
from kambium.exchange.reading.limits import MEGABYTE, Limits
from kambium.exchange.reading.number_formats import shape_of
from kambium.exchange.reading.ole import workbook_stream
from kambium.exchange.reading.problems import Unreadable
from kambium.exchange.reading.shared_strings import SharedStrings
from kambium.exchange.reading.sheets import Sheet
from kambium.exchange.reading.survey import Opener
from kambium.exchange.reading.xls_sheet import BookFacts, SheetCells

FILEPASS, BOUNDSHEET, DATEMODE, FORMAT, XF, SST, CODEPAGE = 0x002F, 0x0085, 0x0022, 0x041E, 0x00E0, 0x00FC, 0x0042
WORKSHEET = 0


@contextmanager
def damage_told() -> Iterator[None]:
    """Turn what broken records raise into a refusal."""
    try:
        yield
    except (struct.error, IndexError, ValueError, LookupError, OverflowError):
        raise Unreadable("damaged") from None


class XlsBook:
    """The workbook, held in memory as a whole: the format has at most 65,536 rows a sheet."""

    kind = "xls"

    def __init__(self, opener: Opener, limits: Limits) -> None:
        self.limits = limits
        with opener() as stream:
            data = stream.read(limits.inflated_bytes + 1)
        if len(data) > limits.inflated_bytes:
            raise Unreadable("inflated_too_large", limit=limits.inflated_bytes // MEGABYTE)
        self.sheets: list[Sheet] = []
        self.positions: dict[str, int] = {}
        self.is_1904 = False
        self.code_page = ""
        self.strings = SharedStrings()
        self.custom: dict[int, str] = {}
        self.format_ids: list[int] = []
        self.stream = workbook_stream(data)
        with damage_told():
            self.read_globals()
        if not self.sheets:
            raise Unreadable("no_sheets")

    def read_globals(self) -> None:
        """What stands before the sheets: their list, the formats, the texts."""
        for kind, bodies in joined(records(self.stream, 0)):
            body = bodies[0]
            if kind == BOF:
                self.check_version(struct.unpack_from("<H", body)[0])
            elif kind == FILEPASS:
                raise Unreadable("encrypted")
            elif kind == CODEPAGE and self.code_page:
                self.code_page = code_page_name(struct.unpack_from("<H", body)[0])
            elif kind == DATEMODE:
                self.is_1904 = body[:1] == b"\x01"
            elif kind == BOUNDSHEET:
                self.list_sheet(body)
            elif kind == XF:
                self.format_ids.append(struct.unpack_from("<H", body, 2)[0])
            elif kind == FORMAT:
                text = Texts([body[2:]], self.code_page).text(short=bool(self.code_page))
                self.custom[struct.unpack_from("<H", body)[0]] = text
            elif kind == SST:
                self.strings = read_table_of_texts(bodies)

    def check_version(self, version: int) -> None:
        if version not in (BIFF5, BIFF8):
            raise Unreadable("too_old")
        self.code_page = "cp1252" if version == BIFF5 else ""

    def list_sheet(self, body: bytes) -> None:
        """Take in a worksheet; charts and macro sheets hold no table."""
        position, state, kind = struct.unpack_from("<IBB", body)
        if kind == WORKSHEET:
            name = Texts([body[6:]], self.code_page).text(short=True)
            self.sheets.append(Sheet(name, is_visible=state & 3 == 0))
            self.positions[name] = position

    def source(self, sheet: str) -> "XlsSource":
        shapes = [shape_of(number, self.custom) for number in self.format_ids]
        cells = SheetCells(BookFacts(self.strings, shapes, self.code_page, self.is_1904, self.limits))
        with damage_told():
            cells.read(self.stream, self.positions[sheet])
        return XlsSource(cells)


class XlsSource:
    """One sheet of an XLS workbook."""

    kind = "xls"

    def __init__(self, cells: SheetCells) -> None:
        self.cells = cells
        self.is_1904 = cells.book.is_1904
        self.merged = tuple(sorted(cells.merged))

    def raw_rows(self) -> Iterator[RawRow]:
        """Every row that has a value, by its number in the sheet."""
        return map(self.cells.raw_row, sorted(self.cells.rows))
