"""Placing a person, letting go, taking back, inviting, ending sessions."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kambium.core.web.answers import one
from kambium.core.web.page import Request, page
from kambium.core.web.show import go, say, show
from kambium.people import actions
from kambium.people.forms.staff import DepartForm, PlaceForm
from kambium.people.models import Person
from kambium.people.queries.days import day_of
from kambium.people.queries.ownership import holdings
from kambium.people.views.answers import attempt, attempt_or_say
from kambium.people.views.staff import invite_and_say


def _form(request: Request, form: type[Any], subject: Person, **initial: Any) -> Any:
    data = request.POST if request.method == "POST" else None
    return form(data, initial=initial, actor=request.actor, person_id=subject.pk)


def _today(subject: Person, at: datetime) -> dict[str, Any]:
    """The place held now, as a new one starts from."""
    titles = {"title_zh": subject.title_zh, "title_en": subject.title_en}
    return {"team": subject.team_id, "manager": subject.manager_id, "start": day_of(at), **titles}


@page("people.edit", methods=("GET", "POST"))
def place(request: Request, number: int) -> HttpResponse:
    """Give a person another team, manager or title from a day on; take back somebody who left."""
    subject = one(Person.objects.visible_to(request.actor, "people.edit").select_related("team"), number)
    now, back = timezone.now(), reverse("person", args=[number])
    verb = actions.place if subject.is_active else actions.rejoin
    form = _form(request, PlaceForm, subject, **_today(subject, now))
    if form.is_valid():
        done = attempt(form, lambda: verb(by=request.actor, person=subject, at=now, **form.cleaned_data))
        if done:
            text = _("%(name)s placed") if subject.is_active else _("%(name)s works here again")
            say(request, text % {"name": subject.name})
            return go(request, back)
    facts = {"form": form, "person": subject, "back": back}
    return show(request, "people/place.html", facts, status=422 if form.errors else 200)


@page("people.edit", methods=("GET", "POST"))
def departure(request: Request, number: int) -> HttpResponse:
    """Enter that a person leaves the company, after being shown what that does."""
    subject = one(Person.objects.visible_to(request.actor, "people.edit").select_related("manager"), number)
    now, back = timezone.now(), reverse("person", args=[number])
    form = _form(request, DepartForm, subject, last_day=day_of(now))
    if form.is_valid():
        done = attempt(form, lambda: actions.depart(by=request.actor, person=subject, at=now, **form.cleaned_data))
        if done:
            say(request, _departed(done))
            return go(request, back)
    reports = Person.objects.active().filter(manager=subject).count()
    facts = {"form": form, "person": subject, "back": back, "reports": reports, "holdings": holdings(subject.pk)}
    return show(request, "people/departure.html", facts, status=422 if form.errors else 200)


def _departed(done: actions.Departure) -> str:
    name = {"name": done.person.name}
    text = _("%(name)s is logged out and can no longer log in") if done.at_once else _("%(name)s leaves as planned")
    parts = [text % name]
    if done.reports:
        moved = ngettext("%(n)d report moved", "%(n)d reports moved", done.reports)
        parts.append(moved % {"n": done.reports})
    parts += [_("still owner of %(n)d: %(label)s") % {"n": h.count, "label": h.label} for h in done.open]
    return " · ".join(parts)


@page("people.edit", methods=("POST",))
def invitation(request: Request, number: int) -> HttpResponse:
    """Send a person the link to set a password."""
    subject = one(Person.objects.visible_to(request.actor, "people.edit"), number)
    invite_and_say(request, subject)
    return go(request, reverse("person", args=[number]))


@page("security.grant", methods=("POST",))
def person_factors(request: Request, number: int) -> HttpResponse:
    """Take the second factors off somebody who lost theirs."""
    subject = one(Person.objects.visible_to(request.actor, "security.grant"), number)
    attempt_or_say(
        request,
        lambda: actions.remove_factors(by=request.actor, person=subject, at=timezone.now()),
        _("%(name)s logs in with the password alone now") % {"name": subject.name},
    )
    return go(request, reverse("person", args=[number]))


@page("security.grant", methods=("POST",))
def person_sessions(request: Request, number: int) -> HttpResponse:
    """End every session of a person."""
    subject = one(Person.objects.visible_to(request.actor, "security.grant"), number)
    attempt_or_say(
        request,
        lambda: actions.end_sessions(by=request.actor, person=subject, at=timezone.now()),
        _("%(name)s is logged out everywhere") % {"name": subject.name},
    )
    return go(request, reverse("person", args=[number]))
