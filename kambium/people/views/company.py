"""Settings: the index, the company, its vocabularies."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kambium.core import registry
from kambium.core.access import NotThere, require
from kambium.core.models import Term
from kambium.core.registry import settings_pages
from kambium.core.web.answers import one
from kambium.core.web.page import Request, page
from kambium.core.web.show import go, say, show
from kambium.people import actions, second_factor
from kambium.people.actions.preferring import COMPANY, fingerprint
from kambium.people.forms.organisation import CompanyForm, TermForm
from kambium.people.queries import days
from kambium.people.views.answers import attempt, merged, moved_on

GROUPS = (
    ("me", gettext_lazy("Me")),
    ("people", gettext_lazy("People and teams")),
    ("security", gettext_lazy("Roles and security")),
    ("company", gettext_lazy("Company")),
    ("accounts", gettext_lazy("Customers")),
    ("settings", gettext_lazy("Data")),
    ("system", gettext_lazy("System")),
)


@page(open_to="signed in")
def settings(request: Request) -> HttpResponse:
    """Every settings page this person may open, by group."""
    mine = sorted((p for p in settings_pages if request.actor.can(p.permission)), key=lambda p: (p.position, p.key))
    known = dict(GROUPS)
    names = [*GROUPS, *((p.group, p.group) for p in mine if p.group not in known)]
    groups = [(label, [p for p in mine if p.group == key]) for key, label in dict(names).items()]
    facts = {"groups": [g for g in groups if g[1]], "factor_missing": second_factor.is_missing(request.actor)}
    return show(request, "people/settings.html", facts)


@page("settings.view", methods=("GET", "POST"))
def company(request: Request) -> HttpResponse:
    """The company's names, currency, time zone and country."""
    if request.method == "POST":
        require(request.actor, "settings.edit")
    stored = days.company()
    first = {name: getattr(stored, name) for name in COMPANY} | {"read": fingerprint(stored)}
    form = CompanyForm(merged(request, first) if request.method == "POST" else None, initial=first)
    if form.is_valid():
        values: dict[str, Any] = {**form.cleaned_data}
        read = values.pop("read")
        try:
            done = attempt(
                form, lambda: actions.change_company(by=request.actor, at=timezone.now(), read=read, **values)
            )
        except actions.Stale as stale:
            return moved_on(request, form, stale.row, reverse("company"))
        if done:
            say(request, _("Company settings saved"))
            return go(request, reverse("company"))
    facts = {"form": form, "company": stored, "can_edit": request.actor.can("settings.edit")}
    return show(request, "people/company.html", facts, status=422 if form.errors else 200)


def vocabulary_label(key: str) -> Any:
    """What a vocabulary is called; one that no area declares (any more) goes by its key."""
    known = registry.vocabularies.get(key)
    return known.label if known else key


@page("settings.view")
def vocabularies(request: Request) -> HttpResponse:
    """Every vocabulary with its number of words."""
    rows = [
        (key, vocabulary_label(key), [word for word in words.values() if word.is_active])
        for key, words in sorted(request.words.items())
    ]
    return show(request, "people/vocabularies.html", {"rows": rows})


@page("settings.view", methods=("GET", "POST"))
def vocabulary(request: Request, name: str) -> HttpResponse:
    """The words of a vocabulary in their order, with the form that adds one."""
    if request.method == "POST":
        require(request.actor, "settings.edit")
    words = Term.objects.filter(vocabulary=name)
    if not words.exists():
        raise NotThere
    form = TermForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        now, values = timezone.now(), form.cleaned_data
        done = attempt(form, lambda: actions.add_term(by=request.actor, vocabulary=name, at=now, **values))
        if done:
            say(request, _("%(name)s added") % {"name": done.label})
            return go(request, reverse("vocabulary", args=[name]))
    facts = {
        "form": form,
        "words": words,
        "name": name,
        "label": vocabulary_label(name),
        "can_edit": request.actor.can("settings.edit"),
    }
    return show(request, "people/vocabulary.html", facts, status=422 if form.errors else 200)


@page("settings.edit", methods=("GET", "POST"))
def term(request: Request, number: int) -> HttpResponse:
    """Rename a word."""
    subject = one(Term.objects.all(), number)
    back = reverse("vocabulary", args=[subject.vocabulary])
    first = {"name_zh": subject.name_zh, "name_en": subject.name_en, "tone": subject.tone}
    form = TermForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_valid():
        values = form.cleaned_data
        done = attempt(form, lambda: actions.rename_term(by=request.actor, term=subject, at=timezone.now(), **values))
        if done:
            say(request, _("%(name)s saved") % {"name": done.label})
            return go(request, back)
    facts = {
        "form": form,
        "term": subject,
        "back": back,
        "label": vocabulary_label(subject.vocabulary),
    }
    return show(request, "people/term.html", facts, status=422 if form.errors else 200)


@page("settings.edit", methods=("POST",))
def term_change(request: Request, number: int) -> HttpResponse:
    """Move a word up or down, offer it or offer it no longer."""
    subject = one(Term.objects.all(), number)
    asked, now = request.POST.get("do", ""), timezone.now()
    if asked in ("up", "down"):
        actions.move_term(by=request.actor, term=subject, up=asked == "up", at=now)
    elif asked in ("on", "off"):
        actions.switch_term(by=request.actor, term=subject, active=asked == "on", at=now)
        text = _("%(name)s is offered again") if asked == "on" else _("%(name)s is no longer offered")
        say(request, text % {"name": subject.label})
    else:
        raise NotThere
    return go(request, reverse("vocabulary", args=[subject.vocabulary]))
