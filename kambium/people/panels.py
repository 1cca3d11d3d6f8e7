"""What people put on the home page."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kambium.core.access import Actor
from kambium.core.registry import Panel, panels
from kambium.people import second_factor
from kambium.people.models import Person
from kambium.people.queries.away import away_on, delegations_waiting, shown
from kambium.people.queries.days import day_of
from kambium.people.queries.home import PAGE, first_steps
from kambium.people.queries.names import directory
from kambium.people.queries.seconding import requests_waiting, shown_requests
from kambium.people.queries.staff import NO_ROLE, headcount

Facts = Mapping[str, Any] | None


def staff_figures(actor: Actor, person: Any) -> Facts:
    """Who works here, and whose access needs a look."""
    return {**headcount(actor, timezone.now()), "no_role": NO_ROLE if actor.can("security.view") else ""}


def getting_started(actor: Actor, person: Any) -> Facts:
    """The first steps, until they are done."""
    steps = first_steps(actor)
    done = sum(step.is_done for step in steps)
    return {"steps": steps, "done": done} if done < len(steps) else None


def factor_missing(actor: Actor, person: Any) -> Facts:
    """A second factor is asked for."""
    return {} if second_factor.is_missing(actor) else None


def waiting(actor: Actor, person: Any) -> Facts:
    """Delegations this person can approve."""
    reach = Person.objects.visible_to(actor, "people.approve_delegation")
    now = timezone.now()
    rows = [
        row
        for row in shown(delegations_waiting(now).filter(from_person__in=reach), now)
        if actor.person_id not in row.involved
    ]
    return {"rows": rows} if rows else None


def roles_waiting(actor: Actor, person: Any) -> Facts:
    """Roles this person can approve."""
    rows = [row for row in shown_requests(requests_waiting(timezone.now())) if actor.person_id not in row.involved]
    return {"rows": rows} if rows else None


def away(actor: Actor, person: Any) -> Facts:
    """Who is away today, in one's own team and among one's reports."""
    names = directory(person.people_revision)
    team = person.team_id
    near = [e.id for e in names.values() if e.is_active and (e.manager_id == person.pk or (team and e.team_id == team))]
    found = away_on(day_of(timezone.now()), near) if near else {}
    return {"rows": [(names[number], leave) for number, leave in found.items()]} if found else None


panels.add(
    Panel("people.staff", PAGE, "", _("People"), "people/panels/staff.html", "people.list", 8, staff_figures, "top"),
    Panel("people.factor", PAGE, "", _("Second factor"), "people/panels/factor.html", None, 0, factor_missing),
    Panel(
        "people.start", PAGE, "", _("Getting started"), "people/panels/start.html", "settings.edit", 1, getting_started
    ),
    Panel(
        "people.waiting", PAGE, "", _("Delegations to approve"), "people/panels/waiting.html",
        "people.approve_delegation", 5, waiting,
    ),
    Panel(
        "people.roles_waiting", PAGE, "", _("Roles to approve"), "people/panels/roles.html", "security.grant", 6,
        roles_waiting,
    ),
    Panel("people.away", PAGE, "", _("Away today"), "people/panels/away.html", "people.directory", 80, away, "side"),
)  # fmt: skip
