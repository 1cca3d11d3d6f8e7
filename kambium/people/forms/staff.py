"""What is asked for a person: to enter, change, place and let go."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kambium.core.access import Actor
from kambium.core.forms import DayField
from kambium.core.ui.fields import Day
from kambium.people.forms.fields import PersonField, TeamField, Words
from kambium.people.models.person import LANGUAGES


class FactsForm(forms.Form):
    """A person's own facts."""

    name_zh = Words(label=_("Chinese name"))
    name_en = Words(label=_("English name"))
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False, help_text=_("The name for logging in"))
    staff_no = Words(40, label=_("Staff number"))
    phone = Words(40, label=_("Phone"))
    joined_on = DayField(label=_("First day"), required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)


class PlaceForm(forms.Form):
    """Team, manager and title, from a day on."""

    title_zh = Words(label=_("Chinese title"))
    title_en = Words(label=_("English title"))
    start = forms.DateField(label=_("From"), widget=Day(), help_text=_("The place held until then ends that day"))

    def __init__(self, *args: Any, actor: Actor, person_id: int = 0, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["team"] = TeamField(label=_("Team"), empty_label=_("Choose a team"))
        self.fields["manager"] = PersonField(
            actor, but=person_id, label=_("Reports to"), required=False, empty_label=_("Nobody")
        )
        self.order_fields(["team", "manager", "title_zh", "title_en", "start"])


class EnterForm(FactsForm, PlaceForm):
    """A new person with the first place."""

    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    invite = forms.BooleanField(
        label=_("Send an invitation to set a password"), required=False, initial=True, help_text=_("By e-mail, at once")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["version"]
        self.fields["start"].help_text = _("First day in this team")
        self.order_fields(["name_zh", "name_en", "email", "staff_no", "phone", "joined_on"])

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("invite") and not found.get("email") and "email" not in self.errors:
            self.add_error("email", _("An invitation needs an e-mail address"))
        return found


class DepartForm(forms.Form):
    """The last day, and who takes over the reports."""

    last_day = DayField(label=_("Last day"), help_text=_("Today or earlier logs the person out at once"))

    def __init__(self, *args: Any, actor: Actor, person_id: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["heir"] = PersonField(
            actor, but=person_id, label=_("Reports go to"), required=False, empty_label=_("The person's own manager")
        )
