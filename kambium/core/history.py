"""Row history: the database keeps the row as it was before each change, with who changed it, when and from where.

Only old rows are kept, on update and delete. A row that was never changed costs nothing, and a million imported rows
write no history; what a row was on a day is the first old row replaced after that day, else the row itself.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import pghistory
import pgtrigger
from django.db import models

Tracked = TypeVar("Tracked", bound=type[models.Model])
# For tables to which rows are only added: what refuses a DELETE row by row does not hear a TRUNCATE.
NEVER_EMPTIED = pgtrigger.Trigger(
    name="never_emptied",
    level=pgtrigger.Statement,
    when=pgtrigger.Before,
    operation=pgtrigger.Truncate,
    func="RAISE EXCEPTION 'Cannot empty % table', TG_TABLE_NAME;",
)


def kept(*, exclude: tuple[str, ...] = ()) -> Callable[[Tracked], Tracked]:
    """Decorate a model so that its old rows are kept; `exclude` names columns whose change alone is no news."""

    def wrap(model: Tracked) -> Tracked:
        wrapped: Tracked = pghistory.track(
            pghistory.UpdateEvent("changed", row=pghistory.Old),
            pghistory.DeleteEvent("removed", row=pghistory.Old),
            exclude=list(exclude),
            context_field=pghistory.ContextJSONField(),
            context_id_field=pghistory.ContextUUIDField(),
            obj_field=pghistory.ObjForeignKey(related_name="old_rows"),
            level=pghistory.Statement,
            append_only=True,
            model_name=f"{model.__name__}Old",
            meta={
                "indexes": [models.Index(fields=["pgh_obj", "pgh_created_at"], name=f"{model.__name__.lower()}_old")],
                "triggers": [NEVER_EMPTIED],
            },
        )(model)
        return wrapped

    return wrap


def as_of(rows: "models.QuerySet[Any]", moment: Any) -> "dict[int, dict[str, Any] | None]":
    """What these rows were at a moment, by id, as column values; None for a row that did not exist yet.

    `rows` is already limited to what the reader may see. A row's `created_at` says when it became known.
    """
    model = rows.model
    old = model.old_rows.rel.related_model
    columns = [f.attname for f in model._meta.concrete_fields if hasattr(old, f.attname)]
    found: dict[int, dict[str, Any] | None] = {
        row["id"]: (row if row["created_at"] <= moment else None) for row in rows.values(*columns)
    }
    before = old.objects.filter(pgh_obj_id__in=found, pgh_created_at__gt=moment).order_by("pgh_obj_id", "pgh_id")
    for row in before.distinct("pgh_obj_id").values(*columns, "pgh_obj_id"):
        number = row.pop("pgh_obj_id")
        found[number] = row if row["created_at"] <= moment else None
    return found
