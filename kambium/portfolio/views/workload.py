"""Portfolios: who carries what, and whether a week is long enough for it."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from kambium.commerce.queries.rates import home_currency
from kambium.core.access import NotThere
from kambium.core.web.page import page
from kambium.core.web.show import show
from kambium.people.queries.names import directory
from kambium.portfolio.models import Tier
from kambium.portfolio.queries.workload import WEEK, carried, loads, with_room


@page("tiers.load")
def portfolio_list(request: Any) -> HttpResponse:
    """All portfolios the reader may see: accounts, tiers, hours, and who could help whom."""
    found = loads(request.actor, timezone.localdate())
    tiers = list(Tier.objects.order_by("rank"))
    facts = {
        "loads": found, "tiers": tiers, "people": directory(request.user.people_revision), "week": WEEK,
        "home": home_currency(), "helpers": {load.person_id: with_room(found, load.over, load.person_id)
                                             for load in found if load.over},
    }  # fmt: skip
    return show(request, "portfolio/portfolios.html", facts)


@page("tiers.load")
def portfolio(request: Any, number: int) -> HttpResponse:
    """One person's portfolio, account by account."""
    today = timezone.localdate()
    found = loads(request.actor, today)
    load = next((one for one in found if one.person_id == number), None)
    if load is None:
        raise NotThere
    facts = {
        "load": load, "accounts": carried(request.actor, number, today), "today": today, "week": WEEK,
        "tiers": list(Tier.objects.order_by("rank")), "people": directory(request.user.people_revision),
        "home": home_currency(), "helpers": with_room(found, load.over, number) if load.over else [],
    }  # fmt: skip
    return show(request, "portfolio/portfolio.html", facts)
