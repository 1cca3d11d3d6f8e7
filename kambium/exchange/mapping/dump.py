"""A mapping written down, so that people can keep it, read it and change it."""

from typing import Any

import yaml

from kambium.exchange.mapping.language import Feed, Layout, Lookup, MapFile, Match, PartMap, Pick, Test

SOURCES = {"column": "column", "template": "template", "constant": "constant", "between": "minutes_between"}


def dump(found: MapFile) -> str:
    """The mapping as YAML; `load_bytes` reads the same mapping out of it."""
    top = {"name": found.name, "source": found.source, "missing": said(found.missing, "refuse")}
    top["files"] = [layout(each) for each in found.layouts]  # type: ignore[assignment]
    return yaml.safe_dump(tidy(top), allow_unicode=True, sort_keys=False, width=120)


def tidy(fields: dict[str, Any]) -> dict[str, Any]:
    """Without what says nothing."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {}, ())}


def said(value: str, usual: str) -> str:
    return "" if value == usual else value


def one_or_list(texts: tuple[str, ...]) -> Any:
    return texts[0] if len(texts) == 1 else list(texts)


def layout(found: Layout) -> dict[str, Any]:
    return tidy({
        "name": found.name,
        "match": match(found.match),
        "later": found.later,
        "lookups": {each.name: lookup(each) for each in found.lookups},
        "parts": [part(each) for each in found.parts],
    })  # fmt: skip


def match(found: Match) -> Any:
    lists = {name: list(getattr(found, name)) for name in ("headers", "any_header", "without", "knows")}
    fields = tidy({"file": found.file, **lists})
    return found.file if set(fields) == {"file"} else fields


def lookup(found: Lookup) -> dict[str, Any]:
    same = len(found.on) == 1 and found.on[0][0] == found.on[0][1]
    return tidy({
        "file": found.file,
        "on": found.on[0][0] if same else dict(found.on),
        "several": said(found.several, "refuse"),
        "optional": "yes" if found.optional else "",
        "where": tests(found.where),
    })  # fmt: skip


def part(found: PartMap) -> dict[str, Any]:
    columns, fields, constants = {}, {}, {}
    for feed in found.feeds:
        if feed.pick.kind == "column" and feed.pick.texts[0] not in columns:
            columns[feed.pick.texts[0]] = in_columns(feed)
        elif feed.pick.kind == "constant" and not extras(feed):
            constants[feed.field] = feed.pick.texts[0]
        else:
            fields[feed.field] = {**pick(feed.pick), **extras(feed)}
    return tidy({
        "record": found.record,
        "mode": said(found.mode, "both"),
        "key": one_or_list(found.key),
        "only_when": tests(found.only_when),
        "skip_when": tests(found.skip_when),
        "once_per": one_or_list(found.once_per),
        "empty": said(found.empty, "keep"),
        "columns": columns,
        "fields": fields,
        "constants": constants,
    })  # fmt: skip


def in_columns(feed: Feed) -> Any:
    """`Header: field`, or at length where more is said."""
    more = {**treatment(feed.pick), **extras(feed)}
    return {"field": feed.field, **more} if more else feed.field


def extras(feed: Feed) -> dict[str, Any]:
    own = feed.own
    described = {
        "label": tidy({"zh": own.label_zh, "en": own.label_en}),
        "kind": own.kind,
        "choices": list(own.choices),
    } if own else {}  # fmt: skip
    return tidy({
        "unit": feed.unit,
        "order": feed.order,
        "separator": feed.separator,
        "unknown": said(feed.unknown, "refuse"),
        **described,
    })  # fmt: skip


def pick(found: Pick) -> dict[str, Any]:
    if found.kind == "first":
        return {"first_of": [pick(each) for each in found.picks], **treatment(found)}
    return {SOURCES[found.kind]: one_or_list(found.texts), **treatment(found)}


def treatment(found: Pick) -> dict[str, Any]:
    fields = tidy({"how": one_or_list(found.steps) if found.steps else "", "map": dict(found.values)})
    if found.otherwise is not None:
        fields["otherwise"] = found.otherwise
    return {**fields, **({"by": one_or_list(found.by)} if found.by else {})}


def tests(found: tuple[Test, ...]) -> Any:
    sets = [{header: one_or_list(wanted) for header, wanted in test} for test in found]
    return sets[0] if len(sets) == 1 else sets or None
