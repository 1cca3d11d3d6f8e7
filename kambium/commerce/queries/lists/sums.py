"""What lists of papers have in common: a reader who knows the company's currency, and how amounts are drawn."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal
from typing import Any

from kambium.accounts.queries.lists import looking
from kambium.accounts.queries.lists.looking import AccountLook
from kambium.commerce.queries.rates import home_currency
from kambium.core.access import Actor
from kambium.core.ui.figures import number
from kambium.core.ui.stencil import Stencil
from kambium.core.web.listing import Column
from kambium.core.web.listing.pens import NOTHING, figure
from kambium.people.models import Person

Sum = tuple[Decimal | None, str, bool]
_foreign = Stencil("accounts/list/cells.html", "foreign", 2)


@dataclass(frozen=True)
class PaperLook(AccountLook):
    """A reader of papers: also the currency in which the company counts, read once for a list."""

    home: str


def look(person: Person, actor: Actor, at: datetime) -> PaperLook:
    """The look of a signed-in person."""
    known = looking.look(person, actor, at)
    return PaperLook(**{f.name: getattr(known, f.name) for f in fields(known)}, home=home_currency())


def written(field: str) -> Callable[[Column, Any, PaperLook], Sum]:
    """The `value` of a column with an amount in the paper's currency."""
    return lambda column, row, look: (getattr(row, field), row.currency, row.currency == look.home)


def ours(field: str) -> Callable[[Column, Any, PaperLook], Sum]:
    """The `value` of a column with an amount in the company's currency."""
    return lambda column, row, look: (getattr(row, field), look.home, True)


def unit(look: PaperLook) -> str:
    """The currency in the head of the column."""
    return look.home


def amount(value: Sum, look: Any) -> str:
    """An amount to the unit; its currency where it is not the one in the head of the column."""
    sum_, currency, is_usual = value
    if sum_ is None:
        return NOTHING
    whole = sum_.quantize(Decimal(1))
    return figure(whole, look) if is_usual else _foreign.fill(number(whole), currency)
