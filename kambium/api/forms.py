"""The shape of a new token."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kambium.api.models.token import READ, SCOPES
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
