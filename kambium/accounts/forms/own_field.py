"""The shape of a field that an administrator adds."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kambium.accounts.models import CustomField


class OwnFieldForm(forms.Form):
    """A new field, or with `stored` one to change: then its record and kind stand fast."""

    record = forms.ChoiceField(label=_("Belongs to"), choices=CustomField.RECORDS)
    label_zh = forms.CharField(label=_("Chinese label"), max_length=60, required=False)
    label_en = forms.CharField(label=_("English label"), max_length=60, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=CustomField.KINDS)
    choices = forms.CharField(
        label=_("Values"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("For lists: one value on each line."),
    )  # fmt: skip
    help_zh = forms.CharField(label=_("Chinese hint"), max_length=200, required=False)
    help_en = forms.CharField(label=_("English hint"), max_length=200, required=False)
    is_required = forms.BooleanField(label=_("Must be filled in"), required=False)

    def __init__(self, *given: Any, stored: CustomField | None = None, **options: Any) -> None:
        if stored is not None:
            names = ("label_zh", "label_en", "help_zh", "help_en", "is_required")
            options["initial"] = {name: getattr(stored, name) for name in names} | {
                "choices": "\n".join(stored.choices)
            }
        super().__init__(*given, **options)
        if stored is not None:
            del self.fields["record"], self.fields["kind"]
            if stored.kind not in ("choice", "choices"):
                del self.fields["choices"]

    def values(self) -> dict[str, Any]:
        """What was entered, as the action takes it."""
        found = dict(self.cleaned_data)
        if "choices" in found:
            found["choices"] = found["choices"].splitlines()
        return found
