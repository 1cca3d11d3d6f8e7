"""What commerce shows on an account's page."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kambium.commerce.models.order import STATUSES
from kambium.commerce.queries import history, orders
from kambium.commerce.queries.lists.orders import TONES
from kambium.core.access import Actor
from kambium.core.registry import Panel, Tab, panels, tabs
from kambium.core.ui.svg.bars import Bar

PAGE = "account"
MOVEMENTS = (
    ("new", pgettext_lazy("products bought", "New"), "good"),
    ("grown", pgettext_lazy("products bought", "Grown"), "good"),
    ("shrunk", pgettext_lazy("products bought", "Shrunk"), "warn"),
    ("lost", pgettext_lazy("products bought", "No longer bought"), "bad"),
)
Facts = Mapping[str, Any] | None


def _bought(actor: Actor, subject: Any) -> Facts:
    """The figures on the overview; nothing for an account that never bought."""
    found = history.summary(history.open_lines(actor, subject.id), timezone.localdate())
    return {"summary": found, "currency": found.currency} if found.last_on else None


def _orders(actor: Actor, subject: Any) -> Facts:
    """The tab: trend, years, what changed, products."""
    open_to_reader = orders.latest(actor, subject.id)
    if open_to_reader is None:
        return None
    recent, can_record = open_to_reader
    found = history.history(subject.id, timezone.localdate())
    bars = [
        Bar(
            _("Q%(n)s %(year)s") % {"n": q.number, "year": q.begins_on.year},
            max(float(q.amount), 0.0),
            max(float(q.last), 0.0),
        )
        for q in found.quarters
    ]
    moved = [(label, tone, rows) for key, label, tone in MOVEMENTS if (rows := found.moved(key))]
    return {
        "history": found, "bars": bars, "moved": moved, "currency": found.summary.currency, "most": history.PRODUCTS,
        "recent": recent, "can_record": can_record,
        "statuses": dict(STATUSES), "tones": TONES,
    }  # fmt: skip


def _name(quarter: history.Quarter) -> str:
    return _("Q%(n)s %(year)s") % {"n": quarter.number, "year": quarter.begins_on.year}


tabs.add(Tab("orders", PAGE, gettext_lazy("Orders"), 40, "orders.view"))
panels.add(
    Panel("commerce.bought", PAGE, "overview", gettext_lazy("Purchases"), "commerce/panels/bought.html", "orders.view",
          20, _bought),
    Panel("commerce.history", PAGE, "orders", gettext_lazy("Purchase history"), "commerce/panels/history.html",
          "orders.view", 10, _orders),
)  # fmt: skip
