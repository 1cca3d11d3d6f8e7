"""Scores of an account, and decisions on its tier."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kambium.core.forms import ActionForm
from kambium.portfolio.models import Tier
from kambium.portfolio.queries.standing import Side


class ScoreForm(ActionForm):
    """One field for each criterion that is judged by hand; an empty one takes the score back."""

    def __init__(self, data: Any = None, *, sides: Iterable[Side], **options: Any) -> None:
        super().__init__(data, **options)
        for side in sides:
            for part in side.parts:
                if not part.figure:
                    self.fields[part.code] = forms.DecimalField(
                        label=part.name, help_text=part.help, min_value=0, max_value=10, max_digits=4, decimal_places=2,
                        required=False, initial=part.score, widget=forms.NumberInput(attrs={"step": "0.5"}),
                    )  # fmt: skip


class OverrideForm(ActionForm):
    """Another tier than the scores say, and why."""

    tier_id = forms.TypedChoiceField(coerce=int, label=_("Tier"))
    reason = forms.CharField(max_length=400, label=_("Reason"))

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        tiers = Tier.objects.filter(retired_on=None)
        self.fields["tier_id"].choices = [(t.pk, f"{t.code} · {t.name}") for t in tiers]  # type: ignore[attr-defined]


class RejectForm(ActionForm):
    """Why an account stays where it is."""

    reason = forms.CharField(max_length=400, label=_("Reason"))
