"""How much of a file is read before it is refused."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024

CELL_CHARS = 131_072
"""The most characters in one cell: what the csv module allows, four times what Excel allows."""

LINE_BYTES = 4 * MEGABYTE
"""The longest line of a text file: a file without line ends must not be taken into memory whole."""

LEFT_OUT_KEPT = 10_000
"""How many left-out rows are kept with their text; all of them are counted."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may hold. A file beyond them is refused as a whole, never cut off."""

    rows: int = 2_000_000
    """Rows of one table, header and left-out rows counted."""
    columns: int = 500
    inflated_bytes: int = 400 * MEGABYTE
    """What the parts of a workbook that are read may weigh unpacked, counted while unpacking."""
    inflation: int = 200
    """How many times larger than its packed size a workbook may be (sheets of a sales office: 5 to 50 times)."""
    inflation_free_bytes: int = 32 * MEGABYTE
    """Below this unpacked size the ratio does not matter."""
    merges: int = 100_000
    """Merged regions of one sheet."""
    xls_cells: int = 5_000_000
    """Cells of an .xls sheet, which is held in memory as a whole."""
