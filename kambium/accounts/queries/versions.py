"""A row as somebody had it before them, and who has changed it since."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models


@dataclass(frozen=True)
class Seen:
    """The row of a version, as column values; `by_id` and `at` tell the change that came last."""

    row: dict[str, Any]
    by_id: int | None
    at: datetime | None


def as_seen(row: models.Model, version: int) -> Seen:
    """What `row` was when it had that version; as it is stored where nobody remembers."""
    old: Any = type(row).old_rows.rel.related_model  # type: ignore[attr-defined]
    known = {f.attname for f in old._meta.concrete_fields}
    columns = [f.attname for f in row._meta.concrete_fields if f.attname in known]
    replaced = old.objects.filter(pgh_obj_id=row.pk)
    then = replaced.filter(version=version).order_by("-pgh_id").values(*columns).first()
    last = replaced.order_by("-pgh_id").values_list("pgh_context", "pgh_created_at").first()
    context, at = last or (None, None)
    stored = {name: getattr(row, name) for name in columns}
    return Seen(then or stored, (context or {}).get("person"), at)
