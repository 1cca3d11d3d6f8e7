"""The description of the interface in the order in which people read it: by resource, each with what it takes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

METHODS = ("get", "post", "patch", "delete")


@dataclass(frozen=True)
class Line:
    """A field or condition: its name, what it is called, what it holds, whether it must be given."""

    name: str
    label: str
    kind: str
    is_required: bool = False


@dataclass(frozen=True)
class Call:
    """One method of one address."""

    method: str
    path: str
    summary: str
    conditions: list[Line]
    fields: list[Line]


@dataclass
class Chapter:
    """A resource: what a row holds and what can be asked."""

    key: str
    label: str
    fields: list[Line]
    calls: list[Call] = field(default_factory=list)


def chapters(document: dict[str, Any]) -> list[Chapter]:
    """One chapter for each resource of a description."""
    schemas = document["components"]["schemas"]
    found = {tag["name"]: Chapter(tag["name"], tag["description"], lines(schemas[tag["name"]]))
             for tag in document["tags"]}  # fmt: skip
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                found[item[method]["tags"][0]].calls.append(_call(method, path, item[method]))
    return list(found.values())


def _call(method: str, path: str, said: dict[str, Any]) -> Call:
    asked = [Line(one["name"], one["description"], _kind(one["schema"])) for one in said["parameters"] if "name" in one]
    content = said.get("requestBody", {}).get("content", {})
    schema = content.get("application/json", {}).get("schema", {})
    return Call(method.upper(), path, said["summary"], asked, lines(schema))


def lines(schema: dict[str, Any]) -> list[Line]:
    """The members of an object."""
    required = schema.get("required", [])
    return [Line(name, one.get("title") or one.get("description", ""), _kind(one), name in required)
            for name, one in _members(schema)]  # fmt: skip


def _members(schema: dict[str, Any], before: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    for name, one in schema.get("properties", {}).items():
        if one.get("type") == "object" and one.get("properties"):
            yield from _members(one, f"{name}.")
        else:
            yield before + name, one


def _kind(schema: dict[str, Any]) -> str:
    kind = schema.get("type", "string")
    kind = next((one for one in kind if one != "null"), "string") if isinstance(kind, list) else kind
    if kind == "array":
        return f"[{_kind(schema['items'])}]"
    codes = [code for code in schema.get("enum", []) if code]
    return " | ".join(codes) if 0 < len(codes) <= 12 else str(schema.get("format", kind))
