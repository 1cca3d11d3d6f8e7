"""Columns and filters of the fields a company added: data, not code, so they come with the look."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import DecimalField, F, Func, Q
from django.db.models.fields.json import KeyTextTransform
from django.utils.translation import gettext as _

from kambium.accounts.models import CustomField
from kambium.accounts.queries.lists.looking import AccountLook, joined
from kambium.core.web.listing import Between, Choices, Column, Filter, Given, Option, Period, Piece
from kambium.core.web.listing.pens import day, figure, tags, text, yes_no

PENS = {"text": text, "number": figure, "date": day, "choice": text, "choices": tags, "boolean": yes_no}


class Figure(Func):
    """A number of a JSON object as a number, nothing where the value is of another kind."""

    template = (
        "CASE WHEN jsonb_typeof(%(expressions)s -> '%(key)s') = 'number' "
        "THEN (%(expressions)s ->> '%(key)s')::numeric END"
    )
    output_field = DecimalField(max_digits=30, decimal_places=10)


def key_of(field: CustomField) -> str:
    """The key of its column and of its address parameter."""
    return f"f_{field.key}"


def columns(record: str, look: AccountLook) -> Iterator[Column]:
    """A column for each active field of a record; none is shown until somebody chooses it."""
    for field in look.fields:
        if field.record == record:
            yield _column(field, record)


def _column(field: CustomField, record: str) -> Column:
    is_number, is_list = field.kind == "number", field.kind == "choices"
    rank = f"own_{field.key}"

    def value(column: Column, row: Any, look: AccountLook) -> Any:
        found = row.extra.get(field.key)
        if is_list:
            return found if isinstance(found, list) else []
        return _day(found) if field.kind == "date" else found

    # The key is checked by the database to hold small letters, digits and underscores only.
    order = Figure(F("extra"), key=field.key) if is_number else KeyTextTransform(field.key, "extra")
    return Column(
        key_of(field), field.label, ("extra",), PENS[field.kind], value=value, plain=joined if is_list else None,
        order=() if is_list else (rank,), nullable=frozenset() if is_list else frozenset({rank}), right=is_number,
        shown=False, edit="accounts.edit" if record == "account" else "",
        computed=lambda look: {} if is_list else {rank: order},
    )  # fmt: skip


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def filters(record: str, look: AccountLook) -> Iterator[Filter]:
    """A filter for each active field of a record."""
    for field in look.fields:
        if field.record == record:
            yield _filter(field)


def _filter(field: CustomField) -> Filter:
    key, label, column = key_of(field), field.label, f"extra__{field.key}"
    if field.kind == "number":
        return OwnNumber(key, label, column=column)
    if field.kind == "date":
        return Period(key, label, column=column, text_dates=True)
    if field.kind == "boolean":
        either = [Option("yes", _("Yes"), Q(**{column: True})), Option("no", _("No"), Q(**{column: False}))]
        return Choices(key, label, options=lambda look: either)
    if field.kind in ("choice", "choices"):
        how = "contains" if field.kind == "choices" else "exact"
        options = [Option(one, one, Q(**{f"{column}__{how}": [one] if how == "contains" else one}))
                   for one in field.choices]  # fmt: skip
        return Choices(key, label, options=lambda look: options)
    return Piece(key, label, column=column)


@dataclass(frozen=True)
class OwnNumber(Between):
    """A range of a number kept in JSON, where it compares as a number with numbers."""

    def where(self, given: Given, look: Any) -> Q:
        found = Q()
        for name, way in zip(self.names, ("gte", "lte"), strict=True):
            if name in given:
                found &= Q(**{f"{self.column}__{way}": float(given[name][0])})
        return found
