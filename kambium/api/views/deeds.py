"""Writing: what can be done with one row, and with many. The rules are those of the actions; here they are asked."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kambium.api.body import read_body
from kambium.api.entering import entered, errors_of, flat, values_of
from kambium.api.gate import Visitor
from kambium.api.problems import Problem
from kambium.api.queries.resources import Resource
from kambium.api.replaying import once
from kambium.api.views.endpoint import json
from kambium.api.views.rows import listing_of, resource_of, shown, tag_of
from kambium.core.access import NotThere, Refused
from kambium.core.deeds import Asking, Deed
from kambium.core.registry import Verb
from kambium.core.rejected import Rejected, Stale
from kambium.core.web.listing import Listing

MOST = 1_000
VERSION = "version"


def do(request: Any, key: str, name: str, number: int = 0) -> HttpResponse:
    """Do a deed of a row (or make one) and answer with the row as it is now."""
    visitor: Visitor = request.visitor
    resource = resource_of(visitor, key)
    deed = resource.deed(name)
    if deed is None or deed.is_new is not (number == 0):
        raise NotThere if name not in ("create", "change", "remove") else Problem("method")
    if not visitor.actor.can(deed.permission):
        raise Refused(deed.permission)
    body = read_body(request)
    return once(request, lambda: _done(request, resource, deed, number, body))


def _done(request: Any, resource: Resource, deed: Deed, number: int, body: dict[str, Any]) -> HttpResponse:
    visitor: Visitor = request.visitor
    body, version = _version(request, deed, body)
    row = None if deed.is_new or deed.in_bin else _row(resource, visitor, number)
    asking = Asking(visitor.person, visitor.actor, visitor.words, visitor.at, number, row, version, body)
    if deed.is_partial and not body:
        return _told(resource, visitor, deed, number)  # nothing is asked for
    values = _values(deed, asking, flat(body))
    made = _act(deed, asking, values)
    return _told(resource, visitor, deed, made.pk if deed.is_new else number)


def _row(resource: Resource, visitor: Visitor, number: int) -> Any:
    rows = resource.visible_to(visitor.actor) if resource.record else listing_of(visitor, resource, {}).rows()
    found = rows.filter(pk=number).first() if number < 2**63 else None
    if found is None:
        raise NotThere
    return found


def _version(request: Any, deed: Deed, body: dict[str, Any]) -> tuple[dict[str, Any], int | None]:
    """The version that was read, from `If-Match` or the body; `*` takes the row as it is. Raises Problem for none."""
    if not deed.is_versioned:
        return body, None
    said = request.headers.get("If-Match", "").strip().strip('"') or body.get(VERSION, "")
    rest = {name: value for name, value in body.items() if name != VERSION}
    if said == "*":
        return rest, None
    if not (str(said).isascii() and str(said).isdigit() and len(str(said)) < 10):
        raise Problem("unconditional", _("Send the row's ETag as If-Match, or its version."))
    return rest, int(said)


def _values(deed: Deed, asking: Asking, body: Mapping[str, Any]) -> dict[str, Any]:
    if deed.form is None:
        if body:
            raise Problem("invalid", errors=[(name, _("There is no such field here.")) for name in body])
        return {}
    only = frozenset(body) if deed.is_partial else frozenset()
    blank = deed.form(asking, None, only)
    form = deed.form(asking, entered(blank, body), only)
    if not form.is_valid():
        raise Problem("invalid", errors=errors_of(form))
    return values_of(form)


def _act(deed: Deed, asking: Asking, values: Mapping[str, Any]) -> Any:
    try:
        with transaction.atomic():
            return deed.act(asking, values)
    except Stale as stale:
        raise Problem("changed", version=getattr(stale.row, "version", None)) from stale
    except Rejected as no:
        raise Problem("invalid", errors=[(no.field, str(no))]) from no


def _told(resource: Resource, visitor: Visitor, deed: Deed, number: int) -> HttpResponse:
    """The row after the change; one that is gone, or out of sight now, has nothing to tell."""
    try:
        row = shown(visitor, resource, number)
    except NotThere:
        return HttpResponse(status=204)
    headers = {"ETag": tag_of(row)}
    if deed.is_new:
        headers["Location"] = reverse("api_row", args=[resource.key, number])
    return json(row, 201 if deed.is_new else 200, headers)


def do_many(request: Any, key: str, name: str) -> HttpResponse:
    """Do a verb of a list to the rows named by id: all that the person may change, or none.

    Says which were left out.
    """
    visitor: Visitor = request.visitor
    resource = resource_of(visitor, key)
    verb = resource.verb(name)
    if verb is None or resource.spec is None:
        raise NotThere
    if not visitor.actor.can(verb.permission):
        raise Refused(verb.permission)
    body = read_body(request)
    return once(request, lambda: _many(visitor, resource, verb, body))


def _many(visitor: Visitor, resource: Resource, verb: Verb, body: dict[str, Any]) -> HttpResponse:
    ids = _ids(body.pop("ids", None))
    assert resource.spec is not None  # noqa: S101  (asked above)
    look = resource.spec.look(visitor.person, visitor.actor, visitor.at)
    listing = Listing(resource.spec, look, {})
    values = _asked(verb, look, body)
    allowed = list(listing.ids(verb.permission, ids))
    try:
        with transaction.atomic():
            changed = verb.act(allowed, by=visitor.actor, at=visitor.at, **values) if allowed else 0
    except verb.refusals as no:
        raise Problem("invalid", errors=[(getattr(no, "field", ""), str(no))]) from no
    return json({"changed": changed, "left_out": sorted(set(ids) - set(allowed))})


def _ids(given: Any) -> list[int]:
    is_right = isinstance(given, list) and all(type(one) is int and 0 < one < 2**63 for one in given)
    if not is_right or not 0 < len(given) <= MOST:
        raise Problem("invalid", errors=[("ids", _("From 1 to %(n)d numbers of rows.") % {"n": MOST})])
    return sorted(set(given))


def _asked(verb: Verb, look: Any, body: Mapping[str, Any]) -> dict[str, Any]:
    kind: type[forms.Form] = type("Many", (forms.Form,), dict(verb.fields(look)))
    form = kind(entered(kind(), body))
    if not form.is_valid():
        raise Problem("invalid", errors=errors_of(form))
    return dict(form.cleaned_data)
