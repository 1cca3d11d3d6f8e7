"""From the rows of a file to the lines of the stage: a loop that runs a million times, fast by what it leaves out."""

import gc
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from kambium.core.staging import COPY_ESCAPES, SQL_TYPES, Batch, RowFault, Stage, Values, Writer
from kambium.exchange.engine.convert import LONG, Convert, converter
from kambium.exchange.engine.faults import Fault
from kambium.exchange.engine.words import Words
from kambium.exchange.identity import LEAD, OWN
from kambium.exchange.mapping import LEFT_OUT, ColumnPlan, Part, RowValues
from kambium.exchange.reading.problems import BadValue, Problem

BLOCK = 2_000
EXTRA = "extra."
Tick = Callable[[int], None]


@dataclass
class Filling:
    """What was seen on the way: refused rows, rows left out by the mapping, and how many lines were read."""

    faults: list[Fault] = field(default_factory=list)
    left: list[tuple[int, str]] = field(default_factory=list)
    seen: int = 0


@dataclass(frozen=True)
class Reader:
    """What is done to each row: its values are taken, converted and completed."""

    take: RowValues
    converters: list[tuple[str, Convert]]
    complete: Callable[[Values], None]


def stage_name(column: ColumnPlan) -> str:
    """The stage column a planned column fills; the second way to name a reference has one of its own."""
    if column.field.startswith(LEAD) and column.field != OWN:
        return f"{column.field.removeprefix(LEAD)}_id"
    return column.field if column.rank == 0 else f"{column.field}_or"


def make_stage(part: Part, writer: Writer, batch: Batch, position: int) -> Stage:
    """The stage of one part: the fields of the file and what the writer needs besides."""
    columns = {stage_name(c): SQL_TYPES.get(c.spec.kind, "text") for c in part.columns if not c.field.startswith(EXTRA)}
    if any(c.field.startswith(EXTRA) for c in part.columns):
        columns["extra"] = "jsonb"
    named = {column.field.removeprefix(LEAD): "text" for column in part.columns if column.field.startswith(LEAD)}
    named.pop(OWN.removeprefix(LEAD), None)
    return Stage(f"stage_{position}", writer.model, {**named, **writer.columns(batch), **columns})


def fill(stage: Stage, part: Part, writer: Writer, batch: Batch, words: Words, tick: Tick) -> Filling:
    """Read, convert, complete and copy all rows of a part. A row with a fault is kept out and remembered.

    What a row is made of holds no circles, so nothing is lost when the collector of circles rests meanwhile.
    """
    filling = Filling()
    # Put together before the copy begins: while it is open the connection can answer no question.
    reader = Reader(part.row_values(), _converters(part, words, batch), writer.derive(batch))
    collects = gc.isenabled()
    gc.disable()
    try:
        stage.copy(_blocks(_lines(stage, part, reader, filling), filling, tick))
    finally:
        if collects:
            gc.enable()
    stage.settle()
    return filling


def _blocks(lines: Iterator[str], filling: Filling, tick: Tick) -> Iterator[str]:
    while block := "".join(islice(lines, BLOCK)):
        yield block
        tick(filling.seen)
    tick(filling.seen)


def _lines(stage: Stage, part: Part, reader: "Reader", filling: Filling) -> Iterator[str]:
    take, converters, complete = reader.take, reader.converters, reader.complete
    names = list(stage.columns)
    fold_extra = any(name.startswith(EXTRA) for name, _convert in converters)
    labels = [str(c.spec.label) for c in part.columns]
    kinds = {c.field: c.spec.kind for c in part.columns}
    escape = any(name in LONG for name in names)
    for row in part.table.rows():
        filling.seen += 1
        if row.problem is not None:
            filling.faults.append(Fault(row.number, "row", {"reason": row.problem.message()}))
            continue
        try:
            cells = take(row.cells)
            if cells is None:
                continue
            if cells is LEFT_OUT:
                filling.left.append((row.number, "skipped"))
                continue
            record = _record(converters, cells, labels)
            if fold_extra:
                _gather_extra(record, kinds)
            complete(record)
        except RowFault as error:
            filling.faults.append(Fault(row.number, error.code, error.words))
            continue
        except Problem as error:
            filling.faults.append(Fault(row.number, "row", {"reason": error.message()}))
            continue
        get = record.get
        values = [get(name) or "" for name in names]
        text = "\t".join(values)
        if escape or "\\" in text:
            text = "\t".join([value.translate(COPY_ESCAPES) for value in values])
        yield f"{row.number}\t{text}\n"


def _converters(part: Part, words: Words, batch: Batch) -> list[tuple[str, Convert]]:
    """A converter per column. Where a person is named in a second way too, the first way may fail."""
    second = {c.field for c in part.columns if c.rank}
    found = []
    for column in part.columns:
        has_second = column.rank == 0 and column.field in second
        planned = replace(column, unknown="blank") if has_second else column
        found.append((stage_name(column), converter(planned, words, batch.source)))
    return found


def _record(converters: Sequence[tuple[str, Convert]], cells: Sequence[Any], labels: Sequence[str]) -> Values:
    record: Values = {}
    at = 0
    try:
        for (name, convert), cell in zip(converters, cells, strict=True):
            if cell is not None and cell != "":
                record[name] = convert(cell)
            at += 1
    except BadValue as error:
        raise RowFault("value", field=labels[at], reason=error.message()) from None
    return record


def _gather_extra(record: Values, kinds: dict[str, str]) -> None:
    """Custom fields become one JSON value, each in its own kind."""
    found = {}
    for name in [n for n in record if n.startswith(EXTRA)]:
        value = record.pop(name)
        if value is not None:
            found[name.removeprefix(EXTRA)] = _plain(value, kinds[name])
    if found:
        record["extra"] = json.dumps(found, ensure_ascii=False)


def _plain(value: str, kind: str) -> Any:
    if kind == "decimal":
        return int(value) if value.lstrip("-").isdigit() else float(value)
    if kind == "boolean":
        return value == "t"
    if kind == "choices":
        return [item.strip('"') for item in value.strip("{}").split('","')]
    return value
