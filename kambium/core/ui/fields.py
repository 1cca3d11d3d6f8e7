"""Form controls in the product's own look, with the words that screen readers need."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


class Day(forms.DateInput):
    """A date, chosen with the browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class Moment(forms.DateTimeInput):
    """A date and time, chosen with the browser's own calendar."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class Switch(forms.CheckboxInput):
    """On or off, at once."""


def kind(bound: BoundField) -> str:
    """How the kit draws a field: hidden, switch, check, group, file, select, text."""
    widget = bound.field.widget
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, Switch):
        return "switch"
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    if isinstance(widget, GROUPS):
        return "group"
    if isinstance(widget, forms.FileInput):
        return "file"
    return "select" if isinstance(widget, forms.Select) else "text"


def control(bound: BoundField, **given: Any) -> SafeString:
    """The control alone, with its class, and tied to its hint and errors by id."""
    attrs = {name.strip("_").replace("_", "-"): value for name, value in given.items() if value not in (None, False)}
    if look := " ".join(filter(None, [CLASSES[kind(bound)], bound.field.widget.attrs.get("class", "")])):
        attrs["class"] = look
    if kind(bound) == "switch":
        attrs["role"] = "switch"
    said = [f"{bound.auto_id}_hint"] if bound.help_text else []
    if bound.errors:
        attrs["aria-invalid"] = "true"
        said.append(f"{bound.auto_id}_error")
    if said:
        attrs["aria-describedby"] = " ".join(said)
    return bound.as_widget(attrs=attrs)


CLASSES = {
    "hidden": "",
    "switch": "switch",
    "check": "check",
    "group": "check",
    "file": "input",
    "select": "select",
    "text": "input",
}
