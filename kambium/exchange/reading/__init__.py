"""Reading of any table file a sales office has, into typed columns and a stream of rows.

`open_table` opens a file; `Table.rows()` streams its records; `values`, `amounts` and `dates` read single cells;
`profile` decides what a column's values only tell together, such as the order of day and month. Nothing here knows
Django, the database or what a column means for the business.
"""

from kambium.exchange.reading.amounts import Amount, parse_amount, parse_number
from kambium.exchange.reading.body import LeftOut
from kambium.exchange.reading.cells import Cell, CellError, Row, text_of
from kambium.exchange.reading.columns import Column
from kambium.exchange.reading.dates import parse_date, parse_moment
from kambium.exchange.reading.hints import DateOrder, DecimalMark, Hints
from kambium.exchange.reading.limits import Limits
from kambium.exchange.reading.problems import BadValue, Problem, RowProblem, Unreadable
from kambium.exchange.reading.profile import ColumnProfile, profile
from kambium.exchange.reading.table import Table, open_table
from kambium.exchange.reading.units import Unit
from kambium.exchange.reading.values import parse_bool, parse_code, parse_text

__all__ = [
    "Amount",
    "BadValue",
    "Cell",
    "CellError",
    "Column",
    "ColumnProfile",
    "DateOrder",
    "DecimalMark",
    "Hints",
    "LeftOut",
    "Limits",
    "Problem",
    "Row",
    "RowProblem",
    "Table",
    "Unit",
    "Unreadable",
    "open_table",
    "parse_amount",
    "parse_bool",
    "parse_code",
    "parse_date",
    "parse_moment",
    "parse_number",
    "parse_text",
    "profile",
    "text_of",
]
