"""The shape of a new token."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kambium.api.models.token import READ, SCOPES
from kambium.api.queries.webhooks import choices
from kambium.core.forms import ActionForm

DAYS = ((30, _("30 days")), (90, _("90 days")), (366, _("A year")))


class TokenForm(ActionForm):
    """What the program is called, what it may do, and how long."""

    name = forms.CharField(
        label=pgettext_lazy("token", "Name"),
        max_length=60,
        help_text=_("The program that will use it, such as ERP orders."),
    )
    scope = forms.ChoiceField(label=_("It may"), choices=SCOPES, initial=READ)
    days = forms.TypedChoiceField(label=_("Ends after"), choices=DAYS, coerce=int, initial=90)


class WebhookForm(ActionForm):
    """Where to, and what about."""

    name = forms.CharField(label=pgettext_lazy("webhook", "Name"), max_length=60)
    url = forms.CharField(label=_("Address"), max_length=500, widget=forms.URLInput(attrs={"placeholder": "https://"}))
    kinds = forms.MultipleChoiceField(label=_("Hears of"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["kinds"].choices = choices()  # type: ignore[attr-defined]
