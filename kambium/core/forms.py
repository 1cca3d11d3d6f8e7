"""The shape of what people enter about views and pins."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class ViewForm(forms.Form):
    """A saved view: its name, whether the team sees it, whether the list opens with it."""

    name = forms.CharField(label=_("Name"), max_length=60)
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
