"""What a list is: its rows, columns, filters and ready-made views, said once and read by page, export and jobs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING, Any

from kambium.core.access import Actor
from kambium.core.registry import Socket
from kambium.core.terms import Words
from kambium.core.web.listing.pens import text
from kambium.core.web.paging import Order

if TYPE_CHECKING:
    from django.db.models import Q, QuerySet
    from django.utils.functional import _StrPromise

    from kambium.core.web.listing.filters import Filter

PAGE = 80
MOST_COUNTED = 10_000
Given = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Look:
    """Who looks at a list and when, and what turns codes into words. Domains add what their columns need."""

    actor: Actor
    words: Words
    at: datetime
    today: date
    is_chinese: bool
    zone: tzinfo

    def word(self, vocabulary: str, code: str) -> str:
        """A term in the reader's language; a code nobody knows (any more) as it is."""
        found = self.words.get(vocabulary, {}).get(code)
        if found is None:
            return code
        return (found.name_zh or found.name_en) if self.is_chinese else (found.name_en or found.name_zh)

    def named(self, zh: str, en: str) -> str:
        """One of two names, by the reader's language; asked once for a list and not for each row."""
        return (zh or en) if self.is_chinese else (en or zh)


def first_field(column: "Column", row: Any, look: Any) -> Any:
    """The plainest value of a column: its first field."""
    return getattr(row, column.fields[0])


@dataclass(frozen=True)
class Column:
    """A column of a list.

    `fields` are read from the row; a column of one field makes its value from that field alone, so that equal cells are
    drawn once. `pen` draws `value(column, row, look)` as safe markup. `plain` is what a file gets:
    text, a number, a date or a moment. `order` are the columns it is sorted by (none: it cannot be), the unique
    id is added. `place` puts it on a phone's card: name, state, second or figure; others are left out there. `edit`
    is the permission that lets it be edited in place. `masked` is the field's name in the policy's masks.
    """

    key: str
    label: "str | _StrPromise"
    fields: tuple[str, ...]
    pen: Callable[[Any, Any], str] = text
    order: tuple[str, ...] = ()
    nullable: frozenset[str] = frozenset()
    falling: bool = False
    right: bool = False
    shown: bool = True
    fixed: bool = False
    place: str = ""
    edit: str = ""
    masked: str = ""
    unit: "Callable[[Any], str] | None" = None
    value: Callable[["Column", Any, Any], Any] = first_field
    plain: "Callable[[Column, Any, Any], Any] | None" = None
    computed: Callable[[Any], Mapping[str, Any]] = field(default=lambda look: {})

    @property
    def css(self) -> str:
        """Classes of its cells."""
        where = {"name": "pin a1", "state": "a2", "second": "a3", "figure": "a4"}.get(self.place, "only-wide")
        return f"{where} r" if self.right else where

    def draw(self, row: Any, look: Any) -> str:
        """The cell of a row, as safe markup."""
        return self.pen(self.value(self, row, look), look)

    def written(self, row: Any, look: Any) -> Any:
        """What a file gets."""
        return (self.plain or self.value)(self, row, look)


@dataclass(frozen=True)
class Ready:
    """A view that everybody has: filters given in advance. `most` caps its count, 0 shows none."""

    key: str
    label: "str | _StrPromise"
    given: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    permission: str | None = None
    most: int = 0


@dataclass(frozen=True)
class Sum:
    """A total below a column. A sum over several currencies is none and is not shown."""

    column: str
    field: str
    currency: str = ""


@dataclass(frozen=True)
class ListSpec:
    """A list. `rows(look, permission, where)` are the rows that fit and that the actor may see, or do `permission` to.

    `look(person, actor, at)` makes the look; columns and filters may depend on it (language, custom fields, roles).
    `address` names the page, `row_url` a row's page. `always` are fields that every row has, whatever columns are
    shown. `opens_with` gives the key of the ready view a newcomer
    sees, `empty` what a list without rows says, `export_most` how many rows an actor may take out a day (None: all).
    """

    key: str
    label: "str | _StrPromise"
    address: str
    permission: str
    rows: "Callable[[Any, str, Q], QuerySet[Any]]"
    columns: Callable[[Any], Sequence[Column]]
    filters: "Callable[[Any], Sequence[Filter]]"
    ready: tuple[Ready, ...]
    look: Callable[[Any, Actor, datetime], Any]
    sort: str
    row_url: Callable[[Any], str]
    row_name: Callable[[Any, Any], str]
    empty: "str | _StrPromise"
    opens_with: Callable[[Any], str] = lambda look: "all"
    sums: tuple[Sum, ...] = ()
    always: tuple[str, ...] = ()
    export_permission: str = ""
    export_most: Callable[[Any], int | None] = lambda look: None

    def order(self, column: Column, *, falling: bool) -> Order:
        """The order by a column; the id makes it unique and runs the same way."""
        names = [*column.order, "id"]
        return Order(tuple(_turned(n) for n in names) if falling else tuple(names), column.nullable)


def _turned(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


lists: Socket[ListSpec] = Socket("lists")
