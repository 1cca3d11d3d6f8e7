"""A mapping: which files carry which records, and which column feeds which field.

It is the same thing whether it was written by hand (`load`), comes with a preset, or was guessed from headers
(`suggest`); `dump` writes it down again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Mode = Literal["create", "update", "both"]
PickKind = Literal["column", "template", "constant", "first", "between", "full_name", "script"]

MODES: tuple[Mode, ...] = ("create", "update", "both")
OWN_KINDS = ("text", "number", "date", "choice", "choices", "boolean")
SOMETHING = "*"
"""In conditions and value maps: any value that is not empty."""


@dataclass(frozen=True)
class Pick:
    """Where a value is taken from and what is done to it: `steps` first, then `values` maps it.

    `texts` are a header, a template, a constant, or two headers, by `kind`; `first` takes the first of `picks` that has
    a value. `by` names the fields by which a reference is looked up. The last two kinds are made by `names` only.
    """

    kind: PickKind
    texts: tuple[str, ...] = ()
    picks: "tuple[Pick, ...]" = ()
    values: tuple[tuple[str, str], ...] = ()
    otherwise: str | None = None
    steps: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    line: int = 0

    def headers(self) -> Iterator[str]:
        """Every column it reads, lookups' columns as `lookup.Header`."""
        if self.kind == "template":
            yield from placeholders(self.texts[0])
        elif self.kind in ("column", "between"):
            yield from self.texts
        for pick in self.picks:
            yield from pick.headers()


@dataclass(frozen=True)
class OwnField:
    """A custom field that is made when it is not there yet."""

    key: str
    kind: str
    label_zh: str
    label_en: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Feed:
    """A field and where its value comes from.

    `unit` multiplies numbers (万元), `order` is the order of a date's parts (dmy), `separator` parts a list. `unknown`
    says what becomes of a reference that is not found: the row is refused, or the field stays blank.
    """

    field: str
    pick: Pick
    unit: str = ""
    order: str = ""
    separator: str = ""
    unknown: Literal["refuse", "blank"] = "refuse"
    own: OwnField | None = None
    line: int = 0


Test = tuple[tuple[str, tuple[str, ...]], ...]
"""Headers with the values that they must have (see `conditions`), all of them at once."""


@dataclass(frozen=True)
class Lookup:
    """Another file whose columns can be used as `name.Header`: `on` pairs a column of ours with one of theirs.

    Only its rows that meet `where` count. With `several: first` the first value of each column is taken where several
    rows have one key; otherwise that is a fault.
    """

    name: str
    file: str
    on: tuple[tuple[str, str], ...]
    several: Literal["refuse", "first"] = "refuse"
    optional: bool = False
    where: tuple[Test, ...] = ()
    line: int = 0


@dataclass(frozen=True)
class Match:
    """Which files a layout takes: by name, by headers that must, may or must not be there.

    With `knows` (all headers that such files can have) a layout competes: the one that knows most of a file takes it.
    """

    file: str = ""
    headers: tuple[str, ...] = ()
    any_header: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    knows: tuple[str, ...] = ()


@dataclass(frozen=True)
class PartMap:
    """One record that is taken out of a file.

    Rows that fail `only_when` are not this part's business; rows that meet `skip_when` are left out and counted. With
    `once_per`, later rows that repeat these columns are passed over.
    """

    record: str
    feeds: tuple[Feed, ...]
    mode: Mode = "both"
    key: tuple[str, ...] = ()
    only_when: tuple[Test, ...] = ()
    skip_when: tuple[Test, ...] = ()
    once_per: tuple[str, ...] = ()
    empty: Literal["keep", "clear"] = "keep"
    line: int = 0


@dataclass(frozen=True)
class Layout:
    """A kind of file. `later` names a record that is known but can't be taken in by this version."""

    name: str
    match: Match
    parts: tuple[PartMap, ...] = ()
    lookups: tuple[Lookup, ...] = ()
    later: str = ""
    line: int = 0


@dataclass(frozen=True)
class MapFile:
    """A whole mapping. `source` is the system the keys belong to; `file` is what messages call the mapping."""

    name: str
    source: str
    layouts: tuple[Layout, ...]
    missing: Literal["refuse", "ignore"] = "refuse"
    file: str = ""
    facts: dict[str, str] = field(default_factory=dict)


def placeholders(template: str) -> list[str]:
    """The headers in a template: '{First Name} {Last Name}'. Raises ValueError for a brace without its partner."""
    found: list[str] = []
    for piece in template.split("{")[1:]:
        header, brace, rest = piece.partition("}")
        if not brace or "}" in rest:
            raise ValueError(template)
        found.append(header.strip())
    if template.partition("{")[0].count("}"):
        raise ValueError(template)
    return found
