"""The customer record on the home page."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kambium.accounts.models.activity import KIND_ICONS
from kambium.accounts.queries import desk
from kambium.core.access import Actor
from kambium.core.registry import Panel, panels
from kambium.people.queries.names import directory

Facts = Mapping[str, Any] | None


def _figures(actor: Actor, person: Any) -> Facts:
    now = timezone.now()
    return {"standing": desk.standing(actor, timezone.localdate(now), now)}


def _first(actor: Actor, person: Any) -> Facts:
    now = timezone.now()
    today = timezone.localdate(now)
    rows = desk.first_today(actor, today, now)
    return {"rows": rows, "today": today} if rows else None


def _owners(actor: Actor, person: Any) -> Facts:
    now = timezone.now()
    rows = desk.by_owner(actor, timezone.localdate(now), now)
    return {"rows": rows, "names": directory(person.people_revision)} if rows else None


def _lately(actor: Actor, person: Any) -> Facts:
    rows = desk.lately(actor, timezone.now())
    return {"rows": rows, "names": directory(person.people_revision), "icons": KIND_ICONS} if rows else None


panels.add(
    Panel("home_figures", "home", "", _("Accounts in figures"), "accounts/home/figures.html", "accounts.view", 5,
          _figures),
    Panel("home_first", "home", "", _("Do first"), "accounts/home/first.html", "activities.edit", 10, _first),
    Panel("home_owners", "home", "", _("Portfolios"), "accounts/home/owners.html", "accounts.assign", 20, _owners),
    Panel("home_lately", "home", "", _("Lately with customers"), "accounts/home/lately.html", "activities.view", 30,
          _lately),
)  # fmt: skip
