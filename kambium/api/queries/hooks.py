"""Webhooks in the description of the interface: how they are made, and what they send."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from kambium.api.queries.parts import of_place
from kambium.core.registry import events

TEXT: dict[str, Any] = {"type": "string"}
NUMBER: dict[str, Any] = {"type": "integer"}
KINDS: dict[str, Any] = {"type": "array", "items": TEXT, "minItems": 1}
WEBHOOK: dict[str, Any] = {
    "type": "object",
    "required": ["id", "name", "url", "kinds", "is_on"],
    "properties": {
        "id": NUMBER, "name": TEXT, "url": {**TEXT, "format": "uri"}, "kinds": KINDS, "is_on": {"type": "boolean"},
        "failures": NUMBER, "created_at": {**TEXT, "format": "date-time"},
        "secret": {**TEXT, "description": "whsec_…"},
    },
}  # fmt: skip
NEW: dict[str, Any] = {
    "type": "object",
    "required": ["name", "url", "kinds"],
    "additionalProperties": False,
    "properties": {"name": {**TEXT, "maxLength": 60}, "url": {**TEXT, "maxLength": 500}, "kinds": KINDS},
}
ROW: dict[str, Any] = {
    "type": ["object", "null"],
    "properties": {"type": TEXT, "id": NUMBER, "url": {"type": ["string", "null"]}},
}
MESSAGE: dict[str, Any] = {
    "type": "object",
    "required": ["type", "timestamp", "data"],
    "properties": {
        "type": TEXT,
        "timestamp": {**TEXT, "format": "date-time"},
        "data": {
            "type": "object",
            "properties": {
                "event_id": NUMBER, "recorded_at": {**TEXT, "format": "date-time"}, "via": TEXT,
                "actor_id": {"type": ["integer", "null"]}, "subject": ROW, "root": ROW,
            },
        },
    },
}  # fmt: skip
Answers = Callable[..., dict[str, Any]]


def tag() -> dict[str, str]:
    """The heading."""
    return {"name": "webhooks", "description": str(_("Webhooks"))}


def paths(answers: Answers) -> dict[str, Any]:
    """The addresses by which webhooks are made, seen, stopped and tried."""
    listed = {"type": "object", "properties": {"data": {"type": "array", "items": {"type": "object"}}}}
    one = {"$ref": "#/components/schemas/webhooks"}
    make = {"requestBody": {"required": True, "content": {"application/json": {"schema": NEW}}},
            "responses": answers(one, "201"), "parameters": [of_place("key")]}  # fmt: skip
    here = "/api/v1/webhooks"
    log = f"{here}/{{number}}/deliveries"
    delivery = {"name": "delivery", "in": "path", "required": True, "schema": NUMBER}
    found: dict[str, Any] = {
        here: {"get": _said("list", _("My webhooks"), answers(listed)),
               "post": _said("create", _("New webhook"), {}) | make},
        f"{here}/{{number}}": {"get": _said("read", _("One row"), answers(one)),
                               "delete": _said("remove", _("Remove"), answers(one, gone=True))},
        log: {"get": _said("log", _("Log"), answers(listed))},
        f"{log}/{{delivery}}/again": {"post": _said("again", _("Send again"), answers({}, "202"))},
    }  # fmt: skip
    for name, label in (("stop", _("Stop")), ("start", _("Start again")), ("trial", _("Send a trial"))):
        found[f"{here}/{{number}}/{name}"] = {"post": _said(name, label, answers(one))}
    for path, item in found.items():
        if "{number}" in path:
            item["parameters"] = [of_place("number"), *([delivery] if "{delivery}" in path else [])]
    return found


def _said(name: str, label: str, responses: dict[str, Any]) -> dict[str, Any]:
    return {"tags": ["webhooks"], "operationId": f"webhooks.{name}", "summary": label, "parameters": [],
            "responses": responses}  # fmt: skip


def messages() -> dict[str, Any]:
    """What a receiver is sent, for each kind of event."""
    headers = [{"name": name, "in": "header", "required": True, "schema": TEXT}
               for name in ("Webhook-Id", "Webhook-Timestamp", "Webhook-Signature")]  # fmt: skip
    body = {"content": {"application/json": {"schema": MESSAGE}}}
    return {kind.key: {"post": {"summary": str(kind.label), "parameters": headers, "requestBody": body,
                                "responses": {"2XX": {"description": "OK"}}}} for kind in events}  # fmt: skip
