"""Reading: a page of a resource, and one row of it."""

import hashlib
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.http import urlencode
from django.utils.timezone import is_naive
from django.utils.translation import gettext as _

from kambium.api.gate import Visitor
from kambium.api.problems import Problem
from kambium.api.queries.attributes import attributes
from kambium.api.queries.budget import within_budget
from kambium.api.queries.resources import Resource, resources
from kambium.api.queries.rows import MOST_SHOWN, SINCE, Wish, has_since, line, narrowed, page_of, since, told
from kambium.api.views.endpoint import json
from kambium.core.access import NotThere, Owned, Refused
from kambium.core.web import paging
from kambium.core.web.listing import Listing, lists_of
from kambium.core.web.listing.state import COLUMNS
from kambium.core.web.reading import noted

LIMIT, AFTER, FIELDS, SORT = "limit", "after", "fields", "sort"
OWN = (LIMIT, AFTER, FIELDS, SORT, SINCE)


def resource_of(visitor: Visitor, key: str) -> Resource:
    """A resource by key. Raises NotThere for one that is none, Refused for one that the person may not read."""
    resource = resources().get(key)
    if resource is None:
        raise NotThere
    if not visitor.actor.can(resource.permission):
        raise Refused(resource.permission)
    return resource


def listed(request: Any, key: str) -> HttpResponse:
    """A page of rows, in the order asked for; `next` leads to the page after it."""
    visitor: Visitor = request.visitor
    resource = resource_of(visitor, key)
    listing, wish = understood(request, visitor, resource)
    found = page_of(resource, visitor.actor, wish, listing)
    _note(request, resource, listing, len(found.rows))
    following = ""
    if found.after:
        rest = [(name, value) for name, values in request.GET.lists() for value in values if name != AFTER]
        following = f"{reverse('api_rows', args=[key])}?{urlencode([*rest, (AFTER, found.after)])}"
    headers = {"Link": f'<{following}>; rel="next"'} if following else {}
    return json({"data": found.rows, "next": following or None}, headers=headers)


def one(request: Any, key: str, number: int) -> HttpResponse:
    """One row, with an `ETag` that a change of it can name."""
    visitor: Visitor = request.visitor
    resource = resource_of(visitor, key)
    found = shown(visitor, resource, number, fields_of(request, resource))
    _note(request, resource, None, 1, found)
    tag = tag_of(found)
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified(headers={"ETag": tag})
    return json(found, headers={"ETag": tag})


def shown(visitor: Visitor, resource: Resource, number: int, fields: tuple[str, ...] = ()) -> dict[str, Any]:
    """One row as the person may see it. Raises NotThere."""
    if resource.record is not None:
        rows = told(resource, visitor.actor, [number], fields) if number < 2**63 else []
    else:
        listing = listing_of(visitor, resource, {COLUMNS: fields} if fields else {})
        found = listing.selected(listing.rows().filter(pk=number)) if number < 2**63 else []
        rows = [line(listing, row) for row in found]
    if not rows:
        raise NotThere
    return rows[0]


def tag_of(row: dict[str, Any]) -> str:
    """The version of a row as it was told; without a version, its content."""
    if "version" in row:
        return f'"{row["version"]}"'
    return f'"{hashlib.sha256(repr(sorted(row.items())).encode()).hexdigest()[:20]}"'


def listing_of(visitor: Visitor, resource: Resource, params: dict[str, tuple[str, ...]]) -> Listing:
    """The list behind a resource, as the person looks at it."""
    spec = resource.spec
    assert spec is not None  # noqa: S101  (asked only of resources with a list)
    look = spec.look(visitor.person, visitor.actor, visitor.at)
    if resource.record is None and COLUMNS not in params:
        params = params | {COLUMNS: tuple(column.key for column in spec.columns(look))}
    return Listing(spec, look, params)


def understood(request: HttpRequest, visitor: Visitor, resource: Resource) -> tuple[Listing | None, Wish]:
    """What the address asks for. Raises Problem for everything in it that means nothing."""
    given = lists_of(request.GET)
    rest = {name: values for name, values in given.items() if name not in OWN}
    fields, sort = fields_of(request, resource), request.GET.get(SORT, "")
    where = _changed_since(request, resource)
    if resource.spec is None:
        if sort not in ("", "id", "-id"):
            raise Problem("invalid", errors=[(SORT, _("Only id and -id."))])
        try:
            where &= narrowed(resource, {name: values[-1] for name, values in rest.items()})
        except ValueError as no:
            raise Problem(
                "invalid", errors=[(str(no), _("This is no condition here, or has no such value."))]
            ) from None
        return None, Wish(_place(request, 1), _limit(request), fields, sort.startswith("-"), where)
    params = dict(rest) | ({SORT: (sort,)} if sort else {})
    listing = listing_of(visitor, resource, params | ({COLUMNS: fields} if fields and not resource.record else {}))
    known = {name for one in listing.filters for name in one.names}
    faults = [(name, _("This is no condition here.")) for name in rest if name not in known]
    faults += [("", fault) for fault in listing.faults]
    if faults:
        raise Problem("invalid", errors=faults)
    return listing, Wish(_place(request, len(listing.order.columns)), _limit(request), fields, where=where)


def _limit(request: HttpRequest) -> int:
    text = request.GET.get(LIMIT, "50")
    if not (text.isascii() and text.isdigit() and 0 < int(text[:6]) <= MOST_SHOWN and len(text) < 4):
        raise Problem("invalid", errors=[(LIMIT, _("A number from 1 to %(n)d.") % {"n": MOST_SHOWN})])
    return int(text)


def _place(request: HttpRequest, width: int) -> str:
    word = request.GET.get(AFTER, "")
    if word and paging.read(word, width) is None:
        raise Problem("invalid", errors=[(AFTER, _("Take it from “next” of the page before."))])
    return word


def fields_of(request: HttpRequest, resource: Resource) -> tuple[str, ...]:
    """The fields that are asked for; none named means all. Raises Problem for a name that is none."""
    wanted = tuple(name for name in request.GET.get(FIELDS, "").split(",") if name)
    if resource.record is not None:
        known = {one.name for one in attributes(resource.record)}
        if strange := [name for name in wanted if name not in known]:
            raise Problem("invalid", errors=[(FIELDS, _("There is no field “%(name)s”.") % {"name": strange[0][:40]})])
    return wanted


def _changed_since(request: HttpRequest, resource: Resource) -> Q:
    text = request.GET.get(SINCE, "")
    if not text:
        return Q()
    try:
        moment = parse_datetime(text.replace(" ", "+"))
    except ValueError:
        moment = None
    if moment is None or is_naive(moment) or not has_since(resource):
        raise Problem("invalid", errors=[(SINCE, _("A time with its offset, such as 2026-11-24T08:00:00Z."))])
    return since(resource, moment)


def _note(
    request: Any, resource: Resource, listing: Listing | None, rows: int, row: dict[str, Any] | None = None
) -> None:
    """What reaches people's data is written into the access record; so much a day may go out as files may."""
    visitor: Visitor = request.visitor
    if listing is not None and not within_budget(listing, visitor, rows):
        raise Problem("budget", _("Your role may take out only so many rows a day, as files or through programs."))
    subject = resource.model(pk=row["id"]) if row and resource.model else None
    if isinstance(subject, Owned) and row:
        subject.owner_id = row.get("owner_id")
    noted(request, "api.read", subject, resource=resource.key, rows=rows, token=visitor.token)
