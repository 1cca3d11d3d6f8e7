"""The sockets: what a domain plugs in below, readers above find by key.

A domain declares a thing once, in `permissions.py`, `events.py`, `metrics.py`, `panels.py`, `records.py`,
`searchables.py`, `verbs.py`, `deeds.py`, `vocabularies.py`, `lists.py` or `nav.py`; those modules are found by name at
start-up. A declared thing carries all that its readers ask for, so that no reader ever tests for a particular key.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Protocol, TypeVar

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from django import forms
    from django.db.models import Model, QuerySet
    from django.utils.functional import _StrPromise

    from kambium.core.access.actor import Actor


class Keyed(Protocol):
    """Anything with a key of its own."""

    @property
    def key(self) -> str: ...


Declared = TypeVar("Declared", bound=Keyed)


class Socket(Generic[Declared]):
    """A named place where domains plug things of one kind; a key can be taken once."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._things: dict[str, Declared] = {}

    def add(self, *things: Declared) -> None:
        """Plug `things` in. Raises ValueError for a key that is taken by another thing."""
        for thing in things:
            if self._things.get(thing.key, thing) != thing:
                raise ValueError(f"{self.name}: {thing.key!r} is declared twice")
            self._things[thing.key] = thing

    def __getitem__(self, key: str) -> Declared:
        return self._things[key]

    def get(self, key: str) -> Declared | None:
        """The thing of that key, or None."""
        return self._things.get(key)

    def __contains__(self, key: str) -> bool:
        return key in self._things

    def __iter__(self) -> Iterator[Declared]:
        return iter(self._things.values())

    def __len__(self) -> int:
        return len(self._things)


def heads(texts: str) -> tuple[str, ...]:
    """Header texts that are written in lines, parted by `|`."""
    return tuple(text.strip() for line in texts.splitlines() for text in line.split("|") if text.strip())


@dataclass(frozen=True)
class FieldSpec:
    """A field of a record that files can carry.

    `kind`: text, integer, decimal, money, date, moment, boolean, term, terms, tags, choice, choices, country, currency,
    reference, references, person, email, phone, url. `aliases` are header texts in either language that mean this
    field; `vocabulary`, `choices` (stored value, its words) or `to` say where a value is looked up. `incoming` fields
    come in files only, and an import turns them into others: `name` into `name_zh` or `name_en` by its script.
    `permission` is what taking the field out asks for, besides the record's own.
    """

    name: str
    label: "str | _StrPromise"
    kind: str = "text"
    required: bool = False
    aliases: tuple[str, ...] = ()
    vocabulary: str = ""
    to: str = ""
    max_length: int = 0
    help: "str | _StrPromise" = ""
    choices: "tuple[tuple[str, str | _StrPromise], ...]" = ()
    incoming: bool = False
    permission: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """A vocabulary that records take words from, as settings call it. Its words are rows (`core.Term`).

    `rows` are the words an installation starts with (code, Chinese, English), put there by a migration that calls
    `core.terms.deliver`; `tones` colours some of them by what they mean.
    """

    key: str
    label: "str | _StrPromise"
    rows: tuple[tuple[str, str, str], ...] = ()
    tones: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class EventType:
    """A business fact that can happen, in the past tense: `account.created`.

    `sentence` has the event's data as named placeholders and is what a timeline shows. `words(data)` gives those that
    depend on the reader, such as the labels of fields; names of rows come in both languages with the data.
    """

    key: str
    label: "str | _StrPromise"
    sentence: "str | _StrPromise"
    icon: str
    tone: str = ""
    words: "Callable[[Mapping[str, Any]], Mapping[str, Any]] | None" = None


@dataclass(frozen=True)
class Metric:
    """A number defined once, for goals, dashboards, rules and pages alike.

    `help` is the formula in words. `measure(actor, start, end)` gives numerator and denominator over the half-open
    period, of what the actor may see; a denominator of None means a plain sum or count. A value that cannot be known
    is (None, None), never zero.
    """

    key: str
    label: "str | _StrPromise"
    help: "str | _StrPromise"
    unit: str
    permission: str
    measure: "Callable[[Actor, date, date], tuple[Decimal | None, Decimal | None]]"
    higher_is_better: bool = True


def nothing_asked(look: Any) -> "Mapping[str, forms.Field]":
    """A verb that needs no words."""
    return {}


@dataclass(frozen=True)
class AccountFigure:
    """A figure that every account has or has not, by which accounts are scored and ranked.

    `rows(day)` is a query of (account id, value) as of a day. An account that is not among them has no such figure,
    which is something else than zero. `help` is the formula in words.
    """

    key: str
    label: "str | _StrPromise"
    help: "str | _StrPromise"
    unit: str
    rows: "Callable[[date], QuerySet[Any, Any]]"


@dataclass(frozen=True)
class Verb:
    """A change of many rows of a list, chosen by hand or by a rule. The key is `list.verb`.

    `permission` is asked of every row again when it is done. `fields(look)` are asked of the person; their cleaned
    values must be plain (they may travel to a job). `act(ids, by=…, at=…, **values)` changes all rows or none, with
    set-based statements, and returns how many it changed; done twice, it changes nothing more. `refusals` are what it
    may raise for a value. Above `typed_above` rows the number must be typed.
    """

    key: str
    label: "str | _StrPromise"
    icon: str
    permission: str
    act: Callable[..., int]
    fields: "Callable[[Any], Mapping[str, forms.Field]]" = nothing_asked
    refusals: tuple[type[Exception], ...] = ()
    typed_above: int | None = None
    danger: bool = False

    @property
    def list_key(self) -> str:
        """The list it belongs to."""
        return self.key.partition(".")[0]

    @property
    def name(self) -> str:
        """Its name within the list."""
        return self.key.partition(".")[2]


@dataclass(frozen=True)
class NavItem:
    """An entry of the side bar; shown to whom `permission` is granted.

    With `area`, the key of another entry, it is a page of that one: offered at the head of the area's pages, not in
    the side bar, unless the reader may not open the entry itself.
    """

    key: str
    label: "str | _StrPromise"
    icon: str
    url: str
    permission: str | None
    position: int
    foot: bool = False
    area: str = ""


@dataclass(frozen=True)
class CreateItem:
    """An entry of the create menu (＋ and the key `c`)."""

    key: str
    label: "str | _StrPromise"
    icon: str
    url: str
    permission: str | None
    position: int
    shortcut: str = ""


@dataclass(frozen=True)
class SettingsPage:
    """A page reached from Settings, under a group heading."""

    key: str
    label: "str | _StrPromise"
    help: "str | _StrPromise"
    icon: str
    url: str
    group: str
    permission: str | None
    position: int = 0


@dataclass(frozen=True)
class Panel:
    """A part of another domain's page: `facts(actor, subject)` gives the template's words, None hides the panel."""

    key: str
    page: str
    tab: str
    label: "str | _StrPromise"
    template: str
    permission: str | None
    position: int
    facts: "Callable[[Actor, Any], Mapping[str, Any] | None]"
    column: str = "main"


@dataclass(frozen=True)
class Around:
    """A small fact of another area that a record's page reads along in its own statement, for a panel of that area.

    `sql` is an expression over the page's row that gives JSON; the panel that shows it asks the permission.
    """

    key: str
    page: str
    sql: str


@dataclass(frozen=True)
class Tab:
    """A tab of a record page; `count` names the number shown beside it, found on the page's subject."""

    key: str
    page: str
    label: "str | _StrPromise"
    position: int
    permission: str | None = None
    count: str = ""


class SearchRow(NamedTuple):
    """What the search knows of one row; written by `core.search`, never by hand."""

    object_id: int
    title_zh: str
    title_en: str
    more: str
    owner_id: int | None
    division_id: int | None
    branch_id: int | None
    team_id: int | None
    root_id: int | None


@dataclass(frozen=True)
class Searchable:
    """A kind of record that Ctrl+K finds.

    `rows(ids)` reads the search rows of some ids (None: of all); `url` is a pattern name that takes the id.
    `permission` decides who finds it, through the owner columns copied into the search row.
    """

    key: str
    label: "str | _StrPromise"
    icon: str
    url: str
    permission: str
    position: int
    rows: "Callable[[Sequence[int] | None], Iterator[SearchRow]]"


@dataclass(frozen=True)
class Circle:
    """Rows whose account a person belongs to without owning it, e.g. as a member of the account team.

    `members(person_id, permission)` is a query of root ids (one column), for a circle may read more than it writes. It
    is evaluated once per statement, as an array.
    """

    key: str
    members: "Callable[[int, str], Any]"


@dataclass(frozen=True)
class Record:
    """A record that files can bring in and take out.

    `keys` are the business keys by which a row of a file is matched, best first, each a tuple of field names.
    `writer` writes a staged batch (`core.staging.Writer`); `needs` names the records that are taken in before it;
    `add_field(by, key, kind, Chinese label, English label, choices)` makes a custom field.
    """

    key: str
    label: "str | _StrPromise"
    model: "type[Model]"
    fields: tuple[FieldSpec, ...]
    keys: tuple[tuple[str, ...], ...]
    import_permission: str
    export_permission: str
    position: int
    writer: Any = None
    extra_fields: "Callable[[], Sequence[FieldSpec]] | None" = None
    add_field: "Callable[[Actor, str, str, str, str, Sequence[str]], None] | None" = None
    needs: tuple[str, ...] = field(default=())


vocabularies: Socket[Vocabulary] = Socket("vocabularies")
events: Socket[EventType] = Socket("event types")
metrics: Socket[Metric] = Socket("metrics")
account_figures: Socket[AccountFigure] = Socket("account figures")
verbs: Socket[Verb] = Socket("verbs")
nav: Socket[NavItem] = Socket("navigation")
creates: Socket[CreateItem] = Socket("create menu")
settings_pages: Socket[SettingsPage] = Socket("settings pages")
panels: Socket[Panel] = Socket("panels")
arounds: Socket[Around] = Socket("facts read along")
tabs: Socket[Tab] = Socket("tabs")
searchables: Socket[Searchable] = Socket("searchables")
circles: Socket[Circle] = Socket("circles")
records: Socket[Record] = Socket("records")
