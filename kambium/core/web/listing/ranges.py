"""Conditions on figures and dates: from, to, and how long ago."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kambium.core.search.fold import fold
from kambium.core.ui.dates import written
from kambium.core.ui.figures import short
from kambium.core.web.listing.filters import Chip, Filter, Unreadable
from kambium.core.web.listing.spec import Given

LARGEST = Decimal(10) ** 15
YEARS = range(1900, 2200)
MOST_DAYS = 3_650
UNITS = {
    "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8,
    "k": 10**3, "m": 10**6, "b": 10**9, "bn": 10**9,
}  # fmt: skip


def figure(text: str) -> Decimal:
    """A number as people type one: 1,250,000, 125万, 1.25m. Raises ValueError."""
    plain = fold(text).replace(",", "").replace(" ", "").lstrip("¥$€")
    unit = next((u for u in sorted(UNITS, key=len, reverse=True) if plain.endswith(u)), "")
    try:
        found = Decimal(plain.removesuffix(unit)) * UNITS.get(unit, 1)
    except InvalidOperation as error:
        raise ValueError(text) from error
    if not found.is_finite() or abs(found) > LARGEST:
        raise ValueError(text)
    return found


def plainly(value: Decimal) -> str:
    """A number as the address writes it: without exponent and needless zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True)
class Between(Filter):
    """From and to, both included and each optional."""

    column: str = ""
    control: ClassVar[str] = "between"

    @property
    def names(self) -> tuple[str, ...]:
        return (f"{self.key}_from", f"{self.key}_to")

    def clean(self, given: Given, look: Any) -> Given:
        found = {}
        for name in self.names:
            if value := self.text(given, name):
                try:
                    found[name] = (self.read(value),)
                except ValueError as error:
                    raise Unreadable(self.wanted() % {"label": self.label, "value": value[:40]}) from error
        return found

    def chips(self, given: Given, look: Any) -> Iterator[Chip]:
        low, high = (given[name][0] if name in given else "" for name in self.names)
        if low and high:
            text = f"{self.told(low)} – {self.told(high)}"
        else:
            text = f"≥ {self.told(low)}" if low else f"≤ {self.told(high)}"
        yield Chip(text, {})

    def read(self, value: str) -> str:
        """A value as the address writes it. Raises ValueError."""
        return plainly(figure(value))

    def told(self, value: str) -> str:
        """A value as the chip says it."""
        return short(Decimal(value))

    def wanted(self) -> str:
        """What an unreadable value should have been."""
        return _("%(label)s: “%(value)s” is no number. Enter one such as 125000 or 12.5万.")

    def where(self, given: Given, look: Any) -> Q:
        low, high = self.names
        found = Q()
        if low in given:
            found &= Q(**{f"{self.column}__gte": Decimal(given[low][0])})
        if high in given:
            found &= Q(**{f"{self.column}__lte": Decimal(given[high][0])})
        return found


@dataclass(frozen=True)
class Period(Between):
    """Days from and to. `moments`: the column holds moments, and a day is the reader's."""

    moments: bool = False
    text_dates: bool = False
    control: ClassVar[str] = "period"

    def read(self, value: str) -> str:
        found = date.fromisoformat(fold(value).replace("/", "-").replace(".", "-"))
        if found.year not in YEARS:
            raise ValueError(value)
        return found.isoformat()

    def told(self, value: str) -> str:
        return written(date.fromisoformat(value))

    def wanted(self) -> str:
        return _("%(label)s: “%(value)s” is no date. Enter one such as 2026-11-23.")

    def where(self, given: Given, look: Any) -> Q:
        low, high = self.names
        found = Q()
        if low in given:
            found &= Q(**{f"{self.column}__gte": self._edge(given[low][0])})
        if high in given:
            after = date.fromisoformat(given[high][0]) + timedelta(days=1)
            found &= Q(**{f"{self.column}__lt": self._edge(after.isoformat())})
        return found

    def _edge(self, value: str) -> Any:
        day = date.fromisoformat(value)
        if self.moments:
            return timezone.make_aware(datetime.combine(day, time.min))
        return value if self.text_dates else day


@dataclass(frozen=True)
class Silent(Filter):
    """Nothing for so many days, or never. `column` holds the moment of the last time."""

    column: str = ""
    offered: tuple[int, ...] = (30, 60, 90, 180)
    phrase: Callable[[int], str] = lambda days: ngettext("for %(n)d day", "for %(n)d days", days) % {"n": days}
    control: ClassVar[str] = "silent"

    def clean(self, given: Given, look: Any) -> Given:
        value = self.text(given)
        if not value:
            return {}
        if not value.isascii() or not value.isdigit() or not 1 <= int(value[:6]) <= MOST_DAYS:
            raise Unreadable(
                _("%(label)s: “%(value)s” is no number of days (1 to %(most)d).")
                % {"label": self.label, "value": value[:40], "most": MOST_DAYS}
            )
        return {self.key: (str(int(value)),)}

    def where(self, given: Given, look: Any) -> Q:
        edge = look.at - timedelta(days=int(given[self.key][0]))
        return Q(**{f"{self.column}__lt": edge}) | Q(**{f"{self.column}__isnull": True})

    def chips(self, given: Given, look: Any) -> Iterator[Chip]:
        yield Chip(self.phrase(int(given[self.key][0])), {})
