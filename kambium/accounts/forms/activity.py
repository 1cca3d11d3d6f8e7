"""Forms for what was done with a customer and what comes next."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kambium.accounts import labels
from kambium.accounts.forms.fields import ANY, AccountField
from kambium.accounts.forms.record import RecordForm
from kambium.accounts.models.activity import KINDS
from kambium.core.forms import DayField, MomentField

MINUTES_A_DAY = 24 * 60
STEP = ("next_step", "next_on", "next_owner_id")
MORE = ("happened_at", "people", "another", "minutes", "place", "body")
Pairs = Sequence[tuple[int, str]]


class ActivityForm(RecordForm):
    """An activity: kind and subject are enough. `contacts` and `circle` are offered as participants, `staff` too."""

    labels = labels.ACTIVITY

    kind = forms.ChoiceField(choices=KINDS, initial="call")
    subject = forms.CharField(max_length=200)
    happened_at = MomentField(required=False)
    minutes = forms.IntegerField(min_value=0, max_value=7 * MINUTES_A_DAY, required=False)
    place = forms.CharField(max_length=200, required=False)
    body = forms.CharField(max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 4}))
    next_step = forms.CharField(max_length=200, required=False)
    next_on = DayField(required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        contacts: Pairs = (),
        circle: Pairs = (),
        staff: Pairs = (),
        stored: Mapping[str, Any] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(data, initial=dict(stored or {}), **options)
        if contacts:
            self.fields["contacts"] = _several(contacts, _("Who of them"))
        if circle:
            self.fields["people"] = _several(circle, _("Who of us"))
        others = [pair for pair in staff if pair not in circle]
        self.fields["another"] = _one(others, _("Another colleague"))
        self.fields["next_owner_id"] = _one(staff or circle, None)
        self.label_and_limit()

    def section(self, names: Sequence[str]) -> list[forms.BoundField]:
        """Some of the fields, in that order, as far as the form has them."""
        return [self[name] for name in names if name in self.fields]

    @property
    def step(self) -> list[forms.BoundField]:
        """What comes next."""
        return self.section(STEP)

    @property
    def more(self) -> list[forms.BoundField]:
        """What can wait."""
        return self.section(MORE)

    def values(self) -> dict[str, Any]:
        """The activity's own fields."""
        return {n: v for n, v in super().values().items() if n not in ("contacts", "people", "another", "account")}

    @property
    def contacts(self) -> list[int]:
        """The contacts who took part."""
        return list(self.cleaned_data.get("contacts", ()))

    @property
    def people(self) -> list[int]:
        """The colleagues who took part."""
        another = self.cleaned_data.get("another")
        return [*self.cleaned_data.get("people", ()), *([another] if another else [])]


class AccountChoiceForm(RecordForm):
    """Which account an activity or a contact belongs to."""

    def __init__(self, data: Any = None, *, seek: Any, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["account"] = AccountField(seek, label=_("Account"))


class DayForm(RecordForm):
    """Another day for a next step."""

    next_on = DayField(label=_("By when"))


def _several(pairs: Pairs, label: Any) -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        choices=pairs, coerce=int, required=False, label=label, widget=forms.CheckboxSelectMultiple
    )


def _one(pairs: Pairs, label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(choices=[*ANY, *pairs], coerce=int, empty_value=None, required=False, label=label)
