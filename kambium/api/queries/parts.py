"""The parts of the description that are the same for every resource."""

from typing import Any

from kambium.api.problems import TITLES


def of_place(name: str) -> dict[str, str]:
    """A reference to a parameter that is described once."""
    return {"$ref": f"#/components/parameters/{name}"}


PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "RFC 9457",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string", "enum": [f"/api/#{kind}" for kind in TITLES]},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "version": {"type": ["integer", "null"]},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "detail"],
                "properties": {"field": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
    },
}
ERRORS: dict[str, Any] = {
    str(status): {
        "description": " | ".join(kind for kind, (own, _title) in TITLES.items() if own == status),
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for status in sorted({status for status, _title in TITLES.values()})
}
NUMBER = {"name": "number", "in": "path", "required": True, "schema": {"type": "integer", "minimum": 1}}
PAGE = {
    "limit": {
        "name": "limit",
        "in": "query",
        "schema": {"type": "integer", "minimum": 1, "maximum": 200, "default": 50},
    },
    "after": {"name": "after", "in": "query", "schema": {"type": "string"}},
}
KEY = {"name": "Idempotency-Key", "in": "header", "schema": {"type": "string", "maxLength": 255}}
CONDITION = {"name": "If-Match", "in": "header", "schema": {"type": "string"}}
HEADERS = {"RateLimit": {"schema": {"type": "string"}}, "ETag": {"schema": {"type": "string"}}}
BULK = {"ids": {"type": "array", "minItems": 1, "maxItems": 1000, "items": {"type": "integer", "minimum": 1}}}
BACK = {
    "type": "object",
    "required": ["changed", "left_out"],
    "properties": {
        "changed": {"type": "integer"},
        "left_out": {"type": "array", "items": {"type": "integer"}},
    },
}
