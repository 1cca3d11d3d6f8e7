"""A list as one person looks at it now: what the address asks for, read from the database."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from kambium.core.access import Actor
from kambium.core.search.find import NEAR, forgiving
from kambium.core.web.listing.counting import Counted, counted
from kambium.core.web.listing.filters import Chip, Filter, Words
from kambium.core.web.listing.spec import PAGE, Column, ListSpec, Ready
from kambium.core.web.listing.state import Reading, State, lists_of, read
from kambium.core.web.paging import Order, Page, page

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True)
class InForce:
    """A condition in force, and the address without it."""

    label: Any
    text: str
    without: str


class Listing:
    """A list, its reader and its state. `params` is the address, or what a saved view keeps."""

    def __init__(
        self,
        spec: ListSpec,
        look: Any,
        params: Mapping[str, tuple[str, ...]],
        *,
        columns: tuple[Column, ...] = (),
        filters: tuple[Filter, ...] = (),
    ) -> None:
        self.spec = spec
        self.look = look
        self.columns = columns or tuple(spec.columns(look))
        self.filters = filters or tuple(spec.filters(look))
        reading: Reading = read(spec, params, self.columns, self.filters, look)
        self.state: State = reading.state
        self.faults = reading.faults
        self.bound = 0.0  # how near a near find must be; 0 while only exact ones are looked for

    @classmethod
    def of(cls, spec: ListSpec, person: Any, actor: Actor, at: datetime, params: Mapping[str, Any]) -> "Listing":
        """The list for a person; used where there is no request (jobs)."""
        return cls(spec, spec.look(person, actor, at), lists_of(params))

    # -- what is shown ------------------------------------------------------------------------------------------------

    @cached_property
    def shown(self) -> list[Column]:
        """The columns in their order."""
        by_key = {column.key: column for column in self.columns}
        chosen = [by_key[key] for key in self.state.columns]
        return chosen or [column for column in self.columns if column.shown or column.fixed]

    @cached_property
    def sort(self) -> tuple[Column, bool]:
        """The column the list is sorted by, and whether it falls."""
        word = self.state.sort or self.spec.sort
        key = word.removeprefix("-")
        return next(column for column in self.columns if column.key == key), word.startswith("-")

    @cached_property
    def order(self) -> Order:
        """The order, made unique by the id."""
        column, falling = self.sort
        return self.spec.order(column, falling=falling)

    def in_force(self) -> Iterator[tuple[Filter, dict[str, tuple[str, ...]]]]:
        """Each filter that is used, with its values."""
        given = self.state.conditions
        for one in self.filters:
            if mine := {name: given[name] for name in one.names if name in given}:
                yield one, mine

    def chips(self) -> list[InForce]:
        """The conditions, each with the address that drops it."""
        return [
            InForce(one.label, chip.text, self._without(one, chip).query())
            for one, mine in self.in_force()
            for chip in one.chips(mine, self.look)
        ]

    def _without(self, one: Filter, chip: Chip) -> State:
        names = [name for f in self.filters for name in f.names]
        left = {**{n: v for n, v in self.state.given if n not in one.names}, **chip.rest}
        given = tuple((name, left[name]) for name in names if name in left)
        # A view without conditions would bring its own back, so an address that drops the last one leaves the view.
        return self.state.with_(given=given, view=self.state.view if given else "all")

    # -- what is read -------------------------------------------------------------------------------------------------

    def where(self) -> Q:
        """All conditions together."""
        found = Q()
        for one, mine in self.in_force():
            near = self.is_near and isinstance(one, Words)
            found &= one.nearly(mine) if near and isinstance(one, Words) else one.where(mine, self.look)
        return found

    def as_seen(self) -> "Listing":
        """The list as its page shows it: near finds where nothing contains the text. To be read within `reading`."""
        if not self.is_near and self._has_text() and not self.rows().exists():
            for self.bound in NEAR:
                with self.reading():
                    if self.rows().exists():
                        break
        return self

    @property
    def is_near(self) -> bool:
        """Whether nothing contains the text, so that what resembles it is shown."""
        return self.bound > 0

    def _has_text(self) -> bool:
        return any(isinstance(one, Words) for one, _mine in self.in_force())

    def reading(self) -> AbstractContextManager[None]:
        """Within it near finds are near; it goes around every reading of rows that were settled by `as_seen`."""
        return forgiving(self.bound) if self.is_near else nullcontext()

    def rows(self, permission: str = "") -> "QuerySet[Any]":
        """The rows that fit and that the actor may see (or do `permission` to), in no order."""
        return self.spec.rows(self.look, permission or self.spec.permission, self.where())

    def names(self) -> list[str]:
        """The columns that are read."""
        found = ["id", *self.spec.always, *(name.lstrip("-") for name in self.order.columns)]
        for column in self.shown:
            found += column.fields
        return list(dict.fromkeys(found))

    def selected(self, rows: "QuerySet[Any]") -> "QuerySet[Any]":
        """Rows as named tuples of what is shown; a model object for each would cost more than the page."""
        computed: dict[str, Any] = {}
        for column in (*self.shown, self.sort[0]):
            computed |= column.computed(self.look)
        wanted = self.names()
        rows = rows.annotate(**{name: value for name, value in computed.items() if name in wanted})
        return rows.values_list(*wanted, named=True)

    def page(self, size: int = PAGE) -> Page[Any]:
        """The page the address names; the first for a place that is none."""
        with self.reading():
            return page(self.selected(self.rows()), self.order, self.state.at, size, self.names())

    def in_order(self, permission: str = "") -> "QuerySet[Any]":
        """All rows, in the order of the list: for files."""
        return self.selected(self.rows(permission)).order_by(*self.order.by())

    def ids(self, permission: str, chosen: "list[int] | None" = None) -> "QuerySet[Any]":
        """Ids of the rows that fit (or of the chosen ones) and that `permission` reaches, lowest first."""
        rows = self.spec.rows(self.look, permission, self.where() if chosen is None else Q(pk__in=chosen))
        return rows.order_by("pk").values_list("pk", flat=True)

    # -- what is counted ----------------------------------------------------------------------------------------------

    def ready(self) -> list[Ready]:
        """The ready views this person has."""
        return [view for view in self.spec.ready if self.look.actor.can(view.permission)]

    def counted(self, *, views: bool = False) -> Counted:
        """Rows and sums, and with `views` the capped counts of ready views, in one statement.

        When a text finds nothing, near misses are looked for and counted instead; the bound is lowered only while
        there are none, because at the lowest a common piece of a word resembles a fortieth of all rows.
        """
        exact = self._count(views=views)
        if exact.rows or self.is_near or not self._has_text():
            return exact
        for self.bound in NEAR:
            with self.reading():
                near = self._count(views=False)
            if near.rows:
                break
        return replace(near, ready=exact.ready)

    def _count(self, *, views: bool) -> Counted:
        shown = {column.key for column in self.shown}
        sums = [one for one in self.spec.sums if one.column in shown]
        others = {view.key: self.like(view.given).rows()[: view.most + 1]
                  for view in (self.ready() if views else ()) if view.most}  # fmt: skip
        return counted(self.rows(), sums, others)

    def like(self, given: Mapping[str, tuple[str, ...]]) -> "Listing":
        """The same list with another state."""
        return Listing(self.spec, self.look, given, columns=self.columns, filters=self.filters)
