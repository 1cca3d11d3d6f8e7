"""A part as a function of a row."""

from collections.abc import Callable, Sequence

from kambium.exchange.mapping.columns import ColumnPlan
from kambium.exchange.mapping.compiled import Cells, Value, tests, values_of
from kambium.exchange.mapping.joins import key_at, widened
from kambium.exchange.mapping.language import PartMap
from kambium.exchange.mapping.sight import Sight

RowValues = Callable[[Cells], Sequence[Value] | None]
"""The values of a row by column. None: the row is not this part's business. `LEFT_OUT`: it is left out, and counted."""

LEFT_OUT: Sequence[Value] = ()


def row_values(part: PartMap, columns: Sequence[ColumnPlan], sight: Sight) -> RowValues:
    """The function for the rows of a part; it remembers what `once_per` has seen. Reads looked-up files."""
    values: RowValues = values_of([column.pick for column in columns], sight.place)
    values = guarded(values, part, sight)
    used = [join for join in sight.joins if join.used]
    if not used:
        return values
    widen = widened(used, sight.width)
    return lambda cells: values(widen(cells))


def guarded(values: RowValues, part: PartMap, sight: Sight) -> RowValues:
    """The function with the part's conditions before it."""
    if not (part.only_when or part.skip_when or part.once_per):
        return values
    concerned = tests(part.only_when, sight.place) if part.only_when else None
    left_out = tests(part.skip_when, sight.place)
    places = [sight.place(header) for header in part.once_per]
    seen: set[tuple[str, ...]] = set()

    def read(cells: Cells) -> Sequence[Value] | None:
        if concerned and not concerned(cells):
            return None
        if left_out(cells):
            return LEFT_OUT
        if places:
            key = tuple(text.casefold() for text in key_at(cells, places))
            if key in seen or not any(key):
                return None
            seen.add(key)
        return values(cells)

    return read
