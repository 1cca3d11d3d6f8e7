"""What the first administrator of an empty installation is asked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kambium.people.actions.preferring import CURRENCIES
from kambium.people.forms.fields import LINE, Words
from kambium.people.zones import ZONES


class SetupForm(forms.Form):
    """The company, then the person who sets it up."""

    company_zh = Words(LINE, label=_("Company name in Chinese"))
    company_en = Words(LINE, label=_("Company name in English"))
    currency = forms.ChoiceField(label=_("Currency"), choices=[(c, c) for c in CURRENCIES])
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=ZONES)
    name_zh = Words(label=_("Your name in Chinese"))
    name_en = Words(label=_("Your name in English"))
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    password = forms.CharField(
        label=_("Password"),
        max_length=128,
        strip=False,
        help_text=_("At least 12 characters; a sentence is easy to remember"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    COMPANY = ("company_zh", "company_en", "currency", "time_zone")
