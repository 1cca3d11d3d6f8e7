"""Reads for the import pages."""

from kambium.exchange.queries.columns import ColumnRow, PartRows, mapped, part_rows
from kambium.exchange.queries.runs import sources_of, visible_runs

__all__ = ["ColumnRow", "PartRows", "mapped", "part_rows", "sources_of", "visible_runs"]
