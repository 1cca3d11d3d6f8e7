"""The columns of a run's files with what they are taken for, to be looked at and changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from django.utils.translation import gettext as _

from kambium.core.registry import FieldSpec, Record
from kambium.exchange.engine.convert import may_say_nothing
from kambium.exchange.mapping import Part, Plan
from kambium.exchange.mapping.check import fields_of
from kambium.exchange.mapping.language import Feed, Layout, MapFile, Match, PartMap, Pick
from kambium.exchange.reading.cells import text_of
from kambium.exchange.reading.dates import NOTHING

SHOWN = 3
FIXED = "="
"""A column that the mapping uses in a way of its own, which the page shows and leaves alone."""


@dataclass(frozen=True)
class ColumnRow:
    """A column of a file: some of its values, the field it feeds, and how the form calls it."""

    key: str
    header: str
    samples: list[str]
    field: str
    is_fixed: bool


@dataclass(frozen=True)
class PartRows:
    """One record in one file: its columns, the fields that may be chosen, and by which fields rows may be known."""

    number: int
    record: Record
    file: str
    columns: list[ColumnRow]
    keys: list[tuple[str, str]]
    key: str
    choices: list[FieldSpec]
    missing: list[FieldSpec]


def part_rows(plan: Plan, chosen: Mapping[str, str] | None = None) -> list[PartRows]:
    """Every part of a plan as the mapping page shows it, with what a person chose in a form that was not taken."""
    return [_chosen(_rows(number, part), chosen or {}) for number, part in enumerate(plan.parts)]


def _chosen(rows: PartRows, chosen: Mapping[str, str]) -> PartRows:
    columns = [c if c.is_fixed else replace(c, field=chosen.get(c.key, c.field)) for c in rows.columns]
    return replace(rows, columns=columns, key=chosen.get(f"p{rows.number}key", rows.key))


def _rows(number: int, part: Part) -> PartRows:
    sample = list(islice(part.table.rows(), SHOWN))
    known = fields_of(part.record)
    plain = {feed.pick.texts[0]: feed.field for feed in part.map.feeds if _is_plain(feed)}
    used = {header for feed in part.map.feeds if not _is_plain(feed) for header in feed.pick.headers()}
    columns = []
    for column in part.table.columns:
        header = getattr(column, "header", column.name)
        values = [text_of(row.cells[column.index]) for row in sample if column.index < len(row.cells)]
        field = plain.get(header, FIXED if header in used else "")
        shown = _as_read(values, known.get(field))
        columns.append(ColumnRow(f"p{number}c{column.index}", header, shown, field, field == FIXED))
    choices = [spec for spec in known.values() if spec.kind != "row" or spec.name in plain.values()]
    fed = {feed.field for feed in part.map.feeds}
    missing = [
        spec for spec in part.record.fields if spec.required and spec.name not in fed and not _covered(spec, fed)
    ]
    keys = [("+".join(key), " + ".join(_label(part.record, name) for name in key)) for key in part.record.keys]
    return PartRows(number, part.record, part.table.name, columns, keys, "+".join(part.key), choices, missing)


def _as_read(values: list[str], spec: FieldSpec | None) -> list[str]:
    """Sampled values; what is read as an empty cell says so."""
    if spec is None or not may_say_nothing(spec):
        return values
    return [_("“%(text)s” = empty") % {"text": v} if v and v.strip() in NOTHING else v for v in values]


def _label(record: Record, name: str) -> str:
    return next((str(spec.label) for spec in record.fields if spec.name == name), name)


def _is_plain(feed: Feed) -> bool:
    return feed.pick.kind == "column" and not feed.pick.steps and not feed.pick.values


def _covered(spec: FieldSpec, fed: set[str]) -> bool:
    """A name may come in parts or in one language."""
    return spec.name == "name" and bool(fed & {"name_zh", "name_en", "first_name", "last_name"})


def mapped(found: MapFile, plan: Plan, chosen: Mapping[str, str]) -> MapFile:
    """The mapping with the columns fed to the fields that a person chose; what the page leaves alone stays."""
    new: dict[int, PartMap] = {
        id(part.map): _part_map(number, part, _rows(number, part).columns, chosen)
        for number, part in enumerate(plan.parts)
    }
    layouts = [_layout(layout, new) for layout in found.layouts]
    return replace(found, layouts=tuple(layouts))


def by_headers(found: MapFile, plan: Plan) -> MapFile:
    """The mapping for any files with these headers, where it was for files of these names."""
    headers = {part.layout.name: tuple(c.header for c in part.table.columns if c.header) for part in plan.parts}
    layouts = [
        replace(each, match=Match(headers=headers[each.name])) if each.match.file and each.name in headers else each
        for each in found.layouts
    ]
    return replace(found, layouts=tuple(layouts))


def _layout(layout: Layout, new: Mapping[int, PartMap]) -> Layout:
    return replace(layout, parts=tuple(new.get(id(part), part) for part in layout.parts))


def _part_map(number: int, part: Part, columns: Sequence[ColumnRow], chosen: Mapping[str, str]) -> PartMap:
    known = fields_of(part.record)
    kept = [feed for feed in part.map.feeds if not _is_plain(feed)]
    old = {feed.pick.texts[0]: feed for feed in part.map.feeds if _is_plain(feed)}
    taken = {feed.field for feed in kept}
    feeds = list(kept)
    for column in columns:
        field = chosen.get(column.key, "")
        if column.is_fixed or field not in known or field in taken:
            continue
        taken.add(field)
        before = old.get(column.header)
        feeds.append(before if before and before.field == field else Feed(field, Pick("column", (column.header,))))
    return replace(part.map, feeds=tuple(feeds), key=_key(part, taken, chosen.get(f"p{number}key", "")))


def _key(part: Part, fields: set[str], wanted: str) -> tuple[str, ...]:
    """The business key a person chose, else the best one; of both only those whose fields are all there."""
    names = fields | ({"name"} if fields & {"name_zh", "name_en", "first_name"} else set())
    possible = [key for key in part.record.keys if set(key) <= names]
    return next((key for key in possible if "+".join(key) == wanted), possible[0] if possible else ())
