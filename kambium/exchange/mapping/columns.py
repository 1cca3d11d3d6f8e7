"""The columns of a part: which field, from which headers, read how."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kambium.core.registry import FieldSpec, Record
from kambium.exchange.mapping.check import spec_of, target_of
from kambium.exchange.mapping.hinting import hints_of
from kambium.exchange.mapping.language import Feed, OwnField, Pick
from kambium.exchange.mapping.sight import Sight
from kambium.exchange.reading.hints import Hints


@dataclass(frozen=True)
class ColumnPlan:
    """A field of the record and how the values taken for it are to be read.

    A reference can have several columns, tried in their order (`rank`): first by the key, then by the name. `by` names
    fields of the record it points to, tried in their order; `name` there means the name in either script. `unknown`
    says whether a reference that is not found refuses the row or leaves the field blank. `separator` parts a list; an
    empty one stands for any of the usual signs.
    """

    field: str
    spec: FieldSpec
    headers: tuple[str, ...]
    pick: Pick
    hints: Hints
    to: str = ""
    by: tuple[str, ...] = ()
    rank: int = 0
    separator: str = ""
    unknown: str = "refuse"
    own: OwnField | None = None

    @property
    def constant(self) -> str | None:
        """The value of every row, where it is the same."""
        return self.pick.texts[0] if self.pick.kind == "constant" else None


def columns_of(
    feed: Feed, specs: Mapping[str, FieldSpec], sight: Sight, records: Mapping[str, Record]
) -> Iterator[ColumnPlan]:
    """The columns of a feed: one, or for a reference that is looked up in several ways one for each."""
    spec = spec_of(feed, specs)
    if spec is None:
        raise KeyError(feed.field)
    target = records.get(target_of(spec))
    for rank, pick in enumerate(ways(feed.pick) if target else [feed.pick]):
        known = next((hints for header in pick.headers() if (hints := sight.hints(header))), None)
        yield ColumnPlan(
            field=feed.field,
            spec=spec,
            headers=tuple(dict.fromkeys(sight.shown(header) for header in pick.headers())),
            pick=pick,
            hints=hints_of(feed, known),
            to=target.key if target else "",
            by=(pick.by or keys_of(target)) if target else (),
            rank=rank,
            separator=feed.separator,
            unknown=feed.unknown,
            own=feed.own,
        )


def ways(pick: Pick) -> list[Pick]:
    """The alternatives of a reference, where they are looked up by different fields."""
    if pick.kind != "first" or not any(each.by for each in pick.picks) or pick.steps or pick.values:
        return [pick]
    return [replace(each, by=each.by or pick.by) for each in pick.picks]


def keys_of(record: Record) -> tuple[str, ...]:
    """The fields by which a reference is looked up when nothing is said: the record's keys, and its name."""
    known = {spec.name for spec in record.fields}
    last = [key[-1] for key in record.keys]
    return tuple(dict.fromkeys([*last, *({"name"} & known)]))
