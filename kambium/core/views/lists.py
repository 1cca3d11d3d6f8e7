"""Taking a list out as a file, changing many of its rows at once, and following what takes longer."""

from typing import Any

from django import forms
from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kambium.core import files
from kambium.core.access import NotThere, Refused
from kambium.core.models import Notice, StoredFile
from kambium.core.registry import Verb, verbs
from kambium.core.story import told
from kambium.core.web.listing import ListSpec, lists
from kambium.core.web.listing.bulk import Selection, perform
from kambium.core.web.listing.export import IN_REQUEST, TYPES, TooMany, allow, asked, file_name, made
from kambium.core.web.listing.listing import Listing
from kambium.core.web.listing.state import lists_of
from kambium.core.web.listing.work import RUNNING, begin, start_export
from kambium.core.web.page import Request, page
from kambium.core.web.reading import where_of
from kambium.core.web.show import go, say, show


@page(open_to="signed in", methods=("GET", "POST"))
def list_export(request: Request, key: str) -> Any:
    """Say what would go out, then send it, or have it made when it is long."""
    spec = _spec(request, key)
    permission = spec.export_permission or spec.permission
    if not request.actor.can(permission):
        raise Refused(permission)
    listing, at = _listing(request, spec), timezone.now()
    if request.method != "POST":
        facts = {"listing": listing, "asked": asked(listing, at), "at_once": IN_REQUEST}
        return show(request, "core/list_export.html", facts)
    form = request.POST.get("format", "")
    if form not in TYPES:
        raise NotThere
    try:
        found = allow(listing, form, person=request.user, at=at, where=where_of(request))
    except TooMany as no:
        facts = {"listing": listing, "asked": asked(listing, at), "at_once": IN_REQUEST, "refusal": str(no)}
        return show(request, "core/list_export.html", facts, status=422)
    if found.is_long:
        notice = begin(request.actor.person_id, spec.label, found.rows)
        start_export(notice, spec.key, request.actor.person_id, listing.state.kept(), form, found.rows)
        return go(request, reverse("work", args=[notice.pk]))
    return FileResponse(
        made(listing, form, found.rows), as_attachment=True, filename=file_name(listing, form), content_type=TYPES[form]
    )


@page(open_to="signed in")
def list_file(request: Request, number: int) -> Any:
    """A file that a job made, for the one who asked for it."""
    stored = StoredFile.objects.filter(pk=number, uploaded_by_id=request.actor.person_id).first()
    if stored is None or not Notice.objects.filter(person_id=request.actor.person_id, url=request.path).exists():
        raise NotThere
    return files.send(request, stored)


@page(open_to="signed in")
def work(request: Request, number: int) -> HttpResponse:
    """How far a piece of work is; the page asks again until it has ended."""
    notice = Notice.objects.filter(pk=number, person_id=request.actor.person_id, key__startswith="work:").first()
    if notice is None:
        raise NotThere
    facts = {"notice": notice, "told": told(notice.kind, notice.data), "is_running": notice.kind == RUNNING}
    return show(request, "core/work.html", facts, block="progress")


@page(open_to="signed in", methods=("POST",))
def list_bulk(request: Request, key: str, name: str) -> HttpResponse:
    """Say what would change and ask what is needed; the second POST changes it."""
    spec = _spec(request, key)
    verb = verbs.get(f"{key}.{name}")
    if verb is None:
        raise NotThere
    if not request.actor.can(verb.permission):
        raise Refused(verb.permission)
    listing = _listing(request, spec)
    selection = Selection.of(listing, verb, request.POST)
    is_sure = "sure" in request.POST
    form = _form(verb, listing, request, is_sure=is_sure)
    if is_sure and form.is_valid() and not selection.faults(request.POST):
        return _answer(request, verb, listing, selection, form)
    faults = selection.faults(request.POST) if is_sure else []
    facts = {"verb": verb, "listing": listing, "selection": selection, "form": form, "faults": faults}
    return show(request, "core/list_bulk.html", facts, status=422 if is_sure else 200)


def _answer(request: Request, verb: Verb, listing: Listing, selection: Selection, form: forms.Form) -> HttpResponse:
    try:
        notice, changed = perform(verb, listing, selection, form.cleaned_data, at=timezone.now())
    except verb.refusals as no:
        form.add_error(None, str(no))
        facts = {"verb": verb, "listing": listing, "selection": selection, "form": form, "faults": []}
        return show(request, "core/list_bulk.html", facts, status=422)
    if notice is not None:
        return go(request, reverse("work", args=[notice.pk]))
    say(request, _("%(verb)s: %(n)d changed") % {"verb": verb.label, "n": changed})
    return go(request, reverse(listing.spec.address) + listing.state.query())


def _form(verb: Verb, listing: Listing, request: Request, *, is_sure: bool) -> forms.Form:
    fields: Any = dict(verb.fields(listing.look))
    kind: type[forms.Form] = type("BulkForm", (forms.Form,), fields)
    return kind(request.POST if is_sure else None, prefix="to")  # conditions of the list have names of their own


def _spec(request: Request, key: str) -> ListSpec:
    spec = lists.get(key)
    if spec is None or not request.actor.can(spec.permission):
        raise NotThere
    return spec


def _listing(request: Request, spec: ListSpec) -> Listing:
    params = lists_of(request.POST if request.method == "POST" else request.GET)
    return Listing(spec, spec.look(request.user, request.actor, timezone.now()), params)
