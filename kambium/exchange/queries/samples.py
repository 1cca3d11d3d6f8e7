"""Rows to look at, in the reader's words: what is stored as a code or a number is shown by its name."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from babel import Locale
from django.utils import timezone
from django.utils.translation import gettext as _

from kambium.core import terms
from kambium.core.registry import FieldSpec, Record
from kambium.core.ui.dates import written
from kambium.core.ui.figures import number
from kambium.core.ui.language import is_chinese
from kambium.people.models import Person

Sample = Mapping[str, Any]
Shown = Callable[[Any], str]


def sample_rows(record: Record, samples: Sequence[Sample]) -> tuple[list[FieldSpec], list[list[str]]]:
    """The fields that any of the sampled rows has, and a line of texts for each row; an empty text for no value."""
    specs = [spec for spec in record.fields if any(spec.name in sample for sample in samples)]
    shown = [_shown(spec, samples) for spec in specs]
    lines = [
        [show(sample[spec.name]) if spec.name in sample else "" for spec, show in zip(specs, shown, strict=True)]
        for sample in samples
    ]
    return specs, lines


def _shown(spec: FieldSpec, samples: Sequence[Sample]) -> Shown:
    """How a value of this field is written for the reader."""
    if spec.kind == "person":
        return _named(_people(sample[spec.name] for sample in samples if spec.name in sample))
    if spec.kind == "country":
        return _named(Locale.parse("zh_Hans" if is_chinese() else "en").territories)
    if spec.kind in ("term", "terms", "tags"):
        return _named({code: word.label for code, word in terms.vocabulary(spec.vocabulary).items()})
    if spec.kind in ("choice", "choices"):
        return _named({code: str(label) for code, label in spec.choices})
    return PLAIN.get(spec.kind, str)


def _named(names: Mapping[str, str]) -> Shown:
    def show(value: Any) -> str:
        values = value if isinstance(value, list) else [value]
        return " · ".join(str(names.get(str(one), one)) for one in values)

    return show


def _people(ids: Iterable[Any]) -> dict[str, str]:
    return {str(person.pk): person.name for person in Person.objects.filter(pk__in={int(each) for each in ids})}


def _moment(value: str) -> str:
    local = timezone.localtime(datetime.fromisoformat(value))
    return f"{written(local.date())} {local:%H:%M}"


PLAIN: dict[str, Shown] = {
    "boolean": lambda value: _("Yes") if value else _("No"),
    "money": lambda value: number(Decimal(str(value))),
    "decimal": lambda value: number(Decimal(str(value))),
    "date": lambda value: written(date.fromisoformat(value)),
    "moment": _moment,
}
