"""The shape of what people enter: fields of days, what all forms of an action share, the form of a saved view."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kambium.core.days import is_plausible
from kambium.core.rejected import Rejected
from kambium.core.ui.fields import Day, Moment


class DayField(forms.DateField):
    """A day that a calendar would show."""

    widget = Day
    input_formats = ("%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y")

    def validate(self, value: date | None) -> None:
        super().validate(value)
        _within(value)


class MomentField(forms.DateTimeField):
    """A day and time in the reader's time zone."""

    widget = Moment
    input_formats = ("%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S")

    def to_python(self, value: Any) -> datetime | None:
        try:
            return super().to_python(value)
        except OverflowError:
            raise ValidationError(_now("Enter a day between 1900 and 2200.")) from None

    def validate(self, value: datetime | None) -> None:
        super().validate(value)
        _within(value.date() if value else None)


def _within(value: date | None) -> None:
    if value is not None and not is_plausible(value):
        raise ValidationError(_now("Enter a day between 1900 and 2200."))


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
