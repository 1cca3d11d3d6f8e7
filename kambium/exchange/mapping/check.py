"""Whether a mapping makes sense for the records that there are."""

import re
from collections.abc import Iterator, Mapping

from kambium.core.registry import FieldSpec, Record
from kambium.exchange.identity import identities
from kambium.exchange.mapping.folding import folded
from kambium.exchange.mapping.language import Feed, MapFile, PartMap
from kambium.exchange.mapping.names import expanded
from kambium.exchange.mapping.problems import BadMap, MapProblem, nearest

REFERENCES = {"reference", "references", "person"}
LISTS = {"terms", "tags", "references", "choices"}
EXTRA = "extra."
KEY_FORM = re.compile(r"[a-z][a-z0-9_]{0,39}")
OWN_SPEC_KINDS = {"number": "decimal"}


Specs = Mapping[str, Mapping[str, FieldSpec]]
"""The fields of every record by name."""


def check(found: MapFile, records: Mapping[str, Record], specs: Specs | None = None) -> None:
    """Raise BadMap with everything that is wrong with the mapping."""
    specs = specs or specs_of(records)
    faults = [fault for layout in found.layouts for part in layout.parts for fault in part_faults(part, records, specs)]
    if faults:
        raise BadMap([MapProblem(code, file=found.file, line=line, **facts) for code, line, facts in faults])


Fault = tuple[str, int, dict[str, object]]


def part_faults(part: PartMap, records: Mapping[str, Record], specs: Specs) -> Iterator[Fault]:
    """What is wrong with one part."""
    record = records.get(part.record)
    if record is None:
        yield "unknown_record", part.line, {"word": part.record, "known": ", ".join(records)}
        return
    for feed in part.feeds:
        yield from feed_faults(feed, record, records, specs)
    yield from key_faults(part, record)
    for spec in lacking(part, record):
        yield "name_not_fed", part.line, {"record": record.label, "word": spec.label}


def feed_faults(feed: Feed, record: Record, records: Mapping[str, Record], specs: Specs) -> Iterator[Fault]:
    """What is wrong with one feed."""
    known = specs[record.key]
    if feed.field.startswith(EXTRA) or feed.own:
        yield from own_faults(feed, record, known)
    elif feed.field not in known:
        near = nearest_field(feed.field, known)
        code = "unknown_field_near" if near else "unknown_field"
        yield code, feed.line, {"word": feed.field, "record": record.label, "near": near}
    spec = spec_of(feed, known)
    if spec is None:
        return
    for key in (key for pick in (feed.pick, *feed.pick.picks) for key in pick.by):
        target = records.get(target_of(spec))
        if target is None:
            yield "not_a_reference", feed.line, {"word": feed.field}
        elif key not in specs[target.key]:
            near = nearest_field(key, specs[target.key])
            code = "unknown_field_near" if near else "unknown_field"
            yield code, feed.line, {"word": key, "record": target.label, "near": near}
    if feed.separator and spec.kind not in LISTS:
        yield "not_a_list", feed.line, {"word": feed.field}


def own_faults(feed: Feed, record: Record, specs: Mapping[str, FieldSpec]) -> Iterator[Fault]:
    """What is wrong with a custom field: only some records have them, and an unknown one must be described."""
    if not feed.field.startswith(EXTRA):
        yield "own_field_key", feed.line, {"word": feed.field}
    elif record.extra_fields is None:
        yield "no_own_fields", feed.line, {"word": feed.field, "record": record.label}
    elif not KEY_FORM.fullmatch(feed.field.removeprefix(EXTRA)):
        yield "own_field_key", feed.line, {"word": feed.field}
    elif feed.field not in specs:
        if feed.own is None or not (feed.own.label_zh or feed.own.label_en):
            yield "own_field_unknown", feed.line, {"word": feed.field}
        elif feed.own.kind.startswith("choice") and not feed.own.choices:
            yield "own_field_choices", feed.line, {"word": feed.field}


def key_faults(part: PartMap, record: Record) -> Iterator[Fault]:
    """A key must be fed; without a key rows can only be created."""
    fed = fed_fields(part, record)
    for name in part.key:
        if name not in fed:
            yield "key_not_fed", part.line, {"word": name}
    if part.mode != "create" and not key_of(part, record):
        known = ", ".join("+".join(key) for key in record.keys)
        yield "no_key", part.line, {"record": record.label, "known": known}


def lacking(part: PartMap, record: Record) -> list[FieldSpec]:
    """Fields without which no row can be created, and that the part does not feed."""
    if part.mode == "update":
        return []
    fed = fed_fields(part, record)
    return [spec for spec in record.fields if spec.required and spec.name not in fed]


def fed_fields(part: PartMap, record: Record) -> set[str]:
    """What a part feeds, directly or through the parts or scripts of a name."""
    direct = {feed.field for feed in part.feeds}
    derived = {feed.field for feed in expanded(part.feeds, record)}
    either = {name.removesuffix("_zh").removesuffix("_en") for name in derived}
    return direct | derived | either


def key_of(part: PartMap, record: Record) -> tuple[str, ...]:
    """The part's key, else the record's best key that is fed."""
    if part.key:
        return part.key
    fed = fed_fields(part, record)
    return next((key for key in record.keys if set(key) <= fed), ())


def fields_of(record: Record) -> dict[str, FieldSpec]:
    """All fields of a record by name, those the company added and the numbers of rows included."""
    own = record.extra_fields() if record.extra_fields else ()
    return {spec.name: spec for spec in (*record.fields, *own, *identities(record))}


def specs_of(records: Mapping[str, Record]) -> Specs:
    """The fields of every record by name; one query for each record that can have fields of the company's own."""
    return {key: fields_of(record) for key, record in records.items()}


def spec_of(feed: Feed, specs: Mapping[str, FieldSpec]) -> FieldSpec | None:
    """The field that a feed fills; a custom field that is still to be made included."""
    spec = specs.get(feed.field)
    if spec is None and feed.own is not None:
        own = feed.own
        return FieldSpec(
            feed.field,
            own.label_en or own.label_zh,
            kind=OWN_SPEC_KINDS.get(own.kind, own.kind),
            choices=tuple((choice, choice) for choice in own.choices),
        )
    return spec


def target_of(spec: FieldSpec) -> str:
    """The record that a reference points to."""
    return "person" if spec.kind == "person" else spec.to if spec.kind in REFERENCES else ""


def nearest_field(word: str, specs: Mapping[str, FieldSpec]) -> str:
    """The field most likely meant: by its name, or by a header text that means it."""
    by_head = {folded(head): spec.name for spec in specs.values() for head in spec.aliases}
    said = by_head.get(folded(word)) or nearest(word, list(specs))
    return said or by_head.get(nearest(word, list(by_head)), "")
