"""Values of the fields a company added: checked by their kind, kept in the row's `extra` as plain JSON."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from kambium.accounts.models import CustomField
from kambium.people.actions.rejected import Rejected

LONGEST = 2_000
EMPTY: tuple[Any, ...] = (None, "", [], ())


class NotAValue(Rejected):
    """A value that the field's kind does not take."""


def merged(record: str, stored: Mapping[str, Any], given: Mapping[str, Any] | None) -> dict[str, Any]:
    """The stored values with the given ones over them; an empty value takes the key away.

    Keys of fields that are inactive or unknown are refused. Raises NotAValue.
    """
    found = dict(stored)
    if not given:
        return found
    fields = {field.key: field for field in CustomField.objects.filter(record=record, is_active=True)}
    for key, value in given.items():
        if key not in fields:
            raise NotAValue(_("There is no field “%(key)s”.") % {"key": key[:40]}, f"extra.{key[:40]}")
        if value in EMPTY:
            _refuse_empty(fields[key])
            found.pop(key, None)
        else:
            found[key] = as_stored(fields[key], value)
    return found


def _refuse_empty(field: CustomField) -> None:
    if field.is_required:
        raise NotAValue(_("%(field)s must be filled in.") % {"field": field.label}, f"extra.{field.key}")


def as_stored(field: CustomField, value: Any) -> Any:
    """A value as JSON keeps it: numbers as numbers, dates as 2026-11-23, lists as lists. Raises NotAValue."""
    try:
        return _KINDS[field.kind](field, value)
    except (ValueError, TypeError, InvalidOperation):
        text = _("%(field)s does not take “%(value)s”.") % {"field": field.label, "value": str(value)[:60]}
        raise NotAValue(text, f"extra.{field.key}") from None


def _text(field: CustomField, value: Any) -> str:
    text = str(value).strip()
    if len(text) > LONGEST or "\0" in text:
        raise ValueError
    return text


def _number(field: CustomField, value: Any) -> int | float:
    number = Decimal(str(value))
    if not number.is_finite() or abs(number) >= Decimal("1e15"):
        raise ValueError
    return int(number) if number == number.to_integral_value() else float(number)


def _date(field: CustomField, value: Any) -> str:
    return (value if isinstance(value, date) else date.fromisoformat(str(value))).isoformat()


def _choice(field: CustomField, value: Any) -> str:
    if value not in field.choices:
        raise ValueError
    return str(value)


def _choices(field: CustomField, value: Any) -> list[str]:
    return [_choice(field, one) for one in dict.fromkeys(value)]


def _boolean(field: CustomField, value: Any) -> bool:
    if value not in (True, False):
        raise ValueError
    return bool(value)


_KINDS = {
    "text": _text,
    "number": _number,
    "date": _date,
    "choice": _choice,
    "choices": _choices,
    "boolean": _boolean,
}
