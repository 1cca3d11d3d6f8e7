"""The addresses of the interface: each leads to reading or writing by its method."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from kambium.api.problems import Problem
from kambium.api.queries.openapi import document
from kambium.api.queries.resources import open_to
from kambium.api.views.deeds import do, do_many
from kambium.api.views.endpoint import endpoint, json
from kambium.api.views.rows import listed, one


@endpoint("GET")
def start(request: Any) -> HttpResponse:
    """What there is for this token."""
    found = [{"key": r.key, "label": str(r.label), "url": reverse("api_rows", args=[r.key])}
             for r in open_to(request.visitor.actor)]  # fmt: skip
    return json({"resources": found, "openapi": reverse("api_openapi"), "me": reverse("api_me")})


@endpoint("GET")
def openapi(request: Any) -> HttpResponse:
    """The description of all of it, as OpenAPI 3.1."""
    visitor = request.visitor
    return json(document(visitor.person, visitor.actor, visitor.words, visitor.at))


@endpoint("GET")
def me(request: Any) -> HttpResponse:
    """Whose token this is and what it may do."""
    visitor = request.visitor
    person = {"id": visitor.person.pk, "name": visitor.person.name, "roles": sorted(visitor.actor.roles)}
    return json({"person": person, "token": visitor.token, "scope": "write" if visitor.may_write else "read"})


@endpoint("GET", "POST")
def rows(request: Any, key: str) -> HttpResponse:
    """All rows of a resource, page by page; a new one."""
    return do(request, key, "create") if request.method == "POST" else listed(request, key)


@endpoint("GET", "PATCH", "DELETE")
def row(request: Any, key: str, number: int) -> HttpResponse:
    """One row: read, changed, removed."""
    name = {"PATCH": "change", "DELETE": "remove"}.get(request.method or "", "")
    return do(request, key, name, number) if name else one(request, key, number)


@endpoint("POST")
def deed(request: Any, key: str, number: int, name: str) -> HttpResponse:
    """Anything else that can be done with a row."""
    return do(request, key, name, number)


@endpoint("POST")
def many(request: Any, key: str, name: str) -> HttpResponse:
    """What can be done with many rows at once."""
    return do_many(request, key, name)


@endpoint("GET", "POST", "PUT", "PATCH", "DELETE")
def nowhere(request: Any, rest: str) -> HttpResponse:
    """There is no such address; said as the interface says things."""
    raise Problem("not-there")
