"""The shape of what people enter: what all forms of an action have in common, and the form of a saved view."""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kambium.core.rejected import Rejected


class ActionForm(forms.Form):
    """A form whose fields are named as the action names its values; it takes the action's refusal."""

    labels: Mapping[str, Any] = {}

    def __init__(self, data: Any = None, files: Any = None, *, only: Collection[str] = (), **options: Any) -> None:
        super().__init__(data, files, auto_id="f-%s", **options)
        self.only = frozenset(only)

    def label_and_limit(self) -> None:
        """Name every field that has no label of its own; drop those that were not asked for."""
        for name in list(self.fields):
            if self.only and name not in self.only:
                del self.fields[name]
            elif self.fields[name].label is None and name in self.labels:
                self.fields[name].label = self.labels[name]

    def values(self) -> dict[str, Any]:
        """What was entered, as an action takes it."""
        return dict(self.cleaned_data)

    def refuse(self, error: Rejected) -> None:
        """Show what an action said no to, at its field where the form has it."""
        self.add_error(error.field if error.field in self.fields else None, str(error))


class ViewForm(forms.Form):
    """A saved view: its name, whether the team sees it, whether the list opens with it."""

    name = forms.CharField(label=pgettext_lazy("view", "Name"), max_length=60)
    is_team = forms.BooleanField(label=_("Show it to my team"), required=False)
    is_default = forms.BooleanField(label=_("Open the list with it"), required=False)

    def __init__(self, *args: Any, team_id: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.team_id = team_id
        if not team_id:
            del self.fields["is_team"]

    @property
    def values(self) -> dict[str, Any]:
        """As the actions take it."""
        cleaned = self.cleaned_data
        return {
            "name": cleaned["name"],
            "team_id": self.team_id if cleaned.get("is_team") else None,
            "is_default": cleaned["is_default"],
        }
