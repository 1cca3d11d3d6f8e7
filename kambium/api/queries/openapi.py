"""The description of the interface as OpenAPI 3.1, made from what is declared, for what one person may do."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _

from kambium.api.entering import MOST_OPTIONS, OWN, schema_of
from kambium.api.queries import hooks
from kambium.api.queries.attributes import Attribute, attributes
from kambium.api.queries.parts import BACK, BULK, CONDITION, ERRORS, HEADERS, KEY, NUMBER, PAGE, PROBLEM, of_place
from kambium.api.queries.resources import Resource, open_to
from kambium.api.queries.rows import SINCE, conditions, has_since
from kambium.core.access import Actor
from kambium.core.deeds import Asking, Deed
from kambium.core.registry import Verb
from kambium.core.terms import Words
from kambium.core.web.listing import Choices

KINDS: dict[str, dict[str, Any]] = {
    "integer": {"type": "integer"},
    "reference": {"type": "integer"},
    "person": {"type": "integer"},
    "money": {"type": "string", "format": "decimal"},
    "decimal": {"type": "string", "format": "decimal"},
    "date": {"type": "string", "format": "date"},
    "moment": {"type": "string", "format": "date-time"},
    "boolean": {"type": "boolean"},
    "object": {"type": "object"},
}


@dataclass(frozen=True)
class Reader:
    """For whom the description is made: forms and words depend on it."""

    person: Any
    actor: Actor
    words: Words
    at: datetime

    def asking(self) -> Asking:
        """As if asked for a deed, to see its form."""
        return Asking(self.person, self.actor, self.words, self.at)


def document(person: Any, actor: Actor, words: Words, at: datetime) -> dict[str, Any]:
    """All that this person's programs may ask for."""
    reader = Reader(person, actor, words, at)
    mine = list(open_to(actor))
    paths: dict[str, Any] = {}
    for resource in mine:
        paths |= dict(_paths(resource, reader))
    paths |= hooks.paths(_answers)
    return {
        "openapi": "3.1.0",
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": {"title": "Kambium", "version": settings.VERSION, "description": str(_about())},
        "servers": [{"url": settings.PUBLIC_URL.rstrip("/") or "/"}],
        "security": [{"token": []}],
        "tags": [*({"name": one.key, "description": str(one.label)} for one in mine), hooks.tag()],
        "paths": paths,
        "webhooks": hooks.messages(),
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {"Problem": PROBLEM, "webhooks": hooks.WEBHOOK,
                        **{one.key: row_schema(one, reader) for one in mine}},
            "responses": ERRORS,
            "parameters": {"number": NUMBER, "limit": PAGE["limit"], "after": PAGE["after"], "key": KEY,
                           "version": CONDITION},
            "headers": HEADERS,
        },
    }  # fmt: skip


def _about() -> str:
    return _("Rows and changes of this installation. A token carries the rights of its person, no more.")


def _paths(resource: Resource, reader: Reader) -> Iterator[tuple[str, dict[str, Any]]]:
    here = f"/api/v1/{resource.key}"
    by_name = {deed.name: deed for deed in resource.deeds if reader.actor.can(deed.permission)}
    whole = {"get": _list(resource, reader)}
    if "create" in by_name:
        whole["post"] = _deed(resource, by_name.pop("create"), reader)
    single: dict[str, Any] = {"parameters": [of_place("number")], "get": _read(resource)}
    for name, method in (("change", "patch"), ("remove", "delete")):
        if name in by_name:
            single[method] = _deed(resource, by_name.pop(name), reader)
    yield here, whole
    yield f"{here}/{{number}}", single
    for name, deed in by_name.items():
        yield f"{here}/{{number}}/{name}", {"parameters": [of_place("number")], "post": _deed(resource, deed, reader)}
    for verb in resource.verbs:
        if reader.actor.can(verb.permission):
            yield f"{here}/bulk/{verb.name}", {"post": _verb(resource, verb, reader)}


def row_schema(resource: Resource, reader: Reader) -> dict[str, Any]:
    """A row of a resource as it is told."""
    if resource.record is not None:
        named = {one.name: _attribute(one) for one in attributes(resource.record)}
        named["masked"] = {"type": "array", "items": {"type": "string"},
                           "description": str(_("Fields that you may not read"))}  # fmt: skip
        return {"type": "object", "title": str(resource.label), "properties": named, "required": ["id"]}
    assert resource.spec is not None  # noqa: S101  (a resource is made of one or the other)
    look = resource.spec.look(reader.person, reader.actor, reader.at)
    columns = {column.key: {"title": str(column.label)} for column in resource.spec.columns(look)}
    return {"type": "object", "title": str(resource.label), "required": ["id"],
            "properties": {"id": {"type": "integer"}, **columns}}  # fmt: skip


def _attribute(one: Attribute) -> dict[str, Any]:
    kind = dict(KINDS.get(one.kind, {"type": "string"}))
    if one.is_many:
        kind = {"type": "array", "items": {"type": "string"}}
    elif one.name != "id" and kind["type"] != "object":
        kind["type"] = [kind["type"], "null"]  # also where a value is always there: it may be masked
    choices = [code for code, _label in one.spec.choices] if one.spec else []
    if choices and not one.is_many:
        kind["enum"] = [*choices, "", None]
    return {**kind, "title": str(one.label)}


def _list(resource: Resource, reader: Reader) -> dict[str, Any]:
    rows = {"type": "array", "items": {"$ref": f"#/components/schemas/{resource.key}"}}
    body = {"type": "object", "required": ["data", "next"],
            "properties": {"data": rows, "next": {"type": ["string", "null"]}}}  # fmt: skip
    parameters = [of_place("limit"), of_place("after"), *_narrowing(resource, reader)]
    return {"tags": [resource.key], "operationId": f"{resource.key}.list", "summary": str(resource.label),
            "parameters": parameters, "responses": _answers(body)}  # fmt: skip


def _narrowing(resource: Resource, reader: Reader) -> Iterator[dict[str, Any]]:
    """The conditions, orders and fields of a resource as parameters."""
    yield _parameter("fields", str(_("Only these fields, parted by commas")), {"type": "string"})
    if has_since(resource):
        yield _parameter(SINCE, str(_("Changed at or after")), {"type": "string", "format": "date-time"})
    if resource.spec is None:
        yield _parameter("sort", str(_("Sort order")), {"type": "string", "enum": ["id", "-id"]})
        for one in conditions(resource):
            yield _parameter(one.name, str(one.label), {"type": "integer" if one.target else "string"})
        return
    look = resource.spec.look(reader.person, reader.actor, reader.at)
    keys = [column.key for column in resource.spec.columns(look) if column.order]
    orders = [word for key in keys for word in (key, f"-{key}")]
    yield _parameter("sort", str(_("Sort order")), {"type": "string", "enum": orders})
    for each in resource.spec.filters(look):
        schema: dict[str, Any] = {"type": "string"}
        if isinstance(each, Choices):
            codes = [option.code for option in each.options(look)]
            few = {"enum": codes} if 0 < len(codes) <= MOST_OPTIONS else {}
            schema = {"type": "array", "items": {"type": "string", **few}}
        for name in each.names:
            yield _parameter(name, str(each.label), schema)


def _parameter(name: str, text: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": text, "schema": schema}


def _read(resource: Resource) -> dict[str, Any]:
    fields = _parameter("fields", str(_("Only these fields, parted by commas")), {"type": "string"})
    return {"tags": [resource.key], "operationId": f"{resource.key}.read", "summary": str(_("One row")),
            "parameters": [fields], "responses": _answers(_row(resource))}  # fmt: skip


def _row(resource: Resource) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{resource.key}"}


def _deed(resource: Resource, deed: Deed, reader: Reader) -> dict[str, Any]:
    found: dict[str, Any] = {"tags": [resource.key], "operationId": deed.key, "summary": str(deed.label),
                             "parameters": [of_place("key")]}  # fmt: skip
    if deed.is_versioned:
        found["parameters"].append(of_place("version"))
    if deed.form is not None:
        form = deed.form(reader.asking(), None, frozenset())
        found["requestBody"] = _body(form.fields, is_partial=deed.is_partial)
    answer = {"201" if deed.is_new else "200": None}
    found["responses"] = _answers(_row(resource), *answer, gone=not deed.is_new)
    return found


def _body(fields: dict[str, forms.Field], *, is_partial: bool = False) -> dict[str, Any]:
    own = {name.partition(".")[2]: schema_of(field) for name, field in fields.items() if name.startswith(f"{OWN}.")}
    named = {name: schema_of(field) for name, field in fields.items() if not name.startswith(f"{OWN}.")}
    if own:
        named[OWN] = {"type": "object", "properties": own, "additionalProperties": False}
    required = [name for name, field in fields.items()
                if field.required and field.initial is None and not is_partial and name in named]  # fmt: skip
    schema: dict[str, Any] = {"type": "object", "properties": named, "additionalProperties": False}
    if required:
        schema["required"] = required
    if is_partial:
        named["version"] = {"type": "integer"}
    return {"required": bool(required), "content": {"application/json": {"schema": schema}}}


def _verb(resource: Resource, verb: Verb, reader: Reader) -> dict[str, Any]:
    assert resource.spec is not None  # noqa: S101  (only lists have verbs)
    look = resource.spec.look(reader.person, reader.actor, reader.at)
    body = _body(dict(verb.fields(look)))
    schema = body["content"]["application/json"]["schema"]
    schema["properties"]["ids"] = BULK["ids"]
    schema["required"] = ["ids", *schema.get("required", [])]
    return {"tags": [resource.key], "operationId": f"{resource.key}.bulk.{verb.name}", "summary": str(verb.label),
            "parameters": [of_place("key")], "requestBody": body | {"required": True},
            "responses": _answers(BACK)}  # fmt: skip


def _answers(schema: dict[str, Any], status: str = "200", *, gone: bool = False) -> dict[str, Any]:
    good = {"description": "OK", "content": {"application/json": {"schema": schema}},
            "headers": {name: {"$ref": f"#/components/headers/{name}"} for name in ("RateLimit", "ETag")}}  # fmt: skip
    found: dict[str, Any] = {status: good}
    if gone:
        found["204"] = {"description": "Done; there is nothing to show any more"}
    return found | {code: {"$ref": f"#/components/responses/{code}"} for code in ERRORS}
