"""Contact details as those see them who may not read them in full: 186****1402."""

from collections.abc import Collection
from typing import Any

MASK = "****"


def masked(name: str, value: str) -> str:
    """A value with its middle hidden; `name` is the field's, because a mail address keeps its domain."""
    if not value:
        return value
    if name == "email" and "@" in value:
        local, _at, domain = value.rpartition("@")
        return f"{local[:1]}{MASK}@{domain}"
    if len(value) < 8:
        return f"{value[:1]}{MASK}"
    return f"{value[:3]}{MASK}{value[-4:]}"


def mask(row: dict[str, Any], fields: Collection[str]) -> dict[str, Any]:
    """The row with the named fields masked."""
    return {name: masked(name, value) if name in fields and value else value for name, value in row.items()}
