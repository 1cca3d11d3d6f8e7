"""How the cells that all lists share are drawn: each pen takes a column's value and gives safe markup.

Dates and people repeat down a column and from page to page, so what is drawn for one is kept.
"""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.template import engines
from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from kambium.core.ui import dates, figures
from kambium.core.ui.names import initials, tint
from kambium.core.ui.stencil import Stencil, safe

NOTHING = Markup("–")
ORDINARY = "good"  # the tone of a state that needs nobody's attention
CELLS = "ui/list/cells.html"
_figure = Stencil(CELLS, "figure", 1)
_person = Stencil(CELLS, "person", 3)
_tag = Stencil(CELLS, "tag", 1)


def text(value: Any, look: Any) -> str:
    """A text, or a dash."""
    if type(value) is str and value:
        return safe(value)
    return escape(value) if value not in (None, "") else NOTHING


def code(value: Any, look: Any) -> str:
    """A number that is read digit by digit: a telephone, a registration."""
    return _figure.fill(value) if value not in (None, "") else NOTHING


def figure(value: float | Decimal | None, look: Any) -> str:
    """A number with its separators."""
    return _figure.fill(figures.number(value)) if value is not None else NOTHING


def yes_no(value: bool | None, look: Any) -> str:  # noqa: FBT001  (the value of a cell)
    """Yes, no, or not known."""
    return NOTHING if value is None else escape(_("Yes") if value else _("No"))


def day(value: date | None, look: Any) -> str:
    """A date with its year."""
    return _day(value, None, look.is_chinese) if value else NOTHING


def near_day(value: date | datetime | None, look: Any) -> str:
    """A date as tables show it: today and tomorrow as words, without the current year."""
    if value is None:
        return NOTHING
    local = value.astimezone(look.zone).date() if isinstance(value, datetime) else value
    return _day(local, look.today, look.is_chinese)


def near_moment(value: datetime | None, look: Any) -> str:
    """A date and time as tables show it."""
    return escape(dates.moment(value, short=True, today=look.today)) if value else NOTHING


def due(value: date | None, look: Any) -> str:
    """A due date with its state in a word and a sign."""
    return _due(value, look.today, look.is_chinese) if value else Markup()


def money(value: Decimal, currency: str, look: Any) -> Markup:
    """A sum in the unit its column names."""
    return _amount(value, currency, look.is_chinese)


# What is drawn in the reader's language is kept apart by `chinese`, which the functions themselves need not read.


@lru_cache(maxsize=8_192)
def _day(value: date, today: date | None, chinese: bool) -> Markup:  # noqa: FBT001  (a key)
    return escape(dates.day(value, short=today is not None, today=today))


@lru_cache(maxsize=4_096)
def _due(value: date, today: date, chinese: bool) -> Markup:  # noqa: FBT001  (a key)
    return escape(dates.due(value, today))


@lru_cache(maxsize=8_192)
def _amount(value: Decimal, currency: str, chinese: bool) -> Markup:  # noqa: FBT001  (a key)
    return escape(figures.amount(value, currency))


def tags(value: Iterable[str], look: Any) -> str:
    """Words beside each other."""
    return Markup(" ").join(_tag(word) for word in value) or NOTHING


def pill(value: tuple[str, str] | None, look: Any) -> str:
    """A state: its word and its tone."""
    return _pill(*value) if value else NOTHING


def state(value: tuple[str, str] | None, look: Any) -> str:
    """A state that most rows share in plain words, so that the pills of the others stand out."""
    return escape(value[0]) if value and value[1] == ORDINARY else pill(value, look)


@lru_cache(maxsize=512)
def _pill(label: str, tone: str) -> Markup:
    environment: Any = engines["jinja2"]
    return Markup(environment.env.globals["kit"].pill(label, tone).strip())  # noqa: S704  (drawn by the kit)


def person(value: tuple[int, str] | None, look: Any) -> str:
    """A colleague: the number and the name."""
    return _who(*value) if value else NOTHING


@lru_cache(maxsize=4_096)
def _who(number: int, name: str) -> Markup:
    return _person(tint(number), initials(name), name)
