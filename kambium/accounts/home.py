"""What the customer record puts on the home page; plugged in with the panels."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kambium.accounts.models import Account
from kambium.accounts.models.activity import KIND_ICONS
from kambium.accounts.queries.duplicates import facts_of, twins
from kambium.accounts.queries.home import by_owner, figures, first_today, lately, own_accounts
from kambium.core.access import ALL, Actor
from kambium.core.registry import Panel, panels
from kambium.people.queries.names import directory

HOME = "home"
Facts = Mapping[str, Any] | None


def first(actor: Actor, person: Any) -> Facts:
    """What to do first today, with the reason for each."""
    today = timezone.localdate()
    return {"rows": first_today(actor, today, timezone.now()), "today": today}


def portfolio(actor: Actor, person: Any) -> Facts:
    """The accounts one owns; for those who lead, of all they lead."""
    reads_all = bool(actor.scope("accounts.view") & ALL)
    leads = reads_all or bool(actor.units("accounts.view"))
    rows = Account.objects.visible_to(actor) if leads else own_accounts(actor)
    found = figures(rows, timezone.localdate(), timezone.now())
    return {**found, "is_mine": not leads, "reads_all": reads_all} if found["count"] or not leads else None


def portfolios(actor: Actor, person: Any) -> Facts:
    """Owner by owner, how the accounts stand that one assigns; nothing to compare while there is one owner."""
    rows = by_owner(actor, timezone.localdate(), timezone.now())
    return {"rows": rows, "people": directory(person.people_revision)} if len(rows) > 1 else None


def recent(actor: Actor, person: Any) -> Facts:
    """What colleagues did with customers one may see."""
    rows = lately(actor, timezone.now())
    return {"rows": rows, "people": directory(person.people_revision), "icons": KIND_ICONS} if rows else None


def possible_twins(actor: Actor, subject: Any) -> Facts:
    """On the page of an account: others it may be, told to those who could merge them."""
    worth_a_look = subject.around["resembled"] and subject.can("accounts.merge")
    found = twins(actor, facts_of(subject), number=subject.id) if worth_a_look else []
    return {"twins": found, "id": subject.id} if found else None


panels.add(
    Panel("home.first", HOME, "", _("Do first today"), "accounts/home/first.html", "activities.edit", 10, first),
    Panel("home.owners", HOME, "", _("By owner"), "accounts/home/owners.html", "accounts.assign", 20, portfolios),
    Panel("home.recent", HOME, "", _("In the team"), "accounts/home/recent.html", "activities.view", 40, recent),
    Panel("home.portfolio", HOME, "", _("My accounts"), "accounts/home/portfolio.html", "accounts.view", 5,
          portfolio, "top"),
    Panel("account.twins", "account", "overview", _("Duplicates"), "accounts/panels/twins.html", "accounts.merge", 5,
          possible_twins),
)  # fmt: skip
