"""How the cells of these lists are drawn."""

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.urls import reverse
from markupsafe import escape

from kambium.core.ui import dates
from kambium.core.ui.icons import icon
from kambium.core.ui.names import company_mark, initials, tint
from kambium.core.ui.stencil import Stencil
from kambium.core.web.listing.pens import NOTHING, due, money

CELLS = "accounts/list/cells.html"
_account = Stencil(CELLS, "account", 5)
_contact = Stencil(CELLS, "contact", 5)
_activity = Stencil(CELLS, "activity", 4)
_link = Stencil(CELLS, "link", 2)
_step = Stencil(CELLS, "step", 2)
_foreign = Stencil(CELLS, "foreign", 2)


@lru_cache(maxsize=8)
def _around(name: str) -> tuple[str, str]:
    before, _number, after = reverse(name, args=[0]).rpartition("0")
    return before, after


def page_of(name: str, number: int) -> str:
    """The address of a record; resolving it for each of eighty rows would cost more than reading them."""
    before, after = _around(name)
    return f"{before}{number}{after}"


def account(value: tuple[int, str, str], look: Any) -> str:
    """An account: number, name, and what stands below it."""
    number, name, note = value
    return _account.fill(tint(number), company_mark(name), page_of("account", number), name, note)


def contact(value: tuple[int, str, Any], look: Any) -> str:
    """A contact: number, name, and what stands below it."""
    number, name, note = value
    return _contact.fill(tint(number), initials(name), page_of("contact", number), name, note)


def activity(value: tuple[int, str, str, str], look: Any) -> str:
    """An activity: number, subject, the sign and the word of its kind."""
    number, subject, sign, kind = value
    return _activity.fill(icon(sign), page_of("activity", number), subject, kind)


def account_link(value: tuple[int, str], look: Any) -> str:
    """The account of a contact or activity."""
    return _link.fill(page_of("account", value[0]), value[1])


def revenue(value: tuple[Decimal | None, str, bool], look: Any) -> str:
    """A sum; its currency where it is not the one in the head of the column."""
    sum_, currency, is_usual = value
    if sum_ is None:
        return NOTHING
    drawn = money(sum_, currency, look)
    return drawn if is_usual else _foreign.fill(drawn, currency)


def step(value: tuple[str, date | None], look: Any) -> str:
    """A next step and when it is due."""
    text, on = value
    return _step.fill(text, due(on, look)) if text else NOTHING


def open_step(value: tuple[str, date | None, bool], look: Any) -> str:
    """A next step of an activity, due or done."""
    text, on, is_done = value
    if not text:
        return NOTHING
    return _step.fill(text, escape(dates.due(on, done=True)) if is_done and on else due(on, look))
