"""A mapping out of nothing but files: what each column means, and which other records stand in the same rows."""

from collections.abc import Iterable, Iterator, Sequence

from kambium.core.registry import FieldSpec, Record, records
from kambium.exchange.mapping.check import REFERENCES, fields_of, target_of
from kambium.exchange.mapping.columns import keys_of
from kambium.exchange.mapping.discern import SURE, certain, has_required, link_to, recognise
from kambium.exchange.mapping.folding import folded
from kambium.exchange.mapping.guess import Guess, assigned, candidates, guesses, sampled
from kambium.exchange.mapping.language import SOMETHING, Feed, Layout, MapFile, Match, PartMap, Pick
from kambium.exchange.reading.cells import Cell, text_of
from kambium.exchange.reading.columns import Column
from kambium.exchange.reading.table import Table

ID_ENDINGS = ("id", "no", "number", "code", "key", "编号", "编码", "代码", "号")
KEYS = ("source_key", "staff_no")
PLACES = frozenset({"city", "country"})
"""Columns that say where an account is, and are read for its address too."""
STAND_INS = {"subject": "body"}
"""Short texts that may be taken from the first line of a longer one."""


def suggested(tables: Sequence[Table], record: Record | None = None, *, source: str = "") -> MapFile:
    """A mapping for these files: of the record that was named, else of the one each is recognised as.

    A file that can't be recognised gets no layout and is left by the plan.
    """
    layouts = []
    for table in tables:
        found = record or getattr(certain(recognise(table)), "record", None)
        if found is not None:
            layouts.append(layout(table, found))
    return MapFile(name="", source=source, layouts=tuple(layouts))


def layout(table: Table, record: Record) -> Layout:
    """How a file of this record is taken in, with the other records its columns carry beside it."""
    found, rows = guesses(table, record), sampled(table)
    main = PartMap(record.key, (*feeds(found), *stand_ins(record, found)), key=key_of(record, found, rows))
    beside = (companion(table, record, other, main) for other in records)
    return Layout(table.name, Match(file=literal(table.name)), (main, *(each for each in beside if each)))


def literal(name: str) -> str:
    """A file name as a pattern that matches nothing else."""
    return "".join(f"[{char}]" if char in "*?[" else char for char in name)


def feeds(found: Iterable[Guess]) -> list[Feed]:
    """The feeds that guesses make; several columns of one reference are tried one after another."""
    by_field: dict[str, list[Guess]] = {}
    for guess in found:
        by_field.setdefault(guess.field, []).append(guess)
    return [feed(each) for each in by_field.values()]


def feed(found: Sequence[Guess]) -> Feed:
    spec = found[0].spec
    picks = [Pick("column", (guess.column.header,), by=by(spec, guess.column.header)) for guess in found]
    if len(picks) == 1:
        return Feed(spec.name, picks[0])
    return Feed(spec.name, Pick("first", picks=tuple(sorted(picks, key=lambda pick: not pick.by))))


def by(spec: FieldSpec, header: str) -> tuple[str, ...]:
    """A column of keys is looked up by key only, so that a name that looks like a key can't be hit."""
    target = records.get(target_of(spec)) if spec.kind in REFERENCES else None
    if target is None or not folded(header).endswith(ID_ENDINGS):
        return ()
    return tuple(key for key in keys_of(target) if key in KEYS)


def stand_ins(record: Record, found: Iterable[Guess]) -> Iterator[Feed]:
    """What a record needs and a file does not name, but says elsewhere."""
    headers = {guess.field: guess.column.header for guess in found}
    for spec in record.fields:
        longer = STAND_INS.get(spec.name)
        if spec.required and spec.name not in headers and longer in headers:
            yield Feed(spec.name, Pick("column", (headers[longer],), steps=("first_line",)))


def key_of(record: Record, found: Iterable[Guess], rows: Sequence[Sequence[Cell]]) -> tuple[str, ...]:
    """The best key that is filled in every sampled row, else the last that is there at all."""
    places = {guess.field: guess.column.index for guess in found}
    there = [key for key in record.keys if set(key) <= set(places)]
    filled = [key for key in there if all(text_of(row[places[name]]).strip() for name in key for row in rows)]
    return next(iter(filled), there[-1] if there else ())


def companion(table: Table, record: Record, other: Record, main: PartMap) -> PartMap | None:
    """Another record in the same rows: the contact or the address in a list of accounts."""
    link = link_to(other, record)
    back = reference_to(record, main)
    if link is None or back is None:
        return None
    specs = {name: spec for name, spec in fields_of(other).items() if name not in (link.name, "source_key")}
    found = [
        g for g in assigned(candidates(free_columns(table, other, main), sampled(table), specs)) if g.score >= SURE
    ]
    constants = defaults(other)
    fed = {guess.field for guess in found}
    if not fed - PLACES or not has_required(other, fed | {link.name, *(feed.field for feed in constants)}):
        return None
    telling = min(found, key=lambda guess: (not guess.spec.required, [*specs].index(guess.field)))
    return PartMap(
        other.key,
        (*feeds(found), Feed(link.name, back), *constants),
        only_when=(((telling.column.header, (SOMETHING,)),),),
    )


def free_columns(table: Table, other: Record, main: PartMap) -> list[Column]:
    """Columns that the main record does not take, and for an address those that say where it is."""
    is_place = {spec.name for spec in other.fields} >= PLACES
    taken = {h for feed in main.feeds if not (is_place and feed.field in PLACES) for h in feed.pick.headers()}
    return [column for column in table.columns if column.header and column.header not in taken]


def reference_to(record: Record, main: PartMap) -> Pick | None:
    """How a companion finds the row it belongs to: by every key of one column that the main record is fed."""
    fed = {feed.field: feed.pick for feed in main.feeds if feed.pick.kind == "column"}
    keys = [key[0] for key in record.keys if len(key) == 1 and key[0] in fed]
    picks = tuple(Pick("column", fed[key].texts, by=(key,)) for key in keys)
    picks = (picks[0], picks[-1]) if len(picks) > 2 else picks
    return picks[0] if len(picks) == 1 else Pick("first", picks=picks) if picks else None


def defaults(record: Record) -> list[Feed]:
    """The first choice of fields that part rows of a record: the address in a list of accounts is the main one."""
    keyed = {name for key in record.keys for name in key}
    specs = [spec for spec in record.fields if spec.choices and spec.name in keyed]
    return [Feed(spec.name, Pick("constant", (spec.choices[0][0],))) for spec in specs]
