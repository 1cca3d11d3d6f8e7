"""The fields a company added to a record, as an import knows them."""

from collections.abc import Callable, Sequence

from kambium.accounts.models import CustomField
from kambium.core.registry import FieldSpec

KINDS = {"number": "decimal"}
"""Kinds of custom fields that files call otherwise; the rest have the same name."""


def own_fields(record: str) -> Callable[[], Sequence[FieldSpec]]:
    """Reads the active custom fields of a record; a field `power` is `extra.power` in files."""

    def read() -> list[FieldSpec]:
        rows = CustomField.objects.filter(record=record, is_active=True)
        return [_spec(row) for row in rows]

    return read


def _spec(row: CustomField) -> FieldSpec:
    return FieldSpec(
        f"extra.{row.key}",
        row.label,
        kind=KINDS.get(row.kind, row.kind),
        required=row.is_required,
        aliases=tuple(filter(None, (row.label_zh, row.label_en))),
        choices=tuple((choice, choice) for choice in row.choices),
    )
