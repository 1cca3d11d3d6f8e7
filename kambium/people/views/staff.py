"""The directory, the staff list, a person's page, and entering and changing people."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kambium.core.access import roles
from kambium.core.web.answers import one
from kambium.core.web.page import Request, page
from kambium.core.web.reading import noted
from kambium.core.web.show import go, say, show
from kambium.people import actions
from kambium.people.forms.staff import EnterForm, FactsForm
from kambium.people.models import Person, Team
from kambium.people.queries.away import away_on
from kambium.people.queries.card import card_of
from kambium.people.queries.days import day_of
from kambium.people.queries.names import directory
from kambium.people.queries.staff import NO_ROLE, STATES, Wanted, colleagues, roles_of, staff
from kambium.people.views.answers import attempt, merged, moved_on

PAGE = 50
STATE_WORDS = {"active": "Works here", "invited": "Never signed in", "leaving": "Leaving", "left": "Left"}


def _wanted(request: Request) -> Wanted:
    """The filters of the address; what is not understood narrows nothing."""
    team, role = request.GET.get("team", ""), request.GET.get("role", "")
    knows = request.actor.can("security.view") and (role in roles or role == NO_ROLE)
    return Wanted(
        text=request.GET.get("q", "").replace("\0", "").strip()[:80],
        team=int(team) if team.isascii() and team.isdigit() and len(team) < 19 else 0,
        role=role if knows else "",
        state=request.GET.get("state", "") if request.GET.get("state", "") in STATES else "",
    )


def _teams() -> list[tuple[int, str]]:
    return [(team.pk, "\u2003" * team.depth + team.name) for team in Team.objects.filter(is_active=True)]


@page("people.directory")
def people(request: Request) -> HttpResponse:
    """Colleagues: name, team, title, and who is away today."""
    wanted = _wanted(request)
    found = colleagues(request.actor, wanted, request.GET.get("at", ""), PAGE)
    facts = {
        "page": found,
        "wanted": wanted,
        "teams": _teams(),
        "names": directory(request.user.people_revision),  # type: ignore[union-attr]
        "away": away_on(day_of(timezone.now()), [row["id"] for row in found.rows]),
    }
    return show(request, "people/directory.html", facts, block="list")


@page("people.list")
def staff_list(request: Request) -> HttpResponse:
    """Everybody who works or worked here, with state and roles."""
    wanted, now = _wanted(request), timezone.now()
    found = staff(request.actor, wanted, now, request.GET.get("at", ""), PAGE)
    sees_roles = request.actor.can("security.view")
    facts = {
        "page": found,
        "wanted": wanted,
        "teams": _teams(),
        "names": directory(request.user.people_revision),  # type: ignore[union-attr]
        "roles": roles_of([row["id"] for row in found.rows], now) if sees_roles else None,
        "role_choices": [(NO_ROLE, _("No role")), *((r.key, r.label) for r in sorted(roles, key=lambda r: r.position))],
        "can_edit": request.actor.can("people.edit"),
    }
    return show(request, "people/staff.html", facts, block="list")


@page("people.view")
def person(request: Request, number: int) -> HttpResponse:
    """A person: facts, team and manager, reports; history, roles and sessions for whom they concern."""
    subject = one(Person.objects.visible_to(request.actor).select_related("team", "manager"), number)
    _note(request, subject)
    names = directory(request.user.people_revision)  # type: ignore[union-attr]
    return show(request, "people/person.html", card_of(request.actor, subject, names, timezone.now()))


def _note(request: Request, subject: Person) -> None:
    """Somebody reads a colleague's telephone or staff number in full: the colleague can see who."""
    clear = {"phone", "staff_no"} - request.actor.masked("people.view")
    if subject.pk != request.actor.person_id and any(getattr(subject, name) for name in clear):
        noted(request, "person.read", subject)


@page("people.edit", methods=("GET", "POST"))
def person_new(request: Request) -> HttpResponse:
    """Enter a person, with a first place and an invitation."""
    first = {"language": request.LANGUAGE_CODE, "start": day_of(timezone.now())}
    form = EnterForm(request.POST if request.method == "POST" else None, initial=first, actor=request.actor)
    if form.is_valid():
        values = {**form.cleaned_data}
        invite = values.pop("invite")
        entered = attempt(form, lambda: actions.enter(by=request.actor, at=timezone.now(), **values))
        if entered:
            say(request, _("%(name)s entered") % {"name": entered.name})
            if invite:
                invite_and_say(request, entered)
            return go(request, reverse("person", args=[entered.pk]))
    return show(request, "people/person_new.html", {"form": form}, status=422 if form.errors else 200)


@page("people.edit", methods=("GET", "POST"))
def person_edit(request: Request, number: int) -> HttpResponse:
    """Change a person's own facts."""
    subject = one(Person.objects.visible_to(request.actor, "people.edit"), number)
    back = reverse("person", args=[number])
    if request.method != "POST":
        _note(request, subject)
    stored = {name: getattr(subject, name) for name in FactsForm.base_fields}
    form = FactsForm(merged(request, stored) if request.method == "POST" else None, initial=stored)
    if form.is_valid():
        values: dict[str, Any] = {**form.cleaned_data}
        version = values.pop("version")
        try:
            done = attempt(
                form,
                lambda: actions.change(by=request.actor, person=subject, at=timezone.now(), version=version, **values),
            )
        except actions.Stale as stale:
            return moved_on(request, form, stale.row, back)
        if done:
            say(request, _("%(name)s saved") % {"name": done.name})
            return go(request, back)
    facts = {"form": form, "person": subject, "back": back}
    return show(request, "people/person_edit.html", facts, status=422 if form.errors else 200)


def invite_and_say(request: Request, subject: Person) -> None:
    """Invite, and say how that went; without a mail server the link is shown, to be handed over."""
    from django.conf import settings

    try:
        site = settings.PUBLIC_URL or request.build_absolute_uri("/")
        link = actions.invite(by=request.actor, person=subject, site=site, at=timezone.now())
    except actions.Rejected as no:
        say(request, str(no), tone="bad")
        return
    if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
        words = {"name": subject.name, "link": link}
        say(request, _("No mail server is set up. Hand this link to %(name)s: %(link)s") % words, tone="info")
    else:
        say(request, _("Invitation sent to %(email)s") % {"email": subject.email})
