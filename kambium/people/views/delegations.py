"""Delegations of the people below me: to approve, in force, over."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kambium.core.access import areas
from kambium.core.web.answers import one
from kambium.core.web.page import Request, page
from kambium.core.web.show import go, show
from kambium.people import actions
from kambium.people.models import Delegation, Person
from kambium.people.queries.away import delegations_in_force, delegations_waiting, shown
from kambium.people.views.answers import attempt_or_say


@page("people.approve_delegation")
def delegations(request: Request) -> HttpResponse:
    """What waits for a decision, and what is in force."""
    now = timezone.now()
    below = {"from_person__in": Person.objects.visible_to(request.actor, "people.approve_delegation")}
    facts = {
        "waiting": shown(delegations_waiting(now).filter(**below), now),
        "running": shown(delegations_in_force(now).filter(**below), now),
        "areas": {area.key: area.label for area in areas},
        "me": request.actor.person_id,
    }
    return show(request, "people/delegations.html", facts)


@page("people.approve_delegation", methods=("POST",))
def delegation_approval(request: Request, number: int) -> HttpResponse:
    """Approve one that waits."""
    below = Person.objects.visible_to(request.actor, "people.approve_delegation")
    row = one(Delegation.objects.filter(from_person__in=below), number)
    attempt_or_say(
        request,
        lambda: actions.approve_delegation(by=request.actor, delegation=row, at=timezone.now()),
        _("Delegation approved"),
    )
    return go(request, reverse("delegations"))


@page(open_to="signed in", methods=("POST",))
def delegation_end(request: Request, number: int) -> HttpResponse:
    """Revoke, withdraw or decline: as giver, receiver, asker or superior."""
    me = request.actor.person_id
    below = Person.objects.visible_to(request.actor, "people.approve_delegation")
    mine = Delegation.objects.filter(from_person_id=me) | Delegation.objects.filter(to_person_id=me)
    row = one(
        (
            mine | Delegation.objects.filter(requested_by_id=me) | Delegation.objects.filter(from_person__in=below)
        ).distinct(),
        number,
    )
    attempt_or_say(
        request,
        lambda: actions.revoke_delegation(by=request.actor, delegation=row, at=timezone.now()),
        _("Delegation ended"),
    )
    return go(
        request, reverse("my_absence") if me in (row.from_person_id, row.to_person_id) else reverse("delegations")
    )
