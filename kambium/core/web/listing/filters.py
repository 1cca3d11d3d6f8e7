"""Conditions of a list. What the address says is read, checked, made a query, and told back as chips.

Values of one filter are alternatives, filters narrow each other. A filter holds its values as the address writes them,
so that a saved view, a link and a job all keep the same thing.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django.db.models import Q
from django.utils.translation import gettext as _

from kambium.core.search.find import having, needle_of, resembling
from kambium.core.web.listing.spec import Given

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LONGEST = 120
MOST_VALUES = 100


class Unreadable(Exception):
    """A value in the address that means nothing; the text says what it should be. It is left out, and said."""


@dataclass(frozen=True)
class Option:
    """A value that can be chosen. `where` says what it finds; without it the filter's column equals the code."""

    code: str
    label: str
    where: Q | None = None


@dataclass(frozen=True)
class Chip:
    """A condition in force: its words, and what is left of the filter without it."""

    text: str
    rest: Given


@dataclass(frozen=True)
class Filter(ABC):
    """A condition. `main` ones stand in the toolbar, others under More filters. `control` names its macro."""

    key: str
    label: "str | _StrPromise"
    main: bool = False
    control: ClassVar[str] = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The address parameters it owns."""
        return (self.key,)

    @abstractmethod
    def clean(self, given: Given, look: Any) -> Given:
        """The values that mean something. Raises Unreadable for one that does not."""

    @abstractmethod
    def where(self, given: Given, look: Any) -> Q:
        """The rows that fit."""

    @abstractmethod
    def chips(self, given: Given, look: Any) -> Iterator[Chip]:
        """What is in force, each with what remains without it."""

    def text(self, given: Given, name: str = "") -> str:
        """The first value of a parameter, trimmed; what no database can hold is dropped."""
        value = (given.get(name or self.key) or ("",))[0].replace("\0", "").strip()
        if len(value) > LONGEST:
            raise Unreadable(_("%(label)s: at most %(most)d characters.") % {"label": self.label, "most": LONGEST})
        return value


@dataclass(frozen=True)
class Words(Filter):
    """Text found by name, pinyin, initials and what else the search rows of `kind` hold; near misses when none fits."""

    kind: str = ""
    column: str = "pk"
    control: ClassVar[str] = "words"

    def clean(self, given: Given, look: Any) -> Given:
        value = self.text(given)
        return {self.key: (value,)} if needle_of(value) else {}

    def where(self, given: Given, look: Any) -> Q:
        return Q(**{f"{self.column}__in": having(self.kind, given[self.key][0])})

    def nearly(self, given: Given) -> Q:
        """Rows that resemble the text: for when none contains it."""
        return Q(**{f"{self.column}__in": resembling(self.kind, given[self.key][0])})

    def chips(self, given: Given, look: Any) -> Iterator[Chip]:
        yield Chip(given[self.key][0], {})


@dataclass(frozen=True)
class Choices(Filter):
    """Some of a list of values. `many`: the column is an array and one shared value is enough."""

    options: Callable[[Any], Sequence[Option]] = lambda look: ()
    column: str = ""
    many: bool = False
    control: ClassVar[str] = "choices"

    def clean(self, given: Given, look: Any) -> Given:
        wanted = tuple(dict.fromkeys(value for value in given.get(self.key, ()) if value))
        if not wanted:
            return {}
        known = {option.code for option in self.options(look)}
        strange = [value for value in wanted if value not in known]
        if strange or len(wanted) > MOST_VALUES:
            raise Unreadable(_("%(label)s: there is no “%(value)s”.") % {
                "label": self.label, "value": (strange or wanted)[0][:40]})  # fmt: skip
        return {self.key: wanted}

    def where(self, given: Given, look: Any) -> Q:
        options = {option.code: option for option in self.options(look)}
        chosen = [options[code] for code in given[self.key]]
        plain = [option.code for option in chosen if option.where is None]
        found = Q(**{f"{self.column}__{'overlap' if self.many else 'in'}": plain}) if plain else Q()
        for option in chosen:
            if option.where is not None:
                found = found | option.where if found else option.where
        return found

    def chips(self, given: Given, look: Any) -> Iterator[Chip]:
        labels = {option.code: option.label for option in self.options(look)}
        for code in given[self.key]:
            others = tuple(value for value in given[self.key] if value != code)
            yield Chip(labels[code], {self.key: others} if others else {})


@dataclass(frozen=True)
class Piece(Filter):
    """A piece of a text column, upper and lower case alike."""

    column: str = ""
    control: ClassVar[str] = "piece"

    def clean(self, given: Given, look: Any) -> Given:
        value = self.text(given)
        return {self.key: (value,)} if value else {}

    def where(self, given: Given, look: Any) -> Q:
        return Q(**{f"{self.column}__icontains": given[self.key][0]})

    def chips(self, given: Given, look: Any) -> Iterator[Chip]:
        yield Chip(f"“{given[self.key][0]}”", {})
