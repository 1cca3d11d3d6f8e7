"""The columns of a record's file: those an import understands, but for those that come in files only."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils import timezone

from kambium.core import terms
from kambium.core.access import Actor
from kambium.core.registry import FieldSpec, Record, records
from kambium.core.search.fold import fold
from kambium.exchange.engine.convert import LIST
from kambium.exchange.engine.words import codes_of
from kambium.exchange.identity import LEAD, OWN, identities, number
from kambium.people.models.person import named

EXTRA = "extra."
PERIOD_ENDS = {"active_from": "active__startswith", "active_to": "active__endswith"}


@dataclass(frozen=True)
class Column:
    """A column: its header, what is read of the row, and how that is written."""

    spec: FieldSpec
    paths: tuple[str, ...]
    write: Callable[..., Any]


def columns_of(record: Record, actor: Actor | None) -> list[Column]:
    """What a person may take out of a record; None is whoever works on the server. The row's number comes first, and
    beside the name of another row its number."""
    marks = {spec.name: spec for spec in identities(record)}
    hidden = actor.masked(getattr(record.model, "permission", record.export_permission)) if actor else frozenset()
    found = [_column(marks[OWN], record)]
    for spec in (*record.fields, *(record.extra_fields() if record.extra_fields else ())):
        if spec.incoming or spec.name in hidden or not _may(actor, spec):
            continue
        found += [c for c in (_column(spec, record), _column(marks.get(LEAD + spec.name), record)) if c]
    return [column for column in found if column]


def _may(actor: Actor | None, spec: FieldSpec) -> bool:
    return actor is None or not spec.permission or actor.can(spec.permission)


def _column(spec: FieldSpec | None, record: Record) -> Column | None:
    if spec is None:
        return None
    if spec.kind == "row":
        path = "pk" if spec.name == OWN else f"{spec.name.removeprefix(LEAD)}_id"
        return Column(spec, (path,), lambda pk: number(spec.to, pk) if pk else None)
    if spec.name.startswith(EXTRA):
        return Column(spec, ("extra",), lambda extra: _own(extra.get(spec.name.removeprefix(EXTRA))))
    if spec.name in PERIOD_ENDS:
        return Column(spec, (PERIOD_ENDS[spec.name],), _plain)
    if not _has(record, spec.name):
        return None
    if spec.kind == "reference":
        return Column(spec, tuple(f"{spec.name}__{name}" for name in names_of(records[spec.to])), _first_name)
    if spec.kind == "person":
        return Column(spec, tuple(f"{spec.name}__{n}" for n in ("email", "staff_no", "name_zh", "name_en")), _person)
    return Column(spec, (spec.name,), _writer(spec))


def _has(record: Record, name: str) -> bool:
    try:
        return record.model._meta.get_field(name).concrete
    except FieldDoesNotExist:
        return False


def names_of(record: Record) -> tuple[str, ...]:
    """The columns of a record by which another one names its rows."""
    pairs: Iterator[str] = (name for name in ("name_zh", "name_en") if _has(record, name))
    return tuple(pairs) or ("number",)


def _first_name(*names: str | None) -> str:
    return named(names[0] or "", names[1] or "") if len(names) == 2 else names[0] or ""


def _person(email: str | None, staff_no: str | None, zh: str | None, en: str | None) -> str:
    return email or staff_no or named(zh or "", en or "")


def _writer(spec: FieldSpec) -> Callable[[Any], Any]:
    if spec.kind in ("term", "terms", "tags"):
        return _said(_words(spec))
    if spec.kind in ("choice", "choices"):
        return _said({code: str(label) for code, label in spec.choices})
    return _plain


def _words(spec: FieldSpec) -> dict[str, str]:
    """Codes as the reader calls them, where that word means no other code and can stand in a list."""
    known = codes_of(spec.vocabulary)
    words = {code: str(word.label) for code, word in terms.vocabulary(spec.vocabulary).items()}
    return {code: word for code, word in words.items() if known.get(fold(word)) == code and not LIST.search(word)}


def _said(words: dict[str, str]) -> Callable[[Any], Any]:
    def write(value: Any) -> str:
        values: list[str] = value if isinstance(value, list) else [value] if value else []
        return "; ".join(words.get(each, each) for each in values)

    return write


def _own(value: Any) -> Any:
    return (
        "; ".join(map(str, value))
        if isinstance(value, list)
        else _plain(Decimal(str(value)) if _is_number(value) else value)
    )


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return Decimal(f"{value.normalize():f}")
    return timezone.localtime(value).isoformat() if isinstance(value, datetime) else value
