"""The state of a list: all of it is in the address, and what cannot be read there is said and left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from kambium.core.web.listing.filters import Filter, Unreadable
from kambium.core.web.listing.spec import Column, Given, ListSpec

VIEW, SORT, COLUMNS, AT = "view", "sort", "columns", "at"
OWN = (VIEW, SORT, COLUMNS, AT)
LONGEST_CURSOR = 2_000


@dataclass(frozen=True)
class State:
    """What a list shows: which view it came from, conditions, order, columns, place. Unchanged order is empty."""

    view: str = ""
    given: tuple[tuple[str, tuple[str, ...]], ...] = ()
    sort: str = ""
    columns: tuple[str, ...] = ()
    at: str = ""

    @property
    def conditions(self) -> dict[str, tuple[str, ...]]:
        """The conditions by parameter."""
        return dict(self.given)

    def with_(self, **changes: Any) -> "State":
        """The same with some things changed; a new condition, order or column set begins at the first page."""
        return replace(self, **{AT: "", **changes})

    def query(self) -> str:
        """As the address writes it; always the same text for the same state."""
        pairs = [(VIEW, self.view)] if self.view else []
        pairs += [(name, value) for name, values in self.given for value in values]
        pairs += [(SORT, self.sort)] if self.sort else []
        pairs += [(COLUMNS, key) for key in self.columns]
        pairs += [(AT, self.at)] if self.at else []
        return f"?{urlencode(pairs)}" if pairs else "?"

    def kept(self) -> dict[str, list[str]]:
        """What a saved view keeps: everything but the place."""
        found = {name: list(values) for name, values in self.given}
        if self.sort:
            found[SORT] = [self.sort]
        if self.columns:
            found[COLUMNS] = list(self.columns)
        return found


@dataclass(frozen=True)
class Reading:
    """A state and what could not be read of the address."""

    state: State
    faults: tuple[str, ...]


def lists_of(params: "QueryDict | Mapping[str, Sequence[str]]") -> dict[str, tuple[str, ...]]:
    """The parameters of an address or of a saved view, each with all its values."""
    pairs = params.lists() if isinstance(params, QueryDict) else params.items()
    return {str(name): tuple(str(v) for v in values) for name, values in pairs if isinstance(values, list | tuple)}


def is_bare(params: Mapping[str, Any], filters: Sequence[Filter]) -> bool:
    """Whether the address says no more than which view (or nothing): then the view says the rest."""
    own = {name for one in filters for name in one.names} | {SORT, COLUMNS}
    return not own.intersection(params)


def read(
    spec: ListSpec,
    params: Mapping[str, tuple[str, ...]],
    columns: Sequence[Column],
    filters: Sequence[Filter],
    look: Any,
) -> Reading:
    """The state an address describes, in one spelling whatever the order and emptiness of its parameters."""
    given: list[tuple[str, tuple[str, ...]]] = []
    faults: list[str] = []
    for one in filters:
        try:
            cleaned: Given = one.clean({name: params[name] for name in one.names if name in params}, look)
        except Unreadable as fault:
            faults.append(str(fault))
            continue
        given += [(name, tuple(cleaned[name])) for name in one.names if name in cleaned]
    sort, unknown = _sort(spec, _first(params, SORT), columns)
    faults += [_("This list cannot be sorted by “%(key)s”.") % {"key": unknown[:40]}] if unknown else []
    state = State(
        view=_first(params, VIEW)[:40],
        given=tuple(given),
        sort=sort,
        columns=_columns(params.get(COLUMNS, ()), columns),
        at=_first(params, AT)[:LONGEST_CURSOR],
    )
    return Reading(state, tuple(faults))


def _first(params: Mapping[str, tuple[str, ...]], name: str) -> str:
    return (params.get(name) or ("",))[0].replace("\0", "")


def _sort(spec: ListSpec, wanted: str, columns: Sequence[Column]) -> tuple[str, str]:
    """The order asked for (empty for the list's own) and, if it is none, what was asked for."""
    if not wanted or wanted == spec.sort:
        return "", ""
    known = any(column.key == wanted.removeprefix("-") and column.order for column in columns)
    return (wanted, "") if known else ("", wanted)


def _columns(wanted: Sequence[str], columns: Sequence[Column]) -> tuple[str, ...]:
    """The chosen columns in their order, those that cannot go first; empty for the list's own set."""
    known = {column.key for column in columns}
    fixed = [column.key for column in columns if column.fixed]
    chosen = list(dict.fromkeys([*fixed, *(key for key in wanted if key in known)]))
    usual = [column.key for column in columns if column.shown or column.fixed]
    return () if not any(key in known for key in wanted) or chosen == usual else tuple(chosen)
