"""Writing a list to a file: CSV that Excel opens rightly, and XLSX; never a cell that a spreadsheet would run.

Rows are read through a server-side cursor and written as they come, so that a hundred thousand of them need no more
memory than a page.
"""

import codecs
import csv
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from kambium.core.web.listing.listing import Listing

CHUNK = 2_000
RUNS = ("=", "+", "-", "@", "\t", "\r", "\0", "＝", "＋", "－", "＠")
LONGEST_CELL = 32_767
Cell = str | int | float | Decimal | date | datetime | bool | None


def heads(listing: Listing) -> list[str]:
    """The first line: the labels of the shown columns."""
    return [str(column.label) for column in listing.shown]


def rows(listing: Listing, permission: str, most: int) -> Iterator[list[Cell]]:
    """What the shown columns write, in the order of the list."""
    for row in listing.in_order(permission)[:most].iterator(chunk_size=CHUNK):
        yield [column.written(row, listing.look) for column in listing.shown]


def safe(text: str) -> str:
    """A text that a spreadsheet shows and does not run: one that starts like a formula gets an apostrophe before it."""
    text = text.replace("\0", "")
    return f"'{text}" if text.startswith(RUNS) else text


def as_text(cell: Cell) -> str:
    """A cell of a CSV file. Numbers stay numbers: no comma, a point, a plain minus sign."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return _("Yes") if cell else _("No")
    if isinstance(cell, datetime):
        return timezone.localtime(cell).strftime("%Y-%m-%d %H:%M")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, int | float | Decimal):
        return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)
    return safe(str(cell))


def write_csv(target: IO[bytes], first: Iterable[str], lines: Iterable[list[Cell]], told: Callable[[int], None]) -> int:
    """Write CSV with the mark by which Excel knows UTF-8; returns the number of rows."""
    text = codecs.getwriter("utf-8")(target)
    target.write(codecs.BOM_UTF8)
    writer = csv.writer(text)
    writer.writerow([safe(head) for head in first])
    count = 0
    for count, line in enumerate(lines, 1):
        writer.writerow([as_text(cell) for cell in line])
        if count % CHUNK == 0:
            told(count)
    return count


def write_xlsx(
    target: IO[bytes], first: Iterable[str], lines: Iterable[list[Cell]], told: Callable[[int], None], title: str = ""
) -> int:
    """Write XLSX row by row; text is always written as text. Returns the number of rows."""
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "strings_to_numbers": False, "remove_timezone": True}  # fmt: skip
    book = xlsxwriter.Workbook(target, options)
    sheet = book.add_worksheet(_sheet_name(title))
    bold = book.add_format({"bold": True})
    looks: dict[type, Any] = {date: book.add_format({"num_format": "yyyy-mm-dd"}),
             datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm"})}  # fmt: skip
    names = list(first)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, max(len(names) - 1, 0), 18)
    for place, name in enumerate(names):
        sheet.write_string(0, place, safe(name), bold)
    count = 0
    for count, line in enumerate(lines, 1):
        for place, cell in enumerate(line):
            _put(sheet, count, place, cell, looks)
        if count % CHUNK == 0:
            told(count)
    book.close()
    return count


def _put(sheet: Any, row: int, place: int, cell: Cell, looks: dict[type, Any]) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, bool):
        sheet.write_string(row, place, as_text(cell))
    elif isinstance(cell, int | float | Decimal):
        sheet.write_number(row, place, float(cell))
    elif isinstance(cell, datetime):
        sheet.write_datetime(row, place, timezone.localtime(cell).replace(tzinfo=None), looks[datetime])
    elif isinstance(cell, date):
        sheet.write_datetime(row, place, cell, looks[date])
    else:
        sheet.write_string(row, place, safe(str(cell))[:LONGEST_CELL])


def _sheet_name(title: str) -> str:
    """A name a sheet may have: no []:*?/\\ and at most 31 characters."""
    return "".join(c for c in title if c not in "[]:*?/\\'")[:31] or "Kambium"


WRITERS: dict[str, Callable[..., int]] = {"csv": write_csv, "xlsx": write_xlsx}
