"""What the forms of records have in common: the company's own fields beside ours."""

from collections.abc import Mapping
from typing import Any

from django import forms

from kambium.accounts.forms.fields import ANY
from kambium.accounts.models import CustomField
from kambium.core.forms import ActionForm, DayField

OWN = "extra."


class RecordForm(ActionForm):
    """A form of a record, which may have the company's own fields."""

    def add_own(self, record: str, stored: Mapping[str, Any]) -> None:
        """The company's own fields of a record, with what is stored in them."""
        for field in CustomField.objects.filter(record=record, is_active=True):
            self.fields[OWN + field.key] = own_field(field, stored.get(field.key))

    @property
    def own(self) -> list[forms.BoundField]:
        """The company's own fields."""
        return [self[name] for name in self.fields if name.startswith(OWN)]

    def values(self) -> dict[str, Any]:
        """What was entered, as an action takes it; own fields under `extra`."""
        found = {name: value for name, value in self.cleaned_data.items() if not name.startswith(OWN)}
        own = {n.removeprefix(OWN): v for n, v in self.cleaned_data.items() if n.startswith(OWN)}
        return found | ({"extra": own} if own else {})


def own_field(field: CustomField, stored: Any) -> forms.Field:
    """The form field of a company's own field."""
    zh_help = field.help_zh or field.help_en
    shown = {"label": field.label, "help_text": zh_help if field.label == field.label_zh else field.help_en or zh_help,
             "required": field.is_required, "initial": stored}  # fmt: skip
    if field.kind == "boolean":
        return forms.BooleanField(**{**shown, "required": False})
    if field.kind in ("choice", "choices"):
        gone = [c for c in ([stored] if isinstance(stored, str) else stored or []) if c not in field.choices]
        choices = [(c, c) for c in [*field.choices, *gone]]
        if field.kind == "choice":
            return forms.ChoiceField(choices=[*ANY, *choices], **shown)
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **shown)
    if field.kind == "number":
        return forms.DecimalField(max_digits=20, decimal_places=6, **shown)
    return DayField(**shown) if field.kind == "date" else forms.CharField(max_length=2_000, **shown)
