"""My own pages: looks, security, leave and delegation, what was changed about me."""

from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db.models import Q
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kambium.core.access import areas
from kambium.core.web.answers import one
from kambium.core.web.page import Request, page
from kambium.core.web.show import go, say, show
from kambium.people import actions, second_factor
from kambium.people.actions.preferring import CURRENCIES
from kambium.people.devices import device
from kambium.people.forms.absence import DelegationForm, LeaveForm
from kambium.people.models import Delegation, Leave, Person
from kambium.people.models.person import DENSITIES, LANGUAGES, THEMES, TRENDS
from kambium.people.queries.away import leaves_of, shown
from kambium.people.queries.card import grants_of, memberships_of
from kambium.people.queries.days import day_of, start_of, zone
from kambium.people.queries.names import directory
from kambium.people.queries.stories import changes_of, story_of
from kambium.people.views.answers import attempt, attempt_or_say
from kambium.people.zones import ZONES


def _me(request: Request) -> Person:
    return request.user  # type: ignore[return-value]


@page(open_to="signed in")
def me(request: Request) -> HttpResponse:
    """Who I am here, and how I like the product to look; every choice holds at once."""
    facts = {
        "person": _me(request),
        "languages": LANGUAGES,
        "themes": THEMES,
        "densities": DENSITIES,
        "trends": TRENDS,
        "currencies": [(code, code) for code in CURRENCIES],
        "zones": ZONES,
        "factor_missing": second_factor.is_missing(request.actor),
    }
    return show(request, "people/me.html", facts)


@page(open_to="signed in")
def security(request: Request) -> HttpResponse:
    """Password, second factor, passkeys, recovery codes and open sessions."""
    mine = list(Authenticator.objects.filter(user_id=request.actor.person_id).order_by("created_at"))
    sessions = UserSession.objects.purge_and_list(request.user)
    here = request.session.session_key
    facts = {
        "person": _me(request),
        "has_password": _me(request).has_usable_password(),
        "totp": next((a for a in mine if a.type == Authenticator.Type.TOTP), None),
        "passkeys": [(a, a.wrap().name) for a in mine if a.type == Authenticator.Type.WEBAUTHN],
        "codes": next((a for a in mine if a.type == Authenticator.Type.RECOVERY_CODES), None),
        "sessions": sorted(
            ({"row": s, "device": device(s.user_agent), "here": s.session_key == here} for s in sessions),
            key=lambda s: (not s["here"], -s["row"].pk),
        ),
        "factor_missing": second_factor.is_missing(request.actor),
        "factor_required": settings.REQUIRE_SECOND_FACTOR,
    }
    return show(request, "people/security.html", facts)


@page(open_to="signed in", methods=("POST",))
def session_end(request: Request, number: int) -> HttpResponse:
    """End one of my sessions elsewhere."""
    key = request.session.session_key or ""
    attempt_or_say(
        request,
        lambda: actions.end_session(by=request.actor, session_id=number, at=timezone.now(), current_key=key),
        _("Session ended"),
    )
    return go(request, reverse("my_security"))


@page(open_to="signed in", methods=("POST",))
def sessions_end(request: Request) -> HttpResponse:
    """End all my sessions but this one."""
    key = request.session.session_key or ""
    actions.end_sessions(by=request.actor, person=_me(request), at=timezone.now(), current_key=key)
    say(request, _("All other sessions ended"))
    return go(request, reverse("my_security"))


@page(open_to="signed in", methods=("GET", "POST"))
def absence(request: Request) -> HttpResponse:
    """My leave, what I delegate and what was delegated to me; a POST enters a leave."""
    form = LeaveForm(
        request.POST if request.method == "POST" else None, actor=request.actor, person_id=request.actor.person_id
    )
    if form.is_valid():
        entered = attempt(
            form,
            lambda: actions.enter_leave(by=request.actor, person=_me(request), at=timezone.now(), **form.cleaned_data),
        )
        if entered:
            proposed = entered[1]
            text = _("Leave entered; %(name)s is proposed as your delegate") if proposed else _("Leave entered")
            say(request, text % {"name": entered[0].stand_in.name if entered[0].stand_in else ""})
            return go(request, reverse("my_absence"))
    facts = absence_facts(request, timezone.now()) | {"form": form}
    return show(request, "people/absence.html", facts, status=422 if form.errors else 200)


def absence_facts(request: Request, now: datetime) -> dict[str, Any]:
    """What the page of leave and delegation shows."""
    person = _me(request)
    concern = Q(from_person=person) | Q(to_person=person)
    rows = shown(Delegation.objects.filter(concern).order_by("-active")[:40], now)
    return {
        "leaves": leaves_of(person, day_of(now)),
        "given": [row for row in rows if row.giver.pk == person.pk],
        "held": [row for row in rows if row.receiver.pk == person.pk],
        "areas": {area.key: area.label for area in areas},
        "can_delegate": request.actor.can("people.delegate"),
        "can_leave": request.actor.can("people.leave"),
    }


@page("people.leave", methods=("POST",))
def leave_end(request: Request, number: int) -> HttpResponse:
    """Cancel a leave."""
    people = Person.objects.visible_to(request.actor, "people.leave")
    row = one(Leave.objects.filter(person__in=people).select_related("person"), number)
    attempt_or_say(
        request,
        lambda: actions.cancel_leave(by=request.actor, leave=row, at=timezone.now()),
        _("Leave cancelled"),
    )
    return go(request, reverse("my_absence"))


@page("people.delegate", methods=("GET", "POST"))
def delegation_new(request: Request) -> HttpResponse:
    """Ask that a colleague does some of my areas for a time."""
    form = DelegationForm(
        request.POST if request.method == "POST" else None, actor=request.actor, person_id=request.actor.person_id
    )
    if form.is_valid():
        now, values = timezone.now(), form.cleaned_data
        asked = {
            "receiver": values["receiver"],
            "chosen": values["areas"],
            "start": max(start_of(values["start"]), now),
            "end": start_of(values["last"] + timedelta(days=1)),
            "reason": values["reason"],
        }
        row = attempt(form, lambda: actions.request_delegation(by=request.actor, giver=_me(request), at=now, **asked))
        if row:
            say(request, _("Asked for; your superior approves"))
            return go(request, reverse("my_absence"))
    return show(request, "people/delegation_new.html", {"form": form}, status=422 if form.errors else 200)


@page(open_to="signed in")
def changes(request: Request) -> HttpResponse:
    """My places and roles, and who changed what about me."""
    person = _me(request)
    facts = {
        "person": person,
        "story": story_of(person, limit=100),
        "changes": changes_of(person, limit=50),
        "memberships": memberships_of(person),
        "grants": grants_of(person, timezone.now(), zone()),
        "names": directory(person.people_revision),
    }
    return show(request, "people/changes.html", facts)
