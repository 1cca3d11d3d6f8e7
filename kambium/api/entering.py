"""From the members of a JSON object to what a form reads, and from a form back to what JSON may hold."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import QueryDict
from django.utils.translation import gettext as _

from kambium.api.plain import plain
from kambium.api.problems import Problem
from kambium.core.forms import ActionForm

OWN = "extra"
MOST_OPTIONS = 80
Errors = list[tuple[str, str]]


def flat(body: Mapping[str, Any]) -> dict[str, Any]:
    """The members by the names of form fields: those of `extra`, the company's own fields, as `extra.name`."""
    own = body.get(OWN)
    found = {name: value for name, value in body.items() if name != OWN or not isinstance(own, dict)}
    return found | ({f"{OWN}.{name}": value for name, value in own.items()} if isinstance(own, dict) else {})


def entered(form: forms.Form, body: Mapping[str, Any]) -> QueryDict:
    """What was sent, as if it had been typed. Raises Problem for names and kinds of value that no field has.

    A field that is not named keeps what the form begins with, as on the page.
    """
    data = QueryDict(mutable=True)
    errors: Errors = [(name, _("There is no such field here.")) for name in body if name not in form.fields]
    for name, field in form.fields.items():
        value = body[name] if name in body else form.get_initial_for_field(field, name)
        if name in body and not _fits(value, field):
            errors.append((name, _("This is not the kind of value it takes.")))
            continue
        data.setlist(form.add_prefix(name), _typed(value))
    if errors:
        raise Problem("invalid", errors=errors)
    return data


def _fits(value: Any, field: forms.Field) -> bool:
    if value is None:
        return True
    is_list = isinstance(field, forms.MultipleChoiceField)
    if isinstance(field, forms.BooleanField):
        return isinstance(value, bool)
    if isinstance(field, forms.ModelChoiceField):
        return type(value) is int
    if is_list:
        return isinstance(value, list) and all(_is_scalar(one) for one in value)
    return _is_scalar(value)


def _is_scalar(value: Any) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool)


def _typed(value: Any) -> list[str]:
    if value is None or value == "":
        return []
    if isinstance(value, bool):
        return ["true"] if value else []
    if isinstance(value, list | tuple | set):
        return [str(plain(one)) for one in value]
    if isinstance(value, float):
        return [f"{Decimal(repr(value)):f}"]
    return [str(plain(value))]


def errors_of(form: forms.Form) -> Errors:
    """What a form says no to, field by field; what concerns the whole has no field."""
    return [("" if name == NON_FIELD_ERRORS else name, str(text))
            for name, texts in form.errors.items() for text in texts]  # fmt: skip


def values_of(form: forms.Form) -> dict[str, Any]:
    """What was entered, as the action takes it."""
    return dict(form.values()) if isinstance(form, ActionForm) else dict(form.cleaned_data)


def schema_of(field: forms.Field) -> dict[str, Any]:
    """A form's field as JSON Schema."""
    found = _kind_of(field)
    if not field.required and "type" in found and found["type"] not in ("boolean", "array"):
        found["type"] = [found["type"], "null"]
        if "enum" in found:
            found["enum"] = [*found["enum"], None]
    found["title"] = str(field.label or "")
    if field.help_text:
        found["description"] = str(field.help_text)
    return found


def _kind_of(field: forms.Field) -> dict[str, Any]:
    if isinstance(field, forms.BooleanField):
        return {"type": "boolean"}
    if isinstance(field, forms.MultipleChoiceField):
        return {"type": "array", "items": _choice(field)}
    if isinstance(field, forms.ModelChoiceField):
        return {"type": "integer"}
    if isinstance(field, forms.ChoiceField):
        return _choice(field)
    if isinstance(field, forms.DecimalField):
        return {"type": "string", "format": "decimal"}
    if isinstance(field, forms.IntegerField):
        bounds = {"minimum": field.min_value, "maximum": field.max_value}
        return {"type": "integer", **{name: bound for name, bound in bounds.items() if bound is not None}}
    if isinstance(field, forms.DateTimeField):
        return {"type": "string", "format": "date-time"}
    if isinstance(field, forms.DateField):
        return {"type": "string", "format": "date"}
    most = getattr(field, "max_length", None)
    return {"type": "string"} | ({"maxLength": most} if most else {})


def _choice(field: forms.ChoiceField) -> dict[str, Any]:
    coerce = getattr(field, "coerce", str)
    codes = [coerce(code) for code, _label in field.choices if code not in ("", None)]  # type: ignore[union-attr, misc]
    found: dict[str, Any] = {"type": "integer" if coerce is int else "string"}
    return found | ({"enum": codes} if 0 < len(codes) <= MOST_OPTIONS and coerce is not int else {})
