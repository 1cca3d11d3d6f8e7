"""Saved views: kept from a list, named, shared, put in order, taken away."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kambium.core import actions
from kambium.core.access import NotThere
from kambium.core.actions.views import NameTaken
from kambium.core.forms import ViewForm
from kambium.core.models import SavedView
from kambium.core.web.listing import ListSpec, lists, lists_of
from kambium.core.web.listing.listing import Listing
from kambium.core.web.page import Request, page
from kambium.core.web.show import go, say, show


def _spec(request: Request, key: str) -> ListSpec:
    spec = lists.get(key)
    if spec is None or not request.actor.can(spec.permission):
        raise NotThere
    return spec


def _kept(request: Request, spec: ListSpec, state: str) -> dict[str, list[str]]:
    """What a view keeps of an address: read as the list reads it, so that nothing else is stored."""
    look = spec.look(request.user, request.actor, timezone.now())
    return Listing(spec, look, lists_of(QueryDict(state[:4_000].lstrip("?")))).state.kept()


@page(open_to="signed in", methods=("GET", "POST"))
def view_new(request: Request) -> HttpResponse:
    """Keep a list as it is now."""
    given = request.POST if request.method == "POST" else request.GET
    spec, state = _spec(request, given.get("list", "")), given.get("state", "")
    form = ViewForm(request.POST if request.method == "POST" else None, team_id=_team(request))
    if form.is_valid():
        kept = _kept(request, spec, state)
        try:
            view = actions.save_view(by=request.actor, list_key=spec.key, query=kept, **form.values)
        except NameTaken as no:
            form.add_error("name", str(no))
        else:
            say(request, _("View “%(name)s” saved") % {"name": view.name})
            return go(request, f"{reverse(spec.address)}?view={view.pk}")
    facts = {"form": form, "spec": spec, "state": state}
    return show(request, "core/view_new.html", facts, status=422 if form.errors else 200)


@page(open_to="signed in")
def views(request: Request) -> HttpResponse:
    """My views, list by list."""
    mine = list(SavedView.objects.filter(person_id=request.actor.person_id))
    groups = [(spec, [view for view in mine if view.list_key == spec.key]) for spec in lists]
    return show(request, "core/views.html", {"groups": [group for group in groups if group[1]]})


@page(open_to="signed in", methods=("GET", "POST"))
def view(request: Request, number: int) -> HttpResponse:
    """Rename a view, share it, open the list with it; or let it show what the list shows now."""
    row = _mine(request, number)
    spec = _spec(request, row.list_key)
    if "state" in request.POST:
        actions.keep_state(row.pk, by=request.actor, query=_kept(request, spec, request.POST["state"]))
        say(request, _("View “%(name)s” updated") % {"name": row.name})
        return go(request, f"{reverse(spec.address)}?view={row.pk}")
    start = {"name": row.name, "is_team": row.team_id is not None, "is_default": row.is_default}
    form = ViewForm(request.POST if request.method == "POST" else None, initial=start, team_id=_team(request))
    if form.is_valid():
        try:
            actions.change_view(row.pk, by=request.actor, **form.values)
        except NameTaken as no:
            form.add_error("name", str(no))
        else:
            say(request, _("View “%(name)s” updated") % {"name": form.cleaned_data["name"]})
            return go(request, reverse("views"))
    return show(request, "core/view.html", {"form": form, "view": row}, status=422 if form.errors else 200)


@page(open_to="signed in", methods=("POST",))
def view_removal(request: Request, number: int) -> HttpResponse:
    """Take a view away."""
    row = _mine(request, number)
    actions.remove_view(row.pk, by=request.actor)
    say(request, _("View “%(name)s” deleted") % {"name": row.name})
    return go(request, reverse("views"))


@page(open_to="signed in", methods=("POST",))
def view_place(request: Request, number: int) -> HttpResponse:
    """Move a view one place up or down."""
    actions.move_view(number, by=request.actor, up=request.POST.get("way") == "up")
    return go(request, reverse("views"))


def _mine(request: Request, number: int) -> SavedView:
    row = SavedView.objects.filter(pk=number, person_id=request.actor.person_id).first()
    if row is None:
        raise NotThere
    return row


def _team(request: Request) -> int | None:
    person: Any = request.user
    return person.team_id  # type: ignore[no-any-return]
