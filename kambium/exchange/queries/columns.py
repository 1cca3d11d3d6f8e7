"""The columns of a run's files with what they are taken for, to be looked at and changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from kambium.core.registry import FieldSpec, Record
from kambium.exchange.mapping import Part, Plan
from kambium.exchange.mapping.check import fields_of
from kambium.exchange.mapping.language import Feed, Layout, MapFile, PartMap, Pick
from kambium.exchange.reading.cells import text_of

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
    """One record in one file: its columns, and the fields that may be chosen."""

    number: int
    record: Record
    file: str
    columns: list[ColumnRow]
    choices: list[FieldSpec]
    missing: list[FieldSpec]


def part_rows(plan: Plan) -> list[PartRows]:
    """Every part of a plan as the mapping page shows it."""
    return [_rows(number, part) for number, part in enumerate(plan.parts)]


def _rows(number: int, part: Part) -> PartRows:
    sample = list(islice(part.table.rows(), SHOWN))
    plain = {feed.pick.texts[0]: feed.field for feed in part.map.feeds if _is_plain(feed)}
    used = {header for feed in part.map.feeds if not _is_plain(feed) for header in feed.pick.headers()}
    columns = []
    for column in part.table.columns:
        header = getattr(column, "header", column.name)
        values = [text_of(row.cells[column.index]) for row in sample if column.index < len(row.cells)]
        field = plain.get(header, FIXED if header in used else "")
        columns.append(ColumnRow(f"p{number}c{column.index}", header, values, field, field == FIXED))
    choices = list(fields_of(part.record).values())
    fed = {feed.field for feed in part.map.feeds}
    missing = [
        spec for spec in part.record.fields if spec.required and spec.name not in fed and not _covered(spec, fed)
    ]
    return PartRows(number, part.record, part.table.name, columns, choices, missing)


def _is_plain(feed: Feed) -> bool:
    return feed.pick.kind == "column" and not feed.pick.steps and not feed.pick.values


def _covered(spec: FieldSpec, fed: set[str]) -> bool:
    """A name may come in parts or in one language."""
    return spec.name == "name" and bool(fed & {"name_zh", "name_en", "first_name", "last_name"})


def mapped(found: MapFile, plan: Plan, chosen: Mapping[str, str]) -> MapFile:
    """The mapping with the columns fed to the fields that a person chose; what the page leaves alone stays."""
    new: dict[int, PartMap] = {
        id(part.map): _part_map(part, _rows(number, part).columns, chosen) for number, part in enumerate(plan.parts)
    }
    layouts = [_layout(layout, new) for layout in found.layouts]
    return replace(found, layouts=tuple(layouts))


def _layout(layout: Layout, new: Mapping[int, PartMap]) -> Layout:
    return replace(layout, parts=tuple(new.get(id(part), part) for part in layout.parts))


def _part_map(part: Part, columns: Sequence[ColumnRow], chosen: Mapping[str, str]) -> PartMap:
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
    key = chosen.get(f"key{part.table.name}{part.record.key}", "")
    keys = {"+".join(k): k for k in part.record.keys}
    return replace(part.map, feeds=tuple(feeds), key=keys.get(key, _key(part, taken)))


def _key(part: Part, fields: set[str]) -> tuple[str, ...]:
    """The best business key whose fields are all there."""
    names = fields | ({"name"} if fields & {"name_zh", "name_en", "first_name"} else set())
    return next((key for key in part.record.keys if set(key) <= names), ())
