"""Reads for the import pages."""

from kambium.exchange.queries.columns import ColumnRow, PartRows, by_headers, mapped, part_rows
from kambium.exchange.queries.runs import remembered, sheets_of, signature_of, sources_of, tables_of, visible_runs
from kambium.exchange.queries.samples import sample_rows

__all__ = [
    "ColumnRow",
    "PartRows",
    "by_headers",
    "mapped",
    "part_rows",
    "remembered",
    "sample_rows",
    "sheets_of",
    "signature_of",
    "sources_of",
    "tables_of",
    "visible_runs",
]
