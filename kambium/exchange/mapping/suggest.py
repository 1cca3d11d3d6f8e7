"""A mapping out of nothing but files: which record each carries, and which column means what."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kambium.core.registry import FieldSpec, Record, records
from kambium.exchange.mapping.check import REFERENCES, fields_of, target_of
from kambium.exchange.mapping.columns import keys_of
from kambium.exchange.mapping.folding import folded
from kambium.exchange.mapping.guess import Guess, assigned, candidates, guesses, sampled
from kambium.exchange.mapping.language import SOMETHING, Feed, Layout, MapFile, Match, PartMap, Pick
from kambium.exchange.reading.columns import Column
from kambium.exchange.reading.table import Table

CERTAIN = 0.45
AHEAD = 1.15
"""How far the best record must be ahead of the second to be taken without asking."""
LACKING = 0.4
"""What is left of a record's score when a field that it needs is missing."""
SURE = 0.9
ID_ENDINGS = ("id", "no", "number", "code", "key", "编号", "编码", "代码", "号")
PLACES = frozenset({"city", "country"})
"""Columns that say where an account is, and are read for its address too."""


@dataclass(frozen=True)
class Recognised:
    """A record that a file may carry, with what its columns would mean."""

    record: Record
    score: float
    guesses: tuple[Guess, ...]


def recognise(table: Table, known: Iterable[Record] | None = None) -> list[Recognised]:
    """The records a file may carry, the likeliest first. What only one record knows speaks louder than a name or ID."""
    found = {record.key: (record, guesses(table, record)) for record in (records if known is None else known)}
    filled = [column for column in table.columns if column.header]
    sharing: dict[int, int] = {}
    for _record, each in found.values():
        for guess in each:
            if guess.score >= SURE:
                sharing[guess.column.index] = sharing.get(guess.column.index, 0) + 1
    ranked = [
        Recognised(record, likelihood(record, each, sharing, len(filled)), tuple(each))
        for record, each in found.values()
    ]
    return sorted(ranked, key=lambda each: (-each.score, each.record.position))


def likelihood(record: Record, found: Sequence[Guess], sharing: Mapping[int, int], width: int) -> float:
    """How much of the file the record explains, from 0 to 1.5; much less where it lacks what the record needs."""
    if not width:
        return 0.0
    told = sum(guess.score / sharing.get(guess.column.index, 1) + guess.score / 2 for guess in found)
    return told / width * (1.0 if has_required(record, {guess.field for guess in found}) else LACKING)


def has_required(record: Record, fed: set[str]) -> bool:
    """Whether every field that a row can't be without is among these; a name may come in parts or in one script."""
    either = fed | {name.removesuffix("_zh").removesuffix("_en") for name in fed}
    if either & {"first_name", "last_name"}:
        either = either | {"name"}
    return all(spec.name in either for spec in record.fields if spec.required)


def certain(ranked: Sequence[Recognised]) -> Recognised | None:
    """The record the file carries, None where it is not clear enough to go without asking."""
    if not ranked or ranked[0].score < CERTAIN:
        return None
    second = ranked[1].score if len(ranked) > 1 else 0.0
    return ranked[0] if ranked[0].score >= AHEAD * second else None


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
    main = part(record, guesses(table, record))
    beside = (companion(table, record, other, main) for other in records if points_to(other, record))
    return Layout(table.name, Match(file=literal(table.name)), (main, *(each for each in beside if each)))


def literal(name: str) -> str:
    """A file name as a pattern that matches nothing else."""
    return "".join(f"[{char}]" if char in "*?[" else char for char in name)


def part(record: Record, found: Iterable[Guess]) -> PartMap:
    """The part that guesses make; several columns of one reference are tried one after another."""
    by_field: dict[str, list[Guess]] = {}
    for guess in found:
        by_field.setdefault(guess.field, []).append(guess)
    return PartMap(record.key, tuple(feed(each) for each in by_field.values()))


def feed(found: Sequence[Guess]) -> Feed:
    spec = found[0].spec
    picks = [Pick("column", (guess.column.header,), by=by(spec, guess.column.header)) for guess in found]
    if len(picks) == 1:
        return Feed(spec.name, picks[0])
    return Feed(spec.name, Pick("first", picks=tuple(sorted(picks, key=lambda pick: pick.by != ("source_key",)))))


def by(spec: FieldSpec, header: str) -> tuple[str, ...]:
    """A column of keys is looked up by key only, so that a name that looks like a key can't be hit."""
    if spec.kind not in REFERENCES:
        return ()
    target = records.get(target_of(spec))
    is_key = target is not None and folded(header).endswith(ID_ENDINGS)
    return tuple(key for key in keys_of(target) if key in ("source_key", "staff_no")) if target and is_key else ()


def points_to(other: Record, record: Record) -> FieldSpec | None:
    """The field by which a record can't be without this one: a contact's account."""
    return next((s for s in other.fields if s.required and s.to == record.key and other.key != record.key), None)


def companion(table: Table, record: Record, other: Record, main: PartMap) -> PartMap | None:
    """Another record in the same rows: the contact or the address in a list of accounts."""
    link = points_to(other, record)
    back = reference_to(record, main)
    if link is None or back is None:
        return None
    free = free_columns(table, other, main)
    specs = {name: spec for name, spec in fields_of(other).items() if name not in (link.name, "source_key")}
    found = [g for g in assigned(candidates(free, sampled(table), specs)) if g.score >= SURE]
    own = [guess for guess in found if guess.field not in PLACES]
    if not own or not has_required(other, {guess.field for guess in found} | {link.name, *defaults(other)}):
        return None
    feeds = (*part(other, found).feeds, Feed(link.name, back), *defaults(other).values())
    only_when = tuple(((guess.column.header, (SOMETHING,)),) for guess in own)
    return PartMap(other.key, feeds, only_when=only_when)


def free_columns(table: Table, other: Record, main: PartMap) -> list[Column]:
    """Columns that the main record does not take, and those that say where it is."""
    taken = {header for feed in main.feeds if feed.field not in PLACES for header in feed.pick.headers()}
    places = {spec.name for spec in other.fields} >= PLACES
    shared = {h for feed in main.feeds if feed.field in PLACES for h in feed.pick.headers()} if not places else set()
    return [column for column in table.columns if column.header and column.header not in taken | shared]


def reference_to(record: Record, main: PartMap) -> Pick | None:
    """How a companion finds the row it belongs to: by the best key that the main record is fed."""
    fed = {feed.field: feed.pick for feed in main.feeds}
    keys = [key[0] for key in record.keys if len(key) == 1]
    key = next((key for key in keys if key in fed), None)
    return Pick("column", fed[key].texts, by=(key,)) if key and fed[key].kind == "column" else None


def defaults(record: Record) -> dict[str, Feed]:
    """The first choice of fields that part rows of a record: the address in a list of accounts is the main one."""
    keyed = {name for key in record.keys for name in key}
    return {
        spec.name: Feed(spec.name, Pick("constant", (spec.choices[0][0],)))
        for spec in record.fields
        if spec.choices and spec.name in keyed
    }
