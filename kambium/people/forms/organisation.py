"""What is asked for teams, roles, the company and its words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kambium.core.access import Actor, roles
from kambium.core.ui.fields import Day
from kambium.people.actions.preferring import CURRENCIES
from kambium.people.forms.fields import LINE, TEXT, PersonField, TeamField, Words
from kambium.people.zones import ZONES

TONE_WORDS = (("", _("Plain")), ("good", _("Green")), ("warn", _("Amber")), ("bad", _("Red")), ("brand", _("Blue")))
VERSION = 2**31 - 1


class TeamForm(forms.Form):
    """A team's names; where it stands when it is new."""

    name_zh = Words(label=_("Chinese name"))
    name_en = Words(label=_("English name"))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1, max_value=VERSION)

    def __init__(self, *args: Any, new: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if new:
            self.fields["parent"] = TeamField(label=_("Under"), empty_label=_("Choose a team"))


class MoveForm(forms.Form):
    """Where a team goes."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1, max_value=VERSION)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["parent"] = TeamField(label=_("Move under"), empty_label=_("Choose a team"))


class GrantForm(forms.Form):
    """Who gets which role, for which unit, for how long, and why."""

    role = forms.ChoiceField(label=_("Role"))
    start = forms.DateField(label=_("From"), required=False, widget=Day(), help_text=_("Empty: from now on"))
    last_day = forms.DateField(
        label=_("Until"), required=False, widget=Day(), help_text=_("Empty: until further notice")
    )
    reason = Words(TEXT, label=_("Reason"), required=True, help_text=_("Kept with the role, for the audit"))

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        known = sorted(roles, key=lambda role: role.position)
        self.fields["role"].choices = [("", _("Choose a role")), *((r.key, r.label) for r in known)]  # type: ignore[attr-defined]
        self.fields["person"] = PersonField(actor, label=_("Person"), empty_label=_("Choose a colleague"))
        self.fields["unit"] = TeamField(
            label=_("Unit"),
            required=False,
            empty_label=_("The whole company"),
            help_text=_("For team leads and sales directors"),
        )
        self.order_fields(["person", "role", "unit", "start", "last_day", "reason"])


class CompanyForm(forms.Form):
    """The company's names, currency and where its day begins."""

    name_zh = Words(LINE, label=_("Chinese name"))
    name_en = Words(LINE, label=_("English name"))
    currency = forms.ChoiceField(label=_("Currency"), choices=[(c, c) for c in CURRENCIES])
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=ZONES, help_text=_("Where the company's day begins"))
    country = forms.RegexField(
        r"^[A-Z]{2}$",
        label=_("Country"),
        required=False,
        help_text=_("Two capital letters, such as CN"),
        error_messages={"invalid": _("Enter two capital letters, such as CN")},
    )
    read = forms.CharField(required=False, widget=forms.HiddenInput, max_length=500)


class TermForm(forms.Form):
    """A word in both languages."""

    name_zh = Words(label=_("Chinese"))
    name_en = Words(label=_("English"))
    tone = forms.ChoiceField(label=_("Colour"), required=False, choices=TONE_WORDS)
