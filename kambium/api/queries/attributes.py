"""What is told of a row: the declared fields of its record that stand in its table, and what every row has."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext_lazy as _

from kambium.core.registry import FieldSpec, Record

STANDING = {
    "account": _("Account"),
    "owner": _("Owner"),
    "extra": _("Fields of your own"),
    "version": _("Version"),
    "created_at": _("Created at"),
    "updated_at": _("Changed at"),
}


@dataclass(frozen=True)
class Attribute:
    """One value of a row: its name, the column it is read from and, where that points to a row, to which table."""

    name: str
    column: str
    label: Any
    kind: str
    target: Any = None
    spec: FieldSpec | None = None
    is_many: bool = False
    can_be_null: bool = False

    @property
    def is_guarded(self) -> bool:
        """Whether it names a row that the reader may not be allowed to know of. Colleagues are known to all."""
        return self.target is not None and self.target is not get_user_model() and hasattr(
            self.target._default_manager, "visible_to"
        )  # fmt: skip


@cache
def attributes(record: Record) -> tuple[Attribute, ...]:
    """All attributes of a record's rows, the id first."""
    found = {"id": Attribute("id", "id", _("Row number"), "integer")}
    for one in _all(record):
        found.setdefault(one.name, one)
    return tuple(found.values())


def _all(record: Record) -> Iterator[Attribute]:
    for spec in record.fields:
        field = _column(record.model, spec.name)
        if field is not None and not spec.incoming:
            yield _attribute(field, spec.label, spec.kind, spec)
    for field in record.model._meta.concrete_fields:
        if field.name in STANDING:
            yield _attribute(field, STANDING[field.name], _kind(field))
        elif isinstance(field, models.DecimalField) and not field.name.endswith("_at"):
            yield _attribute(field, field.name.replace("_", " "), "decimal")


def _column(model: type[models.Model], name: str) -> Any:
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return field if getattr(field, "concrete", False) and not field.many_to_many else None


def _attribute(field: Any, label: Any, kind: str, spec: FieldSpec | None = None) -> Attribute:
    target = field.related_model if field.is_relation else None
    is_many = isinstance(field, ArrayField)
    return Attribute(field.attname, field.attname, label, kind, target, spec, is_many, bool(field.null))


def _kind(field: Any) -> str:
    if field.is_relation:
        return "reference"
    return {models.DateTimeField: "moment", models.JSONField: "object"}.get(type(field), "integer")


def chosen(record: Record, wanted: Sequence[str]) -> tuple[Attribute, ...]:
    """Those asked for, always with the id; all where none is named. Raises KeyError for a name that is none."""
    known = {one.name: one for one in attributes(record)}
    return tuple(known[name] for name in dict.fromkeys(["id", *wanted])) if wanted else tuple(known.values())
