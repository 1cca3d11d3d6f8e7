"""What roles may do, and who has which."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kambium.core.access import roles as known_roles
from kambium.core.web.answers import one
from kambium.core.web.page import Request, page
from kambium.core.web.paging import Order
from kambium.core.web.paging import page as one_page
from kambium.core.web.show import go, say, show
from kambium.people import actions
from kambium.people.forms.organisation import GrantForm
from kambium.people.models import Grant, GrantRequest
from kambium.people.queries.days import start_of
from kambium.people.queries.names import directory
from kambium.people.queries.seconding import requests_waiting, shown_requests
from kambium.people.queries.staff import matrix
from kambium.people.views.answers import attempt, attempt_or_say

PAGE = 50
COLUMNS = ("id", "person_id", "role", "team__name_zh", "team__name_en", "active", "reason", "granted_by_id",
           "approved_by_id")  # fmt: skip
STATES = ("now", "later", "over")


@page("settings.view")
def roles(request: Request) -> HttpResponse:
    """The permission table, as the rules in force have it."""
    shown = sorted(known_roles, key=lambda role: role.position)
    return show(request, "people/roles.html", {"roles": shown, "matrix": matrix()})


@page("security.view")
def grants(request: Request) -> HttpResponse:
    """Who has which role, had it, or will have it."""
    now = timezone.now()
    role, state = request.GET.get("role", ""), request.GET.get("state", "now")
    rows = _in_state(state if state in STATES else "now", now)
    if role in known_roles:
        rows = rows.filter(role=role)
    found = one_page(rows.values(*COLUMNS), Order(("-id",)), request.GET.get("at", ""), PAGE)
    facts = {
        "page": found,
        "role": role,
        "state": state if state in STATES else "now",
        "labels": {r.key: r.label for r in known_roles},
        "role_choices": [(r.key, r.label) for r in sorted(known_roles, key=lambda r: r.position)],
        "names": directory(request.user.people_revision),  # type: ignore[union-attr]
        "can_grant": request.actor.can("security.grant"),
        "waiting": None if request.is_fragment else shown_requests(requests_waiting(now)),
        "me": request.actor.person_id,
    }
    return show(request, "people/grants.html", facts, block="list")


def _in_state(state: str, at: datetime) -> Any:
    rows = Grant.objects.all()
    if state == "over":
        return rows.filter(active__endswith__lte=at)
    return rows.filter(active__startswith__gt=at) if state == "later" else rows.filter(active__contains=at)


@page("security.grant", methods=("GET", "POST"))
def grant_new(request: Request) -> HttpResponse:
    """Give somebody a role."""
    first = {"person": request.GET.get("person", "")}
    form = GrantForm(request.POST if request.method == "POST" else None, initial=first, actor=request.actor)
    if form.is_valid():
        now = timezone.now()
        done = attempt(form, lambda: actions.grant(by=request.actor, at=now, **_asked(form.cleaned_data, now)))
        if done:
            words = {"name": done.person.name, "role": known_roles[done.role].label}
            waits = isinstance(done, GrantRequest)
            say(
                request,
                (_("%(name)s: %(role)s waits for approval") if waits else _("%(name)s: %(role)s given")) % words,
            )
            return go(request, reverse("person", args=[done.person_id]))
    facts = {"form": form, "far": [role.label for role in known_roles if role.far]}
    return show(request, "people/grant_new.html", facts, status=422 if form.errors else 200)


def _asked(values: dict[str, Any], now: datetime) -> dict[str, Any]:
    """Days as the moments at which they begin and end for the company; today means from now on."""
    start = max(start_of(values["start"]), now) if values["start"] else now
    end = start_of(values["last_day"] + timedelta(days=1)) if values["last_day"] else None
    return {**{k: values[k] for k in ("person", "role", "unit", "reason")}, "start": start, "end": end}


@page("security.grant", methods=("POST",))
def grant_end(request: Request, number: int) -> HttpResponse:
    """End a role now."""
    row = one(Grant.objects.select_related("person"), number)
    attempt_or_say(
        request,
        lambda: actions.end_grant(by=request.actor, grant=row, at=timezone.now()),
        _("%(name)s: %(role)s ended") % {"name": row.person.name, "role": known_roles[row.role].label},
    )
    return go(request, reverse("person", args=[row.person_id]))


@page("security.grant", methods=("POST",))
def grant_approval(request: Request, number: int) -> HttpResponse:
    """Approve a role that another security administrator asked for."""
    row = one(GrantRequest.objects.select_related("person"), number)
    attempt_or_say(
        request,
        lambda: actions.approve_grant(by=request.actor, request=row, at=timezone.now()),
        _("%(name)s: %(role)s given") % {"name": row.person.name, "role": known_roles[row.role].label},
    )
    return go(request, reverse("grants"))


@page("security.grant", methods=("POST",))
def grant_request_end(request: Request, number: int) -> HttpResponse:
    """Decline a role that waits, or withdraw what one asked for."""
    row = one(GrantRequest.objects.select_related("person"), number)
    attempt_or_say(
        request,
        lambda: actions.decline_grant(by=request.actor, request=row, at=timezone.now()),
        _("%(name)s: %(role)s not given") % {"name": row.person.name, "role": known_roles[row.role].label},
    )
    return go(request, reverse("grants"))
