"""The tree of teams."""

from collections.abc import Callable
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
from kambium.people.forms.organisation import MoveForm, TeamForm
from kambium.people.models import Person, Team
from kambium.people.queries.names import Entry, directory
from kambium.people.queries.tree import Branch, team_tree
from kambium.people.views.answers import attempt, attempt_or_say, merged, moved_on


@page("people.list")
def teams(request: Request) -> HttpResponse:
    """The tree: every team with its people and leaders."""
    closed, can_edit = "closed" in request.GET, request.actor.can("people.edit")
    names = directory(request.user.people_revision)  # type: ignore[union-attr]
    nodes = [_node(branch, names, can_edit=can_edit) for branch in team_tree(timezone.now(), closed=closed)]
    return show(request, "people/teams.html", {"nodes": nodes, "closed": closed, "can_edit": can_edit})


def _node(branch: Branch, names: dict[int, Entry], *, can_edit: bool) -> dict[str, Any]:
    """A team as the kit draws a tree: its name leads to its page, its leaders and number of people beside it."""
    count = ngettext("%(n)d person", "%(n)d people", branch.whole) % {"n": branch.whole}
    said = [names[number].name for number in branch.leaders if number in names]
    said += [count] if branch.team.is_active else [_("closed")]
    return {
        "label": branch.team.name,
        "url": reverse("team", args=[branch.team.pk]) if can_edit else "",
        "note": " · ".join(said),
        "open": True,
        "children": [_node(below, names, can_edit=can_edit) for below in branch.below],
    }


@page("people.edit", methods=("GET", "POST"))
def team_new(request: Request) -> HttpResponse:
    """Create a team under another."""
    above = request.GET.get("under", "")
    first = {"parent": above if above.isdigit() else None}
    form = TeamForm(request.POST if request.method == "POST" else None, initial=first, new=True)
    if form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("parent", "name_zh", "name_en")}
        done = attempt(form, lambda: actions.create_team(by=request.actor, at=timezone.now(), **values))
        if done:
            say(request, _("Team %(name)s created") % {"name": done.name})
            return go(request, reverse("teams"))
    return show(request, "people/team_new.html", {"form": form}, status=422 if form.errors else 200)


@page("people.edit", methods=("GET", "POST"))
def team(request: Request, number: int) -> HttpResponse:
    """A team's names; moving and closing it have forms of their own on the same page."""
    subject = one(Team.objects.select_related("parent"), number)
    stored = {"name_zh": subject.name_zh, "name_en": subject.name_en, "version": subject.version}
    form = TeamForm(merged(request, stored) if request.method == "POST" else None, initial=stored)
    return _change(request, subject, form, "form", lambda values: actions.rename_team(
        by=request.actor, team=subject, at=timezone.now(), **values))  # fmt: skip


@page("people.edit", methods=("POST",))
def team_place(request: Request, number: int) -> HttpResponse:
    """Move a team, with all below it, under another."""
    subject = one(Team.objects.select_related("parent"), number)
    form = MoveForm(request.POST)
    return _change(request, subject, form, "move", lambda values: actions.move_team(
        by=request.actor, team=subject, at=timezone.now(), **values))  # fmt: skip


def _change(request: Request, subject: Team, form: Any, role: str, do: Callable[[dict[str, Any]], Any]) -> HttpResponse:
    """Rename or move; the other form of the page stays as it was."""
    back = reverse("team", args=[subject.pk])
    if form.is_valid():
        try:
            done = attempt(form, lambda: do(form.cleaned_data))
        except actions.Stale as stale:
            return moved_on(request, form, stale.row, back)
        if done is not None:
            say(request, _("Team %(name)s saved") % {"name": Team.objects.get(pk=subject.pk).name})
            return go(request, reverse("teams"))
    first = {"name_zh": subject.name_zh, "name_en": subject.name_en, "version": subject.version}
    facts = {
        "team": subject,
        "form": form if role == "form" else TeamForm(initial=first),
        "move": form if role == "move" else MoveForm(initial={"version": subject.version}),
        "people": Person.objects.active().filter(team=subject).order_by("sort_zh", "id")[:200],
    }
    return show(request, "people/team.html", facts, status=422 if form.errors else 200)


@page("people.edit", methods=("POST",))
def team_closure(request: Request, number: int) -> HttpResponse:
    """Close a team that is empty."""
    subject = one(Team.objects.all(), number)
    closed = attempt_or_say(
        request,
        lambda: actions.close_team(by=request.actor, team=subject, version=None, at=timezone.now()),
        _("Team %(name)s closed") % {"name": subject.name},
    )
    return go(request, reverse("teams") if closed else reverse("team", args=[number]))
